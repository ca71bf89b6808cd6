//! Findings for code scanning: SARIF 2.1.0 (OASIS, 2020).
//!
//! All rules are listed, found or not. Fingerprints are of lint, record and pointer, so that a finding stays the same
//! when lines move; the second of two alike is numbered. URIs are relative to `%SRCROOT%`, positions count from 1.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::finding::{Finding, Help, Label, Severity};
use super::place::Places;
use super::report::{Report, Rule};
use super::visible::write_json;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes all findings as one run.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let places = report.places();
    let mut rules: Vec<Value> = report.rules.iter().map(rule).collect();
    let mut index: HashMap<&str, usize> =
        report.rules.iter().enumerate().map(|(n, rule)| (rule.name, n)).collect();
    let mut seen = HashMap::new();
    let mut results = Vec::with_capacity(report.findings.len());
    for finding in report.findings {
        let number = *index.entry(&finding.lint).or_insert_with(|| {
            rules.push(json!({ "id": finding.lint }));
            rules.len() - 1
        });
        results.push(result(report, &places, finding, number, fingerprint(finding, &mut seen)));
    }
    let driver = json!({
        "name": "relief",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": { "description": { "text": "The folder the paths start from: the root of the checkout." } },
        },
        "properties": { "receipt": report.receipt },
        "results": results,
    });
    write_json(&json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }), out)
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.help_markdown, "markdown": rule.help_markdown },
        "defaultConfiguration": { "level": rule.severity.word() },
    })
}

fn result(
    report: &Report<'_>,
    places: &Places<'_>,
    finding: &Finding,
    rule_index: usize,
    fingerprint: String,
) -> Value {
    let mut result = json!({
        "ruleId": finding.lint,
        "ruleIndex": rule_index,
        "level": match finding.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "message": { "text": message(finding) },
        "partialFingerprints": { "reliefFinding/v1": fingerprint },
    });
    if let Some(primary) = finding.primary() {
        let mut location = location(report, places, primary);
        if let Some(record) = &finding.record {
            let name = format!("{record}#{}", finding.pointer.as_deref().unwrap_or_default());
            location["logicalLocations"] = json!([{ "fullyQualifiedName": name }]);
        }
        result["locations"] = json!([location]);
        let others: Vec<_> = finding
            .labels
            .iter()
            .filter(|label| !std::ptr::eq(*label, primary))
            .enumerate()
            .map(|(number, label)| {
                let mut other = self::location(report, places, label);
                other["id"] = json!(number);
                other
            })
            .collect();
        if !others.is_empty() {
            result["relatedLocations"] = json!(others);
        }
    }
    let fixes: Vec<_> = finding.helps.iter().filter_map(|help| fix(report, places, help)).collect();
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    result
}

/// Title, what is wrong at the place, why, and what to do.
fn message(finding: &Finding) -> String {
    let mut lines = vec![finding.title.clone()];
    lines.extend(finding.primary().map(|label| label.text.clone()).filter(|text| !text.is_empty()));
    lines.extend(finding.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(finding.helps.iter().map(|help| format!("help: {}", help.text)));
    lines.join("\n")
}

fn location(report: &Report<'_>, places: &Places<'_>, label: &Label) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(report, &label.file) });
    if let Some(region) = region(places, &label.file, label.range.as_ref()) {
        physical["region"] = region;
    }
    let mut location = json!({ "physicalLocation": physical });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

fn region(places: &Places<'_>, file: &str, range: Option<&Range<usize>>) -> Option<Value> {
    let region = places.region(file, range)?;
    Some(json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    }))
}

fn fix(report: &Report<'_>, places: &Places<'_>, help: &Help) -> Option<Value> {
    let mut changes: Vec<Value> = vec![];
    for edit in &help.edits {
        let replacement = json!({
            "deletedRegion": region(places, &edit.file, Some(&edit.range))?,
            "insertedContent": { "text": edit.replacement },
        });
        let artifact = artifact(report, &edit.file);
        match changes.iter_mut().find(|change| change["artifactLocation"] == artifact) {
            Some(change) => change["replacements"].as_array_mut()?.push(replacement),
            None => changes.push(json!({ "artifactLocation": artifact, "replacements": [replacement] })),
        }
    }
    let described = json!({ "description": { "text": help.text }, "artifactChanges": changes });
    (!help.edits.is_empty()).then_some(described)
}

fn artifact(report: &Report<'_>, file: &str) -> Value {
    json!({ "uri": uri(&report.path(file)), "uriBaseId": "%SRCROOT%" })
}

/// The path as a relative URI reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// What names a finding whatever its line: lint, record (or file) and pointer, and its number among those alike.
fn fingerprint(finding: &Finding, seen: &mut HashMap<String, usize>) -> String {
    let subject = finding.record.as_deref().or(finding.file()).unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [&finding.lint, subject, finding.pointer.as_deref().unwrap_or_default()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let hex = hash.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let count = seen.entry(hex.clone()).or_default();
    *count += 1;
    format!("{hex}:{count}")
}

#[cfg(test)]
mod tests {
    use super::super::report::{Format, Style, samples};
    use super::*;

    fn run(findings: &[Finding]) -> Value {
        let out = samples::written(findings, Format::Sarif, Style::default());
        let log: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(log["version"], "2.1.0");
        log["runs"][0].clone()
    }

    #[test]
    fn a_result_has_its_rule_places_and_fix() {
        let run = run(&samples::findings());
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), 2);
        assert_eq!(rules[1]["defaultConfiguration"]["level"], "warning");
        let result = &run["results"][1];
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"],
            json!({ "uri": "data/options/ease-x.toml", "uriBaseId": "%SRCROOT%" })
        );
        assert_eq!(
            place["region"],
            json!({ "startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 33 })
        );
        assert_eq!(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "ease-x#/lifts/0");
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "a measure with a near name");
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["replacements"][0]["insertedContent"]["text"], "eo-14066/import-energy");
    }

    /// Checks a log against the schema that OASIS publishes, a copy of which is kept for this.
    fn conforms(out: &str) {
        let mut schema: Value =
            serde_json::from_str(include_str!("../../tests/fixtures/sarif-2.1.0.json")).unwrap();
        // As published this is no regular expression (a stray bracket); nothing here writes a language.
        for holder in ["run", "toolComponent"] {
            schema["definitions"][holder]["properties"]["language"]["pattern"] =
                json!("^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
        }
        let log: Value = serde_json::from_str(out).unwrap();
        let errors: Vec<_> = jsonschema::validator_for(&schema)
            .unwrap()
            .iter_errors(&log)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }

    #[test]
    fn logs_conform_to_the_official_schema() {
        conforms(&samples::written(&samples::findings(), Format::Sarif, Style::default()));
        conforms(&samples::written(&[], Format::Sarif, Style::default()));
        conforms(&samples::written(
            &[Finding::error("new", "t").in_file("a")],
            Format::Sarif,
            Style::default(),
        ));
        conforms(&samples::written_hostile(Format::Sarif, Style::default()));
    }

    #[test]
    fn fingerprints_follow_the_record_and_not_the_line() {
        let prints = |findings: &[Finding]| -> Vec<String> {
            let run = run(findings);
            let results = run["results"].as_array().unwrap().iter();
            results
                .map(|r| r["partialFingerprints"]["reliefFinding/v1"].as_str().unwrap().to_owned())
                .collect()
        };
        let at = |start: usize| {
            Finding::error("x", "t").at("options/ease-x.toml", start..start + 1, "").of("a", "/b")
        };
        let other = Finding::error("x", "t").at("options/ease-x.toml", 0..1, "").of("a", "/c");
        assert_eq!(prints(&[at(0)]), prints(&[at(9)]));
        let both = prints(&[at(0), at(9), other]);
        assert_eq!(both[0].trim_end_matches(":1"), both[1].trim_end_matches(":2"));
        assert_ne!(both[0], both[1]);
        assert_ne!(both[0], both[2]);
    }

    #[test]
    fn paths_are_uris_and_unknown_rules_are_listed() {
        assert_eq!(uri("data/a b/\u{e9}%:#?.toml"), "data/a%20b/%C3%A9%25%3A%23%3F.toml");
        let run = run(&[Finding::error("new-lint", "t").in_file("a.toml")]);
        assert_eq!(run["tool"]["driver"]["rules"][2]["id"], "new-lint");
        assert_eq!(run["results"][0]["ruleIndex"], 2);
        assert!(run["results"][0]["locations"][0]["physicalLocation"].get("region").is_none());
    }

    #[test]
    fn hostile_text_is_valid_and_shows_nothing_hidden() {
        let out = samples::written_hostile(Format::Sarif, Style::default());
        assert!(!out.chars().any(|c| super::super::is_hidden(c) && c != '\n'));
        let log: Value = serde_json::from_str(&out).unwrap();
        let region = &log["runs"][0]["results"][2]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startColumn"], region["endColumn"]);
        for result in log["runs"][0]["results"].as_array().unwrap() {
            assert!(result["message"]["text"].is_string());
        }
    }
}
