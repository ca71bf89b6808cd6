//! Findings as test results, for CI that shows those: JUnit's XML, as Jenkins and GitLab read it.
//!
//! Each lint is a suite. Each error is a failed test in it, named by its place; a warning is a test that passed and said
//! something; a lint that found nothing is one test that passed, so that a clean register is not "no tests".

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::finding::{Finding, Severity};
use super::place::Places;
use super::report::Report;
use super::visible::{visible, visible_line};

/// Writes all findings.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let places = report.places();
    let mut suites: BTreeMap<&str, Vec<&Finding>> =
        report.rules.iter().map(|rule| (rule.name, vec![])).collect();
    for finding in report.findings {
        suites.entry(&finding.lint).or_default().push(finding);
    }
    let tests: usize = suites.values().map(|findings| findings.len().max(1)).sum();
    let failures = failed(report.findings.iter());
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="relief check" tests="{tests}" failures="{failures}" errors="0">"#)?;
    for (lint, findings) in &suites {
        let (tests, failures) = (findings.len().max(1), failed(findings.iter().copied()));
        let name = attribute(lint);
        writeln!(
            out,
            r#"  <testsuite name="{name}" tests="{tests}" failures="{failures}" errors="0" skipped="0">"#
        )?;
        if findings.is_empty() {
            let rule = report.rules.iter().find(|rule| rule.name == *lint);
            let summary = attribute(rule.map_or("", |rule| rule.summary));
            writeln!(out, r#"    <testcase classname="{name}" name="nothing found: {summary}"/>"#)?;
        }
        for finding in findings {
            case(report, &places, finding, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn failed<'f>(findings: impl Iterator<Item = &'f Finding>) -> usize {
    findings.filter(|finding| finding.severity == Severity::Error).count()
}

fn case(report: &Report<'_>, places: &Places<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let lint = attribute(&finding.lint);
    let place = finding.primary().map_or("register".to_owned(), |label| {
        let path = report.path(&label.file);
        match places.region(&label.file, label.range.as_ref()) {
            Some(region) => format!("{path}:{}:{}", region.start.line, region.start.column),
            None => path,
        }
    });
    let file =
        finding.file().map_or(String::new(), |file| format!(r#" file="{}""#, attribute(&report.path(file))));
    writeln!(out, r#"    <testcase classname="{lint}" name="{}"{file}>"#, attribute(&place))?;
    let mut lines = vec![format!("{place}: {}", finding.title)];
    for label in finding.labels.iter().filter(|label| !label.text.is_empty()) {
        let line =
            places.region(&label.file, label.range.as_ref()).map(|region| format!(":{}", region.start.line));
        lines.push(format!("{}{}: {}", report.path(&label.file), line.unwrap_or_default(), label.text));
    }
    lines.extend(finding.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(finding.helps.iter().map(|help| format!("help: {}", help.text)));
    // A path with a line feed in it must not begin a line of a log.
    let text: Vec<String> = lines.iter().map(|line| content(&visible_line(line))).collect();
    let text = text.join("\n");
    match finding.severity {
        Severity::Error => {
            let title = attribute(&finding.title);
            writeln!(out, r#"      <failure type="{lint}" message="{title}">{text}</failure>"#)?;
        }
        Severity::Warning => writeln!(out, "      <system-out>warning: {text}</system-out>")?,
    }
    writeln!(out, "    </testcase>")
}

/// Text between tags. XML 1.0 has no way to write most control characters: they are shown as `\u{1b}`.
fn content(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text between double quotes.
fn attribute(text: &str) -> String {
    content(text).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::super::report::{Format, Style, samples};

    #[test]
    fn errors_fail_warnings_speak_and_silence_passes() {
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="relief check" tests="2" failures="1" errors="0">
  <testsuite name="dangling-reference" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="dangling-reference" name="data/options/ease-x.toml:2:11" file="data/options/ease-x.toml">
      <failure type="dangling-reference" message="option `ease-x` lifts `eo-14066/import-enregy`, which no record defines">data/options/ease-x.toml:2:11: option `ease-x` lifts `eo-14066/import-enregy`, which no record defines
data/options/ease-x.toml:2: no such measure
data/instruments/eo-14066.toml:8: a measure with a near name
help: did you mean `eo-14066/import-energy`?</failure>
    </testcase>
  </testsuite>
  <testsuite name="date-out-of-order" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="date-out-of-order" name="nothing found: Dates contradict each other."/>
  </testsuite>
</testsuites>
"#;
        let findings = samples::findings();
        assert_eq!(samples::written(&findings[1..], Format::Junit, Style::default()), expected);
        let warned = samples::written(&findings[..1], Format::Junit, Style::default());
        assert!(
            warned.contains("<system-out>warning: data/instruments/eo-14066.toml:5:13: `published`"),
            "{warned}"
        );
        assert!(warned.contains(r#"failures="0""#) && !warned.contains("<failure"));
    }

    #[test]
    fn hostile_text_stays_text() {
        let out = samples::written_hostile(Format::Junit, Style::default());
        assert!(!out.chars().any(|c| super::super::is_hidden(c) && c != '\n'));
        well_formed(&out);
    }

    /// Tags open and close in pairs, attributes are quoted, and no bare `&` or `<` is left.
    fn well_formed(xml: &str) {
        let mut open = vec![];
        let mut rest = xml;
        while let Some(start) = rest.find('<') {
            let (text, tag) = rest.split_at(start);
            entities(text);
            let mut quoted = false;
            let end = tag
                .find(|c| {
                    if c == '"' {
                        quoted = !quoted;
                        false
                    } else {
                        c == '>' && !quoted
                    }
                })
                .unwrap();
            let inside = &tag[1..end];
            assert!(!inside.contains('<'), "{inside}");
            entities(inside);
            if let Some(name) = inside.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name.to_owned()));
            } else if !inside.ends_with(['/', '?']) {
                open.push(inside.split(' ').next().unwrap().to_owned());
            }
            rest = &tag[end + 1..];
        }
        assert!(open.is_empty() && rest.trim().is_empty());
    }

    fn entities(text: &str) {
        for part in text.split('&').skip(1) {
            let name = part.split(';').next().unwrap();
            assert!(matches!(name, "amp" | "lt" | "gt" | "quot" | "#10" | "#9"), "{name}");
        }
    }
}
