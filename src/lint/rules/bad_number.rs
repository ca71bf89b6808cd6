//! A number is out of bounds.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "bad-number",
    summary: "A number is out of bounds",
    severity: Severity::Error,
    page: include_str!("bad_number.md"),
    check: Check::Schema,
};
