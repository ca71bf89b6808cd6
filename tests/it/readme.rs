//! What the README shows is what the tool prints. `SNAPSHOTS=overwrite cargo test --test it readme` rewrites it.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// What the tool prints for a command line, as in a pipe.
fn printed(line: &str) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("relief"));
    let out = Command::new(env!("CARGO_BIN_EXE_relief"))
        .args(words)
        .env_remove("RELIEF_DATA")
        .env("LC_ALL", "C.UTF-8")
        .current_dir(env::temp_dir())
        .output()
        .expect("the tool runs");
    assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("text")
}

/// The text with every block below `<!-- run: COMMAND -->` as the tool prints it now; the register's hash is left out,
/// as it moves with every record.
fn renewed(readme: &str) -> String {
    let mut out = String::new();
    let mut rest = readme;
    while let Some(at) = rest.find("<!-- run: ") {
        let (before, after) = rest.split_at(at);
        let (mark, after) = after.split_once("-->\n").expect("the mark is closed");
        let command = mark.trim_start_matches("<!-- run: ").trim();
        let (fence, after) = after.split_once('\n').expect("a fenced block follows");
        let (_, after) = after.split_once("```\n").expect("the block is closed");
        let shown: String = printed(command)
            .lines()
            .filter(|line| !line.starts_with("relief ") && !line.trim_start().starts_with("encoded through"))
            .collect::<Vec<_>>()
            .join("\n");
        let shown = shown.split("\n\nLeft out").next().unwrap_or_default().trim_end();
        out.push_str(&format!("{before}{mark}-->\n{fence}\n$ {command}\n{shown}\n```\n"));
        rest = after;
    }
    out + rest
}

#[test]
fn the_demo_in_the_readme_is_what_the_tool_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("a README").replace("\r\n", "\n");
    let fresh = renewed(&readme);
    if env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        fs::write(&path, &fresh).expect("the README is written");
    } else {
        assert!(readme == fresh, "the README is stale: SNAPSHOTS=overwrite cargo test --test it readme");
    }
    assert!(fresh.matches("\n$ relief ").count() >= 3, "the demo is there");
}
