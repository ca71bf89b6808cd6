//! A relief option: a named set of acts that pursues goals.

use super::provenance::sourced;
use super::{Act, FactStatement, Gap, Goal, Id, List, Retired, Text};

sourced! {
    /// A named set of acts that pursues goals. Its pathway is derived; it is never written here.
    pub struct ReliefOption {
        /// The option in a phrase, as an imperative.
        pub title: Text,
        /// What it would do and for whom, in a sentence or two.
        pub summary: Text,
        /// The regime, from the register's list.
        pub regime: Id => Regime,
        /// Who would carry it out.
        pub owner: Id => Actor,
        /// True for the status quo, which is printed first and never counted.
        #[serde(default)]
        pub baseline: bool,
        /// What it is for.
        #[serde(default)]
        pub goals: List<Goal>,
        /// What would be done.
        pub acts: List<Act>,
        /// What it takes as given, or leaves open, of facts on which the law turns.
        #[serde(default)]
        pub facts: List<FactStatement>,
        /// What is asked in return; an empty list means that it is not stated.
        pub asks: List<Text>,
        /// What could go wrong.
        pub risks: List<Text>,
        /// Who may resist, and why.
        pub resisters: List<Resister>,
        /// Measures of allies that remain.
        pub allied: List<Allied>,
        /// Developments that bear on it.
        #[serde(default)]
        pub context: List<Id> => Development,
        /// What is known to be missing.
        #[serde(default)]
        pub gaps: List<Gap>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

sourced! {
    /// Who may resist an option.
    pub struct Resister {
        /// Who.
        pub actor: Id => Actor,
        /// Why, or how.
        pub why: Text,
    }
}

sourced! {
    /// A measure of another jurisdiction that remains whatever is done here.
    pub struct Allied {
        /// Whose it is.
        pub actor: Id => Actor,
        /// What remains.
        pub text: Text,
    }
}
