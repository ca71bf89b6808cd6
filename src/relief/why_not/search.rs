//! The smallest sets of changes that give an option a lighter pathway.
//!
//! Changes to the acts, the law, the stated facts and the day are tried one by one and then two by two, each time by
//! asking the engine anew; two are put together only where the first takes something out of the way and the second
//! bears on what is left. Readings and open facts need no new question: they are read off the diagram of an answer, by
//! breaking one harder branch after another.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Remedy;
use super::obstacles::{InTheWay, Required, in_the_way, required};
use super::variant::Variant;
use crate::model::{FactValue, Id, Kind, Pathway, Ref};
use crate::register::{Law, Part, Register};
use crate::relief::branch::{Assignment, Var, is_outlying, values};
use crate::relief::{Answer, Asked, Question};

/// How many changes are combined.
const COMBINED: usize = 3;
/// How many later days are tried.
const LATER: usize = 8;
/// How often the engine is asked anew.
const ASKED: usize = 160;

/// The smallest sets of changes found for each pathway.
pub(super) type Found = BTreeMap<Pathway, Vec<Vec<Remedy>>>;

/// The smallest sets of changes for each pathway wanted, heaviest first, and how many were not tried, being too many.
pub(super) fn remedies<'a>(
    register: &'a Register,
    now: &Answer<'a>,
    asked: Asked<'a>,
    question: &Question,
    wanted: &[Pathway],
) -> (Found, usize) {
    let mut search = Search { register, asked, wanted, left: ASKED, untried: 0, found: Found::new() };
    if wanted.is_empty() {
        return (search.found, 0);
    }
    let plain = Variant::of(question);
    search.keep(now, &plain);
    let before = in_the_way(now, &[]);
    let singles = singles(register, now, asked, question, &before);
    let mut helps: Vec<(usize, After)> = Vec::new();
    for (at, change) in singles.iter().enumerate() {
        let Some(after) = search.attempt(plain.with(change)) else { continue };
        if !before.is_subset(&after.in_the_way) {
            helps.push((at, after));
        }
    }
    let mut tried: BTreeSet<[&Remedy; 2]> = BTreeSet::new();
    for (first, after) in &helps {
        let one = &singles[*first];
        // Also what is in the way only now: what an act ended that is left undone.
        let known = |change: &Remedy| singles.iter().any(|one| one.within(change) && change.within(one));
        let new: Vec<&Remedy> = after.singles.iter().filter(|change| !known(change)).collect();
        for change in singles.iter().chain(new.iter().copied()) {
            let pair = [one.min(change), one.max(change)];
            let helpful = helps.iter().any(|(at, _)| singles[*at] == *change) || new.contains(&change);
            let bears = helpful || both_facts(one, change) || bears_on(change, &after.in_the_way);
            if one.within(change) || change.within(one) || !bears || tried.contains(&pair) {
                continue;
            }
            if search.may_do(after, one, change) {
                tried.insert(pair);
                search.attempt(plain.with(one).with(change));
            }
        }
    }
    (search.found, search.untried)
}

/// What is left to do after a change.
struct After {
    in_the_way: InTheWay,
    /// The changes that bear on it.
    singles: Vec<Remedy>,
    /// What must be done for each pathway wanted, with one reading or fact besides, or none.
    required: Vec<(Pathway, Vec<Remedy>, Vec<Required>)>,
}

struct Search<'s> {
    register: &'s Register,
    asked: Asked<'s>,
    wanted: &'s [Pathway],
    left: usize,
    untried: usize,
    found: Found,
}

impl Search<'_> {
    /// Asks a variant, keeps what it gives, and tells what is left to do, if one more change may be added to it.
    fn attempt(&mut self, variant: Variant) -> Option<After> {
        let Some(left) = self.left.checked_sub(1) else {
            self.untried += 1;
            return None;
        };
        self.left = left;
        let again = variant.ask(self.register, self.asked);
        self.keep(&again, &variant);
        if variant.changes.len() + 1 == COMBINED {
            return None;
        }
        let required = self.required(&again, &variant.changes);
        let in_the_way = in_the_way(&again, &variant.changes);
        let singles = singles(self.register, &again, self.asked, &variant.question, &in_the_way);
        Some(After { in_the_way, singles, required })
    }

    /// What must be done beside one reading or fact, or none.
    fn required(
        &self,
        answer: &Answer<'_>,
        changes: &[Remedy],
    ) -> Vec<(Pathway, Vec<Remedy>, Vec<Required>)> {
        // Also what decides nothing yet: a reading that takes one of two bars away matters once the other is gone.
        let literals = answer.all_turns_on().into_iter().flat_map(|var| {
            let counted =
                (0..values(self.register, &var)).filter(|value| !is_outlying(self.register, &var, *value));
            counted.map(|value| Assignment::from([(var.clone(), value)])).collect::<Vec<_>>()
        });
        let fixed: Vec<Assignment> = literals.chain([Assignment::new()]).collect();
        let each = self.wanted.iter().flat_map(|pathway| fixed.iter().map(move |fixed| (*pathway, fixed)));
        each.map(|(pathway, fixed)| {
            (pathway, remedies_of(fixed).collect(), required(answer, changes, pathway, fixed))
        })
        .collect()
    }

    /// Whether two changes may give a pathway that less does not give, where the second does all that is left to do.
    fn may_do(&self, after: &After, one: &Remedy, other: &Remedy) -> bool {
        after.required.iter().any(|(pathway, beside, required)| {
            let all: Vec<Remedy> = [one, other].into_iter().chain(beside).cloned().collect();
            let mut known = self.found.get(pathway).into_iter().flatten();
            !known.any(|set| lies_within(set, &all)) && required.iter().all(|one| one.done_by(other))
        })
    }

    /// Keeps the changes of a variant, with the readings and facts that they need besides, for each pathway wanted.
    /// An option of whose acts none is left is not that option any more.
    fn keep(&mut self, again: &Answer<'_>, variant: &Variant) {
        if again.acts.is_empty() {
            return;
        }
        let room = COMBINED - variant.changes.len();
        for pathway in self.wanted {
            let mut sets = Vec::new();
            readings(self.register, again, *pathway, &Assignment::new(), room, &mut sets);
            for fixed in sets {
                let changes: Vec<Remedy> =
                    variant.changes.iter().cloned().chain(remedies_of(&fixed)).collect();
                let known = self.found.entry(*pathway).or_default();
                let smaller = known.iter().any(|set| lies_within(set, &changes));
                if changes.is_empty()
                    || smaller
                    || !variant.holds(self.register, self.asked, &fixed, *pathway)
                {
                    continue;
                }
                known.retain(|set| !lies_within(&changes, set));
                known.push(changes);
            }
        }
    }
}

/// Whether one set asks no more than another: no more changes, and each lies within some change of the other. Two parts
/// of a statute are less law than the whole and more changes, so that both are told.
fn lies_within(set: &[Remedy], other: &[Remedy]) -> bool {
    set.len() <= other.len() && set.iter().all(|one| other.iter().any(|change| one.within(change)))
}

fn both_facts(one: &Remedy, other: &Remedy) -> bool {
    matches!((one, other), (Remedy::Fact(..), Remedy::Fact(..)))
}

/// Whether a change is about something that is in the way.
fn bears_on(change: &Remedy, left: &InTheWay) -> bool {
    left.iter().any(|(object, bar)| match change {
        Remedy::Leave(what) => what == object,
        Remedy::Repeal(_) => Remedy::Repeal(bar.clone()).within(change),
        _ => false,
    })
}

/// The combinations of at most `room` more readings and facts under which an answer takes this pathway or a lighter one.
fn readings(
    register: &Register,
    answer: &Answer<'_>,
    wanted: Pathway,
    fixed: &Assignment,
    room: usize,
    sets: &mut Vec<Assignment>,
) {
    let Some(harder) = answer.harder(fixed, wanted) else {
        if !sets.contains(fixed) && answer.pathways_under(fixed) != [Pathway::None] {
            sets.push(fixed.clone());
        }
        return;
    };
    if room == 0 {
        return;
    }
    // Each way to break this branch takes another value of something that it turns on.
    for (var, value) in harder.iter().filter(|(var, _)| !matches!(var, Var::Basis(_))) {
        let others = (0..values(register, var)).filter(|v| v != value && !is_outlying(register, var, *v));
        for other in others {
            let mut more = fixed.clone();
            more.insert(var.clone(), other);
            readings(register, answer, wanted, &more, room - 1, sets);
        }
    }
}

fn remedies_of(fixed: &Assignment) -> impl Iterator<Item = Remedy> + '_ {
    fixed.iter().filter_map(|(var, value)| match var {
        Var::Point(id) => Some(Remedy::Reading(id.clone(), *value)),
        Var::Fact(id) => Some(Remedy::Fact(id.clone(), *value == 1)),
        Var::Basis(_) => None,
    })
}

/// Single changes that bear on what is in the way: to leave something, a repeal, a stated fact turned, a later day.
fn singles(
    register: &Register,
    now: &Answer<'_>,
    asked: Asked<'_>,
    question: &Question,
    before: &InTheWay,
) -> Vec<Remedy> {
    let objects: BTreeSet<&Ref> = before.iter().map(|(object, _)| object).collect();
    let enacted = |bar: &&Ref| register.kind(bar.split().0) == Some(Kind::Statute);
    let bars: BTreeSet<&Ref> = before.iter().map(|(_, bar)| bar).filter(enacted).collect();
    let mut homes: Vec<&str> = bars.iter().map(|bar| bar.split().0).collect();
    homes.dedup_by(|a, b| a == b);
    let many = |home: &&str| bars.iter().filter(|bar| bar.split().0 == *home).count() > 1;
    let wholes = homes.into_iter().filter(many).filter_map(|home| home.parse().ok());
    let stated = asked.facts.iter().filter(|stated| !question.facts.contains_key(&stated.fact));
    let turned = stated.filter_map(|stated| match stated.value {
        FactValue::Yes => Some(Remedy::Fact(stated.fact.clone(), false)),
        FactValue::No => Some(Remedy::Fact(stated.fact.clone(), true)),
        FactValue::Open => None,
    });
    let leaves = objects.into_iter().cloned().map(Remedy::Leave);
    let waits =
        days(register, now, question, before).into_iter().map(|(day, ended)| Remedy::Wait(day, ended));
    let repeals = bars.iter().map(|bar| (*bar).clone()).chain(wholes).map(Remedy::Repeal);
    leaves.chain(turned).chain(waits).chain(repeals).collect()
}

/// The later days on which something that the answer reads, or is in the way, ends of itself, with what ends.
fn days(
    register: &Register,
    now: &Answer<'_>,
    question: &Question,
    before: &InTheWay,
) -> Vec<(Date, Vec<Ref>)> {
    let known = |fact: &Id| question.facts.get(fact).copied();
    let law = Law::on(register, question.as_of, &question.assume, &known);
    let mut ends: BTreeMap<Date, Vec<Ref>> = BTreeMap::new();
    let read: BTreeSet<Ref> =
        now.reads().into_iter().chain(before.iter().map(|(_, bar)| bar.clone())).collect();
    for reference in read {
        let part = register.part(reference.as_str()).filter(|part| !matches!(part, Part::Exit(_)));
        if let Some(day) = part.and_then(|part| law.end_of(part)).filter(|day| *day > question.as_of) {
            ends.entry(day).or_default().push(reference);
        }
    }
    ends.into_iter().take(LATER).collect()
}
