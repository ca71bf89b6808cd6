//! A provision that orders a restriction to be imposed.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::words;
use super::{Id, Period, Selector, Text, When};

words!(Trigger);

sourced! {
    /// A provision that orders a restriction to be imposed. Where it covers a target, relief of the target's
    /// other listings is brought back by it.
    pub struct Mandate {
        /// The local id: the mandate is `FILE/ID`.
        pub id: Id => Own,
        /// What it orders, in a phrase.
        pub title: Text,
        /// The pinpoint in the statute.
        pub pinpoint: Text,
        /// On whom: targets, traits, nationality, kinds.
        #[serde(default)]
        pub select: Selector,
        /// The conduct that is to be restricted.
        pub conduct: Vec<Id> => Conduct,
        /// The territories it is about, where it is about some.
        #[serde(default)]
        pub territory: Vec<Id> => Territory,
        /// What sets it off.
        pub trigger: Trigger,
        /// How long after it takes effect the restriction is due.
        pub due: Option<Period>,
        /// How often it is to be done again.
        pub repeats: Option<Period>,
        /// The day it was carried out; left out, it is not known whether it was.
        pub imposed: Option<When>,
        /// The first day in force; left out, the statute's.
        pub effective: Option<When>,
        /// The first day no longer in force, if it has ended.
        pub ended: Option<When>,
        /// The day it ends by its own terms.
        pub expires: Option<When>,
    }
}

/// What sets a mandate off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Trigger {
    /// It applies to whom it names; nobody need find anything.
    Automatic,
    /// It applies once it is determined that someone fits.
    Determination,
}
