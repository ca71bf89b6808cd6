//! What keeps an option off a pathway: of the headline, on some reading, and whatever the readings.

use std::collections::BTreeSet;

use super::Remedy;
use crate::model::{Pathway, Ref};
use crate::register::{ExitIx, Tri};
use crate::relief::branch::Assignment;
use crate::relief::effect::{Fate, Weighted};
use crate::relief::select::Object;
use crate::relief::{Answer, Bar, Weighed, hold};

/// A bar that keeps an option off a pathway.
#[derive(Clone, PartialEq, Debug)]
pub struct Obstacle {
    /// The bar.
    pub bar: Bar,
    /// The exit used, and what that takes; none where no exit fits.
    pub exit: Option<(ExitIx, Pathway)>,
}

/// The bars of the headline that nothing as light as this gets through.
pub(super) fn of_headline(now: &Answer<'_>, pathway: Pathway) -> Vec<Obstacle> {
    let branches = now.branches();
    let headline = branches.iter().rfind(|branch| !branch.outlying);
    let each = headline.into_iter().flat_map(|branch| &branch.controlling).map(|(bar, exit)| {
        let exit = exit.map(|ix| (ix, takes(now, ix)));
        Obstacle { bar: *bar, exit }
    });
    each.filter(|obstacle| obstacle.exit.is_none_or(|(_, takes)| takes > pathway)).collect()
}

fn takes(answer: &Answer<'_>, exit: ExitIx) -> Pathway {
    answer.scales().way(exit, None, answer.question.submit).pathway
}

/// What is in the way on some reading: something acted on or aimed at, and a bar that takes more than the executive alone.
pub(super) type InTheWay = BTreeSet<(Ref, Ref)>;

/// What is in the way of executive action alone, after these changes.
pub(super) fn in_the_way(answer: &Answer<'_>, changes: &[Remedy]) -> InTheWay {
    let register = answer.register;
    let (mut found, free) = (InTheWay::new(), Assignment::new());
    let hard = |weighed: &Weighed| {
        let outcomes = weighed.groups.iter().flat_map(|group| answer.outcomes_in(group, &free));
        let hard = outcomes.filter(|passage| passage.pathway > Pathway::Executive);
        let used = hard.flat_map(|passage| passage.used.clone());
        let used = used.filter(|(_, exit)| exit.is_none_or(|exit| takes(answer, exit) > Pathway::Executive));
        used.map(|(bar, _)| bar.reference(register).clone()).collect::<Vec<Ref>>()
    };
    for act in &answer.acts {
        let Ok(what) = act.deed.object.reference(register).parse::<Ref>() else { continue };
        let mut bars = hard(act);
        if !bars.is_empty() {
            bars.extend(held_by(answer, &act.deed.object, false, changes));
        }
        found.extend(bars.into_iter().map(|bar| (what.clone(), bar)));
    }
    for item in standing(answer) {
        let bars = item.lighter.iter().flat_map(hard).chain(holders(answer, item, changes));
        found.extend(bars.map(|bar| (item.item.reference(register).clone(), bar)));
    }
    found
}

/// The items that the acts leave standing on some reading.
fn standing<'s>(answer: &'s Answer<'_>) -> impl Iterator<Item = &'s Weighted> {
    let items = answer.goals.iter().flat_map(|goal| &goal.items);
    items.filter(|item| answer.needs_of(item) != [Pathway::None])
}

/// The locks that may hold an item, now or once the acts have ended what it rests on.
fn holders(answer: &Answer<'_>, item: &Weighted, changes: &[Remedy]) -> Vec<Ref> {
    let held = answer.fates(item).iter().any(|fate| matches!(fate, Fate::Held(_)));
    let object = item.lighter.first().map(|act| &act.deed.object);
    object.map_or_else(Vec::new, |object| held_by(answer, object, held, changes))
}

/// The locks, less those repealed, that may hold what its own authority does not carry, or no longer.
fn held_by(answer: &Answer<'_>, object: &Object, ended: bool, changes: &[Remedy]) -> Vec<Ref> {
    let (register, scales) = (answer.register, answer.scales());
    let measures = match object {
        Object::Measure(ix) => std::slice::from_ref(ix),
        Object::Listing(ix) => register.listing_measures(*ix),
        // A mandate stands against somebody as long as a listing does.
        Object::Mandate(_, Some(target)) => {
            let listings = register.listings_of(target.as_str()).iter();
            return listings.flat_map(|ix| held_by(answer, &Object::Listing(*ix), false, changes)).collect();
        }
        Object::Mandate(_, None) | Object::Emergency(_) => &[],
    };
    let mut found = Vec::new();
    for measure in measures {
        let frame = scales.frame(&scales.given.fixed);
        if ended || frame.law(|law| law.measure(*measure)) != Tri::Yes {
            found.extend(hold::holders(frame, *measure, object).map(|lock| register.reference(lock).clone()));
        }
    }
    let repealed = |lock: &Ref| changes.iter().any(|change| Remedy::Repeal(lock.clone()).within(change));
    found.retain(|lock| !repealed(lock));
    found
}

/// What has to be done about one object before an option can take a pathway, whatever the readings.
pub(super) struct Required {
    object: Ref,
    /// The bars in its way: each must go from an act; from what is left standing, one of them.
    bars: Vec<Ref>,
    each: bool,
    /// The locks that hold it: without them there may be nothing left to relieve.
    held_by: Vec<Ref>,
}

impl Required {
    /// Whether a change can do it. Of a later day or a fact that is not known beforehand.
    pub(super) fn done_by(&self, change: &Remedy) -> bool {
        let gone = |bar: &Ref| Remedy::Repeal(bar.clone()).within(change);
        match change {
            Remedy::Leave(what) => *what == self.object,
            Remedy::Repeal(_) if self.held_by.iter().any(gone) => true,
            Remedy::Repeal(_) if self.each => self.bars.iter().all(gone),
            Remedy::Repeal(_) => self.bars.iter().any(gone),
            _ => true,
        }
    }
}

/// All that has to be done before an option takes this pathway or a lighter one in every case that is left open.
pub(super) fn required(
    answer: &Answer<'_>,
    changes: &[Remedy],
    pathway: Pathway,
    fixed: &Assignment,
) -> Vec<Required> {
    let register = answer.register;
    let hard = |of| answer.set_under(of, fixed).last().is_some_and(|hardest| *hardest > pathway);
    let acts = answer.acts.iter().filter(|act| hard(act.pathway)).filter_map(|act| {
        let object = act.deed.object.reference(register).parse().ok()?;
        let held_by = held_by(answer, &act.deed.object, false, changes);
        Some(Required { object, bars: shut(answer, act, pathway, fixed), each: true, held_by })
    });
    let items = standing(answer).filter(|item| item.needs.is_some_and(hard)).map(|item| {
        let bars = item.lighter.iter().flat_map(|act| &act.groups).flat_map(|group| &group.bars);
        Required {
            object: item.item.reference(register).clone(),
            bars: bars.map(|bar| bar.reference(register).clone()).collect(),
            each: false,
            held_by: holders(answer, item, changes),
        }
    });
    acts.chain(items).collect()
}

/// The bars of an act that are in its way in some case, and that no exit as light as this opens.
fn shut(answer: &Answer<'_>, act: &Weighed, pathway: Pathway, fixed: &Assignment) -> Vec<Ref> {
    let register = answer.register;
    let outcomes = act.groups.iter().flat_map(|group| answer.outcomes_in(group, fixed));
    let used = outcomes.filter(|passage| passage.pathway > pathway).flat_map(|passage| &passage.used);
    let bars: BTreeSet<&Ref> = used.map(|(bar, _)| bar.reference(register)).collect();
    let opened = |bar: &Ref| {
        let exits = register.exits_opening(bar.as_str());
        exits.iter().any(|exit| takes(answer, *exit) <= pathway)
    };
    bars.into_iter().filter(|bar| !opened(bar)).cloned().collect()
}
