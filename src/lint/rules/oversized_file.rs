//! A file is larger than any record.

use crate::diag::Severity;
use crate::lint::{Check, Lint};
use crate::text::ProblemKind;

pub(super) static LINT: Lint = Lint {
    name: "oversized-file",
    summary: "A file is larger than any record",
    severity: Severity::Error,
    page: include_str!("oversized_file.md"),
    check: Check::Problem(|problem| matches!(problem.kind, ProblemKind::Size)),
};
