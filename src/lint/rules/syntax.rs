//! A text is not TOML.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "syntax",
    summary: "A text is not TOML",
    severity: Severity::Error,
    page: include_str!("syntax.md"),
    check: Check::Syntax,
};
