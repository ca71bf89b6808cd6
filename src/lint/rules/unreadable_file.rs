//! A file cannot be opened, or lies too deep.

use crate::diag::Severity;
use crate::lint::{Check, Lint};
use crate::text::ProblemKind;

pub(super) static LINT: Lint = Lint {
    name: "unreadable-file",
    summary: "A file cannot be opened, or lies too deep",
    severity: Severity::Error,
    page: include_str!("unreadable_file.md"),
    check: Check::Problem(|problem| matches!(problem.kind, ProblemKind::Depth | ProblemKind::Unreadable)),
};
