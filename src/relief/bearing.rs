//! What bears on an answer without moving it: debated points that no clause carries, what its restrictions do not
//! reach in any case, and owners of whom too little is known.

use std::collections::BTreeSet;

use super::answer::Answer;
use super::effect::Item;
use super::pathway::Weighed;
use super::select::Object;
use crate::model::{Choice, Exception, Id, Owner, Point, Target};
use crate::register::{ListingIx, Part, Register, Tri};

impl Answer<'_> {
    /// Points recorded of a provision that the answer rests on, which no lock, exit or restriction carries: they are
    /// debated and decide nothing here.
    pub fn debated(&self) -> Vec<(&Id, &Point)> {
        let register = self.register;
        let (about, carried) = (self.provisions_met(), carried(register));
        let points = register.points().filter(|(id, _)| !carried.contains(id.as_str()));
        points.filter(|(_, point)| point.about.iter().any(|part| about.contains(part.as_str()))).collect()
    }

    /// What the restrictions that it is about do not reach, in their own words and in those of their instruments.
    pub fn exceptions(&self) -> Vec<(Part, Vec<&Exception>)> {
        let register = self.register;
        let each = self.restrictions().into_iter().map(|part| {
            let own = match part {
                Part::Measure(ix) => &register.measure(ix).exceptions[..],
                Part::Mandate(ix) => &register.mandate(ix).exceptions[..],
                Part::Lock(_) | Part::Exit(_) | Part::Listing(_) => &[],
            };
            let whole = register.home(part).instrument().into_iter().flat_map(|home| &home.exceptions);
            (part, own.iter().chain(whole).collect::<Vec<_>>())
        });
        each.filter(|(_, exceptions)| !exceptions.is_empty()).collect()
    }

    /// Listed owners of what its goals aim at, whose shares are not known: with half or more, they keep it blocked.
    pub fn owners_of_unknown_share(&self) -> Vec<&Target> {
        let register = self.register;
        let targets =
            self.goals.iter().filter_map(|goal| register.target(goal.goal.target.as_ref()?.as_str()));
        let owners = targets.flat_map(|target| &target.owned_by).filter(|owner| owner.percent.is_none());
        let bound = |owner: &&Owner| {
            let listings = register.listings_of(owner.target.as_str());
            listings.iter().any(|ix| self.standing(&Object::Listing(*ix)) != Tri::No)
        };
        owners.filter(bound).filter_map(|owner| register.target(owner.target.as_str())).collect()
    }

    /// The measures and mandates that its acts are done to, or its goals are about.
    fn restrictions(&self) -> Vec<Part> {
        let listed = |ix: ListingIx| self.register.listing_measures(ix).iter().copied().map(Part::Measure);
        let mut parts: Vec<Part> = Vec::new();
        for act in &self.acts {
            match &act.deed.object {
                Object::Measure(ix) => parts.push(Part::Measure(*ix)),
                Object::Listing(ix) => parts.extend(listed(*ix)),
                Object::Mandate(ix, _) => parts.push(Part::Mandate(*ix)),
                Object::Emergency(_) => {}
            }
        }
        for item in self.goals.iter().flat_map(|goal| &goal.items) {
            match &item.item {
                Item::Measure(ix) => parts.push(Part::Measure(*ix)),
                Item::Listing(ix) | Item::Owner(ix, _) => parts.extend(listed(*ix)),
                Item::Mandate(ix) => parts.push(Part::Mandate(*ix)),
            }
        }
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// Restrictions with the instruments they stand in or under, and every lock reached with the exit used.
    fn provisions_met(&self) -> BTreeSet<&str> {
        let register = self.register;
        let mut met = BTreeSet::new();
        for part in self.restrictions() {
            met.extend([register.reference(part).as_str(), register.home(part).id.as_str()]);
            met.extend(register.ancestors_of(part).iter().map(Id::as_str));
        }
        let lighter = self.goals.iter().flat_map(|goal| &goal.items).flat_map(|item| &item.lighter);
        for act in self.acts.iter().chain(lighter) {
            met.extend(self.used(act));
        }
        met
    }

    fn used(&self, act: &Weighed) -> Vec<&str> {
        let register = self.register;
        let passages = act.groups.iter().flat_map(|group| self.comes_out(group));
        let used = passages.flat_map(|passage| &passage.used).flat_map(|(bar, exit)| {
            let exit = exit.map(|ix| register.reference(ix).as_str());
            [Some(bar.reference(register).as_str()), exit]
        });
        used.flatten().collect()
    }
}

/// The points that some lock, exit or restriction turns on.
fn carried(register: &Register) -> BTreeSet<&str> {
    let mut points = BTreeSet::new();
    for ix in register.lock_ixs() {
        let lock = register.lock(ix);
        points.extend(lock.reaches.iter().flat_map(|clause| &clause.under).map(point));
        points.extend(lock.holds.iter().flat_map(|hold| &hold.under).map(point));
    }
    for ix in register.exit_ixs() {
        points.extend(register.exit(ix).serves.iter().flat_map(|clause| &clause.under).map(point));
    }
    for ix in register.measure_ixs() {
        points.extend(register.measure(ix).contested_ends.iter().flat_map(|end| &end.under).map(point));
    }
    points
}

fn point(choice: &Choice) -> &str {
    choice.split().0
}
