//! A package: options in an order that a negotiator would recognise.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::strict::strict;
use super::{Gap, Id, Text};

strict!(Phase);

sourced! {
    /// A set of options, in phases, with the status quo to compare with.
    pub struct Package {
        /// The package in a phrase.
        pub title: Text,
        /// What it is for.
        pub summary: Text,
        /// The option that is the baseline.
        pub baseline: Id,
        /// The phases, in order.
        pub phases: Vec<Phase>,
        /// What is known to be missing.
        #[serde(default)]
        pub gaps: Vec<Gap>,
    }
}

/// One phase of a package.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, remote = "Self")]
#[schemars(!remote)]
pub struct Phase {
    /// The phase in a phrase.
    pub title: Text,
    /// The options in it.
    pub options: Vec<Id>,
    /// What must have happened first.
    pub trigger: Option<Text>,
}
