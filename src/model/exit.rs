//! A lawful way through locks.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::{table, words};
use super::{Clause, Id, List, Period, Ref, Selector, Text, When};

words!(ConditionKind, Due, Before);

sourced! {
    /// A lawful way through the locks it names, for the acts it serves, on its conditions.
    pub struct Exit {
        /// The local id: the exit is `FILE/ID`.
        pub id: Id => Own,
        /// What it allows, in a phrase.
        pub title: Text,
        /// The pinpoint in the statute, as in `s. 222(b)`.
        pub pinpoint: Text,
        /// The locks it opens: locks, statutory measures or mandates, by reference.
        pub opens: List<Ref> => Opened,
        /// Whom and what it fits; every clause below narrows this further.
        #[serde(default)]
        pub select: Selector,
        /// The acts it serves.
        pub serves: List<Clause>,
        /// What must be found, certified, reported or waited for.
        #[serde(default)]
        pub conditions: List<Condition>,
        /// The review clock that must run out.
        pub review: Option<Id> => ReviewClock,
        /// Locks that this exit expressly sets aside.
        #[serde(default)]
        pub sets_aside: List<Ref> => Opened,
        /// How long the restriction must have been in force first.
        pub minimum_age: Option<Period>,
        /// How long the relief lasts, if it is not permanent.
        pub lasts: Option<Period>,
        /// Limits in words: a quota, a floor, a cap.
        pub limits: Option<Text>,
        /// The first day open; left out, the statute's.
        pub effective: Option<When>,
        /// The first day no longer open, if it was closed.
        pub ended: Option<When>,
        /// The day it closes by its own terms.
        pub expires: Option<When>,
    }
}

sourced! {
    /// One thing that an exit asks for.
    pub struct Condition {
        /// What kind of thing.
        pub kind: ConditionKind,
        /// What it asks for, in your own words.
        pub text: Text,
        /// The provision, where it is not the exit's own pinpoint.
        pub pinpoint: Option<Text>,
        /// The actors in whose gift it is that this comes true.
        pub in_gift_of: List<Id> => Actor,
        /// The fact that is found, where an option may affirm or deny it.
        pub fact: Option<Id> => Fact,
        /// To whom it is given.
        #[serde(default)]
        pub to: List<Id> => Actor,
        /// Before the relief takes effect, or after.
        #[serde(default)]
        pub due: Due,
        /// At least so many days ahead.
        pub days: Option<u16>,
        /// Ahead of what those days are counted.
        #[serde(default)]
        pub ahead_of: Before,
        /// Of a quota: how much in which calendar year. A year that is not named has none.
        #[serde(default)]
        pub amounts: List<Amount>,
    }
}

table! {
    /// How much of something relief may cover in a calendar year.
    pub struct Amount {
        /// The calendar year.
        pub year: i16,
        /// How much.
        pub amount: u32,
        /// Of what, as in `kg`.
        pub unit: Text,
    }
}

impl Condition {
    /// The amount for a calendar year, where it names amounts and one for that year.
    pub fn amount_in(&self, year: i16) -> Option<&Amount> {
        self.amounts.iter().find(|amount| amount.year == year)
    }
}

/// What a condition asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum ConditionKind {
    /// A state of affairs must be found to exist.
    Finding,
    /// A determination must be made.
    Determination,
    /// A written certification must be given.
    Certification,
    /// A report must be submitted.
    Report,
    /// Notice must be given.
    Notice,
    /// Others must be consulted.
    Consultation,
    /// Relief is limited in amount.
    Quota,
    /// Time must pass.
    Wait,
    /// A period of congressional review must run out.
    Review,
}

impl ConditionKind {
    /// Every kind.
    pub const ALL: [ConditionKind; 9] = [
        ConditionKind::Finding,
        ConditionKind::Determination,
        ConditionKind::Certification,
        ConditionKind::Report,
        ConditionKind::Notice,
        ConditionKind::Consultation,
        ConditionKind::Quota,
        ConditionKind::Wait,
        ConditionKind::Review,
    ];

    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            ConditionKind::Finding => "finding",
            ConditionKind::Determination => "determination",
            ConditionKind::Certification => "certification",
            ConditionKind::Report => "report",
            ConditionKind::Notice => "notice",
            ConditionKind::Consultation => "consultation",
            ConditionKind::Quota => "quota",
            ConditionKind::Wait => "wait",
            ConditionKind::Review => "review",
        }
    }
}

/// Whether something is due before the relief or may follow it. What may follow moves no pathway.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Due {
    /// Before the relief takes effect.
    #[default]
    Before,
    /// Afterwards.
    After,
}

/// What lead days are counted back from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Before {
    /// The day the relief takes effect.
    #[default]
    Effect,
    /// The day of the certification.
    Certification,
}
