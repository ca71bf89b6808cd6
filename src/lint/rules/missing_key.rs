//! A table lacks a key that it must have.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "missing-key",
    summary: "A table lacks a key that it must have",
    severity: Severity::Error,
    page: include_str!("missing_key.md"),
    check: Check::Schema,
};
