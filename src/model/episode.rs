//! Relief that really happened, with dates and votes: what the engine is tested against.

use super::provenance::sourced;
use super::{Act, FactStatement, Goal, Id, List, Pathway, Retired, Text, When};

sourced! {
    /// Relief that really happened. The engine derives the pathway and the earliest lawful day from the law;
    /// this record says what was done.
    pub struct Episode {
        /// The episode in a phrase.
        pub title: Text,
        /// What was done, in your own words.
        pub summary: Text,
        /// The regime, from the register's list.
        pub regime: Id => Regime,
        /// The acts.
        pub acts: List<Act>,
        /// What was reached, if it is to be tested too.
        #[serde(default)]
        pub goals: List<Goal>,
        /// The day of the report, notice or certification that opened the way; of the act where there was none; of a
        /// lapse, the last day on which it could still have been kept alive.
        pub submitted: When,
        /// The day it took effect.
        pub took_effect: Option<When>,
        /// By what way it went, as history shows; never what the engine says.
        pub went: List<Pathway>,
        /// Facts of the case, affirmed or denied.
        #[serde(default)]
        pub facts: List<FactStatement>,
        /// Votes in Congress.
        #[serde(default)]
        pub votes: List<Vote>,
        /// What it teaches.
        pub note: Option<Text>,
        /// Why it is accepted that history and the engine differ. Where they do not, this is itself a finding.
        pub acknowledged: Option<Text>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

sourced! {
    /// A vote in Congress.
    pub struct Vote {
        /// The chamber and the question.
        pub question: Text,
        /// The day.
        pub held: Option<When>,
        /// The result, as in `57-42`.
        pub result: Text,
    }
}
