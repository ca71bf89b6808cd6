//! A legal text: statute, order, directive, determination, licence, regulation, proclamation, notice.
//!
//! One law, one file: measures live in their instrument's file; locks, exits, mandates and rules in their
//! statute's. What kind of instrument it is follows from the folder it lies in.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::{table, words};
use super::{
    Authority, Citations, Exception, Exit, Gap, Id, List, Lock, Mandate, Measure, Percent, Period, Ref,
    Retired, RetiredPart, Selector, Text, When,
};

words!(RelationKind);

sourced! {
    /// A legal text, with what it imposes, locks, opens and orders.
    pub struct Instrument {
        /// The official title, or a fair rendering of it.
        pub title: Text,
        /// What people call it.
        pub short_title: Option<Text>,
        /// The regime, from the register's list.
        pub regime: Id => Regime,
        /// The day it was signed or enacted.
        pub signed: Option<When>,
        /// The day it was published.
        pub published: Option<When>,
        /// The first day in force.
        pub effective: When,
        /// The first day no longer in force, if it has ended.
        pub ended: Option<When>,
        /// The day it ends by its own terms.
        pub expires: Option<When>,
        /// How it is cited.
        #[serde(default)]
        pub citations: Citations,
        /// How it stands to other records, in the official words.
        #[serde(default)]
        pub relations: List<Relation>,
        /// What its measures rest on, unless they say otherwise.
        #[serde(default)]
        pub authority: List<Authority>,
        /// The programme records under which listings are published.
        #[serde(default)]
        pub programmes: List<Id> => Programme,
        /// What it restricts.
        #[serde(default)]
        pub measures: List<Measure>,
        /// What none of its measures and mandates reaches.
        #[serde(default)]
        pub exceptions: List<Exception>,
        /// What it locks.
        #[serde(default)]
        pub locks: List<Lock>,
        /// The ways it opens through locks.
        #[serde(default)]
        pub exits: List<Exit>,
        /// What it orders to be imposed.
        #[serde(default)]
        pub mandates: List<Mandate>,
        /// By what rule emergencies end unless continued.
        #[serde(default)]
        pub continuation_rules: List<ContinuationRule>,
        /// What outlives the end of an emergency or an order.
        #[serde(default)]
        pub savings: List<Savings>,
        /// When ownership by blocked persons blocks by itself.
        #[serde(default)]
        pub ownership_rules: List<OwnershipRule>,
        /// Of a general licence: its versions, oldest first.
        #[serde(default)]
        pub versions: List<Version>,
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

table! {
    /// How an instrument stands to another record.
    #[derive(PartialEq, Eq)]
    pub struct Relation {
        /// The official word.
        pub kind: RelationKind,
        /// The other record: an instrument, an emergency, or a measure.
        pub to: Ref => Related,
    }
}

/// The official words for relations. Cascade follows the first six: an instrument falls with the last of
/// these bases. The others are history.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum RelationKind {
    /// It declares the emergency.
    DeclaresEmergency,
    /// It expands the scope of the emergency.
    ExpandsScopeOf,
    /// It takes additional steps under the emergency.
    AdditionalStepsUnder,
    /// It relies on the emergency.
    ReliesOn,
    /// It is issued under the instrument.
    IssuedUnder,
    /// It implements the instrument.
    Implements,
    /// It authorises what the instrument forbids: a licence.
    AuthorisesUnder,
    /// It amends the instrument.
    Amends,
    /// It takes the instrument's place.
    Supersedes,
    /// It revokes the instrument.
    Revokes,
    /// It continues the emergency.
    Continues,
    /// It repeals the statute.
    Repeals,
}

impl RelationKind {
    /// Whether the end of the other record reaches this one.
    pub fn cascades(self) -> bool {
        use RelationKind::{
            AdditionalStepsUnder, DeclaresEmergency, ExpandsScopeOf, Implements, IssuedUnder, ReliesOn,
        };
        matches!(
            self,
            DeclaresEmergency | ExpandsScopeOf | AdditionalStepsUnder | ReliesOn | IssuedUnder | Implements
        )
    }

    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            RelationKind::DeclaresEmergency => "declares-emergency",
            RelationKind::ExpandsScopeOf => "expands-scope-of",
            RelationKind::AdditionalStepsUnder => "additional-steps-under",
            RelationKind::ReliesOn => "relies-on",
            RelationKind::IssuedUnder => "issued-under",
            RelationKind::Implements => "implements",
            RelationKind::AuthorisesUnder => "authorises-under",
            RelationKind::Amends => "amends",
            RelationKind::Supersedes => "supersedes",
            RelationKind::Revokes => "revokes",
            RelationKind::Continues => "continues",
            RelationKind::Repeals => "repeals",
        }
    }
}

sourced! {
    /// By what rule emergencies end unless continued.
    pub struct ContinuationRule {
        /// The local id, as in `202-d`.
        pub id: Id => Own,
        /// The pinpoint.
        pub pinpoint: Text,
        /// How long an emergency lasts from its declaration or last anniversary.
        pub term: Period,
        /// How long before the anniversary the notice may be given.
        pub notice_window: Period,
        /// What must be done within it.
        pub notice: Text,
    }
}

sourced! {
    /// What outlives the end of an emergency or an order.
    pub struct Savings {
        /// The local id.
        pub id: Id => Own,
        /// The pinpoint.
        pub pinpoint: Text,
        /// What is saved.
        pub text: Text,
        /// Which measures it is about.
        #[serde(default)]
        pub select: Selector,
    }
}

sourced! {
    /// When ownership by blocked persons blocks by itself.
    pub struct OwnershipRule {
        /// The local id.
        pub id: Id => Own,
        /// The pinpoint.
        pub pinpoint: Text,
        /// The share, in percent, from which an owned entity is blocked with its owners.
        pub percent: Percent,
        /// The measures that pass from owner to owned.
        #[serde(default)]
        pub select: Selector,
    }
}

sourced! {
    /// One version of a general licence.
    pub struct Version {
        /// The local id: number and letter, as in `8l`.
        pub id: Id => Own,
        /// The day it was issued.
        pub issued: When,
        /// The first day in force; left out, the day of issue.
        pub effective: Option<When>,
        /// The first day no longer in force by its own terms; left out, it has none or none was seen.
        pub expires: Option<When>,
        /// The first day no longer in force, where it was revoked or replaced earlier.
        pub ended: Option<When>,
        /// What it permits.
        pub permits: Option<Text>,
    }
}
