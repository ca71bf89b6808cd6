//! A table has a key that no such table has.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "unknown-key",
    summary: "A table has a key that no such table has",
    severity: Severity::Error,
    page: include_str!("unknown_key.md"),
    check: Check::Schema,
};
