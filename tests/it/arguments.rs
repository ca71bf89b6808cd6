//! What is typed is echoed in many places: no argument, variable or name of a file may act on a terminal from there.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use relief_register::diag::is_hidden;

use crate::folder::Folder;

/// An escape, marks that turn or hide text, the one-byte escape, and a command to a CI runner on a line of its own.
const EVIL: &str = "\u{1b}[31m\u{202e}\u{200b}\u{9b}2J\n::error::x";

fn relief(here: &Folder, data: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relief"))
        .args(args)
        .env("RELIEF_DATA", data)
        .env("LC_ALL", "C.UTF-8")
        .current_dir(here.root())
        .output()
        .expect("the tool runs")
}

/// Holds what a run prints to be plain; a spreadsheet's and a calendar's lines end in CR and LF.
fn hold(args: &[&str], out: &Output) {
    assert!(out.status.code().is_some_and(|code| code < 3), "{args:?} ends with {:?}", out.status);
    for bytes in [&out.stdout, &out.stderr] {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let acts = text.chars().find(|c| is_hidden(*c) && !matches!(c, '\n' | '\t'));
        assert_eq!(acts, None, "{args:?}: {text:?}");
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::error::")), "{args:?}: {text:?}");
    }
}

/// Every command, as `--help` lists them.
fn commands() -> Vec<String> {
    let help = crate::run::printed("--help");
    let below = help.lines().skip_while(|line| *line != "Answer:").take_while(|line| *line != "Options:");
    let names = below.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    names.map(ToOwned::to_owned).collect()
}

#[test]
fn no_argument_reaches_a_terminal_as_it_came() {
    let (here, small) = (Folder::new("arguments"), Folder::of_register("arguments-register"));
    let data = small.root().to_str().expect("a path");
    let option = format!("--{EVIL}");
    let place = format!("{EVIL}/x");
    let fact = format!("{EVIL}=yes");
    let commands = commands();
    assert!(commands.len() > 25, "{commands:?}");
    hold(&[EVIL], &relief(&here, data, &[EVIL]));
    for command in &commands {
        for args in [
            &[EVIL][..],
            &[&option],
            &["x", EVIL],
            &["--as-of", EVIL],
            &["--format", EVIL],
            &["--color", EVIL],
            &["--output", &place],
            &["--data", EVIL],
            &["x", "--fact", &fact],
            &["x", "--reading", EVIL],
            &["x", "--assume", EVIL],
            &["--deny", EVIL],
            &["--explain", EVIL],
        ] {
            let args = [&[command.as_str()], args].concat();
            hold(&args, &relief(&here, data, &args));
        }
        let args = [command.as_str(), "x"];
        hold(&args, &relief(&here, EVIL, &args));
    }
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_reaches_a_terminal_as_it_is() {
    let here = Folder::new("names");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/register");
    let root = here.place(EVIL.split('\n').next().expect("a name"));
    crate::folder::copy(&fixture, &root);
    let data = root.to_str().expect("a path");
    let record = fs::read(fixture.join("actors/president.toml")).expect("a record");
    let spare = EVIL.replace(':', "-");
    fs::write(here.place(&spare), "not a paper").expect("a file");
    let sound: [&[&str]; 9] = [
        &["options", "--as-of", "2019-06-01"],
        &["explain", "delist-acme-bank", "--as-of", "2019-06-01"],
        &["coverage"],
        &["fmt", "--check"],
        &["new", "actor", "chief", "--dry-run"],
        &["rename", "president", "chief", "--dry-run"],
        &["verify", &spare],
        &["designations", &spare],
        &["diff", &spare, data],
    ];
    for args in sound {
        hold(args, &relief(&here, data, args));
    }
    fs::write(root.join("actors").join(format!("{spare}.toml")), &record).expect("a record");
    fs::create_dir(root.join(&spare)).expect("a folder");
    fs::write(root.join(&spare).join("x.toml"), &record).expect("a record");
    for format in ["text", "json", "github", "sarif", "junit"] {
        let args = ["check", "--format", format];
        let out = relief(&here, data, &args);
        assert_eq!(out.status.code(), Some(1), "{format}");
        hold(&args, &out);
    }
}
