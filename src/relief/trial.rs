//! Scenarios put to the engine: what a record expects against what is derived.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::answer::{Answer, Asked, Branch, answer};
use super::branch::{Assignment, Var};
use super::effect::Weighted;
use super::pathway::Bar;
use super::question::Question;
use crate::model::{Ends, ExpectedBranch, FactStatement, Pathway, Ref, Scenario};
use crate::register::{ExitIx, Register};

/// One expectation that the engine contradicts.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// The day asked of.
    pub as_of: Date,
    /// JSON pointer to the expectation in the scenario.
    pub pointer: String,
    /// What was expected.
    pub expected: String,
    /// What is derived.
    pub derived: String,
}

/// Puts a scenario to the engine, on each of its days.
pub fn try_scenario(register: &Register, scenario: &Scenario) -> Vec<Contradiction> {
    scenario.as_of.iter().flat_map(|day| try_on(register, scenario, day.0)).collect()
}

/// The answer that a scenario asks for on one of its days.
pub fn ask<R>(
    register: &Register,
    scenario: &Scenario,
    as_of: Date,
    with: impl FnOnce(&Answer<'_>) -> R,
) -> R {
    let option = scenario.option.as_ref().and_then(|id| register.option(id.as_str()));
    let mut asked = option.map_or(Asked { acts: &[], goals: &[], facts: &[] }, Asked::from);
    if !scenario.acts.is_empty() {
        asked.acts = &scenario.acts;
    }
    if !scenario.goals.is_empty() {
        asked.goals = &scenario.goals;
    }
    let facts: Vec<FactStatement> = asked
        .facts
        .iter()
        .filter(|f| !scenario.facts.iter().any(|own| own.fact == f.fact))
        .chain(&scenario.facts)
        .cloned()
        .collect();
    let question = Question {
        submit: scenario.submit.map_or(as_of, |day| day.0),
        readings: scenario.readings.to_vec(),
        assume: scenario.assume.iter().map(|bill| (bill.clone(), None)).collect(),
        ..Question::on(as_of)
    };
    let asked = Asked { facts: &facts, ..asked };
    with(&answer(register, asked, question))
}

fn try_on(register: &Register, scenario: &Scenario, as_of: Date) -> Vec<Contradiction> {
    ask(register, scenario, as_of, |answer| {
        let mut bench = Bench { answer, as_of, found: Vec::new() };
        bench.headline(scenario);
        bench.branches(scenario);
        bench.acts(scenario);
        bench.standing(scenario);
        bench.found
    })
}

struct Bench<'b, 'a> {
    answer: &'b Answer<'a>,
    as_of: Date,
    found: Vec<Contradiction>,
}

impl Bench<'_, '_> {
    fn hold(&mut self, pointer: &str, expected: String, derived: String) {
        if expected != derived {
            self.found.push(Contradiction { as_of: self.as_of, pointer: pointer.into(), expected, derived });
        }
    }

    fn headline(&mut self, scenario: &Scenario) {
        let (expect, answer) = (&scenario.expect, self.answer);
        if let Some(set) = &expect.pathways {
            self.hold("/expect/pathways", words(set), words(&answer.pathways()));
        }
        if let Some(set) = &expect.outlying {
            self.hold("/expect/outlying", words(set), words(&answer.outlying()));
        }
        if let Some(only) = expect.executive_only {
            self.hold("/expect/executive-only", only.to_string(), answer.executive_only().to_string());
        }
        let branches = answer.branches();
        let counted = || branches.iter().filter(|b| !b.outlying);
        if let Some(set) = &expect.controlling {
            let derived = counted()
                .next_back()
                .map(|b| provisions(answer.register, &b.controlling))
                .unwrap_or_default();
            self.hold("/expect/controlling", list(set), list(&derived));
        }
        if let Some(day) = expect.earliest {
            let derived = counted().rev().find_map(|b| b.earliest);
            self.hold("/expect/earliest", day.to_string(), day_or_none(derived));
        }
        if let Some(set) = &expect.residual {
            let derived: Vec<Ref> =
                answer.residual().into_iter().map(|ix| answer.register.reference(ix).clone()).collect();
            self.hold("/expect/residual", list(set), list(&derived));
        }
        if let Some(set) = &expect.mandates {
            let derived: Vec<Ref> =
                answer.mandates().into_iter().map(|ix| answer.register.reference(ix).clone()).collect();
            self.hold("/expect/mandates", list(set), list(&derived));
        }
    }

    fn branches(&mut self, scenario: &Scenario) {
        for (at, expected) in scenario.expect.branches.iter().enumerate() {
            let fixed = fixed(self.answer.register, expected);
            let pointer = format!("/expect/branches/{at}");
            let derived = self.answer.pathways_under(&fixed);
            self.hold(&format!("{pointer}/pathway"), words(&[expected.pathway]), words(&derived));
            let branch = self.answer.branch_under(&fixed, expected.pathway);
            if let Some(set) = &expected.controlling {
                let derived = provisions(self.answer.register, &branch.controlling);
                self.hold(&format!("{pointer}/controlling"), list(set), list(&derived));
            }
            if let Some(set) = &expected.conditions {
                let derived = conditions(self.answer.register, &branch);
                self.hold(&format!("{pointer}/conditions"), list(set), list(&derived));
            }
            if let Some(day) = expected.earliest {
                self.hold(&format!("{pointer}/earliest"), day.to_string(), day_or_none(branch.earliest));
            }
        }
    }

    fn acts(&mut self, scenario: &Scenario) {
        for (at, expected) in scenario.expect.acts.iter().enumerate() {
            let answer = self.answer;
            let act = answer
                .acts
                .iter()
                .find(|act| act.deed.object.reference(answer.register) == expected.object.as_str());
            let derived = act.map_or("no such act".to_owned(), |act| words(&answer.pathways_of(act)));
            self.hold(&format!("/expect/acts/{at}/pathways"), words(&expected.pathways), derived);
        }
    }

    fn standing(&mut self, scenario: &Scenario) {
        for (at, expected) in scenario.expect.standing.iter().enumerate() {
            let answer = self.answer;
            let items = answer.goals.iter().flat_map(|goal| &goal.items).chain(&answer.beyond);
            let mut items = items.filter(|item| *item.item.reference(answer.register) == expected.object);
            let pointer = format!("/expect/standing/{at}");
            let Some(item) = items.next() else {
                self.hold(
                    &format!("{pointer}/object"),
                    expected.object.to_string(),
                    "nothing of that id".into(),
                );
                continue;
            };
            self.hold(
                &format!("{pointer}/ends"),
                ends_word(expected.ends).into(),
                ends_word(ends(answer, item)).into(),
            );
            if let Some(set) = &expected.needs {
                let needs: Vec<Pathway> =
                    answer.needs_of(item).into_iter().filter(|p| *p != Pathway::None).collect();
                self.hold(&format!("{pointer}/needs"), words(set), words(&needs));
            }
        }
    }
}

/// Whether an item ends with the acts, on the readings that are not outlying.
pub fn ends(answer: &Answer<'_>, item: &Weighted) -> Ends {
    let fates = answer.fates(item);
    match (fates.iter().any(|f| f.stands()), fates.iter().all(|f| f.stands())) {
        (false, _) => Ends::Yes,
        (true, true) => Ends::No,
        (true, false) => Ends::Contested,
    }
}

fn ends_word(ends: Ends) -> &'static str {
    match ends {
        Ends::Yes => "yes",
        Ends::No => "no",
        Ends::Contested => "contested",
    }
}

fn fixed(register: &Register, expected: &ExpectedBranch) -> Assignment {
    let choices = expected.choices.iter().filter_map(|choice| {
        let (point, choice) = choice.split();
        let at = register.point(point)?.choices.iter().position(|c| c.id.as_str() == choice)?;
        Some((Var::Point(point.parse().ok()?), at))
    });
    let facts = expected.facts.iter().map(|fact| (Var::Fact(fact.clone()), 1));
    let denied = expected.denied.iter().map(|fact| (Var::Fact(fact.clone()), 0));
    choices.chain(facts).chain(denied).collect()
}

/// The provisions of a branch, each once: bars and the exits used.
pub fn provisions(register: &Register, controlling: &[(Bar, Option<ExitIx>)]) -> Vec<Ref> {
    let each = controlling.iter().flat_map(|(bar, exit)| {
        [Some(bar.reference(register).clone()), exit.map(|ix| register.reference(ix).clone())]
    });
    each.flatten().collect::<BTreeSet<_>>().into_iter().collect()
}

/// The exits of a branch, each as often as it has conditions.
fn conditions(register: &Register, branch: &Branch) -> Vec<Ref> {
    let mut exits: Vec<ExitIx> = branch.controlling.iter().filter_map(|(_, exit)| *exit).collect();
    exits.sort_unstable();
    exits.dedup();
    exits
        .into_iter()
        .flat_map(|ix| register.exit(ix).conditions.iter().map(move |_| register.reference(ix).clone()))
        .collect()
}

fn words(set: &[Pathway]) -> String {
    set.iter().map(|p| p.word()).collect::<Vec<_>>().join(" | ")
}

/// A list in order with repetitions counted, so that order does not matter.
fn list(refs: &[Ref]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in refs {
        *counts.entry(one.as_str()).or_default() += 1;
    }
    let each = counts.into_iter().map(|(id, n)| if n == 1 { id.to_owned() } else { format!("{id} x{n}") });
    each.collect::<Vec<_>>().join(", ")
}

fn day_or_none(day: Option<Date>) -> String {
    day.map_or("none".to_owned(), |day| day.to_string())
}
