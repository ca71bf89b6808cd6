//! Sources and developments: where facts come from, and what happened around them.

use super::provenance::sourced;
use super::{Id, List, Retired, Text, When};

sourced! {
    /// A text that facts were taken from.
    pub struct Source {
        /// The title.
        pub title: Text,
        /// Who published it.
        pub publisher: Option<Text>,
        /// The day it was published.
        pub published: Option<When>,
        /// Where it can be read.
        #[serde(default)]
        pub urls: List<Text>,
        /// The licence or standing of the text, as an SPDX id or in words.
        pub licence: Option<Text>,
        /// What a reader should know: how it was read, what it lacks.
        pub note: Option<Text>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

sourced! {
    /// Something that happened or was said, which options may cite. It carries no law.
    pub struct Development {
        /// What happened, in a phrase.
        pub title: Text,
        /// The day.
        pub happened: Option<When>,
        /// What happened, in your own words.
        pub text: Text,
        /// Other accounts that differ, and how.
        #[serde(default)]
        pub accounts: List<Text>,
        /// The actors in it.
        #[serde(default)]
        pub actors: List<Id> => Actor,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}
