//! What selectors can select at all: for judging them, not for answers.
//!
//! Whatever turns on a contested point or an open fact counts as selected, and a freeze is judged by the law of its
//! day; so only what no reading and no fact can bring in is said not to be selected.

use std::collections::HashMap;

use super::branch::{Assignment, Need};
use super::question::{Asking, Frame, Given, Question};
use super::select::{Object, selects};
use crate::model::{Id, List, Selector};
use crate::register::{Law, ListingIx, MandateIx, MeasureIx, Register};

/// Everything that a selector can select.
pub struct Selectable<'a> {
    register: &'a Register,
    by_statute: HashMap<&'a Id, Vec<MeasureIx>>,
    question: Question,
    given: Given,
    under: Assignment,
}

impl<'a> Selectable<'a> {
    /// All of a register.
    pub fn of(register: &'a Register) -> Self {
        let mut by_statute: HashMap<&Id, Vec<MeasureIx>> = HashMap::new();
        for ix in register.measure_ixs() {
            for base in Law::on_any_day(register).authority(ix) {
                by_statute.entry(&base.under).or_default().push(ix);
            }
        }
        let end = register.head().regimes.iter().map(|regime| regime.coverage.to.0).max();
        let question = Question::on(end.unwrap_or(jiff::civil::Date::MAX));
        Self { register, by_statute, question, given: Given::default(), under: Assignment::default() }
    }

    /// Whether anything is selected by all of these selectors.
    pub fn any(&self, selectors: &[&Selector]) -> bool {
        let measures = self.measures(selectors);
        measures.iter().any(|ix| self.measure(selectors, *ix))
            || self
                .register
                .emergencies()
                .any(|(id, _)| self.object(selectors, &Object::Emergency(id.clone())))
            || self.register.mandate_ixs().any(|ix| self.mandate(selectors, ix))
    }

    /// The measures that may be selected: those of the narrowest key there is.
    fn measures(&self, selectors: &[&Selector]) -> Vec<MeasureIx> {
        let register = self.register;
        let one = |select: &&Selector| -> Option<Vec<MeasureIx>> {
            if !select.measures.is_empty() {
                let parts = select.measures.iter().filter_map(|id| register.part(id.as_str()));
                return Some(
                    parts
                        .filter_map(|part| match part {
                            crate::register::Part::Measure(ix) => Some(ix),
                            _ => None,
                        })
                        .collect(),
                );
            }
            if !select.instruments.is_empty() {
                let under = select.instruments.iter().flat_map(|id| register.measures_under(id));
                return Some(under.copied().collect());
            }
            if !select.emergencies.is_empty() {
                let of = select.emergencies.iter().flat_map(|id| register.measures_of_emergency(id));
                return Some(of.copied().collect());
            }
            if !select.authority.is_empty() {
                let on = select.authority.iter().filter_map(|id| self.by_statute.get(id)).flatten();
                return Some(on.copied().collect());
            }
            (!select.conduct.is_empty()).then(|| register.measures_bearing_on(&select.conduct))
        };
        selectors
            .iter()
            .filter_map(one)
            .min_by_key(Vec::len)
            .unwrap_or_else(|| register.measure_ixs().collect())
    }

    fn measure(&self, selectors: &[&Selector], ix: MeasureIx) -> bool {
        let listed = |listing: &ListingIx| self.object(selectors, &Object::Listing(*listing));
        self.object(selectors, &Object::Measure(ix)) || self.register.listings_under(ix).iter().any(listed)
    }

    fn object(&self, selectors: &[&Selector], object: &Object) -> bool {
        selectors.iter().all(|selector| may(selects(self.frame(), selector, object, selector.stage.first())))
    }

    fn mandate(&self, selectors: &[&Selector], ix: MandateIx) -> bool {
        // A mandate is also selected as to a person: which persons, only its own selector says.
        let anyone = Object::Mandate(ix, Some(self.register.home(ix).id.clone()));
        let person = |select: &&Selector| {
            let open = Selector {
                nationality: List::default(),
                target_kinds: List::default(),
                traits: List::default(),
                targets: List::default(),
                except: None,
                ..(**select).clone()
            };
            may(selects(self.frame(), &open, &anyone, select.stage.first()))
        };
        self.object(selectors, &Object::Mandate(ix, None)) || selectors.iter().all(person)
    }

    fn frame(&self) -> Frame<'_> {
        Frame {
            register: self.register,
            question: &self.question,
            day: self.question.as_of,
            given: &self.given,
            under: &self.under,
            asking: Asking::default(),
        }
    }
}

/// Selected, or so in some branch.
fn may(selected: Result<bool, Need>) -> bool {
    selected.unwrap_or(true)
}
