//! The pathway of one act on one object: the locks that reach it, the exits that fit, and the lightest set of
//! exits that gets through all of them.
//!
//! An executive measure is free unless a lock reaches the act. A statutory measure is its own lock. Locks that
//! no exit links are taken apart; only where an exit sets another lock aside are they weighed together.

mod bars;
mod exits;
mod sets;

pub use exits::{Fit, Way};

use jiff::civil::Date;

use super::branch::{Assignment, Diagram, Diagrams, Need};
use super::hold::exists;
use super::question::{Asking, Frame, Given, Question};
use super::select::Object;
use crate::model::{Action, Id, Pathway, Ref};
use crate::register::{ExitIx, LockIx, MandateIx, Map, MeasureIx, Part, Register};
use sets::lightest;

/// What holds an act back: a lock, a statutory measure, or a mandate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bar {
    /// A lock.
    Lock(LockIx),
    /// A statutory measure, which binds unless an exit gives the action.
    Statute(MeasureIx),
    /// A mandate, as far as it is an obstacle.
    Mandate(MandateIx),
}

impl Bar {
    /// Its reference.
    pub fn reference(self, register: &Register) -> &Ref {
        register.reference(self)
    }
}

impl From<Bar> for Part {
    fn from(bar: Bar) -> Self {
        match bar {
            Bar::Lock(ix) => Part::Lock(ix),
            Bar::Statute(ix) => Part::Measure(ix),
            Bar::Mandate(ix) => Part::Mandate(ix),
        }
    }
}

/// One act, done to one object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deed {
    /// What is done.
    pub action: Action,
    /// What it is done to.
    pub object: Object,
    /// The stage word it carries.
    pub stage: Option<Id>,
}

/// How one linked group of bars comes out in one branch.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Passage {
    /// The pathway through them.
    pub pathway: Pathway,
    /// Each bar that reaches the act, with the exit used; none where no exit fits.
    pub used: Vec<(Bar, Option<ExitIx>)>,
    /// The first lawful day, where there is a way.
    pub earliest: Option<Date>,
    /// How many other sets of exits would do.
    pub others: usize,
}

/// A linked group of bars and how they come out.
pub struct Group {
    /// The bars that may reach the act.
    pub bars: Vec<Bar>,
    /// How they come out, branch by branch.
    pub passages: Diagram,
}

/// The answer for one deed.
pub struct Weighed {
    /// The deed.
    pub deed: Deed,
    /// Whether there is anything to relieve, branch by branch (in `lives`).
    pub alive: Diagram,
    /// The groups of bars.
    pub groups: Vec<Group>,
    /// The pathway, branch by branch (in the store of pathways given).
    pub pathway: Diagram,
}

/// The stores of diagrams of one answer, and what is known of the objects of its deeds.
#[derive(Default)]
pub(super) struct Stores {
    /// Whether something is so.
    pub(super) facts: Diagrams<bool>,
    /// How groups of bars come out.
    pub(super) passages: Diagrams<Passage>,
    /// Pathways.
    pub(super) pathways: Diagrams<Pathway>,
    /// Which way an exit gives.
    ways: Diagrams<Option<Way>>,
    /// Whether there is anything to relieve on a day.
    alive: Map<(Date, Object), Diagram>,
    /// The locks that may concern it then.
    near: Map<(Date, Object, Option<Id>), Vec<LockIx>>,
}

/// Weighs deeds by the law of one day.
#[derive(Clone, Copy)]
pub(super) struct Scales<'a> {
    pub(super) register: &'a Register,
    pub(super) question: &'a Question,
    pub(super) given: &'a Given,
    /// The day by whose law the deed is judged.
    pub(super) day: Date,
    pub(super) asking: Asking<'a>,
}

impl<'a> Scales<'a> {
    pub(super) fn frame<'b>(self, under: &'b Assignment) -> Frame<'b>
    where
        'a: 'b,
    {
        Frame {
            register: self.register,
            question: self.question,
            day: self.day,
            given: self.given,
            under,
            asking: self.asking,
        }
    }

    /// Weighs one deed: by the law of the day asked of, or, where new law comes into force before the deed could
    /// take effect, by that law too.
    pub(super) fn weigh(self, deed: Deed, stores: &mut Stores) -> Weighed {
        let bars = self.candidates(&deed, stores);
        let now = self.weigh_against(deed.clone(), bars.clone(), stores);
        let earliest =
            now.groups.iter().flat_map(|group| stores.passages.outcomes(group.passages, &|_, _| true));
        let effect = earliest.filter_map(|passage| passage.earliest).max().unwrap_or(self.day);
        if effect <= self.day {
            return now;
        }
        let then = Scales { day: effect, ..self };
        let later = then.candidates(&deed, stores);
        let more: Vec<Bar> = later.into_iter().filter(|bar| !bars.contains(bar)).collect();
        if more.is_empty() {
            return now;
        }
        let added = then.weigh_against(deed, more, stores);
        let pathway = stores.pathways.join(now.pathway, added.pathway, &|now, added| match now {
            Pathway::None | Pathway::Executive => *now,
            _ => *now.max(added),
        });
        Weighed { pathway, groups: now.groups.into_iter().chain(added.groups).collect(), ..now }
    }

    fn weigh_against(self, deed: Deed, bars: Vec<Bar>, stores: &mut Stores) -> Weighed {
        let alive = self.alive(&deed.object, stores);
        let linked = self.linked(bars).into_iter();
        let groups: Vec<Group> = linked.map(|bars| self.group(&deed, bars, stores)).collect();
        let mut pathway = stores.pathways.leaf(Pathway::None);
        for group in &groups {
            let one = stores.passages.map(group.passages, &mut stores.pathways, &|p| p.pathway);
            pathway = stores.pathways.harder(pathway, one);
        }
        if groups.is_empty() {
            pathway = stores.pathways.leaf(Pathway::Executive);
        }
        if stores.facts.settled(alive) != Some(&true) {
            let lives = stores.facts.map(alive, &mut stores.pathways, &|yes| {
                if *yes { Pathway::Legislation } else { Pathway::None }
            });
            pathway = stores.pathways.join(lives, pathway, &|lives, path| *lives.min(path));
        }
        Weighed { deed, alive, groups, pathway }
    }

    /// Whether there is anything to relieve.
    fn alive(self, object: &Object, stores: &mut Stores) -> Diagram {
        let key = (self.day, object.clone());
        if let Some(known) = stores.alive.get(&key) {
            return *known;
        }
        let exists = |under: &Assignment| exists(self.frame(under), object);
        let alive = stores.facts.explore(self.register, &self.given.fixed, &exists);
        stores.alive.insert(key, alive);
        alive
    }

    /// How a linked group of bars comes out: which of them reach the deed and which exits fit it, each by itself branch
    /// by branch, and of these in each branch the lightest set.
    fn group(self, deed: &Deed, bars: Vec<Bar>, stores: &mut Stores) -> Group {
        let (register, fixed) = (self.register, &self.given.fixed);
        let Stores { facts, ways, passages, .. } = stores;
        let mut parts = Vec::with_capacity(bars.len());
        for bar in &bars {
            let reaches =
                facts.explore(register, fixed, &|under| self.reaches(self.frame(under), *bar, deed));
            let mut past = Vec::new();
            if facts.settled(reaches) != Some(&false) {
                for exit in register.exits_opening(bar.reference(register).as_str()) {
                    let way = |under: &Assignment| self.way_past(self.frame(under), *bar, *exit, deed);
                    past.push(ways.explore(register, fixed, &way));
                }
            }
            past.retain(|way| ways.settled(*way) != Some(&None));
            parts.push((*bar, reaches, past));
        }
        let passages = passages.explore(register, fixed, &|under| {
            let mut reached = Vec::new();
            for (bar, reaches, past) in &parts {
                if *facts.decided(*reaches, under)? {
                    let found: Result<Vec<&Option<Way>>, Need> =
                        past.iter().map(|way| ways.decided(*way, under)).collect();
                    reached.push((*bar, found?.into_iter().flatten().collect()));
                }
            }
            Ok(lightest(register, &reached, self.question.submit))
        });
        Group { bars, passages }
    }
}
