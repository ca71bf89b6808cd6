//! All findings of a run, and what the writers need to show them.
//!
//! A report is a function of its parts, byte for byte. `text` and `github` are for people and stop after
//! [`MAX_PER_FILE`] findings a file and [`MAX_IN_ALL`]; the others are for programs and give them all.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use super::finding::{Finding, Severity};
use super::place::Places;
use super::{github, json, junit, sarif, text};

/// How many findings of one file `text` and `github` print.
pub const MAX_PER_FILE: usize = 20;
/// How many findings `text` and `github` print in all.
pub const MAX_IN_ALL: usize = 200;

/// The texts of files by their paths, for excerpts and line numbers; those of files without findings can be left out.
pub type Texts<'a> = BTreeMap<&'a str, &'a str>;

/// The formats a report can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// In rustc's style, for people.
    Text,
    /// The versioned contract of [`json`].
    Json,
    /// Annotations on a pull request.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit's XML, for CI that shows tests.
    Junit,
}

/// How the text format looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to write terminal colours.
    pub color: bool,
    /// Whether to draw with Unicode.
    pub unicode: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for Style {
    /// No colour, ASCII, 80 columns: as in a pipe.
    fn default() -> Self {
        Self { color: false, unicode: false, width: 80 }
    }
}

/// What a lint is, for formats that list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Its page, as Markdown.
    pub help_markdown: &'static str,
    /// How much its findings matter by default.
    pub severity: Severity,
}

/// All findings of one run.
pub struct Report<'a> {
    /// The findings, sorted ([`super::sort_and_dedup`]).
    pub findings: &'a [Finding],
    /// All lints there are, found something or not.
    pub rules: &'a [Rule],
    /// The texts of the files.
    pub texts: &'a Texts<'a>,
    /// What stands before a path so that it leads from the working directory or the repository's root: `data/`.
    pub prefix: &'a str,
    /// Version, hash and day of the run, passed through to JSON and SARIF.
    pub receipt: &'a serde_json::Value,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Files they are about.
    pub files: usize,
}

impl Summary {
    /// Counts sorted findings.
    pub fn of(findings: &[Finding]) -> Self {
        let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
        let mut files: Vec<_> = findings.iter().filter_map(Finding::file).collect();
        files.sort_unstable();
        files.dedup();
        Self { errors, warnings: findings.len() - errors, files: files.len() }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files =
            if self.files > 1 { format!(" in {}", counted(self.files, "file")) } else { String::new() };
        match (self.errors, self.warnings) {
            (0, 0) => f.write_str("no findings"),
            (errors, 0) => write!(f, "{}{files}", counted(errors, "error")),
            (0, warnings) => write!(f, "{}{files}", counted(warnings, "warning")),
            (e, w) => write!(f, "{} and {}{files}", counted(e, "error"), counted(w, "warning")),
        }
    }
}

impl Report<'_> {
    /// Writes the report in a format; the style is for [`Format::Text`] alone.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, format: Format, style: Style, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, style, out),
            Format::Json => json::write(self, out),
            Format::Github => github::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Junit => junit::write(self, out),
        }
    }

    /// The path as it is printed.
    pub(super) fn path(&self, file: &str) -> String {
        format!("{}{file}", self.prefix)
    }

    pub(super) fn places(&self) -> Places<'_> {
        Places::new(self.texts)
    }
}

/// The findings that fit the limits, in their order, and a sentence about the rest.
///
/// Errors are taken before warnings, so that no number of warnings hides one.
pub(super) fn limited<'f>(report: &Report<'f>) -> (Vec<&'f Finding>, Option<String>) {
    let mut per_file: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut taken = vec![false; report.findings.len()];
    let mut in_all = 0;
    for severity in [Severity::Error, Severity::Warning] {
        for (nth, finding) in report.findings.iter().enumerate().filter(|(_, f)| f.severity == severity) {
            let count = per_file.entry(finding.file()).or_default();
            *count += 1;
            if *count <= MAX_PER_FILE && in_all < MAX_IN_ALL {
                taken[nth] = true;
                in_all += 1;
            }
        }
    }
    let shown = report.findings.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(f, _)| f).collect();
    let rest: Vec<_> =
        report.findings.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(f, _)| f).collect();
    (shown, (!rest.is_empty()).then(|| remainder(report, &rest)))
}

/// "1,204 more findings (3 errors, ...) in 7 files are not shown".
fn remainder(report: &Report<'_>, rest: &[&Finding]) -> String {
    let mut files: Vec<_> = rest.iter().filter_map(|f| f.file()).collect();
    files.sort_unstable();
    files.dedup();
    let place = match files.as_slice() {
        [] => String::new(),
        [file] => format!(" in {}", super::visible_line(&report.path(file))),
        files => format!(" in {}", counted(files.len(), "file")),
    };
    let errors = rest.iter().filter(|f| f.severity == Severity::Error).count();
    let are = if rest.len() == 1 { "is" } else { "are" };
    let kind = match (errors, rest.len() - errors) {
        (0, n) => counted(n, "more warning"),
        (n, 0) => counted(n, "more error"),
        (e, w) => format!("{} and {}", counted(e, "more error"), counted(w, "warning")),
    };
    format!("{kind}{place} {are} not shown; `--format json` gives them all")
}

/// A number with its noun: `1 error`, `1,204 errors`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What the tests of the writers share.
#[cfg(test)]
pub(super) mod samples {
    use super::*;
    use crate::diag::finding::Edit;

    pub(crate) const ORDER: &str = "#:schema ../../schemas/instrument.json\n\nid = \"eo-14066\"\nsigned = 2022-03-08\n\
                                    published = 2022-03-02\n\n[[measure]]\nid = \"import-energy\"\n";
    pub(crate) const OPTION: &str = "id = \"ease-x\"\r\nlifts = [\"eo-14066/import-enregy\"]\r\n";

    pub(crate) const RULES: &[Rule] = &[
        Rule {
            name: "dangling-reference",
            summary: "A reference leads to no record.",
            help_markdown: "Ids are `FILE/LOCAL`.",
            severity: Severity::Error,
        },
        Rule {
            name: "date-out-of-order",
            summary: "Dates contradict each other.",
            help_markdown: "An order is signed, then published.",
            severity: Severity::Warning,
        },
    ];

    pub(crate) fn texts() -> Texts<'static> {
        Texts::from([("instruments/eo-14066.toml", ORDER), ("options/ease-x.toml", OPTION)])
    }

    /// One finding with both places of a disagreement, one with an edit, two files.
    pub(crate) fn findings() -> Vec<Finding> {
        let order = "instruments/eo-14066.toml";
        let at = |text: &str, part: &str| text.find(part).map(|s| s..s + part.len()).unwrap();
        let named = at(OPTION, "eo-14066/import-enregy");
        vec![
            Finding::warning("date-out-of-order", "`published` is before `signed`")
                .at(order, at(ORDER, "2022-03-02"), "published on this day")
                .also(order, at(ORDER, "2022-03-08"), "signed only on this day")
                .note("the Federal Register publishes an order after it is signed")
                .of("eo-14066", "/published"),
            Finding::error(
                "dangling-reference",
                "option `ease-x` lifts `eo-14066/import-enregy`, which no record defines",
            )
            .at("options/ease-x.toml", named.clone(), "no such measure")
            .also(order, at(ORDER, "\"import-energy\""), "a measure with a near name")
            .suggest(
                "did you mean `eo-14066/import-energy`?",
                Edit::new("options/ease-x.toml", named, "eo-14066/import-energy"),
            )
            .of("ease-x", "/lifts/0"),
        ]
    }

    pub(crate) fn written(findings: &[Finding], format: Format, style: Style) -> String {
        let receipt = serde_json::json!({ "version": "0.1.0", "as_of": "2026-11-22" });
        let texts = texts();
        let report = Report { findings, rules: RULES, texts: &texts, prefix: "data/", receipt: &receipt };
        let mut out = vec![];
        report.write(format, style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// A range that ends before it begins.
    #[allow(clippy::reversed_empty_ranges, reason = "that is what it is for")]
    const BACKWARDS: std::ops::Range<usize> = 9..4;

    /// Findings, and a text, made to break writers.
    pub(crate) fn hostile() -> (Vec<Finding>, String) {
        let text =
            "a = \"\u{1b}]0;x\u{7}\u{202e}<b>&amp;]]>\u{9b}2J\u{feff}\" # %0A::error::x\u{0}\r\n".to_owned();
        let bad = "<\"'&>]]>\u{1b}[31m\u{202e}\0\u{ffff}%\r\n::error file=x::y,z:|`=cmd()";
        let finding = Finding::error(bad, bad)
            .at(bad, 0..3, bad)
            .also("h.toml", 5..usize::MAX, bad)
            .note(bad)
            .help(bad)
            .suggest(bad, Edit::new("h.toml", 2..9, bad))
            .of(bad, bad);
        let twisted = Finding::warning("x", "").at("h.toml", BACKWARDS, "").also("h.toml", 7..8, "");
        (vec![Finding::error("", ""), finding, twisted], text)
    }

    pub(crate) fn written_hostile(format: Format, style: Style) -> String {
        let (findings, text) = hostile();
        let texts = Texts::from([("h.toml", text.as_str())]);
        let receipt = serde_json::json!({ "x": "\u{1b}\u{202e}" });
        let report = Report { findings: &findings, rules: &[], texts: &texts, prefix: "", receipt: &receipt };
        let mut out = vec![];
        report.write(format, style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_read_as_sentences() {
        let findings = samples::findings();
        assert_eq!(Summary::of(&findings).to_string(), "1 error and 1 warning in 2 files");
        assert_eq!(Summary::of(&findings[..1]).to_string(), "1 warning");
        assert_eq!(Summary::of(&[]).to_string(), "no findings");
        assert_eq!(counted(1_234_567, "error"), "1,234,567 errors");
    }

    #[test]
    fn limits_keep_errors_and_count_the_rest() {
        let mut findings: Vec<_> =
            (0..50).map(|n| Finding::warning("w", "t").at("a.toml", n..n, "")).collect();
        findings.push(Finding::error("e", "t").at("a.toml", 99..99, ""));
        let receipt = serde_json::Value::Null;
        let texts = Texts::new();
        let report =
            Report { findings: &findings, rules: &[], texts: &texts, prefix: "d/", receipt: &receipt };
        let (shown, rest) = limited(&report);
        assert_eq!((shown.len(), &*shown[19].lint), (MAX_PER_FILE, "e"));
        assert_eq!(
            rest.unwrap(),
            "31 more warnings in d/a.toml are not shown; `--format json` gives them all"
        );
        let many: Vec<_> = (0..300).map(|n| Finding::error("e", "t").in_file(format!("{n}.toml"))).collect();
        let (shown, rest) = limited(&Report { findings: &many, ..report });
        assert_eq!(shown.len(), MAX_IN_ALL);
        assert_eq!(
            rest.unwrap(),
            "100 more errors in 100 files are not shown; `--format json` gives them all"
        );
    }
}
