//! What moves between two registers, two days, and with a bill, by facts of the law.

use relief_register::model::{Id, Kind, Pathway, Record};
use relief_register::register::{RecordFile, Register, load};
use relief_register::relief::{Aspect, Change, Changed, Question, Side, compare, unencoded};

use crate::folder::Folder;
use crate::run::{json, printed, refused, relief};

fn register() -> Register {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    load(&root).expect("the register is there").register.expect("register.toml is there")
}

fn on(day: &str) -> Question {
    Question::on(day.parse().expect("a day"))
}

fn edited(register: &Register, id: &str, edit: impl Fn(&mut Record)) -> Register {
    let files = register.files().iter().map(|file| {
        let mut record = file.record.clone();
        if file.id.as_str() == id {
            edit(&mut record);
        }
        RecordFile { path: file.path.clone(), id: file.id.clone(), kind: file.kind, record }
    });
    Register::new(files.collect(), String::new()).expect("register.toml is there")
}

fn find<'c>(changed: &'c [Changed], id: &str) -> Option<&'c Change> {
    changed.iter().find(|one| one.id.as_str() == id).map(|one| &one.change)
}

#[test]
fn a_register_does_not_differ_from_itself() {
    let register = register();
    let question = on("2026-10-01");
    let side = Side { register: &register, question: &question };
    assert!(compare(side, side).is_empty());
}

#[test]
fn the_act_of_2026_moved_the_family_it_froze_and_not_the_order_between_the_locks() {
    let register = register();
    let (eve, day) = (on("2026-09-17"), on("2026-09-18"));
    let changed =
        compare(Side { register: &register, question: &eve }, Side { register: &register, question: &day });
    let Some(Change::Moved { before, after, aspects, causes }) = find(&changed, "delist-eo-14024-person")
    else {
        panic!("the freeze moved it");
    };
    assert_eq!(before.pathways, [Pathway::Executive]);
    assert_eq!(after.pathways.last(), Some(&Pathway::Review));
    assert!(aspects.contains(&Aspect::Pathway));
    assert!(causes.iter().any(|cause| cause.as_str() == "sria/102-d"), "{causes:?}");
    assert!(causes.iter().all(|cause| cause.split().0 == "sria"), "{causes:?}");
    assert!(find(&changed, "lift-dnr-lnr-embargo").is_none());
}

#[test]
fn options_whose_law_is_not_encoded_on_both_days_are_neither_added_nor_removed() {
    let register = register();
    let (early, late) = (on("2010-01-01"), on("2020-01-01"));
    let sides = [&early, &late].map(|question| Side { register: &register, question });
    let changed = compare(sides[0], sides[1]);
    assert!(changed.iter().all(|one| matches!(one.change, Change::Moved { .. })));
    let left_out = unencoded(sides[0], sides[1]);
    assert!(left_out.iter().any(|id| id.as_str() == "delist-eo-14024-person"));
    let now = on("2026-10-01");
    let now = Side { register: &register, question: &now };
    assert!(unencoded(now, now).is_empty());
}

#[test]
fn a_day_that_is_written_down_comes_nearer_and_is_no_change() {
    let register = register();
    let (one, other) = (on("2026-06-01"), on("2026-06-02"));
    let changed =
        compare(Side { register: &register, question: &one }, Side { register: &register, question: &other });
    assert!(find(&changed, "let-belarus-emergency-lapse").is_none(), "the anniversary is the same");
}

#[test]
fn a_day_on_which_no_law_changed_moves_nothing() {
    let register = register();
    let (one, other) = (on("2026-06-01"), on("2026-06-02"));
    let changed =
        compare(Side { register: &register, question: &one }, Side { register: &register, question: &other });
    let moved: Vec<&str> = changed
        .iter()
        .filter(
            |one| matches!(&one.change, Change::Moved { aspects, .. } if aspects.contains(&Aspect::Pathway)),
        )
        .map(|one| one.id.as_str())
        .collect();
    assert!(moved.is_empty(), "{moved:?}");
}

#[test]
fn an_edited_lock_is_named_as_the_cause_and_what_does_not_read_it_stays() {
    let register = register();
    let without = edited(&register, "caatsa", |record| {
        if let Record::Instrument(Kind::Statute, statute) = record {
            statute.locks.retain(|lock| lock.id.as_str() != "216");
        }
    });
    let question = on("2026-10-01");
    let changed = compare(
        Side { register: &register, question: &question },
        Side { register: &without, question: &question },
    );
    let Some(Change::Moved { causes, .. }) = find(&changed, "delist-eo-13661-person") else {
        panic!("review is gone");
    };
    assert!(causes.iter().any(|cause| cause.as_str() == "caatsa/216"), "{causes:?}");
    assert!(find(&changed, "lift-dnr-lnr-embargo").is_none());
}

#[test]
fn options_come_go_and_retire() {
    let register = register();
    let question = on("2026-10-01");
    let id = "lift-dnr-lnr-embargo";
    let files = register.files().iter().filter(|file| file.id.as_str() != id).map(|file| RecordFile {
        path: file.path.clone(),
        id: file.id.clone(),
        kind: file.kind,
        record: file.record.clone(),
    });
    let fewer = Register::new(files.collect(), String::new()).expect("register.toml is there");
    let (all, less) =
        (Side { register: &register, question: &question }, Side { register: &fewer, question: &question });
    assert!(matches!(find(&compare(all, less), id), Some(Change::Removed(_))));
    assert!(matches!(find(&compare(less, all), id), Some(Change::Added(_))));
    let retired = edited(&register, id, |record| {
        if let Record::Option(option) = record {
            option.retired = Some(Box::new(relief_register::model::Retired {
                on: "2026-10-01".parse().expect("a day"),
                reason: "Withdrawn.".parse().expect("words"),
                moved_to: None,
                split_into: [].into(),
                superseded_by: None,
                withdrawn: true,
            }));
        }
    });
    let gone = compare(all, Side { register: &retired, question: &question });
    assert!(matches!(find(&gone, id), Some(Change::Retired(_))));
}

#[test]
fn a_bill_moves_only_where_it_is_assumed() {
    let text = "title = \"A bill\"\nregime = \"russia\"\nstanding = \"Introduced.\"\n\
                [[locks]]\nid = \"1\"\ntitle = \"Bars relief\"\npinpoint = \"s. 1\"\n\
                select = { instruments = [\"eo-14065\"] }\n\
                [[locks.reaches]]\nactions = [\"terminate\", \"suspend\", \"waive\", \"license\"]\n";
    let tree = relief_register::text::parse(text).unwrap_or_else(|_| panic!("it parses"));
    let record =
        relief_register::text::decode_seed(text, tree, Kind::Bill).unwrap_or_else(|flaw| panic!("{flaw:?}"));
    let bill: Id = "test-bill".parse().expect("an id");
    let real = register();
    let mut files: Vec<RecordFile> = real
        .files()
        .iter()
        .map(|file| RecordFile {
            path: file.path.clone(),
            id: file.id.clone(),
            kind: file.kind,
            record: file.record.clone(),
        })
        .collect();
    files.push(RecordFile {
        path: "bills/test-bill.toml".into(),
        id: bill.clone(),
        kind: Kind::Bill,
        record,
    });
    let register = Register::new(files, String::new()).expect("register.toml is there");
    let without = on("2026-10-01");
    let with = Question { assume: vec![(bill, None)], ..without.clone() };
    let changed = compare(
        Side { register: &register, question: &without },
        Side { register: &register, question: &with },
    );
    let Some(Change::Moved { before, after, causes, .. }) = find(&changed, "lift-dnr-lnr-embargo") else {
        panic!("the bill bars it");
    };
    assert_eq!(before.pathways, [Pathway::Executive]);
    assert_eq!(after.pathways, [Pathway::Legislation]);
    assert!(causes.iter().any(|cause| cause.as_str() == "test-bill/1"), "{causes:?}");
    assert!(find(&changed, "delist-eo-13661-person").is_none());
}

// ---- the command

/// What the exit of the small register asks for.
const CERTIFICATION: &str = "
[[exits.conditions]]
kind = \"certification\"
text = \"The person no longer does what it was listed for.\"
in-gift-of = [\"president\"]
";

/// A repository with the small register in `data`, committed; then committed again with an exit that asks for nothing.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(name);
    let small = Folder::of_register(&format!("{name}-source"));
    std::fs::rename(small.root(), folder.place("data")).expect("the register is moved");
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    commit(&folder, "The law as it was");
    let act = folder.place("data/instruments/statutes/lock-act.toml");
    let text = std::fs::read_to_string(&act).expect("the statute");
    let without = text.replace(CERTIFICATION, "");
    assert_ne!(text, without);
    let scenario = "data/scenarios/delist-acme-bank-scenario.toml";
    let expected = std::fs::read_to_string(folder.place(scenario)).expect("the scenario");
    folder.put(scenario, expected.replace("conditional", "executive"));
    folder.put("data/instruments/statutes/lock-act.toml", without);
    commit(&folder, "Let it go");
    folder
}

fn git(folder: &Folder, args: &[&str]) {
    let who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"];
    let out = std::process::Command::new("git").arg("-C").arg(folder.root()).args(who).args(args).output();
    let out = out.expect("git runs");
    assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
}

fn commit(folder: &Folder, message: &str) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", message]);
}

/// `option: before -> after` of each option that moved.
fn moves(line: &str) -> Vec<String> {
    let report = json(line);
    let each = report["options"].as_array().expect("options").iter().map(|one| {
        let set = |side: &str| one[side]["pathways"].to_string().replace(['[', ']', '"'], "");
        format!("{}: {} -> {}", one["id"].as_str().expect("an id"), set("before"), set("after"))
    });
    each.collect()
}

#[test]
fn revisions_are_compared_as_git_compares_them() {
    let folder = repository("diff-revisions");
    let data = format!("--data {} --as-of 2019-06-01", folder.place("data").display());
    let eased = ["delist-acme-bank: conditional -> executive"];
    assert_eq!(moves(&format!("diff HEAD~1 HEAD {data}")), eased);
    assert_eq!(moves(&format!("diff HEAD~1..HEAD {data}")), eased);
    assert_eq!(moves(&format!("diff HEAD~1.. {data}")), eased);
    assert_eq!(moves(&format!("diff HEAD~1 {data}")), eased, "alone it is compared with the working tree");
    assert_eq!(moves(&format!("diff HEAD HEAD~1 {data}")), ["delist-acme-bank: executive -> conditional"]);
    assert!(moves(&format!("diff {data}")).is_empty(), "nothing is edited since HEAD");
    let act = folder.place("data/instruments/statutes/lock-act.toml");
    let text = std::fs::read_to_string(&act).expect("the statute");
    folder.put("data/instruments/statutes/lock-act.toml", text + CERTIFICATION);
    let scenario = "data/scenarios/delist-acme-bank-scenario.toml";
    let expected = std::fs::read_to_string(folder.place(scenario)).expect("the scenario");
    folder.put(scenario, expected.replace("executive", "conditional"));
    assert_eq!(moves(&format!("diff {data}")), ["delist-acme-bank: executive -> conditional"]);
    assert!(moves(&format!("diff HEAD~1 {data}")).is_empty(), "it is as it was");
    let folders =
        format!("diff {} {} --as-of 2019-06-01", folder.root().display(), folder.place("data").display());
    assert!(moves(&folders).is_empty(), "a folder, and the folder `data` below it");
    let comment = printed(&format!("diff HEAD~1 HEAD --format markdown {data}"));
    assert!(comment.contains("| `delist-acme-bank` | conditional | executive | `lock-act/2` |"), "{comment}");
    git(&folder, &["checkout", "--quiet", "--force", "-b", "other", "HEAD~1"]);
    folder.put("data/README.md", "nothing");
    commit(&folder, "On another line");
    assert!(moves(&format!("diff main...other {data}")).is_empty(), "since they parted nothing moved");
    assert_eq!(moves(&format!("diff main..other {data}")), ["delist-acme-bank: executive -> conditional"]);
}

#[test]
fn a_revision_that_the_checks_of_today_do_not_pass_is_asked_as_it_stands() {
    let folder = repository("diff-unsound");
    let data = folder.place("data");
    let odd = "title = \"Odd\"\nregime = \"arcadia\"\nstanding = \"Odd.\"\nrepeals = [\"nothing/1\"]\n";
    folder.put("data/bills/odd.toml", odd);
    commit(&folder, "An error");
    std::fs::remove_file(data.join("bills/odd.toml")).expect("the bill");
    let line = format!("diff HEAD --data {} --as-of 2019-06-01", data.display());
    let out = relief(&line);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(String::from_utf8_lossy(&out.stderr).contains("by the checks of today"));
    folder.put("data/bills/odd.toml", "title = 1\n");
    commit(&folder, "What does not decode");
    std::fs::remove_file(data.join("bills/odd.toml")).expect("the bill");
    let (code, said) = refused(&line);
    assert_eq!(code, Some(1));
    assert!(said.contains("bills/odd.toml") && said.contains("name another revision"), "{said}");
}

#[test]
fn what_cannot_be_compared_is_refused_with_what_to_name_instead() {
    let folder = repository("diff-refused");
    let data = format!("--data {} --as-of 2019-06-01", folder.place("data").display());
    let said = |line: &str| {
        let (code, said) = refused(line);
        assert_eq!(code, Some(2), "{said}");
        said
    };
    assert!(
        said(&format!("diff nonsense {data}")).contains("neither a folder with a register nor a revision")
    );
    assert!(said(&format!("diff {data} -- -x HEAD")).contains("begins with a hyphen"));
    assert!(said(&format!("diff 2019-01-01 HEAD {data}")).contains("not the same kind of thing"));
    assert!(
        said(&format!("diff HEAD~1 HEAD --assume salt-bill {data}")).contains("of HEAD~1: there is no bill")
    );
    git(&folder, &["mv", "data", "moved"]);
    commit(&folder, "Move it");
    let moved = format!("--data {}", folder.place("moved").display());
    let nothing = said(&format!("diff HEAD~1 {moved}"));
    assert!(nothing.contains("at revision `HEAD~1` there is no register"), "{nothing}");
    let alone = Folder::of_register("diff-alone");
    let outside = said(&format!("diff HEAD~1 --data {}", alone.root().display()));
    assert!(outside.contains("lies in no git repository"), "{outside}");
    let shallow = Folder::new("diff-shallow");
    let from = format!("file://{}", folder.root().display());
    git(&shallow, &["clone", "--quiet", "--depth=1", &from, "clone"]);
    let cut = said(&format!("diff HEAD~1 --data {}", shallow.place("clone/moved").display()));
    assert!(cut.contains("git fetch --unshallow"), "{cut}");
}

#[test]
fn one_day_is_compared_with_the_day_asked_of() {
    let two = json("diff 2026-09-17 2026-09-18");
    let one = json("diff 2026-09-17 --as-of 2026-09-18");
    assert_eq!((&one["options"], &one["after"]), (&two["options"], &two["after"]));
    let early = printed("diff 2010-01-01 2020-01-01");
    assert!(early.contains("Left out, as their law is not encoded on both days"), "{early}");
    assert!(refused("diff 1980-01-01 2020-01-01").1.contains("compare later days"));
    assert!(refused("diff 2020-01-01 2021-01-01 --as-of 2021-01-01").1.contains("leave it out"));
    let with = json("diff --assume nope-act --as-of 2026-10-01");
    assert_eq!(with["after"]["assumptions"], serde_json::json!(["nope-act"]));
    assert!(refused("diff 2026-09-17 2026-09-18 --assume sanctioning-russia-act-2025").1.contains("`sria`"));
}
