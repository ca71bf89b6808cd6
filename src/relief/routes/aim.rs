//! What is to be reached, and under which regimes it is restricted.
//!
//! A kind of conduct can be restricted by the law of many regimes, each with ways of its own; whoever asks for routes
//! says of which regimes, so that nobody is told to free the whole world at once.

use crate::model::{FactStatement, Goal, Id};
use crate::register::{MeasureIx, Part, Register};
use crate::relief::effect::{Item, items};
use crate::relief::question::{Given, Question};

/// What is to be reached.
#[derive(Clone, Default)]
pub struct Aim<'a> {
    /// Goals, as an option states them.
    pub goals: Vec<Goal>,
    /// Measures to be lifted as such.
    pub measures: Vec<MeasureIx>,
    /// What is stated of facts.
    pub facts: &'a [FactStatement],
    /// Only what the law of these regimes restricts; empty for all.
    pub regimes: Vec<Id>,
    /// Leave out acts that another on the same thing makes needless: no weaker, as light and as early.
    pub without_needless: bool,
}

impl Aim<'_> {
    /// Whether an item is restricted by the law of a regime that is asked about.
    pub(super) fn concerns(&self, register: &Register, item: &Item) -> bool {
        self.regimes.is_empty()
            || regimes_of(register, item).iter().any(|regime| self.regimes.contains(regime))
    }
}

/// The regimes whose law restricts the goals on the day asked of, in the order of the register.
pub fn restricting_regimes(register: &Register, goals: &[Goal], question: &Question) -> Vec<Id> {
    let given = Given::new(register, question, &[]);
    let scales = super::day::scales(register, question, &given);
    let items = goals.iter().flat_map(|goal| items(scales, goal));
    in_order(register, items.flat_map(|item| regimes_of(register, &item)).collect())
}

/// The regimes whose law is about the conduct or the target of a goal on any day, in the order of the register.
pub fn about_regimes(register: &Register, goal: &Goal) -> Vec<Id> {
    let target = goal.target.as_ref().and_then(|id| Some((id, register.target(id.as_str())?)));
    let (measures, mandates) = match target {
        Some((id, target)) => {
            let listings = register.listings_of(id.as_str()).iter();
            let measures = listings.flat_map(|listing| register.listing_measures(*listing)).copied();
            (measures.collect(), register.mandates_naming(id, target))
        }
        None => (register.measures_bearing_on(&goal.conduct), register.mandates_bearing_on(&goal.conduct)),
    };
    let within = |territory: &[Id]| {
        goal.territory.is_empty() || territory.iter().any(|one| goal.territory.contains(one))
    };
    let measures =
        measures.into_iter().filter(|ix| within(&register.measure(*ix).territory)).map(Part::Measure);
    let mandates =
        mandates.into_iter().filter(|ix| within(&register.mandate(*ix).territory)).map(Part::Mandate);
    in_order(register, measures.chain(mandates).filter_map(|part| regime_of(register, part)).collect())
}

/// The regimes of what an item rests on; of a listing whose order is not known, several.
fn regimes_of(register: &Register, item: &Item) -> Vec<Id> {
    let parts: Vec<Part> = match item {
        Item::Measure(ix) => vec![Part::Measure(*ix)],
        Item::Mandate(ix) => vec![Part::Mandate(*ix)],
        Item::Listing(ix) | Item::Owner(ix, _) => {
            register.listing_measures(*ix).iter().map(|measure| Part::Measure(*measure)).collect()
        }
    };
    parts.into_iter().filter_map(|part| regime_of(register, part)).collect()
}

fn regime_of(register: &Register, part: Part) -> Option<Id> {
    register.home(part).record.regime().cloned()
}

fn in_order(register: &Register, found: Vec<Id>) -> Vec<Id> {
    let all = register.head().regimes.iter().map(|regime| &regime.id);
    all.filter(|id| found.contains(id)).cloned().collect()
}
