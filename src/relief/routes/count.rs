//! How many routes there are of each kind, counted as products; and those that are written out.

use jiff::civil::Date;

use super::Route;
use super::day::{Candidate, Day};
use super::pattern::Pattern;
use crate::model::Pathway;
use crate::relief::branch::{Var, is_outlying, shorten};

/// How many combinations of choices are kept for a route that holds on some readings only.
const SHOWN: usize = 6;

/// By what routes are put in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Key {
    pub(super) pathway: Pathway,
    pub(super) earliest: Date,
    pub(super) weaker: u8,
}

impl Key {
    pub(super) fn with(self, other: Key) -> Key {
        Key {
            pathway: self.pathway.max(other.pathway),
            earliest: self.earliest.max(other.earliest),
            weaker: self.weaker.max(other.weaker),
        }
    }

    pub(super) fn within(self, bound: Key) -> bool {
        self.pathway <= bound.pathway && self.earliest <= bound.earliest && self.weaker <= bound.weaker
    }
}

/// All routes of one pattern that have one key.
pub(super) struct Cell {
    pub(super) key: Key,
    pub(super) acts: usize,
    pub(super) pattern: usize,
    pub(super) count: u128,
    pub(super) everywhere: bool,
}

/// The choices of one act for each of several things, beside acts that are fixed.
struct Product {
    floor: Key,
    own: Vec<Vec<Key>>,
}

impl Product {
    /// How many choices stay within a bound.
    fn within(&self, bound: Key) -> u128 {
        let fitting = |keys: &Vec<Key>| keys.iter().filter(|key| key.within(bound)).count() as u128;
        let all = || self.own.iter().map(fitting).fold(1, u128::saturating_mul);
        if self.floor.within(bound) { all() } else { 0 }
    }

    /// Every key that some choice has, with how many have it: by inclusion and exclusion along the three axes.
    fn keys(&self) -> Vec<(Key, u128)> {
        let all: Vec<Key> = self.own.iter().flatten().copied().chain([self.floor]).collect();
        let (pathways, days) = (axis(&all, |key| key.pathway), axis(&all, |key| key.earliest));
        let weaks = axis(&all, |key| key.weaker);
        let mut found = Vec::new();
        for p in 0..pathways.len() {
            for d in 0..days.len() {
                for w in 0..weaks.len() {
                    let (mut plus, mut minus) = (0u128, 0u128);
                    for bits in 0..8usize {
                        let bound = || {
                            Some(Key {
                                pathway: *pathways.get(p.checked_sub(bits & 1)?)?,
                                earliest: *days.get(d.checked_sub(bits >> 1 & 1)?)?,
                                weaker: *weaks.get(w.checked_sub(bits >> 2 & 1)?)?,
                            })
                        };
                        let n = bound().map_or(0, |bound| self.within(bound));
                        let side = if bits.count_ones().is_multiple_of(2) { &mut plus } else { &mut minus };
                        *side = side.saturating_add(n);
                    }
                    let key = Key { pathway: pathways[p], earliest: days[d], weaker: weaks[w] };
                    found.push((key, plus.saturating_sub(minus)));
                }
            }
        }
        found.retain(|(_, count)| *count > 0);
        found
    }
}

/// The values of keys along one axis, in order.
fn axis<T: Ord>(keys: &[Key], of: impl Fn(&Key) -> T) -> Vec<T> {
    let mut all: Vec<T> = keys.iter().map(of).collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Day<'_> {
    /// All keys that routes have, pattern by pattern, with how many routes have each.
    pub(super) fn cells(&mut self) -> Vec<(Cell, usize)> {
        let yes = self.stores.facts.leaf(true);
        let mut cells = Vec::new();
        for (at, pattern) in self.patterns.iter().enumerate() {
            let acts = pattern.shared.len() + pattern.chosen.len();
            let everywhere = pattern.reaches == yes;
            let product = Product { floor: self.floor(pattern), own: self.own_keys(pattern) };
            let of_pattern = product.keys().into_iter();
            cells.extend(
                of_pattern.map(|(key, count)| (Cell { key, acts, pattern: at, count, everywhere }, 0)),
            );
        }
        cells
    }

    /// The key of a pattern's shared acts.
    fn floor(&self, pattern: &Pattern) -> Key {
        let none = Key { pathway: Pathway::Executive, earliest: self.question.submit, weaker: 0 };
        pattern.shared.iter().fold(none, |key, at| key.with(self.shared[*at].key))
    }

    fn own_keys(&self, pattern: &Pattern) -> Vec<Vec<Key>> {
        let own = pattern.chosen.iter().map(|at| self.things[*at].own.iter().map(|c| c.key).collect());
        own.collect()
    }

    /// Writes out the routes of a cell, as far as the limit.
    pub(super) fn write_out(&mut self, cell: &Cell, limit: usize, routes: &mut Vec<Route>) {
        let pattern = &self.patterns[cell.pattern];
        let own = self.own_keys(pattern);
        let mut open = vec![(Vec::<usize>::new(), self.floor(pattern))];
        let mut found: Vec<Vec<usize>> = Vec::new();
        while let Some((picked, key)) = open.pop() {
            if found.len() + routes.len() >= limit {
                break;
            }
            // What the rest can still add; a key that cannot be attained any more is given up.
            let rest = own[picked.len()..].iter().flatten().filter(|k| k.within(cell.key));
            if rest.fold(key, |best, k| best.with(*k)) != cell.key {
                continue;
            }
            match own.get(picked.len()) {
                None => found.push(picked),
                Some(keys) => {
                    let fitting = keys.iter().enumerate().rev().filter(|(_, k)| k.within(cell.key));
                    for (at, k) in fitting {
                        let mut longer = picked.clone();
                        longer.push(at);
                        open.push((longer, key.with(*k)));
                    }
                }
            }
        }
        for picked in found {
            routes.push(self.route(cell, &picked));
        }
    }

    fn route(&mut self, cell: &Cell, picked: &[usize]) -> Route {
        let pattern = &self.patterns[cell.pattern];
        let shared = pattern.shared.iter().map(|at| self.shared[*at].clone());
        let own = pattern.chosen.iter().zip(picked).map(|(thing, at)| self.things[*thing].own[*at].clone());
        let acts: Vec<Candidate> = shared.chain(own).collect();
        let mut pathway = self.stores.pathways.leaf(Pathway::Executive);
        for act in &acts {
            pathway = self.stores.pathways.harder(pathway, act.pathway);
        }
        let weaker = acts.iter().max_by_key(|act| act.key.weaker).filter(|act| act.key.weaker > 0);
        let weaker = weaker.map(|act| act.step.deed.action);
        let register = self.register;
        let keep = |var: &Var, value: usize| !is_outlying(register, var, value);
        let to = |yes: &bool| *yes;
        let cases = self.stores.facts.paths(pattern.reaches, &to, &|_, _| true, SHOWN * 4).0;
        let mut reaches = shorten(register, cases);
        reaches.retain(|case| case.iter().all(|(var, value)| keep(var, *value)));
        reaches.truncate(SHOWN);
        Route {
            from: self.question.as_of,
            pathways: self.counted(pathway),
            steps: acts.into_iter().map(|act| act.step).collect(),
            earliest: cell.key.earliest,
            weaker,
            reaches,
        }
    }
}
