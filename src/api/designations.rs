//! The output of `relief designations`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Receipt, SCHEMA_VERSION};
use crate::designations::{Bench, Case, Combination, Crosscheck, Head, Layout, PartyType, Roll, Verdict};
use crate::model::{Action, Pathway};
use crate::relief::Branch;

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

/// Numbers of parties by type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountsReport {
    /// All.
    pub total: u64,
    /// Natural persons.
    pub individual: u64,
    /// Companies and other bodies.
    pub entity: u64,
    /// Ships.
    pub vessel: u64,
    /// Aircraft.
    pub aircraft: u64,
}

impl CountsReport {
    /// Adds parties of one type.
    pub fn add(&mut self, kind: PartyType, count: u64) {
        self.total += count;
        match kind {
            PartyType::Individual => self.individual += count,
            PartyType::Entity => self.entity += count,
            PartyType::Vessel => self.vessel += count,
            PartyType::Aircraft => self.aircraft += count,
        }
    }
}

/// The parties of a regime whose delisting takes the same.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PathwayCount {
    /// The regime.
    pub regime: String,
    /// What the regime is called.
    pub title: String,
    /// The pathways that are reached, lightest first; more than one where readings or open facts differ.
    pub pathways: Vec<String>,
    /// How many.
    pub counts: CountsReport,
}

/// The parties with the same tags.
#[derive(Debug, Serialize, JsonSchema)]
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

/// What delisting takes under a set of tags.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerdictReport {
    /// The tags, with the measures that each may stand for.
    pub tags: Vec<MappedTag>,
    /// The answers for what the list does not say, each distinct one once.
    pub cases: Vec<VerdictCase>,
}

/// A tag and what it may stand for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MappedTag {
    /// The tag.
    pub tag: String,
    /// The programme records that map it.
    pub programmes: Vec<String>,
    /// The measures that it is evidence of.
    pub measures: Vec<String>,
}

/// The answer for one nationality and some grounds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerdictCase {
    /// The nationality, as a provision names it; `other` for all that none names.
    pub nationality: String,
    /// The grounds of listing.
    pub grounds: Vec<String>,
    /// The kinds of target.
    pub kinds: Vec<String>,
    /// The pathways that are not outlying, lightest first.
    pub pathways: Vec<String>,
    /// Each pathway, with what leads to it.
    pub branches: Vec<DelistingBranch>,
}

/// One pathway and what leads to it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DelistingBranch {
    /// The pathway.
    pub pathway: String,
    /// Whether only outlying readings lead to it.
    pub outlying: bool,
    /// The combinations of choices and facts that lead to it; an empty one where nothing is open.
    pub when: Vec<Vec<String>>,
    /// Each lock that reaches the delisting in the first of them, with the exit used; none where no exit fits.
    pub controlling: Vec<LockAndExit>,
    /// The first lawful day there.
    pub earliest: Option<Date>,
}

/// A lock and the exit used.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LockAndExit {
    /// The lock.
    pub lock: String,
    /// The exit.
    pub exit: Option<String>,
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

/// The words of pathways.
pub(crate) fn words(set: &[Pathway]) -> Vec<String> {
    set.iter().map(|pathway| pathway.word().to_owned()).collect()
}

/// The report of what delisting takes.
pub fn verdict_report(bench: &Bench, verdict: &Verdict) -> VerdictReport {
    let tags = verdict.mapped.iter().map(|at| {
        let one = &bench.mapped[*at];
        MappedTag {
            tag: one.tag.clone(),
            programmes: one.programmes.iter().map(ToString::to_string).collect(),
            measures: one.measures.iter().map(ToString::to_string).collect(),
        }
    });
    VerdictReport {
        tags: tags.collect(),
        cases: verdict.cases.iter().map(|case| case_report(bench, case)).collect(),
    }
}

fn case_report(bench: &Bench, case: &Case) -> VerdictCase {
    VerdictCase {
        nationality: case.nationality.clone(),
        grounds: case.grounds.iter().map(|ground| ground.word().to_owned()).collect(),
        kinds: case.kinds.iter().map(|kind| kind.word().to_owned()).collect(),
        pathways: words(&case.pathways()),
        branches: case.branches.iter().map(|branch| branch_report(bench, branch)).collect(),
    }
}

fn branch_report(bench: &Bench, branch: &Branch) -> DelistingBranch {
    let register = &bench.register;
    let when =
        branch.cases.iter().map(|case| case.iter().map(|(var, value)| bench.say(var, *value)).collect());
    let controlling = branch.controlling.iter().map(|(bar, exit)| LockAndExit {
        lock: bar.reference(register).to_string(),
        exit: exit.map(|exit| register.reference(exit).to_string()),
    });
    DelistingBranch {
        pathway: branch.pathway.word().into(),
        outlying: branch.outlying,
        when: when.collect(),
        controlling: controlling.collect(),
        earliest: branch.earliest,
    }
}

/// The report of one kind of relief.
pub fn way_report(bench: &Bench, action: Action, verdict: &Verdict) -> WayReport {
    WayReport {
        action: action.word().into(),
        pathways: words(&verdict.pathways()),
        verdict: verdict_report(bench, verdict),
    }
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
    sum(&mut report.counted, &row.counts);
    if row.verdict.is_none() {
        sum(&mut report.unmapped, &row.counts);
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

/// Adds parties to the sum of their regime and pathways.
pub fn add_pathway(
    sums: &mut Vec<PathwayCount>,
    bench: &Bench,
    regime: &str,
    pathways: &[String],
    counts: &CountsReport,
) {
    let at =
        sums.iter().position(|one| one.regime == regime && one.pathways == pathways).unwrap_or_else(|| {
            let record = bench.register.head().regimes.iter().find(|one| one.id.as_str() == regime);
            let title = record.map_or(regime, |one| one.title.as_str()).to_owned();
            let counts = CountsReport::default();
            sums.push(PathwayCount { regime: regime.into(), title, pathways: pathways.to_vec(), counts });
            sums.len() - 1
        });
    sum(&mut sums[at].counts, counts);
}

/// The regime with the most parties first, and its pathways from the lightest.
pub fn sort_pathways(sums: &mut [PathwayCount]) {
    let mut regimes: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
    for one in sums.iter() {
        *regimes.entry(one.regime.clone()).or_default() += one.counts.total;
    }
    let rank = |word: &String| Pathway::ALL.iter().position(|pathway| pathway.word() == word);
    let ranks = |one: &PathwayCount| one.pathways.iter().rev().map(rank).collect::<Vec<_>>();
    sums.sort_by(|a, b| {
        let most = regimes[&b.regime].cmp(&regimes[&a.regime]);
        most.then_with(|| a.regime.cmp(&b.regime)).then_with(|| ranks(a).cmp(&ranks(b)))
    });
}

fn sum(all: &mut CountsReport, more: &CountsReport) {
    all.total += more.total;
    all.individual += more.individual;
    all.entity += more.entity;
    all.vessel += more.vessel;
    all.aircraft += more.aircraft;
}
