//! The list of lints, and their pages. Every example on a page is a test, and `docs/lints/` is the pages:
//! `SNAPSHOTS=overwrite cargo test --test it lints` rewrites it.
//!
//! Each `##` heading of a page is a register: the small one in `tests/fixtures/register` with the blocks below the
//! heading as files. The first line of a block is its path, which may say how the file is made: `(removed)`,
//! `(verbatim)`: without the line that names the schema, `(Latin-1)`, `(5 MiB)`, `PATH -> TARGET`: a symbolic link,
//! `PATH/`: a folder. `# error: WORDS` or `# warning: WORDS` stands on the line of each finding; "Instead" has none.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use relief_register::diag::{Lines, Rule};
use relief_register::model::Kind;
use relief_register::{lint, register};

use crate::folder::Folder;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// One file of an example.
struct Block<'p> {
    path: &'p str,
    made: &'p str,
    lines: Vec<&'p str>,
}

/// The blocks of a page below each of its headings.
fn examples(page: &str) -> Vec<(&str, Vec<Block<'_>>)> {
    let mut found = Vec::new();
    for section in page.split("\n## ").skip(1) {
        let heading = section.lines().next().unwrap_or_default();
        let fences = section.split("\n```toml\n").skip(1);
        let blocks: Vec<_> =
            fences.map(|rest| block(rest.split("\n```").next().unwrap_or_default())).collect();
        if !blocks.is_empty() {
            found.push((heading, blocks));
        }
    }
    found
}

fn block(text: &str) -> Block<'_> {
    let lines: Vec<&str> = text.lines().collect();
    let head = lines.first().and_then(|line| line.strip_prefix("# ")).expect("a block begins with its path");
    let head = head.split(" # ").next().unwrap_or_default();
    let (path, made) = match head.split_once(' ') {
        Some((path, made)) => (path, made),
        None => (head, ""),
    };
    Block { path, made, lines }
}

/// What is expected: path, line, severity, words of the title.
type Mark<'p> = (String, usize, &'p str, &'p str);

fn marks<'p>(block: &Block<'p>) -> Vec<Mark<'p>> {
    let mut found = Vec::new();
    let path = block.path.trim_end_matches('/');
    let above = usize::from(block.made == "(verbatim)");
    for (nth, line) in block.lines.iter().enumerate() {
        for mark in line.split("# ").skip(1) {
            for severity in ["error", "warning"] {
                if let Some(words) = mark.strip_prefix(severity).and_then(|rest| rest.strip_prefix(": ")) {
                    found.push((path.to_owned(), (nth + 1 - above).max(1), severity, words.trim()));
                }
            }
        }
    }
    found
}

/// Puts the file of a block where it says; nothing where this system cannot make it.
fn put(folder: &Folder, block: &Block<'_>) -> Option<()> {
    let place = folder.place(block.path);
    let body = block.lines.get(1..).unwrap_or_default().join("\n") + "\n";
    let above = match Kind::of_path(block.path) {
        _ if body.contains("#:schema ") || block.made == "(verbatim)" => String::new(),
        Some(kind) => {
            let up = "../".repeat(block.path.matches('/').count() + 1);
            format!("#:schema {up}schemas/records/{}.json\n", kind.schema_name())
        }
        None => "# a file\n".to_owned(),
    };
    if block.path.ends_with('/') {
        fs::create_dir_all(place).expect("a folder");
        return Some(());
    }
    fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
    if let Some(target) = block.made.strip_prefix("-> ") {
        return link(target, &place);
    }
    let text = above + &body;
    match block.made {
        "" | "(verbatim)" => fs::write(place, text),
        "(removed)" => fs::remove_file(place),
        "(Latin-1)" => fs::write(
            place,
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<u8>>(),
        ),
        "(5 MiB)" => fs::write(place, text + &"#".repeat(5 << 20)),
        other => panic!("nobody knows how to make a file {other}"),
    }
    .expect("a file of an example");
    Some(())
}

#[cfg(unix)]
fn link(target: &str, place: &Path) -> Option<()> {
    std::os::unix::fs::symlink(target, place).ok()
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> Option<()> {
    None
}

/// What is found in an example: lint, path, line, severity, title.
fn found(root: &Path) -> Vec<(String, String, usize, &'static str, String)> {
    let loaded = register::load(root).expect("a register");
    let texts = loaded.texts();
    let one = |finding: relief_register::diag::Finding| {
        let (file, range) = finding
            .primary()
            .map_or(("register.toml", None), |label| (label.file.as_str(), label.range.clone()));
        let text = texts.get(file).copied().unwrap_or_default();
        let line = range.map_or(1, |range| Lines::new(text).position(range.start).line);
        (finding.lint.to_string(), file.to_owned(), line, finding.severity.word(), finding.title.clone())
    };
    lint::check(&loaded, None).into_iter().map(one).collect()
}

/// What is wrong with one example.
fn judge(rule: &Rule, heading: &str, blocks: &[Block<'_>]) -> Vec<String> {
    let folder = Folder::of_register(&format!("{}-{}", rule.name, heading.len()));
    if blocks.iter().any(|block| put(&folder, block).is_none()) {
        return Vec::new();
    }
    let mut expected: Vec<Mark<'_>> = blocks.iter().flat_map(marks).collect();
    let about = |what: String| format!("{}, \"{heading}\": {what}", rule.name);
    let mut wrong = Vec::new();
    let found = found(folder.root());
    if (heading == "Instead") != expected.is_empty() {
        wrong.push(about("marks stand under every heading but \"Instead\"".into()));
    }
    if heading != "Instead" && !found.iter().any(|(lint, ..)| lint == rule.name) {
        wrong.push(about("the lint does not speak".into()));
    }
    for (lint, file, line, severity, title) in found {
        let fits = |mark: &Mark<'_>| {
            mark.0 == file && mark.1 == line && mark.2 == severity && title.contains(mark.3)
        };
        match expected.iter().position(fits) {
            Some(at) => drop(expected.remove(at)),
            None => wrong.push(about(format!("not marked: {severity}[{lint}] {file}:{line}: {title}"))),
        }
    }
    wrong.extend(expected.iter().map(|mark| about(format!("not found: {mark:?}"))));
    wrong
}

#[test]
fn every_example_on_a_page_is_as_it_says() {
    let mut wrong = Vec::new();
    for rule in lint::rules() {
        let examples = examples(rule.help_markdown);
        for (heading, blocks) in &examples {
            wrong.extend(judge(rule, heading, blocks));
        }
        if !examples.iter().any(|(heading, _)| *heading == "Instead") || examples.len() < 2 {
            wrong.push(format!("{}: a page has an example, and an \"Instead\"", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_small_register_is_clean() {
    assert_eq!(found(&here("tests/fixtures/register")), []);
}

#[test]
fn the_list_is_sorted_and_names_every_file() {
    let names: Vec<&str> = lint::rules().iter().map(|rule| rule.name).collect();
    let sorted: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names, sorted.iter().copied().collect::<Vec<_>>(), "the list in src/lint/rules/mod.rs");
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(here("src/lint/rules")).expect("the rules") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        if name != "mod.rs" {
            files.insert(name);
        }
    }
    let each = names.iter().map(|name| name.replace('-', "_"));
    assert_eq!(files, each.flat_map(|stem| [format!("{stem}.md"), format!("{stem}.rs")]).collect());
}

#[test]
fn pages_are_written_alike() {
    for rule in lint::rules() {
        let page = rule.help_markdown;
        assert!(
            page.starts_with(&format!("# {}\n", rule.name)),
            "{}: the page begins with its name",
            rule.name
        );
        assert!(
            page.len() < 4_000 && page.ends_with("\n```\n"),
            "{}: a page is short and ends with an example",
            rule.name
        );
        assert!(page.lines().all(|line| line.len() <= 120), "{}: lines of 120 characters at most", rule.name);
        let plain =
            rule.summary.chars().next().is_some_and(char::is_uppercase) && !rule.summary.ends_with('.');
        assert!(plain, "{}: {}", rule.name, rule.summary);
    }
}

/// The pages as documentation, with an index.
fn docs() -> Vec<(String, String)> {
    let mut index =
        "# Lints\n\nWhat `relief check` looks for. `relief check --explain NAME` prints a page.\n\n\
                     | lint | by default | what it finds |\n|---|---|---|\n"
            .to_owned();
    let mut pages = Vec::new();
    for rule in lint::rules() {
        let (name, summary) = (rule.name, rule.summary);
        index.push_str(&format!("| [`{name}`]({name}.md) | {} | {summary} |\n", rule.severity.word()));
        pages.push((format!("{name}.md"), rule.help_markdown.to_owned()));
    }
    pages.push(("README.md".into(), index));
    pages
}

#[test]
fn the_docs_are_the_pages() {
    let place = here("docs/lints");
    if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(&place).expect("a folder for the docs");
        for (name, text) in docs() {
            fs::write(place.join(name), text).expect("a page is written");
        }
    }
    let mut there: Vec<(String, String)> = fs::read_dir(&place)
        .expect("the docs are committed")
        .map(|entry| {
            let entry = entry.expect("an entry");
            let text = fs::read_to_string(entry.path()).expect("a page").replace("\r\n", "\n");
            (entry.file_name().into_string().expect("a name"), text)
        })
        .collect();
    there.sort();
    let mut fresh = docs();
    fresh.sort();
    assert!(there == fresh, "docs/lints is stale: SNAPSHOTS=overwrite cargo test --test it lints");
}
