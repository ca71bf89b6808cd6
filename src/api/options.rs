//! `relief options`: the option table.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::Receipt;
use crate::model::{Condition, Due, Id, Package, Pathway, ReliefOption};
use crate::register::{ExitIx, Part, Register};
use crate::relief::{
    Answer, Asked, Assignment, Bar, Branch, Question, Timetable, Var, answer_briefly, is_outlying, values,
};

/// The option table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OptionsReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The options, in the order of the table.
    pub options: Vec<OptionReport>,
    /// The options that were left out, and why.
    pub left_out: Vec<LeftOut>,
}

/// An option that was left out.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The option.
    pub id: String,
    /// Why.
    pub why: String,
}

/// One option and its derived pathway.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OptionReport {
    /// The option.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who would carry it out.
    pub owner: String,
    /// True for the status quo, which is never counted.
    pub baseline: bool,
    /// The packages that it is part of.
    pub packages: Vec<String>,
    /// The instruments that its acts are done to; of an emergency, the one that declared it.
    pub instruments: Vec<String>,
    /// The hardest pathway that is not outlying.
    pub pathway: String,
    /// Every pathway that is not outlying, lightest first.
    pub pathways: Vec<String>,
    /// The pathways of its acts alone, whatever they leave standing.
    pub acts: Vec<String>,
    /// Whether it is `executive` or `conditional` in every branch that is not outlying.
    pub executive_only: bool,
    /// Whether its acts are so, while a goal left standing takes more.
    pub executive_only_in_part: bool,
    /// Whether the pathway differs between branches that are not outlying.
    pub contested: bool,
    /// Each pathway that is reached, with what leads to it; one where it is not contested, besides outlying ones.
    pub branches: Vec<BranchReport>,
    /// For each choice of each point that it turns on, the hardest pathway with that choice.
    pub readings: Vec<ReadingReport>,
    /// Every lock reached in the headline, and the exit used.
    pub controlling: Vec<Control>,
    /// What the exits used in the headline ask for.
    pub conditions: Vec<ConditionReport>,
    /// How many other sets of exits would do in the headline.
    pub other_exit_sets: usize,
    /// The earliest lawful day, of the hardest branch that has one.
    pub earliest_effective: Option<Date>,
    /// The measures that still restrict the same conduct or target afterwards, on some reading.
    pub residual: Vec<String>,
    /// The mandates that are live for its goals.
    pub mandates: Vec<String>,
    /// The verification of the weakest fact it rests on.
    pub verification: String,
    /// Why there is nothing to relieve, where the pathway is `none`.
    pub reason: Option<String>,
}

/// One pathway and what leads to it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BranchReport {
    /// The choices of contested points that lead to it, point by point.
    pub choices: BTreeMap<String, String>,
    /// The facts that lead to it.
    pub facts: BTreeMap<String, bool>,
    /// Other combinations that lead to the same pathway.
    pub also: Vec<Combination>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// The pathway.
    pub pathway: String,
    /// Whether only an outlying reading leads to it.
    pub outlying: bool,
    /// Every lock reached, and the exit used.
    pub controlling: Vec<Control>,
    /// What the exits used ask for.
    pub conditions: Vec<ConditionReport>,
    /// The earliest lawful day.
    pub earliest_effective: Option<Date>,
}

/// Choices and facts that together lead to a pathway.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Combination {
    /// The choices, point by point.
    pub choices: BTreeMap<String, String>,
    /// The facts.
    pub facts: BTreeMap<String, bool>,
}

/// The pathway under one choice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingReport {
    /// The point.
    pub point: String,
    /// The choice.
    pub choice: String,
    /// The hardest pathway with that choice.
    pub pathway: String,
    /// Whether the choice is outlying.
    pub outlying: bool,
}

/// A lock that reaches an act, and the exit used.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Control {
    /// The lock, statutory measure or mandate.
    pub lock: String,
    /// The exit; none where no exit fits.
    pub exit: Option<String>,
}

/// One thing that an exit asks for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConditionReport {
    /// The exit that asks for it.
    pub provision: String,
    /// What kind of thing.
    pub kind: String,
    /// What it asks for.
    pub text: String,
    /// The actors in whose gift it is.
    pub in_gift_of: Vec<String>,
    /// Whether it is in the President's own gift, or an office's under the President.
    pub in_presidents_gift: bool,
    /// At least so many days ahead; of a review, the length of its window.
    pub days: Option<u16>,
    /// Whether it may follow the relief.
    pub after: bool,
}

/// The reports of many options, in their order.
pub fn option_reports(
    register: &Register,
    question: &Question,
    options: &[(&Id, &ReliefOption)],
) -> Vec<OptionReport> {
    let report = |(id, option): &(&Id, &ReliefOption)| {
        option_report(id, option, &answer_briefly(register, Asked::from(*option), question.clone()))
    };
    options.par_iter().map(report).collect()
}

/// The report of one option.
pub fn option_report(id: &Id, option: &ReliefOption, answer: &Answer<'_>) -> OptionReport {
    let register = answer.register;
    let (branches, pathways) = (answer.branches(), answer.pathways());
    let pathway = pathways.last().copied().unwrap_or(Pathway::None);
    let headline = branches.iter().rfind(|b| !b.outlying);
    let earliest = branches.iter().filter(|b| !b.outlying).rev().find_map(|b| b.earliest);
    let lawful = answer.lawful();
    let only = pathways.iter().all(|p| p.executive_only());
    OptionReport {
        id: id.to_string(),
        title: option.title.to_string(),
        owner: option.owner.to_string(),
        baseline: option.baseline,
        packages: packages(register, id),
        instruments: instruments(register, option),
        pathway: pathway.word().into(),
        pathways: words(&pathways),
        acts: words(&lawful),
        executive_only: only,
        executive_only_in_part: !only && lawful.iter().all(|p| p.executive_only()),
        contested: pathways.len() > 1,
        readings: readings(answer),
        controlling: headline.map(|b| controls(register, b)).unwrap_or_default(),
        conditions: headline.map(|b| conditions(answer, b)).unwrap_or_default(),
        other_exit_sets: headline.map_or(0, |b| b.others),
        earliest_effective: earliest,
        branches: branches.iter().map(|b| branch_report(answer, b)).collect(),
        residual: answer.residual().into_iter().map(|ix| register.reference(ix).to_string()).collect(),
        mandates: answer.mandates().into_iter().map(|ix| register.reference(ix).to_string()).collect(),
        verification: answer.weakest().map_or("unverified", |(v, _)| v.word()).into(),
        reason: (pathway == Pathway::None).then(|| reason(answer)),
    }
}

/// The packages that hold an option in one of their phases.
fn packages(register: &Register, id: &Id) -> Vec<String> {
    let holds = |package: &Package| package.phases.iter().any(|phase| phase.options.contains(id));
    register
        .packages()
        .filter(|(_, package)| holds(package))
        .map(|(package, _)| package.to_string())
        .collect()
}

/// The instruments that an option's acts are done to, each once, in the order of the acts.
fn instruments(register: &Register, option: &ReliefOption) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |id: &Id| {
        let id = id.to_string();
        if !found.contains(&id) {
            found.push(id);
        }
    };
    for act in &option.acts {
        for reference in act.measures.iter().chain(&act.listings).chain(&act.mandates) {
            match register.part(reference.as_str()) {
                Some(Part::Listing(ix)) => {
                    register.listing_measures(ix).iter().for_each(|ix| add(&register.home(*ix).id));
                }
                Some(part) => add(&register.home(part).id),
                None => {}
            }
        }
        let declared = act.emergencies.iter().filter_map(|id| register.emergency(id.as_str()));
        declared.for_each(|emergency| add(&emergency.declared_by));
    }
    found
}

fn words(set: &[Pathway]) -> Vec<String> {
    set.iter().map(|p| p.word().to_owned()).collect()
}

/// Why there is nothing to relieve.
pub(crate) fn reason(answer: &Answer<'_>) -> String {
    let absent = answer.absent();
    let names: Vec<&str> = absent.iter().map(|object| object.reference(answer.register)).collect();
    match names.as_slice() {
        [] => "nothing restricts what it is for".to_owned(),
        [one] => format!("`{one}` is not in force on {}", answer.question.as_of),
        several => format!("none of {} is in force on {}", several.join(", "), answer.question.as_of),
    }
}

pub(crate) fn combination(register: &Register, case: &Assignment) -> Combination {
    let mut combination = Combination { choices: BTreeMap::new(), facts: BTreeMap::new() };
    for (var, value) in case {
        match var {
            Var::Point(id) => {
                let choice = register.point(id.as_str()).and_then(|p| p.choices.get(*value));
                combination
                    .choices
                    .insert(id.to_string(), choice.map_or_else(String::new, |c| c.id.to_string()));
            }
            Var::Fact(id) => {
                combination.facts.insert(id.to_string(), *value == 1);
            }
            Var::Basis(listing) => {
                let measure = match register.part(listing.as_str()) {
                    Some(Part::Listing(ix)) => register.listing_measures(ix).get(*value),
                    _ => None,
                };
                let measure = measure.map_or_else(String::new, |ix| register.reference(*ix).to_string());
                combination.choices.insert(format!("basis of {listing}"), measure);
            }
        }
    }
    combination
}

fn branch_report(answer: &Answer<'_>, branch: &Branch) -> BranchReport {
    let mut cases = branch.cases.iter().map(|case| combination(answer.register, case));
    let first = cases.next().unwrap_or(Combination { choices: BTreeMap::new(), facts: BTreeMap::new() });
    BranchReport {
        choices: first.choices,
        facts: first.facts,
        also: cases.collect(),
        more: branch.more,
        pathway: branch.pathway.word().into(),
        outlying: branch.outlying,
        controlling: controls(answer.register, branch),
        conditions: conditions(answer, branch),
        earliest_effective: branch.earliest,
    }
}

fn controls(register: &Register, branch: &Branch) -> Vec<Control> {
    let control = |(bar, exit): &(Bar, Option<ExitIx>)| Control {
        lock: bar.reference(register).to_string(),
        exit: exit.map(|ix| register.reference(ix).to_string()),
    };
    branch.controlling.iter().map(control).collect()
}

fn readings(answer: &Answer<'_>) -> Vec<ReadingReport> {
    let mut readings = Vec::new();
    for var in answer.turns_on() {
        let Var::Point(id) = &var else { continue };
        let Some(point) = answer.register.point(id.as_str()) else { continue };
        for value in 0..values(answer.register, &var) {
            let set = answer.pathways_under(&Assignment::from([(var.clone(), value)]));
            readings.push(ReadingReport {
                point: id.to_string(),
                choice: point.choices[value].id.to_string(),
                pathway: set.last().map_or("none", |p| p.word()).into(),
                outlying: is_outlying(answer.register, &var, value),
            });
        }
    }
    readings
}

/// What the exits of a branch ask for, each once; a review is the last condition of its exit.
pub(crate) fn conditions(answer: &Answer<'_>, branch: &Branch) -> Vec<ConditionReport> {
    let mut exits: Vec<ExitIx> = Vec::new();
    for exit in branch.controlling.iter().filter_map(|(_, exit)| *exit) {
        if !exits.contains(&exit) {
            exits.push(exit);
        }
    }
    exits.into_iter().flat_map(|ix| exit_conditions(answer, ix)).collect()
}

/// What a condition asks for in its own words, of a quota with the amount of the year.
pub(crate) fn asked(condition: &Condition, year: impl FnOnce() -> i16) -> String {
    if condition.amounts.is_empty() {
        return condition.text.to_string();
    }
    let year = year();
    match condition.amount_in(year) {
        Some(amount) => {
            let text = condition.text.as_str().trim_end_matches('.');
            format!("{text} ({} {} in {year}).", amount.amount, amount.unit)
        }
        None => condition.text.to_string(),
    }
}

/// What one exit asks for.
pub(crate) fn exit_conditions(answer: &Answer<'_>, ix: ExitIx) -> Vec<ConditionReport> {
    let register = answer.register;
    let exit = register.exit(ix);
    let provision = register.reference(ix).to_string();
    let timetable = LazyCell::new(|| Timetable::of(register, exit, answer.question.submit, None));
    let mut found: Vec<ConditionReport> = exit
        .conditions
        .iter()
        .map(|c| ConditionReport {
            provision: provision.clone(),
            kind: c.kind.word().into(),
            text: asked(c, || timetable.lawful_from.year()),
            in_gift_of: c.in_gift_of.iter().map(ToString::to_string).collect(),
            in_presidents_gift: executive(register, &c.in_gift_of),
            days: c.days,
            after: c.due == Due::After,
        })
        .collect();
    let clock = exit.review.as_ref().and_then(|id| register.review_clock(id.as_str()));
    if let Some(clock) = clock {
        let window = timetable.window;
        found.push(ConditionReport {
            provision,
            kind: "review".into(),
            text: clock.title.to_string(),
            in_gift_of: clock.committees.iter().map(ToString::to_string).collect(),
            in_presidents_gift: false,
            days: window.map(|w| w.days),
            after: false,
        });
    }
    found
}

/// Whether all these actors are the President or offices under the President.
pub(crate) fn executive(register: &Register, actors: &[Id]) -> bool {
    let executive =
        |id: &Id| register.actor(id.as_str()).is_some_and(|a| a.kind == crate::model::ActorKind::Executive);
    !actors.is_empty() && actors.iter().all(executive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::embedded;
    use crate::relief::answer;

    #[test]
    fn a_brief_answer_reports_what_a_whole_one_does() {
        let register = embedded().expect("a register");
        let question = Question::on(register.coverage_end());
        let options: Vec<_> = register.options().filter(|(_, option)| option.retired.is_none()).collect();
        let whole = options.iter().map(|(id, option)| {
            option_report(id, option, &answer(&register, Asked::from(*option), question.clone()))
        });
        for (brief, whole) in option_reports(&register, &question, &options).iter().zip(whole) {
            assert_eq!(serde_json::json!(brief), serde_json::json!(whole));
        }
    }
}
