//! What others run in CI: the lines of the action and of the hooks, in a shell, on good records and on broken ones.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::editing::copy;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

/// Runs a script where the tool is on the path.
fn shell(script: &str, root: &Path, env: &[(&str, &str)]) -> Output {
    let tool = Path::new(env!("CARGO_BIN_EXE_relief")).parent().expect("a folder");
    let path = format!("{}:{}", tool.display(), std::env::var("PATH").expect("a path"));
    let mut bash = Command::new("bash");
    bash.args(["-e", "-c", script]).current_dir(root).env("PATH", path).env_remove("RELIEF_DATA");
    bash.envs(env.iter().copied()).output().expect("bash runs")
}

/// The scripts of an action's steps.
fn steps(action: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut block: Option<usize> = None;
    for line in action.lines() {
        let indent = line.len() - line.trim_start().len();
        if let Some(depth) = block.filter(|depth| indent > *depth) {
            let last = found.last_mut().expect("a step");
            last.push_str(line.get(depth..).unwrap_or_default());
            last.push('\n');
        } else if let Some(script) = line.trim_start().strip_prefix("run: ") {
            block = (script == "|").then_some(indent);
            found.push(if script == "|" { String::new() } else { script.to_owned() });
        } else {
            block = None;
        }
    }
    found
}

#[cfg(unix)]
#[test]
fn the_action_and_the_hooks_pass_good_records_and_stop_broken_ones() {
    let root = copy("ci-use");
    let action = steps(&read("action.yml"));
    let hooks = read(".pre-commit-hooks.yaml");
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    assert_eq!((action.len(), entries.len()), (2, 2));
    assert_eq!(hooks.matches("pass_filenames: false").count(), 2);
    let inputs =
        [("DATA", "data"), ("STRICT", "true"), ("SARIF", "out.sarif"), ("GITHUB_ACTION_PATH", "/none")];
    assert!(shell(&action[0], &root, &inputs).status.success(), "the tool is there already");

    let good = shell(&action[1], &root, &inputs);
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stdout));
    assert!(fs::read_to_string(root.join("out.sarif")).expect("SARIF").contains("\"2.1.0\""));
    for entry in &entries {
        assert!(shell(entry, &root, &[]).status.success(), "{entry}");
    }

    fs::write(root.join("data/targets/polyus.toml"), "name = \n").expect("a record");
    let bad = shell(&action[1], &root, &inputs);
    assert!(!bad.status.success());
    assert!(String::from_utf8_lossy(&bad.stdout).starts_with("::error file=data/targets/polyus.toml"));
    for entry in &entries {
        assert!(!shell(entry, &root, &[]).status.success(), "{entry}");
    }
}

#[test]
fn every_shell_is_completed_and_every_command_has_a_manual_page() {
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_relief")).args(args).output().expect("the tool runs");
        assert!(output.status.success(), "{args:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]);
        assert!(script.contains("rename") && script.contains("as-of"), "{shell}");
    }
    assert!(run(&["man"]).contains(".TH relief 1"));
    assert!(run(&["man", "options"]).contains("executive\\-only"));
}
