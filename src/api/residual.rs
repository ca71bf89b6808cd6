//! `relief residual`: what still binds the same conduct or target after an option.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::explain::fate_word;
use super::options::combination;
use super::reversal::undoing_reports;
use super::{Combination, Receipt, SCHEMA_VERSION, UndoingReport};
use crate::model::{Allied, Ends, Id, Pathway, ReliefOption};
use crate::register::MandateIx;
use crate::relief::{Answer, Item, Weighted, ends, first_due, title_of};

/// What an option ends, and what still binds afterwards.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ResidualReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The option.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether the option states a goal at all; without one, nothing is looked for.
    pub states_goal: bool,
    /// What the acts end, on every reading that is not outlying.
    pub ends: Vec<String>,
    /// What still binds, on some reading that is not outlying.
    pub stands: Vec<StandingReport>,
    /// The mandates that order the restriction anew.
    pub mandates: Vec<MandateReport>,
    /// What undoes each act, and on what pathway.
    pub undone_by: Vec<UndoingReport>,
    /// Measures of allies that remain, as the option states them.
    pub allied: Vec<AlliedReport>,
}

/// A measure of an ally that remains.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AlliedReport {
    /// Whose it is.
    pub actor: String,
    /// The name of the actor.
    pub name: String,
    /// What remains.
    pub text: String,
}

/// Something that still binds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StandingReport {
    /// The measure, or the listing of the target or of its owner.
    pub id: String,
    /// Its title; of a listing, the name of the target.
    pub title: String,
    /// What kind of thing: `measure`, `listing`, or `owner`.
    pub kind: String,
    /// The measures that bind: the measure itself, or those the listing is under.
    pub measures: Vec<String>,
    /// Whether it stands on every reading (`yes`) or on some (`contested`).
    pub stands: String,
    /// What becomes of it, case by case.
    pub fates: Vec<FateReport>,
    /// The pathways of the lightest act that would reach it.
    pub needs: Vec<String>,
    /// That act.
    pub by: Option<String>,
    /// Whether it lies outside the instruments and emergencies that the goal names.
    pub beyond_goal: bool,
}

/// What becomes of something, and in which cases.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FateReport {
    /// What becomes of it.
    pub fate: String,
    /// Whether it stands then.
    pub stands: bool,
    /// The choices and facts, one table for each combination; an empty one for every case.
    pub cases: Vec<Combination>,
}

/// A mandate that brings the restriction back.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MandateReport {
    /// The mandate.
    pub id: String,
    /// What it orders.
    pub title: String,
    /// `automatic`, or `determination` where somebody must first find that a person fits.
    pub trigger: String,
    /// The day it was first due.
    pub due: Option<Date>,
    /// Whether it was carried out: `yes` or `unknown`.
    pub imposed: String,
    /// The pathways of the lightest way out of it.
    pub way_out: Vec<String>,
}

/// The report of what an option leaves standing.
pub fn residual_report(
    receipt: Receipt,
    id: &Id,
    option: &ReliefOption,
    answer: &Answer<'_>,
) -> ResidualReport {
    let own = answer.goals.iter().flat_map(|goal| &goal.items).map(|item| (item, false));
    let all: Vec<(&Weighted, bool)> = own.chain(answer.beyond.iter().map(|item| (item, true))).collect();
    let mut seen = Vec::new();
    let (mut ended, mut stands, mut mandates) = (Vec::new(), Vec::new(), Vec::new());
    for (item, beyond) in all {
        let reference = item.item.reference(answer.register).to_string();
        if seen.contains(&(&item.item, beyond)) {
            continue;
        }
        seen.push((&item.item, beyond));
        match (&item.item, ends(answer, item)) {
            (Item::Mandate(ix), _) => mandates.push(mandate_report(answer, item, *ix)),
            (_, Ends::Yes) => ended.push(reference),
            (_, how) => stands.push(standing_report(answer, item, how, beyond)),
        }
    }
    ResidualReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        id: id.to_string(),
        title: option.title.to_string(),
        states_goal: !option.goals.is_empty(),
        ends: ended,
        stands,
        mandates,
        undone_by: undoing_reports(answer.register, &answer.reversal()),
        allied: option.allied.iter().map(|a| allied_report(answer, a)).collect(),
    }
}

fn allied_report(answer: &Answer<'_>, allied: &Allied) -> AlliedReport {
    let actor = answer.register.actor(allied.actor.as_str());
    AlliedReport {
        actor: allied.actor.to_string(),
        name: actor.map_or_else(|| allied.actor.to_string(), |actor| actor.name.to_string()),
        text: allied.text.to_string(),
    }
}

fn words(set: &[Pathway]) -> Vec<String> {
    set.iter().filter(|p| **p != Pathway::None).map(|p| p.word().to_owned()).collect()
}

fn standing_report(answer: &Answer<'_>, item: &Weighted, how: Ends, beyond_goal: bool) -> StandingReport {
    let register = answer.register;
    let (kind, measures) = match &item.item {
        Item::Measure(ix) => ("measure", vec![*ix]),
        Item::Listing(ix) => ("listing", register.listing_measures(*ix).to_vec()),
        Item::Owner(ix, _) => ("owner", register.listing_measures(*ix).to_vec()),
        Item::Mandate(_) => ("mandate", Vec::new()),
    };
    let reference = item.item.reference(register);
    let fates = answer.fate_cases(item).into_iter().map(|(fate, cases)| FateReport {
        fate: fate_word(register, fate),
        stands: fate.stands(),
        cases: cases.iter().map(|case| combination(register, case)).collect(),
    });
    let act = answer.lightest(item, &answer.complete(crate::relief::Assignment::new()));
    StandingReport {
        id: reference.to_string(),
        title: title_of(register, reference).unwrap_or_default(),
        kind: kind.into(),
        measures: measures.into_iter().map(|ix| register.reference(ix).to_string()).collect(),
        stands: if how == Ends::No { "yes" } else { "contested" }.into(),
        fates: fates.collect(),
        needs: words(&answer.needs_of(item)),
        by: act.map(|act| act.deed.action.word().to_owned()),
        beyond_goal,
    }
}

fn mandate_report(answer: &Answer<'_>, item: &Weighted, ix: MandateIx) -> MandateReport {
    let mandate = answer.register.mandate(ix);
    MandateReport {
        id: answer.register.reference(ix).to_string(),
        title: mandate.title.to_string(),
        trigger: mandate.trigger.word().into(),
        due: first_due(answer.register, ix, &answer.question.assume),
        imposed: if mandate.imposed.is_some() { "yes" } else { "unknown" }.into(),
        way_out: words(&answer.needs_of(item)),
    }
}
