//! Findings as annotations on a pull request: GitHub's workflow commands, one a line.
//!
//! See "Workflow commands for GitHub Actions" in GitHub's documentation. `col` is left out when a finding spans lines,
//! because GitHub then ignores the annotation's lines.

use std::io::{self, Write};

use super::finding::Finding;
use super::place::Places;
use super::report::{Report, limited};
use super::visible::{brief, visible};

/// How many characters of a message are sent.
const MESSAGE: usize = 4000;

/// Writes the findings within the limits, and a notice about the rest.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let places = report.places();
    let (shown, rest) = limited(report);
    for finding in shown {
        let properties: Vec<_> = properties(report, &places, finding)
            .into_iter()
            .map(|(k, v)| format!("{k}={}", property(&v)))
            .collect();
        let word = finding.severity.word();
        writeln!(out, "::{word} {}::{}", properties.join(","), data(&message(report, &places, finding)))?;
    }
    match rest {
        Some(rest) => writeln!(out, "::notice title=relief check::{}", data(&rest)),
        None => Ok(()),
    }
}

fn properties(report: &Report<'_>, places: &Places<'_>, finding: &Finding) -> Vec<(&'static str, String)> {
    let mut properties = vec![];
    if let Some(label) = finding.primary() {
        properties.push(("file", report.path(&label.file)));
        if let Some(region) = places.region(&label.file, label.range.as_ref()) {
            properties.push(("line", region.start.line.to_string()));
            properties.push(("endLine", region.end.line.to_string()));
            if region.start.line == region.end.line {
                properties.push(("col", region.start.column.to_string()));
                properties.push(("endColumn", region.end.column.to_string()));
            }
        }
    }
    properties.push(("title", finding.lint.to_string()));
    properties
}

/// Title, labels, notes and helps as lines.
fn message(report: &Report<'_>, places: &Places<'_>, finding: &Finding) -> String {
    let mut lines = vec![finding.title.clone()];
    for label in &finding.labels {
        let place = match places.region(&label.file, label.range.as_ref()) {
            _ if Some(label) == finding.primary() => String::new(),
            Some(region) => format!("{}:{}: ", report.path(&label.file), region.start.line),
            None => format!("{}: ", report.path(&label.file)),
        };
        if !label.text.is_empty() || !place.is_empty() {
            lines.push(format!("{place}{}", label.text));
        }
    }
    lines.extend(finding.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(finding.helps.iter().map(|help| format!("help: {}", help.text)));
    brief(&lines.join("\n"), MESSAGE).into_owned()
}

fn data(text: &str) -> String {
    // `visible` shows a carriage return as `\r`, so that only line feeds are left to escape.
    visible(text).replace('%', "%25").replace('\n', "%0A")
}

/// A property ends at a comma or colon, so these are escaped too.
fn property(text: &str) -> String {
    data(&brief(text, MESSAGE)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::report::{Format, Style, samples};
    use super::*;

    fn written(findings: &[Finding]) -> String {
        samples::written(findings, Format::Github, Style::default())
    }

    #[test]
    fn an_annotation_has_all_its_words_and_places() {
        let expected = "::warning file=data/instruments/eo-14066.toml,line=5,endLine=5,col=13,endColumn=23,title=date-out-of-order\
            ::`published` is before `signed`%0Apublished on this day\
            %0Adata/instruments/eo-14066.toml:4: signed only on this day\
            %0Anote: the Federal Register publishes an order after it is signed\n\
            ::error file=data/options/ease-x.toml,line=2,endLine=2,col=11,endColumn=33,title=dangling-reference\
            ::option `ease-x` lifts `eo-14066/import-enregy`, which no record defines%0Ano such measure\
            %0Adata/instruments/eo-14066.toml:8: a measure with a near name\
            %0Ahelp: did you mean `eo-14066/import-energy`?\n";
        assert_eq!(written(&samples::findings()), expected);
    }

    #[test]
    fn columns_are_left_out_when_lines_differ() {
        let finding = Finding::error("x", "100% a,b:c").at("options/ease-x.toml", 0..20, "");
        assert_eq!(
            written(&[finding]),
            "::error file=data/options/ease-x.toml,line=1,endLine=2,title=x::100%25 a,b:c\n"
        );
        let whole = Finding::error("a:b,c", "t").in_file("absent.toml");
        assert_eq!(written(&[whole]), "::error file=data/absent.toml,title=a%3Ab%2Cc::t\n");
    }

    #[test]
    fn no_record_can_add_a_command() {
        let out = samples::written_hostile(Format::Github, Style::default());
        assert_eq!(out.lines().count(), 3);
        for line in out.lines() {
            assert!(line.starts_with("::error ") || line.starts_with("::warning "), "{line}");
            let (properties, _) = line[2..].split_once("::").unwrap();
            assert!(properties.split(',').all(|p| p.split('=').count() >= 2), "{properties}");
        }
    }

    #[test]
    fn the_rest_is_counted() {
        let findings: Vec<_> = (0..21).map(|_| Finding::error("x", "t").in_file("a.toml")).collect();
        let out = written(&findings);
        let last = out.lines().last().unwrap();
        assert_eq!(out.lines().count(), 21);
        assert_eq!(
            last,
            "::notice title=relief check::1 more error in data/a.toml is not shown; `--format json` gives them all"
        );
    }
}
