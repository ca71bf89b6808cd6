//! Numbers of parties, by type and by what delisting takes under each regime.

use schemars::JsonSchema;
use serde::Serialize;

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

pub(super) fn sum(all: &mut CountsReport, more: &CountsReport) {
    all.total += more.total;
    all.individual += more.individual;
    all.entity += more.entity;
    all.vessel += more.vessel;
    all.aircraft += more.aircraft;
}
