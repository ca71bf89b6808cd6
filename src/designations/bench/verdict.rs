//! What delisting takes for a set of tags: one case for each answer of the engine, with the nationalities, grounds and
//! kinds of target that lead to it.

use crate::model::{Ground, Pathway, TargetKind};
use crate::relief::Branch;

/// How a nationality that no provision names is called.
pub const OTHER: &str = "other";

/// One answer of the engine, for the values that no list says.
#[derive(Clone, Debug)]
pub struct Case {
    /// The nationality asked about, as a provision names it; [`OTHER`] for all that none names.
    pub nationality: String,
    /// The grounds of listing that lead to this answer.
    pub grounds: Vec<Ground>,
    /// The kinds of target that lead to it.
    pub kinds: Vec<TargetKind>,
    /// Each pathway that is reached, lightest first, outlying ones last.
    pub branches: Vec<Branch>,
}

impl Case {
    /// The pathways that are not outlying, lightest first.
    pub fn pathways(&self) -> Vec<Pathway> {
        union(self.branches.iter().filter(|branch| !branch.outlying).map(|branch| branch.pathway))
    }
}

/// What delisting takes for a set of tags.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The answers, each distinct one once.
    pub cases: Vec<Case>,
    /// The tags that are mapped, by their place in [`Bench::mapped`].
    pub mapped: Vec<usize>,
}

impl Verdict {
    /// The pathways of all cases that are not outlying, lightest first.
    pub fn pathways(&self) -> Vec<Pathway> {
        union(self.cases.iter().flat_map(Case::pathways))
    }

    /// The pathways that only outlying readings lead to.
    pub fn outlying(&self) -> Vec<Pathway> {
        let counted = self.pathways();
        let all = self.cases.iter().flat_map(|case| &case.branches).map(|branch| branch.pathway);
        union(all.filter(|pathway| !counted.contains(pathway)))
    }

    /// The pathways for each nationality that was asked about.
    pub fn by_nationality(&self) -> Vec<(&str, Vec<Pathway>)> {
        let mut found: Vec<(&str, Vec<Pathway>)> = Vec::new();
        for case in &self.cases {
            match found.iter_mut().find(|(nationality, _)| *nationality == case.nationality) {
                Some((_, set)) => *set = union(set.iter().copied().chain(case.pathways())),
                None => found.push((&case.nationality, case.pathways())),
            }
        }
        found
    }
}

fn union(pathways: impl Iterator<Item = Pathway>) -> Vec<Pathway> {
    let mut set: Vec<Pathway> = pathways.collect();
    set.sort_unstable();
    set.dedup();
    set
}
