//! A sanctions programme tag, and the measures it is evidence of.

use super::provenance::sourced;
use super::{Id, List, Ref, Retired, Text};

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
        pub measures: List<Ref> => Measure,
        /// Words that the remarks of every entry under this tag hold, as in `31 CFR 589.201`: a cross-check of the tag,
        /// where a list has remarks.
        pub remark: Option<Text>,
        /// What a reader should know.
        pub note: Option<Text>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}
