//! An `allow` that names no lint.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, To};
use crate::text::nearest;

pub(super) static LINT: Lint = Lint {
    name: "unknown-lint",
    summary: "An `allow` names no lint",
    severity: Severity::Error,
    page: include_str!("unknown_lint.md"),
    check: Check::Refers(check),
};

fn check(scene: &Scene<'_, '_>, at: At<'_>, id: &str, to: To, out: &mut Out) {
    let names = || crate::lint::rules().iter().map(|rule| rule.name);
    if to != To::Lint || names().any(|name| name == id) {
        return;
    }
    let draft = Draft::new(format!("there is no lint `{id}`")).at(scene.file, at.pointer(), "no such lint");
    out.push(match nearest(id, names()) {
        Some(near) => draft.suggest(format!("did you mean `{near}`?"), at.pointer(), format!("\"{near}\"")),
        None => draft.help("`relief check --explain` lists the lints"),
    });
}
