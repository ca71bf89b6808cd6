//! A text is empty, too long, or holds a control character.

use crate::diag::Severity;
use crate::lint::{Check, Lint};

pub(super) static LINT: Lint = Lint {
    name: "bad-text",
    summary: "A text is empty, too long, or holds a control character",
    severity: Severity::Error,
    page: include_str!("bad_text.md"),
    check: Check::Schema,
};
