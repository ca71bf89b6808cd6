//! No test file is forgotten, and `build.rs` stays small.

use std::fs;
use std::path::Path;

#[test]
fn every_file_beside_main_is_a_module_of_it() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = fs::read_to_string(here.join("main.rs")).expect("main.rs");
    for entry in fs::read_dir(&here).expect("tests/it") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(
            main.lines().any(|line| line == format!("mod {module};")),
            "tests/it/main.rs does not name {module}"
        );
    }
}

#[test]
fn there_is_one_integration_binary() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let stray: Vec<_> = fs::read_dir(tests)
        .expect("tests")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name.ends_with(".rs"))
        .collect();
    assert!(stray.is_empty(), "{stray:?} would be binaries of their own: move them into tests/it");
}

#[test]
fn build_rs_has_one_job_and_is_short() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs")).expect("build.rs");
    assert!(text.lines().count() < 60);
    for word in ["struct ", "enum ", "impl ", "trait "] {
        assert!(!text.contains(word), "build.rs defines a type: {word}");
    }
}
