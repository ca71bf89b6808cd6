//! A national emergency: declared in one order, continued each year or lapsed.

use super::provenance::sourced;
use super::{Citations, Gap, Id, List, Ref, Retired, Text, When};

sourced! {
    /// A national emergency with its continuations. Each continuation carries it from the next anniversary to
    /// the one after.
    pub struct Emergency {
        /// What the emergency is called.
        pub title: Text,
        /// The regime, from the register's list.
        pub regime: Id => Regime,
        /// The instrument that declared it.
        pub declared_by: Id => Instrument,
        /// The day it was declared: anniversaries are counted from here.
        pub declared: When,
        /// The rule by which it ends unless continued, as in `nea/202-d`.
        pub rule: Ref => Rule,
        /// Every recorded continuation, oldest first.
        #[serde(default)]
        pub continuations: List<Continuation>,
        /// The last day through which the list of continuations is known to be complete: an anniversary by
        /// then without a notice, and without a later one, was a lapse.
        pub notices_complete_to: Option<super::Day>,
        /// The first day it was no longer in force, if it has ended.
        pub ended: Option<When>,
        /// The instrument that ended it, if one did.
        pub ended_by: Option<Id> => Instrument,
        /// What is known to be missing.
        #[serde(default)]
        pub gaps: List<Gap>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

sourced! {
    /// One notice of continuation.
    pub struct Continuation {
        /// The day of the notice.
        pub signed: When,
        /// The day it was published.
        pub published: Option<When>,
        /// Where it is cited.
        #[serde(default)]
        pub citations: Citations,
    }
}
