//! Hypothetical parties: records of targets with a listing for each tag, and the act that the engine is asked about.

use jiff::civil::Date;

use super::mapped::Mapped;
use crate::model::{Act, Action, Ground, Id, Kind, List, Listing, Record, Ref, Target, TargetKind, When};
use crate::register::{Part, RecordFile, Register};

/// A hypothetical party: one value for each thing that no list says.
pub(super) struct Variant {
    pub(super) nationality: Option<Id>,
    pub(super) ground: Ground,
    pub(super) kind: TargetKind,
    pub(super) window: Option<usize>,
}

/// One act on these listings.
pub(super) fn act(action: Action, listings: impl Iterator<Item = Ref>) -> Act {
    Act { listings: listings.collect(), ..Act::of(action) }
}

fn name(variant: usize) -> String {
    format!("listed-party-{variant}")
}

pub(super) fn listing(variant: usize, tag: usize) -> Ref {
    let reference = format!("{}/tag-{tag}", name(variant)).parse();
    reference.unwrap_or_else(|_| unreachable!("made of letters, digits and hyphens"))
}

/// The record of a hypothetical party, with a listing for each tag.
pub(super) fn party(
    register: &Register,
    mapped: &[Mapped],
    variant: &Variant,
    at: usize,
    list_day: Date,
    ends: &[Date],
) -> Option<RecordFile> {
    let listings = mapped.iter().enumerate().map(|(tag, one)| {
        let (first, last) = span(begins(register, one), list_day, variant.window, ends);
        Some(Listing {
            id: format!("tag-{tag}").parse().ok()?,
            measures: one.measures.clone().into(),
            from: if first < last { When::Within(first, last) } else { When::On(last) },
            until: None,
            ground: variant.ground,
            carries_out: None,
            programme: one.programmes.first().filter(|_| one.programmes.len() == 1).cloned(),
            source: None,
            locator: None,
            verification: None,
            checked: None,
            doubts: List::default(),
            allow: List::default(),
        })
    });
    let target = Target {
        name: "a party of a published list".parse().ok()?,
        kind: variant.kind,
        nationality: variant.nationality.iter().cloned().collect(),
        traits: List::default(),
        ofac_uid: None,
        owned_by: List::default(),
        listings: listings.collect::<Option<_>>()?,
        note: None,
        gaps: List::default(),
        retired: None,
        retired_parts: List::default(),
        source: None,
        locator: None,
        verification: None,
        checked: None,
        doubts: List::default(),
        allow: List::default(),
    };
    let id = name(at);
    Some(RecordFile {
        path: format!("targets/{id}.toml"),
        id: id.parse().ok()?,
        kind: Kind::Target,
        record: Record::Target(Box::new(target)),
    })
}

/// The first day on which one of the measures of a tag was in force.
fn begins(register: &Register, one: &Mapped) -> Date {
    let starts = one.measures.iter().filter_map(|measure| match register.part(measure.as_str()) {
        Some(Part::Measure(ix)) => {
            let own = register.measure(ix).effective;
            own.or_else(|| register.home(ix).instrument().map(|i| i.effective)).map(|day| day.earliest())
        }
        _ => None,
    });
    starts.min().unwrap_or(Date::MIN)
}

/// The days on which a listing may have been made: from the first measure to the day of the list, or the part of it
/// that lies in one window, where any does.
fn span(first: Date, last: Date, window: Option<usize>, ends: &[Date]) -> (Date, Date) {
    let whole = (first.min(last), last);
    let Some(window) = window else { return whole };
    let from = window.checked_sub(1).and_then(|at| ends.get(at)?.tomorrow().ok()).unwrap_or(Date::MIN);
    let to = ends.get(window).copied().unwrap_or(Date::MAX);
    let part = (whole.0.max(from), whole.1.min(to));
    if part.0 <= part.1 { part } else { whole }
}
