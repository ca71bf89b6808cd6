//! What an option's page says, and what the option table needs of it: asked once for each option.

use std::collections::BTreeSet;

use super::Site;
use crate::api::{OptionReport, clock_report, history_report, option_report, residual_report};
use crate::doc::{Block, Doc, Heading};
use crate::model::{Choice, FactValue, Id, Pathway, ReliefOption};
use crate::relief::{
    Answer, Asked, Interval, Question, Var, Vote, answer, conflict, first_day, history, values,
};
use crate::view;

/// One option, told.
pub(super) struct Told<'r> {
    pub(super) id: &'r Id,
    pub(super) option: &'r ReliefOption,
    pub(super) report: OptionReport,
    pub(super) history: Vec<Interval>,
    /// Each single assumption that moves it, and where to.
    pub(super) assumed: Vec<(Assumption, Set)>,
    /// Explanation, history, what still binds, calendar.
    pub(super) blocks: Vec<Block>,
}

/// A reading, a fact or a bill, assumed alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Assumption {
    /// A reading of a contested point.
    Reading(Choice),
    /// A fact, and whether it is so.
    Fact(Id, bool),
    /// A bill, as law throughout.
    Bill(Id),
}

/// The pathways that count, and those of outlying readings alone.
pub(super) type Set = (Vec<Pathway>, Vec<Pathway>);

impl<'r> Told<'r> {
    pub(super) fn of(site: &Site<'r>, id: &'r Id, option: &'r ReliefOption) -> Self {
        let (register, question) = (site.register, &site.question);
        let answered = answer(register, Asked::from(option), question.clone());
        let start = first_day(register, &option.regime).unwrap_or(question.as_of);
        let history = history(register, Asked::from(option), &Question { as_of: start, ..question.clone() });
        let receipt = || site.receipt([option.regime.as_str()]);
        let past = history_report(receipt(), id, option, register, &history);
        let left = residual_report(receipt(), id, option, &answered);
        let days = clock_report(receipt(), id, option.title.as_str(), &answered, Vote::default());
        let mut doc = view::explain(id, option, &answered, &receipt());
        doc.blocks.retain(|block| !matches!(block, Block::Receipt(_)));
        append(&mut doc, "Over time", "over-time", view::history(&past, register));
        append(&mut doc, "What still binds", "what-still-binds", view::residual(&left, register));
        append(&mut doc, "Calendar of a filing that day", "calendar", view::clock(&days, register));
        Told {
            id,
            option,
            report: option_report(id, option, &answered),
            assumed: assumed(site, option, &answered),
            history,
            blocks: doc.blocks,
        }
    }
}

/// Appends a document as a section; its notes are left out where the page has them already.
pub(super) fn append(doc: &mut Doc, title: &str, anchor: &str, section: Doc) {
    doc.push(Block::anchored(1, title, anchor));
    for block in section.blocks {
        match block {
            Block::Receipt(_) => {}
            Block::Callout(..) if doc.blocks.contains(&block) => {}
            Block::Heading(heading) => {
                doc.push(Heading { level: heading.level + 1, ..heading });
            }
            block => {
                doc.push(block);
            }
        }
    }
}

/// What each reading, fact and bill, assumed alone, does to the pathway: those that leave it are left out.
fn assumed(site: &Site<'_>, option: &ReliefOption, answered: &Answer<'_>) -> Vec<(Assumption, Set)> {
    let register = site.register;
    let mut asked: BTreeSet<Assumption> = BTreeSet::new();
    for var in answered.turns_on() {
        match &var {
            Var::Point(id) => {
                let choices = register.point(id.as_str()).map_or(&[][..], |point| &point.choices);
                debug_assert_eq!(choices.len(), values(register, &var));
                let readings = choices.iter().filter_map(|choice| format!("{id}.{}", choice.id).parse().ok());
                asked.extend(readings.map(Assumption::Reading));
            }
            Var::Fact(id) if register.fact(id.as_str()).is_some() => {
                asked.extend([true, false].map(|yes| Assumption::Fact(id.clone(), yes)));
            }
            _ => {}
        }
    }
    for stated in option.facts.iter().filter(|stated| stated.value != FactValue::Open) {
        if register.fact(stated.fact.as_str()).is_some() {
            asked.extend([true, false].map(|yes| Assumption::Fact(stated.fact.clone(), yes)));
        }
    }
    let day = site.question.as_of;
    let bills = register.bills().filter(|(id, _)| conflict(register, id, None, day).is_none());
    asked.extend(bills.map(|(id, _)| Assumption::Bill(id.clone())));
    let before: Set = (answered.pathways(), answered.outlying());
    let after = asked.into_iter().map(|assumption| {
        let mut question = site.question.clone();
        match assumption.clone() {
            Assumption::Reading(choice) => question.readings.push(choice),
            Assumption::Fact(fact, yes) => {
                question.facts.insert(fact, yes);
            }
            Assumption::Bill(bill) => question.assume.push((bill, None)),
        }
        let answered = answer(register, Asked::from(option), question);
        (assumption, (answered.pathways(), answered.outlying()))
    });
    after.filter(|(_, set)| *set != before).collect()
}
