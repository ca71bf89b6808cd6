//! The register itself: what it covers, and its controlled lists.

use super::walk::table;
use super::{Allow, Day, Gap, Id, List, Text};

table! {
    /// `data/register.toml`: what the register covers and the words it allows.
    pub struct RegisterRecord {
        /// The register's name.
        pub title: Text,
        /// The licence of the data, as an SPDX id.
        pub licence: Text,
        /// The regimes, with the days through which their law is encoded.
        pub regimes: List<Regime>,
        /// The list of conduct that measures restrict.
        pub conducts: List<Conduct>,
        /// The list of territories that measures are about.
        pub territories: List<Territory>,
        /// The list of traits that provisions ask of targets.
        pub traits: List<Trait>,
        /// What is known to be missing from the register as a whole.
        #[serde(default)]
        pub gaps: List<Gap>,
        /// Lints that are not to speak of this record, each with the reason.
        #[serde(default)]
        pub allow: List<Allow>,
    }
}

table! {
    /// A sanctions regime.
    pub struct Regime {
        /// The id.
        pub id: Id => Own,
        /// The name.
        pub title: Text,
        /// The days through which its law is encoded.
        pub coverage: Coverage,
    }
}

table! {
    /// The days through which law is encoded. Before it, no answer; after it, the last known law, and the answer
    /// says so.
    pub struct Coverage {
        /// The first day.
        pub from: Day,
        /// The last day.
        pub to: Day,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}

table! {
    /// A kind of conduct that measures restrict.
    pub struct Conduct {
        /// The id.
        pub id: Id => Own,
        /// What it is.
        pub title: Text,
        /// The wider conduct of which this is part: a measure on the one bears on the other.
        pub within: Option<Id> => Conduct,
    }
}

table! {
    /// A territory that measures are about.
    pub struct Territory {
        /// The id: ISO 3166-1 in lower case, or a documented extra.
        pub id: Id => Own,
        /// The name.
        pub title: Text,
    }
}

table! {
    /// Something that a provision asks of a target.
    pub struct Trait {
        /// The id.
        pub id: Id => Own,
        /// What it means.
        pub title: Text,
    }
}
