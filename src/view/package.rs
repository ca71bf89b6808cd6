//! A package on its way: its phases, what is hardest, how long it takes, and how it is undone.

use super::cite::{joined, pathways};
use super::options::{receipt, remark};
use super::residual::{named, undone};
use crate::api::{MoveReport, PackageReport};
use crate::doc::{Block, Column, Definition, Doc, Phrase, Table};
use crate::model::Pathway;
use crate::register::Register;

/// The course of a package.
pub fn package(report: &PackageReport, register: &Register) -> Doc {
    let mut doc = Doc::new(format!("Package: {}", report.title));
    doc.paragraph(Phrase::new().code(report.id.as_str()).text(format!(" - {}", report.summary)));
    if report.earliest_complete > report.receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. Later days are counted by the last known law.",
            report.receipt.coverage_end
        )));
    }
    doc.push(summary(report, register));
    doc.push(table(report));
    doc.paragraph(
        "Each phase is filed on the day the one before has taken effect. What must happen in between, and a new law, \
         have no day that law counts: they come on top.",
    );
    doc.heading(1, "Who can undo it");
    for option in report.phases.iter().flat_map(|phase| &phase.options) {
        let mut lines = undone(&option.undone_by, register, &|id, _| Phrase::new().code(id));
        lines.extend(option.brought_back_by.iter().map(|id| {
            Phrase::from("A mandate orders the restriction anew: ").then(named(id, register)).text(".")
        }));
        doc.push(Block::heading(2, option.title.as_str()));
        doc.push(Block::bullets(lines));
    }
    doc.push(receipt(&report.receipt));
    doc
}

fn set(words: &[String]) -> Vec<Pathway> {
    Pathway::ALL.into_iter().filter(|p| words.iter().any(|word| word == p.word())).collect()
}

/// What is hardest in it, how long it takes, and what cannot be undone.
pub(super) fn summary(report: &PackageReport, register: &Register) -> Block {
    let hardest = Phrase::new().then(pathways(&set(std::slice::from_ref(&report.hardest))));
    let hardest = match &report.hardest_option {
        Some(option) => hardest.text(": ").link(option.as_str(), option.as_str()),
        None => hardest,
    };
    let controlling = Phrase::join(report.hardest_controlling.iter().map(|id| named(id, register)), ", ");
    let hardest =
        if report.hardest_controlling.is_empty() { hardest } else { hardest.text(" by ").then(controlling) };
    let path = match report.critical_path.as_slice() {
        [] => format!("{} days; nothing has to be waited for", report.days),
        path => format!("{} days, to {}: {}", report.days, report.earliest_complete, path.join(", then ")),
    };
    let or_none = |list: &[String]| if list.is_empty() { "nothing".to_owned() } else { joined(list, "and") };
    Block::Definitions(vec![
        Definition::new("Hardest", hardest),
        Definition::new("Critical path", path),
        Definition::new("May take a new law", or_none(&report.may_take_a_law)),
        Definition::new("Irreversible", or_none(&report.irreversible)),
        Definition::new(
            "Compared with",
            Phrase::new().link(report.baseline.as_str(), report.baseline.as_str()),
        ),
    ])
}

/// Its phases, option by option.
pub(super) fn table(report: &PackageReport) -> Table {
    let mut table = Table::new([
        Column::new("option").importance(Column::ESSENTIAL).min_width(18),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
        Column::new("filed").importance(5).min_width(10),
        Column::new("earliest").importance(7).min_width(11),
        Column::new("controlled by").importance(4).min_width(14),
    ])
    .named("package");
    for (at, phase) in report.phases.iter().enumerate() {
        let trigger = phase.trigger.as_ref().map_or_else(String::new, |trigger| format!(", once: {trigger}"));
        table.group(format!("{}. {}{trigger}", at + 1, phase.title));
        for option in &phase.options {
            table.row(row(option, phase.begins.to_string()));
        }
    }
    table
}

fn row(option: &MoveReport, filed: String) -> [Phrase; 5] {
    let earliest = option.earliest_effective.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    let earliest = if option.may_take_a_law && option.earliest_effective.is_some() {
        format!("{earliest}, or none")
    } else {
        earliest
    };
    [
        Phrase::new().link(option.id.as_str(), option.id.as_str()),
        pathways(&set(&option.pathways)),
        Phrase::from(filed),
        Phrase::from(earliest),
        Phrase::from(if option.controlling.is_empty() {
            "no lock".into()
        } else {
            option.controlling.join(", ")
        }),
    ]
}
