//! Relief that really happened, with dates and votes: what the engine is tested against.

use super::provenance::sourced;
use super::{Act, Day, FactStatement, Goal, Id, Pathway, Text, When};

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
        pub acts: Vec<Act>,
        /// What was reached, if it is to be tested too.
        #[serde(default)]
        pub goals: Vec<Goal>,
        /// The day of the report, notice or certification that opened the way, or of the act where there was none.
        pub submitted: Day,
        /// The day it took effect.
        pub took_effect: Option<When>,
        /// By what way it went, as history shows.
        pub went: Vec<Pathway>,
        /// Facts of the case, affirmed or denied.
        #[serde(default)]
        pub facts: Vec<FactStatement>,
        /// Votes in Congress.
        #[serde(default)]
        pub votes: Vec<Vote>,
        /// What it teaches.
        pub note: Option<Text>,
        /// Why a contradiction between history and the engine is accepted.
        pub acknowledged: Option<Text>,
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
