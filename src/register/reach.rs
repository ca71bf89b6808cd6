//! What may concern what, by keys: so that an answer costs what it touches and not what the register holds.
//!
//! A lock is filed under the most telling keys of its selectors (measures, instruments, emergencies, authority);
//! measures and mandates under their conduct. What is filed under nothing is asked every time. These lists may name
//! too much, never too little: the selectors decide.

use std::sync::OnceLock;

use super::index::{LockIx, MandateIx, MeasureIx};
use super::{Law, Map, Register};
use crate::model::{Id, Lock, Ref, Selector, Target};

/// Locks, measures and mandates by keys.
#[derive(Default)]
pub(super) struct Reach {
    by_measure: Map<Ref, Vec<LockIx>>,
    by_instrument: Map<Id, Vec<LockIx>>,
    by_emergency: Map<Id, Vec<LockIx>>,
    by_authority: Map<Id, Vec<LockIx>>,
    everywhere: Vec<LockIx>,
    measures: Map<Id, Vec<MeasureIx>>,
    mandates: Map<Id, Vec<MandateIx>>,
    of_targets: Map<Id, Vec<MandateIx>>,
    of_anyone: Vec<MandateIx>,
    of_instrument: Map<Id, Vec<MeasureIx>>,
    of_emergency: Map<Id, Vec<MeasureIx>>,
    /// By measure: what [`Register::locks_near`] has found.
    near: Vec<OnceLock<Box<[LockIx]>>>,
}

impl Reach {
    pub(super) fn of(register: &Register) -> Self {
        let mut reach = Self::default();
        reach.near.resize_with(register.measure_ixs().count(), OnceLock::new);
        for ix in register.lock_ixs() {
            reach.file(register.lock(ix), ix);
        }
        for ix in register.measure_ixs() {
            for conduct in &register.measure(ix).conduct {
                reach.measures.entry(conduct.clone()).or_default().push(ix);
            }
            for id in register.ancestors_of(ix) {
                reach.of_instrument.entry(id.clone()).or_default().push(ix);
            }
            let resting =
                Law::on_any_day(register).authority(ix).iter().filter_map(|base| base.emergency.as_ref());
            for id in register.emergencies_beneath(ix).iter().chain(resting) {
                let of = reach.of_emergency.entry(id.clone()).or_default();
                if of.last() != Some(&ix) {
                    of.push(ix);
                }
            }
        }
        for ix in register.mandate_ixs() {
            for conduct in register.mandate(ix).restricts() {
                reach.mandates.entry(conduct.clone()).or_default().push(ix);
            }
            let select = &register.mandate(ix).select;
            let keys =
                [&select.targets, &select.traits, &select.nationality].into_iter().find(|k| !k.is_empty());
            match keys {
                Some(keys) => {
                    keys.iter().for_each(|key| reach.of_targets.entry(key.clone()).or_default().push(ix))
                }
                None => reach.of_anyone.push(ix),
            }
        }
        reach
    }

    /// Files a lock under its own keys, else under those of its clauses, if all of them have some.
    fn file(&mut self, lock: &Lock, ix: LockIx) {
        let clauses = lock.reaches.iter().map(|c| &c.select).chain(lock.holds.iter().map(|h| &h.select));
        let narrow: Vec<&Selector> =
            if telling(&lock.select) { vec![&lock.select] } else { clauses.collect() };
        if narrow.iter().any(|select| !telling(select)) {
            self.everywhere.push(ix);
            return;
        }
        for select in narrow {
            if !select.mandates.is_empty() {
                let homes: Vec<Id> =
                    select.mandates.iter().filter_map(|m| m.split().0.parse().ok()).collect();
                file(&mut self.by_instrument, &homes, ix);
            } else if !select.measures.is_empty() {
                file(&mut self.by_measure, &select.measures, ix);
            } else if !select.instruments.is_empty() {
                file(&mut self.by_instrument, &select.instruments, ix);
            } else if !select.emergencies.is_empty() {
                file(&mut self.by_emergency, &select.emergencies, ix);
            } else {
                file(&mut self.by_authority, &select.authority, ix);
            }
        }
    }
}

fn telling(select: &Selector) -> bool {
    !(select.measures.is_empty()
        && select.mandates.is_empty()
        && select.instruments.is_empty()
        && select.emergencies.is_empty()
        && select.authority.is_empty())
}

fn file<K: Clone + Eq + std::hash::Hash>(under: &mut Map<K, Vec<LockIx>>, keys: &[K], ix: LockIx) {
    for key in keys {
        under.entry(key.clone()).or_default().push(ix);
    }
}

fn sorted<T: Ord>(found: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = found.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Register {
    /// The locks that may concern a measure or a listing under it, in order.
    pub fn locks_near(&self, ix: MeasureIx) -> &[LockIx] {
        self.reach.near[ix.at()].get_or_init(|| self.find_locks_near(ix).into())
    }

    fn find_locks_near(&self, ix: MeasureIx) -> Vec<LockIx> {
        let reach = &self.reach;
        let instruments = self.ancestors_of(ix).iter().filter_map(|id| reach.by_instrument.get(id));
        let emergencies = self.emergencies_beneath(ix).iter().filter_map(|id| reach.by_emergency.get(id));
        let bases =
            Law::on_any_day(self).authority(ix).iter().filter_map(|base| reach.by_authority.get(&base.under));
        let named = reach.by_measure.get(self.reference(ix));
        let found =
            instruments.chain(emergencies).chain(bases).chain(named).flatten().chain(&reach.everywhere);
        sorted(found.copied())
    }

    /// The locks that may concern an emergency itself, in order.
    pub fn locks_near_emergency(&self, id: &Id) -> Vec<LockIx> {
        sorted(self.reach.by_emergency.get(id).into_iter().flatten().chain(&self.reach.everywhere).copied())
    }

    /// The locks that may concern what a mandate orders, in order.
    pub fn locks_near_mandate(&self, ix: MandateIx) -> Vec<LockIx> {
        let home = self.home(ix).id.as_str();
        let instruments = self.ancestors(home).iter().filter_map(|id| self.reach.by_instrument.get(id));
        sorted(instruments.flatten().chain(&self.reach.everywhere).copied())
    }

    /// The measures that restrict conduct which bears on one of these kinds of conduct, in order.
    pub fn measures_bearing_on(&self, conduct: &[Id]) -> Vec<MeasureIx> {
        let bearing = conduct.iter().flat_map(|c| self.conducts_bearing_on(c));
        sorted(bearing.filter_map(|c| self.reach.measures.get(c)).flatten().copied())
    }

    /// The mandates about conduct which bears on one of these kinds of conduct, in order.
    pub fn mandates_bearing_on(&self, conduct: &[Id]) -> Vec<MandateIx> {
        let bearing = conduct.iter().flat_map(|c| self.conducts_bearing_on(c));
        sorted(bearing.filter_map(|c| self.reach.mandates.get(c)).flatten().copied())
    }

    /// The mandates that may name a target, in order.
    pub fn mandates_naming(&self, id: &Id, target: &Target) -> Vec<MandateIx> {
        let keys = std::iter::once(id).chain(target.traits.iter().map(|t| &t.id)).chain(&target.nationality);
        let named = keys.filter_map(|key| self.reach.of_targets.get(key)).flatten();
        sorted(named.chain(&self.reach.of_anyone).copied())
    }

    /// The measures of an instrument and of all that is issued under it, in order.
    pub fn measures_under(&self, instrument: &Id) -> &[MeasureIx] {
        self.reach.of_instrument.get(instrument).map_or(&[], Vec::as_slice)
    }

    /// The measures of instruments that rest on an emergency, or that rest on it themselves, in order.
    pub fn measures_of_emergency(&self, emergency: &Id) -> &[MeasureIx] {
        self.reach.of_emergency.get(emergency).map_or(&[], Vec::as_slice)
    }
}
