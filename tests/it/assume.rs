//! What is assumed of a question: honoured by every command, and refused where the register contradicts it.

use crate::folder::Folder;
use crate::run::{json, printed, refused, relief};

/// A bill of the small register.
fn bill(more: &str) -> String {
    format!(
        "#:schema ../../schemas/records/bill.json\n\ntitle = \"Salt Bill\"\nregime = \"arcadia\"\n\
         introduced = 2018-01-10\nstanding = \"In committee.\"\n{more}\
         source = \"gazette\"\nverification = \"primary\"\nchecked = 2019-12-01\n"
    )
}

/// The small register with a bill in it, and the flag that names it.
fn with_bill(name: &str, more: &str, parts: &str) -> (Folder, String) {
    let folder = Folder::of_register(&format!("assume-{name}"));
    folder.put("bills/salt-bill.toml", bill(more) + parts);
    let data = format!("--data {}", folder.root().display());
    (folder, data)
}

fn pathways(line: &str) -> Vec<String> {
    let report = json(line);
    let all = report["options"].as_array().expect("options").iter();
    let option = all.filter(|option| option["id"] == "delist-acme-bank").map(|option| {
        let set = option["pathways"].as_array().expect("pathways").iter();
        set.map(|p| p.as_str().expect("a word").to_owned()).collect::<Vec<_>>().join("|")
    });
    option.collect()
}

#[test]
fn a_bill_that_cannot_be_law_is_refused_with_what_to_ask_instead() {
    let said = |line: &str| {
        let (code, said) = refused(line);
        assert_eq!(code, Some(2), "{said}");
        said
    };
    let dead = said("options --as-of 2026-10-01 --assume s-3513-117");
    assert!(dead.contains("can no longer become law") && dead.contains("relief show s-3513-117"), "{dead}");
    let early = said("cascade ne-14024 --as-of 2026-10-01 --assume nope-act@2020-01-01");
    assert!(early.contains("--assume nope-act@2026-04-28"), "{early}");
    let enacted = said("routes polyus --as-of 2026-10-01 --assume sanctioning-russia-act-2025");
    assert!(enacted.contains("`sria`") && enacted.contains("--as-of 2026-09-17"), "{enacted}");
    printed("routes polyus --as-of 2026-09-17 --assume sanctioning-russia-act-2025");
    let statute = said("options --as-of 2026-10-01 --assume sria");
    assert!(
        statute.contains("`sria` is a statute, and no bill") && statute.contains("nope-act"),
        "{statute}"
    );
    let near = said("options --as-of 2026-10-01 --assume nop-act");
    assert!(near.contains("did you mean `nope-act`?"), "{near}");
    let hollow = relief("options --as-of 2026-10-01 --assume shadow-fleet-act");
    assert!(hollow.status.success());
    let note = String::from_utf8(hollow.stderr).expect("text");
    assert!(note.contains("assuming it changes nothing"), "{note}");
}

#[test]
fn a_repeal_of_what_is_not_in_force_is_refused_and_of_a_whole_statute_ends_all_of_it() {
    let (_folder, data) = with_bill("repeal", "repeals = [\"lock-act/1\"]\n", "");
    let ask = |day: &str, assume: &str| format!("options --as-of {day} --assume {assume} {data}");
    assert_eq!(pathways(&format!("options --as-of 2019-06-01 {data}")), ["conditional"]);
    assert_eq!(pathways(&ask("2019-06-01", "salt-bill")), ["executive"]);
    assert_eq!(pathways(&ask("2019-06-01", "salt-bill@2019-06-02")), ["conditional"], "not yet");
    let (code, said) = refused(&ask("2017-01-01", "salt-bill"));
    assert_eq!(code, Some(2));
    assert!(said.contains("`lock-act/1`, which is not in force on 2017-01-01"), "{said}");
    assert!(said.contains("--as-of 2017-08-02 --assume salt-bill"), "{said}");
    let (_folder, data) = with_bill("whole", "repeals = [\"lock-act\"]\n", "");
    assert_eq!(pathways(&format!("options --as-of 2019-06-01 --assume salt-bill {data}")), ["executive"]);
    let (_, said) = refused(&format!("options --as-of 2017-01-01 --assume salt-bill {data}"));
    assert!(said.contains("`lock-act`, which is not in force") && said.contains("2017-08-02"), "{said}");
    let (_, said) = refused(&format!("cascade lock-act --as-of 2019-06-01 --assume salt-bill {data}"));
    assert!(said.contains("nothing to end"), "{said}");
}

#[test]
fn readings_and_facts_are_known_and_fixed_once() {
    let day = "explain delist-eo-14024-person --as-of 2026-10-01";
    let said = |flags: &str| refused(&format!("{day} {flags}")).1;
    assert!(said("--fact hostilities-cased=yes").contains("did you mean `hostilities-ceased`?"));
    assert!(said("--fact nobody-knows-in-force=yes").contains("no fact `nobody-knows-in-force`"));
    assert!(said("--fact c4=yes").contains("`c4` is a point, and no fact"));
    assert!(said("--reading c4=z").contains("its choices are a, b"));
    assert!(said("--reading c21=a --reading c21=b").contains("fixes `c21` twice"));
    assert!(said("--fact hostilities-ceased=no --fact hostilities-ceased=yes").contains("twice"));
    assert!(said("--assume nope-act --assume nope-act@2026-09-01").contains("twice"));
    printed(&format!("{day} --fact ne-14024-in-force=no --fact polyus-eo-14024-in-force-on-2020-01-01=no"));
}

#[test]
fn what_a_bill_imposes_has_a_basis_a_due_day_and_a_place_in_every_answer() {
    let parts = "\n[[mandates]]\nid = \"3\"\ntitle = \"Block the bank\"\npinpoint = \"s. 3\"\n\
                 select = { targets = [\"acme-bank\"] }\nconduct = [\"hold-assets\"]\ntrigger = \"automatic\"\ndue = \"P30D\"\n\
                 \n[[locks]]\nid = \"4\"\ntitle = \"Bars all of it\"\npinpoint = \"s. 4\"\n\
                 select = { instruments = [\"order-1\"] }\n\n[[locks.reaches]]\nactions = [\"terminate\", \"license\"]\n\n\
                 [[locks.holds]]\n";
    let (_folder, data) = with_bill("imposes", "", parts);
    let assumed = format!("--as-of 2019-06-01 --assume salt-bill@2019-05-01 {data}");
    assert_eq!(pathways(&format!("options {assumed}")), ["legislation"]);
    let due = json(&format!("deadlines --from 2019-05-02 --to 2019-12-31 {assumed}"));
    let due = due["deadlines"].as_array().expect("deadlines").iter();
    let days: Vec<&str> =
        due.filter(|d| d["kind"] == "mandate-due").map(|d| d["day"].as_str().expect("a day")).collect();
    assert_eq!(days, ["2019-05-31"]);
    let residual = json(&format!("residual delist-acme-bank {assumed}"));
    assert_eq!(residual["receipt"]["assumptions"][0], "salt-bill@2019-05-01");
    let cascade = printed(&format!("cascade emergency-1 {assumed}"));
    assert!(cascade.contains("salt-bill/4"), "the bill holds what would fall: {cascade}");
    let why = printed(&format!("why-not delist-acme-bank {assumed}"));
    assert!(why.contains("salt-bill/4"), "{why}");
    let routes = json(&format!("routes acme-bank {assumed}"));
    assert_eq!(routes["routes"], serde_json::json!([]), "the mandate has no way out");
    assert_eq!(routes["needs_legislation"], serde_json::json!(["salt-bill/3"]));
    let history = printed(&format!("history delist-acme-bank {assumed}"));
    assert!(history.contains("2019-05-01") && history.contains("salt-bill"), "{history}");
    let clock = printed(&format!("clock delist-acme-bank {assumed}"));
    assert!(clock.contains("salt-bill/4"), "{clock}");
    let folder = Folder::new("assume-export");
    printed(&format!("export --format csv -o {} --force {assumed}", folder.root().display()));
    let measures = std::fs::read_to_string(folder.place("measures.csv")).expect("a table");
    let mut rows = measures.lines();
    let codified = rows.next().expect("a header").split(',').position(|c| c == "codified").expect("a column");
    let block = rows.find(|row| row.starts_with("order-1/block")).expect("the measure");
    assert_eq!(block.split(',').nth(codified), Some("true"), "the bill's lock holds it: {block}");
}

#[test]
fn a_trait_whose_first_day_is_not_known_branches_while_it_may_have_begun() {
    let folder = Folder::of_register("assume-trait");
    let path = folder.place("targets/acme-bank.toml");
    let target = std::fs::read_to_string(&path).expect("the target");
    let held =
        "\n[[traits]]\nid = \"state-bank\"\nfrom = { not-before = 2018-01-01, not-after = 2018-06-01 }\n";
    folder.put("targets/acme-bank.toml", target + held);
    let path = folder.place("instruments/statutes/lock-act.toml");
    let act = std::fs::read_to_string(&path).expect("the statute");
    let narrow = "instruments = [\"order-1\"], traits = [\"state-bank\"]";
    folder.put("instruments/statutes/lock-act.toml", act.replace("instruments = [\"order-1\"]", narrow));
    let data = format!("--data {}", folder.root().display());
    let on = |day: &str, more: &str| pathways(&format!("options --as-of {day} {more} {data}"));
    assert_eq!(on("2017-12-31", ""), ["executive"]);
    assert_eq!(on("2018-03-01", ""), ["executive|conditional"]);
    assert_eq!(on("2018-03-01", "--fact acme-bank-state-bank-in-force=yes"), ["conditional"]);
    assert_eq!(on("2018-06-01", ""), ["conditional"]);
    let history = json(&format!("history delist-acme-bank {data}"));
    let intervals = history["intervals"].as_array().expect("intervals").iter();
    let from: Vec<(&str, &str)> = intervals
        .map(|i| (i["from"].as_str().expect("a day"), i["moved_by"][0]["id"].as_str().unwrap_or("")))
        .filter(|(from, _)| from.starts_with("2018"))
        .collect();
    assert_eq!(from, [("2018-01-01", "acme-bank"), ("2018-06-01", "acme-bank")]);
}
