//! The output of `relief designations LIST --party`: one party and the ways out.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::ListReport;
use super::verdict::{VerdictReport, verdict_report, words};
use crate::api::Receipt;
use crate::designations::{Bench, Verdict};
use crate::model::Action;
use crate::relief::Var;

/// What `relief designations LIST --party` writes as JSON.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartyReport {
    /// The version of this form: major.minor.
    pub schema_version: String,
    /// What the answer was derived from.
    pub receipt: Receipt,
    /// The list.
    pub list: ListReport,
    /// The parties that were meant.
    pub parties: Vec<PartyDetail>,
    /// How many more have such a name.
    pub left_out: u64,
}

/// One party and the ways out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartyDetail {
    /// The number under which it is published.
    pub uid: u64,
    /// Its name.
    pub name: String,
    /// The alternate name by which it was found; none where its number or its name was typed.
    pub alternate: Option<String>,
    /// Its type.
    pub r#type: String,
    /// Its nationality, as the list words it; what is asked of the engine does not rest on it.
    pub nationality: Option<String>,
    /// The day of its first listing, where the list says it.
    pub listed: Option<Date>,
    /// The record of the register that has its number: what is asked of that rests on more than tags.
    pub target: Option<String>,
    /// Its tags that no programme record maps.
    pub unmapped: Vec<String>,
    /// What delisting takes under each mapped tag by itself.
    pub tags: Vec<VerdictReport>,
    /// What each kind of relief takes under all mapped tags together, strongest effect first.
    pub ways: Vec<WayReport>,
    /// The contested points and open facts that these turn on.
    pub turns_on: Vec<OpenQuestion>,
}

/// A contested point or an open fact.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OpenQuestion {
    /// The point or the fact.
    pub id: String,
    /// What is asked.
    pub question: String,
    /// The readings of a point; none of a fact, which is so or not.
    pub choices: Vec<OpenChoice>,
}

/// A reading of a contested point.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OpenChoice {
    /// The reading.
    pub choice: String,
    /// What it claims.
    pub claim: String,
    /// Whether it is outlying.
    pub outlying: bool,
}

/// What some answers turn on, in the order of the ids, points first.
pub fn open_questions<'v>(bench: &Bench, verdicts: impl Iterator<Item = &'v Verdict>) -> Vec<OpenQuestion> {
    let branches = verdicts.flat_map(|verdict| &verdict.cases).flat_map(|case| &case.branches);
    let vars: BTreeSet<&Var> =
        branches.flat_map(|branch| &branch.cases).flat_map(|case| case.keys()).collect();
    let question = |var: &Var| match var {
        Var::Point(id) => {
            let point = bench.register.point(id.as_str())?;
            let choices = point.choices.iter().map(|one| OpenChoice {
                choice: one.id.to_string(),
                claim: one.claim.to_string(),
                outlying: one.outlying.is_some(),
            });
            let question = point.question.to_string();
            Some(OpenQuestion { id: id.to_string(), question, choices: choices.collect() })
        }
        Var::Fact(id) => {
            let question = bench.register.fact(id.as_str())?.question.to_string();
            Some(OpenQuestion { id: id.to_string(), question, choices: Vec::new() })
        }
        Var::Basis(_) => None,
    };
    vars.into_iter().filter_map(question).collect()
}

/// One kind of relief of all of a party's listings.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WayReport {
    /// The action: `terminate` is to delist.
    pub action: String,
    /// The pathways that are not outlying, lightest first.
    pub pathways: Vec<String>,
    /// The answers in full.
    pub verdict: VerdictReport,
}

/// The report of one kind of relief.
pub fn way_report(bench: &Bench, action: Action, verdict: &Verdict) -> WayReport {
    WayReport {
        action: action.word().into(),
        pathways: words(&verdict.pathways()),
        verdict: verdict_report(bench, verdict),
    }
}
