//! A day is not written as a day.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "bad-date",
    summary: "A day is not written as a day",
    severity: Severity::Error,
    page: include_str!("bad_date.md"),
    check: Check::Schema,
};
