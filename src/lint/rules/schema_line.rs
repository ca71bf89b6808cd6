//! The first line of a record, which tells editors its schema.

use std::sync::LazyLock;

use crate::diag::{Edit, Finding, Severity};
use crate::lint::draft::stem;
use crate::lint::{Check, Lint};
use crate::model::Kind;
use crate::text::SourceFile;

pub(super) static LINT: Lint = Lint {
    name: "schema-line",
    summary: "A record does not begin with the line that names its schema",
    severity: Severity::Warning,
    page: include_str!("schema_line.md"),
    check: Check::Source(check),
};

const MARK: &str = "#:schema";
/// The right line of each kind, in the order of [`Kind::ALL`].
static RIGHT: LazyLock<Vec<String>> =
    LazyLock::new(|| Kind::ALL.iter().map(|kind| kind.schema_line()).collect());

fn check(file: &SourceFile) -> Vec<Finding> {
    let Some(kind) = Kind::of_path(&file.path) else { return Vec::new() };
    let right = RIGHT[kind as usize].as_str();
    let first = file.text.split('\n').next().unwrap_or_default();
    let line = first.trim_end_matches('\r');
    if line == right {
        return Vec::new();
    }
    let end = if first.ends_with('\r') { "\r\n" } else { "\n" };
    let (title, edit) = if line.trim_start().starts_with(MARK) {
        ("the line names another schema", Edit::new(&file.path, 0..line.len(), right))
    } else {
        ("the record does not begin with its schema", Edit::new(&file.path, 0..0, format!("{right}{end}{end}")))
    };
    let finding = Finding::warning("", title)
        .at(&file.path, 0..line.len(), "")
        .note("editors complete and explain the keys of a record by the schema that its first line names")
        .fix(format!("write `{right}`"), edit);
    vec![finding.of(stem(&file.path), "")]
}
