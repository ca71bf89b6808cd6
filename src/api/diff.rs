//! `relief diff`: two registers, two days, or the law with and without a bill, compared by meaning.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Receipt, SCHEMA_VERSION};
use crate::model::Id;
use crate::relief::{Change, Changed, State};

/// What differs between two sides.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiffReport {
    /// The version of this output.
    pub schema_version: String,
    /// What the first side was derived from.
    pub before: Receipt,
    /// What the second side was derived from.
    pub after: Receipt,
    /// The options that changed, by id.
    pub options: Vec<ChangedReport>,
    /// Options whose law is not encoded on the day of one side: nothing is said of them.
    pub left_out: Vec<String>,
}

/// An option that changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangedReport {
    /// The option.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `added`, `removed`, `retired` or `moved`.
    pub change: String,
    /// Of a moved option: in what it differs, among `pathway`, `branches`, `conditions`, `controlling`, `residual`
    /// and `earliest`.
    pub aspects: Vec<String>,
    /// The records and provisions that moved it, as far as they were found.
    pub causes: Vec<String>,
    /// The first answer.
    pub before: Option<StateReport>,
    /// The second answer.
    pub after: Option<StateReport>,
}

/// An answer, as far as it is compared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StateReport {
    /// The pathways that are not outlying, lightest first.
    pub pathways: Vec<String>,
    /// The locks and exits of the headline.
    pub controlling: Vec<String>,
    /// What its exits ask for, as `EXIT: KIND`.
    pub conditions: Vec<String>,
    /// The measures that still bind afterwards, on some reading.
    pub residual: Vec<String>,
    /// The earliest lawful day of the headline.
    pub earliest_effective: Option<Date>,
}

/// The report of a comparison.
pub fn diff_report(before: Receipt, after: Receipt, changed: &[Changed], left_out: &[Id]) -> DiffReport {
    DiffReport {
        schema_version: SCHEMA_VERSION.into(),
        before,
        after,
        options: changed.iter().map(changed_report).collect(),
        left_out: left_out.iter().map(ToString::to_string).collect(),
    }
}

fn changed_report(changed: &Changed) -> ChangedReport {
    let (word, before, after) = match &changed.change {
        Change::Added(state) => ("added", None, Some(state)),
        Change::Removed(state) => ("removed", Some(state), None),
        Change::Retired(state) => ("retired", Some(state), None),
        Change::Moved { before, after, .. } => ("moved", Some(before), Some(after)),
    };
    let (aspects, causes) = match &changed.change {
        Change::Moved { aspects, causes, .. } => (aspects.as_slice(), causes.as_slice()),
        _ => (&[] as &[_], &[] as &[_]),
    };
    ChangedReport {
        id: changed.id.to_string(),
        title: changed.title.clone(),
        change: word.into(),
        aspects: aspects.iter().map(|aspect| aspect.word().to_owned()).collect(),
        causes: causes.iter().map(ToString::to_string).collect(),
        before: before.map(state_report),
        after: after.map(state_report),
    }
}

fn state_report(state: &State) -> StateReport {
    StateReport {
        pathways: state.pathways.iter().map(|p| p.word().to_owned()).collect(),
        controlling: state.controlling.iter().map(ToString::to_string).collect(),
        conditions: state.conditions.iter().map(|(exit, kind, _)| format!("{exit}: {kind}")).collect(),
        residual: state.residual.iter().map(ToString::to_string).collect(),
        earliest_effective: state.earliest,
    }
}
