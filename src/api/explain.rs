//! `relief explain`: an option's argument, step by step.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::options::{combination, exit_conditions};
use super::{ConditionReport, Control, OptionReport, Receipt, SCHEMA_VERSION, option_report};
use crate::model::{Id, Pathway, ReliefOption};
use crate::register::Register;
use crate::relief::{Answer, Assignment, Fate, Item, Passage, Var, Weighed, Weighted, ends};

/// One option with its argument.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExplainReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The option as in the table.
    pub option: OptionReport,
    /// Each act on each object, with what reaches it and how it comes out.
    pub acts: Vec<ActReport>,
    /// What the goals are about, and what becomes of it.
    pub items: Vec<ItemReport>,
    /// What restricts the same conduct or target beyond the goals as stated.
    pub beyond: Vec<ItemReport>,
    /// The contested points it meets.
    pub points: Vec<PointReport>,
    /// The open facts it meets.
    pub facts: Vec<String>,
    /// Points recorded of the same provisions that no clause carries: they are debated and move nothing here.
    pub debated: Vec<PointReport>,
    /// What the restrictions it is about do not reach in any case.
    pub exceptions: Vec<ExceptionReport>,
}

/// What one restriction does not reach.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExceptionReport {
    /// The measure or mandate.
    pub restriction: String,
    /// What is excepted.
    pub text: String,
    /// The provision that excepts it.
    pub pinpoint: String,
}

/// One act on one object.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActReport {
    /// What is done.
    pub action: String,
    /// What it is done to.
    pub object: String,
    /// The pathways of the act, lightest first, without outlying ones.
    pub pathways: Vec<String>,
    /// How each lock that may reach it comes out, case by case.
    pub cases: Vec<CaseReport>,
}

/// How locks come out under some choices and facts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CaseReport {
    /// The locks concerned.
    pub locks: Vec<String>,
    /// The choices of contested points, point by point.
    pub choices: BTreeMap<String, String>,
    /// The facts.
    pub facts: BTreeMap<String, bool>,
    /// The pathway through these locks.
    pub pathway: String,
    /// Each lock reached, and the exit used; none where the locks do not reach the act.
    pub used: Vec<Control>,
    /// What those exits ask for.
    pub conditions: Vec<ConditionReport>,
    /// The first lawful day.
    pub earliest_effective: Option<Date>,
}

/// One thing that restricts what a goal is about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ItemReport {
    /// The measure, listing or mandate.
    pub id: String,
    /// What kind of thing: `measure`, `listing`, `mandate`, or `owner`.
    pub kind: String,
    /// Whether the acts end it: `yes`, `no`, or `contested`.
    pub ends: String,
    /// What becomes of it on the readings that are not outlying.
    pub fates: Vec<String>,
    /// The pathways of the lightest act that would reach it where it stands.
    pub needs: Vec<String>,
}

/// A contested point.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PointReport {
    /// The point.
    pub id: String,
    /// Its question.
    pub question: String,
    /// Whether the headline turns on it, or only conditions, days or effects.
    pub moves_pathway: bool,
}

/// The report of one option with its argument.
pub fn explain_report(
    receipt: Receipt,
    id: &Id,
    option: &ReliefOption,
    answer: &Answer<'_>,
) -> ExplainReport {
    let moving = answer.turns_on();
    let vars = answer.all_turns_on();
    let points = vars.iter().filter_map(|var| match var {
        Var::Point(id) => {
            let point = answer.register.point(id.as_str())?;
            Some(PointReport {
                id: id.to_string(),
                question: point.question.to_string(),
                moves_pathway: moving.contains(var),
            })
        }
        _ => None,
    });
    let facts = vars.iter().filter_map(|var| match var {
        Var::Fact(id) => Some(id.to_string()),
        _ => None,
    });
    let debated = answer.debated().into_iter().map(|(id, point)| PointReport {
        id: id.to_string(),
        question: point.question.to_string(),
        moves_pathway: false,
    });
    let exceptions = answer.exceptions().into_iter().flat_map(|(part, exceptions)| {
        exceptions.into_iter().map(move |exception| ExceptionReport {
            restriction: answer.register.reference(part).to_string(),
            text: exception.text.to_string(),
            pinpoint: exception.pinpoint.to_string(),
        })
    });
    ExplainReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        option: option_report(id, option, answer),
        acts: answer.acts.iter().map(|act| act_report(answer, act)).collect(),
        items: answer.goals.iter().flat_map(|g| &g.items).map(|item| item_report(answer, item)).collect(),
        beyond: answer.beyond.iter().map(|item| item_report(answer, item)).collect(),
        points: points.collect(),
        facts: facts.collect(),
        debated: debated.collect(),
        exceptions: exceptions.collect(),
    }
}

fn act_report(answer: &Answer<'_>, act: &Weighed) -> ActReport {
    let mut cases = Vec::new();
    for (bars, outcomes) in answer.detail(act) {
        let locks: Vec<String> = bars.iter().map(|bar| bar.reference(answer.register).to_string()).collect();
        for (passage, paths) in outcomes {
            cases.extend(paths.iter().map(|case| case_report(answer, &locks, passage, case)));
        }
    }
    ActReport {
        action: act.deed.action.word().into(),
        object: act.deed.object.reference(answer.register).into(),
        pathways: answer.pathways_of(act).iter().map(|p| p.word().to_owned()).collect(),
        cases,
    }
}

fn case_report(answer: &Answer<'_>, locks: &[String], passage: &Passage, case: &Assignment) -> CaseReport {
    let register: &Register = answer.register;
    let combination = combination(register, case);
    let used = passage.used.iter().map(|(bar, exit)| Control {
        lock: bar.reference(register).to_string(),
        exit: exit.map(|ix| register.reference(ix).to_string()),
    });
    let exits = passage.used.iter().filter_map(|(_, exit)| *exit);
    CaseReport {
        locks: locks.to_vec(),
        choices: combination.choices,
        facts: combination.facts,
        pathway: passage.pathway.word().into(),
        used: used.collect(),
        conditions: exits.flat_map(|ix| exit_conditions(answer, ix)).collect(),
        earliest_effective: passage.earliest,
    }
}

pub(super) fn item_report(answer: &Answer<'_>, item: &Weighted) -> ItemReport {
    let kind = match item.item {
        Item::Measure(_) => "measure",
        Item::Listing(_) => "listing",
        Item::Mandate(_) => "mandate",
        Item::Owner(..) => "owner",
    };
    let needs = answer.needs_of(item).into_iter().filter(|p| *p != Pathway::None);
    ItemReport {
        id: item.item.reference(answer.register).to_string(),
        kind: kind.into(),
        ends: match ends(answer, item) {
            crate::model::Ends::Yes => "yes",
            crate::model::Ends::No => "no",
            crate::model::Ends::Contested => "contested",
        }
        .into(),
        fates: answer.fates(item).into_iter().map(|fate| fate_word(answer.register, fate)).collect(),
        needs: needs.map(|p| p.word().to_owned()).collect(),
    }
}

/// What becomes of an item, in a few words.
pub(super) fn fate_word(register: &Register, fate: &Fate) -> String {
    match fate {
        Fate::Absent => "not in force".into(),
        Fate::Ends => "ends".into(),
        Fate::Untouched => "stands: no act touches it".into(),
        Fate::Held(lock) => format!("stands: {} holds it", register.reference(*lock)),
        Fate::Carried(statute, None) => format!("stands: it rests on {statute}"),
        Fate::Carried(statute, Some(emergency)) => format!("stands: it rests on {statute} under {emergency}"),
    }
}
