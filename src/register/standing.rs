//! Provenance as it is inherited: what a part leaves out it takes from the record above it.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Part, Register};
use crate::model::{Day, Id, Record, Sourced, Text, Verification};

/// Where a fact comes from and how it was checked, inheritance applied.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'a> {
    /// The source record.
    pub source: Option<&'a Id>,
    /// Where in the source.
    pub locator: Option<&'a Text>,
    /// How it was checked; what is unflagged counts as unverified.
    pub verification: Verification,
    /// When it was last checked.
    pub checked: Option<Day>,
}

/// The provenance keys of a record; the register record has none.
pub fn sourced(record: &Record) -> Option<&dyn Sourced> {
    Some(match record {
        Record::Register(_) => return None,
        Record::Actor(r) => &**r,
        Record::Bill(r) => &**r,
        Record::Development(r) => &**r,
        Record::Emergency(r) => &**r,
        Record::Episode(r) => &**r,
        Record::Fact(r) => &**r,
        Record::Instrument(_, r) => &**r,
        Record::Option(r) => &**r,
        Record::Package(r) => &**r,
        Record::Point(r) => &**r,
        Record::Programme(r) => &**r,
        Record::ReviewClock(r) => &**r,
        Record::Scenario(r) => &**r,
        Record::Source(r) => &**r,
        Record::Target(r) => &**r,
    })
}

/// Whether a fact checked on one day has to be looked at again by another: after a year.
pub fn is_stale(checked: Day, by: Date) -> bool {
    checked.0.checked_add(1.year()).unwrap_or(Date::MAX) < by
}

impl Register {
    /// The provenance of a whole record.
    pub fn provenance_of_record(&self, id: &str) -> Option<Provenance<'_>> {
        inherit(None, sourced(&self.file(id)?.record))
    }

    /// The provenance of a part.
    pub fn provenance(&self, part: impl Into<Part>) -> Option<Provenance<'_>> {
        let part = part.into();
        let own: &dyn Sourced = match part {
            Part::Measure(ix) => self.measure(ix),
            Part::Lock(ix) => self.lock(ix),
            Part::Exit(ix) => self.exit(ix),
            Part::Mandate(ix) => self.mandate(ix),
            Part::Listing(ix) => self.listing(ix),
        };
        inherit(Some(own), sourced(&self.home(part).record))
    }
}

/// Keys by which a record is called and found: a doubt about them is none about what it says.
const NAMES: [&str; 4] = ["title", "short-title", "citations", "note"];

/// What `own` says, and where it is silent, what `above` says. A doubt about how the record above is called or cited
/// is not passed on.
pub fn inherit<'a>(own: Option<&'a dyn Sourced>, above: Option<&'a dyn Sourced>) -> Option<Provenance<'a>> {
    let both = || own.into_iter().chain(above);
    both().next()?;
    let passed_on = above.into_iter().flat_map(Sourced::doubts);
    let passed_on = passed_on.filter(|doubt| own.is_none() || !NAMES.contains(&doubt.key.as_str()));
    let doubts = own.into_iter().flat_map(Sourced::doubts).chain(passed_on);
    let doubt = doubts.map(|d| d.verification).max();
    let stated = both().find_map(Sourced::verification).unwrap_or(Verification::Unverified);
    Some(Provenance {
        source: both().find_map(Sourced::source),
        locator: both().find_map(Sourced::locator),
        verification: doubt.map_or(stated, |doubt| doubt.max(stated)),
        checked: both().find_map(Sourced::checked),
    })
}
