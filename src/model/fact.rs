//! A fact on which the law turns and which is not itself law.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::words;
use super::{Id, List, Retired, Text};

words!(FactValue);

sourced! {
    /// A fact on which a provision turns: a question with the answer yes, no, or open.
    pub struct Fact {
        /// The fact in a phrase.
        pub title: Text,
        /// The question, to be answered yes or no.
        pub question: Text,
        /// Who answers it, as far as the law says.
        pub judge: Option<Text>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

sourced! {
    /// What an option, a scenario or an episode says of a fact.
    pub struct FactStatement {
        /// The fact.
        pub fact: Id => Stated,
        /// The answer.
        pub value: FactValue,
        /// Who declares it.
        pub declared_by: Option<Id> => Actor,
        /// Who disputes it. A disputed fact branches.
        #[serde(default)]
        pub disputed_by: List<Id> => Actor,
        /// Why it is so stated.
        pub why: Option<Text>,
    }
}

/// The answer to a question of fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum FactValue {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It is not known, or nobody has said.
    Open,
}
