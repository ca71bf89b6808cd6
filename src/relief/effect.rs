//! Lawful is not effective: what becomes of the restrictions that a goal is about.
//!
//! An [`Item`] is one thing that restricts the goal's conduct or target on the day: a measure, a listing, a
//! mandate that would bring it back, or ownership by somebody who stays blocked. The acts end it, or it stands:
//! because no act touches it, a lock holds it, or another authority carries it. What stands takes the pathway
//! of the lightest act that would reach it.

use super::branch::{Diagram, Need};
use super::hold::{exists, holder};
use super::pathway::{Deed, Scales, Stores, Weighed};
use super::question::Frame;
use super::select::{Object, names_targets, selects, selects_target};
use crate::model::{Action, Effect, Goal, Id, Pathway, Ref, Trigger};
use crate::register::{ListingIx, LockIx, MandateIx, MeasureIx, Register, Tri};

/// One thing that restricts what a goal is about.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Item {
    /// A measure that binds everybody, or all that are listed under it.
    Measure(MeasureIx),
    /// A listing of the goal's target.
    Listing(ListingIx),
    /// A mandate that orders the restriction.
    Mandate(MandateIx),
    /// A listing of an owner, which blocks the owned with it.
    Owner(ListingIx, Ref),
}

impl Item {
    /// The reference of what stands there.
    pub fn reference<'a>(&self, register: &'a Register) -> &'a Ref {
        match self {
            Item::Measure(ix) => register.reference(*ix),
            Item::Listing(ix) | Item::Owner(ix, _) => register.reference(*ix),
            Item::Mandate(ix) => register.reference(*ix),
        }
    }
}

/// What becomes of an item in one branch.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Fate {
    /// It is not there to begin with.
    Absent,
    /// The acts end it.
    Ends,
    /// No act touches it.
    Untouched,
    /// Its emergency ends, and this lock keeps it in force.
    Held(LockIx),
    /// Its emergency ends, and this other base carries it: the statute, and the emergency if it needs one.
    Carried(Id, Option<Id>),
}

impl Fate {
    /// Whether the item still restricts afterwards.
    pub fn stands(&self) -> bool {
        !matches!(self, Fate::Absent | Fate::Ends)
    }
}

/// An item and what becomes of it.
pub struct Weighted {
    /// The item.
    pub item: Item,
    /// What becomes of it, branch by branch (in the store of fates).
    pub fate: Diagram,
    /// What it still takes, branch by branch: `none` where the acts end it. Nothing where that was not asked.
    pub needs: Option<Diagram>,
    /// The acts that would reach it where it stands, each weighed; none where it stands nowhere.
    pub lighter: Vec<Weighed>,
}

/// The actions that reach a goal of this effect, strongest effect first.
pub fn sufficient(effect: Effect) -> &'static [Action] {
    match effect {
        Effect::Lifted => &[Action::Terminate, Action::ReleaseAssets],
        Effect::Permitted => {
            &[Action::Terminate, Action::ReleaseAssets, Action::Suspend, Action::Waive, Action::License]
        }
        Effect::Loosened => &[
            Action::Terminate,
            Action::ReleaseAssets,
            Action::Suspend,
            Action::Waive,
            Action::License,
            Action::Amend,
        ],
    }
}

/// The items of a goal: whatever restricts its conduct or target and may be in force on the day.
pub(super) fn items(scales: Scales<'_>, goal: &Goal) -> Vec<Item> {
    let frame = scales.frame(&scales.given.fixed);
    let mut items = Vec::new();
    match &goal.target {
        Some(target) => target_items(scales, frame, goal, target, &mut items),
        None => {
            for ix in within_reach(scales.register, goal) {
                if about(scales, frame, goal, ix) && exists(frame, &Object::Measure(ix)) != Ok(false) {
                    items.push(Item::Measure(ix));
                }
            }
            if goal.instruments.is_empty() && goal.emergencies.is_empty() {
                let open = mandates(scales, frame, goal)
                    .filter(|ix| !names_targets(&scales.register.mandate(*ix).select));
                items.extend(open.map(Item::Mandate));
            }
        }
    }
    items
}

/// The measures that a goal's most telling key leaves.
fn within_reach(register: &Register, goal: &Goal) -> Vec<MeasureIx> {
    let mut found: Vec<MeasureIx> = if !goal.instruments.is_empty() {
        goal.instruments.iter().flat_map(|id| register.measures_under(id)).copied().collect()
    } else if !goal.emergencies.is_empty() {
        goal.emergencies.iter().flat_map(|id| register.measures_of_emergency(id)).copied().collect()
    } else if !goal.conduct.is_empty() {
        register.measures_bearing_on(&goal.conduct)
    } else {
        register.measure_ixs().collect()
    };
    found.sort_unstable();
    found.dedup();
    found
}

fn target_items(scales: Scales<'_>, frame: Frame<'_>, goal: &Goal, target: &Id, items: &mut Vec<Item>) {
    let register = scales.register;
    for ix in concerned(scales, frame, goal, target) {
        if exists(frame, &Object::Listing(ix)) != Ok(false) {
            items.push(Item::Listing(ix));
        }
    }
    owners(scales, frame, goal, target, items);
    if items.is_empty() || !goal.instruments.is_empty() || !goal.emergencies.is_empty() {
        return;
    }
    let Some(record) = register.target(target.as_str()) else { return };
    for ix in mandates(scales, frame, goal) {
        let select = &register.mandate(ix).select;
        if names_targets(select) && selects_target(frame, select, target, record) != Ok(false) {
            items.push(Item::Mandate(ix));
        }
    }
}

/// The listings of a goal's target that are about what the goal is about, in force or not.
fn concerned(
    scales: Scales<'_>,
    frame: Frame<'_>,
    goal: &Goal,
    target: &Id,
) -> impl Iterator<Item = ListingIx> {
    let register = scales.register;
    let about =
        move |ix: &ListingIx| register.listing_measures(*ix).iter().any(|m| about(scales, frame, goal, *m));
    register.listings_of(target.as_str()).iter().copied().filter(about)
}

/// Whether something restricts the goal's target in one branch, a listing of its own or of owners: what a mandate could
/// bring back. Where a goal has no target, whatever restricts its conduct is an item by itself.
fn restricted(scales: Scales<'_>, frame: Frame<'_>, goal: &Goal) -> Result<bool, Need> {
    let Some(target) = &goal.target else { return Ok(true) };
    for ix in concerned(scales, frame, goal, target) {
        if exists(frame, &Object::Listing(ix))? {
            return Ok(true);
        }
    }
    let mut owned = Vec::new();
    owners(scales, frame, goal, target, &mut owned);
    for item in &owned {
        if let Item::Owner(ix, _) = item {
            exists(frame, &Object::Listing(*ix))?;
        }
    }
    Ok(!owned.is_empty())
}

/// Owners that are blocked themselves, where together they reach the share at which ownership blocks.
fn owners(scales: Scales<'_>, frame: Frame<'_>, goal: &Goal, target: &Id, items: &mut Vec<Item>) {
    let register = scales.register;
    let Some(record) = register.target(target.as_str()) else { return };
    if record.owned_by.is_empty() {
        return;
    }
    for (home, _, instrument) in register.instruments().filter(|(_, _, i)| !i.ownership_rules.is_empty()) {
        if frame.law(|law| law.instrument(home)) == Tri::No {
            continue;
        }
        for rule in &instrument.ownership_rules {
            let mut share = 0u32;
            let mut found = Vec::new();
            for owner in &record.owned_by {
                let blocked = register.listings_of(owner.target.as_str()).iter().find(|ix| {
                    let object = Object::Listing(**ix);
                    exists(frame, &object) != Ok(false)
                        && selects(frame, &rule.select, &object, None) != Ok(false)
                        && register.listing_measures(**ix).iter().any(|m| about(scales, frame, goal, *m))
                });
                if let Some(ix) = blocked {
                    share += owner.percent.map_or(0, u32::from);
                    found.push(Item::Owner(*ix, Ref::part(home, &rule.id)));
                }
            }
            if share >= u32::from(rule.percent) {
                items.extend(found.into_iter().filter(|item| !items.contains(item)).collect::<Vec<_>>());
            }
        }
    }
}

fn mandates<'a>(
    scales: Scales<'a>,
    frame: Frame<'a>,
    goal: &'a Goal,
) -> impl Iterator<Item = MandateIx> + 'a {
    let register = scales.register;
    let target = goal.target.as_ref().and_then(|id| Some((id, register.target(id.as_str())?)));
    let near = match target {
        Some((id, target)) => register.mandates_naming(id, target),
        None if goal.conduct.is_empty() => register.mandate_ixs().collect(),
        None => register.mandates_bearing_on(&goal.conduct),
    };
    near.into_iter().filter(move |ix| {
        let mandate = scales.register.mandate(*ix);
        let conduct = goal.conduct.is_empty()
            || mandate.must_restrict(|c| goal.conduct.iter().any(|g| scales.register.conduct_bears(c, g)));
        let territory = goal.territory.is_empty()
            || mandate.territory.is_empty()
            || mandate.territory.iter().any(|t| goal.territory.contains(t));
        let due = mandate.trigger != Trigger::Discretion;
        due && conduct && territory && frame.law(|law| law.mandate(*ix)) != Tri::No
    })
}

/// Whether a measure is what a goal is about.
pub(super) fn about(scales: Scales<'_>, frame: Frame<'_>, goal: &Goal, ix: MeasureIx) -> bool {
    let register = scales.register;
    let measure = register.measure(ix);
    let conduct = || {
        goal.conduct.is_empty()
            || measure.conduct.iter().any(|c| goal.conduct.iter().any(|g| register.conduct_bears(c, g)))
    };
    let territory =
        || goal.territory.is_empty() || measure.territory.iter().any(|t| goal.territory.contains(t));
    let instrument = || {
        goal.instruments.is_empty()
            || register.ancestors_of(ix).iter().any(|id| goal.instruments.contains(id))
    };
    let emergency = || {
        goal.emergencies.is_empty()
            || register.emergencies_beneath(ix).iter().any(|id| goal.emergencies.contains(id))
            || frame.law(|law| {
                law.authority(ix)
                    .iter()
                    .any(|base| base.emergency.as_ref().is_some_and(|e| goal.emergencies.contains(e)))
            })
    };
    conduct() && territory() && instrument() && emergency()
}

/// The stores of fates, beside those of pathways.
pub(super) type Fates = super::branch::Diagrams<Fate>;

/// Weighs an item against the acts: what becomes of it, and, if asked, what it takes where it stands.
pub(super) fn weigh(
    scales: Scales<'_>,
    item: Item,
    deeds: &[Deed],
    goal: &Goal,
    takes: bool,
    stores: &mut Stores,
    fates: &mut Fates,
) -> Weighted {
    let fate = fates.explore(scales.register, &scales.given.fixed, &|under| {
        fate(scales, scales.frame(under), &item, deeds, goal)
    });
    if !takes {
        return Weighted { item, fate, needs: None, lighter: Vec::new() };
    }
    let stays = fates.outcomes(fate, &|_, _| true).iter().any(|fate| fate.stands());
    let reaching = if stays { reaching(&item, goal) } else { Vec::new() };
    let lighter: Vec<Weighed> = reaching.into_iter().map(|deed| scales.weigh(deed, stores)).collect();
    let mut lightest = stores.pathways.leaf(Pathway::Legislation);
    for weighed in &lighter {
        if stores.pathways.settled(weighed.pathway) != Some(&Pathway::None) {
            lightest = stores.pathways.join(lightest, weighed.pathway, &|a, b| match (a, b) {
                (a, Pathway::None) => *a,
                (a, b) => *a.min(b),
            });
        }
    }
    let stands = fates.map(fate, &mut stores.pathways, &|fate| {
        if fate.stands() { Pathway::Legislation } else { Pathway::None }
    });
    let needs = match stores.pathways.settled(stands) {
        Some(Pathway::None) => stands,
        Some(_) => lightest,
        None => stores.pathways.join(stands, lightest, &|stands, lightest| *stands.min(lightest)),
    };
    Weighted { item, fate, needs: Some(needs), lighter }
}

/// The deeds that would reach an item.
pub(super) fn reaching(item: &Item, goal: &Goal) -> Vec<Deed> {
    let object = match item {
        Item::Measure(ix) => Object::Measure(*ix),
        Item::Listing(ix) | Item::Owner(ix, _) => Object::Listing(*ix),
        Item::Mandate(ix) => Object::Mandate(*ix, goal.target.clone()),
    };
    let actions: Vec<Action> = match item {
        Item::Mandate(_) => out_of_mandate(goal.effect).collect(),
        _ => sufficient(goal.effect)
            .iter()
            .copied()
            .filter(|action| *action != Action::ReleaseAssets)
            .collect(),
    };
    actions.into_iter().map(|action| Deed { action, object: object.clone(), stage: None }).collect()
}

/// The actions that keep a mandate from bringing a restriction back, mildest first.
fn out_of_mandate(effect: Effect) -> impl Iterator<Item = Action> {
    let license = Some(Action::License).filter(|_| effect != Effect::Lifted);
    [Action::DeclineToImpose, Action::Waive, Action::Suspend, Action::Terminate].into_iter().chain(license)
}

/// What becomes of an item in one branch.
pub(super) fn fate(
    scales: Scales<'_>,
    frame: Frame<'_>,
    item: &Item,
    deeds: &[Deed],
    goal: &Goal,
) -> Result<Fate, Need> {
    let register = scales.register;
    let (object, measure) = match item {
        Item::Mandate(ix) => {
            let out = deeds.iter().any(|deed| {
                matches!(&deed.object, Object::Mandate(of, target)
                    if of == ix && (target.is_none() || *target == goal.target))
                    && out_of_mandate(goal.effect).any(|action| action == deed.action)
            });
            let there = frame.settle(frame.law(|law| law.mandate(*ix)))? && restricted(scales, frame, goal)?;
            return Ok(match there {
                false => Fate::Absent,
                true if out => Fate::Ends,
                true => Fate::Untouched,
            });
        }
        Item::Measure(ix) => (Object::Measure(*ix), Some(*ix)),
        Item::Listing(ix) | Item::Owner(ix, _) => (Object::Listing(*ix), frame.basis(*ix)?),
    };
    if !exists(frame, &object)? {
        return Ok(Fate::Absent);
    }
    let enough = sufficient(goal.effect);
    let direct = deeds.iter().any(|deed| {
        let same = deed.object == object || measure.is_some_and(|m| deed.object == Object::Measure(m));
        same && enough.contains(&deed.action)
    });
    if direct {
        return Ok(Fate::Ends);
    }
    let ends = |deed: &&Deed| matches!(deed.action, Action::Lapse | Action::EndEmergency);
    let ended: Vec<Id> = deeds
        .iter()
        .filter(ends)
        .filter_map(|deed| match &deed.object {
            Object::Emergency(id) => Some(id.clone()),
            _ => None,
        })
        .collect();
    let Some(measure) = measure else { return Ok(Fate::Untouched) };
    let bases = frame.law(|law| law.authority(measure).to_vec());
    let rests = bases.iter().any(|base| base.emergency.as_ref().is_some_and(|e| ended.contains(e)));
    if !rests {
        let bearer = register.emergencies_beneath(measure).iter().any(|id| ended.contains(id));
        let carrier = bases.first().filter(|_| bearer);
        return Ok(
            carrier.map_or(Fate::Untouched, |base| Fate::Carried(base.under.clone(), base.emergency.clone()))
        );
    }
    for base in &bases {
        let alive = frame.settle(frame.law(|law| law.without(&ended).base(base)))?;
        if alive {
            return Ok(Fate::Carried(base.under.clone(), base.emergency.clone()));
        }
    }
    Ok(holder(frame, measure, &object, &ended)?.map_or(Fate::Ends, Fate::Held))
}
