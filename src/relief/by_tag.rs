//! What delisting takes, by programme tag alone: for those who hold more listings than a register should.
//!
//! The act is to end one listing of a target of which nothing is known but the tag, the day it was listed and perhaps
//! its nationality. Tags can stand for several measures, and the ground of a listing is not published: the answer is the
//! set over all of them. What a freeze reaches depends on the day of the listing, so the days of listing fall into
//! bands, cut where a selector compares them; within a band, and between two breakpoints of the law, the answer is the
//! same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::answer::{Answer, Asked};
use super::branch::{Assignment, Var, values};
use super::history::each_breakpoint;
use super::question::Question;
use crate::model::{Act, Action, Ground, Id, Kind, Pathway, Record, Ref, Selector, When};
use crate::register::{Part, RecordFile, Register};

/// The answer for a tag: over a band of days of listing, from one day on, on one reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    /// The programme.
    pub programme: Id,
    /// The first day of listing.
    pub listed_from: Date,
    /// The first day of listing that is beyond the band; none for the last.
    pub listed_until: Option<Date>,
    /// The nationality: one that some selector names, `other` for the rest, `any` for the set over all.
    pub nationality: String,
    /// The choice that is fixed, as `POINT=CHOICE`; none where each point is left open.
    pub reading: Option<(Id, Id)>,
    /// The first day.
    pub from: Date,
    /// The first day on which the answer is another; none for the last.
    pub until: Option<Date>,
    /// Every pathway that is not outlying, lightest first; where an outlying reading is fixed, what it leads to.
    pub pathways: Vec<Pathway>,
    /// The pathways that only outlying readings lead to, where no reading is fixed.
    pub outlying: Vec<Pathway>,
}

const GROUNDS: [Ground; 3] = [Ground::Activity, Ground::Status, Ground::Ownership];

/// The pathways, and those that only outlying readings lead to.
type Set = (BTreeSet<Pathway>, BTreeSet<Pathway>);
/// By reading; `None` is where each point is left open.
type State = BTreeMap<Option<(Id, Id)>, Set>;
/// The states of one listing, each with its first day.
type Pass = Vec<(Date, State)>;

/// A tag and the days of listing from one to the next.
struct Band {
    programme: Id,
    measures: Vec<Ref>,
    from: Date,
    until: Option<Date>,
}

/// What delisting takes for every tag, from the first day on which its measures were in force.
pub fn by_tag(register: &Register, question: &Question) -> Vec<Span> {
    let (mut cuts, mut named) = (BTreeSet::new(), BTreeSet::new());
    selectors(register, &mut |selector| {
        cut(selector, &mut cuts);
        named.extend(selector.nationality.iter().cloned());
    });
    let nationalities: Vec<Option<Id>> = named.into_iter().map(Some).chain([None]).collect();
    let bands: Vec<Band> =
        register.programmes().flat_map(|(id, p)| bands(register, id, &p.measures, &cuts)).collect();
    let (supposed, listings) = suppose(register, &bands, &nationalities);
    let each = bands.par_iter().zip(listings).flat_map_iter(|(band, listings)| {
        let passes: Vec<Vec<Pass>> = listings
            .iter()
            .map(|grounds| grounds.iter().map(|id| pass(&supposed, id, band.from, question)).collect())
            .collect();
        let mut found = spans(band, "any", &passes.concat());
        for (nationality, passes) in nationalities.iter().zip(&passes) {
            found.extend(spans(band, nationality.as_ref().map_or("other", Id::as_str), passes));
        }
        found
    });
    each.collect()
}

/// The bands of a tag: cut where a selector compares the day of listing, and where one of its measures begins.
fn bands(register: &Register, programme: &Id, measures: &[Ref], cuts: &BTreeSet<Date>) -> Vec<Band> {
    let begins: Vec<(&Ref, Date)> =
        measures.iter().filter_map(|reference| Some((reference, begin(register, reference)?))).collect();
    let Some(first) = begins.iter().map(|(_, day)| *day).min() else { return Vec::new() };
    let mut days: BTreeSet<Date> = cuts.iter().copied().filter(|day| *day > first).collect();
    days.extend(begins.iter().map(|(_, day)| *day));
    let ends = days.iter().skip(1).copied().map(Some).chain([None]);
    let band = |(from, until): (Date, Option<Date>)| Band {
        programme: programme.clone(),
        measures: begins.iter().filter(|(_, day)| *day <= from).map(|(id, _)| (*id).clone()).collect(),
        from,
        until,
    };
    days.iter().copied().zip(ends).map(band).collect()
}

/// The first day on which a measure can have been in force.
fn begin(register: &Register, measure: &Ref) -> Option<Date> {
    let Some(Part::Measure(ix)) = register.part(measure.as_str()) else { return None };
    let own = register.measure(ix).effective.map(When::earliest);
    own.or_else(|| register.home(ix).instrument().map(|text| text.effective.earliest()))
}

/// Every selector of a provision, with what it excepts.
fn selectors(register: &Register, visit: &mut dyn FnMut(&Selector)) {
    fn each(selector: &Selector, visit: &mut dyn FnMut(&Selector)) {
        visit(selector);
        selector.except.iter().for_each(|except| each(except, visit));
    }
    for lock in register.lock_ixs().map(|ix| register.lock(ix)) {
        each(&lock.select, visit);
        lock.reaches.iter().for_each(|clause| each(&clause.select, visit));
    }
    for exit in register.exit_ixs().map(|ix| register.exit(ix)) {
        each(&exit.select, visit);
        exit.serves.iter().for_each(|clause| each(&clause.select, visit));
    }
}

/// The days on which a selector begins to take a listing otherwise.
fn cut(selector: &Selector, cuts: &mut BTreeSet<Date>) {
    // What was in effect on the day of a freeze is listed by the end of it: the band changes on the morrow.
    cuts.extend(selector.frozen_as_of.and_then(|day| day.0.tomorrow().ok()));
    cuts.extend(
        selector.listed.iter().flat_map(|listed| [listed.from, listed.before]).flatten().map(|day| day.0),
    );
}

/// The register with more targets: for each band and nationality one listed on the first day on each ground. The
/// listings are given by band, nationality and ground.
fn suppose(
    register: &Register,
    bands: &[Band],
    nationalities: &[Option<Id>],
) -> (Register, Vec<Vec<Vec<Ref>>>) {
    let copy = |file: &RecordFile| RecordFile {
        path: file.path.clone(),
        id: file.id.clone(),
        kind: file.kind,
        record: file.record.clone(),
    };
    let mut files: Vec<RecordFile> = register.files().iter().map(copy).collect();
    let mut add = |record: Record| {
        let id = free(register, &format!("supposed-{}", files.len()));
        let listing = format!("{id}/{LISTING}").parse().unwrap_or_else(|_| unreachable!("made of ids"));
        files.push(RecordFile { path: format!("targets/{id}.toml"), id, kind: Kind::Target, record });
        listing
    };
    let mut listings = Vec::new();
    for band in bands {
        let of =
            |nationality: &Option<Id>| GROUNDS.map(|ground| supposed(band, ground, nationality.as_slice()));
        listings.push(nationalities.iter().map(|n| of(n).map(&mut add).to_vec()).collect());
    }
    let supposed = Register::new(files, register.hash().to_owned());
    (supposed.unwrap_or_else(|| unreachable!("the head is among the files")), listings)
}

const LISTING: &str = "listing";

/// An id that no record has.
fn free(register: &Register, wanted: &str) -> Id {
    let mut id = wanted.to_owned();
    while register.file(&id).is_some() {
        id.push_str("-x");
    }
    id.parse().unwrap_or_else(|_| unreachable!("made of ids"))
}

/// A target of which nothing is known but this. Decoded as any record is, so that what is left out is as in any.
fn supposed(band: &Band, ground: Ground, nationality: &[Id]) -> Record {
    let text = format!(
        "name = 'Somebody'\nkind = 'entity'\nnationality = {nationality:?}\n[[listings]]\nid = '{LISTING}'\n\
         measures = {:?}\nfrom = {}\nground = '{}'\nprogramme = '{}'\n",
        band.measures,
        band.from,
        ground.word(),
        band.programme,
    );
    let decoded = toml::Deserializer::parse(&text).map(|toml| Kind::Target.decode(toml));
    decoded.ok().and_then(Result::ok).unwrap_or_else(|| unreachable!("made of ids and days"))
}

/// The states of one listing, each with the first day of it.
fn pass(register: &Register, listing: &Ref, from: Date, question: &Question) -> Pass {
    let acts = [Act { listings: [listing.clone()].into(), ..Act::of(Action::Terminate) }];
    let asked = Asked { acts: &acts, goals: &[], facts: &[] };
    let question = Question { as_of: from, submit: from, ..question.clone() };
    let mut states = Pass::new();
    each_breakpoint(register, asked, &question, &mut |day, answer| {
        let state = state(answer);
        if states.last().is_none_or(|(_, last)| *last != state) {
            states.push((day, state));
        }
    });
    states
}

fn state(answer: &Answer<'_>) -> State {
    let set = |pathways: Vec<Pathway>, outlying: Vec<Pathway>| -> Set {
        (pathways.into_iter().collect(), outlying.into_iter().collect())
    };
    let mut state = State::from([(None, set(answer.pathways(), answer.outlying()))]);
    for var in answer.turns_on() {
        let Var::Point(point) = &var else { continue };
        let Some(record) = answer.register.point(point.as_str()) else { continue };
        for value in 0..values(answer.register, &var) {
            let found = answer.pathways_under(&Assignment::from([(var.clone(), value)]));
            state.insert(Some((point.clone(), record.choices[value].id.clone())), set(found, Vec::new()));
        }
    }
    state
}

/// The intervals of a band: at each day the set over all passes, joined while it stays the same.
fn spans(band: &Band, nationality: &str, passes: &[Pass]) -> Vec<Span> {
    let days: BTreeSet<Date> = passes.iter().flatten().map(|(day, _)| *day).collect();
    let readings: BTreeSet<_> =
        passes.iter().flatten().flat_map(|(_, state)| state.keys().cloned()).collect();
    let mut spans: Vec<Span> = Vec::new();
    for reading in readings {
        let mut last: Option<Span> = None;
        for day in &days {
            let (mut pathways, mut outlying) = Set::default();
            for pass in passes {
                let state = pass.iter().take_while(|(from, _)| from <= day).last();
                let found = state.and_then(|(_, state)| state.get(&reading).or_else(|| state.get(&None)));
                if let Some((counted, beyond)) = found {
                    pathways.extend(counted);
                    outlying.extend(beyond);
                }
            }
            outlying.retain(|pathway| !pathways.contains(pathway));
            let (pathways, outlying): (Vec<_>, Vec<_>) =
                (pathways.into_iter().collect(), outlying.into_iter().collect());
            if last.as_ref().is_some_and(|last| last.pathways == pathways && last.outlying == outlying) {
                continue;
            }
            if let Some(mut last) = last.take() {
                last.until = Some(*day);
                spans.push(last);
            }
            last = Some(Span {
                programme: band.programme.clone(),
                listed_from: band.from,
                listed_until: band.until,
                nationality: nationality.to_owned(),
                reading: reading.clone(),
                from: *day,
                until: None,
                pathways,
                outlying,
            });
        }
        spans.extend(last);
    }
    spans
}
