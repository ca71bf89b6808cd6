//! Where a fact comes from and how far it has been checked: the keys that every record, and every part of
//! one, may carry. What a part leaves out it takes from the table above it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::walk::{table, words};
use super::{Day, Id, List, Ref, Text};

words!(Verification);

/// How a fact was checked. Unverified is allowed and shown; unflagged is not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Verification {
    /// Read in the primary text: the statute, the order, the Code, the Register, the Record.
    Primary,
    /// Read in a secondary source: a law-firm alert, the press, a dated transcription.
    Secondary,
    /// Inferred from evidence that is cited.
    Inferred,
    /// From general knowledge, or not yet checked.
    Unverified,
}

impl Verification {
    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            Verification::Primary => "primary",
            Verification::Secondary => "secondary",
            Verification::Inferred => "inferred",
            Verification::Unverified => "unverified",
        }
    }
}

table! {
    /// One key whose standing differs from that of its table.
    pub struct Doubt {
        /// The key of this table that is in doubt, as in `signed`.
        pub key: Text,
        /// The source record it was taken from, where that is another than its table's.
        pub source: Option<Id> => Source,
        /// How that key was checked.
        pub verification: Verification,
        /// Why it is in doubt.
        pub why: Text,
    }
}

table! {
    /// A lint that is not to speak of this table or what stands in it. One that silences nothing is itself reported.
    pub struct Allow {
        /// The name of the lint, as in `licence-past-expiry`.
        pub lint: Id => Lint,
        /// Why what it says is as it should be.
        pub reason: Text,
    }
}

table! {
    /// Something that is known to be missing. A gap is declared, never left blank.
    pub struct Gap {
        /// What is not encoded or not known.
        pub what: Text,
        /// Why, and what follows for answers.
        pub why: Text,
        /// Since when this has been known.
        pub since: Day,
    }
}

table! {
    /// Why an id is no longer in use. A retired id keeps its file as a stub.
    pub struct Retired {
        /// The day of retirement.
        pub on: Day,
        /// Why.
        pub reason: Text,
        /// The one record that has taken its place under a new id.
        pub moved_to: Option<Ref> => Record,
        /// The records it was split into.
        #[serde(default)]
        pub split_into: List<Ref> => Record,
        /// The record that replaces it.
        pub superseded_by: Option<Ref> => Record,
        /// True where it was withdrawn and nothing takes its place.
        #[serde(default)]
        pub withdrawn: bool,
    }
}

table! {
    /// Why the local id of a part is no longer in use. It is never used again for something else.
    pub struct RetiredPart {
        /// The local id.
        pub id: Id => Own,
        /// The day of retirement.
        pub on: Day,
        /// Why.
        pub reason: Text,
        /// The one part that has taken its place under a new id.
        pub moved_to: Option<Ref> => Record,
        /// The record or part that replaces it.
        pub superseded_by: Option<Ref> => Record,
        /// True where it was withdrawn and nothing takes its place.
        #[serde(default)]
        pub withdrawn: bool,
    }
}

/// What became of a record or a part whose id is no longer in use.
#[derive(Clone, Debug)]
pub struct Gone<'r> {
    /// Where its record says so, as a JSON pointer.
    pub pointer: String,
    /// The day of retirement.
    pub on: Day,
    /// Why.
    pub reason: &'r Text,
    /// What has taken its place.
    pub next: Option<&'r Ref>,
}

impl<'r> Gone<'r> {
    pub(super) fn record(retired: &'r Retired) -> Self {
        let next =
            retired.moved_to.as_ref().or(retired.superseded_by.as_ref()).or(retired.split_into.first());
        Self { pointer: "/retired".into(), on: retired.on, reason: &retired.reason, next }
    }

    pub(super) fn part(nth: usize, part: &'r RetiredPart) -> Self {
        let next = part.moved_to.as_ref().or(part.superseded_by.as_ref());
        Self { pointer: format!("/retired-parts/{nth}"), on: part.on, reason: &part.reason, next }
    }
}

/// What carries a source and a verification.
pub trait Sourced {
    /// The source record, if this table names one.
    fn source(&self) -> Option<&Id>;
    /// Where in the source.
    fn locator(&self) -> Option<&Text>;
    /// How it was checked, if this table says so.
    fn verification(&self) -> Option<Verification>;
    /// The day it was last checked.
    fn checked(&self) -> Option<Day>;
    /// The keys that stand differently.
    fn doubts(&self) -> &[Doubt];
    /// The lints that are not to speak of this table.
    fn allow(&self) -> &[Allow];
}

/// Declares a table of a record: the fields given, and the provenance keys that every table may carry.
macro_rules! sourced {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$fmeta:meta])* pub $field:ident: $ty:ty $(=> $to:ident)?,)*
    }) => {
        $crate::model::walk::table! {
            @tables sourced
            $(#[$meta])*
            pub struct $name {
                $($(#[$fmeta])* pub $field: $ty $(=> $to)?,)*
                /// The source record that this table was written from.
                pub source: Option<$crate::model::Id> => Source,
                /// Where in the source: a section, a page, an item.
                pub locator: Option<$crate::model::Text>,
                /// How the facts of this table were checked.
                pub verification: Option<$crate::model::Verification>,
                /// The day they were last checked.
                pub checked: Option<$crate::model::Day>,
                /// Keys of this table that stand differently from the rest of it.
                #[serde(default)]
                pub doubts: $crate::model::List<$crate::model::Doubt>,
                /// Lints that are not to speak of this table, each with the reason.
                #[serde(default)]
                pub allow: $crate::model::List<$crate::model::Allow>,
            }
        }

        impl $crate::model::Sourced for $name {
            fn source(&self) -> Option<&$crate::model::Id> {
                self.source.as_ref()
            }
            fn locator(&self) -> Option<&$crate::model::Text> {
                self.locator.as_ref()
            }
            fn verification(&self) -> Option<$crate::model::Verification> {
                self.verification
            }
            fn checked(&self) -> Option<$crate::model::Day> {
                self.checked
            }
            fn doubts(&self) -> &[$crate::model::Doubt] {
                &self.doubts
            }
            fn allow(&self) -> &[$crate::model::Allow] {
                &self.allow
            }
        }
    };
}
pub(crate) use sourced;
