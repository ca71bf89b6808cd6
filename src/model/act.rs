//! Acts of relief and the goals they pursue. An act names measures, listings or emergencies; a goal names a
//! conduct or a target, so that a later statute moves an old option.

use schemars::JsonSchema;
use serde::Deserialize;

use super::walk::{table, words};
use super::{Id, List, Ref, Text};

words!(Action, Effect);

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Action {
    /// End it; of a listing: delist.
    Terminate,
    /// Set it aside for a time; the law stays on the books.
    Suspend,
    /// Not apply what has been imposed, to a person or in general, on stated grounds.
    Waive,
    /// Permit what it forbids, by a general or a specific licence.
    License,
    /// Not impose it in the first place: no determination, an initial waiver, delay.
    DeclineToImpose,
    /// Change its terms.
    Amend,
    /// Let it run out by doing nothing.
    Lapse,
    /// Proclaim the end of an emergency.
    EndEmergency,
    /// Continue an emergency for another year.
    Continue,
    /// Impose it.
    Impose,
    /// Let immobilised assets go.
    ReleaseAssets,
    /// Take assets.
    Seize,
    /// Pass a law.
    Enact,
}

impl Action {
    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            Action::Terminate => "terminate",
            Action::Suspend => "suspend",
            Action::Waive => "waive",
            Action::License => "license",
            Action::DeclineToImpose => "decline-to-impose",
            Action::Amend => "amend",
            Action::Lapse => "lapse",
            Action::EndEmergency => "end-emergency",
            Action::Continue => "continue",
            Action::Impose => "impose",
            Action::ReleaseAssets => "release-assets",
            Action::Seize => "seize",
            Action::Enact => "enact",
        }
    }
}

table! {
    /// One act, done to one or more things.
    pub struct Act {
        /// What is done.
        pub action: Action,
        /// The measures it is done to.
        #[serde(default)]
        pub measures: List<Ref> => Measure,
        /// The listings it is done to.
        #[serde(default)]
        pub listings: List<Ref> => Listing,
        /// The emergencies it is done to.
        #[serde(default)]
        pub emergencies: List<Id> => Emergency,
        /// The mandates it is done to: what they order, not yet imposed or imposed with no listing recorded.
        #[serde(default)]
        pub mandates: List<Ref> => Mandate,
        /// Of an act on mandates: the target as to which it is done; left out, all of them.
        pub target: Option<Id> => Target,
        /// Of an amendment: what it is changed to.
        pub to: Option<Text>,
        /// A word that exits may ask for, as in `existing-licence`.
        pub stage: Option<Id>,
        /// What the act says, where the action and its objects do not show it.
        pub text: Option<Text>,
    }
}

impl Act {
    /// An act that names nothing yet.
    pub fn of(action: Action) -> Self {
        Self {
            action,
            measures: List::default(),
            listings: List::default(),
            emergencies: List::default(),
            mandates: List::default(),
            target: None,
            to: None,
            stage: None,
            text: None,
        }
    }
}

/// How far a goal goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Effect {
    /// The restriction is gone: only an end of it will do.
    #[default]
    Lifted,
    /// The conduct is permitted again: a waiver, a suspension or a licence will do.
    Permitted,
    /// The restriction is loosened: an amendment will do.
    Loosened,
}

table! {
    /// What an option is for: that every measure in force on the day which restricts this conduct, or this
    /// target, no longer does. Keys are joined by AND.
    #[derive(Default)]
    pub struct Goal {
        /// The conduct to be freed.
        #[serde(default)]
        pub conduct: List<Id> => Conduct,
        /// Only in these territories; left out, anywhere.
        #[serde(default)]
        pub territory: List<Id> => Territory,
        /// The target to be freed.
        pub target: Option<Id> => Target,
        /// Only as far as these instruments restrict it.
        #[serde(default)]
        pub instruments: List<Id> => Instrument,
        /// Only as far as it rests on these emergencies.
        #[serde(default)]
        pub emergencies: List<Id> => Emergency,
        /// How far it is to go.
        #[serde(default)]
        pub effect: Effect,
    }
}
