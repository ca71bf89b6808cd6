//! Records made to do harm: judging them ends soon, in little memory and few words, and touches nothing else.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use relief_register::diag::is_hidden;
use relief_register::fuzz::check_text;

use crate::folder::Folder;

/// No run may take longer, on a machine with much else to do.
const SOON: Duration = Duration::from_secs(60);
const ACTOR: &str = "#:schema ../../schemas/records/actor.json\n\nname = \"The Treasury\"\nkind = \"executive\"\n\
                     source = \"gazette\"\nverification = \"primary\"\nchecked = 2019-12-01\n";

/// What no terminal, page or log may get: characters that act instead of being seen.
fn is_clean(output: &[u8]) -> bool {
    let text = std::str::from_utf8(output).expect("UTF-8");
    !text.chars().any(|c| is_hidden(c) && !matches!(c, '\n' | '\t'))
}

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<(String, Vec<u8>)> =
        entries.map(|path| (path.display().to_string(), fs::read(path).expect("a file"))).collect();
    found.sort();
    found
}

#[test]
fn the_corpus_is_judged_soon_and_safely() {
    let mut flawed = 0;
    for (name, bytes) in files("tests/fixtures/fuzz") {
        let begun = Instant::now();
        let [text, json, github, sarif, junit] = check_text(&bytes);
        assert!(begun.elapsed() < SOON, "{name} took {:?}", begun.elapsed());
        for out in [&text, &json, &github, &sarif, &junit] {
            assert!(is_clean(out), "{name} gets a hidden character through");
        }
        assert!(text.len() < 60_000, "{name} makes {} bytes of text", text.len());
        assert_eq!(github.windows(2).filter(|w| w == b"::").count() % 2, 0, "{name} forges an annotation");
        for out in [&json, &sarif] {
            serde_json::from_slice::<serde_json::Value>(out).expect("JSON");
        }
        if name.ends_with("/good") {
            assert!(text.is_empty(), "{}", String::from_utf8_lossy(&text));
        }
        flawed += usize::from(!text.is_empty());
    }
    assert!(flawed > 30, "only {flawed} have a finding: the others are no test");
}

/// A good record of some kind, under the line that names its schema.
fn seeds() -> Vec<Vec<u8>> {
    let with_line = |(path, text): (String, Vec<u8>)| {
        let stem = Path::new(&path).file_stem().expect("a name").to_string_lossy().into_owned();
        let up = if stem == "statute" { "../../../" } else { "../../" };
        [format!("#:schema {up}schemas/records/{stem}.json\n\n").into_bytes(), text].concat()
    };
    let corpus = files("tests/fixtures/fuzz").into_iter().map(|(_, bytes)| bytes).filter(|b| b.len() < 3000);
    files("tests/it/samples").into_iter().map(with_line).chain(corpus).collect()
}

/// What is put into a text to see whether it breaks something.
const SPLICES: [&str; 24] = [
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{feff}",
    "\r",
    "\n",
    "\"",
    "'''",
    "\"\"\"",
    "[",
    "]",
    "{",
    "}",
    "[[",
    "=",
    ".",
    "#",
    "\\u0000",
    "\\",
    "nan",
    "9999-12-31",
    "0000-00-00",
    "= {} #",
    "../..",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(check_text(&bytes).iter().all(|out| is_clean(out)));
    }

    #[test]
    fn broken_records_are_judged(
        seed in proptest::sample::select(seeds()),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0..40usize, 0..SPLICES.len() * 2), 1..6),
    ) {
        let mut bytes = seed;
        for (at, length, splice) in cuts {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, SPLICES.get(splice).unwrap_or(&"").bytes());
        }
        prop_assert!(check_text(&bytes).iter().all(|out| is_clean(out)));
    }
}

fn relief(folder: &Folder, line: &str) -> Output {
    let begun = Instant::now();
    let out = Command::new(env!("CARGO_BIN_EXE_relief"))
        .args(line.split_whitespace())
        .arg("--data")
        .arg(folder.root())
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the tool runs");
    assert!(begun.elapsed() < SOON, "{line} took {:?}", begun.elapsed());
    assert!(is_clean(&out.stdout) && is_clean(&out.stderr), "{line} gets a hidden character through");
    assert!(out.status.code().is_some_and(|code| code < 3), "{line} ends with {:?}", out.status);
    out
}

#[test]
fn a_hundred_thousand_errors_in_one_file_are_a_page() {
    let flaws: [(&str, String); 4] = [
        ("keys", (0..100_000).map(|n| format!("k{n} = 1\n")).collect()),
        ("tables", (0..100_000).map(|n| format!("[[x]]\na{n} = {n}\n")).collect()),
        ("syntax", "= = =\n".repeat(100_000)),
        ("hidden", "# \u{202e}\n".repeat(100_000)),
    ];
    for (name, flaws) in flaws {
        let folder = Folder::of_register(&format!("flood-{name}"));
        folder.put("actors/treasury.toml", format!("{ACTOR}{flaws}"));
        let out = relief(&folder, "check");
        assert_eq!(out.status.code(), Some(1), "{name}");
        assert!(!out.stdout.is_empty() && out.stdout.len() < 60_000, "{name}: {} bytes", out.stdout.len());
    }
}

#[test]
fn a_hundred_thousand_dangling_references_are_a_page() {
    let folder = Folder::of_register("flood-references");
    let place = "options/delist-acme-bank.toml";
    let option = fs::read_to_string(folder.place(place)).expect("the option");
    let listings: String = (0..100_000).map(|n| format!("  \"nobody-{n}/listing-{n}\",\n")).collect();
    folder.put(place, format!("{option}\n[[acts]]\naction = \"terminate\"\nlistings = [\n{listings}]\n"));
    let out = relief(&folder, "check");
    assert_eq!(out.status.code(), Some(1));
    assert!(out.stdout.len() < 60_000, "{} bytes", out.stdout.len());
}

#[test]
fn a_text_of_megabytes_is_cut_where_it_is_shown() {
    let folder = Folder::of_register("huge");
    let long = "x".repeat(3 << 20);
    folder.put("actors/treasury.toml", ACTOR.replace("executive", &long));
    let out = relief(&folder, "check");
    assert_eq!(out.status.code(), Some(1));
    assert!(out.stdout.len() < 20_000, "{} bytes", out.stdout.len());
}

#[test]
fn no_escape_of_a_record_reaches_a_terminal() {
    let folder = Folder::of_register("escapes");
    let harm = r"\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eesrever";
    for place in ["options/delist-acme-bank.toml", "targets/acme-bank.toml", "sources/gazette.toml"] {
        let text = fs::read_to_string(folder.place(place)).expect("a record");
        folder.put(
            place,
            text.replacen("title = \"", &format!("title = \"{harm}"), 1).replacen(
                "name = \"",
                &format!("name = \"{harm}"),
                1,
            ),
        );
    }
    let found = relief(&folder, "check");
    assert_eq!(found.status.code(), Some(1), "hidden characters are errors");
    for line in [
        "options",
        "options --format markdown",
        "options --format csv",
        "options --format json",
        "show acme-bank",
        "explain delist-acme-bank",
    ] {
        relief(&folder, &format!("{line} --as-of 2019-06-01"));
    }
}

#[test]
fn ids_that_look_like_paths_lead_nowhere() {
    let outer = Folder::new("paths");
    let folder = Folder::of_register("paths-inner");
    let out = outer.place("stolen.toml").display().to_string();
    for id in ["../../stolen", "..", "/etc/passwd", "a/b", ".hidden", "con.toml", "C:\\x", out.as_str()] {
        for line in [
            format!("new actor {id}"),
            format!("rename acme-bank {id}"),
            format!("show {id}"),
            format!("explain {id}"),
        ] {
            let done = relief(&folder, &line);
            assert_ne!(done.status.code(), Some(0), "{line}");
        }
    }
    assert_eq!(relief(&folder, "check --strict").status.code(), Some(0), "nothing has changed");
    assert_eq!(fs::read_dir(outer.root()).expect("a folder").count(), 0, "nothing was written outside");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_tree_are_neither_read_nor_written() {
    use std::os::unix::fs::symlink;
    let outer = Folder::new("outside");
    let secret = ACTOR.replace("The Treasury", "A secret").replace("2019-12-01", "\"2019-12-01\"");
    outer.put("secret.toml", &secret);
    let folder = Folder::of_register("inside");
    symlink(outer.place("secret.toml"), folder.place("actors/treasury.toml")).expect("a link");
    symlink(outer.root(), folder.place("bills")).expect("a link");
    for line in ["check", "check --fix", "fmt", "options --as-of 2019-06-01", "show treasury"] {
        let out = relief(&folder, line);
        let said = [out.stdout, out.stderr].concat();
        assert!(!String::from_utf8_lossy(&said).contains("A secret"), "{line} reads outside the register");
    }
    let left = fs::read_to_string(outer.place("secret.toml")).expect("the file");
    assert_eq!(left, secret, "and changes nothing there");
    assert_eq!(fs::read_dir(outer.root()).expect("a folder").count(), 1);
}
