//! Who acts, who must be told, who may resist, in whose gift a condition is.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::words;
use super::{Retired, Text};

words!(ActorKind);

sourced! {
    /// A person, office, body or state that acts, is told, or decides.
    pub struct Actor {
        /// The name as it is printed.
        pub name: Text,
        /// What kind of actor.
        pub kind: ActorKind,
        /// What a reader should know.
        pub note: Option<Text>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

/// What kind of actor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum ActorKind {
    /// The President, or an office under the President.
    Executive,
    /// A House, a committee or a member of Congress.
    Legislature,
    /// A court.
    Court,
    /// Another state, or its government.
    ForeignState,
    /// An organisation of states.
    Organisation,
    /// A person or firm, or the one who is sanctioned.
    Private,
}

impl ActorKind {
    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            ActorKind::Executive => "executive",
            ActorKind::Legislature => "legislature",
            ActorKind::Court => "court",
            ActorKind::ForeignState => "foreign-state",
            ActorKind::Organisation => "organisation",
            ActorKind::Private => "private",
        }
    }
}
