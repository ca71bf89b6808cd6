//! A file holds nothing but comments.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "empty-file",
    summary: "A file holds nothing but comments",
    severity: Severity::Error,
    page: include_str!("empty_file.md"),
    check: Check::Schema,
};
