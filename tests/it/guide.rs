//! The authoring guide: its examples are one small register that decodes and checks, and its tables of keys are those
//! of the schemas. `SNAPSHOTS=overwrite cargo test --test it guide` rewrites the tables.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use relief_register::model::Kind;
use relief_register::schema;
use serde_json::Value;

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/authoring-guide");
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder).expect("the guide").map(|entry| entry.expect("a page").path()).collect();
    pages.sort();
    pages
}

fn read(page: &Path) -> String {
    fs::read_to_string(page).expect("a page").replace("\r\n", "\n")
}

/// The examples of all pages: path and text. A block names its path after the word `toml`.
pub(crate) fn examples() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for page in pages() {
        for block in read(&page).split("\n```toml ").skip(1) {
            let (path, rest) = block.split_once('\n').expect("a path");
            let (text, _) = rest.split_once("```").expect("the block is closed");
            let path = path.strip_prefix("data/").expect("a path below data/");
            found.push((path.to_owned(), text.to_owned()));
        }
    }
    found
}

#[test]
fn the_examples_are_one_register_that_checks() {
    let root = tempfile();
    for (path, text) in examples() {
        let file = root.join("data").join(&path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        assert!(!file.exists(), "{path} stands twice in the guide");
        fs::write(file, text).expect("an example is written");
    }
    let out = Command::new(env!("CARGO_BIN_EXE_relief"))
        .args(["check", "--strict", "--data", "data"])
        .env_remove("RELIEF_DATA")
        .current_dir(&root)
        .output()
        .expect("the tool runs");
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{said}");
    fs::remove_dir_all(root).expect("the copy is removed");
}

/// A fresh folder of this test.
fn tempfile() -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide");
    if root.exists() {
        fs::remove_dir_all(&root).expect("an old copy is removed");
    }
    root
}

#[test]
fn every_kind_has_an_example() {
    let shown: BTreeSet<Kind> = examples().iter().filter_map(|(path, _)| Kind::of_path(path)).collect();
    let missing: Vec<&str> =
        Kind::ALL.iter().filter(|kind| !shown.contains(kind)).map(|kind| kind.word()).collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}

#[test]
fn the_tables_of_keys_are_those_of_the_schemas() {
    let tables = tables();
    let mut shown = BTreeSet::new();
    for page in pages() {
        let text = read(&page);
        let fresh = renewed(&text, &tables, &mut shown);
        if env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
            fs::write(&page, &fresh).expect("a page is written");
        } else {
            assert!(text == fresh, "{page:?} is stale: SNAPSHOTS=overwrite cargo test --test it guide");
        }
    }
    let missing: Vec<&String> = tables.iter().map(|(name, _)| name).filter(|n| !shown.contains(*n)).collect();
    assert!(missing.is_empty(), "no page shows the keys of {missing:?}");
}

/// The table of keys of each record and of each part of one, by name.
fn tables() -> Vec<(String, String)> {
    let mut tables: Vec<(String, String)> = Vec::new();
    let kinds = Kind::ALL.iter().filter(|kind| !kind.is_instrument() || **kind == Kind::Statute);
    for kind in kinds {
        let schema = schema::record(*kind);
        let parts = schema["$defs"].as_object().into_iter().flatten();
        let named = std::iter::once((kind.schema_name(), &schema)).chain(parts.map(|(n, s)| (n.clone(), s)));
        for (name, part) in named.filter(|(_, part)| part["properties"].is_object()) {
            if !tables.iter().any(|(known, _)| *known == name) {
                tables.push((name.clone(), table(&name, part, &schema["$defs"])));
            }
        }
    }
    tables
}

/// The keys that the guide treats once, for all records.
const COMMON: [&str; 6] = ["source", "locator", "verification", "checked", "doubts", "allow"];

fn table(name: &str, part: &Value, parts: &Value) -> String {
    let required: Vec<&str> =
        part["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut out = format!("\n### Keys: {name}\n\n| key | needed | what to write |\n|---|---|---|\n");
    for (key, value) in part["properties"].as_object().into_iter().flatten() {
        if key == "$schema" || COMMON.contains(&key.as_str()) {
            continue;
        }
        let needed = if required.contains(&key.as_str()) { "yes" } else { "" };
        out.push_str(&format!("| `{key}` | {needed} | {}{} |\n", said(value), words(value, parts)));
    }
    out
}

fn said(value: &Value) -> String {
    value["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|")
}

/// The words that a key may have, each with what it means.
fn words(value: &Value, parts: &Value) -> String {
    let of = |value: &Value| value["$ref"].as_str().map(|r| r.trim_start_matches("#/$defs/").to_owned());
    let Some(name) = of(value).or_else(|| of(&value["items"])) else { return String::new() };
    let words: Vec<String> = parts[&name]["oneOf"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|word| {
            Some(format!("`{}` ({})", word["const"].as_str()?, said(word).trim_end_matches('.')))
        })
        .collect();
    if words.is_empty() { String::new() } else { format!(" One of: {}.", words.join("; ")) }
}

/// A page with every table between its marks as it is now.
fn renewed(page: &str, tables: &[(String, String)], shown: &mut BTreeSet<String>) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!-- keys: ") {
        let (name, after) = after.split_once(" -->\n").expect("the mark is closed");
        let (_, after) = after.split_once("<!-- /keys -->").expect("the table is closed");
        let (_, table) = tables.iter().find(|(known, _)| known == name).expect("a name of a schema");
        shown.insert(name.to_owned());
        out.push_str(&format!("{before}<!-- keys: {name} -->\n{table}\n<!-- /keys -->"));
        rest = after;
    }
    out + rest
}
