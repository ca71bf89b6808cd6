//! Two answers to one question compared by meaning: of two registers, of two days, or with and without a bill.
//!
//! An option is moved where its pathway, its branches, conditions, controlling provisions, what still binds, or its
//! earliest day differ. What moved it is looked for among what the two answers read: a provision that only one of
//! them has, that the two registers word differently, or that stands differently on the two days.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::branch::{Assignment, Var};
use super::trial::provisions;
use super::{Answer, Asked, Question, answer};
use crate::model::{Id, Pathway, Record, Ref, ReliefOption};
use crate::register::{Law, Part, Register};

/// One side of a comparison.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The register.
    pub register: &'a Register,
    /// The question put to it.
    pub question: &'a Question,
}

/// What is compared of an option.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// The pathways on the readings that are not outlying, lightest first.
    pub pathways: Vec<Pathway>,
    /// Each pathway with the combinations that lead to it, as they are typed: `c4=a`.
    pub branches: Vec<(Pathway, bool, Vec<Vec<String>>)>,
    /// The locks and exits of the headline.
    pub controlling: Vec<Ref>,
    /// What the exits of the headline ask for: the exit, the kind of condition, and its words.
    pub conditions: Vec<(Ref, &'static str, String)>,
    /// The measures that still bind afterwards, on some reading.
    pub residual: Vec<Ref>,
    /// The earliest lawful day of the headline.
    pub earliest: Option<Date>,
}

/// In what an option differs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Aspect {
    /// Its pathway.
    Pathway,
    /// The readings and facts that lead to each pathway.
    Branches,
    /// What must come first, or after.
    Conditions,
    /// The locks and exits of the headline.
    Controlling,
    /// What still binds afterwards.
    Residual,
    /// The earliest lawful day; between days, the days it takes.
    Earliest,
}

impl Aspect {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Aspect::Pathway => "pathway",
            Aspect::Branches => "branches",
            Aspect::Conditions => "conditions",
            Aspect::Controlling => "controlling",
            Aspect::Residual => "residual",
            Aspect::Earliest => "earliest",
        }
    }
}

/// What became of an option between the two sides.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// Only the second side has it.
    Added(State),
    /// Only the first side has it.
    Removed(State),
    /// The second side has retired it.
    Retired(State),
    /// Both have it, and their answers differ.
    Moved {
        /// The first answer.
        before: State,
        /// The second.
        after: State,
        /// In what they differ.
        aspects: Vec<Aspect>,
        /// The records and provisions that moved it, as far as they were found.
        causes: Vec<Ref>,
    },
}

/// An option that changed.
#[derive(Clone, PartialEq, Debug)]
pub struct Changed {
    /// The option.
    pub id: Id,
    /// Its title, on the side that has it last.
    pub title: String,
    /// What became of it.
    pub change: Change,
}

/// Compares all options of two sides; those whose law is not encoded on the day of either side are left out.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Changed> {
    let ids: BTreeSet<&Id> =
        before.register.options().chain(after.register.options()).map(|(id, _)| id).collect();
    ids.into_iter().filter_map(|id| changed(before, after, id)).collect()
}

/// The options in use on either side whose law is not encoded on its day: nothing is said of them.
pub fn unencoded(before: Side<'_>, after: Side<'_>) -> Vec<Id> {
    fn missing<'a>(side: Side<'a>) -> impl Iterator<Item = &'a Id> {
        let options = side.register.options().map(|(id, _)| id);
        options.filter(move |id| matches!(live(side, id), Some(Live::Unencoded)))
    }
    let ids: BTreeSet<&Id> = missing(before).chain(missing(after)).collect();
    ids.into_iter().cloned().collect()
}

fn changed(before: Side<'_>, after: Side<'_>, id: &Id) -> Option<Changed> {
    let option = |side| match live(side, id) {
        None => Some(None),
        Some(Live::Option(option)) => Some(Some(option)),
        Some(Live::Unencoded) => None,
    };
    let (first, second) = (option(before)?, option(after)?);
    let title = |option: &ReliefOption| option.title.to_string();
    let change = match (first, second) {
        (None, None) => return None,
        (None, Some(option)) => Change::Added(state(&ask(after, option))),
        (Some(option), None) => {
            let last = state(&ask(before, option));
            let retired = after.register.option(id.as_str()).is_some_and(|o| o.retired.is_some());
            if retired { Change::Retired(last) } else { Change::Removed(last) }
        }
        (Some(one), Some(other)) => {
            let (a, b) = (ask(before, one), ask(after, other));
            let (was, is) = (state(&a), state(&b));
            let aspects = aspects(&was, &is, before.question, after.question);
            if aspects.is_empty() {
                return None;
            }
            let causes = causes(before, after, id, &a, &b);
            Change::Moved { before: was, after: is, aspects, causes }
        }
    };
    Some(Changed { id: id.clone(), title: second.or(first).map(title)?, change })
}

/// An option that is in use on a side.
enum Live<'a> {
    Option(&'a ReliefOption),
    /// Its law is not encoded on the day of the side.
    Unencoded,
}

fn live<'a>(side: Side<'a>, id: &Id) -> Option<Live<'a>> {
    let option = side.register.option(id.as_str()).filter(|option| option.retired.is_none())?;
    let regime = side.register.head().regimes.iter().find(|r| r.id == option.regime);
    let encoded = regime.is_none_or(|r| side.question.as_of >= r.coverage.from.0);
    Some(if encoded { Live::Option(option) } else { Live::Unencoded })
}

fn ask<'a>(side: Side<'a>, option: &'a ReliefOption) -> Answer<'a> {
    answer(side.register, Asked::from(option), side.question.clone())
}

/// What is compared of an answer.
fn state(answer: &Answer<'_>) -> State {
    let register = answer.register;
    let branches = answer.branches();
    let headline = branches.iter().rfind(|branch| !branch.outlying);
    let controlling = headline.map(|b| provisions(register, &b.controlling)).unwrap_or_default();
    let mut exits: Vec<_> =
        headline.into_iter().flat_map(|b| &b.controlling).filter_map(|(_, exit)| *exit).collect();
    exits.sort_unstable();
    exits.dedup();
    let conditions = exits.into_iter().flat_map(|ix| {
        let (exit, id) = (register.exit(ix), register.reference(ix));
        let asked = exit.conditions.iter().map(move |c| (id.clone(), c.kind.word(), c.text.to_string()));
        let review = exit.review.as_ref().map(|clock| (id.clone(), "review", clock.to_string()));
        asked.chain(review)
    });
    let mut conditions: Vec<_> = conditions.collect();
    conditions.sort();
    let mut residual: Vec<Ref> =
        answer.residual().into_iter().map(|ix| register.reference(ix).clone()).collect();
    residual.sort();
    State {
        pathways: answer.pathways(),
        branches: branches.iter().map(|b| (b.pathway, b.outlying, typed(register, &b.cases))).collect(),
        controlling,
        conditions,
        residual,
        earliest: branches.iter().filter(|b| !b.outlying).rev().find_map(|b| b.earliest),
    }
}

/// Combinations as they are typed; the two registers may number choices differently.
fn typed(register: &Register, cases: &[Assignment]) -> Vec<Vec<String>> {
    let one = |(var, value): (&Var, &usize)| match var {
        Var::Point(id) => {
            let choice = register.point(id.as_str()).and_then(|p| p.choices.get(*value));
            format!("{id}={}", choice.map_or("?", |c| c.id.as_str()))
        }
        Var::Fact(id) => format!("{id}={}", if *value == 1 { "yes" } else { "no" }),
        Var::Basis(listing) => {
            let measure = match register.part(listing.as_str()) {
                Some(Part::Listing(ix)) => register.listing_measures(ix).get(*value),
                _ => None,
            };
            format!("{listing} under {}", measure.map_or("?", |ix| register.reference(*ix).as_str()))
        }
    };
    let mut typed: Vec<Vec<String>> = cases.iter().map(|case| case.iter().map(one).collect()).collect();
    typed.sort();
    typed
}

fn aspects(was: &State, is: &State, before: &Question, after: &Question) -> Vec<Aspect> {
    // Between days, what hangs on the filing moves with it, and a day that is written down comes nearer: neither differs.
    let takes =
        |state: &State, question: &Question| state.earliest.map(|day| (day - question.submit).get_days());
    let later = was.earliest != is.earliest && takes(was, before) != takes(is, after);
    let differ = [
        (Aspect::Pathway, was.pathways != is.pathways),
        (Aspect::Branches, was.branches != is.branches),
        (Aspect::Conditions, was.conditions != is.conditions),
        (Aspect::Controlling, was.controlling != is.controlling),
        (Aspect::Residual, was.residual != is.residual),
        (Aspect::Earliest, later),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}

/// What the two answers read and what differs between the sides.
fn causes(before: Side<'_>, after: Side<'_>, id: &Id, a: &Answer<'_>, b: &Answer<'_>) -> Vec<Ref> {
    let mut read: BTreeSet<Ref> = a.reads().into_iter().chain(b.reads()).collect();
    read.insert(Ref::from(id));
    for answer in [a, b] {
        read.extend(answer.all_turns_on().iter().filter_map(|var| match var {
            Var::Point(id) | Var::Fact(id) => Some(Ref::from(id)),
            Var::Basis(_) => None,
        }));
    }
    // What a provision hangs on: its instrument, and the emergencies beneath that.
    let homes: Vec<&str> = read.iter().filter_map(|r| r.split().1.map(|_| r.split().0)).collect();
    let beneath = homes.iter().flat_map(|home| after.register.emergencies_of(home)).map(Ref::from);
    let clocks = read.iter().filter_map(|r| match after.register.part(r.as_str()) {
        Some(Part::Exit(ix)) => after.register.exit(ix).review.as_ref().map(Ref::from),
        _ => None,
    });
    let more: BTreeSet<Ref> = homes
        .iter()
        .filter_map(|home| home.parse::<Id>().ok())
        .map(|id| Ref::from(&id))
        .chain(beneath)
        .chain(clocks)
        .collect();
    let mut found: Vec<Ref> = read.iter().filter(|r| differs(before, after, r)).cloned().collect();
    let told: BTreeMap<&str, ()> = found.iter().map(|r| (r.split().0, ())).collect();
    let whole = more.iter().filter(|r| !told.contains_key(r.as_str()) && differs(before, after, r));
    let whole: Vec<Ref> = whole.cloned().collect();
    found.extend(whole);
    found.sort();
    found.dedup();
    found
}

/// Whether a record or a part differs between the sides: in its words, or in how it stands.
fn differs(before: Side<'_>, after: Side<'_>, reference: &Ref) -> bool {
    let words = |side: Side<'_>| -> Option<String> {
        let register = side.register;
        Some(match register.part(reference.as_str()) {
            Some(Part::Measure(ix)) => format!("{:?}", register.measure(ix)),
            Some(Part::Lock(ix)) => format!("{:?}", register.lock(ix)),
            Some(Part::Exit(ix)) => format!("{:?}", register.exit(ix)),
            Some(Part::Mandate(ix)) => format!("{:?}", register.mandate(ix)),
            Some(Part::Listing(ix)) => format!("{:?}", register.listing(ix)),
            None => match &register.file(reference.as_str())?.record {
                // Its provisions are compared one by one; of the whole, what they all hang on.
                Record::Instrument(_, r) => {
                    format!("{:?}", (r.effective, r.ended, r.expires, &r.relations, &r.authority))
                }
                record => format!("{record:?}"),
            },
        })
    };
    let same = std::ptr::eq(before.register, after.register);
    (!same && words(before) != words(after)) || standing(before, reference) != standing(after, reference)
}

/// How a record or a part stands on the day of a side; nothing where it has no standing.
fn standing(side: Side<'_>, reference: &Ref) -> Option<String> {
    let known = |fact: &Id| side.question.facts.get(fact).copied();
    let law = Law::on(side.register, side.question.as_of, &side.question.assume, &known);
    let tri = match side.register.part(reference.as_str()) {
        Some(part) => law.part(part),
        None => match &side.register.file(reference.as_str())?.record {
            Record::Instrument(..) | Record::Bill(_) => law.instrument(&reference.as_str().parse().ok()?),
            Record::Emergency(_) => law.emergency(&reference.as_str().parse().ok()?).in_force,
            _ => return None,
        },
    };
    Some(match tri {
        crate::register::Tri::Yes => "yes".into(),
        crate::register::Tri::No => "no".into(),
        crate::register::Tri::Unknown(_) => "unknown".into(),
    })
}
