//! A package: options in an order that a negotiator would recognise.

use super::provenance::sourced;
use super::walk::table;
use super::{Gap, Id, List, Retired, Text};

sourced! {
    /// A set of options, in phases, with the status quo to compare with.
    pub struct Package {
        /// The package in a phrase.
        pub title: Text,
        /// What it is for.
        pub summary: Text,
        /// Where it stands among packages, from 1; left out, after those that say.
        pub order: Option<u32>,
        /// The option that is the baseline.
        pub baseline: Id => Option,
        /// The phases, in order.
        pub phases: List<Phase>,
        /// What is known to be missing.
        #[serde(default)]
        pub gaps: List<Gap>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

table! {
    /// One phase of a package.
    pub struct Phase {
        /// The phase in a phrase.
        pub title: Text,
        /// The options in it.
        pub options: List<Id> => Option,
        /// What must have happened first.
        pub trigger: Option<Text>,
    }
}
