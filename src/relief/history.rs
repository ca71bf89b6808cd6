//! The pathway as a function of the day: its intervals, and the law that moved it from one to the next.
//!
//! The function is piecewise constant. Its breakpoints are computed: each answer tells a [`Watch`] which days it
//! compared, and the first day on which one of these comparisons turns is the next day asked of. What moved the
//! pathway is found by asking again with one part of the law left as it stood on the eve.

use jiff::civil::Date;

use super::answer::{Answer, Asked, answer_asking};
use super::branch::Var;
use super::effect::Fate;
use super::question::{Asking, Question};
use super::select::Object;
use crate::model::{Id, Pathway, Record, Ref, When};
use crate::register::{Law, Part, Register, Tri, Watch};

/// A span of days on which the pathway is the same.
#[derive(Clone, PartialEq, Debug)]
pub struct Interval {
    /// The first day.
    pub from: Date,
    /// The first day of the next; none for the last.
    pub until: Option<Date>,
    /// The pathways of all branches that are not outlying, lightest first.
    pub pathways: Vec<Pathway>,
    /// The pathways that only outlying readings lead to.
    pub outlying: Vec<Pathway>,
    /// What the pathway turns on: contested points and open facts.
    pub turns_on: Vec<Var>,
    /// The facts among them that no record is about: whether something whose day is not known was in force.
    pub unsettled: Vec<Id>,
    /// What moved the pathway on the first day; empty for the first interval.
    pub moved_by: Vec<Mover>,
}

/// A record or a part of one that moved the pathway.
#[derive(Clone, PartialEq, Debug)]
pub struct Mover {
    /// The part, or the emergency or target.
    pub what: Ref,
    /// The part, where it is one.
    pub part: Option<Part>,
    /// How it stood on the eve.
    pub before: Tri,
    /// How it stands on the day.
    pub after: Tri,
    /// The record whose day it is: the part's own, its instrument, or the emergency it rests on.
    pub through: Ref,
}

/// The intervals of the pathway, from the day of the question on to the last day that anything known moves it. On
/// each day a filing is taken to be of that day.
pub fn history(register: &Register, asked: Asked<'_>, question: &Question) -> Vec<Interval> {
    let past = Past { register, asked, question };
    let mut intervals: Vec<Interval> = Vec::new();
    past.each(&mut |day, answer| {
        if intervals.last().is_none_or(|last| key(answer) != (last.pathways.clone(), last.outlying.clone())) {
            if let Some(last) = intervals.last_mut() {
                last.until = Some(day);
            }
            let moved_by = if intervals.is_empty() { Vec::new() } else { past.movers(day, answer) };
            intervals.push(interval(day, answer, moved_by));
        }
    });
    intervals
}

/// The answer on the day of the question and on each later day on which it can differ from the one before.
pub(super) fn each_breakpoint(
    register: &Register,
    asked: Asked<'_>,
    question: &Question,
    visit: &mut dyn FnMut(Date, &Answer<'_>),
) {
    Past { register, asked, question }.each(visit);
}

type Key = (Vec<Pathway>, Vec<Pathway>);

fn key(answer: &Answer<'_>) -> Key {
    (answer.pathways(), answer.outlying())
}

fn interval(from: Date, answer: &Answer<'_>, moved_by: Vec<Mover>) -> Interval {
    let turns_on = answer.turns_on();
    let unsettled = answer.unsettled().into_iter().filter(|id| turns_on.contains(&Var::Fact(id.clone())));
    Interval {
        from,
        until: None,
        pathways: answer.pathways(),
        outlying: answer.outlying(),
        unsettled: unsettled.collect(),
        turns_on,
        moved_by,
    }
}

struct Past<'p> {
    register: &'p Register,
    asked: Asked<'p>,
    question: &'p Question,
}

impl<'p> Past<'p> {
    fn each(&self, visit: &mut dyn FnMut(Date, &Answer<'_>)) {
        let mut day = self.question.as_of;
        loop {
            let watch = Watch::default();
            visit(day, &self.on(day, Asking { watch: Some(&watch), ..Asking::default() }));
            match watch.next(day) {
                Some(next) => day = next,
                None => return,
            }
        }
    }

    fn on(&self, day: Date, asking: Asking<'_>) -> Answer<'p> {
        let question = Question { as_of: day, submit: day, ..self.question.clone() };
        answer_asking(self.register, self.asked, question, asking)
    }

    fn key_lagging(&self, day: Date, lag: &[Part]) -> Key {
        key(&self.on(day, Asking { lag, ..Asking::default() }))
    }

    /// What moved the pathway on `day`: of all that begins or ends that day and is read, what alone makes or
    /// alone undoes the difference.
    fn movers(&self, day: Date, now: &Answer<'_>) -> Vec<Mover> {
        let Ok(eve_day) = day.yesterday() else { return Vec::new() };
        let eve = self.on(eve_day, Asking::default());
        let mut parts = read(now);
        parts.extend(read(&eve));
        parts.sort_unstable();
        parts.dedup();
        let known = |fact: &Id| self.question.facts.get(fact).copied();
        let then = Law::on(self.register, eve_day, &self.question.assume, &known);
        let law = then.at(day);
        let changed = parts.into_iter().filter_map(|part| {
            let standing = (standing(self.register, then, part), standing(self.register, law, part));
            // Where a lock holds what no emergency carries, it counts what is written.
            let written = match part {
                Part::Measure(ix) => (then.written(ix), law.written(ix)),
                _ => standing.clone(),
            };
            let turned = |(a, b): &(Tri, Tri)| std::mem::discriminant(a) != std::mem::discriminant(b);
            let (before, after) = [standing, written].into_iter().find(turned)?;
            Some(self.mover(part, before, after, day))
        });
        let mut movers: Vec<Mover> = changed.collect();
        if movers.len() > 1 {
            let (old, new) = (key(&eve), key(now));
            let all: Vec<Part> = movers.iter().filter_map(|m| m.part).collect();
            let telling: Vec<Mover> = movers
                .iter()
                .filter(|mover| {
                    let Some(part) = mover.part else { return true };
                    let others: Vec<Part> = all.iter().copied().filter(|p| *p != part).collect();
                    self.key_lagging(day, &[part]) != new || self.key_lagging(day, &others) != old
                })
                .cloned()
                .collect();
            if !telling.is_empty() {
                movers = telling;
            }
        }
        movers.extend(self.beyond_parts(then, law, now));
        if movers.is_empty() { self.ahead(&eve, now) } else { movers }
    }

    fn mover(&self, part: Part, before: Tri, after: Tri, day: Date) -> Mover {
        let what = self.register.reference(part).clone();
        let through = self.through(part, day).unwrap_or_else(|| what.clone());
        Mover { what, part: Some(part), before, after, through }
    }

    /// The record above a part whose day it is: its instrument, what that is issued under, or an emergency.
    fn through(&self, part: Part, day: Date) -> Option<Ref> {
        let register = self.register;
        if days_of(register, part).into_iter().flatten().any(|when| at(when, day)) {
            return None;
        }
        let measures: Vec<Part> = match part {
            Part::Listing(ix) => register.listing_measures(ix).iter().map(|m| Part::Measure(*m)).collect(),
            other => vec![other],
        };
        for part in measures {
            let home = register.home(part);
            for id in register.ancestors(home.id.as_str()) {
                let Some(instrument) = register.instrument(id.as_str()) else { continue };
                let days = [Some(instrument.effective), instrument.ended, instrument.expires];
                if days.into_iter().flatten().any(|when| at(when, day)) {
                    return Some(Ref::from(id));
                }
            }
            if let Part::Measure(ix) = part {
                let law = Law::on(register, day, &[], &|_| None).authority(ix);
                let turned = law.iter().filter_map(|base| base.emergency.as_ref()).find(|id| {
                    let on = |day| Law::on(register, day, &[], &|_| None).emergency(id).in_force;
                    day.yesterday().is_ok_and(|eve| on(eve) != on(day))
                });
                if let Some(emergency) = turned {
                    return Some(Ref::from(emergency));
                }
            }
        }
        None
    }

    /// Emergencies that an act is done to, traits of targets, and bills, which are no parts.
    fn beyond_parts(&self, then: Law<'_>, law: Law<'_>, now: &Answer<'_>) -> Vec<Mover> {
        let mut movers = Vec::new();
        let whole = |what: &Id, before, after| Mover {
            what: Ref::from(what),
            part: None,
            before,
            after,
            through: Ref::from(what),
        };
        for act in &now.acts {
            if let Object::Emergency(id) = &act.deed.object {
                let (before, after) = (then.emergency(id).in_force, law.emergency(id).in_force);
                if before != after {
                    movers.push(whole(id, before, after));
                }
            }
        }
        let listed = now.acts.iter().filter_map(|act| match act.deed.object {
            Object::Listing(ix) => Some(self.register.listed_target(ix).0),
            _ => None,
        });
        let sought = now.goals.iter().filter_map(|goal| goal.goal.target.as_ref());
        let mut targets: Vec<&Id> = listed.chain(sought).collect();
        targets.sort_unstable();
        targets.dedup();
        for id in targets {
            let Some(target) = self.register.target(id.as_str()) else { continue };
            for held in &target.traits {
                let (before, after) = (then.held(id, held), law.held(id, held));
                if before != after {
                    movers.push(whole(id, before, after));
                }
            }
        }
        let assumed = self.question.assume.iter().filter(|(_, from)| *from == Some(law.day()));
        movers.extend(assumed.map(|(bill, _)| whole(bill, Tri::No, Tri::Yes)));
        movers
    }

    /// What moves the pathway ahead of its own day, because an act of that day could take effect only later.
    fn ahead(&self, eve: &Answer<'_>, now: &Answer<'_>) -> Vec<Mover> {
        let (before, after) = (read(eve), read(now));
        let differ =
            before.iter().filter(|p| !after.contains(p)).chain(after.iter().filter(|p| !before.contains(p)));
        differ.map(|part| self.mover(*part, Tri::No, Tri::No, now.question.as_of)).collect()
    }
}

/// The parts that carry an answer: what acts and goals are about, what reaches them, and what holds them.
fn read(answer: &Answer<'_>) -> Vec<Part> {
    let mut parts = answer.rests_on();
    for item in answer.goals.iter().flat_map(|goal| &goal.items) {
        parts.extend(answer.fates(item).into_iter().filter_map(|fate| match fate {
            Fate::Held(lock) => Some(Part::Lock(*lock)),
            _ => None,
        }));
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

fn standing(register: &Register, law: Law<'_>, part: Part) -> Tri {
    let Part::Measure(ix) = part else { return law.part(part) };
    // A contested end that has come leaves the point to settle it.
    let ends = register.measure(ix).contested_ends.iter().filter(|end| law.day() >= end.on.0);
    let point = ends.flat_map(|end| &end.under).find_map(|choice| choice.split().0.parse().ok());
    law.measure(ix).and(|| point.map_or(Tri::Yes, Tri::Unknown))
}

/// Whether a day begins or ends by a date, known or not.
fn at(when: When, day: Date) -> bool {
    when.earliest() == day || when.latest() == day
}

fn days_of(register: &Register, part: Part) -> [Option<When>; 3] {
    match part {
        Part::Measure(ix) => {
            let m = register.measure(ix);
            [m.effective, m.ended, m.expires]
        }
        Part::Lock(ix) => {
            let l = register.lock(ix);
            [l.effective, l.ended, l.expires]
        }
        Part::Exit(ix) => {
            let e = register.exit(ix);
            [e.effective, e.ended, e.expires]
        }
        Part::Mandate(ix) => {
            let m = register.mandate(ix);
            [m.effective, m.ended, m.expires]
        }
        Part::Listing(ix) => {
            let l = register.listing(ix);
            [Some(l.from), l.until, None]
        }
    }
}

/// The first day through which the law of a regime is encoded; of all regimes, where there is none of that id.
pub fn first_day(register: &Register, regime: &Id) -> Option<Date> {
    let regimes = &register.head().regimes;
    let own = regimes.iter().find(|r| r.id == *regime).map(|r| r.coverage.from.0);
    own.or_else(|| regimes.iter().map(|r| r.coverage.from.0).min())
}

/// The title of what moved a pathway.
pub fn title_of(register: &Register, what: &Ref) -> Option<String> {
    let title = match register.part(what.as_str()) {
        Some(Part::Measure(ix)) => register.measure(ix).title.to_string(),
        Some(Part::Lock(ix)) => register.lock(ix).title.to_string(),
        Some(Part::Exit(ix)) => register.exit(ix).title.to_string(),
        Some(Part::Mandate(ix)) => register.mandate(ix).title.to_string(),
        Some(Part::Listing(ix)) => register.listed_target(ix).1.name.to_string(),
        None => match &register.file(what.as_str())?.record {
            Record::Emergency(r) => r.title.to_string(),
            Record::Target(r) => r.name.to_string(),
            Record::Bill(r) => r.title.to_string(),
            Record::Instrument(_, r) => r.title.to_string(),
            _ => return None,
        },
    };
    Some(title)
}
