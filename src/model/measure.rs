//! One restriction, at a pinpoint of an instrument, with the authority it rests on.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::{table, words};
use super::{Choice, Day, Id, List, Text, When};

words!(Binds);

sourced! {
    /// One restriction imposed by an instrument at a pinpoint.
    pub struct Measure {
        /// The local id: the measure is `FILE/ID`.
        pub id: Id => Own,
        /// What it does, in a phrase.
        pub title: Text,
        /// The pinpoint in the instrument, as in `s. 1(a)(i)`.
        pub pinpoint: Text,
        /// The conduct it restricts, from the register's list.
        pub conduct: List<Id> => Conduct,
        /// Whom it binds.
        pub binds: Binds,
        /// The territories it is about, where it is about some.
        #[serde(default)]
        pub territory: List<Id> => Territory,
        /// What it rests on; left out, what the instrument rests on. With more than one, it stands as long
        /// as any of them does.
        #[serde(default)]
        pub authority: List<Authority>,
        /// What it does not reach.
        #[serde(default)]
        pub exceptions: List<Exception>,
        /// The first day in force; left out, the instrument's.
        pub effective: Option<When>,
        /// The first day no longer in force, if it has ended.
        pub ended: Option<When>,
        /// The day it ends by its own terms.
        pub expires: Option<When>,
        /// The terms in words, where an amendment could change them: a tenor, a rate, a cap.
        pub terms: Option<Text>,
        /// Ends that are contested: it is no longer in force only where these choices are made.
        #[serde(default)]
        pub contested_ends: List<ContestedEnd>,
    }
}

table! {
    /// An end that comes about on some readings of the law and not on others.
    pub struct ContestedEnd {
        /// On these readings, the first day no longer in force.
        pub on: Day,
        /// The choices of contested points on which it has ended.
        pub under: List<Choice>,
    }
}

/// Whom a measure binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Binds {
    /// Those who are listed under it, and nobody else.
    Listed,
    /// Everybody, as to the conduct and the territory it names.
    Everyone,
}

table! {
    /// What a measure rests on.
    #[derive(PartialEq, Eq)]
    pub struct Authority {
        /// The statute that gives the power.
        pub under: Id => Statute,
        /// The emergency that the power needs, if it needs one.
        pub emergency: Option<Id> => Emergency,
    }
}

sourced! {
    /// Conduct that a measure does not reach.
    pub struct Exception {
        /// What is excepted.
        pub text: Text,
        /// The provision that excepts it.
        pub pinpoint: Text,
    }
}
