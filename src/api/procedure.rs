//! A review procedure: its rules, and the days of one run of it. Part of `relief clock`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ClockReport, Receipt, SCHEMA_VERSION, StepReport};
use crate::model::{Before, Resolution, ReviewClock};
use crate::register::Register;
use crate::relief::{Event, Step, Vote, Window, held, window_steps};

/// A review procedure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ProcedureReport {
    /// The review clock.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The pinpoint of its rules.
    pub pinpoint: String,
    /// What may not be done while it runs.
    pub bars: String,
    /// The kinds of joint resolution with special procedure: `approval`, `disapproval`, `prohibition`.
    pub resolutions: Vec<String>,
    /// The majorities, as `STEP: MAJORITY`.
    pub thresholds: Vec<String>,
    /// The committees.
    pub committees: Vec<String>,
    /// Calendar days barred after both Houses have passed a disapproval; none where there is no such hold.
    pub hold_after_passage: Option<u16>,
    /// Calendar days barred after a veto of it.
    pub hold_after_veto: Option<u16>,
    /// What else a reader of the calendar should know.
    pub procedure: Vec<String>,
    /// The exits that name it, with the days that a condition of theirs asks to lie ahead of the start.
    pub used_by: Vec<String>,
}

/// The bare procedure of a review clock, begun on the day of filing.
pub fn procedure_report(
    receipt: Receipt,
    register: &Register,
    id: &str,
    clock: &ReviewClock,
    vote: Vote,
) -> ClockReport {
    let window = Window::of(clock, receipt.submit);
    let (holds, lawful) = held(clock, vote, window.lawful_from);
    let mut steps: Vec<Step> = window_steps(&window).into_iter().chain(holds).collect();
    steps.push(Step { day: Some(lawful), until: None, event: Event::Lawful });
    steps.sort_by_key(|step| step.day);
    ClockReport {
        schema_version: SCHEMA_VERSION.into(),
        id: id.into(),
        title: clock.title.to_string(),
        kind: "review-clock".into(),
        submit: receipt.submit,
        passed: vote.passed,
        vetoed: vote.vetoed,
        earliest_effective: Some(lawful),
        steps: steps.iter().filter_map(|step| procedure_step(id, clock, step)).collect(),
        procedures: vec![procedure(register, id, clock)],
        branches: Vec::new(),
        receipt,
    }
}

/// A step that the review clock itself lays down.
pub(super) fn procedure_step(id: &str, clock: &ReviewClock, step: &Step) -> Option<StepReport> {
    let days = |at: u16| if at == 1 { "1 calendar day".to_owned() } else { format!("{at} calendar days") };
    let (kind, text) = match &step.event {
        Event::Opens(n, seasonal) => (
            "window-opens",
            match (seasonal, &clock.seasonal) {
                (true, Some(season)) => format!(
                    "Day 1 of {}: longer, because the filing falls from {} to {}.",
                    days(*n),
                    season.from,
                    season.to
                ),
                _ => format!("Day 1 of {}.", days(*n)),
            },
        ),
        Event::LastBarred => ("last-barred", "The last day on which the act is barred.".to_owned()),
        Event::WindowOver => ("window-over", "The first day after the period.".to_owned()),
        Event::ResolutionUntil => {
            ("resolution-until", "The last day on which a resolution can still be enacted.".to_owned())
        }
        Event::HoldAfterPassage => (
            "hold-after-passage",
            format!(
                "Barred for {} after both Houses passed a disapproval.",
                days(clock.holds?.after_passage)
            ),
        ),
        Event::HoldAfterVeto => {
            ("hold-after-veto", format!("Barred for {} after the veto of it.", days(clock.holds?.after_veto)))
        }
        Event::Lawful => ("lawful-from", "The first lawful day by this procedure.".to_owned()),
        _ => return None,
    };
    Some(StepReport {
        day: step.day,
        until: step.until,
        kind: kind.into(),
        text,
        provision: id.into(),
        pinpoint: clock.pinpoint.to_string(),
        to: match step.event {
            Event::Opens(..) => clock.committees.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        },
        in_gift_of: Vec::new(),
    })
}

/// The rules of a review clock.
pub(super) fn procedure(register: &Register, id: &str, clock: &ReviewClock) -> ProcedureReport {
    let resolutions = clock.resolutions.iter().map(|kind| match kind {
        Resolution::Approval => "approval",
        Resolution::Disapproval => "disapproval",
        Resolution::Prohibition => "prohibition",
        Resolution::Termination => "termination",
    });
    let users =
        register.exit_ixs().filter(|ix| register.exit(*ix).review.as_ref().is_some_and(|r| r.as_str() == id));
    let used_by = users.map(|ix| {
        let first = register.exit(ix).conditions.iter().filter(|c| c.ahead_of == Before::Certification);
        let ahead = first.filter_map(|c| c.days).max();
        match ahead {
            Some(days) => format!("{} ({days} days ahead of the start)", register.reference(ix)),
            None => register.reference(ix).to_string(),
        }
    });
    ProcedureReport {
        id: id.into(),
        title: clock.title.to_string(),
        pinpoint: clock.pinpoint.to_string(),
        bars: clock.bars.to_string(),
        resolutions: resolutions.map(ToOwned::to_owned).collect(),
        thresholds: clock.thresholds.iter().map(|t| format!("{}: {}", t.step, t.majority)).collect(),
        committees: clock.committees.iter().map(ToString::to_string).collect(),
        hold_after_passage: clock.holds.map(|holds| holds.after_passage),
        hold_after_veto: clock.holds.map(|holds| holds.after_veto),
        procedure: clock.procedure.iter().map(ToString::to_string).collect(),
        used_by: used_by.collect(),
    }
}
