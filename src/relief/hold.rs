//! What is there to be relieved: what its own authority carries, and what a lock keeps in force without it.
//!
//! A measure ends with the last emergency it rests on, unless a lock holds it. So whether it stands can itself be
//! contested, long after the lapse.

use super::branch::Need;
use super::question::Frame;
use super::select::{Object, selects};
use crate::model::{Hold, Id};
use crate::register::{LockIx, MeasureIx};

/// Whether something is there to be relieved.
pub(super) fn exists(frame: Frame<'_>, object: &Object) -> Result<bool, Need> {
    match object {
        Object::Emergency(id) => frame.settle(frame.law(|law| law.emergency(id).in_force)),
        Object::Mandate(ix, _) => frame.settle(frame.law(|law| law.mandate(*ix))),
        Object::Measure(ix) => stands(frame, *ix, object),
        Object::Listing(ix) => Ok(frame.settle(frame.law(|law| law.listing(*ix)))?
            && match frame.basis(*ix)? {
                Some(measure) => stands(frame, measure, object)?,
                None => true,
            }),
    }
}

/// Whether a measure binds: by its own authority, or because a lock holds it, or the listing under it; and no
/// contested end of it has come about.
fn stands(frame: Frame<'_>, measure: MeasureIx, object: &Object) -> Result<bool, Need> {
    let binds = frame.settle(frame.law(|law| law.measure(measure)))?
        || (frame.settle(frame.law(|law| law.written(measure)))?
            && holder(frame, measure, object, &[])?.is_some());
    Ok(binds && !over(frame, measure)?)
}

/// Whether a contested end of a measure has come about.
fn over(frame: Frame<'_>, measure: MeasureIx) -> Result<bool, Need> {
    for end in &frame.register.measure(measure).contested_ends {
        frame.compare(end.on.0);
        if frame.day >= end.on.0 && frame.chosen(&end.under)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The lock that keeps a measure, or a listing under it, in force when these emergencies and instruments have
/// ended.
pub(super) fn holder(
    frame: Frame<'_>,
    measure: MeasureIx,
    object: &Object,
    ended: &[Id],
) -> Result<Option<LockIx>, Need> {
    let mut need = None;
    for &ix in frame.register.locks_near(measure) {
        for hold in &frame.register.lock(ix).holds {
            match holds(frame, ix, hold, object, ended) {
                Ok(true) => return Ok(Some(ix)),
                Ok(false) => {}
                Err(open) => need = need.or(Some(open)),
            }
        }
    }
    need.map_or(Ok(None), Err)
}

/// Every lock that may keep a measure, or a listing under it, in force without what it rests on.
pub(super) fn holders<'a>(
    frame: Frame<'a>,
    measure: MeasureIx,
    object: &'a Object,
) -> impl Iterator<Item = LockIx> + 'a {
    frame.register.locks_near(measure).iter().copied().filter(move |ix| {
        let mut each = frame.register.lock(*ix).holds.iter();
        each.any(|hold| holds(frame, *ix, hold, object, &[]) != Ok(false))
    })
}

fn holds(frame: Frame<'_>, ix: LockIx, hold: &Hold, object: &Object, ended: &[Id]) -> Result<bool, Need> {
    Ok(selects(frame, &frame.register.lock(ix).select, object, None)?
        && selects(frame, &hold.select, object, None)?
        && frame.settle(frame.law(|law| law.without(ended).lock(ix)))?
        && frame.chosen(&hold.under)?
        && frame.facts(&hold.when)?)
}
