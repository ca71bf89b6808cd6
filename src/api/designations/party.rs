//! The output of `relief designations LIST --party`: one party and the ways out.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::ListReport;
use super::verdict::{VerdictReport, verdict_report, words};
use crate::api::Receipt;
use crate::designations::{Bench, Verdict};
use crate::model::Action;

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
