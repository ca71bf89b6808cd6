//! A document held against the law again: the cells that are no longer true, and the law that moved them.

use super::cite::joined;
use super::options::receipt;
use super::residual::named;
use crate::api::{MovedReport, MoverReport, VerifyReport};
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::register::Register;

/// What was found.
pub fn verify(report: &VerifyReport, register: &Register) -> Doc {
    let mut doc = Doc::new(if report.holds { "Still true" } else { "No longer true" });
    let (made, now) = (&report.made, &report.receipt);
    let short = |hash: &str| hash.get(..12).unwrap_or(hash).to_owned();
    doc.paragraph(format!(
        "Made as of {} from register {} by relief {}; asked again of {} from register {}.",
        made.as_of,
        short(&made.register_hash),
        made.version,
        now.as_of,
        short(&now.register_hash)
    ));
    let of = format!("{} cells in {}", report.cells, count(report.tables, "table"));
    doc.paragraph(match (report.holds, report.register_changed) {
        (true, false) => format!("The records are the same, and so is what is derived from them: {of}."),
        (true, true) => format!("The records have changed since; what is derived from them has not: {of}."),
        (false, _) => format!("{} moved; {of} were compared.", count(report.moved.len(), "thing")),
    });
    if !report.holds {
        doc.push(table(&report.moved));
        let mut said: Vec<&MoverReport> = Vec::new();
        for mover in report.moved.iter().flat_map(|moved| &moved.law) {
            if !said.iter().any(|known| (&known.id, &known.change) == (&mover.id, &mover.change)) {
                said.push(mover);
            }
        }
        if said.is_empty() {
            doc.paragraph("Which law moved it cannot be told: the records it was made of are not at hand.");
        } else {
            doc.heading(1, "The law that moved it");
            doc.push(Block::bullets(said.into_iter().map(|mover| law(mover, register))));
        }
    }
    if !report.not_in_document.is_empty() {
        let names: Vec<String> = report.not_in_document.iter().map(|name| format!("`{name}`")).collect();
        doc.paragraph(format!("Derived now and not in the document: {}.", joined(&names, "and")));
    }
    if made.as_of == now.as_of {
        doc.paragraph(
            "Tables are compared; sentences are not. `--as-of DATE` asks whether it still holds on another day.",
        );
    } else {
        doc.paragraph(
            "On another day only pathways and locks are compared: days follow from the day of filing. Sentences are \
             not compared.",
        );
    }
    doc.push(receipt(now));
    doc
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn table(moved: &[MovedReport]) -> Table {
    let mut table = Table::new([
        Column::new("row").min_width(14),
        Column::new("column").importance(7).min_width(8),
        Column::new("was").min_width(12),
        Column::new("is").min_width(12),
        Column::new("law").importance(6).min_width(10),
    ])
    .named("moved");
    let mut under = None;
    for one in moved {
        if under != Some(&one.table) {
            under = Some(&one.table);
            if !one.table.is_empty() {
                table.group(one.table.as_str());
            }
        }
        let absent = || "(no such row)".to_owned();
        let law: Vec<&str> = one.law.iter().map(|mover| mover.id.as_str()).collect();
        table.row([
            Phrase::from(one.row.as_str()),
            Phrase::from(one.column.as_deref().unwrap_or("the row")),
            Phrase::from(one.was.clone().unwrap_or_else(absent)),
            Phrase::from(one.now.clone().unwrap_or_else(absent)),
            Phrase::from(law.join(", ")),
        ]);
    }
    table
}

fn law(mover: &MoverReport, register: &Register) -> Phrase {
    let change = mover.change.replace('-', " ");
    let line = named(&mover.id, register).text(format!(" {change}"));
    let line = if mover.through == mover.id { line } else { line.text(format!(", with {}", mover.through)) };
    if mover.title.is_empty() { line.text(".") } else { line.text(format!(": {}.", mover.title)) }
}
