//! `relief deadlines`: what falls due, and when.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{LeftOut, Receipt, SCHEMA_VERSION};
use crate::model::{Ref, Trigger};
use crate::register::{Part, Register};
use crate::relief::{Deadline, DeadlineKind, Status, title_of, unfollowed};

/// What falls due within some days.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeadlinesReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The deadlines, in the order of days.
    pub deadlines: Vec<DeadlineReport>,
    /// The regimes that were left out, because their law is encoded only through an earlier day.
    pub left_out: Vec<LeftOut>,
}

/// Something that falls due.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeadlineReport {
    /// A name for it that stays the same from one run to the next.
    pub uid: String,
    /// The day; where it is not known, the first it can be.
    pub day: Date,
    /// The last day it can be, where the day is not known.
    pub not_after: Option<Date>,
    /// `notice-opens`, `emergency-ends`, `licence-expires`, `sunset`, `listing-ends`, `mandate-due`, or
    /// `mandate-due-again`.
    pub kind: String,
    /// The record or part.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is to be done, by when, or what happens of itself.
    pub text: String,
    /// The pinpoint of the rule.
    pub pinpoint: String,
    /// `certain`, `met`, `missed`, or `unknown`.
    pub status: String,
    /// Whether it has fallen due after the law is encoded: what was done is not known.
    pub since_coverage: bool,
}

/// The report of what falls due.
pub fn deadlines_report(
    receipt: Receipt,
    register: &Register,
    (from, to): (Date, Date),
    deadlines: &[Deadline],
) -> DeadlinesReport {
    let all = deadlines.iter().map(|deadline| report(&receipt, register, deadline)).collect();
    let left_out = unfollowed(register, from).map(|regime| LeftOut {
        id: regime.id.to_string(),
        why: format!("its law is encoded through {}", regime.coverage.to),
    });
    DeadlinesReport {
        schema_version: SCHEMA_VERSION.into(),
        from,
        to,
        deadlines: all,
        left_out: left_out.collect(),
        receipt,
    }
}

fn report(receipt: &Receipt, register: &Register, deadline: &Deadline) -> DeadlineReport {
    let kind = match deadline.kind {
        DeadlineKind::NoticeOpens(_) => "notice-opens",
        DeadlineKind::EmergencyEnds => "emergency-ends",
        DeadlineKind::LicenceExpires(_) => "licence-expires",
        DeadlineKind::Sunset => "sunset",
        DeadlineKind::ListingEnds => "listing-ends",
        DeadlineKind::MandateDue => "mandate-due",
        DeadlineKind::MandateDueAgain => "mandate-due-again",
    };
    let status = match deadline.status {
        Status::Certain => "certain",
        Status::Met => "met",
        Status::Missed => "missed",
        Status::Unknown => "unknown",
    };
    let (text, pinpoint) = words(register, deadline);
    let version = match deadline.kind {
        DeadlineKind::LicenceExpires(at) => version_of(register, &deadline.what, at),
        _ => None,
    };
    let name = deadline.what.as_str().replace('/', "-");
    let name = version.as_ref().map_or(name.clone(), |version| format!("{name}-{version}"));
    DeadlineReport {
        uid: format!("{kind}.{name}.{}@relief-register", deadline.day),
        day: deadline.day,
        not_after: deadline.not_after,
        kind: kind.into(),
        id: deadline.what.to_string(),
        title: title_of(register, &deadline.what).unwrap_or_default(),
        text,
        pinpoint,
        status: status.into(),
        since_coverage: deadline.day > receipt.coverage_end && deadline.day <= receipt.as_of,
    }
}

fn version_of(register: &Register, what: &Ref, at: usize) -> Option<String> {
    register.instrument(what.as_str())?.versions.get(at).map(|version| version.id.to_string())
}

/// What is to be done, and the pinpoint that says so.
fn words(register: &Register, deadline: &Deadline) -> (String, String) {
    let what = deadline.what.as_str();
    match deadline.kind {
        DeadlineKind::NoticeOpens(until) => {
            let (notice, pinpoint) = rule(register, what);
            (
                format!(
                    "The notice of continuation may be given from this day on, and before {until}. {notice}"
                ),
                pinpoint,
            )
        }
        DeadlineKind::EmergencyEnds => {
            let (_, pinpoint) = rule(register, what);
            let how = match deadline.status {
                Status::Met => "The emergency would have ended; a notice continued it.",
                Status::Missed => "The emergency ends: it was not continued.",
                _ => "The emergency ends on this day unless a notice of continuation was given before it.",
            };
            (how.into(), pinpoint)
        }
        DeadlineKind::LicenceExpires(at) => {
            let version = version_of(register, &deadline.what, at).unwrap_or_default();
            (
                format!(
                    "Version {version} is no longer in force from this day on; it may be replaced before."
                ),
                String::new(),
            )
        }
        DeadlineKind::Sunset => {
            ("It ends by its own terms: this is the first day without it.".into(), pinpoint(register, what))
        }
        DeadlineKind::ListingEnds => {
            ("The listing ends: this is the first day without it.".into(), String::new())
        }
        DeadlineKind::MandateDue | DeadlineKind::MandateDueAgain => {
            let how = match register.part(what) {
                Some(Part::Mandate(ix)) if register.mandate(ix).trigger == Trigger::Determination => {
                    "on whoever is determined to fit"
                }
                _ => "on whom it names",
            };
            let again = if deadline.kind == DeadlineKind::MandateDueAgain { "again " } else { "" };
            (format!("What it orders is {again}to be imposed {how} by this day."), pinpoint(register, what))
        }
    }
}

/// What a continuation takes, and the pinpoint of the rule in its statute.
fn rule(register: &Register, emergency: &str) -> (String, String) {
    let found = register.emergency(emergency).and_then(|record| {
        let (file, local) = record.rule.split();
        let statute = register.instrument(file)?;
        let rule = statute.continuation_rules.iter().find(|rule| Some(rule.id.as_str()) == local)?;
        let name = statute.short_title.as_ref().unwrap_or(&statute.title);
        Some((rule.notice.to_string(), format!("{name} {}", rule.pinpoint)))
    });
    found.unwrap_or_default()
}

fn pinpoint(register: &Register, what: &str) -> String {
    match register.part(what) {
        Some(Part::Measure(ix)) => register.measure(ix).pinpoint.to_string(),
        Some(Part::Lock(ix)) => register.lock(ix).pinpoint.to_string(),
        Some(Part::Exit(ix)) => register.exit(ix).pinpoint.to_string(),
        Some(Part::Mandate(ix)) => register.mandate(ix).pinpoint.to_string(),
        Some(Part::Listing(_)) | None => String::new(),
    }
}
