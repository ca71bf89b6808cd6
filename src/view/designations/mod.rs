//! Parties of published lists by what delisting takes: a list counted, one party, and who came off.
//!
//! Here is what the three share: how a list, counts and sets of pathways are shown.

mod count;
mod party;
mod removed;

use super::cite::tone;
use super::options::remark;
use crate::api::{CountsReport, ListReport, PathwayCount, Receipt};
use crate::designations::OTHER;
use crate::doc::{Align, Column, Doc, Phrase, Table};
use crate::model::Pathway;

pub use count::designations;
pub use party::{party, party_ways};
pub use removed::removed;

fn list_lines(doc: &mut Doc, list: &ListReport, receipt: &Receipt) {
    let whose = match list.day_from.as_str() {
        "flag" => "as given",
        "file" => "as the file says",
        "metadata" => "as its metadata say",
        _ => "by its name",
    };
    let name = Phrase::new().code(list.file.as_str());
    doc.paragraph(name.text(format!(
        " ({}, read as {}) is of {}, {whose}, and holds {} parties. As of {}, all of them are taken to be listed still.",
        list.layout,
        read_as(list),
        list.day,
        list.parties,
        receipt.as_of
    )));
    for note in &list.notes {
        doc.push(remark(note.as_str()));
    }
    if receipt.as_of > receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {}.",
            receipt.coverage_end, receipt.as_of
        )));
    }
}

/// On which list the parties stand, in words.
fn read_as(list: &ListReport) -> &'static str {
    match list.read_as.as_str() {
        "sdn" => "the SDN list",
        "non-sdn" => "the lists other than the SDN list",
        _ => "each entry says",
    }
}

fn counts(table: &mut Vec<Phrase>, counts: &CountsReport) {
    let all = [counts.total, counts.individual, counts.entity, counts.vessel, counts.aircraft];
    table.extend(all.map(|count| Phrase::from(count.to_string())));
}

fn counted(first: impl IntoIterator<Item = Column>) -> Table {
    let number =
        |name: &str, importance| Column { align: Align::Right, ..Column::new(name).importance(importance) };
    let numbers = [
        number("parties", Column::ESSENTIAL),
        number("individuals", 6),
        number("entities", 6),
        number("vessels", 5),
        number("aircraft", 4),
    ];
    Table::new(first.into_iter().chain(numbers))
}

fn sums(rows: &[PathwayCount], name: &str) -> Table {
    let mut table = counted([Column::new("pathway").importance(Column::ESSENTIAL).min_width(11)])
        .named(name)
        .when_empty("No party carries a tag that a programme record maps.");
    let mut regime = None;
    for row in rows {
        if regime != Some(&row.regime) {
            let all: u64 =
                rows.iter().filter(|one| one.regime == row.regime).map(|one| one.counts.total).sum();
            table.group(format!("{} ({all})", row.title));
            regime = Some(&row.regime);
        }
        let mut cells = vec![pathways(&row.pathways)];
        counts(&mut cells, &row.counts);
        table.row(cells);
    }
    table
}

fn pathways(words: &[String]) -> Phrase {
    let each = words.iter().map(|word| {
        let found = Pathway::ALL.into_iter().find(|pathway| pathway.word() == word);
        found.map_or_else(|| Phrase::from(word.as_str()), |p| Phrase::new().toned(tone(p), p.word()))
    });
    Phrase::join(each, " | ")
}

fn open(words: &[String], outlying: &[String]) -> Phrase {
    if words.is_empty() {
        return "not encoded".into();
    }
    let set = pathways(words);
    if outlying.is_empty() { set } else { set.text(" (outlying: ").then(pathways(outlying)).text(")") }
}

fn nationality(name: &str) -> String {
    if name == OTHER { "any other nationality".into() } else { format!("nationality {name}") }
}
