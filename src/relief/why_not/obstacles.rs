//! What keeps an option off a pathway: of the headline, on some reading, and whatever the readings.

use std::collections::BTreeSet;

use super::Remedy;
use crate::model::{Pathway, Ref};
use crate::register::ExitIx;
use crate::relief::branch::Assignment;
use crate::relief::effect::{Fate, Weighted};
use crate::relief::{Answer, Bar, Weighed};

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

/// What is in the way of executive action alone.
pub(super) fn in_the_way(answer: &Answer<'_>) -> InTheWay {
    let register = answer.register;
    let (mut found, free) = (InTheWay::new(), Assignment::new());
    let mut add = |what: &Ref, weighed: &Weighed| {
        let outcomes = weighed.groups.iter().flat_map(|group| answer.outcomes_in(group, &free));
        let hard = outcomes.filter(|passage| passage.pathway > Pathway::Executive);
        for (bar, exit) in hard.flat_map(|passage| &passage.used) {
            if exit.is_none_or(|exit| takes(answer, exit) > Pathway::Executive) {
                found.insert((what.clone(), bar.reference(register).clone()));
            }
        }
    };
    for act in &answer.acts {
        if let Ok(what) = act.deed.object.reference(register).parse() {
            add(&what, act);
        }
    }
    let standing: Vec<&Weighted> = standing(answer).collect();
    for item in &standing {
        item.lighter.iter().for_each(|act| add(item.item.reference(register), act));
    }
    for item in standing {
        found.extend(holders(answer, item).map(|lock| (item.item.reference(register).clone(), lock)));
    }
    found
}

/// The items that the acts leave standing on some reading.
fn standing<'s>(answer: &'s Answer<'_>) -> impl Iterator<Item = &'s Weighted> {
    let items = answer.goals.iter().flat_map(|goal| &goal.items);
    items.filter(|item| answer.needs_of(item) != [Pathway::None])
}

/// The locks that hold an item on some reading.
fn holders<'s>(answer: &'s Answer<'_>, item: &'s Weighted) -> impl Iterator<Item = Ref> + 's {
    answer.fates(item).into_iter().filter_map(|fate| match fate {
        Fate::Held(lock) => Some(answer.register.reference(*lock).clone()),
        _ => None,
    })
}

/// What has to be done about one object before an option can take a pathway, whatever the readings.
pub(super) struct Required {
    object: Ref,
    /// The bars in its way: each must go from an act; from what is left standing, one of them.
    bars: Vec<Ref>,
    each: bool,
}

impl Required {
    /// Whether a change can do it. Of a later day or a fact that is not known beforehand.
    pub(super) fn done_by(&self, change: &Remedy) -> bool {
        let gone = |bar: &Ref| Remedy::Repeal(bar.clone()).within(change);
        match change {
            Remedy::Leave(what) => *what == self.object,
            Remedy::Repeal(_) if self.each => self.bars.iter().all(gone),
            Remedy::Repeal(_) => self.bars.iter().any(gone),
            _ => true,
        }
    }
}

/// All that has to be done before an option takes this pathway or a lighter one in every case that is left open.
pub(super) fn required(answer: &Answer<'_>, pathway: Pathway, fixed: &Assignment) -> Vec<Required> {
    let register = answer.register;
    let hard = |of| answer.set_under(of, fixed).last().is_some_and(|hardest| *hardest > pathway);
    let acts = answer.acts.iter().filter(|act| hard(act.pathway)).filter_map(|act| {
        let object = act.deed.object.reference(register).parse().ok()?;
        Some(Required { object, bars: shut(answer, act, pathway, fixed), each: true })
    });
    let items = standing(answer).filter(|item| item.needs.is_some_and(hard)).map(|item| {
        let bars = item.lighter.iter().flat_map(|act| &act.groups).flat_map(|group| &group.bars);
        let bars = bars.map(|bar| bar.reference(register).clone());
        Required {
            object: item.item.reference(register).clone(),
            bars: bars.chain(holders(answer, item)).collect(),
            each: false,
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
