//! A bill: ordinary records that are live only where an answer assumes them.

use super::provenance::sourced;
use super::{Citations, Exit, Gap, Id, List, Lock, Mandate, Measure, Ref, Retired, RetiredPart, Text, When};

sourced! {
    /// A bill that is not law. What it holds counts only under `--assume BILL[@DATE]`.
    pub struct Bill {
        /// The title.
        pub title: Text,
        /// The regime, from the register's list.
        pub regime: Id => Regime,
        /// How it is cited.
        #[serde(default)]
        pub citations: Citations,
        /// The day it was introduced.
        pub introduced: Option<When>,
        /// Where it stands, in your own words.
        pub standing: Text,
        /// True where it can no longer become law.
        #[serde(default)]
        pub dead: bool,
        /// The statute that was enacted from it or in its place. Once that is law, nobody assumes the bill beside it.
        pub overtaken_by: Option<Id> => Statute,
        /// What it would restrict.
        #[serde(default)]
        pub measures: List<Measure>,
        /// What it would lock.
        #[serde(default)]
        pub locks: List<Lock>,
        /// The ways it would open through locks.
        #[serde(default)]
        pub exits: List<Exit>,
        /// What it would order to be imposed.
        #[serde(default)]
        pub mandates: List<Mandate>,
        /// Instruments, measures, locks, exits and mandates that it would end.
        #[serde(default)]
        pub repeals: List<Ref> => Provision,
        /// What is known to be missing.
        #[serde(default)]
        pub gaps: List<Gap>,
        /// The ids of parts that are no longer in use.
        #[serde(default)]
        pub retired_parts: List<RetiredPart>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}
