//! An id, a reference or a period has the wrong shape.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "bad-pattern",
    summary: "An id, a reference or a period has the wrong shape",
    severity: Severity::Error,
    page: include_str!("bad_pattern.md"),
    check: Check::Schema,
};
