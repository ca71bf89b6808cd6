//! An `allow` that silences nothing. Found where findings are silenced (`lint::allow`).

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: super::UNUSED_ALLOW,
    summary: "An `allow` silences nothing",
    severity: Severity::Warning,
    page: include_str!("unused_allow.md"),
    check: Check::Run,
};
