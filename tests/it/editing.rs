//! Commands that write: on a copy of the register, by the real tool.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use relief_register::edit;
use relief_register::model::Kind;
use relief_register::text;

/// A copy of the register in a folder of its own.
pub(crate) fn copy(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&root);
    let (sources, problems) =
        text::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data"))).expect("data");
    assert_eq!(problems, []);
    for file in sources.files() {
        let path = root.join("data").join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, &file.text).expect("a file");
    }
    root
}

fn relief(root: &Path, args: &[&str]) -> Output {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_relief"));
    tool.args(args).current_dir(root).env_remove("RELIEF_DATA").output().expect("the tool runs")
}

fn done(root: &Path, args: &[&str]) -> String {
    let output = relief(root, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Every file of the register, hidden ones too.
fn texts(root: &Path) -> BTreeMap<String, String> {
    let mut open = vec![root.join("data")];
    let mut found = BTreeMap::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.display().to_string(), fs::read_to_string(path).expect("a text"));
            }
        }
    }
    found
}

fn comments(texts: &BTreeMap<String, String>) -> Vec<&str> {
    let mut found: Vec<&str> = texts
        .values()
        .flat_map(|t| t.lines())
        .filter(|l| l.trim_start().starts_with("# "))
        .map(str::trim)
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn every_record_has_one_canonical_form_that_keeps_its_comments() {
    let (sources, _) = text::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data"))).expect("data");
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    for file in sources.files() {
        let kind = Kind::of_path(&file.path).expect("a record");
        let once = edit::format(kind, &file.text).unwrap_or_else(|why| panic!("{}: {why}", file.path));
        assert_eq!(edit::format(kind, &once), Ok(once.clone()), "{}", file.path);
        before.insert(file.path.clone(), file.text.to_string());
        after.insert(file.path.clone(), once);
    }
    assert_eq!(comments(&before), comments(&after));
}

#[test]
fn a_record_is_renamed_everywhere_and_leaves_a_redirect() {
    let root = copy("rename-record");
    let before = texts(&root);
    let patch = done(&root, &["rename", "caatsa", "crieea", "--on", "2026-11-22", "--dry-run"]);
    assert!(patch.contains("--- /dev/null\n+++ b/data/instruments/statutes/crieea.toml\n"), "{patch}");
    assert_eq!(texts(&root), before, "a dry run changes nothing");

    done(&root, &["rename", "caatsa", "crieea", "--on", "2026-11-22"]);
    let after = texts(&root);
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(comments(&after), comments(&before));
    let stub = fs::read_to_string(root.join("data/instruments/statutes/caatsa.toml")).expect("the stub");
    assert!(
        stub.contains("retired = { on = 2026-11-22, reason = \"Renamed\", moved-to = \"crieea\" }"),
        "{stub}"
    );
    assert!(!stub.contains("[["), "a stub holds no law: {stub}");
    for (path, text) in &after {
        let refers = text.contains("\"caatsa/") || text.contains("\"caatsa\"");
        assert!(!refers, "{path} still names the old id");
    }
    done(&root, &["check"]);
    // The last column holds the hash of the records, which a rename moves.
    let answer = |root: &Path| -> String {
        let csv = done(root, &["options", "--data", "data", "--as-of", "2026-11-22", "--format", "csv"]);
        csv.lines()
            .map(|line| line.split(",relief options ").next().unwrap_or_default().to_owned() + "\n")
            .collect()
    };
    assert_eq!(answer(&root), answer(&copy("rename-none")).replace("caatsa", "crieea"));
    let again = relief(&root, &["rename", "caatsa", "other"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("moved to `crieea`"));
    let taken = relief(&root, &["rename", "eo-14024", "caatsa"]);
    assert!(String::from_utf8_lossy(&taken.stderr).contains("never used twice"));
}

#[test]
fn a_part_and_a_choice_are_renamed_in_their_record() {
    let root = copy("rename-part");
    done(&root, &["rename", "caatsa/222-b", "222-out"]);
    let law = fs::read_to_string(root.join("data/instruments/statutes/caatsa.toml")).expect("the law");
    assert!(law.contains("id = \"222-out\"") && law.contains("moved-to = \"caatsa/222-out\""));
    done(&root, &["rename", "c4.a", "c4.no-way-out"]);
    done(&root, &["check"]);
    let law = fs::read_to_string(root.join("data/instruments/statutes/caatsa.toml")).expect("the law");
    assert!(law.contains("\"c4.no-way-out\"") && !law.contains("\"c4.a\""));
    for (old, new) in [
        ("caatsa/222-a", "sria/222-a"),
        ("caatsa/222-a", "222-out"),
        ("caatsa/none", "x"),
        ("caatsa/222-a", "222-b"),
    ] {
        let refused = relief(&root, &["rename", old, new]);
        assert_eq!(refused.status.code(), Some(1), "{old} to {new}");
    }
}

#[test]
fn what_would_break_the_register_is_refused_before_anything_is_written() {
    let root = copy("retire");
    let before = texts(&root);
    let refused = relief(&root, &["retire", "caatsa/222-b", "--reason", "Read again"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("nothing was changed"));
    assert_eq!(texts(&root), before);

    done(&root, &["new", "actor", "an-office"]);
    done(
        &root,
        &["retire", "an-office", "--reason", "Merged", "--superseded-by", "treasury", "--on", "2026-11-22"],
    );
    let text = fs::read_to_string(root.join("data/actors/an-office.toml")).expect("the record");
    assert!(
        text.contains("retired = { on = 2026-11-22, reason = \"Merged\", superseded-by = \"treasury\" }"),
        "{text}"
    );
    let twice = relief(&root, &["retire", "an-office", "--reason", "Merged"]);
    assert!(String::from_utf8_lossy(&twice.stderr).contains("`an-office` is retired"));
}

#[test]
fn a_new_record_of_every_kind_decodes_and_is_in_form() {
    let root = copy("new");
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Register) {
        let name = kind.schema_name();
        done(&root, &["new", &name, &format!("a-new-{name}")]);
    }
    let loaded = relief_register::register::load(&root.join("data")).expect("a tree");
    assert_eq!(loaded.flawed.len(), 0);
    let taken = relief(&root, &["new", "actor", "a-new-statute"]);
    assert!(String::from_utf8_lossy(&taken.stderr).contains("is taken"));
}

#[test]
fn files_out_of_form_are_named_and_put_right() {
    let root = copy("fmt");
    done(&root, &["fmt"]);
    assert_eq!(done(&root, &["fmt", "--check"]), "");
    let path = root.join("data/targets/polyus.toml");
    let good = fs::read_to_string(&path).expect("a record");
    fs::write(&path, good.replace("kind = ", "kind=")).expect("a record");
    let out = relief(&root, &["fmt", "--check", "data/targets/polyus.toml"]);
    assert_eq!(
        (out.status.code(), &*String::from_utf8_lossy(&out.stdout)),
        (Some(1), "data/targets/polyus.toml\n")
    );
    done(&root, &["fmt"]);
    assert_eq!(fs::read_to_string(&path).expect("a record"), good);
    fs::write(&path, "name = ").expect("a record");
    let out = relief(&root, &["fmt"]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&path).expect("a record"), "name = ");
}
