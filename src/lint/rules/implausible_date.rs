//! A day that lies too far ahead for what it says, or too far back for any law: mostly a slip in the year.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::diag::Severity;
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

/// Keys that say what has happened. A record can be younger than the law it knows, but not by much.
const RECORDED: [&str; 13] = [
    "signed", "published", "checked", "happened", "declared", "issued", "introduced", "submitted", "held",
    "took_effect", "imposed", "on", "since",
];
/// No record holds law that is older; the oldest power in use is of the eighteenth century.
const FIRST_YEAR: i16 = 1776;

fn check(scene: &Scene<'_, '_>, at: At<'_>, day: When, out: &mut Out) {
    let recorded = RECORDED.contains(&at.field());
    let (ahead, years) = if recorded { (1.year(), "a year") } else { (50.years(), "fifty years") };
    let too_late = scene.cx.as_of.filter(|as_of| day.earliest() > later(*as_of, ahead));
    let what = if let Some(as_of) = too_late {
        format!("more than {years} after {as_of}")
    } else if day.earliest().year() < FIRST_YEAR {
        format!("before {FIRST_YEAR}")
    } else {
        return;
    };
    let draft = Draft::new(format!("`{}` is {day}, {what}", at.field().replace('_', "-")))
        .at(scene.file, at.pointer(), "")
        .help("check the year");
    out.push(if recorded {
        draft.note("the key says what has happened; days are compared with the end of coverage, or with `--as-of`")
    } else {
        draft
    });
}

fn later(day: Date, span: Span) -> Date {
    day.checked_add(span).unwrap_or(Date::MAX)
}
