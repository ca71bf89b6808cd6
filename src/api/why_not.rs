//! `relief why-not`: what keeps an option off each lighter pathway, and what would have to change.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Receipt, SCHEMA_VERSION};
use crate::register::Register;
use crate::relief::{Remedy, WhyNot};

/// Why an option has no lighter pathway.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhyNotReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The option.
    pub id: String,
    /// Its pathways, lightest first.
    pub pathways: Vec<String>,
    /// Each lighter pathway than the hardest of them, heaviest first.
    pub lighter: Vec<LighterReport>,
}

/// A lighter pathway.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LighterReport {
    /// The pathway.
    pub pathway: String,
    /// What keeps the option off it.
    pub obstacles: Vec<ObstacleReport>,
    /// The smallest sets of changes that would do, up to three changes; each was asked of the engine.
    pub remedies: Vec<Vec<RemedyReport>>,
}

/// A lock that only a heavier exit, or none, gets through.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ObstacleReport {
    /// The lock, statutory measure or mandate.
    pub lock: String,
    /// The exit used; none where no exit fits.
    pub exit: Option<String>,
    /// What that takes.
    pub takes: String,
}

/// Something that would have to change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RemedyReport {
    /// `leave`, `reading`, `fact`, `wait` or `repeal`.
    pub kind: String,
    /// What is left as it is; `POINT=CHOICE`; `FACT=yes`; the day; or the statute or the part of one that is repealed.
    pub change: String,
    /// Of a wait: what has ended by then.
    pub ended: Vec<String>,
}

/// The report of why an option has no lighter pathway.
pub fn why_not_report(receipt: Receipt, register: &Register, id: &str, why: &WhyNot<'_>) -> WhyNotReport {
    let lighter = why.lighter.iter().map(|lighter| LighterReport {
        pathway: lighter.pathway.word().into(),
        obstacles: lighter
            .obstacles
            .iter()
            .map(|obstacle| ObstacleReport {
                lock: obstacle.bar.reference(register).to_string(),
                exit: obstacle.exit.map(|(ix, _)| register.reference(ix).to_string()),
                takes: obstacle.exit.map_or("legislation", |(_, takes)| takes.word()).into(),
            })
            .collect(),
        remedies: lighter
            .remedies
            .iter()
            .map(|set| set.iter().map(|remedy| remedy_report(register, remedy)).collect())
            .collect(),
    });
    WhyNotReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        id: id.into(),
        pathways: why.answer.pathways().iter().map(|p| p.word().to_owned()).collect(),
        lighter: lighter.collect(),
    }
}

/// A change in the words by which it is typed.
pub(crate) fn remedy_report(register: &Register, remedy: &Remedy) -> RemedyReport {
    let (kind, change, ended) = match remedy {
        Remedy::Leave(what) => ("leave", what.to_string(), Vec::new()),
        Remedy::Reading(point, value) => {
            let choice = register.point(point.as_str()).and_then(|p| p.choices.get(*value));
            ("reading", format!("{point}={}", choice.map_or("?", |c| c.id.as_str())), Vec::new())
        }
        Remedy::Fact(fact, yes) => {
            ("fact", format!("{fact}={}", if *yes { "yes" } else { "no" }), Vec::new())
        }
        Remedy::Repeal(what) => ("repeal", what.to_string(), Vec::new()),
        Remedy::Wait(day, ended) => {
            ("wait", day.to_string(), ended.iter().map(ToString::to_string).collect())
        }
    };
    RemedyReport { kind: kind.into(), change, ended }
}
