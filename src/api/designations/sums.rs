//! Numbers of parties, by type and by what delisting takes under each regime.

use schemars::JsonSchema;
use serde::Serialize;

use super::CombinationReport;
use crate::designations::{Bench, PartyType};
use crate::model::Pathway;

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

    /// Adds other counts.
    pub fn add_all(&mut self, more: &CountsReport) {
        self.total += more.total;
        self.individual += more.individual;
        self.entity += more.entity;
        self.vessel += more.vessel;
        self.aircraft += more.aircraft;
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

/// The parties of a regime by who decides on their delisting.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegimeCount {
    /// The regime.
    pub regime: String,
    /// What the regime is called.
    pub title: String,
    /// All that carry a tag of it.
    pub parties: u64,
    /// Those whom the executive can delist, perhaps with conditions, in every branch that is not outlying, and who carry
    /// no tag that is not mapped.
    pub executive_only: u64,
    /// Those whose delisting takes review by Congress or a new law in every branch that is not outlying.
    pub congress: u64,
    /// All others: readings of the law, open facts, what the list does not say, or a tag that is not mapped decide.
    pub open: u64,
}

/// Who decides, regime by regime, in the order of the sums. Where a tag is not mapped, no more than the need for
/// Congress is known.
pub(super) fn regime_counts(sums: &[PathwayCount], rows: &[CombinationReport]) -> Vec<RegimeCount> {
    let mut found: Vec<RegimeCount> = Vec::new();
    for sum in sums.iter() {
        if found.last().is_none_or(|last| last.regime != sum.regime) {
            let (regime, title) = (sum.regime.clone(), sum.title.clone());
            found.push(RegimeCount { regime, title, parties: 0, executive_only: 0, congress: 0, open: 0 });
        }
    }
    let of_congress =
        |word: &&String| [Pathway::Review, Pathway::Legislation].iter().any(|p| p.word() == *word);
    for row in rows {
        let all = row.counts.total;
        let by_congress = row.pathways.iter().filter(of_congress).count();
        for one in found.iter_mut().filter(|one| row.regimes.contains(&one.regime)) {
            one.parties += all;
            if by_congress == row.pathways.len() {
                one.congress += all;
            } else if by_congress == 0 && row.unmapped.is_empty() {
                one.executive_only += all;
            } else {
                one.open += all;
            }
        }
    }
    found
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
    sums[at].counts.add_all(counts);
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
