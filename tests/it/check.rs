//! `relief check` as it is typed, over small registers with one thing wrong.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::folder::Folder;

fn relief(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relief"))
        .arg("check")
        .arg("--data")
        .arg(root)
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the tool runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

const GOOD: &str = "name = \"The Treasury\"\nkind = \"executive\"\nsource = \"gazette\"\nverification = \"primary\"\n\
                    checked = 2019-12-01\n";
const LINE: &str = "#:schema ../../schemas/records/actor.json\n\n";

/// The lints that speak of a register with one more file, and how long that took.
fn lints(name: &str, path: &str, bytes: &[u8]) -> (Vec<String>, Duration) {
    let folder = Folder::of_register(name);
    folder.put(path, bytes);
    of(&folder)
}

fn of(folder: &Folder) -> (Vec<String>, Duration) {
    let begun = Instant::now();
    let out = relief(folder.root(), &["--format", "json"]);
    let took = begun.elapsed();
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    assert_eq!(out.status.code(), Some(i32::from(!findings.is_empty())), "{}", text(&out.stderr));
    (findings.iter().map(|f| f["lint"].as_str().expect("a name").to_owned()).collect(), took)
}

#[test]
fn hostile_files_are_one_finding_each_and_soon() {
    let place = "actors/treasury.toml";
    let deep = format!("{LINE}name = {}1{}\n", "[".repeat(10_000), "]".repeat(10_000));
    let cases: [(&str, &str, Vec<u8>); 6] = [
        ("not-utf-8", place, b"name = \"\xff\"\n".to_vec()),
        ("empty-file", place, Vec::new()),
        ("oversized-file", place, vec![b'#'; 50 << 20]),
        ("syntax", place, deep.into_bytes()),
        ("hidden-character", place, format!("{LINE}# \u{202e}\n{GOOD}").into_bytes()),
        ("not-a-file", "actors/x.toml/y.toml", GOOD.into()),
    ];
    for (lint, path, bytes) in cases {
        let (found, took) = lints(&format!("hostile-{lint}"), path, &bytes);
        assert_eq!(found, [lint]);
        assert!(took < Duration::from_secs(10), "{lint} took {took:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    for target in ["treasury.toml", "nowhere.toml", "/etc/hostname", ".."] {
        let folder = Folder::of_register("links");
        symlink(target, folder.place("actors/treasury.toml")).expect("a link");
        assert_eq!(of(&folder).0, ["symbolic-link"], "{target}");
    }
}

#[test]
fn exit_codes_tell_findings_from_usage() {
    let folder = Folder::of_register("codes");
    assert_eq!(relief(folder.root(), &["--strict"]).status.code(), Some(0));
    folder.put("actors/treasury.toml", GOOD);
    assert_eq!(relief(folder.root(), &[]).status.code(), Some(0), "a warning");
    assert_eq!(relief(folder.root(), &["--strict"]).status.code(), Some(1));
    assert_eq!(relief(folder.root(), &["--deny", "schema-line"]).status.code(), Some(1));
    assert_eq!(relief(folder.root(), &["--strict", "--allow", "schema-line"]).status.code(), Some(0));
    let slip = relief(folder.root(), &["--deny", "schema-lin"]);
    assert_eq!(slip.status.code(), Some(2));
    assert!(text(&slip.stderr).contains("did you mean `schema-line`?"));
    assert_eq!(relief(&folder.place("nowhere"), &[]).status.code(), Some(2));
    assert!(
        text(&relief(folder.root(), &["--explain", "schema-line"]).stdout).starts_with("# schema-line\n")
    );
}

#[test]
fn safe_edits_touch_nothing_else() {
    let folder = Folder::of_register("fix");
    let body = GOOD.replace("2019-12-01", "\"2019-12-01\" # kept").replace('\n', "\r\n");
    // What stands behind a mark is mended too.
    folder.put("actors/treasury.toml", format!("\u{feff}{body}"));
    let out = relief(folder.root(), &["--fix", "--strict"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stdout));
    let mended = fs::read_to_string(folder.place("actors/treasury.toml")).expect("the file");
    let schema = LINE.replace('\n', "\r\n");
    assert_eq!(mended, format!("{schema}{}", body.replace("\"2019-12-01\"", "2019-12-01")));
    let names = fs::read_dir(folder.place("actors")).expect("a folder").count();
    assert_eq!(names, 2, "nothing is left beside the files");
}

#[test]
fn one_typo_is_one_finding_whatever_refers_to_the_record() {
    let folder = Folder::of_register("typo");
    let place = "instruments/executive-orders/order-1.toml";
    let order = fs::read_to_string(folder.place(place)).expect("the order");
    folder.put(place, order.replace("binds", "bidns"));
    assert_eq!(of(&folder).0, ["unknown-key"]);
}

#[test]
fn people_get_twenty_of_a_file_and_the_count_and_programs_get_all() {
    let folder = Folder::of_register("many");
    let keys: String = (0..300).map(|n| format!("colour-{n} = 1\n")).collect();
    folder.put("actors/treasury.toml", format!("{LINE}{GOOD}{keys}"));
    let shown = text(&relief(folder.root(), &[]).stdout);
    assert_eq!(shown.matches("error[unknown-key]").count(), 20);
    assert!(shown.contains("280 more errors"), "{shown}");
    let annotated = text(&relief(folder.root(), &["--format", "github"]).stdout);
    assert_eq!(annotated.matches("::error file=").count(), 20);
    assert_eq!(of(&folder).0.len(), 300);
}

#[test]
fn machine_formats_are_valid() {
    let folder = Folder::of_register("formats");
    folder.put("actors/treasury.toml", format!("{LINE}{GOOD}colour = 1\n"));
    for (format, schema) in
        [("json", "schemas/outputs/check.json"), ("sarif", "tests/fixtures/sarif-2.1.0.json")]
    {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut schema: Value =
            serde_json::from_str(&fs::read_to_string(root.join(schema)).expect("a schema")).expect("JSON");
        if format == "sarif" {
            // As published this is no regular expression (a stray bracket); nothing here writes a language.
            for holder in ["run", "toolComponent"] {
                schema["definitions"][holder]["properties"]["language"]["pattern"] = "^[a-zA-Z]{2}$".into();
            }
        }
        let report: Value =
            serde_json::from_slice(&relief(folder.root(), &["--format", format]).stdout).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let flaws: Vec<String> =
            validator.iter_errors(&report).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(flaws.is_empty(), "{format}: {flaws:?}");
    }
    assert!(text(&relief(folder.root(), &["--format", "junit"]).stdout).contains("<testsuite"));
}

#[test]
fn records_are_judged_where_the_register_itself_does_not_decode() {
    let head = fs::read_to_string(Folder::of_register("head").place("register.toml")).expect("the head");
    for (lint, flawed) in [
        ("unknown-key", head.replacen("licence", "colour = 1\nlicence", 1)),
        ("syntax", head.replacen("licence =", "licence", 1)),
        ("not-utf-8", String::new()),
    ] {
        let folder = Folder::of_register(&format!("headless-{lint}"));
        let flawed = if lint == "not-utf-8" { b"\xff".to_vec() } else { flawed.into_bytes() };
        folder.put("register.toml", flawed);
        assert_eq!(of(&folder).0, [lint], "what needs its lists or its days waits");
        folder.put("actors/treasury.toml", format!("{LINE}{GOOD}").replace("gazette", "gazete"));
        assert_eq!(of(&folder).0, ["dangling-reference", lint]);
    }
    let folder = Folder::of_register("headless");
    fs::remove_file(folder.place("register.toml")).expect("it is removed");
    folder.put("actors/treasury.toml", format!("{LINE}{GOOD}").replace("gazette", "gazete"));
    assert_eq!(of(&folder).0, ["missing-register"], "this may be no register at all");
}

#[test]
fn what_was_renamed_is_named_by_its_new_name() {
    let folder = Folder::of_register("renamed");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relief"));
        command.args(args).arg("--data").arg(folder.root()).output().expect("the tool runs")
    };
    assert!(run(&["rename", "acme-bank/order-1", "listing-1"]).status.success());
    assert!(run(&["rename", "delist-acme-bank", "delist-acme"]).status.success());
    for (args, next) in [
        (["show", "acme-bank/order-1"], "`acme-bank/listing-1` has taken its place"),
        (["explain", "delist-acme-bank"], "`delist-acme` has taken its place"),
    ] {
        let out = run(&args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(text(&out.stderr).contains(next), "{args:?}: {}", text(&out.stderr));
    }
}

#[test]
fn what_a_record_allows_keeps_nothing_else_from_being_asked() {
    let folder = Folder::of_register("allowed");
    let change = |path: &str, old: &str, new: &str| {
        let text = fs::read_to_string(folder.place(path)).expect("a record");
        assert!(text.contains(old), "{path} holds {old}");
        folder.put(path, text.replacen(old, new, 1));
    };
    let allow = "allow = [{ lint = \"pathway-in-prose\", reason = \"A test\" }]\nregime";
    change("options/delist-acme-bank.toml", "off the list.", "off the list without Congress.");
    change("options/delist-acme-bank.toml", "regime", allow);
    assert_eq!(of(&folder).0, [""; 0]);
    change("scenarios/delist-acme-bank-scenario.toml", "\"conditional\"", "\"executive\"");
    assert_eq!(of(&folder).0, ["scenario-contradicted"]);
}
