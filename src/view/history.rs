//! The pathway over time: a table of intervals, and the law that moved it from one to the next.

use jiff::civil::Date;

use super::cite::{joined, pathways};
use super::options::{receipt, remark};
use super::residual::named;
use crate::api::{HistoryReport, IntervalReport, MoverReport};
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::model::Pathway;
use crate::register::Register;

/// The history of an option.
pub fn history(report: &HistoryReport, register: &Register) -> Doc {
    let mut doc = Doc::new(format!("History: {}", report.title));
    doc.paragraph(Phrase::new().code(report.id.as_str()).text(
        ". The pathway is the same from the first day of a line to the eve of the next; each filing is taken to be of the \
         day asked of.",
    ));
    if report.intervals.iter().any(|interval| interval.beyond_coverage) {
        doc.push(remark(format!(
            "The law is encoded through {}. Later lines are the last known law, moved only by days already known.",
            report.receipt.coverage_end
        )));
    }
    let mut table = Table::new([
        Column::new("from").importance(Column::ESSENTIAL).min_width(10),
        Column::new("until").importance(6).min_width(10),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
        Column::new("moved by").importance(8).min_width(24),
    ])
    .named("history");
    for interval in &report.intervals {
        table.row(row(interval, report.receipt.as_of, register));
    }
    doc.push(table);
    let mut said = Vec::new();
    let moving = report.intervals.iter().flat_map(|interval| &interval.moved_by);
    let moving = moving.filter(|mover| {
        let new = !said.contains(&mover.id.as_str());
        said.push(mover.id.as_str());
        new
    });
    let law: Vec<Phrase> =
        moving.map(|mover| named(&mover.id, register).text(format!(": {}", mover.title))).collect();
    if !law.is_empty() {
        doc.heading(1, "What moved it");
        doc.push(Block::bullets(law));
    }
    let open: Vec<String> =
        report.intervals.iter().flat_map(|i| i.points.iter().chain(&i.facts)).cloned().collect();
    if !open.is_empty() {
        let mut open = open;
        open.sort_unstable();
        open.dedup();
        doc.paragraph(format!(
            "Where a line holds more than one pathway it turns on {}. `relief explain {} --as-of DAY` argues them.",
            joined(&open, "and"),
            report.id
        ));
    }
    doc.push(receipt(&report.receipt));
    doc
}

fn row(interval: &IntervalReport, as_of: Date, register: &Register) -> [Phrase; 4] {
    let set = |words: &[String]| -> Vec<Pathway> {
        Pathway::ALL.into_iter().filter(|p| words.iter().any(|word| word == p.word())).collect()
    };
    let mut pathway = pathways(&set(&interval.pathways));
    if !interval.outlying.is_empty() {
        pathway = pathway.text(format!(" (outlying: {})", interval.outlying.join(", ")));
    }
    if interval.current {
        pathway = pathway.text(format!(" (on {as_of})"));
    }
    let mut moved = Phrase::join(interval.moved_by.iter().map(|mover| moved(mover, register)), "; ");
    if !interval.unsettled.is_empty() {
        moved = moved.text(format!(" (not known: {})", interval.unsettled.join(", ")));
    }
    let until = interval.until.map_or_else(|| "-".to_owned(), |day| day.to_string());
    [Phrase::from(interval.from.to_string()), Phrase::from(until), pathway, moved]
}

/// What moved it: the provision, what happened to it, and where that day stands.
fn moved(mover: &MoverReport, register: &Register) -> Phrase {
    let part = register.part(mover.id.as_str());
    let mut phrase = Phrase::new().link(mover.id.as_str(), mover.id.as_str());
    phrase = phrase.text(match mover.change.as_str() {
        "ahead" => " comes into force, or ends, before an act of that day could take effect".to_owned(),
        change => format!(" {}", change.replace('-', " ")),
    });
    if mover.through != mover.id && Some(mover.through.as_str()) != part.map(|p| register.home(p).id.as_str())
    {
        phrase = phrase.text(" with ").link(mover.through.as_str(), mover.through.as_str());
    }
    phrase
}
