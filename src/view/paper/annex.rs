//! The annex of a paper: the instruments, the locks and exits, and the sources that it rests on.

use std::collections::BTreeSet;

use super::super::cite::{instrument_name, provision};
use super::super::explain::gap_words;
use super::Brief;
use crate::doc::{Block, Cite, Column, Doc, Phrase, Table};
use crate::model::{Id, Instrument};
use crate::register::{Part, Register};

/// Pushes the annex and the sources.
pub(super) fn annex(register: &Register, brief: &Brief<'_>, doc: &mut Doc) {
    let mut parts: Vec<Part> = brief
        .options
        .iter()
        .flat_map(|one| one.answer.reads())
        .filter_map(|reference| register.part(reference.as_str()))
        .collect();
    parts.sort_unstable();
    parts.dedup();
    doc.heading(1, "Annex: instruments and locks");
    doc.push(instruments(register, &parts)).push(locks(register, &parts));
    let mut gaps: Vec<String> =
        brief.options.iter().flat_map(|one| one.answer.gaps()).map(gap_words).collect();
    let mut said = BTreeSet::new();
    gaps.retain(|gap| said.insert(gap.clone()));
    if !gaps.is_empty() {
        doc.heading(1, "What is not encoded, or not known").push(Block::bullets(gaps));
    }
    doc.heading(1, "Sources").push(sources(register, brief, &parts));
}

fn instruments(register: &Register, parts: &[Part]) -> Table {
    let mut table = Table::new(["instrument", "what", "cited as", "in force", "checked"].map(Column::new))
        .named("instruments")
        .caption("Instruments")
        .when_empty("No instrument is read.");
    let homes: BTreeSet<&Id> = parts.iter().flat_map(|part| homes(register, *part)).collect();
    for id in homes {
        let Some(instrument) = register.instrument(id.as_str()) else { continue };
        let checked =
            register.provenance_of_record(id.as_str()).map_or("unverified", |p| p.verification.word());
        table.row([
            Phrase::new().link(id.as_str(), id.as_str()),
            Phrase::from(format!("{}: {}", instrument_name(register, id.as_str()), instrument.title)),
            Phrase::from(instrument.citations.short().unwrap_or_else(|| "not cited".into())),
            Phrase::from(in_force(instrument)),
            Phrase::from(checked),
        ]);
    }
    table
}

/// The instruments that a part stands in, or that its measures do.
fn homes(register: &Register, part: Part) -> Vec<&Id> {
    match part {
        Part::Listing(ix) => register.listing_measures(ix).iter().map(|ix| &register.home(*ix).id).collect(),
        part => vec![&register.home(part).id],
    }
}

fn in_force(instrument: &Instrument) -> String {
    match instrument.ended.or(instrument.expires) {
        Some(until) => format!("{} to {until}", instrument.effective),
        None => format!("from {}", instrument.effective),
    }
}

fn locks(register: &Register, parts: &[Part]) -> Table {
    let mut table = Table::new(["provision", "kind", "what", "pinpoint", "checked"].map(Column::new))
        .named("locks")
        .caption("Locks, exits and mandates")
        .when_empty("No lock is read.");
    for part in parts {
        let (kind, title) = match *part {
            Part::Lock(ix) => ("lock", register.lock(ix).title.as_str()),
            Part::Exit(ix) => ("exit", register.exit(ix).title.as_str()),
            Part::Mandate(ix) => ("mandate", register.mandate(ix).title.as_str()),
            Part::Measure(ix) if register.home(ix).is_statute() => {
                ("statutory measure", register.measure(ix).title.as_str())
            }
            _ => continue,
        };
        let id = register.reference(*part).as_str();
        let checked = register.provenance(*part).map_or("unverified", |p| p.verification.word());
        table.row([
            Phrase::new().link(id, id),
            Phrase::from(kind),
            Phrase::from(title),
            Phrase::from(provision(register, *part)),
            Phrase::from(checked),
        ]);
    }
    table
}

fn sources(register: &Register, brief: &Brief<'_>, parts: &[Part]) -> Table {
    let mut table = Table::new(["source", "title", "published by", "where"].map(Column::new))
        .named("sources")
        .caption("Sources")
        .when_empty("No source is named.");
    let options = brief.options.iter().filter_map(|one| register.provenance_of_record(one.id.as_str()));
    let of_parts = parts.iter().filter_map(|part| register.provenance(*part));
    let ids: BTreeSet<&Id> = options.chain(of_parts).filter_map(|provenance| provenance.source).collect();
    for id in ids {
        let Some(source) = register.source(id.as_str()) else { continue };
        let place = match source.urls.first() {
            Some(url) => Phrase::from(Cite::new(url.as_str(), id.as_str()).at(url.as_str())),
            None => Phrase::from("no address"),
        };
        let publisher = source.publisher.as_ref().map_or_else(String::new, ToString::to_string);
        table.row([
            Phrase::new().link(id.as_str(), id.as_str()),
            Phrase::from(source.title.as_str()),
            Phrase::from(publisher),
            place,
        ]);
    }
    table
}
