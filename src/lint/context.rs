//! What a rule is given: the register, the day, and what is known of files that did not decode.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::model::{Kind, To};
use crate::register::{Loaded, RecordFile, Register};

/// The register under judgement.
pub(super) struct Context<'r> {
    /// What decoded, linked.
    pub(super) register: &'r Register,
    /// The day that ages and lapses are measured against.
    pub(super) as_of: Date,
    /// Files that did not decode: their ids are known, and the kind their folder tells.
    pub(super) undecoded: HashMap<&'r str, Option<Kind>>,
    /// The register's lists.
    pub(super) conducts: HashSet<&'r str>,
    pub(super) territories: HashSet<&'r str>,
    pub(super) traits: HashSet<&'r str>,
    /// What can be referred to, sorted, by what refers to it; made when a reference leads nowhere.
    pub(super) names: OnceLock<BTreeMap<To, Vec<String>>>,
}

impl<'r> Context<'r> {
    pub(super) fn new(loaded: &'r Loaded, register: &'r Register, as_of: Date) -> Self {
        let mut undecoded: HashMap<&str, Option<Kind>> = loaded.known_ids().collect();
        for problem in &loaded.problems {
            let name = problem.path.rsplit('/').next().unwrap_or_default();
            undecoded.insert(name.strip_suffix(".toml").unwrap_or(name), Kind::of_path(&problem.path));
        }
        let head = register.head();
        Self {
            register,
            as_of,
            undecoded,
            conducts: head.conducts.iter().map(|c| c.id.as_str()).collect(),
            territories: head.territories.iter().map(|t| t.id.as_str()).collect(),
            traits: head.traits.iter().map(|t| t.id.as_str()).collect(),
            names: OnceLock::new(),
        }
    }
}

/// One record under judgement.
pub(super) struct Scene<'c, 'r> {
    /// The register.
    pub(super) cx: &'c Context<'r>,
    /// The record, with its file.
    pub(super) file: &'r RecordFile,
}
