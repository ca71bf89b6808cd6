//! A provision that orders a restriction to be imposed.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::{table, words};
use super::{Exception, Id, List, Period, Selector, Text, When};

words!(Trigger);

sourced! {
    /// A provision that orders a restriction to be imposed. Where it covers a target, relief of the target's
    /// other listings is brought back by it.
    pub struct Mandate {
        /// The local id: the mandate is `FILE/ID`.
        pub id: Id => Own,
        /// What it orders, in a phrase.
        pub title: Text,
        /// The pinpoint in the statute.
        pub pinpoint: Text,
        /// On whom: targets, traits, nationality, kinds.
        #[serde(default)]
        pub select: Selector,
        /// The conduct that is to be restricted, all of it.
        #[serde(default)]
        pub conduct: List<Id> => Conduct,
        /// Restrictions of which so many are to be chosen, beside the conduct above.
        pub menu: Option<Menu>,
        /// The territories it is about, where it is about some.
        #[serde(default)]
        pub territory: List<Id> => Territory,
        /// What sets it off.
        pub trigger: Trigger,
        /// Of a trigger by determination: the fact that is determined. Where it is stated to be so, whoever
        /// declines to impose needs a way out; where it is not, no determination need be made.
        pub determination: Option<Id> => Fact,
        /// What it does not reach.
        #[serde(default)]
        pub exceptions: List<Exception>,
        /// How long after it takes effect the restriction is due.
        pub due: Option<Period>,
        /// How often it is to be done again.
        pub repeats: Option<Period>,
        /// The day it was carried out; left out, it is not known whether it was.
        pub imposed: Option<When>,
        /// The first day in force; left out, the statute's.
        pub effective: Option<When>,
        /// The first day no longer in force, if it has ended.
        pub ended: Option<When>,
        /// The day it ends by its own terms.
        pub expires: Option<When>,
    }
}

impl Mandate {
    /// Every kind of conduct that it may restrict.
    pub fn restricts(&self) -> impl Iterator<Item = &Id> {
        self.conduct.iter().chain(self.menu.iter().flat_map(|menu| &menu.of))
    }

    /// Whether it must restrict conduct of this sort: by name, or because too few other items of the menu are left.
    pub fn must_restrict(&self, concerns: impl Fn(&Id) -> bool) -> bool {
        let of_menu = self.menu.as_ref().is_some_and(|menu| {
            let others = menu.of.iter().filter(|conduct| !concerns(conduct)).count();
            others < usize::from(menu.at_least)
        });
        of_menu || self.conduct.iter().any(concerns)
    }
}

table! {
    /// A menu of restrictions.
    pub struct Menu {
        /// How many are to be imposed, or more.
        pub at_least: u16,
        /// The restrictions to choose from.
        pub of: List<Id> => Conduct,
    }
}

/// What sets a mandate off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Trigger {
    /// It applies to whom it names; nobody need find anything.
    Automatic,
    /// It applies once it is determined that someone fits.
    Determination,
    /// It may be imposed and need not be: it brings nothing back, but what was imposed ends as the statute says.
    Discretion,
}

impl Trigger {
    /// The word as it is written in a record.
    pub fn word(self) -> &'static str {
        match self {
            Trigger::Automatic => "automatic",
            Trigger::Determination => "determination",
            Trigger::Discretion => "discretion",
        }
    }
}
