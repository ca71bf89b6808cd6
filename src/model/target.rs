//! Who is bound by name: persons, companies, banks, vessels, organs of state, and their listings.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::provenance::sourced;
use super::walk::words;
use super::{Gap, Id, List, Ref, Retired, RetiredPart, Text, When};

words!(TargetKind, Ground);

sourced! {
    /// A person or thing bound by name, with its listings.
    pub struct Target {
        /// The name as it is printed.
        pub name: Text,
        /// What it is.
        pub kind: TargetKind,
        /// Nationality, or the law under which it is organised (ISO 3166-1, lower case).
        #[serde(default)]
        pub nationality: List<Id>,
        /// What provisions ask about: an official, a state bank. From the register's list.
        #[serde(default)]
        pub traits: List<TargetTrait>,
        /// The number under which the list publishes it.
        pub ofac_uid: Option<u32>,
        /// Its owners, as far as they matter.
        #[serde(default)]
        pub owned_by: List<Owner>,
        /// Where it is listed.
        #[serde(default)]
        pub listings: List<Listing>,
        /// What a reader should know.
        pub note: Option<Text>,
        /// What is known to be missing.
        #[serde(default)]
        pub gaps: List<Gap>,
        /// The ids of parts that are no longer in use.
        #[serde(default)]
        pub retired_parts: List<RetiredPart>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

/// What a target is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum TargetKind {
    /// A natural person.
    Individual,
    /// A company or other body.
    Entity,
    /// A bank or other financial institution.
    Bank,
    /// A ship.
    Vessel,
    /// An aircraft.
    Aircraft,
    /// An organ of a state.
    StateOrgan,
}

impl TargetKind {
    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            TargetKind::Individual => "individual",
            TargetKind::Entity => "entity",
            TargetKind::Bank => "bank",
            TargetKind::Vessel => "vessel",
            TargetKind::Aircraft => "aircraft",
            TargetKind::StateOrgan => "state-organ",
        }
    }
}

sourced! {
    /// Something about a target that a provision asks for.
    pub struct TargetTrait {
        /// The trait, from the register's list.
        pub id: Id => Trait,
        /// Since when.
        pub from: Option<When>,
        /// Until when; the first day no longer.
        pub until: Option<When>,
    }
}

sourced! {
    /// Who owns a target, and how much.
    pub struct Owner {
        /// The owner.
        pub target: Id => Target,
        /// The share, in percent; left out, not known.
        pub percent: Option<Percent>,
    }
}

/// A share in whole percent, from 1 to 100.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Percent(u8);

impl From<Percent> for u32 {
    fn from(share: Percent) -> Self {
        share.0.into()
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        match u8::deserialize(d)? {
            share @ 1..=100 => Ok(Self(share)),
            other => Err(de::Error::custom(format!("{other} is not a share in percent (1 to 100)"))),
        }
    }
}

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "integer",
            "description": "A share in whole percent, from 1 to 100.",
            "examples": [50],
            "minimum": 1,
            "maximum": 100
        })
    }
}

sourced! {
    /// One target bound by one measure.
    pub struct Listing {
        /// The local id: the listing is `TARGET/ID`.
        pub id: Id => Own,
        /// The measure it is listed under; more than one where only the tag is known, and then one of them.
        pub measures: List<Ref> => Measure,
        /// The first day bound.
        pub from: When,
        /// The first day no longer bound, if it was delisted.
        pub until: Option<When>,
        /// Why it was listed.
        pub ground: Ground,
        /// The mandate that it carries out. Relief other than a licence then needs a way out of the mandate too.
        pub carries_out: Option<Ref> => Mandate,
        /// The programme record of the tag.
        pub programme: Option<Id> => Programme,
    }
}

/// Why a target was listed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Ground {
    /// For what it did: support, material assistance, evasion, acts.
    Activity,
    /// For what it is: an official, an operator in a sector, a bank of a state.
    Status,
    /// For who owns or controls it.
    Ownership,
}

impl Ground {
    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            Ground::Activity => "activity",
            Ground::Status => "status",
            Ground::Ownership => "ownership",
        }
    }
}
