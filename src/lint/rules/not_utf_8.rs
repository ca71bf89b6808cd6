//! A text or a file name is not UTF-8.

use crate::diag::Severity;
use crate::lint::{Check, Lint};
use crate::text::ProblemKind;

pub(super) static LINT: Lint = Lint {
    name: "not-utf-8",
    summary: "A text or a file name is not UTF-8",
    severity: Severity::Error,
    page: include_str!("not_utf_8.md"),
    check: Check::Problem(|problem| matches!(problem.kind, ProblemKind::Encoding)),
};
