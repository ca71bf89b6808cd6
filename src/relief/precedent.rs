//! Precedents of an option: relief that happened and met the same law.
//!
//! Nobody types them. An episode is weighed by the law of its own day, and it is a precedent where its acts passed a
//! lock, an exit or a review clock that the option's acts must pass too, by the way it went; a lock that reached it
//! on other readings alone is named as disputed. Where no episode shares any of these, those that did the same to
//! the same instrument are next best. Start at [`Past::precedents`].

use std::collections::BTreeSet;

use super::answer::Answer;
use super::backtest::put;
use super::select::Object;
use crate::model::{Action, Episode, Id, Pathway, Ref};
use crate::register::Register;

/// The episodes of a register, each with what its acts had to pass.
pub struct Past<'a>(Vec<(&'a Id, &'a Episode, Footprint)>);

/// An episode that is a precedent, and by what.
#[derive(Clone, Debug)]
pub struct Precedent<'a> {
    /// The episode.
    pub id: &'a Id,
    /// Its record.
    pub episode: &'a Episode,
    /// What it has in common with the option.
    pub kinship: Kinship,
}

/// What an episode and an option have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kinship {
    /// The law that both have to pass: exits, then locks, then review clocks.
    Law {
        /// The exits that both use.
        exits: Vec<Ref>,
        /// The locks that reach both.
        locks: Vec<Ref>,
        /// The review clocks that run for both.
        clocks: Vec<Id>,
    },
    /// Locks of the option that reached the episode on some readings, and which it did not go through.
    Disputed(Vec<Ref>),
    /// No law, but the same action on the same instrument or emergency.
    Acts(Vec<(Action, Id)>),
}

/// What acts have to pass, and what they are.
#[derive(Default)]
struct Footprint {
    exits: BTreeSet<Ref>,
    locks: BTreeSet<Ref>,
    clocks: BTreeSet<Id>,
    /// Locks on the readings by which it did not go.
    disputed: BTreeSet<Ref>,
    deeds: BTreeSet<(Action, Id)>,
}

impl<'a> Past<'a> {
    /// Weighs every episode of a register by the law of its own day.
    pub fn of(register: &'a Register) -> Self {
        let each = register
            .episodes()
            .map(|(id, episode)| (id, episode, footprint(&put(register, episode), &episode.went)));
        Self(each.collect())
    }

    /// The precedents of an option, the closest first; of equals, the latest first.
    pub fn precedents(&self, answer: &Answer<'_>) -> Vec<Precedent<'a>> {
        let option = footprint(answer, &answer.pathways());
        let by = |kinship: &dyn Fn(&Footprint) -> Option<Kinship>| -> Vec<Precedent<'a>> {
            let found = self
                .0
                .iter()
                .filter_map(|(id, episode, past)| Some(Precedent { id, episode, kinship: kinship(past)? }));
            found.collect()
        };
        let mut found = by(&|past| option.same_law(past));
        if found.is_empty() {
            found = by(&|past| option.same_acts(past));
        }
        found.sort_by_key(|p| {
            (std::cmp::Reverse(p.kinship.weight()), std::cmp::Reverse(p.episode.submitted.earliest()))
        });
        found
    }
}

impl Kinship {
    /// How close it is: exits count before locks, locks before clocks, clocks before acts.
    fn weight(&self) -> [usize; 5] {
        match self {
            Kinship::Law { exits, locks, clocks } => [exits.len(), locks.len(), clocks.len(), 0, 0],
            Kinship::Disputed(locks) => [0, 0, 0, locks.len(), 0],
            Kinship::Acts(deeds) => [0, 0, 0, 0, deeds.len()],
        }
    }
}

impl Footprint {
    fn same_law(&self, past: &Self) -> Option<Kinship> {
        let exits: Vec<Ref> = self.exits.intersection(&past.exits).cloned().collect();
        let locks: Vec<Ref> = self.locks.intersection(&past.locks).cloned().collect();
        let clocks: Vec<Id> = self.clocks.intersection(&past.clocks).cloned().collect();
        if exits.is_empty() && locks.is_empty() && clocks.is_empty() {
            let disputed: Vec<Ref> = self.locks.intersection(&past.disputed).cloned().collect();
            return (!disputed.is_empty()).then_some(Kinship::Disputed(disputed));
        }
        Some(Kinship::Law { exits, locks, clocks })
    }

    fn same_acts(&self, past: &Self) -> Option<Kinship> {
        let deeds: Vec<(Action, Id)> = self.deeds.intersection(&past.deeds).cloned().collect();
        (!deeds.is_empty()).then_some(Kinship::Acts(deeds))
    }
}

/// What the acts of an answer have to pass on the readings by which they go; outlying readings are left out.
fn footprint(answer: &Answer<'_>, went: &[Pathway]) -> Footprint {
    let register = answer.register;
    let mut found = Footprint::default();
    for branch in answer.branches().iter().filter(|branch| !branch.outlying) {
        for (bar, exit) in &branch.controlling {
            if !went.contains(&branch.pathway) {
                found.disputed.insert(bar.reference(register).clone());
                continue;
            }
            found.locks.insert(bar.reference(register).clone());
            let Some(exit) = exit else { continue };
            found.exits.insert(register.reference(*exit).clone());
            found.clocks.extend(register.exit(*exit).review.clone());
        }
    }
    for act in &answer.acts {
        let homes: Vec<Id> = match &act.deed.object {
            Object::Measure(ix) => vec![register.home(*ix).id.clone()],
            Object::Mandate(ix, _) => vec![register.home(*ix).id.clone()],
            Object::Emergency(id) => vec![id.clone()],
            Object::Listing(ix) => register
                .listing_measures(*ix)
                .iter()
                .map(|measure| register.home(*measure).id.clone())
                .collect(),
        };
        found.deeds.extend(homes.into_iter().map(|home| (act.deed.action, home)));
    }
    found
}
