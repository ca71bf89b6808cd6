//! Waiting: the later days on which something ends of itself, and the question of such a day.

use jiff::civil::Date;

use super::day::{Day, scales};
use crate::model::Id;
use crate::register::{Part, Register, Tri};
use crate::relief::effect::Item;
use crate::relief::question::{Given, Question};

/// How many later days are asked about.
const LATER: usize = 4;

/// The question of a later day. An emergency that runs past its last known notice is taken to be continued.
pub(super) fn asked_of(register: &Register, question: &Question, day: Date) -> (Question, Vec<Id>) {
    let mut asked = Question { as_of: day, submit: day.max(question.submit), ..question.clone() };
    let mut taken = Vec::new();
    let given = Given::new(register, &asked, &[]);
    let scales = scales(register, &asked, &given);
    let frame = scales.frame(&given.fixed);
    let mut facts = Vec::new();
    for (id, _) in register.emergencies() {
        if let Tri::Unknown(fact) = frame.law(|law| law.emergency(id).in_force) {
            facts.push((fact, true));
            taken.push(id.clone());
        }
    }
    asked.facts.extend(facts);
    (asked, taken)
}

impl Day<'_> {
    /// The days on which something that restricts the goal, or holds its relief back, ends of itself.
    pub(super) fn turning_days(&self) -> Vec<Date> {
        let frame = scales(self.register, &self.question, &self.given);
        let frame = frame.frame(&self.given.fixed);
        let parts = self.things.iter().map(|thing| match &thing.item {
            Item::Measure(ix) => Part::Measure(*ix),
            Item::Listing(ix) | Item::Owner(ix, _) => Part::Listing(*ix),
            Item::Mandate(ix) => Part::Mandate(*ix),
        });
        let mut parts: Vec<Part> = parts.chain(self.bars.iter().copied()).collect();
        parts.sort_unstable();
        parts.dedup();
        let ends = parts.into_iter().filter_map(|part| frame.law(|law| law.end_of(part)));
        let mut days: Vec<Date> = ends.filter(|day| *day > self.question.as_of).collect();
        days.sort_unstable();
        days.dedup();
        days.truncate(LATER);
        days
    }
}
