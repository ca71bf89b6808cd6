//! A package's course: its phases in order, each begun when the one before has taken effect.
//!
//! Every option is asked of the day on which its phase can begin, filed that day, by the law known of that day.
//! What must happen between phases, and what takes a new law, has no day: the course counts what the law counts.

use jiff::civil::Date;

use super::answer::{Asked, answer};
use super::question::Question;
use super::reversal::Reversal;
use super::trial::provisions;
use crate::model::{Id, Package, Pathway, Ref, Text};
use crate::register::Register;

/// The course of a package.
#[derive(Clone, Debug)]
pub struct Course<'a> {
    /// Its phases.
    pub stages: Vec<Stage<'a>>,
    /// The day on which everything that has a day has taken effect.
    pub done: Date,
}

/// One phase on its way.
#[derive(Clone, Debug)]
pub struct Stage<'a> {
    /// Its title.
    pub title: &'a Text,
    /// What must have happened first.
    pub trigger: Option<&'a Text>,
    /// The day on which its filings are made.
    pub begins: Date,
    /// Its options.
    pub moves: Vec<Move<'a>>,
    /// The day on which all of it that has a day has taken effect.
    pub done: Date,
}

/// One option of a phase.
#[derive(Clone, Debug)]
pub struct Move<'a> {
    /// The option.
    pub id: &'a Id,
    /// The pathways, lightest first, without outlying ones.
    pub pathways: Vec<Pathway>,
    /// The first lawful day, of the hardest branch that has one.
    pub earliest: Option<Date>,
    /// Whether some branch that counts has no lawful day: it takes a new law.
    pub may_take_a_law: bool,
    /// The locks and exits that control in the hardest branch.
    pub controlling: Vec<Ref>,
    /// How it is undone.
    pub reversal: Reversal,
}

/// The course of a package whose first filings are made on the day of submission.
pub fn course<'a>(register: &'a Register, package: &'a Package, question: &Question) -> Course<'a> {
    let mut begins = question.submit;
    let mut stages = Vec::new();
    for phase in &package.phases {
        let moves: Vec<Move<'_>> =
            phase.options.iter().filter_map(|id| one(register, id, question, begins)).collect();
        let done = moves.iter().filter_map(|m| m.earliest).max().unwrap_or(begins).max(begins);
        stages.push(Stage { title: &phase.title, trigger: phase.trigger.as_ref(), begins, moves, done });
        begins = done;
    }
    Course { stages, done: begins }
}

fn one<'a>(register: &'a Register, id: &'a Id, question: &Question, day: Date) -> Option<Move<'a>> {
    let option = register.option(id.as_str())?;
    let as_of = if day == question.submit { question.as_of } else { day };
    let question = Question { as_of, submit: day, ..question.clone() };
    let answer = answer(register, Asked::from(option), question);
    let branches = answer.branches();
    let counted = || branches.iter().filter(|branch| !branch.outlying);
    let hardest = counted().next_back();
    Some(Move {
        id,
        pathways: answer.pathways(),
        earliest: counted().rev().find_map(|branch| branch.earliest),
        may_take_a_law: counted().any(|branch| branch.pathway == Pathway::Legislation),
        controlling: hardest.map(|branch| provisions(register, &branch.controlling)).unwrap_or_default(),
        reversal: answer.reversal(),
    })
}

impl<'a> Course<'a> {
    /// The hardest option: what it takes, and its id.
    pub fn hardest(&self) -> Option<&Move<'a>> {
        let moves = self.stages.iter().flat_map(|stage| &stage.moves);
        moves.reduce(|a, b| if b.pathways.last() > a.pathways.last() { b } else { a })
    }

    /// The option that governs the end of each phase: the latest of those that take longer than a day.
    pub fn critical(&self) -> Vec<&Move<'a>> {
        let late = |stage: &&Stage<'a>| stage.done > stage.begins;
        let governs = |stage: &'_ Stage<'a>| stage.moves.iter().position(|m| m.earliest == Some(stage.done));
        self.stages
            .iter()
            .filter(late)
            .filter_map(|stage| governs(stage).map(|at| &stage.moves[at]))
            .collect()
    }
}
