//! The weakest fact of an answer: how far what it rests on has been checked.

use super::answer::Answer;
use super::effect::{Fate, Item};
use super::select::Object;
use crate::model::{Ref, Verification};
use crate::register::{Part, Provenance};

impl Answer<'_> {
    /// Every part of a record that the answer rests on.
    pub fn rests_on(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let items = self.goals.iter().flat_map(|goal| &goal.items);
        for act in &self.acts {
            match &act.deed.object {
                Object::Measure(ix) => parts.push(Part::Measure(*ix)),
                Object::Listing(ix) => self.of_listing(*ix, &mut parts),
                Object::Mandate(ix, _) => parts.push(Part::Mandate(*ix)),
                Object::Emergency(_) => {}
            }
            self.of_bars(act, &mut parts);
        }
        for item in items {
            match &item.item {
                Item::Measure(ix) => parts.push(Part::Measure(*ix)),
                Item::Listing(ix) | Item::Owner(ix, _) => self.of_listing(*ix, &mut parts),
                Item::Mandate(ix) => parts.push(Part::Mandate(*ix)),
            }
            for act in &item.lighter {
                self.of_bars(act, &mut parts);
            }
        }
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    fn of_listing(&self, ix: crate::register::ListingIx, parts: &mut Vec<Part>) {
        parts.push(Part::Listing(ix));
        parts.extend(self.register.listing_measures(ix).iter().map(|m| Part::Measure(*m)));
    }

    fn of_bars(&self, act: &super::pathway::Weighed, parts: &mut Vec<Part>) {
        for group in &act.groups {
            parts.extend(group.bars.iter().map(|bar| Part::from(*bar)));
            let used = self.comes_out(group).into_iter().flat_map(|passage| &passage.used);
            parts.extend(used.filter_map(|(_, exit)| *exit).map(Part::Exit));
        }
    }

    /// Every lock, exit and mandate that the answer could read: those that may reach an act or an item, with all
    /// the exits that open them, and the mandates and locks that could hold or bring back an item.
    pub fn reads(&self) -> Vec<Ref> {
        let mut bars: Vec<Ref> =
            self.rests_on().into_iter().map(|part| self.register.reference(part).clone()).collect();
        let items = self.goals.iter().flat_map(|goal| &goal.items).chain(&self.beyond);
        for item in items {
            bars.push(item.item.reference(self.register).clone());
            let holds = self.fates(item).into_iter().filter_map(|fate| match fate {
                Fate::Held(lock) => Some(self.register.reference(*lock).clone()),
                _ => None,
            });
            bars.extend(holds);
            for act in &item.lighter {
                let reached = act.groups.iter().flat_map(|group| &group.bars);
                bars.extend(reached.map(|bar| bar.reference(self.register).clone()));
            }
        }
        let exits = bars.iter().flat_map(|bar| self.register.exits_opening(bar.as_str()));
        let exits: Vec<Ref> = exits.map(|exit| self.register.reference(*exit).clone()).collect();
        bars.extend(exits);
        bars.sort();
        bars.dedup();
        bars
    }

    /// The weakest verification among them, and what carries it.
    pub fn weakest(&self) -> Option<(Verification, Ref)> {
        let parts = self.rests_on();
        let flagged = parts.iter().filter_map(|part| {
            let Provenance { verification, .. } = self.register.provenance(*part)?;
            Some((verification, self.register.reference(*part).clone()))
        });
        let emergencies = self.acts.iter().filter_map(|act| match &act.deed.object {
            Object::Emergency(id) => {
                Some((self.register.provenance_of_record(id.as_str())?.verification, Ref::from(id)))
            }
            _ => None,
        });
        flagged.chain(emergencies).reduce(|a, b| if b.0 > a.0 { b } else { a })
    }
}
