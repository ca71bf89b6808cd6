//! `relief show`: one record, and how it stands on a day.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Receipt;

/// One record or part of one, and how it stands on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShowReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The id or reference asked for.
    pub id: String,
    /// The kind of record or part.
    pub kind: String,
    /// The title or name.
    pub title: String,
    /// Whether it is in force: `yes`, `no`, `unknown`; none where that does not apply.
    pub in_force: Option<String>,
    /// The day until which it is in force, as far as is known.
    pub until: Option<Date>,
    /// On what a measure rests that day: derived, never typed.
    pub basis: Vec<String>,
    /// The citation.
    pub citation: Option<String>,
    /// Standard identifiers, derived from the citation.
    pub identifiers: Vec<String>,
    /// What is excepted from it, each with its provision: from a part, also what its whole instrument excepts.
    pub exceptions: Vec<String>,
    /// What of the record is not encoded, and why.
    pub gaps: Vec<String>,
    /// The source record.
    pub source: Option<String>,
    /// How the facts were checked.
    pub verification: Option<String>,
    /// The records that this one names, and those that name it.
    pub links: Vec<Link>,
}

/// A link between records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Link {
    /// The relation, as in `issued-under` or `listed-under`.
    pub relation: String,
    /// The other record or part.
    pub id: String,
    /// True where the other record names this one.
    pub inbound: bool,
}
