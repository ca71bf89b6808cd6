//! The weakest fact of an answer: how far what it rests on has been checked.

use super::answer::Answer;
use super::effect::Item;
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
        for (bars, outcomes) in self.detail(act) {
            parts.extend(bars.iter().map(|bar| Part::from(*bar)));
            let exits = outcomes.iter().flat_map(|(passage, _)| &passage.used).filter_map(|(_, exit)| *exit);
            parts.extend(exits.map(Part::Exit));
        }
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
