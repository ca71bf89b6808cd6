//! Citations and names: how a record is called in a sentence.

use crate::doc::{Cite, Phrase};
use crate::model::{Id, Kind, Pathway, Record, When};
use crate::register::{Part, Register};

/// What a lawyer calls an instrument: its short title, or its kind and number.
pub fn instrument_name(register: &Register, id: &str) -> String {
    let Some(file) = register.file(id) else { return id.to_owned() };
    let Record::Instrument(kind, instrument) = &file.record else { return id.to_owned() };
    match (kind, &instrument.citations.number, &instrument.short_title) {
        (Kind::ExecutiveOrder, Some(number), _) => format!("EO {number}"),
        (Kind::Proclamation, Some(number), _) => format!("Proclamation {number}"),
        (_, _, Some(short)) => short.to_string(),
        _ => instrument.title.to_string(),
    }
}

/// The pinpoint of a part and the name of its instrument, as in `s. 222(b), CAATSA`.
pub fn provision(register: &Register, part: impl Into<Part>) -> String {
    let part = part.into();
    if let Part::Listing(ix) = part {
        let (_, target) = register.listed_target(ix);
        return format!("{}, listing {}", target.name, dated("of", register.listing(ix).from));
    }
    let home = &register.home(part).id;
    let (name, place) = (instrument_name(register, home.as_str()), pinpoint(register, part));
    // A pinpoint that only says what the instrument is adds nothing to its name.
    if name.to_lowercase().starts_with(&place.to_lowercase()) { name } else { format!("{name} {place}") }
}

/// A day with its preposition, or the days between which it lies.
pub(super) fn dated(preposition: &str, when: When) -> String {
    match when {
        When::On(_) => format!("{preposition} {when}"),
        When::Within(..) => when.to_string(),
    }
}

/// The place of a part in its instrument; of a listing, nothing.
pub(super) fn pinpoint(register: &Register, part: Part) -> &str {
    match part {
        Part::Measure(ix) => register.measure(ix).pinpoint.as_str(),
        Part::Lock(ix) => register.lock(ix).pinpoint.as_str(),
        Part::Exit(ix) => register.exit(ix).pinpoint.as_str(),
        Part::Mandate(ix) => register.mandate(ix).pinpoint.as_str(),
        Part::Listing(_) => "",
    }
}

/// The citation of a part: its pinpoint, and how its instrument is cited.
pub(super) fn cite(register: &Register, part: impl Into<Part>) -> Cite {
    let part = part.into();
    Cite::new(cited(register, part), register.reference(part).as_str())
}

/// The same as words.
pub(super) fn cited(register: &Register, part: Part) -> String {
    let name = provision(register, part);
    let place =
        register.home(part).instrument().and_then(|home| home.citations.short_at(pinpoint(register, part)));
    match place {
        Some(place) => format!("{name}, {place}"),
        None => name,
    }
}

/// The name of an actor.
pub(super) fn actor(register: &Register, id: &Id) -> String {
    register.actor(id.as_str()).map_or_else(|| id.to_string(), |a| a.name.to_string())
}

/// Names joined as in a sentence.
pub(super) fn joined(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// A set of pathways in colour: `executive | review`, never one word alone when they differ.
pub(super) fn pathways(set: &[Pathway]) -> Phrase {
    let mut phrase = Phrase::new();
    for (at, pathway) in set.iter().enumerate() {
        if at > 0 {
            phrase = phrase.text(" | ");
        }
        phrase = phrase.toned(tone(*pathway), pathway.word());
    }
    phrase
}

/// The tone of a pathway.
pub(super) fn tone(pathway: Pathway) -> crate::doc::Tone {
    use crate::doc::Tone;
    match pathway {
        Pathway::None => Tone::Muted,
        Pathway::Executive => Tone::Executive,
        Pathway::Conditional => Tone::Conditional,
        Pathway::Review => Tone::Review,
        Pathway::Legislation => Tone::Legislation,
    }
}

/// Records and parts of records in short: the parts of one record stand behind its first.
pub(super) fn parts<'a>(ids: impl Iterator<Item = &'a str>) -> Phrase {
    let mut homes: Vec<(&str, Phrase)> = Vec::new();
    for id in ids {
        let (home, part) = id.split_once('/').unwrap_or((id, id));
        match homes.iter_mut().find(|(known, _)| *known == home) {
            Some((_, line)) => *line = std::mem::take(line).text(", ").code(part),
            None => homes.push((home, Phrase::new().code(id))),
        }
    }
    Phrase::join(homes.into_iter().map(|(_, line)| line), "; ")
}
