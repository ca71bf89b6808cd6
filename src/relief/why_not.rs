//! Why an option has no lighter pathway, and what would have to change.
//!
//! For each lighter pathway: the bars that only a heavier exit, or none, gets through; and the smallest sets of changes
//! after which the option takes that pathway or a lighter one. A change is to leave something as it is, a choice of a
//! point, a fact, or a later day on which a lock has ended. No set is told that the engine was not asked about anew.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::answer::answer_asking;
use super::branch::{Assignment, Var, is_outlying, values};
use super::question::Asking;
use super::{Answer, Asked, Bar, Question};
use crate::model::{FactValue, Id, Pathway, Ref};
use crate::register::{ExitIx, Law, Part, Register};

/// How many things are tried to be left out, and how many later days.
const TRIED: usize = 8;
/// How many changes are combined.
const COMBINED: usize = 3;

/// Something that would have to change.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Remedy {
    /// To leave this measure, listing, mandate or emergency as it is.
    Leave(Ref),
    /// This choice of a point is right.
    Reading(Id, usize),
    /// This fact is so, or is not.
    Fact(Id, bool),
    /// To wait for this day, on which these have ended.
    Wait(Date, Vec<Ref>),
}

/// A bar that keeps an option off a pathway.
#[derive(Clone, PartialEq, Debug)]
pub struct Obstacle {
    /// The bar.
    pub bar: Bar,
    /// The exit used, and what that takes; none where no exit fits.
    pub exit: Option<(ExitIx, Pathway)>,
}

/// A pathway lighter than the headline.
#[derive(Clone, PartialEq, Debug)]
pub struct Lighter {
    /// The pathway.
    pub pathway: Pathway,
    /// What keeps the option off it in the headline.
    pub obstacles: Vec<Obstacle>,
    /// The smallest sets of changes after which it takes this pathway or a lighter one.
    pub remedies: Vec<Vec<Remedy>>,
}

/// Why an option has no lighter pathway.
pub struct WhyNot<'a> {
    /// The answer as it is.
    pub answer: Answer<'a>,
    /// Each lighter pathway, heaviest first.
    pub lighter: Vec<Lighter>,
}

/// One way to ask the question again.
#[derive(Clone)]
struct Variant {
    changes: Vec<Remedy>,
    question: Question,
    leave: Vec<Ref>,
}

/// Asks why an option has no lighter pathway.
pub fn why_not<'a>(register: &'a Register, asked: Asked<'a>, question: &Question) -> WhyNot<'a> {
    let now = super::answer(register, asked, question.clone());
    let headline = now.pathway();
    let wanted = Pathway::ALL.into_iter().filter(|p| *p != Pathway::None && *p < headline).rev();
    let wanted: Vec<Pathway> = wanted.collect();
    let mut found: BTreeMap<Pathway, Vec<Vec<Remedy>>> = BTreeMap::new();
    if !wanted.is_empty() {
        for variant in variants(register, &now, asked, question) {
            let again = ask(register, asked, &variant);
            for changes in fixes(register, &again, &variant) {
                let reached = again.pathways_under(&assignment(&changes)).last().copied();
                let Some(reached) = reached.filter(|p| *p < headline && *p != Pathway::None) else {
                    continue;
                };
                for pathway in wanted.iter().filter(|p| reached <= **p) {
                    let known = found.entry(*pathway).or_default();
                    let smaller = known.iter().any(|set| set.iter().all(|one| changes.contains(one)));
                    if !smaller && holds(register, asked, &variant, &changes, *pathway) {
                        known.retain(|set| !changes.iter().all(|one| set.contains(one)));
                        known.push(changes.clone());
                    }
                }
            }
        }
    }
    let lighter = wanted.into_iter().map(|pathway| {
        let mut remedies = found.remove(&pathway).unwrap_or_default();
        remedies.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        Lighter { pathway, obstacles: obstacles(&now, pathway), remedies }
    });
    let lighter = lighter.collect();
    WhyNot { lighter, answer: now }
}

fn ask<'a>(register: &'a Register, asked: Asked<'a>, variant: &Variant) -> Answer<'a> {
    let asking = Asking { leave: &variant.leave, ..Asking::default() };
    answer_asking(register, asked, variant.question.clone(), asking)
}

/// Asks the engine anew with all changes made.
fn holds(
    register: &Register,
    asked: Asked<'_>,
    variant: &Variant,
    changes: &[Remedy],
    wanted: Pathway,
) -> bool {
    let mut variant = variant.clone();
    for change in changes {
        match change {
            Remedy::Reading(point, value) => {
                let choice = register.point(point.as_str()).and_then(|p| p.choices.get(*value));
                let Some(choice) = choice.and_then(|c| format!("{point}.{}", c.id).parse().ok()) else {
                    return false;
                };
                variant.question.readings.push(choice);
            }
            Remedy::Fact(fact, yes) => {
                variant.question.facts.insert(fact.clone(), *yes);
            }
            Remedy::Leave(_) | Remedy::Wait(..) => {}
        }
    }
    let again = ask(register, asked, &variant).pathway();
    again <= wanted && again != Pathway::None
}

/// The question with nothing changed, then with one thing or two left out, a stated fact turned, or a later day.
fn variants(register: &Register, now: &Answer<'_>, asked: Asked<'_>, question: &Question) -> Vec<Variant> {
    let plain = Variant { changes: Vec::new(), question: question.clone(), leave: Vec::new() };
    let acts = now.acts.iter().filter_map(|act| act.deed.object.reference(register).parse::<Ref>().ok());
    let standing = now.goals.iter().flat_map(|goal| &goal.items);
    let standing = standing.filter(|item| now.fates(item).iter().any(|fate| fate.stands()));
    let mut objects: Vec<Ref> =
        acts.chain(standing.map(|item| item.item.reference(register).clone())).collect();
    objects.sort();
    objects.dedup();
    objects.truncate(TRIED);
    let leaving = |leave: Vec<Ref>| Variant {
        changes: leave.iter().cloned().map(Remedy::Leave).collect(),
        leave,
        ..plain.clone()
    };
    let mut all = vec![plain.clone()];
    all.extend(objects.iter().map(|one| leaving(vec![one.clone()])));
    for stated in asked.facts.iter().filter(|f| !question.facts.contains_key(&f.fact)) {
        let turned = match stated.value {
            FactValue::Yes => false,
            FactValue::No => true,
            FactValue::Open => continue,
        };
        let mut question = question.clone();
        question.facts.insert(stated.fact.clone(), turned);
        let changes = vec![Remedy::Fact(stated.fact.clone(), turned)];
        all.push(Variant { changes, question, ..plain.clone() });
    }
    all.extend(days(register, now, question).into_iter().map(|(day, ended)| Variant {
        changes: vec![Remedy::Wait(day, ended)],
        question: Question { as_of: day, submit: day.max(question.submit), ..question.clone() },
        ..plain.clone()
    }));
    for (at, one) in objects.iter().enumerate() {
        all.extend(objects[at + 1..].iter().map(|other| leaving(vec![one.clone(), other.clone()])));
    }
    all
}

/// The later days on which something that the answer reads ends of itself, with what ends.
fn days(register: &Register, now: &Answer<'_>, question: &Question) -> Vec<(Date, Vec<Ref>)> {
    let nothing_known = |_: &Id| None;
    let law = Law::on(register, question.as_of, &question.assume, &nothing_known);
    let mut ends: BTreeMap<Date, Vec<Ref>> = BTreeMap::new();
    for reference in now.reads() {
        let part = register.part(reference.as_str()).filter(|part| !matches!(part, Part::Exit(_)));
        if let Some(day) = part.and_then(|part| law.end_of(part)).filter(|day| *day > question.as_of) {
            ends.entry(day).or_default().push(reference);
        }
    }
    ends.into_iter().take(TRIED).collect()
}

/// The changes of a variant, alone and with values of what its answer turns on.
fn fixes(register: &Register, again: &Answer<'_>, variant: &Variant) -> Vec<Vec<Remedy>> {
    let mut single: Vec<Remedy> = Vec::new();
    for var in again.turns_on() {
        for value in (0..values(register, &var)).filter(|value| !is_outlying(register, &var, *value)) {
            match &var {
                Var::Point(id) => single.push(Remedy::Reading(id.clone(), value)),
                Var::Fact(id) => single.push(Remedy::Fact(id.clone(), value == 1)),
                Var::Basis(_) => {}
            }
        }
    }
    let mut sets = vec![variant.changes.clone()];
    let mut last = sets.clone();
    while last.first().is_some_and(|set| set.len() < COMBINED) {
        let longer = last.iter().flat_map(|set| {
            let after = set.last().filter(|_| set.len() > variant.changes.len());
            let more =
                single.iter().filter(move |one| after.is_none_or(|a| *one > a && !same_question(a, one)));
            more.map(move |one| set.iter().cloned().chain([one.clone()]).collect::<Vec<Remedy>>())
        });
        last = longer.collect();
        sets.extend(last.iter().cloned());
    }
    sets.retain(|set| !set.is_empty());
    sets
}

/// Whether two changes answer one question differently.
fn same_question(a: &Remedy, b: &Remedy) -> bool {
    match (a, b) {
        (Remedy::Reading(a, _), Remedy::Reading(b, _)) | (Remedy::Fact(a, _), Remedy::Fact(b, _)) => a == b,
        _ => false,
    }
}

fn assignment(changes: &[Remedy]) -> Assignment {
    let fixed = changes.iter().filter_map(|change| match change {
        Remedy::Reading(point, value) => Some((Var::Point(point.clone()), *value)),
        Remedy::Fact(fact, yes) => Some((Var::Fact(fact.clone()), usize::from(*yes))),
        Remedy::Leave(_) | Remedy::Wait(..) => None,
    });
    fixed.collect()
}

/// The bars of the headline that nothing as light as this gets through.
fn obstacles(now: &Answer<'_>, pathway: Pathway) -> Vec<Obstacle> {
    let branches = now.branches();
    let headline = branches.iter().rfind(|branch| !branch.outlying);
    let each = headline.into_iter().flat_map(|branch| &branch.controlling).map(|(bar, exit)| {
        let exit = exit.map(|ix| (ix, now.scales().way(ix, None, now.question.submit).pathway));
        Obstacle { bar: *bar, exit }
    });
    each.filter(|obstacle| obstacle.exit.is_none_or(|(_, takes)| takes > pathway)).collect()
}
