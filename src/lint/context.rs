//! What a rule is given: the register, the day, and what is known of files that did not decode.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use jiff::civil::Date;

use super::references::Leads;
use super::rules::Named;
use crate::model::{At, Id, Kind, To, Visit, Walk};
use crate::register::{Loaded, RecordFile, Register};

/// The register under judgement.
pub(super) struct Context<'r> {
    /// The tree as it was read.
    pub(super) loaded: &'r Loaded,
    /// What decoded, linked.
    pub(super) register: &'r Register,
    /// Whether the lists of `register.toml` are known.
    pub(super) lists: bool,
    /// The day that ages and lapses are measured against; none where nobody has said what is covered.
    pub(super) as_of: Option<Date>,
    /// Files that did not decode: their ids are known, and the kind their folder tells.
    pub(super) undecoded: HashMap<&'r str, Option<Kind>>,
    /// The register's lists.
    pub(super) conducts: HashSet<&'r str>,
    pub(super) territories: HashSet<&'r str>,
    pub(super) traits: HashSet<&'r str>,
    /// What is named, once every record was walked.
    pub(super) named: Named<'r>,
    /// What can be referred to, sorted, by what refers to it; made when a reference leads nowhere.
    pub(super) names: OnceLock<BTreeMap<To, Vec<String>>>,
}

impl<'r> Context<'r> {
    pub(super) fn new(loaded: &'r Loaded, register: &'r Register, as_of: Option<Date>) -> Self {
        let mut undecoded: HashMap<&str, Option<Kind>> = loaded.known_ids().collect();
        for problem in &loaded.problems {
            let name = problem.path.rsplit('/').next().unwrap_or_default();
            undecoded.insert(name.strip_suffix(".toml").unwrap_or(name), Kind::of_path(&problem.path));
        }
        let head = register.head();
        Self {
            loaded,
            register,
            lists: true,
            as_of,
            undecoded,
            conducts: head.conducts.iter().map(|c| c.id.as_str()).collect(),
            territories: head.territories.iter().map(|t| t.id.as_str()).collect(),
            traits: head.traits.iter().map(|t| t.id.as_str()).collect(),
            named: Named::none_of(register),
            names: OnceLock::new(),
        }
    }

    /// The same where nothing is known of `register.toml`.
    pub(super) fn headless(loaded: &'r Loaded, register: &'r Register, as_of: Option<Date>) -> Self {
        Self { lists: false, ..Self::new(loaded, register, as_of) }
    }

    /// Whether every reference in a part of a record leads to what is wanted.
    pub(super) fn whole(&self, part: &impl Walk) -> bool {
        struct Astray<'c, 'r>(&'c Context<'r>, bool);
        impl<'p> Visit<'p> for Astray<'_, '_> {
            fn refers(&mut self, _: At<'_>, id: &'p str, to: To) {
                self.1 |= self.0.leads(id, to) != Leads::Well;
            }
        }
        let mut astray = Astray(self, false);
        part.walk(At::ROOT, None, &mut astray);
        !astray.1
    }

    /// The day through which law of this regime is known and counts: the end of its coverage, or that asked of.
    pub(super) fn known_to(&self, regime: &Id) -> Option<Date> {
        let as_of = self.as_of?;
        let known = self.register.head().regimes.iter().find(|known| known.id == *regime);
        Some(known.map_or(as_of, |known| known.coverage.to.0.min(as_of)))
    }
}

/// One record under judgement.
pub(super) struct Scene<'c, 'r> {
    /// The register.
    pub(super) cx: &'c Context<'r>,
    /// The record, with its file.
    pub(super) file: &'r RecordFile,
}
