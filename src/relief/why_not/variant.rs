//! The question with some things changed, to be asked of the engine anew.

use super::Remedy;
use crate::model::{Pathway, Ref};
use crate::register::Register;
use crate::relief::answer::answer_asking;
use crate::relief::branch::{Assignment, Var};
use crate::relief::question::Asking;
use crate::relief::{Answer, Asked, Question};

/// One way to ask the question again.
#[derive(Clone)]
pub(super) struct Variant {
    /// What is changed.
    pub(super) changes: Vec<Remedy>,
    /// The question, with the day and the facts of the changes.
    pub(super) question: Question,
    leave: Vec<Ref>,
    repealed: Vec<Ref>,
}

impl Variant {
    /// The question as it is.
    pub(super) fn of(question: &Question) -> Self {
        Self { changes: Vec::new(), question: question.clone(), leave: Vec::new(), repealed: Vec::new() }
    }

    /// The same with one more change.
    pub(super) fn with(&self, change: &Remedy) -> Self {
        let mut more = self.clone();
        more.changes.push(change.clone());
        match change {
            Remedy::Leave(what) => more.leave.push(what.clone()),
            Remedy::Repeal(what) => more.repealed.push(what.clone()),
            Remedy::Fact(fact, yes) => {
                more.question.facts.insert(fact.clone(), *yes);
            }
            Remedy::Wait(day, _) => {
                more.question.as_of = *day;
                more.question.submit = more.question.submit.max(*day);
            }
            Remedy::Reading(..) => {}
        }
        more
    }

    /// Asks it.
    pub(super) fn ask<'a>(&self, register: &'a Register, asked: Asked<'a>) -> Answer<'a> {
        let asking = Asking { leave: &self.leave, repealed: &self.repealed, ..Asking::default() };
        answer_asking(register, asked, self.question.clone(), asking)
    }

    /// Asks it with these readings and facts fixed, and says whether it takes this pathway or a lighter one.
    pub(super) fn holds(
        &self,
        register: &Register,
        asked: Asked<'_>,
        fixed: &Assignment,
        wanted: Pathway,
    ) -> bool {
        let mut variant = self.clone();
        for (var, value) in fixed {
            match var {
                Var::Point(point) => {
                    let choice = register.point(point.as_str()).and_then(|p| p.choices.get(*value));
                    let choice = choice.and_then(|choice| format!("{point}.{}", choice.id).parse().ok());
                    variant.question.readings.extend(choice);
                }
                Var::Fact(fact) => {
                    variant.question.facts.insert(fact.clone(), *value == 1);
                }
                Var::Basis(_) => return false,
            }
        }
        let again = variant.ask(register, asked).pathway();
        again <= wanted && again != Pathway::None
    }
}
