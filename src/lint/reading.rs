//! What is wrong with files before there is a record: unreadable, not TOML, not of its kind.
//!
//! Of each file the first stage that fails speaks, and it alone: a file that is no TOML has no keys to judge.

use rayon::prelude::*;

use super::draft::stem;
use super::rules::LINTS;
use super::{Check, Lint};
use crate::diag::{Edit, Finding};
use crate::model::Kind;
use crate::register::{Decoded, Loaded};
use crate::schema::{self, Flaw};
use crate::text::{self, DecodeFlaw, Locator, Problem, SourceFile, Syntax};

/// All findings about files that no record came of, and about the texts of those that one did.
pub(super) fn findings(loaded: &Loaded) -> Vec<Finding> {
    let files = loaded.sources.files();
    let mut findings: Vec<Finding> = loaded.problems.iter().map(problem).collect();
    let mut readable = vec![true; files.len()];
    for (at, decoded) in &loaded.flawed {
        readable[*at] = matches!(decoded, Decoded::Flawed(_)) && !blank(&files[*at].text);
    }
    let flawed: Vec<Vec<Finding>> =
        loaded.flawed.par_iter().map(|(at, decoded)| undecoded(&files[*at], decoded)).collect();
    findings.extend(flawed.into_iter().flatten());
    let texts = files.par_iter().zip(&readable).filter(|(_, good)| **good);
    let found: Vec<Finding> = texts.flat_map_iter(|(file, _)| of_text(file)).collect();
    findings.extend(found);
    findings
}

fn of_text(file: &SourceFile) -> Vec<Finding> {
    let mut found = Vec::new();
    for lint in LINTS {
        if let Check::Source(check) = lint.check {
            found.extend(check(file).into_iter().map(|finding| named(lint, finding)));
        }
    }
    found
}

fn problem(problem: &Problem) -> Finding {
    let lint = LINTS.iter().find(|lint| matches!(lint.check, Check::Problem(of) if of(problem)));
    let finding = Finding::error("unreadable-file", format!("`{}`: {}", problem.path, problem.what));
    let finding = match &problem.seen {
        Some((at, _)) => finding.at(&problem.path, *at..at + '\u{fffd}'.len_utf8(), ""),
        None => finding.in_file(&problem.path),
    };
    let finding = finding.note(problem.why).help(problem.help).of(stem(&problem.path), "");
    lint.map_or(finding.clone(), |lint| named(lint, finding))
}

/// The finding under the name and with the weight of a lint.
fn named(lint: &Lint, finding: Finding) -> Finding {
    Finding { lint: lint.name.into(), severity: lint.severity, ..finding }
}

fn undecoded(file: &SourceFile, decoded: &Decoded) -> Vec<Finding> {
    match decoded {
        Decoded::Stray => {
            let found = LINTS.iter().find_map(|lint| match lint.check {
                Check::Stray(check) => check(file).map(|finding| named(lint, finding)),
                _ => None,
            });
            found.into_iter().collect()
        }
        Decoded::Syntax(flaw) => vec![syntax(file, flaw)],
        Decoded::Flawed(_) if blank(&file.text) => {
            vec![
                Finding::error("empty-file", format!("`{}` holds no record", file.path))
                    .in_file(&file.path)
                    .help("write the record, or remove the file: an id is known by its file")
                    .of(stem(&file.path), ""),
            ]
        }
        Decoded::Flawed(flaw) => flaws(file, flaw),
    }
}

/// Whether a text holds nothing but comments.
fn blank(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
}

fn syntax(file: &SourceFile, flaw: &Syntax) -> Finding {
    let more = match flaw.more {
        0 => String::new(),
        1 => " (and one more flaw, which may follow from it)".to_owned(),
        n => format!(" (and {n} more flaws, which may all follow from it)"),
    };
    let lint = if flaw.hidden { "hidden-character" } else { "syntax" };
    let finding = Finding::error(lint, format!("{}{more}", flaw.message))
        .at(&file.path, flaw.range.clone(), "")
        .of(stem(&file.path), "");
    let finding = match &flaw.first {
        Some(first) => finding.also(&file.path, first.clone(), "it stands here first"),
        None => finding,
    };
    match (&flaw.help, flaw.replacement) {
        (Some(help), Some(with)) => finding.fix(help, Edit::new(&file.path, flaw.range.clone(), with)),
        (Some(help), None) => finding.help(help),
        (None, _) => finding,
    }
}

/// All flaws of a file that is not of its kind.
fn flaws(file: &SourceFile, first: &DecodeFlaw) -> Vec<Finding> {
    let found = Kind::of_path(&file.path).zip(text::parse(&file.text).ok());
    let flaws = found.map_or_else(Vec::new, |(kind, tree)| schema::flaws(kind, tree.get_ref()));
    if flaws.is_empty() {
        // Decode and schema differ: better the decode's words than none.
        let range = first.range.clone().unwrap_or(0..0);
        let finding = Finding::error("bad-type", &first.message).at(&file.path, range, "");
        return vec![finding.of(stem(&file.path), &first.pointer)];
    }
    let locator = Locator::new(&file.text);
    flaws.iter().map(|flaw| of_flaw(file, &locator, flaw)).collect()
}

fn of_flaw(file: &SourceFile, locator: &Locator<'_>, flaw: &Flaw) -> Finding {
    let spans = locator.locate(&flaw.pointer);
    let range = match &spans.key {
        Some(key) if flaw.at_key() => key.clone(),
        _ => spans.mark.clone(),
    };
    let mut finding = Finding::error(flaw.lint(), flaw.title())
        .at(&file.path, range.clone(), flaw.label())
        .of(stem(&file.path), &flaw.pointer);
    finding.notes.extend(flaw.note());
    let replaced = if flaw.at_key() { range } else { spans.value };
    match (flaw.help(), flaw.replacement()) {
        (Some(help), Some((with, safe))) => {
            finding.edits(help, vec![Edit::new(&file.path, replaced, with)], safe)
        }
        (Some(help), None) => finding.help(help),
        (None, _) => finding,
    }
}
