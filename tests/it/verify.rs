//! `relief verify`: a document is still true, or the cells that moved are named with the law that moved them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{printed, relief};

/// A file of this test in the folder that the tool runs in.
fn file(name: &str) -> PathBuf {
    env::temp_dir().join(format!("relief-verify-{}-{name}", std::process::id()))
}

fn verified(line: &str) -> (Option<i32>, serde_json::Value) {
    let out = relief(&format!("verify {line} --format json"));
    (out.status.code(), serde_json::from_slice(&out.stdout).unwrap_or_default())
}

#[test]
fn a_fresh_document_is_true_in_every_format() {
    let asked = "lift-energy-import-ban delist-eo-14024-person status-quo --as-of 2026-11-22 --reading c20=a";
    let mut counted = Vec::new();
    for format in ["markdown", "html", "docx", "typst"] {
        let path = file(format);
        printed(&format!("paper {asked} --format {format} -o {}", path.display()));
        let (code, report) = verified(&path.display().to_string());
        assert_eq!(code, Some(0), "{format}: {report}");
        assert_eq!((&report["holds"], &report["register_changed"]), (&true.into(), &false.into()));
        assert_eq!(report["receipt"]["readings"][0], "c20=a");
        counted.push(report["cells"].as_u64().expect("a number"));
        fs::remove_file(path).expect("it goes");
    }
    assert!(counted[0] > 100 && counted.iter().all(|n| *n == counted[0]), "{counted:?}");
    for format in ["markdown", "csv", "json"] {
        let path = file(&format!("table-{format}"));
        printed(&format!(
            "options --package energy --as-of 2026-11-22 --format {format} -o {}",
            path.display()
        ));
        let (code, report) = verified(&path.display().to_string());
        assert_eq!((code, &report["holds"]), (Some(0), &true.into()), "{format}: {report}");
        assert!(report["cells"].as_u64().is_some_and(|n| n > 50), "{format}: {report}");
        fs::remove_file(path).expect("it goes");
    }
}

#[test]
fn what_a_statute_moved_is_named() {
    let path = file("memo.md");
    printed(&format!("paper delist-eo-14024-person status-quo --as-of 2025-03-04 -o {}", path.display()));
    assert_eq!(verified(&path.display().to_string()).0, Some(0), "on its own day it is true");
    let (code, report) = verified(&format!("{} --as-of 2026-11-22", path.display()));
    assert_eq!(code, Some(1));
    let moved = report["moved"].as_array().expect("a list");
    let pathway = moved.iter().find(|one| one["column"] == "pathway").expect("the pathway");
    assert_eq!((&pathway["row"], &pathway["was"]), (&"delist-eo-14024-person".into(), &"executive".into()));
    let law: Vec<&str> =
        pathway["law"].as_array().expect("a list").iter().filter_map(|l| l["id"].as_str()).collect();
    assert!(law.contains(&"sria/102-d"), "{law:?}");
    assert!(moved.iter().all(|one| one["row"] != "status-quo"));
    fs::remove_file(path).expect("it goes");
}

#[test]
fn a_cell_that_was_edited_is_found_in_every_format() {
    for (format, from, to) in [
        ("markdown", "| executive \\| conditional", "| legislation"),
        ("html", "<span class=\"tone-conditional\">conditional</span>", "legislation"),
        ("typst", "\"conditional\")", "\"legislation\")"),
    ] {
        let path = file(&format!("edited-{format}"));
        printed(&format!(
            "paper waive-eo-14024-person status-quo --as-of 2026-11-22 --format {format} -o {}",
            path.display()
        ));
        let text = fs::read_to_string(&path).expect("text");
        assert!(text.contains(from), "{format}");
        fs::write(&path, text.replacen(from, to, 1)).expect("it is written");
        let (code, report) = verified(&path.display().to_string());
        assert_eq!((code, &report["moved"][0]["column"]), (Some(1), &"pathway".into()), "{format}: {report}");
        fs::remove_file(path).expect("it goes");
    }
}

#[test]
fn other_records_with_the_same_answers_are_told_from_a_moved_answer() {
    let path = file("register.md");
    printed(&format!("paper lift-energy-import-ban status-quo --as-of 2026-11-22 -o {}", path.display()));
    let tree = file("tree");
    copy_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &tree);
    let statute = tree.join("instruments/statutes/eiroa.toml");
    let text = fs::read_to_string(&statute).expect("the statute");
    fs::write(&statute, format!("# a remark\n{text}")).expect("it is written");
    let (code, report) = verified(&format!("{} --data {}", path.display(), tree.display()));
    assert_eq!((code, &report["register_changed"]), (Some(0), &true.into()), "{report}");
    let option = tree.join("options/lift-energy-import-ban.toml");
    let text = fs::read_to_string(&option).expect("the option");
    let renamed = text.replacen("title = \"", "title = \"Now: ", 1);
    fs::write(&option, renamed).expect("it is written");
    let (code, report) = verified(&format!("{} --data {}", path.display(), tree.display()));
    assert_eq!((code, &report["moved"][0]["column"]), (Some(1), &"what".into()), "{report}");
    fs::remove_file(path).expect("it goes");
    fs::remove_dir_all(tree).expect("it goes");
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let there = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy_tree(&path, &there),
            false => drop(fs::copy(&path, &there).expect("a copy")),
        }
    }
}

#[test]
fn what_is_no_document_of_ours_is_refused() {
    let hash = "0".repeat(64);
    let table = "| option | pathway |\n| --- | --- |\n| `x` | none |\n\n";
    for (name, text) in [
        ("empty", String::new()),
        ("words", "hello".into()),
        ("table", table.to_owned()),
        ("cut", format!("{table}`relief paper --as-of 2026-11-22 # sha256:abc`\n")),
        ("flag", format!("{table}`relief paper --data /etc --as-of 2026-11-22 # sha256:{hash} relief 1`\n")),
        ("write", format!("{table}`relief paper -o /etc/x --as-of 2026-11-22 # sha256:{hash} relief 1`\n")),
        (
            "unknown",
            format!("{table}`relief paper no-such-thing --as-of 2026-11-22 # sha256:{hash} relief 1`\n"),
        ),
        ("json", "{\"receipt\": {}}".into()),
        ("zip", "PK\u{3}\u{4}".into()),
    ] {
        let path = file(&format!("refused-{name}"));
        fs::write(&path, text).expect("it is written");
        let out = relief(&format!("verify {}", path.display()));
        assert_eq!(out.status.code(), Some(2), "{name}: {}", String::from_utf8_lossy(&out.stderr));
        assert!(out.stdout.is_empty() && !out.stderr.is_empty());
        fs::remove_file(path).expect("it goes");
    }
    assert_eq!(relief("verify no-such-file-anywhere.md").status.code(), Some(2));
}
