//! A record or a folder is a symbolic link.

use crate::diag::Severity;
use crate::lint::{Check, Lint};
use crate::text::ProblemKind;

pub(super) static LINT: Lint = Lint {
    name: "symbolic-link",
    summary: "A record or a folder is a symbolic link",
    severity: Severity::Error,
    page: include_str!("symbolic_link.md"),
    check: Check::Problem(|problem| matches!(problem.kind, ProblemKind::Link)),
};
