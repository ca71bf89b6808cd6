//! The tables of the register and of its answers, every one that an export has.
//!
//! `records` has a row for each record and `parts` for each measure, lock, exit, mandate and listing; the tables of a
//! kind add what that kind alone has, by the same id. Lists become tables of their own. A day that is known has the same
//! first and last day; one that is not is the span in which it lies.

use super::table::{Cell, Table, Type, row};
use super::{answers, law, people};
use crate::api::{OptionReport, Receipt};
use crate::model::{At, Day, Kind, Record, Text, To, Verification, Visit, When};
use crate::register::{Law, Part, Provenance, RecordFile, Register, Tri};
use crate::relief::{Question, title_of};

/// A pair of columns for a day that may be a span.
macro_rules! span {
    ($table:expr, $name:literal, $about:literal) => {
        $table
            .may(
                concat!($name, "_not_before"),
                $crate::export::table::Type::Day,
                concat!($about, ": the first day it can be"),
            )
            .may(
                concat!($name, "_not_after"),
                $crate::export::table::Type::Day,
                concat!($about, ": the last day it can be; the same where it is known"),
            )
    };
}
pub(super) use span;

/// Every table, sorted by name.
pub fn tables(
    register: &Register,
    question: &Question,
    receipt: &Receipt,
    reports: &[OptionReport],
) -> Vec<Table> {
    let known = |id: &crate::model::Id| question.facts.get(id).copied();
    let law = Law::on(register, question.as_of, &question.assume, &known);
    let mut tables = vec![
        receipt_table(receipt),
        regimes(register),
        conducts(register),
        territories(register),
        records(register, law),
        parts(register, law),
        links(register),
        gaps(register),
    ];
    tables.extend(law::tables(register, question, law));
    tables.extend(people::tables(register));
    tables.extend(answers::tables(register, question, reports));
    tables.sort_by_key(|table| table.name);
    tables.into_iter().map(Table::sorted).collect()
}

/// The records that are exported: scenarios test the engine, and are no part of the register's answers.
fn exported(register: &Register) -> impl Iterator<Item = &RecordFile> {
    let apart = |file: &&RecordFile| matches!(file.kind, Kind::Register | Kind::Scenario);
    register.files().iter().filter(move |file| !apart(file))
}

/// The two cells of a day that may be a span, or of none.
pub(super) fn days(when: Option<When>) -> [Cell; 2] {
    [when.map(When::earliest).into(), when.map(When::latest).into()]
}

/// Whether something is in force, in a word.
pub(super) fn standing(tri: &Tri) -> &'static str {
    match tri {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown(_) => "unknown",
    }
}

/// The columns of provenance.
fn with_provenance(table: Table) -> Table {
    table
        .may("source", Type::Text, "the text that it was taken from")
        .to("sources")
        .may("locator", Type::Text, "where in the source")
        .may("verification", Type::Text, "how it was checked: primary, secondary, inferred or unverified")
        .may("checked", Type::Day, "when it was last checked")
}

fn provenance(of: Option<Provenance<'_>>) -> Vec<Cell> {
    row![
        of.and_then(|p| p.source),
        of.and_then(|p| p.locator),
        of.map(|p| Verification::word(p.verification)),
        of.and_then(|p| p.checked).map(|Day(day)| day),
    ]
}

fn receipt_table(receipt: &Receipt) -> Table {
    let mut table =
        Table::new("receipt", 1, "What this export was derived from: with it the same can be derived again")
            .needs("key", Type::Text, "what is said")
            .needs("value", Type::Text, "what it is; a list is joined by spaces");
    let facts = receipt.facts.iter().map(|(fact, yes)| format!("{fact}={}", if *yes { "yes" } else { "no" }));
    let rows = [
        ("tool", receipt.tool.clone()),
        ("version", receipt.version.clone()),
        ("schema_version", crate::api::SCHEMA_VERSION.to_owned()),
        ("register_hash", receipt.register_hash.clone()),
        ("as_of", receipt.as_of.to_string()),
        ("submit", receipt.submit.to_string()),
        ("coverage_end", receipt.coverage_end.to_string()),
        ("assumptions", receipt.assumptions.join(" ")),
        ("readings", receipt.readings.join(" ")),
        ("facts", facts.collect::<Vec<_>>().join(" ")),
    ];
    rows.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .for_each(|(key, value)| table.push(row![key, value]));
    table
}

fn regimes(register: &Register) -> Table {
    let mut table = Table::new("regimes", 1, "A body of law, with the days for which it is encoded")
        .needs("id", Type::Text, "its id")
        .needs("title", Type::Text, "what it is called")
        .needs("covered_from", Type::Day, "the first day for which its law is encoded")
        .needs("covered_to", Type::Day, "the last day for which its law is encoded");
    for regime in &register.head().regimes {
        table.push(row![&regime.id, &regime.title, regime.coverage.from.0, regime.coverage.to.0]);
    }
    table
}

fn conducts(register: &Register) -> Table {
    let mut table = Table::new("conducts", 1, "A kind of conduct that measures restrict")
        .needs("id", Type::Text, "its id")
        .needs("title", Type::Text, "what it is")
        .may("within", Type::Text, "the wider conduct that it lies within")
        .to("conducts");
    for conduct in &register.head().conducts {
        table.push(row![&conduct.id, &conduct.title, conduct.within.as_ref()]);
    }
    table
}

fn territories(register: &Register) -> Table {
    let mut table =
        Table::new("territories", 1, "A territory: ISO 3166-1 in lower case, or a region that orders define")
            .needs("id", Type::Text, "its id")
            .needs("title", Type::Text, "its name");
    for territory in &register.head().territories {
        table.push(row![&territory.id, &territory.title]);
    }
    table
}

fn records(register: &Register, law: Law<'_>) -> Table {
    let table = Table::new("records", 1, "A record, of whatever kind")
        .needs("id", Type::Text, "its id, never used again for another")
        .needs("kind", Type::Text, "what kind of record")
        .needs("title", Type::Text, "its title or name")
        .may("regime", Type::Text, "the body of law it belongs to")
        .to("regimes")
        .may(
            "in_force",
            Type::Text,
            "of an instrument or an emergency: yes, no or unknown on the day asked of",
        )
        .may("retired", Type::Day, "the day its id was retired");
    let mut table = with_provenance(table);
    for file in exported(register) {
        let in_force = match &file.record {
            Record::Emergency(_) => Some(law.emergency(&file.id).in_force),
            Record::Instrument(..) | Record::Bill(_) => Some(law.instrument(&file.id)),
            _ => None,
        };
        let mut row = row![
            &file.id,
            file.kind.word(),
            title(&file.record),
            file.record.regime(),
            in_force.as_ref().map(standing),
            retired(&file.record),
        ];
        row.extend(provenance(register.provenance_of_record(file.id.as_str())));
        table.push(row);
    }
    table
}

fn title(record: &Record) -> String {
    match record {
        Record::Register(register) => register.title.to_string(),
        record => record.title().unwrap_or_default().to_owned(),
    }
}

fn retired(record: &Record) -> Option<jiff::civil::Date> {
    let retired = match record {
        Record::Emergency(r) => r.retired.as_ref(),
        Record::Instrument(_, r) => r.retired.as_ref(),
        Record::Option(r) => r.retired.as_ref(),
        Record::Target(r) => r.retired.as_ref(),
        _ => None,
    };
    retired.map(|retired| retired.on.0)
}

/// Every part, by kind and number.
pub(super) fn every_part(register: &Register) -> impl Iterator<Item = Part> + use<> {
    let measures = register.measure_ixs().map(Part::from);
    let locks = register.lock_ixs().map(Part::from);
    let exits = register.exit_ixs().map(Part::from);
    let mandates = register.mandate_ixs().map(Part::from);
    measures.chain(locks).chain(exits).chain(mandates).chain(register.listing_ixs().map(Part::from))
}

fn parts(register: &Register, law: Law<'_>) -> Table {
    let table = Table::new(
        "parts",
        1,
        "A part of a record that can be referred to: a measure, lock, exit, mandate or listing",
    )
    .needs("id", Type::Text, "RECORD/PART")
    .needs("kind", Type::Text, "measure, lock, exit, mandate or listing")
    .needs("record", Type::Text, "the record it stands in")
    .to("records")
    .needs("title", Type::Text, "its title; of a listing, the name of the target")
    .needs(
        "in_force",
        Type::Text,
        "yes, no or unknown on the day asked of; of a listing, leaving its measure aside",
    );
    let mut table = with_provenance(table);
    for part in every_part(register) {
        let (kind, in_force) = match part {
            Part::Measure(ix) => ("measure", law.measure(ix)),
            Part::Lock(_) => ("lock", law.part(part)),
            Part::Exit(_) => ("exit", law.part(part)),
            Part::Mandate(_) => ("mandate", law.part(part)),
            Part::Listing(ix) => ("listing", law.listing(ix)),
        };
        let id = register.reference(part);
        let title = title_of(register, id).unwrap_or_default();
        let mut row = row![id, kind, &register.home(part).id, title, standing(&in_force)];
        row.extend(provenance(register.provenance(part)));
        table.push(row);
    }
    table
}

/// Every reference in every record, with the place where it stands.
struct References<'t> {
    record: &'t crate::model::Id,
    table: &'t mut Table,
}

impl<'r> Visit<'r> for References<'_> {
    fn refers(&mut self, at: At<'_>, id: &'r str, to: To) {
        if !matches!(to, To::Own | To::Lint) {
            self.table.push(row![self.record, at.pointer(), format!("{to:?}").to_lowercase(), id]);
        }
    }
}

fn links(register: &Register) -> Table {
    let mut table = Table::new("links", 2, "A reference that a record makes, wherever it stands in it")
        .needs("record", Type::Text, "the record that refers")
        .to("records")
        .needs("place", Type::Text, "where in it, as a JSON pointer")
        .needs("what", Type::Text, "what kind of thing it refers to")
        .needs(
            "target",
            Type::Text,
            "the id of a record, of a part of one, or of an entry of a list of the register",
        );
    for file in exported(register) {
        file.record.walk(&mut References { record: &file.id, table: &mut table });
    }
    table
}

fn gaps(register: &Register) -> Table {
    let mut table = Table::new("gaps", 2, "What is known to be missing from a record")
        .needs("record", Type::Text, "the record")
        .to("records")
        .needs("place", Type::Integer, "which of its gaps, from 1")
        .needs("what", Type::Text, "what is missing")
        .needs("why", Type::Text, "why")
        .needs("since", Type::Day, "since when it has been known");
    for file in exported(register) {
        for (nth, gap) in file.record.gaps().iter().enumerate() {
            table.push(row![&file.id, nth + 1, &gap.what, &gap.why, gap.since.0]);
        }
    }
    table
}

/// The texts of a list, joined as one.
pub(super) fn joined(texts: &[Text]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.iter().map(Text::as_str).collect::<Vec<_>>().join("; "))
}
