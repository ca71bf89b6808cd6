//! The output of `relief designations LIST`: the parties counted by tags and by pathway.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::sums::{RegimeCount, add_pathway, regime_counts, sort_pathways};
use super::verdict::{VerdictReport, verdict_report, words};
use super::{CountsReport, ListReport, ListedParty, PathwayCount};
use crate::api::{Receipt, SCHEMA_VERSION};
use crate::designations::{Bench, Combination, Crosscheck, PartyType, Verdict};

/// What `relief designations LIST` writes as JSON.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DesignationsReport {
    /// The version of this form: major.minor.
    pub schema_version: String,
    /// What the answer was derived from.
    pub receipt: Receipt,
    /// The list.
    pub list: ListReport,
    /// The parties counted: all, or those that `--type` and `--program` leave.
    pub counted: CountsReport,
    /// The parties none of whose tags a programme record maps; no pathway is known of them.
    pub unmapped: CountsReport,
    /// The parties of each regime by what delisting takes. A party with tags of two regimes counts in both.
    pub pathways: Vec<PathwayCount>,
    /// The parties of each regime by who decides on their delisting.
    pub regimes: Vec<RegimeCount>,
    /// The parties by their tags, the most numerous first.
    pub combinations: Vec<CombinationReport>,
    /// What delisting takes, for each set of mapped tags.
    pub verdicts: Vec<VerdictReport>,
    /// Each tag that no programme record maps, with the number of parties that carry it.
    pub unmapped_tags: Vec<TagCount>,
    /// What came of looking for remarks that go with tags.
    pub crosschecks: Vec<CrosscheckReport>,
    /// The parties themselves, with `--list` only.
    pub parties: Vec<ListedParty>,
}

/// The parties with the same tags.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CombinationReport {
    /// All their tags.
    pub tags: Vec<String>,
    /// Those that no programme record maps: what they take is not encoded.
    pub unmapped: Vec<String>,
    /// `sdn` or `non-sdn`.
    pub read_as: String,
    /// Where entries say their day: the last day of the span in which these were listed, if it ends.
    pub listed_by: Option<Date>,
    /// How many.
    pub counts: CountsReport,
    /// The pathways of delisting under the mapped tags, lightest first; none where no tag is mapped.
    pub pathways: Vec<String>,
    /// The pathways that only outlying readings lead to.
    pub outlying: Vec<String>,
    /// Whether the pathways differ.
    pub contested: bool,
    /// The regimes of the mapped tags.
    pub regimes: Vec<String>,
    /// The place of the answer in `verdicts`.
    pub verdict: Option<usize>,
}

/// A tag and how many parties carry it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// How many parties.
    pub parties: u64,
}

/// What came of looking for a remark on the entries that should carry it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CrosscheckReport {
    /// The words looked for.
    pub remark: String,
    /// The tags whose entries carry it.
    pub tags: Vec<String>,
    /// How many parties have one of the tags and the remark.
    pub agree: u64,
    /// How many have one of the tags and not the remark.
    pub missing: u64,
    /// The numbers of the first of these.
    pub missing_uids: Vec<u64>,
    /// How many have the remark and none of the tags.
    pub unexpected: u64,
    /// The numbers of the first of these.
    pub unexpected_uids: Vec<u64>,
}

/// The report of a list whose classes were counted.
pub fn designations_report<'t>(
    receipt: Receipt,
    list: ListReport,
    bench: &mut Bench,
    combinations: impl Iterator<Item = &'t Combination>,
    crosschecks: &[Crosscheck],
    ends: &[Date],
) -> DesignationsReport {
    let mut report = DesignationsReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        list,
        counted: CountsReport::default(),
        unmapped: CountsReport::default(),
        pathways: Vec::new(),
        regimes: Vec::new(),
        combinations: Vec::new(),
        verdicts: Vec::new(),
        unmapped_tags: Vec::new(),
        crosschecks: crosschecks.iter().map(crosscheck_report).collect(),
        parties: Vec::new(),
    };
    for combination in combinations {
        let mut rows: Vec<(Option<usize>, CountsReport)> = Vec::new();
        for kind in PartyType::ALL.into_iter().filter(|kind| combination.count(*kind) > 0) {
            let verdict = bench.verdict(&combination.tags, combination.roll, kind, combination.window);
            let at = rows.iter().position(|(known, _)| *known == verdict).unwrap_or_else(|| {
                rows.push((verdict, CountsReport::default()));
                rows.len() - 1
            });
            rows[at].1.add(kind, combination.count(kind));
        }
        for (verdict, counts) in rows {
            let listed_by = combination.window.and_then(|at| ends.get(at)).copied();
            let row = combination_report(bench, combination, verdict, counts, listed_by);
            count(&mut report, bench, &row);
            report.combinations.push(row);
        }
    }
    report.combinations.sort_by(|a, b| b.counts.total.cmp(&a.counts.total).then_with(|| a.tags.cmp(&b.tags)));
    report.unmapped_tags.sort_by(|a, b| b.parties.cmp(&a.parties).then_with(|| a.tag.cmp(&b.tag)));
    report.verdicts = bench.verdicts().map(|verdict| verdict_report(bench, verdict)).collect();
    sort_pathways(&mut report.pathways);
    report.regimes = regime_counts(&report.pathways, &report.combinations);
    report
}

fn crosscheck_report(check: &Crosscheck) -> CrosscheckReport {
    CrosscheckReport {
        remark: check.remark.clone(),
        tags: check.tags.clone(),
        agree: check.agree,
        missing: check.missing,
        missing_uids: check.missing_uids.clone(),
        unexpected: check.unexpected,
        unexpected_uids: check.unexpected_uids.clone(),
    }
}

fn combination_report(
    bench: &Bench,
    combination: &Combination,
    verdict: Option<usize>,
    counts: CountsReport,
    listed_by: Option<Date>,
) -> CombinationReport {
    let unmapped = |tag: &&String| bench.mapping(tag, combination.roll).is_none();
    let known = verdict.map(|at| bench.at(at));
    let set = known.map(Verdict::pathways).unwrap_or_default();
    CombinationReport {
        tags: combination.tags.clone(),
        unmapped: combination.tags.iter().filter(unmapped).cloned().collect(),
        read_as: combination.roll.word().into(),
        listed_by,
        counts,
        pathways: words(&set),
        outlying: known.map(|verdict| words(&verdict.outlying())).unwrap_or_default(),
        contested: set.len() > 1,
        regimes: known.map(|verdict| bench.regimes(verdict)).unwrap_or_default(),
        verdict,
    }
}

/// Adds a row to the sums.
fn count(report: &mut DesignationsReport, bench: &Bench, row: &CombinationReport) {
    report.counted.add_all(&row.counts);
    if row.verdict.is_none() {
        report.unmapped.add_all(&row.counts);
    }
    for tag in &row.unmapped {
        match report.unmapped_tags.iter_mut().find(|one| one.tag == *tag) {
            Some(one) => one.parties += row.counts.total,
            None => report.unmapped_tags.push(TagCount { tag: tag.clone(), parties: row.counts.total }),
        }
    }
    for regime in &row.regimes {
        add_pathway(&mut report.pathways, bench, regime, &row.pathways, &row.counts);
    }
}
