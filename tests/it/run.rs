//! Runs the tool as a person in a pipe would.

use std::env;
use std::process::{Command, Output};

/// What the tool does with a command line.
pub(crate) fn relief(line: &str) -> Output {
    relief_of(&line.split_whitespace().collect::<Vec<_>>())
}

/// What the tool does with arguments that may hold blanks.
pub(crate) fn relief_of(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relief"))
        .args(arguments)
        .env_remove("RELIEF_DATA")
        .env("LC_ALL", "C.UTF-8")
        .current_dir(env::temp_dir())
        .output()
        .expect("the tool runs")
}

/// What it prints; it must succeed.
pub(crate) fn printed(line: &str) -> String {
    let out = relief(line);
    assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("text")
}

/// What it prints as JSON; it must succeed.
pub(crate) fn json(line: &str) -> serde_json::Value {
    serde_json::from_str(&printed(&format!("{line} --format json"))).expect("JSON")
}

/// What it says on stderr where it fails, and its exit code.
pub(crate) fn refused(line: &str) -> (Option<i32>, String) {
    let out = relief(line);
    assert!(!out.status.success(), "{line} succeeds");
    (out.status.code(), String::from_utf8(out.stderr).expect("text"))
}
