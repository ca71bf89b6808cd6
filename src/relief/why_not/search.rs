//! The smallest sets of changes that give an option a lighter pathway.
//!
//! Changes to the acts, the law, the stated facts and the day are tried one by one and then two by two, each time by
//! asking the engine anew; two are put together only where the first takes something out of the way and the second
//! bears on what is left. Readings and open facts need no new question: they are read off the diagram of an answer, by
//! breaking one harder branch after another.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Remedy;
use super::variant::Variant;
use crate::model::{FactValue, Id, Kind, Pathway, Ref};
use crate::register::{Law, Part, Register};
use crate::relief::branch::{Assignment, Var, is_outlying, values};
use crate::relief::effect::Fate;
use crate::relief::{Answer, Asked, Question, Weighed};

/// How many changes are combined.
const COMBINED: usize = 3;
/// How many later days are tried.
const LATER: usize = 8;
/// How often the engine is asked anew.
const ASKED: usize = 160;

/// The smallest sets of changes found for each pathway.
pub(super) type Found = BTreeMap<Pathway, Vec<Vec<Remedy>>>;
/// What is in the way: something acted on or aimed at, and a bar that takes more than the executive alone.
type InTheWay = BTreeSet<(Ref, Ref)>;

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
    let before = in_the_way(now);
    let singles = singles(register, now, asked, question, &before);
    let mut helps: Vec<(usize, InTheWay)> = Vec::new();
    for (at, change) in singles.iter().enumerate() {
        let Some(after) = search.attempt(plain.with(change)) else { continue };
        if !before.is_subset(&after) {
            helps.push((at, after));
        }
    }
    let mut tried = BTreeSet::new();
    for (first, left) in &helps {
        for (second, change) in singles.iter().enumerate() {
            let one = &singles[*first];
            let pair = (*first.min(&second), *first.max(&second));
            let helpful = helps.iter().any(|(at, _)| *at == second);
            let bears = helpful || both_facts(one, change) || bears_on(change, left);
            if one.within(change) || change.within(one) || !bears || !tried.insert(pair) {
                continue;
            }
            if !search.is_idle(&[one.clone(), change.clone()]) {
                search.attempt(plain.with(one).with(change));
            }
        }
    }
    (search.found, search.untried)
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
    /// Asks a variant, keeps what it gives, and tells what is still in the way; nothing once too much was asked.
    fn attempt(&mut self, variant: Variant) -> Option<InTheWay> {
        let Some(left) = self.left.checked_sub(1) else {
            self.untried += 1;
            return None;
        };
        self.left = left;
        let again = variant.ask(self.register, self.asked);
        self.keep(&again, &variant);
        Some(in_the_way(&again))
    }

    /// Whether less than these changes already gives the lightest pathway wanted.
    fn is_idle(&self, changes: &[Remedy]) -> bool {
        let lightest = self.wanted.last().and_then(|pathway| self.found.get(pathway));
        lightest.is_some_and(|known| known.iter().any(|set| lies_within(set, changes)))
    }

    /// Keeps the changes of a variant, with the readings and facts that they need besides, for each pathway wanted.
    fn keep(&mut self, again: &Answer<'_>, variant: &Variant) {
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

/// What is in the way of executive action alone, on some reading.
fn in_the_way(answer: &Answer<'_>) -> InTheWay {
    let register = answer.register;
    let mut found = InTheWay::new();
    let mut add = |what: &Ref, weighed: &Weighed| {
        let hard = answer.outcomes_of(weighed).filter(|passage| passage.pathway > Pathway::Executive);
        for (bar, exit) in hard.flat_map(|passage| &passage.used) {
            let way = |exit| answer.scales().way(exit, None, answer.question.submit).pathway;
            if exit.is_none_or(|exit| way(exit) > Pathway::Executive) {
                found.insert((what.clone(), bar.reference(register).clone()));
            }
        }
    };
    for act in &answer.acts {
        if let Ok(what) = act.deed.object.reference(register).parse() {
            add(&what, act);
        }
    }
    let items = answer.goals.iter().flat_map(|goal| &goal.items);
    let standing: Vec<_> = items.filter(|item| answer.needs_of(item) != [Pathway::None]).collect();
    for item in &standing {
        item.lighter.iter().for_each(|act| add(item.item.reference(register), act));
    }
    for item in standing {
        found.extend(answer.fates(item).into_iter().filter_map(|fate| match fate {
            Fate::Held(lock) => {
                Some((item.item.reference(register).clone(), register.reference(*lock).clone()))
            }
            _ => None,
        }));
    }
    found
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
    let waits = days(register, now, question).into_iter().map(|(day, ended)| Remedy::Wait(day, ended));
    let repeals = bars.iter().map(|bar| (*bar).clone()).chain(wholes).map(Remedy::Repeal);
    leaves.chain(turned).chain(waits).chain(repeals).collect()
}

/// The later days on which something that the answer reads ends of itself, with what ends.
fn days(register: &Register, now: &Answer<'_>, question: &Question) -> Vec<(Date, Vec<Ref>)> {
    let known = |fact: &Id| question.facts.get(fact).copied();
    let law = Law::on(register, question.as_of, &question.assume, &known);
    let mut ends: BTreeMap<Date, Vec<Ref>> = BTreeMap::new();
    for reference in now.reads() {
        let part = register.part(reference.as_str()).filter(|part| !matches!(part, Part::Exit(_)));
        if let Some(day) = part.and_then(|part| law.end_of(part)).filter(|day| *day > question.as_of) {
            ends.entry(day).or_default().push(reference);
        }
    }
    ends.into_iter().take(LATER).collect()
}
