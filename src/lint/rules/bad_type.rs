//! A value is of the wrong type.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "bad-type",
    summary: "A value is of the wrong type",
    severity: Severity::Error,
    page: include_str!("bad_type.md"),
    check: Check::Schema,
};
