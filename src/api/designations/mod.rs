//! The output of `relief designations`: the count of a list, one party of it, or who came off between two.
//!
//! Here is what they share: the list as it was read, and a party of it. Start at [`DesignationsReport`].

mod count;
mod party;
mod removals;
mod sums;
mod verdict;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::designations::{Head, Layout, Roll};

pub use count::{CombinationReport, CrosscheckReport, DesignationsReport, TagCount, designations_report};
pub use party::{OpenChoice, OpenQuestion, PartyDetail, PartyReport, WayReport, open_questions, way_report};
pub use removals::{RemovalsReport, RemovedParty};
pub use sums::{CountsReport, PathwayCount, RegimeCount, add_pathway, sort_pathways};
pub(crate) use verdict::words;
pub use verdict::{DelistingBranch, LockAndExit, MappedTag, VerdictCase, VerdictReport, verdict_report};

/// A published list, as it was read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListReport {
    /// The file; `-` is stdin.
    pub file: String,
    /// Its layout.
    pub layout: String,
    /// What its tags were read as: `sdn`, `non-sdn`, or `each-entry` where each says on which list it stands.
    pub read_as: String,
    /// Its day: no listing is later.
    pub day: Date,
    /// Where the day comes from: `flag`, `file`, `name` or `metadata`.
    pub day_from: String,
    /// How many parties it holds.
    pub parties: u64,
    /// What a reader must know of how it was read.
    pub notes: Vec<String>,
}

impl ListReport {
    /// The report of a list.
    pub fn of(file: &str, head: &Head, roll: Roll, day: Date, day_from: &str) -> Self {
        Self {
            file: file.into(),
            layout: head.layout.word().into(),
            read_as: if head.layout == Layout::AdvancedXml { "each-entry" } else { roll.word() }.into(),
            day,
            day_from: day_from.into(),
            parties: head.parties,
            notes: head.notes.clone(),
        }
    }
}

/// A party of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListedParty {
    /// The number under which it is published.
    pub uid: u64,
    /// Its name.
    pub name: String,
    /// Its type.
    pub r#type: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The pathways of delisting under the mapped tags; none where no tag is mapped.
    pub pathways: Vec<String>,
    /// The place of the answer in `verdicts`.
    pub verdict: Option<usize>,
}
