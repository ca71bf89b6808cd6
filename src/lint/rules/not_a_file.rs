//! A folder, a pipe or a device is named like a record.

use crate::diag::Severity;
use crate::lint::{Check, Lint};
use crate::text::ProblemKind;

pub(super) static LINT: Lint = Lint {
    name: "not-a-file",
    summary: "A folder, a pipe or a device is named like a record",
    severity: Severity::Error,
    page: include_str!("not_a_file.md"),
    check: Check::Problem(|problem| matches!(problem.kind, ProblemKind::Folder | ProblemKind::Special)),
};
