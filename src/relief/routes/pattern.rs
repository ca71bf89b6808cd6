//! Which sets of shared acts leave which things to own acts, and on which readings each reaches the goal.

use std::collections::BTreeMap;

use super::day::{Day, SHARED, scales};
use crate::relief::branch::{Assignment, Diagram, Var, is_outlying};
use crate::relief::effect::fate;
use crate::relief::pathway::Deed;

/// Shared acts, and the things for which an own act is chosen besides.
pub(super) struct Pattern {
    pub(super) shared: Vec<usize>,
    pub(super) chosen: Vec<usize>,
    pub(super) reaches: Diagram,
}

impl Day<'_> {
    /// Which sets of shared acts leave which things to own acts, and on which readings that reaches the goal.
    pub(super) fn find_patterns(&mut self) {
        let n = self.shared.len().min(SHARED);
        let sets =
            (0..1usize << n).map(|bits| (0..n).filter(|at| bits >> at & 1 == 1).collect::<Vec<usize>>());
        let alone = (n..self.shared.len()).map(|at| vec![at]);
        let sets: Vec<Vec<usize>> = sets.chain(alone).collect();
        let mut gone: BTreeMap<Vec<usize>, Vec<Diagram>> = BTreeMap::new();
        for set in &sets {
            let freed = self.freed(set);
            gone.insert(set.clone(), freed);
        }
        let (yes, no) = (self.stores.facts.leaf(true), self.stores.facts.leaf(false));
        for set in &sets {
            let freed = &gone[set];
            let must: Vec<usize> = (0..freed.len()).filter(|at| freed[*at] == no).collect();
            let mut partly: Vec<Diagram> = freed.iter().copied().filter(|d| *d != yes && *d != no).collect();
            partly.sort_by_key(|d| freed.iter().position(|other| other == d));
            partly.dedup();
            // Things that are freed on the same readings stand or fall together.
            for bits in 0..1usize << partly.len().min(SHARED) {
                let classes: Vec<Diagram> = partly
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| bits >> at & 1 == 1)
                    .map(|(_, d)| *d)
                    .collect();
                let chosen: Vec<usize> = (0..freed.len())
                    .filter(|at| must.contains(at) || classes.contains(&freed[*at]))
                    .collect();
                self.keep_if_minimal(set, chosen, &classes, &gone);
            }
        }
    }

    fn keep_if_minimal(
        &mut self,
        set: &[usize],
        chosen: Vec<usize>,
        classes: &[Diagram],
        gone: &BTreeMap<Vec<usize>, Vec<Diagram>>,
    ) {
        let reaches = self.all(&gone[set], &chosen);
        let register = self.register;
        let keep = |var: &Var, value: usize| !is_outlying(register, var, value);
        if !self.stores.facts.outcomes(reaches, &keep).contains(&&true)
            || chosen.iter().any(|at| self.things[*at].own.is_empty())
        {
            return;
        }
        for class in classes {
            if self.both(reaches, *class) == reaches {
                return;
            }
        }
        for one in set {
            let rest: Vec<usize> = set.iter().copied().filter(|other| other != one).collect();
            let Some(freed) = gone.get(&rest) else { continue };
            if self.all(freed, &chosen) == reaches {
                return;
            }
        }
        self.patterns.push(Pattern { shared: set.to_vec(), chosen, reaches });
    }

    fn both(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.stores.facts.join(a, b, &|a, b| *a && *b)
    }

    /// Where all things are freed for which no own act is chosen.
    fn all(&mut self, freed: &[Diagram], chosen: &[usize]) -> Diagram {
        let mut all = self.stores.facts.leaf(true);
        for (at, one) in freed.iter().enumerate() {
            if !chosen.contains(&at) {
                all = self.both(all, *one);
            }
        }
        all
    }

    /// Where each thing is freed by these shared acts alone.
    fn freed(&mut self, set: &[usize]) -> Vec<Diagram> {
        let (given, question) = (self.given.clone(), self.question.clone());
        let scales = scales(self.register, &question, &given);
        let deeds: Vec<Deed> = set.iter().map(|at| self.shared[*at].step.deed.clone()).collect();
        let mut freed = Vec::with_capacity(self.things.len());
        for thing in &self.things {
            let gone = |under: &Assignment| {
                let fate = fate(scales, scales.frame(under), &thing.item, &deeds, &thing.goal)?;
                Ok(!fate.stands())
            };
            freed.push(self.stores.facts.explore(self.register, &given.fixed, &gone));
        }
        freed
    }
}
