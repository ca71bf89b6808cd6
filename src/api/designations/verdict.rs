//! What delisting takes under a set of tags, for each thing that no list says.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::designations::{Bench, Case, Verdict};
use crate::model::Pathway;
use crate::relief::Branch;

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
