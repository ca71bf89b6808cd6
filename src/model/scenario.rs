//! A scenario: a question put to the engine, and the answer that a lawyer expects.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::{table, words};
use super::{Act, Choice, Day, FactStatement, Goal, Id, List, Pathway, Ref, Retired, Text};

words!(Ends);

sourced! {
    /// A question put to the engine and the answer expected. Scenarios lie beside the data and are run by the
    /// tests and by `relief check`.
    pub struct Scenario {
        /// What it shows.
        pub title: Text,
        /// The option asked about; left out, the acts and goals below.
        pub option: Option<Id> => Option,
        /// Acts, in place of the option's.
        #[serde(default)]
        pub acts: List<Act>,
        /// Goals, in place of the option's.
        #[serde(default)]
        pub goals: List<Goal>,
        /// The days it is asked of.
        pub as_of: List<Day>,
        /// The day of filing, where it is not the day asked of.
        pub submit: Option<Day>,
        /// Readings that are fixed.
        #[serde(default)]
        pub readings: List<Choice>,
        /// Facts that are stated beside, or in place of, the option's.
        #[serde(default)]
        pub facts: List<FactStatement>,
        /// Bills that are assumed.
        #[serde(default)]
        pub assume: List<Id> => Bill,
        /// What is expected. Keys left out are not compared.
        pub expect: Expectation,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

table! {
    /// What a scenario expects.
    pub struct Expectation {
        /// The pathways of all branches that are not outlying, lightest first.
        pub pathways: Option<List<Pathway>>,
        /// The pathways reached only by outlying readings.
        pub outlying: Option<List<Pathway>>,
        /// Whether it is executive-only.
        pub executive_only: Option<bool>,
        /// Branches, each by the choices and facts that fix it.
        #[serde(default)]
        pub branches: List<ExpectedBranch>,
        /// Acts, in order, each with its own pathways.
        #[serde(default)]
        pub acts: List<ExpectedAct>,
        /// What goals leave standing, or not, measure by measure.
        #[serde(default)]
        pub standing: List<ExpectedStanding>,
        /// Provisions that control in the headline: locks and exits. All of them, in any order.
        pub controlling: Option<List<Ref>> => Provision,
        /// The earliest lawful day of the headline.
        pub earliest: Option<Day>,
        /// Measures that still restrict the same conduct or target. All of them, in any order.
        pub residual: Option<List<Ref>> => Measure,
        /// Mandates that are live for the goal. All of them, in any order.
        pub mandates: Option<List<Ref>> => Mandate,
        /// Words that the reason for `none` must hold.
        pub reason: Option<Text>,
    }
}

table! {
    /// One branch that is expected.
    pub struct ExpectedBranch {
        /// The choices made in it.
        #[serde(default)]
        pub choices: List<Choice>,
        /// The facts that are so in it.
        #[serde(default)]
        pub facts: List<Id> => Stated,
        /// The facts that are not so in it.
        #[serde(default)]
        pub denied: List<Id> => Stated,
        /// Its pathway.
        pub pathway: Pathway,
        /// Locks and exits that control in it. All of them, in any order.
        pub controlling: Option<List<Ref>> => Provision,
        /// The provisions of its conditions, each as often as it has conditions. In any order.
        pub conditions: Option<List<Ref>> => Exit,
        /// Its earliest lawful day.
        pub earliest: Option<Day>,
    }
}

table! {
    /// One act that is expected.
    pub struct ExpectedAct {
        /// The measure, listing or emergency it is done to.
        pub object: Ref => Object,
        /// The pathways of the act itself, lightest first, without outlying ones.
        pub pathways: List<Pathway>,
    }
}

table! {
    /// One measure or listing that a goal is about, and what becomes of it.
    pub struct ExpectedStanding {
        /// The measure or listing.
        pub object: Ref => Object,
        /// Whether it ends.
        pub ends: Ends,
        /// Where it stands: the pathways of the lightest act that would reach it.
        pub needs: Option<List<Pathway>>,
    }
}

/// Whether a measure or listing ends with the acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Ends {
    /// It ends on every reading.
    Yes,
    /// It stands on every reading.
    No,
    /// It ends on some readings and stands on others.
    Contested,
}
