//! What provisions ask of a party that no list says, read off the selectors of the register.

use jiff::civil::Date;

use crate::model::{Clause, Ground, Id, Selector, TargetKind};
use crate::register::Register;

/// What provisions ask of a target or a listing that no list says.
pub(super) struct AskedOf {
    pub(super) nationality: Vec<Id>,
    pub(super) grounds: Vec<Ground>,
    pub(super) kinds: Vec<TargetKind>,
}

impl AskedOf {
    pub(super) fn of(register: &Register) -> Self {
        let (mut nationality, mut grounds, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
        selectors(register, &mut |selector, excepted| {
            if !excepted {
                nationality.extend(selector.nationality.iter().cloned());
            }
            grounds.extend(selector.grounds.iter().copied());
            kinds.extend(selector.target_kinds.iter().copied());
        });
        nationality.sort_unstable();
        nationality.dedup();
        let all = [Ground::Activity, Ground::Status, Ground::Ownership];
        let every = [
            TargetKind::Entity,
            TargetKind::Individual,
            TargetKind::Bank,
            TargetKind::Vessel,
            TargetKind::Aircraft,
            TargetKind::StateOrgan,
        ];
        Self { nationality, grounds: apart(&all, &grounds), kinds: apart(&every, &kinds) }
    }
}

/// The last days of the spans that provisions tell apart by when a listing was made, in order.
pub fn windows(register: &Register) -> Vec<Date> {
    let mut ends = Vec::new();
    selectors(register, &mut |selector, _| {
        ends.extend(selector.frozen_as_of.map(|day| day.0));
        let listed = selector.listed.iter().flat_map(|listed| [listed.from, listed.before]);
        ends.extend(listed.flatten().filter_map(|day| day.0.yesterday().ok()));
    });
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// One value that is not named, if there is one, then all that are.
fn apart<T: Copy + PartialEq>(all: &[T], named: &[T]) -> Vec<T> {
    let other = all.iter().find(|value| !named.contains(value));
    other.into_iter().chain(all.iter().filter(|value| named.contains(value))).copied().collect()
}

/// Visits every selector of a lock or an exit; the flag says whether it takes away.
fn selectors(register: &Register, visit: &mut dyn FnMut(&Selector, bool)) {
    fn each(selector: &Selector, excepted: bool, visit: &mut dyn FnMut(&Selector, bool)) {
        visit(selector, excepted);
        if let Some(except) = &selector.except {
            each(except, !excepted, visit);
        }
    }
    let mut clauses = |select: &Selector, clauses: &[Clause]| {
        each(select, false, visit);
        clauses.iter().for_each(|clause| each(&clause.select, false, visit));
    };
    for ix in register.lock_ixs() {
        let lock = register.lock(ix);
        clauses(&lock.select, &lock.reaches);
    }
    for ix in register.exit_ixs() {
        let exit = register.exit(ix);
        clauses(&exit.select, &exit.serves);
    }
}
