//! Who may import whom, as ARCHITECTURE says: each module only what stands before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in order; the first three import nobody of ours.
const ORDER: [&str; 17] = [
    "diag",
    "text",
    "doc",
    "model",
    "schema",
    "register",
    "relief",
    "designations",
    "lint",
    "fuzz",
    "edit",
    "api",
    "export",
    "view",
    "site",
    "lsp",
    "cli",
];
const FREE: usize = 3;

/// Every Rust file below a folder, or the file itself.
pub(crate) fn rust_files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder") {
            rust_files(&entry.expect("an entry").path(), found);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        found.push(path.to_owned());
    }
}

/// A file's text without comments and without what follows its tests.
pub(crate) fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules of ours that a text names after `crate::`, also inside braces.
fn named(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default(),
        };
        for part in list.split(',') {
            found.push(part.trim().split("::").next().unwrap_or_default().to_owned());
        }
    }
    found
}

#[test]
fn modules_import_only_what_stands_before_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (rank, module) in ORDER.iter().enumerate() {
        let mut files = Vec::new();
        rust_files(&src.join(module), &mut files);
        assert!(!files.is_empty(), "no module {module}");
        for file in files {
            for other in named(&code(&file)) {
                let Some(place) = ORDER.iter().position(|name| *name == other) else { continue };
                let allowed = place == rank || (rank >= FREE && place < rank);
                if !allowed {
                    wrong.push(format!("{}: {module} imports {other}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(ORDER.contains(&module), "{module} has no place in the order");
    }
}

#[test]
fn imports_are_seen_in_every_form() {
    assert_eq!(named("use crate::model::Id; x(crate::text::parse)"), ["model", "text"]);
    assert_eq!(named("use crate::{model::Id, text};"), ["model", "text"]);
    assert_eq!(named("use mycrate::model;"), Vec::<String>::new());
    assert_eq!(named("$crate::model::Id"), ["model"]);
}
