//! Who came off between two lists.

use super::{open, sums};
use crate::api::{ListReport, RemovalsReport, RemovedParty};
use crate::doc::{Align, Column, Doc, Phrase, Table};
use crate::view::options::{receipt, remark};

/// Who came off between two lists; those with no mapped tag only if `all` are to be printed.
pub fn removed(report: &RemovalsReport, all: bool) -> Doc {
    let mut doc = Doc::new("Parties that came off, and what that took");
    let (older, newer) = (&report.older, &report.newer);
    let said = |list: &ListReport| {
        Phrase::new().code(list.file.as_str()).text(format!(" ({}, {} parties)", list.day, list.parties))
    };
    let wholly = report.removed.iter().filter(|one| one.stays.is_empty()).count();
    doc.paragraph(said(older).text(" against ").then(said(newer)).text(format!(
        ": {wholly} parties left the list, {} more stand on it without a tag that they had, {} were added. The pathway is that of delisting by the law \
         of {}, for a party listed by {}; the day and the act by which each came off are not on the lists.",
        report.removed.len() - wholly,
        report.added,
        report.receipt.as_of,
        older.day
    )));
    for note in older.notes.iter().chain(&newer.notes) {
        doc.push(remark(note.as_str()));
    }
    if report.receipt.as_of > report.receipt.coverage_end {
        doc.push(remark(format!("The law is encoded through {}.", report.receipt.coverage_end)));
    }
    doc.push(sums(&report.pathways, "pathways"));
    let (known, other): (Vec<_>, Vec<_>) = report.removed.iter().partition(|one| one.party.verdict.is_some());
    let left_out = if all { 0 } else { other.len() };
    doc.push(parties(known.into_iter().chain(other.into_iter().filter(|_| all))));
    if left_out > 0 {
        doc.paragraph(format!(
            "Left out: {left_out} that came off only under tags that no programme record maps; `--format csv` and `json` \
             have them.",
        ));
    }
    doc.paragraph("A tag is evidence, not proof, of the legal basis.");
    doc.push(receipt(&report.receipt));
    doc
}

fn parties<'r>(removed: impl Iterator<Item = &'r RemovedParty>) -> Table {
    let mut table = Table::new([
        Column { align: Align::Right, ..Column::new("uid").importance(Column::ESSENTIAL) },
        Column::new("name").importance(Column::ESSENTIAL).min_width(18),
        Column::new("type").importance(3),
        Column::new("came off").importance(Column::ESSENTIAL).min_width(14),
        Column::new("tags now").importance(4).min_width(10),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
    ])
    .named("removed")
    .when_empty("No party came off.");
    for one in removed {
        table.row([
            Phrase::from(one.party.uid.to_string()),
            Phrase::from(one.party.name.as_str()),
            Phrase::from(one.party.r#type.as_str()),
            Phrase::from(one.off.join(", ")),
            Phrase::from(one.stays.join(", ")),
            open(&one.party.pathways, &[]),
        ]);
    }
    table
}
