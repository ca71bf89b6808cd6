//! What a selector selects: AND between keys, OR inside one, `except` for the rest.

use jiff::civil::Date;

use super::branch::Need;
use super::question::Frame;
use crate::model::{Act, Id, Listed, Scope, Selector, Target};
use crate::register::{ListingIx, MandateIx, MeasureIx, Register, Tri};

/// What an act is done to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Object {
    /// A measure as a whole.
    Measure(MeasureIx),
    /// One listing.
    Listing(ListingIx),
    /// What a mandate orders, as to one target or to all.
    Mandate(MandateIx, Option<Id>),
    /// An emergency.
    Emergency(Id),
}

impl Object {
    /// Its id or reference.
    pub fn reference<'a>(&'a self, register: &'a Register) -> &'a str {
        match self {
            Object::Measure(ix) => register.reference(*ix).as_str(),
            Object::Listing(ix) => register.reference(*ix).as_str(),
            Object::Mandate(ix, _) => register.reference(*ix).as_str(),
            Object::Emergency(id) => id.as_str(),
        }
    }

    pub(super) fn scope(&self) -> Scope {
        match self {
            Object::Measure(_) | Object::Mandate(_, None) => Scope::Measure,
            Object::Listing(_) | Object::Mandate(_, Some(_)) => Scope::Listing,
            Object::Emergency(_) => Scope::Emergency,
        }
    }
}

/// Whether a selector matches an object, for an act in this stage.
pub(super) fn selects(
    frame: Frame<'_>,
    selector: &Selector,
    object: &Object,
    stage: Option<&Id>,
) -> Result<bool, Need> {
    if !scope_and_stage(selector, object, stage) {
        return Ok(false);
    }
    let matched = match object {
        Object::Mandate(ix, target) => of_mandate(frame, selector, *ix, target.as_ref()),
        _ if !selector.mandates.is_empty() => return Ok(false),
        Object::Emergency(id) => Ok(of_emergency(selector, id)),
        Object::Measure(ix) => Ok(listing_keys_empty(selector) && of_measure(frame, selector, *ix, None)?),
        Object::Listing(ix) => match frame.basis(*ix)? {
            Some(measure) => {
                Ok(of_listing(frame, selector, *ix)? && of_measure(frame, selector, measure, Some(*ix))?)
            }
            None => Ok(false),
        },
    };
    match (matched?, &selector.except) {
        (true, Some(except)) => Ok(!selects(frame, except, object, stage)?),
        (matched, _) => Ok(matched),
    }
}

/// Whether a selector names a target, by its target keys, whatever the target's listings.
pub(super) fn selects_target(
    frame: Frame<'_>,
    selector: &Selector,
    id: &Id,
    target: &Target,
) -> Result<bool, Need> {
    let matched = of_target(frame, selector, id, target)?;
    match (matched, &selector.except) {
        (true, Some(except)) => Ok(!selects_target(frame, except, id, target)?),
        (matched, _) => Ok(matched),
    }
}

/// Whether a selector matches a mandate: by its statute and conduct, and as to a person where there is one.
fn of_mandate(
    frame: Frame<'_>,
    selector: &Selector,
    ix: MandateIx,
    target: Option<&Id>,
) -> Result<bool, Need> {
    let register = frame.register;
    let named = selector.mandates.is_empty() || selector.mandates.contains(register.reference(ix));
    let issued = selector.instruments.is_empty()
        || register.ancestors_of(ix).iter().any(|id| selector.instruments.contains(id));
    let conduct = selector.conduct.is_empty()
        || register
            .mandate(ix)
            .restricts()
            .any(|c| selector.conduct.iter().any(|s| register.conduct_within(c, s)));
    let other = selector.emergencies.is_empty()
        && selector.authority.is_empty()
        && selector.measures.is_empty()
        && selector.programmes.is_empty()
        && selector.grounds.is_empty()
        && selector.listed.is_none()
        && selector.frozen_as_of.is_none();
    if !(named && issued && conduct && other) {
        return Ok(false);
    }
    match target.and_then(|id| Some((id, register.target(id.as_str())?))) {
        Some((id, record)) => of_target(frame, selector, id, record),
        None => Ok(!names_targets(selector)),
    }
}

/// Whether a selector asks anything of a target.
pub(super) fn names_targets(selector: &Selector) -> bool {
    !(selector.nationality.is_empty()
        && selector.target_kinds.is_empty()
        && selector.traits.is_empty()
        && selector.targets.is_empty())
}

fn scope_and_stage(selector: &Selector, object: &Object, stage: Option<&Id>) -> bool {
    (selector.scope.is_empty() || selector.scope.contains(&object.scope()))
        && (selector.stage.is_empty() || stage.is_some_and(|stage| selector.stage.contains(stage)))
}

fn listing_keys_empty(selector: &Selector) -> bool {
    !names_targets(selector)
        && selector.programmes.is_empty()
        && selector.grounds.is_empty()
        && selector.listed.is_none()
}

fn of_emergency(selector: &Selector, id: &Id) -> bool {
    let alone = selector.instruments.is_empty()
        && selector.authority.is_empty()
        && selector.measures.is_empty()
        && selector.conduct.is_empty()
        && listing_keys_empty(selector);
    alone && (selector.emergencies.is_empty() || selector.emergencies.contains(id))
}

fn of_measure(
    frame: Frame<'_>,
    selector: &Selector,
    ix: MeasureIx,
    listing: Option<ListingIx>,
) -> Result<bool, Need> {
    let register = frame.register;
    let named = || selector.measures.is_empty() || selector.measures.contains(register.reference(ix));
    let issued = || {
        selector.instruments.is_empty()
            || register.ancestors_of(ix).iter().any(|id| selector.instruments.contains(id))
            || selector.instruments.contains(&register.home(ix).id)
    };
    let declared = || {
        selector.emergencies.is_empty()
            || register.emergencies_beneath(ix).iter().any(|id| selector.emergencies.contains(id))
    };
    let resting = || {
        selector.authority.is_empty()
            || frame.law(|law| law.authority(ix).iter().any(|base| selector.authority.contains(&base.under)))
    };
    let conduct = || {
        selector.conduct.is_empty()
            || register
                .measure(ix)
                .conduct
                .iter()
                .any(|c| selector.conduct.iter().any(|s| register.conduct_within(c, s)))
    };
    if !(named() && issued() && declared() && resting() && conduct()) {
        return Ok(false);
    }
    let Some(frozen) = selector.frozen_as_of else { return Ok(true) };
    let standing = frame.law(|law| {
        let then = law.fixed(frozen.0);
        then.measure(ix).and(|| listing.map_or(Tri::Yes, |listing| then.listing(listing)))
    });
    frame.settle(standing)
}

fn of_listing(frame: Frame<'_>, selector: &Selector, ix: ListingIx) -> Result<bool, Need> {
    let listing = frame.register.listing(ix);
    let programme = selector.programmes.is_empty()
        || listing.programme.as_ref().is_some_and(|tag| selector.programmes.contains(tag));
    let ground = selector.grounds.is_empty() || selector.grounds.contains(&listing.ground);
    if !(programme && ground) {
        return Ok(false);
    }
    let (id, target) = frame.register.listed_target(ix);
    if !of_target(frame, selector, id, target)? {
        return Ok(false);
    }
    match selector.listed {
        Some(window) => listed_within(frame, ix, window),
        None => Ok(true),
    }
}

fn of_target(frame: Frame<'_>, selector: &Selector, id: &Id, target: &Target) -> Result<bool, Need> {
    let nationality = selector.nationality.is_empty()
        || target.nationality.iter().any(|n| selector.nationality.contains(n));
    let kind = selector.target_kinds.is_empty() || selector.target_kinds.contains(&target.kind);
    let named = selector.targets.is_empty() || selector.targets.contains(id);
    if !(nationality && kind && named) {
        return Ok(false);
    }
    if selector.traits.is_empty() {
        return Ok(true);
    }
    let held = target.traits.iter().filter(|held| selector.traits.contains(&held.id));
    frame.settle(held.fold(Tri::No, |known, held| known.or(|| frame.law(|law| law.held(id, held)))))
}

/// Whether a listing was made within a window: on or after its first day and before its last.
fn listed_within(frame: Frame<'_>, ix: ListingIx, window: Listed) -> Result<bool, Need> {
    let from = frame.register.listing(ix).from;
    let listed_by = |day: Date| {
        // Listed before `day` means in force on the eve of it, had nothing ended it since.
        if from.latest() < day {
            Tri::Yes
        } else if from.earliest() >= day {
            Tri::No
        } else {
            let fact = crate::register::in_force_on_fact(frame.register.reference(ix).as_str(), day);
            match frame.stated(&fact) {
                Some(true) => Tri::Yes,
                Some(false) => Tri::No,
                None => Tri::Unknown(fact),
            }
        }
    };
    let after_start = match window.from {
        Some(day) => !frame.settle(listed_by(day.0))?,
        None => true,
    };
    let before_end = match window.before {
        Some(day) => frame.settle(listed_by(day.0))?,
        None => true,
    };
    Ok(after_start && before_end)
}

/// The objects of an act: what it names that the register knows.
pub(super) fn objects(register: &Register, act: &Act) -> Vec<Object> {
    use crate::register::Part;
    let measures = act.measures.iter().filter_map(|m| match register.part(m.as_str()) {
        Some(Part::Measure(ix)) => Some(Object::Measure(ix)),
        _ => None,
    });
    let listings = act.listings.iter().filter_map(|l| match register.part(l.as_str()) {
        Some(Part::Listing(ix)) => Some(Object::Listing(ix)),
        _ => None,
    });
    let mandates = act.mandates.iter().filter_map(|m| match register.part(m.as_str()) {
        Some(Part::Mandate(ix)) => Some(Object::Mandate(ix, act.target.clone())),
        _ => None,
    });
    let emergencies = act.emergencies.iter().filter(|e| register.emergency(e.as_str()).is_some());
    measures.chain(listings).chain(mandates).chain(emergencies.cloned().map(Object::Emergency)).collect()
}
