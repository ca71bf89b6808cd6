//! `relief clock`: every limit day of an option, or of a review procedure, for a filing on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::options::combination;
use super::procedure::{procedure, procedure_step};
use super::{ProcedureReport, Receipt, SCHEMA_VERSION};
use crate::model::{Exit, Id};
use crate::register::{ExitIx, Register};
use crate::relief::{Answer, Bar, Calendar, Event, Step, Track, Vote};

/// The calendar of an option or of a review procedure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClockReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The option or the review clock.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `option` or `review-clock`.
    pub kind: String,
    /// The day of filing.
    pub submit: Date,
    /// The day on which both Houses passed a disapproval, where it is supposed.
    pub passed: Option<Date>,
    /// The day of a veto, where it is supposed.
    pub vetoed: Option<Date>,
    /// The first lawful day: of the hardest branch that has one.
    pub earliest_effective: Option<Date>,
    /// The steps of that branch, in the order of their days.
    pub steps: Vec<StepReport>,
    /// Each branch with its own calendar; one where nothing is contested, none for a bare procedure.
    pub branches: Vec<CalendarReport>,
    /// The review procedures that are used.
    pub procedures: Vec<ProcedureReport>,
}

/// The calendar of one branch.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CalendarReport {
    /// The choices that lead to it, point by point.
    pub choices: BTreeMap<String, String>,
    /// The facts that lead to it.
    pub facts: BTreeMap<String, bool>,
    /// Its pathway.
    pub pathway: String,
    /// Whether only an outlying reading leads to it.
    pub outlying: bool,
    /// The first lawful day; none where something has no exit.
    pub earliest_effective: Option<Date>,
    /// Each exit with its own days. They run side by side; the latest governs.
    pub tracks: Vec<TrackReport>,
}

/// One exit with its days.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrackReport {
    /// The exit; none where no exit fits.
    pub exit: Option<String>,
    /// The locks, statutory measures or mandates it leads through.
    pub locks: Vec<String>,
    /// What is done, as `ACTION OBJECT`.
    pub acts: Vec<String>,
    /// The review clock that runs.
    pub review: Option<String>,
    /// The first lawful day by this track.
    pub lawful_from: Option<Date>,
    /// Whether it is the latest, which governs.
    pub governs: bool,
    /// Its steps.
    pub steps: Vec<StepReport>,
}

/// One limit day.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StepReport {
    /// The day, or the first of them; none where it hangs on no day.
    pub day: Option<Date>,
    /// The last day, where it lasts.
    pub until: Option<Date>,
    /// What kind of step: `report`, `finding` and the like for a condition, `may-certify`, `lead-over`, `window-opens`,
    /// `last-barred`, `window-over`, `resolution-until`, `hold-after-passage`, `hold-after-veto`, `age`, `lock-begins`,
    /// `lock-ends`, `exit-closes`, `lawful-from`, `relief-ends`, or `afterwards`.
    pub kind: String,
    /// What happens, in a sentence.
    pub text: String,
    /// The exit, lock or review clock that says so.
    pub provision: String,
    /// The pinpoint of the rule.
    pub pinpoint: String,
    /// To whom it goes.
    pub to: Vec<String>,
    /// Of a condition: the actors in whose gift it is that it comes true.
    pub in_gift_of: Vec<String>,
}

/// The calendar of an option.
pub fn clock_report(receipt: Receipt, id: &Id, title: &str, answer: &Answer<'_>, vote: Vote) -> ClockReport {
    let register = answer.register;
    let mut branches = Vec::new();
    for branch in answer.branches() {
        for case in &branch.cases {
            let calendar = answer.calendar(case, branch.pathway, vote);
            let combination = combination(register, case);
            branches.push(CalendarReport {
                choices: combination.choices,
                facts: combination.facts,
                pathway: branch.pathway.word().into(),
                outlying: branch.outlying,
                earliest_effective: calendar.earliest,
                tracks: tracks(register, &calendar),
            });
        }
    }
    let hardest = branches.iter().filter(|b| !b.outlying).rev().map(|b| b.pathway.clone()).find(|pathway| {
        branches.iter().any(|b| !b.outlying && b.pathway == *pathway && b.earliest_effective.is_some())
    });
    let headline = branches
        .iter()
        .find(|b| !b.outlying && Some(&b.pathway) == hardest.as_ref() && b.earliest_effective.is_some());
    let mut steps: Vec<StepReport> =
        headline.iter().flat_map(|b| &b.tracks).flat_map(|track| track.steps.clone()).collect();
    steps.sort_by_key(|step| step.day.unwrap_or(Date::MAX));
    let mut clocks: Vec<&str> =
        branches.iter().flat_map(|b| &b.tracks).filter_map(|track| track.review.as_deref()).collect();
    clocks.sort_unstable();
    clocks.dedup();
    let procedures =
        clocks.iter().filter_map(|id| Some(procedure(register, id, register.review_clock(id)?))).collect();
    ClockReport {
        schema_version: SCHEMA_VERSION.into(),
        id: id.to_string(),
        title: title.to_owned(),
        kind: "option".into(),
        submit: receipt.submit,
        passed: vote.passed,
        vetoed: vote.vetoed,
        earliest_effective: headline.and_then(|b| b.earliest_effective),
        steps,
        procedures,
        branches,
        receipt,
    }
}

fn tracks(register: &Register, calendar: &Calendar) -> Vec<TrackReport> {
    calendar.tracks.iter().map(|track| track_report(register, track)).collect()
}

fn track_report(register: &Register, track: &Track) -> TrackReport {
    let acts =
        track.deeds.iter().map(|deed| format!("{} {}", deed.action.word(), deed.object.reference(register)));
    let exit = track.exit.map(|ix| (ix, register.exit(ix)));
    TrackReport {
        exit: track.exit.map(|ix| register.reference(ix).to_string()),
        locks: track.bars.iter().map(|bar| bar.reference(register).to_string()).collect(),
        acts: acts.collect(),
        review: exit.and_then(|(_, exit)| exit.review.as_ref()).map(ToString::to_string),
        lawful_from: track.lawful_from,
        governs: track.governs,
        steps: exit
            .map(|(ix, exit)| track.steps.iter().map(|step| step_report(register, ix, exit, step)).collect())
            .unwrap_or_default(),
    }
}

fn step_report(register: &Register, ix: ExitIx, exit: &Exit, step: &Step) -> StepReport {
    let clock = exit.review.as_ref().and_then(|id| Some((id.as_str(), register.review_clock(id.as_str())?)));
    if let Some((id, clock)) = clock
        && let Some(report) = procedure_step(id, clock, step).filter(|_| step.event != Event::Lawful)
    {
        return report;
    }
    let condition = match step.event {
        Event::Met(at) | Event::MayCertify(at) | Event::LeadOver(at) | Event::Follows(at) => {
            exit.conditions.get(at)
        }
        _ => None,
    };
    let days = condition.and_then(|c| c.days).unwrap_or(0);
    let what = condition.map_or("", |c| c.text.as_str());
    let (kind, text) = match &step.event {
        Event::Met(_) => (condition.map_or("condition", |c| c.kind.word()), what.to_owned()),
        Event::MayCertify(_) => (
            "may-certify",
            format!(
                "The certification may be given from this day on: {days} days lie between it and the filing."
            ),
        ),
        Event::LeadOver(_) => {
            ("lead-over", format!("The {days} days that must lie ahead of the effect are over."))
        }
        Event::Aged => ("age", "The restriction has been in force as long as the exit asks.".into()),
        Event::BarBegins(bar) => (
            "lock-begins",
            format!(
                "{} comes into force before the act could take effect, and reaches it.",
                bar.reference(register)
            ),
        ),
        Event::BarEnds(bar) => (
            "lock-ends",
            format!(
                "{} ends before the days of the exit run out, and the wait with it.",
                bar.reference(register)
            ),
        ),
        Event::AllEnds => (
            "lock-ends",
            "The exit closes before its days run out, and all that it opens ends with it.".into(),
        ),
        Event::ExitCloses => (
            "exit-closes",
            "The exit is closed from this day on: the act must have taken effect before.".into(),
        ),
        Event::ReliefEnds => (
            "relief-ends",
            "The relief ends by its own terms, if it was given on the first lawful day.".into(),
        ),
        Event::Follows(_) => ("afterwards", what.to_owned()),
        _ => ("lawful-from", "The first lawful day by this exit.".into()),
    };
    let provision = match &step.event {
        Event::BarBegins(bar) | Event::BarEnds(bar) => bar.reference(register).to_string(),
        _ => register.reference(ix).to_string(),
    };
    let pinpoint = match &step.event {
        Event::BarBegins(bar) | Event::BarEnds(bar) => pinpoint_of(register, *bar),
        _ => condition.and_then(|c| c.pinpoint.as_ref()).unwrap_or(&exit.pinpoint).to_string(),
    };
    let met = condition.filter(|_| matches!(step.event, Event::Met(_) | Event::Follows(_)));
    let ids = |ids: &[Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    StepReport {
        day: step.day,
        until: step.until,
        kind: kind.into(),
        text,
        provision,
        pinpoint,
        in_gift_of: met.map(|c| ids(&c.in_gift_of)).unwrap_or_default(),
        to: met.map(|c| ids(&c.to)).unwrap_or_default(),
    }
}

fn pinpoint_of(register: &Register, bar: Bar) -> String {
    match bar {
        Bar::Lock(ix) => register.lock(ix).pinpoint.to_string(),
        Bar::Statute(ix) => register.measure(ix).pinpoint.to_string(),
        Bar::Mandate(ix) => register.mandate(ix).pinpoint.to_string(),
    }
}
