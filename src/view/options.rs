//! The option table.

use crate::api::{OptionReport, OptionsReport, Receipt};
use crate::doc::{Block, Callout, Column, Doc, Phrase, Row, Table};
use crate::model::Pathway;
use crate::relief::Question;

use super::cite::{pathways, tone};

/// Under which headings the rows stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouping {
    /// By headline pathway, contested ones by their own.
    Pathway,
    /// By how far they are executive-only.
    ExecutiveOnly,
}

/// The option table with its day, its coverage and its receipt.
pub fn options(report: &OptionsReport, question: &Question, grouping: Grouping) -> Doc {
    let mut doc = Doc::new("Relief options");
    doc.paragraph(day_line(report, question));
    let mut table = Table::new([
        Column::new("option").importance(Column::ESSENTIAL).min_width(18),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
        Column::new("controlled by").importance(8).min_width(11),
        Column::new("earliest").importance(6).min_width(10),
    ])
    .named("options")
    .when_empty("No option is left by these filters.");
    for (heading, rows) in groups(report, grouping) {
        table.group(heading);
        for option in rows {
            table.rows.push(row(option));
        }
    }
    doc.push(table);
    if report.options.iter().any(|o| o.contested) {
        doc.paragraph(Phrase::from("A set such as ").then(pathways(&[Pathway::Executive, Pathway::Review])).text(
            " is contested: readings of the law, or open facts, lead to each. `relief explain OPTION` argues them.",
        ));
    }
    left_out(report, &mut doc);
    doc.push(receipt(&report.receipt));
    doc
}

fn day_line(report: &OptionsReport, question: &Question) -> Phrase {
    let receipt = &report.receipt;
    let line = Phrase::from("As of ").strong(question.as_of.to_string());
    let line = if question.submit == question.as_of {
        line
    } else {
        line.text(format!(", filed on {}", question.submit))
    };
    let line = if question.as_of > receipt.coverage_end {
        line.text(format!(
            ". The law is encoded through {}: what follows is the last known law, and anything later is unknown.",
            receipt.coverage_end
        ))
    } else {
        line.text(format!(". The law is encoded through {}.", receipt.coverage_end))
    };
    let assumed: Vec<String> = receipt
        .readings
        .iter()
        .cloned()
        .chain(receipt.facts.iter().map(|(fact, yes)| format!("{fact}={}", if *yes { "yes" } else { "no" })))
        .chain(receipt.assumptions.iter().map(|bill| format!("{bill} is law")))
        .collect();
    if assumed.is_empty() { line } else { line.text(format!(" Assumed: {}.", assumed.join(", "))) }
}

/// The headings of a grouping, in order.
fn headings(grouping: Grouping) -> Vec<&'static str> {
    let by_pathway = Pathway::ALL.into_iter().skip(1).map(Pathway::title);
    match grouping {
        Grouping::Pathway => by_pathway.chain([CONTESTED_ONLY, CONTESTED, Pathway::None.title()]).collect(),
        Grouping::ExecutiveOnly => {
            vec![Pathway::Executive.title(), Pathway::Conditional.title(), ON_SOME_READINGS, IN_PART]
        }
    }
}

const CONTESTED_ONLY: &str = "Contested, executive-only on every reading";
const CONTESTED: &str = "Contested";
const ON_SOME_READINGS: &str = "Executive-only on some readings";
const IN_PART: &str = "Executive-only in part: the acts, not all that they are for";

/// The heading that an option stands under.
fn heading_of(option: &OptionReport, grouping: Grouping) -> &'static str {
    let headline = Pathway::ALL.into_iter().find(|p| p.word() == option.pathway).map_or("", Pathway::title);
    match grouping {
        Grouping::Pathway if option.contested && option.executive_only => CONTESTED_ONLY,
        Grouping::Pathway if option.contested => CONTESTED,
        Grouping::Pathway => headline,
        Grouping::ExecutiveOnly if option.executive_only_in_part => IN_PART,
        Grouping::ExecutiveOnly if !option.executive_only => ON_SOME_READINGS,
        Grouping::ExecutiveOnly => headline,
    }
}

fn groups(report: &OptionsReport, grouping: Grouping) -> Vec<(String, Vec<&OptionReport>)> {
    let baseline: Vec<&OptionReport> = report.options.iter().filter(|o| o.baseline).collect();
    let mut groups = vec![("Baseline, not counted".to_owned(), baseline)];
    for heading in headings(grouping) {
        let under = |o: &&OptionReport| !o.baseline && heading_of(o, grouping) == heading;
        let rows: Vec<&OptionReport> = report.options.iter().filter(under).collect();
        groups.push((format!("{heading} ({})", rows.len()), rows));
    }
    groups.retain(|(_, rows)| !rows.is_empty());
    groups
}

fn row(option: &OptionReport) -> Row {
    let set: Vec<Pathway> =
        Pathway::ALL.into_iter().filter(|p| option.pathways.iter().any(|word| word == p.word())).collect();
    let mut pathway = pathways(&set);
    if option.executive_only_in_part {
        pathway = pathway.text("; the act alone: ").then(pathways(&acts(option)));
    }
    let outlying: Vec<&str> =
        option.branches.iter().filter(|b| b.outlying).map(|b| b.pathway.as_str()).collect();
    if !outlying.is_empty() {
        pathway = pathway.text(format!(" (outlying: {})", outlying.join(", ")));
    }
    let mut locks: Vec<&str> = option
        .branches
        .iter()
        .filter(|b| !b.outlying)
        .flat_map(|b| &b.controlling)
        .map(|c| c.lock.as_str())
        .collect();
    locks.sort_unstable();
    locks.dedup();
    let controlled = match (&option.reason, locks.is_empty()) {
        (Some(reason), _) => Phrase::from(reason.as_str()),
        (None, true) => Phrase::new().toned(tone(Pathway::None), "no lock"),
        (None, false) => Phrase::from(locks.join(", ")),
    };
    let earliest = option.earliest_effective.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let cells = [
        Phrase::new().link(option.id.as_str(), option.id.as_str()),
        pathway,
        controlled,
        Phrase::from(earliest),
    ];
    Row::Cells {
        cells: cells.into(),
        facets: vec![("owner", option.owner.clone()), ("pathway", option.pathway.clone())],
    }
}

fn acts(option: &OptionReport) -> Vec<Pathway> {
    Pathway::ALL.into_iter().filter(|p| option.acts.iter().any(|word| word == p.word())).collect()
}

fn left_out(report: &OptionsReport, doc: &mut Doc) {
    if report.left_out.is_empty() {
        return;
    }
    let n = report.left_out.len();
    doc.paragraph(format!("Left out: {n} {}.", if n == 1 { "option" } else { "options" }));
    let lines = report
        .left_out
        .iter()
        .map(|o| Phrase::new().link(o.id.as_str(), o.id.as_str()).text(format!(": {}", o.why)));
    doc.push(Block::bullets(lines));
}

/// The receipt, as the last line of what is printed.
pub fn receipt(receipt: &Receipt) -> Block {
    let hash = receipt.register_hash.get(..12).unwrap_or(&receipt.register_hash);
    Block::Receipt(vec![Phrase::from(format!(
        "relief {} | register {hash} | as of {} | law encoded through {}",
        receipt.version, receipt.as_of, receipt.coverage_end
    ))])
}

/// A boxed remark.
pub(super) fn remark(text: impl Into<Phrase>) -> Block {
    Block::callout(Callout::Note, text)
}
