//! Findings for programs: the versioned contract of `relief check --format json`.
//!
//! Additions raise the minor version, anything else the major; readers ignore keys they do not know. All findings are
//! given, in the order of file and place. Lines and columns count from 1, columns in characters; an end is the first
//! position no longer meant. The schema is made from these types.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::{Edit, Finding, Label, Severity};
use super::place::Places;
use super::report::{Report, Summary};
use super::visible::write_json;

/// The version of the contract.
pub const SCHEMA_VERSION: &str = "1.0";

/// The whole output.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Findings", title = "Findings of relief check")]
pub struct JsonReport {
    /// Version of this contract, major and minor.
    pub schema_version: String,
    /// Version of the tool, hash of the records, day and flags of the run.
    pub receipt: serde_json::Value,
    /// How many findings there are.
    pub summary: JsonSummary,
    /// All findings, by file and place.
    pub findings: Vec<JsonFinding>,
}

/// How many findings there are.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
pub struct JsonSummary {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Files they are about.
    pub files: usize,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Severity")]
pub enum JsonSeverity {
    /// The register cannot be relied on until it is mended.
    Error,
    /// It can, but someone should look.
    Warning,
}

/// One thing that is wrong with the records.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct JsonFinding {
    /// Name of the lint.
    pub lint: String,
    /// How much it matters.
    pub severity: JsonSeverity,
    /// The fact in one line.
    pub title: String,
    /// The place it is about; absent when it is about no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<JsonPlace>,
    /// Id of the record concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// JSON pointer inside that record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Every place with what is wrong there, the one above included.
    pub labels: Vec<JsonLabel>,
    /// Why it is wrong.
    pub notes: Vec<String>,
    /// What to do.
    pub helps: Vec<JsonHelp>,
}

/// A place in a file; without lines it is the whole file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub struct JsonPlace {
    /// Path with `/`, from where the tool was run.
    pub file: String,
    /// Where it begins and ends in the file.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub span: Option<JsonSpan>,
}

/// Where something begins and ends in a file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Span")]
pub struct JsonSpan {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column of the end: the first no longer in it.
    pub end_column: usize,
    /// Bytes from the start of the file to the beginning.
    pub byte_start: usize,
    /// Bytes from the start of the file to the end.
    pub byte_end: usize,
}

/// A place with what is wrong there.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Label")]
pub struct JsonLabel {
    /// The place.
    #[serde(flatten)]
    pub place: JsonPlace,
    /// What is wrong there; may be empty.
    pub text: String,
    /// Whether the finding is about this place, or this place explains it.
    pub primary: bool,
}

/// What to do about a finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Help")]
pub struct JsonHelp {
    /// What to do, as a sentence.
    pub text: String,
    /// The same as edits, which belong together; empty when there are none.
    pub edits: Vec<JsonEdit>,
    /// Whether `--fix` makes them.
    pub safe: bool,
}

/// A replacement of a part of a file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
pub struct JsonEdit {
    /// What is replaced; an empty range is an insertion.
    #[serde(flatten)]
    pub place: JsonPlace,
    /// What is put there.
    pub replacement: String,
}

/// Writes all findings.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_json(&json(report), out)
}

/// The output as a value.
pub fn json(report: &Report<'_>) -> JsonReport {
    let places = report.places();
    let Summary { errors, warnings, files } = Summary::of(report.findings);
    JsonReport {
        schema_version: SCHEMA_VERSION.to_owned(),
        receipt: report.receipt.clone(),
        summary: JsonSummary { errors, warnings, files },
        findings: report.findings.iter().map(|finding| one(report, &places, finding)).collect(),
    }
}

fn one(report: &Report<'_>, places: &Places<'_>, finding: &Finding) -> JsonFinding {
    let of_label = |label: &Label| place(report, places, &label.file, label.range.as_ref());
    let edit = |edit: &Edit| JsonEdit {
        place: place(report, places, &edit.file, Some(&edit.range)),
        replacement: edit.replacement.clone(),
    };
    JsonFinding {
        lint: finding.lint.to_string(),
        severity: match finding.severity {
            Severity::Error => JsonSeverity::Error,
            Severity::Warning => JsonSeverity::Warning,
        },
        title: finding.title.clone(),
        place: finding.primary().map(of_label),
        record: finding.record.clone(),
        pointer: finding.pointer.clone(),
        labels: finding
            .labels
            .iter()
            .map(|label| JsonLabel {
                place: of_label(label),
                text: label.text.clone(),
                primary: label.primary,
            })
            .collect(),
        notes: finding.notes.clone(),
        helps: finding
            .helps
            .iter()
            .map(|help| JsonHelp {
                text: help.text.clone(),
                edits: help.edits.iter().map(edit).collect(),
                safe: help.safe,
            })
            .collect(),
    }
}

fn place(
    report: &Report<'_>,
    places: &Places<'_>,
    file: &str,
    range: Option<&std::ops::Range<usize>>,
) -> JsonPlace {
    let span = range.and_then(|range| {
        let region = places.region(file, Some(range))?;
        Some(JsonSpan {
            line: region.start.line,
            column: region.start.column,
            end_line: region.end.line,
            end_column: region.end.column,
            byte_start: range.start,
            byte_end: range.end,
        })
    });
    JsonPlace { file: report.path(file), span }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::report::{Format, Style, samples};
    use super::*;

    fn parsed(out: &str) -> Value {
        let value: Value = serde_json::from_str(out).unwrap();
        let schema = schemars::schema_for!(JsonReport).to_value();
        let errors: Vec<_> =
            jsonschema::validator_for(&schema).unwrap().iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        value
    }

    #[test]
    fn a_finding_has_its_places_in_lines_and_bytes() {
        let out = samples::written(&samples::findings(), Format::Json, Style::default());
        let value = parsed(&out);
        assert_eq!(value["schema_version"], "1.0");
        assert_eq!(value["receipt"]["as_of"], "2026-11-22");
        assert_eq!(value["summary"], json!({ "errors": 1, "warnings": 1, "files": 2 }));
        let finding = &value["findings"][1];
        let place = json!({ "file": "data/options/ease-x.toml", "line": 2, "column": 11, "end_line": 2, "end_column": 33,
                            "byte_start": 25, "byte_end": 47 });
        assert_eq!(finding["place"], place);
        assert_eq!((&finding["record"], &finding["pointer"]), (&json!("ease-x"), &json!("/lifts/0")));
        assert_eq!(finding["labels"].as_array().unwrap().len(), 2);
        assert_eq!(finding["helps"][0]["edits"][0]["replacement"], "eo-14066/import-energy");
        assert_eq!(finding["helps"][0]["safe"], false);
    }

    #[test]
    fn whole_files_have_no_lines_and_no_findings_are_an_empty_list() {
        let out =
            samples::written(&[Finding::error("x", "t").in_file("a.toml")], Format::Json, Style::default());
        assert_eq!(parsed(&out)["findings"][0]["place"], json!({ "file": "data/a.toml" }));
        let out = samples::written(&[], Format::Json, Style::default());
        assert_eq!(parsed(&out)["findings"], json!([]));
    }

    #[test]
    fn hostile_text_comes_back_as_it_was_and_shows_nothing_hidden() {
        let out = samples::written_hostile(Format::Json, Style::default());
        assert!(!out.chars().any(|c| super::super::is_hidden(c) && c != '\n'));
        assert_eq!(parsed(&out)["findings"][1]["title"], samples::hostile().0[1].title);
    }

    #[test]
    fn all_findings_are_given_without_counting_lines_anew() {
        let text = "\u{e9}".repeat(1 << 20);
        let findings: Vec<_> =
            (0..20_000).map(|n| Finding::error("x", "t").at("a", 2 * n..2 * n + 2, "")).collect();
        let (texts, receipt) = (super::super::Texts::from([("a", text.as_str())]), Value::Null);
        let report = Report { findings: &findings, rules: &[], texts: &texts, prefix: "", receipt: &receipt };
        let value = super::json(&report);
        assert_eq!(value.findings.len(), 20_000);
        assert_eq!(value.findings[19_999].place.as_ref().unwrap().span.as_ref().unwrap().column, 20_000);
    }
}
