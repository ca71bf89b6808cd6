//! A tree without `register.toml`.

use crate::diag::{Finding, Severity};
use crate::lint::{Check, Lint};
use crate::model::Kind;
use crate::register::Loaded;

pub(super) static LINT: Lint = Lint {
    name: "missing-register",
    summary: "The tree has no `register.toml`",
    severity: Severity::Error,
    page: include_str!("missing_register.md"),
    check: Check::Run,
};

/// The finding, unless the file is there and says itself what is wrong with it.
pub(in crate::lint) fn missing_register(loaded: &Loaded) -> Option<Finding> {
    let path = Kind::Register.folder();
    let there = loaded.sources.get(path).is_some() || loaded.problems.iter().any(|p| p.path == path);
    (!there).then(|| {
        Finding::error(LINT.name, "there is no `register.toml`")
            .note("it states the regimes, the days that their law is encoded for, and the words that records use")
            .help("`relief schema register` says what it holds; or name another tree with `--data DIR`")
    })
}
