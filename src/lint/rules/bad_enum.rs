//! A word is not one of those that the key takes.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "bad-enum",
    summary: "A word is not one of those that the key takes",
    severity: Severity::Error,
    page: include_str!("bad_enum.md"),
    check: Check::Schema,
};
