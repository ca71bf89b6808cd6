//! Selectors and clauses: the one table by which locks, exits and mandates say what they apply to.
//!
//! A selector is AND between its keys and OR inside one; `except` takes the rest away. It is a table of
//! lists, not an expression language. A clause is a selector with the actions it concerns and the readings
//! (`under`) and facts (`when`) in which it counts.

use schemars::JsonSchema;
use serde::Deserialize;

use super::walk::{table, words};
use super::{Action, Choice, Day, Ground, Id, List, Ref, TargetKind};

words!(Scope);

table! {
    /// Which measures, listings and emergencies a provision is about. Keys left out select everything.
    #[derive(Default, PartialEq)]
    pub struct Selector {
        /// Measures of these instruments, and of instruments issued under them.
        #[serde(default)]
        pub instruments: List<Id> => Instrument,
        /// Measures of instruments that rest on these emergencies; or the emergencies themselves.
        #[serde(default)]
        pub emergencies: List<Id> => Emergency,
        /// Measures that rest on these statutes.
        #[serde(default)]
        pub authority: List<Id> => Statute,
        /// These measures and no others.
        #[serde(default)]
        pub measures: List<Ref> => Measure,
        /// These mandates and no others.
        #[serde(default)]
        pub mandates: List<Ref> => Mandate,
        /// Measures that restrict this conduct, or conduct within it.
        #[serde(default)]
        pub conduct: List<Id> => Conduct,
        /// Listings that carry one of these programme records.
        #[serde(default)]
        pub programmes: List<Id> => Programme,
        /// Listings made on one of these grounds.
        #[serde(default)]
        pub grounds: List<Ground>,
        /// Listings of targets of this nationality (ISO 3166-1, lower case).
        #[serde(default)]
        pub nationality: List<Id>,
        /// Listings of targets of this kind.
        #[serde(default)]
        pub target_kinds: List<TargetKind>,
        /// Listings of targets that have one of these traits.
        #[serde(default)]
        pub traits: List<Id> => Trait,
        /// Listings of these targets.
        #[serde(default)]
        pub targets: List<Id> => Target,
        /// What the act is done to: one person's listing, a whole measure, an emergency.
        #[serde(default)]
        pub scope: List<Scope>,
        /// Acts that carry one of these stage words, as in `existing-licence`.
        #[serde(default)]
        pub stage: List<Id>,
        /// Listings made within these days.
        pub listed: Option<Listed>,
        /// What was in effect on this day: the measure, and the listing where the act is about one.
        pub frozen_as_of: Option<Day>,
        /// What this matches is taken away again.
        pub except: Option<Box<Selector>>,
    }
}

table! {
    /// The days within which a listing was made; half-open.
    #[derive(Copy, PartialEq)]
    pub struct Listed {
        /// On this day or later.
        pub from: Option<Day>,
        /// Before this day.
        pub before: Option<Day>,
    }
}

/// What an act is done to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Scope {
    /// One person's listing under a measure.
    Listing,
    /// A measure as a whole: a territory, a sector, a section of an order.
    Measure,
    /// A national emergency.
    Emergency,
}

impl Scope {
    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            Scope::Listing => "listing",
            Scope::Measure => "measure",
            Scope::Emergency => "emergency",
        }
    }
}

table! {
    /// Actions, what they are done to, and the readings and facts in which this counts.
    pub struct Clause {
        /// The actions this clause is about.
        pub actions: List<Action>,
        /// What they are done to; left out, whatever the table above selects.
        #[serde(default)]
        pub select: Selector,
        /// The clause counts only where these choices of contested points are made. Two choices of one point are
        /// alternatives; choices of different points must all be made.
        #[serde(default)]
        pub under: List<Choice>,
        /// The clause counts only where these facts are so.
        #[serde(default)]
        pub when: List<FactTest>,
    }
}

table! {
    /// A fact that a clause depends on.
    pub struct FactTest {
        /// The fact.
        pub fact: Id => Fact,
        /// The value that is needed; `true` where left out.
        #[serde(default = "yes")]
        pub is: bool,
        /// True where what counts is the value declared, though others dispute it.
        #[serde(default)]
        pub as_declared: bool,
    }
}

fn yes() -> bool {
    true
}
