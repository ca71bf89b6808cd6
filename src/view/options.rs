//! The option table.

use crate::api::{LeftOut, OptionReport, OptionsReport, Receipt};
use crate::doc::{Block, Callout, Column, Doc, Phrase, Row, Table};
use crate::model::Pathway;
use crate::register::Register;
use crate::relief::Question;

use super::cite::{pathways, tone};
use super::grouping::{GroupBy, headed};

/// How the table is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout<'a> {
    /// What brings rows together.
    pub group_by: GroupBy,
    /// Whether headings say how far an option is executive-only.
    pub executive_only: bool,
    /// Whether a row has every column: for a spreadsheet, not for a page.
    pub every_column: bool,
    /// What was asked, as typed after the tool's name, where the table is to be held against the law again.
    pub asked: Option<&'a str>,
}

/// The option table with its day, its coverage and its receipt.
pub fn options(register: &Register, report: &OptionsReport, question: &Question, layout: Layout<'_>) -> Doc {
    let mut doc = Doc::new("Relief options");
    doc.paragraph(day_line(&report.receipt, question));
    let mut columns = vec![
        Column::new("option").importance(Column::ESSENTIAL).min_width(18),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
        Column::new("controlled by").importance(8).min_width(11),
        Column::new("earliest").importance(6).min_width(10),
    ];
    if layout.every_column {
        columns.extend(FURTHER.map(Column::new));
        columns.push(Column::new("receipt"));
    }
    let mut table = Table::new(columns).named("options").when_empty("No option is left by these filters.");
    for (heading, rows) in headed(register, &report.options, layout.group_by, layout.executive_only) {
        table.group(heading);
        for option in rows {
            let mut row = row(option, layout.every_column);
            if let (true, Some(asked), Row::Cells { cells, .. }) =
                (layout.every_column, layout.asked, &mut row)
            {
                cells.push(Phrase::from(report.receipt.command(asked)));
            }
            table.rows.push(row);
        }
    }
    doc.push(table);
    if layout.group_by == GroupBy::Instrument {
        doc.paragraph("An option that acts on several instruments stands under each.");
    }
    if report.options.iter().any(|o| o.contested) {
        doc.paragraph(Phrase::from("A set such as ").then(pathways(&[Pathway::Executive, Pathway::Review])).text(
            " is contested: readings of the law, or open facts, lead to each. `relief explain OPTION` argues them.",
        ));
    }
    left_out(&report.left_out, &mut doc);
    doc.push(match layout.asked {
        Some(asked) => receipt_with(&report.receipt, asked),
        None => receipt(&report.receipt),
    });
    doc
}

/// Of which day it is asked, how far the law is known, and what is assumed.
pub(super) fn day_line(receipt: &Receipt, question: &Question) -> Phrase {
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

/// The columns that a spreadsheet has besides.
const FURTHER: [&str; 7] =
    ["title", "owner", "package", "instruments", "executive only", "contested", "verification"];

/// The row of an option: its id, pathway, locks and first lawful day, and on a spreadsheet what [`FURTHER`] names.
pub(super) fn row(option: &OptionReport, every_column: bool) -> Row {
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
    let id = Phrase::new().link(option.id.as_str(), option.id.as_str());
    let mut cells = vec![id, pathway, controlled, Phrase::from(earliest)];
    if every_column {
        let yes_or_no = |yes| if yes { "yes" } else { "no" };
        let (packages, instruments) = (option.packages.join(", "), option.instruments.join(", "));
        let (only, contested) = (yes_or_no(option.executive_only), yes_or_no(option.contested));
        let further: [&str; FURTHER.len()] =
            [&option.title, &option.owner, &packages, &instruments, only, contested, &option.verification];
        cells.extend(further.map(Phrase::from));
    }
    let mut facets = vec![("owner", option.owner.clone()), ("pathway", option.pathway.clone())];
    facets.extend(option.packages.first().map(|package| ("package", package.clone())));
    Row::Cells { cells, facets }
}

fn acts(option: &OptionReport) -> Vec<Pathway> {
    Pathway::ALL.into_iter().filter(|p| option.acts.iter().any(|word| word == p.word())).collect()
}

/// What was left out, and why.
pub(super) fn left_out(left_out: &[LeftOut], doc: &mut Doc) {
    if left_out.is_empty() {
        return;
    }
    let n = left_out.len();
    doc.paragraph(format!("Left out: {n} {}.", if n == 1 { "option" } else { "options" }));
    let mut reasons: Vec<&str> = left_out.iter().map(|o| o.why.as_str()).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let lines = reasons.into_iter().map(|why| {
        let ids: Vec<&str> = left_out.iter().filter(|o| o.why == why).map(|o| o.id.as_str()).collect();
        if ids.len() > 8 {
            return Phrase::from(format!("{} options: {why}", ids.len()));
        }
        let links = ids
            .iter()
            .enumerate()
            .fold(Phrase::new(), |line, (i, id)| if i == 0 { line } else { line.text(", ") }.link(*id, *id));
        links.text(format!(": {why}"))
    });
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

/// The receipt with the command that derives the same again, which `relief verify` reads.
pub(super) fn receipt_with(made: &Receipt, asked: &str) -> Block {
    let mut block = receipt(made);
    if let Block::Receipt(lines) = &mut block {
        lines.push(Phrase::from("Derived by ").code(made.command(asked)));
    }
    block
}

/// A boxed remark.
pub(super) fn remark(text: impl Into<Phrase>) -> Block {
    Block::callout(Callout::Note, text)
}
