//! The basis of a measure on a day: an executive order, a mandate of Congress, a lock that freezes it. Derived,
//! never typed; a measure can have more than one.

use super::pathway::Scales;
use super::question::{Asking, Given, Question};
use super::select::{Object, selects};
use crate::register::{LockIx, MeasureIx, Register, Tri};

/// The locks that select a measure on a day, or a listing under it. True where they select the measure itself on every
/// reading and whatever the facts are.
pub fn locks_on(register: &Register, ix: MeasureIx, question: &Question) -> Vec<(LockIx, bool)> {
    let given = Given::new(register, question, &[]);
    let day = question.as_of;
    let scales = Scales { register, question, given: &given, day, asking: Asking::default() };
    let frame = scales.frame(&given.fixed);
    let mut locks: Vec<(LockIx, bool)> = Vec::new();
    for &lock in register.locks_near(ix) {
        let standing = frame.law(|law| law.lock(lock));
        let selected = |object: Object| selects(frame, &register.lock(lock).select, &object, None);
        let whole = selected(Object::Measure(ix));
        let listed = || register.listings_under(ix).iter().map(|listing| Object::Listing(*listing));
        if standing != Tri::No && (whole != Ok(false) || listed().any(|one| selected(one) != Ok(false))) {
            locks.push((lock, standing == Tri::Yes && whole == Ok(true)));
        }
    }
    locks.sort_unstable();
    locks
}

/// The bases of a measure on the day asked of, in words; none where it is not in force.
pub fn basis(register: &Register, ix: MeasureIx, question: &Question) -> Vec<&'static str> {
    let given = Given::new(register, question, &[]);
    let day = question.as_of;
    let scales = Scales { register, question, given: &given, day, asking: Asking::default() };
    let frame = scales.frame(&given.fixed);
    if frame.law(|law| law.measure(ix)) == Tri::No {
        return Vec::new();
    }
    let home = register.home(ix);
    let measure = register.measure(ix);
    let mut bases = Vec::new();
    if !home.is_statute() {
        bases.push("executive-order");
    }
    let ordered = register.mandates_bearing_on(&measure.conduct).into_iter().any(|m| {
        let mandate = register.mandate(m);
        frame.law(|law| law.mandate(m)) != Tri::No
            && mandate.imposed.is_some()
            && mandate.restricts().any(|c| measure.conduct.contains(c))
            && selects(frame, &mandate.select, &Object::Measure(ix), None) == Ok(true)
    });
    if home.is_statute() || ordered {
        bases.push("congressionally-mandated");
    }
    let frozen = register.locks_near(ix).iter().any(|&l| {
        let lock = register.lock(l);
        frame.law(|law| law.lock(l)) != Tri::No
            && !lock.holds.is_empty()
            && selects(frame, &lock.select, &Object::Measure(ix), None) == Ok(true)
            && lock
                .holds
                .iter()
                .any(|hold| selects(frame, &hold.select, &Object::Measure(ix), None) != Ok(false))
    });
    if frozen {
        bases.push("codified");
    }
    bases
}
