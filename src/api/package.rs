//! `relief package`: a package's phases in order, what is hardest in it, how long it takes, and how it is undone.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::reversal::undoing_reports;
use super::{Receipt, SCHEMA_VERSION, UndoingReport};
use crate::model::{Id, Package, Pathway};
use crate::register::Register;
use crate::relief::{Course, Move, Stage};

/// A package on its way.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PackageReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The package.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// The option it is compared with.
    pub baseline: String,
    /// The hardest pathway of all, on readings that are not outlying.
    pub hardest: String,
    /// The option that takes it.
    pub hardest_option: Option<String>,
    /// The locks and exits that control there.
    pub hardest_controlling: Vec<String>,
    /// The phases, in order.
    pub phases: Vec<PhaseReport>,
    /// The options that govern the end of a phase, in order.
    pub critical_path: Vec<String>,
    /// The days from the first filing to the last effect, as far as the law counts them.
    pub days: i32,
    /// The day on which everything that has a day has taken effect.
    pub earliest_complete: Date,
    /// The options that take a new law on some reading, and so have no day there.
    pub may_take_a_law: Vec<String>,
    /// What no act can undo, as `OPTION: ACTION OBJECT`.
    pub irreversible: Vec<String>,
}

/// One phase.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PhaseReport {
    /// Its title.
    pub title: String,
    /// What must have happened first, which has no day in law.
    pub trigger: Option<String>,
    /// The day of its filings.
    pub begins: Date,
    /// The day on which all of it that has a day has taken effect.
    pub done: Date,
    /// Its options.
    pub options: Vec<MoveReport>,
}

/// One option of a phase.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MoveReport {
    /// The option.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Every pathway that is not outlying, lightest first.
    pub pathways: Vec<String>,
    /// The first lawful day, of the hardest reading that has one.
    pub earliest_effective: Option<Date>,
    /// Whether it takes a new law on some reading.
    pub may_take_a_law: bool,
    /// The locks and exits that control in the hardest branch.
    pub controlling: Vec<String>,
    /// What undoes each act.
    pub undone_by: Vec<UndoingReport>,
    /// The mandates that bring the restriction back.
    pub brought_back_by: Vec<String>,
}

/// The report of a package's course.
pub fn package_report(
    receipt: Receipt,
    id: &Id,
    package: &Package,
    register: &Register,
    course: &Course<'_>,
) -> PackageReport {
    let moves = || course.stages.iter().flat_map(|stage| &stage.moves);
    let hardest = course.hardest();
    let irreversible = moves().flat_map(|m| {
        m.reversal.irreversible().map(|undoing| {
            format!("{}: {} {}", m.id, undoing.deed.action.word(), undoing.deed.object.reference(register))
        })
    });
    PackageReport {
        schema_version: SCHEMA_VERSION.into(),
        id: id.to_string(),
        title: package.title.to_string(),
        summary: package.summary.to_string(),
        baseline: package.baseline.to_string(),
        hardest: hardest.and_then(|m| m.pathways.last()).map_or(Pathway::None, |p| *p).word().into(),
        hardest_option: hardest.map(|m| m.id.to_string()),
        hardest_controlling: hardest.map(|m| words(&m.controlling)).unwrap_or_default(),
        critical_path: course.critical().iter().map(|m| m.id.to_string()).collect(),
        days: receipt.submit.until(course.done).map_or(0, |span| span.get_days()),
        earliest_complete: course.done,
        may_take_a_law: moves().filter(|m| m.may_take_a_law).map(|m| m.id.to_string()).collect(),
        irreversible: irreversible.collect(),
        phases: course.stages.iter().map(|stage| phase(register, stage)).collect(),
        receipt,
    }
}

fn words(of: &[impl ToString]) -> Vec<String> {
    of.iter().map(ToString::to_string).collect()
}

fn phase(register: &Register, stage: &Stage<'_>) -> PhaseReport {
    PhaseReport {
        title: stage.title.to_string(),
        trigger: stage.trigger.map(ToString::to_string),
        begins: stage.begins,
        done: stage.done,
        options: stage.moves.iter().map(|m| move_report(register, m)).collect(),
    }
}

fn move_report(register: &Register, m: &Move<'_>) -> MoveReport {
    let title = register.option(m.id.as_str()).map(|option| option.title.to_string());
    MoveReport {
        id: m.id.to_string(),
        title: title.unwrap_or_default(),
        pathways: words(&m.pathways),
        earliest_effective: m.earliest,
        may_take_a_law: m.may_take_a_law,
        controlling: words(&m.controlling),
        undone_by: undoing_reports(register, &m.reversal),
        brought_back_by: m
            .reversal
            .mandates
            .iter()
            .map(|(ix, _)| register.reference(*ix).to_string())
            .collect(),
    }
}
