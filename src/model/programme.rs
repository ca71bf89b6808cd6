//! A sanctions programme tag, and the measures it is evidence of.

use super::provenance::sourced;
use super::{Id, Ref, Retired, Text};

sourced! {
    /// A programme tag as published on a sanctions list. A tag is evidence, not proof, of the legal basis.
    pub struct Programme {
        /// What the programme is called.
        pub title: Text,
        /// The tag, verbatim, as in `CAATSA - RUSSIA`.
        pub tag: Text,
        /// The regime, from the register's list.
        pub regime: Id => Regime,
        /// The list on which it appears, as in `SDN`.
        pub list: Option<Text>,
        /// The measures that it may stand for; with more than one, an answer branches.
        pub measures: Vec<Ref> => Measure,
        /// What a reader should know.
        pub note: Option<Text>,
        /// Set when the id is no longer in use.
        pub retired: Option<Retired>,
    }
}
