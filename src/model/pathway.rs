//! The pathway: what relief takes. Derived, never typed into a record, except as what a scenario or an episode
//! expects.

use std::fmt;

use super::walk::words;
use schemars::JsonSchema;
use serde::Deserialize;

words!(Pathway);

/// What relief takes, lightest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Pathway {
    /// There is nothing to relieve that day.
    None,
    /// Executive action alone: nothing must come first.
    Executive,
    /// Executive action with conditions: a finding, certification, prior notice, quota or wait, which no vote
    /// can hold back.
    Conditional,
    /// Congressional review: a wait within which a joint resolution under special procedure can stop it.
    Review,
    /// Legislation: no lawful way but a new law.
    Legislation,
}

impl Pathway {
    /// Every pathway, lightest first.
    pub const ALL: [Pathway; 5] =
        [Pathway::None, Pathway::Executive, Pathway::Conditional, Pathway::Review, Pathway::Legislation];

    /// The word as it is written.
    pub fn word(self) -> &'static str {
        match self {
            Pathway::None => "none",
            Pathway::Executive => "executive",
            Pathway::Conditional => "conditional",
            Pathway::Review => "review",
            Pathway::Legislation => "legislation",
        }
    }

    /// The title of a column or a heading.
    pub fn title(self) -> &'static str {
        match self {
            Pathway::None => "Nothing to relieve",
            Pathway::Executive => "Executive action alone",
            Pathway::Conditional => "Executive action with conditions",
            Pathway::Review => "Congressional review",
            Pathway::Legislation => "Legislation",
        }
    }

    /// Whether the executive can do it without a vote of Congress being able to hold it back.
    pub fn executive_only(self) -> bool {
        matches!(self, Pathway::Executive | Pathway::Conditional)
    }
}

impl fmt::Display for Pathway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
