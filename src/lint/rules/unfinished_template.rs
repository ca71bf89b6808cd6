//! A placeholder that `relief new` left and nobody filled in.

use memchr::memmem;

use crate::diag::{Finding, Severity};
use crate::lint::draft::stem;
use crate::lint::{Check, Lint};
use crate::text::SourceFile;

pub(super) static LINT: Lint = Lint {
    name: "unfinished-template",
    summary: "A record still holds a placeholder of its template",
    severity: Severity::Error,
    page: include_str!("unfinished_template.md"),
    check: Check::Source(check),
};

const MARK: &str = "TODO";

/// One finding a record: a template is full of them, and its author knows.
fn check(file: &SourceFile) -> Vec<Finding> {
    let mut marks = memmem::find_iter(file.text.as_bytes(), MARK).filter(|at| stands_alone(&file.text, *at));
    let Some(at) = marks.next() else { return Vec::new() };
    let title = match marks.count() {
        0 => format!("the record still says `{MARK}`"),
        more => format!("the record still says `{MARK}`, here and in {more} more places"),
    };
    let finding = Finding::error("", title)
        .at(&file.path, at..at + MARK.len(), "")
        .note("a placeholder would be printed as if it were a fact")
        .help("write what is wanted, and take the comment away");
    vec![finding.of(stem(&file.path), "")]
}

/// Whether the mark is a word of its own.
fn stands_alone(text: &str, at: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..at].chars().next_back()) && !letter(text[at + MARK.len()..].chars().next())
}
