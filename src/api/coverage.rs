//! `relief coverage`: what the register holds, how far each fact was checked, and what it is known to lack.
//!
//! Counts and lists, never a mark: nobody can say what share of all law a register holds.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Receipt, SCHEMA_VERSION};
use crate::model::{At, Kind, Sourced, TableOf, Verification, Visit};
use crate::register::{RecordFile, Register, inherit, is_stale, sourced};

/// What a register holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CoverageReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was counted from. Ages are measured against its `as_of`.
    pub receipt: Receipt,
    /// The regimes, with the days for which their law is encoded.
    pub regimes: Vec<RegimeReport>,
    /// The records of each kind and the parts in them, by how they were checked.
    pub counts: Vec<CountReport>,
    /// What is known to be missing.
    pub gaps: Vec<GapReport>,
    /// What was last checked more than a year before the day.
    pub stale: Vec<StaleReport>,
    /// How many ids are out of use; they are counted nowhere else.
    pub retired: usize,
}

/// A regime, and the days for which its law is encoded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RegimeReport {
    /// The id.
    pub id: String,
    /// The name.
    pub title: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What a reader should know.
    pub note: Option<String>,
    /// How many records belong to it; records that serve several belong to none.
    pub records: usize,
}

/// How many there are of something, by how they were checked: what a part leaves out it takes from its record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CountReport {
    /// The kind of record.
    pub kind: String,
    /// The list that the parts stand in, such as `measures`; none for the records themselves.
    pub part: Option<String>,
    /// All of them.
    pub total: usize,
    /// Read in the primary text.
    pub primary: usize,
    /// Read in a secondary source.
    pub secondary: usize,
    /// Inferred from evidence that is cited.
    pub inferred: usize,
    /// Not verified.
    pub unverified: usize,
    /// How many single keys in them are said to stand weaker than their table. A table counts by its weakest key.
    pub doubts: usize,
}

/// Something that is known to be missing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GapReport {
    /// The record that declares it; `register` for the register as a whole.
    pub id: String,
    /// What is not encoded or not known.
    pub what: String,
    /// Why, and what follows for answers.
    pub why: String,
    /// Since when this has been known.
    pub since: Date,
}

/// A fact that was last checked long ago.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StaleReport {
    /// The record.
    pub id: String,
    /// Where in it, as a JSON pointer; empty for the record itself.
    pub at: String,
    /// The day it was last checked.
    pub checked: Date,
}

/// Counts what a register holds. Ages are measured against the receipt's day.
pub fn coverage_report(register: &Register, receipt: Receipt) -> CoverageReport {
    let mut counts = BTreeMap::new();
    let mut stale = Vec::new();
    let mut gaps = Vec::new();
    let (live, retired): (Vec<_>, Vec<_>) =
        register.files().iter().partition(|file| file.record.retired().is_none());
    for file in &live {
        let above = sourced(&file.record);
        file.record.walk(&mut Tally {
            file,
            above,
            as_of: receipt.as_of,
            counts: &mut counts,
            stale: &mut stale,
        });
        gaps.extend(file.record.gaps().iter().map(|gap| GapReport {
            id: file.id.to_string(),
            what: gap.what.to_string(),
            why: gap.why.to_string(),
            since: gap.since.0,
        }));
    }
    let regimes = register.head().regimes.iter().map(|regime| RegimeReport {
        id: regime.id.to_string(),
        title: regime.title.to_string(),
        from: regime.coverage.from.0,
        to: regime.coverage.to.0,
        note: regime.coverage.note.as_ref().map(ToString::to_string),
        records: live.iter().filter(|file| file.record.regime() == Some(&regime.id)).count(),
    });
    CoverageReport {
        schema_version: SCHEMA_VERSION.into(),
        regimes: regimes.collect(),
        counts: counts.into_values().collect(),
        gaps,
        stale,
        retired: retired.len(),
        receipt,
    }
}

/// Counts by kind and by the list that parts stand in; the records of a kind (no list) sort before their parts.
type Counts = BTreeMap<(Kind, Option<&'static str>), CountReport>;

struct Tally<'t, 'r> {
    file: &'r RecordFile,
    above: Option<&'r dyn Sourced>,
    as_of: Date,
    counts: &'t mut Counts,
    stale: &'t mut Vec<StaleReport>,
}

impl<'r> Visit<'r> for Tally<'_, 'r> {
    fn table(&mut self, at: At<'_>, table: TableOf<'r>) {
        let Some(own) = table.sourced else { return };
        let part = Some(at.field()).filter(|field| !field.is_empty());
        let above = part.and(self.above);
        let Some(provenance) = inherit(Some(own), above) else { return };
        let count = self.counts.entry((self.file.kind, part)).or_insert_with(|| CountReport {
            kind: self.file.kind.word().into(),
            part: part.map(|field| field.replace('_', "-")),
            total: 0,
            primary: 0,
            secondary: 0,
            inferred: 0,
            unverified: 0,
            doubts: 0,
        });
        count.total += 1;
        *match provenance.verification {
            Verification::Primary => &mut count.primary,
            Verification::Secondary => &mut count.secondary,
            Verification::Inferred => &mut count.inferred,
            Verification::Unverified => &mut count.unverified,
        } += 1;
        count.doubts += own.doubts().len();
        if let Some(checked) = own.checked().filter(|checked| is_stale(*checked, self.as_of)) {
            self.stale.push(StaleReport {
                id: self.file.id.to_string(),
                at: at.pointer(),
                checked: checked.0,
            });
        }
    }
}
