//! A finding: one thing that is wrong, everywhere it shows, and what to do about it.
//!
//! Messages follow one voice: lower case, no final stop, backticks around values. The title states the fact, a label
//! says what is wrong right there, a note why, a help what to do.

use std::borrow::Cow;
use std::ops::Range;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The register cannot be relied on until it is mended.
    Error,
    /// It can, but someone should look.
    Warning,
}

impl Severity {
    /// The word for it in every format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One thing that is wrong with the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the lint, in kebab case.
    pub lint: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// The fact in one line.
    pub title: String,
    /// The places, of which at least one should be primary; empty for a finding about no file.
    pub labels: Vec<Label>,
    /// Why it is wrong, with the source.
    pub notes: Vec<String>,
    /// What to do.
    pub helps: Vec<Help>,
    /// The id of the record concerned; with the pointer it names the finding whatever the line.
    pub record: Option<String>,
    /// JSON pointer inside that record.
    pub pointer: Option<String>,
}

/// A place with what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Path relative to the register's root, with `/`.
    pub file: String,
    /// Bytes of that file; none when the whole file is meant.
    pub range: Option<Range<usize>>,
    /// What is wrong there; may be empty.
    pub text: String,
    /// Whether the finding is about this place, or this place explains it.
    pub primary: bool,
}

/// What to do about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// What to do, as a sentence.
    pub text: String,
    /// The same as edits, where they are known; they belong together.
    pub edits: Vec<Edit>,
    /// Whether the edits are right whatever was meant, so that `--fix` may make them.
    pub safe: bool,
}

/// A replacement of some bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Path relative to the register's root, with `/`.
    pub file: String,
    /// The bytes to replace; empty to insert.
    pub range: Range<usize>,
    /// What to put there.
    pub replacement: String,
}

impl Finding {
    /// An error without a place yet.
    pub fn error(lint: impl Into<Cow<'static, str>>, title: impl Into<String>) -> Self {
        Self::new(Severity::Error, lint.into(), title.into())
    }

    /// A warning without a place yet.
    pub fn warning(lint: impl Into<Cow<'static, str>>, title: impl Into<String>) -> Self {
        Self::new(Severity::Warning, lint.into(), title.into())
    }

    fn new(severity: Severity, lint: Cow<'static, str>, title: String) -> Self {
        let (labels, notes, helps) = (vec![], vec![], vec![]);
        Self { lint, severity, title, labels, notes, helps, record: None, pointer: None }
    }

    /// The place it is about, with what is wrong there.
    #[must_use]
    pub fn at(self, file: impl Into<String>, range: Range<usize>, text: impl Into<String>) -> Self {
        self.label(file.into(), Some(range), text.into(), true)
    }

    /// A place that explains it: the other of two that disagree.
    #[must_use]
    pub fn also(self, file: impl Into<String>, range: Range<usize>, text: impl Into<String>) -> Self {
        self.label(file.into(), Some(range), text.into(), false)
    }

    /// It is about a whole file.
    #[must_use]
    pub fn in_file(self, file: impl Into<String>) -> Self {
        self.label(file.into(), None, String::new(), true)
    }

    fn label(mut self, file: String, range: Option<Range<usize>>, text: String, primary: bool) -> Self {
        self.labels.push(Label { file, range, text, primary });
        self
    }

    /// Why it is wrong.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// What to do, in words.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(Help { text: text.into(), edits: vec![], safe: false });
        self
    }

    /// What to do, as an edit for a person to consider.
    #[must_use]
    pub fn suggest(self, text: impl Into<String>, edit: Edit) -> Self {
        self.edits(text.into(), vec![edit], false)
    }

    /// What to do, as an edit that `--fix` may make unseen.
    #[must_use]
    pub fn fix(self, text: impl Into<String>, edit: Edit) -> Self {
        self.edits(text.into(), vec![edit], true)
    }

    /// What to do, as several edits that belong together.
    #[must_use]
    pub fn edits(mut self, text: String, edits: Vec<Edit>, safe: bool) -> Self {
        self.helps.push(Help { text, edits, safe });
        self
    }

    /// The record and the JSON pointer in it that name the finding.
    #[must_use]
    pub fn of(mut self, record: impl Into<String>, pointer: impl Into<String>) -> Self {
        (self.record, self.pointer) = (Some(record.into()), Some(pointer.into()));
        self
    }

    /// The place it is about: its first primary label, or its first.
    pub fn primary(&self) -> Option<&Label> {
        self.labels.iter().find(|label| label.primary).or(self.labels.first())
    }

    /// The file it is about.
    pub fn file(&self) -> Option<&str> {
        self.primary().map(|label| label.file.as_str())
    }
}

impl Edit {
    /// Puts `replacement` where `range` is.
    pub fn new(file: impl Into<String>, range: Range<usize>, replacement: impl Into<String>) -> Self {
        Self { file: file.into(), range, replacement: replacement.into() }
    }
}

/// Orders findings by file, place, severity and name, and drops those said twice.
pub fn sort_and_dedup(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    findings.dedup();
}

/// What findings are ordered by; those about no file come first.
fn key(finding: &Finding) -> impl Ord {
    let place = finding.primary().map(|label| {
        let (start, end) = label.range.as_ref().map_or((0, 0), |range| (range.start, range.end));
        (label.file.as_str(), start, end)
    });
    (place, finding.severity, &finding.lint, &finding.title, &finding.record, &finding.pointer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_file_then_place_then_severity_and_doubles_go() {
        let at = |file: &str, start: usize, lint: &'static str| {
            Finding::error(lint, "t").also("0.toml", 0..1, "").at(file, start..start + 1, "")
        };
        let warning = Finding { severity: Severity::Warning, ..at("a.toml", 9, "a") };
        let whole = Finding::error("w", "t").in_file("a.toml");
        let general = Finding::warning("g", "t");
        let mut findings = vec![
            at("b.toml", 0, "x"),
            warning,
            at("a.toml", 9, "b"),
            at("a.toml", 10, "a"),
            whole,
            general,
            at("b.toml", 0, "x"),
        ];
        sort_and_dedup(&mut findings);
        let order: Vec<_> = findings.iter().map(|f| (f.file(), &*f.lint)).collect();
        let a = Some("a.toml");
        assert_eq!(order, [(None, "g"), (a, "w"), (a, "b"), (a, "a"), (a, "a"), (Some("b.toml"), "x")]);
        assert_eq!(findings[3].severity, Severity::Warning);
    }
}
