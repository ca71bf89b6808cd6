//! A day that lies too far ahead for what it says, or too far back for any law: mostly a slip in the year.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, When};

pub(super) static LINT: Lint = Lint {
    name: "implausible-date",
    summary: "A day lies too far ahead, or before any law",
    severity: Severity::Error,
    page: include_str!("implausible_date.md"),
    check: Check::Day(check),
};

/// Keys that say what has happened in law. A record can be younger than the law it knows, but not by much; the days on
/// which somebody looked at a record, or retired an id, have nothing to do with the law's.
const RECORDED: [&str; 10] = [
    "signed",
    "published",
    "happened",
    "declared",
    "issued",
    "introduced",
    "submitted",
    "held",
    "took_effect",
    "imposed",
];
/// No record holds law that is older; the oldest power in use is of the eighteenth century.
const FIRST_YEAR: i16 = 1776;

fn check(scene: &Scene<'_, '_>, at: At<'_>, day: When, out: &mut Out) {
    let Some(what) = implausible(scene.cx, at.field(), day) else { return };
    let draft = Draft::new(format!("`{}` is {day}, {what}", at.field().replace('_', "-")))
        .at(scene.file, at.pointer(), "")
        .help("check the year");
    out.push(if RECORDED.contains(&at.field()) {
        draft.note("the key says what has happened; days are compared with the end of coverage, or with `--as-of`")
    } else {
        draft
    });
}

/// Why a day cannot be right for a key, if it cannot.
pub(super) fn implausible(cx: &Context<'_>, field: &str, day: When) -> Option<String> {
    let (ahead, years) =
        if RECORDED.contains(&field) { (1.year(), "a year") } else { (50.years(), "fifty years") };
    match cx.as_of.filter(|as_of| day.earliest() > later(*as_of, ahead)) {
        Some(as_of) => Some(format!("more than {years} after {as_of}")),
        None => (day.earliest().year() < FIRST_YEAR).then(|| format!("before {FIRST_YEAR}")),
    }
}

fn later(day: Date, span: Span) -> Date {
    day.checked_add(span).unwrap_or(Date::MAX)
}
