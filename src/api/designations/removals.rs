//! The output of `relief designations OLDER NEWER`: who came off, and what that took.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ListReport, ListedParty, PathwayCount, VerdictReport};
use crate::api::Receipt;

/// What `relief designations OLDER NEWER` writes as JSON.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RemovalsReport {
    /// The version of this form: major.minor.
    pub schema_version: String,
    /// What the answer was derived from.
    pub receipt: Receipt,
    /// The older list.
    pub older: ListReport,
    /// The newer list.
    pub newer: ListReport,
    /// How many parties stand on the newer list alone.
    pub added: u64,
    /// The parties of each regime that came off, by what that took.
    pub pathways: Vec<PathwayCount>,
    /// The parties that came off, wholly or under some tag, in the order of the older list.
    pub removed: Vec<RemovedParty>,
    /// What delisting took, for each set of mapped tags.
    pub verdicts: Vec<VerdictReport>,
}

/// A party that came off.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RemovedParty {
    /// The party, as the older list has it; its pathways are those of what it came off.
    #[serde(flatten)]
    pub party: ListedParty,
    /// The tags under which it came off.
    pub off: Vec<String>,
    /// The tags that the newer list has for it; none where it has left the list.
    pub stays: Vec<String>,
}
