//! A reference that leads to something of another kind.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::references::Leads;
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, To};

pub(super) static LINT: Lint = Lint {
    name: "wrong-kind-of-reference",
    summary: "A reference leads to something of another kind",
    severity: Severity::Error,
    page: include_str!("wrong_kind_of_reference.md"),
    check: Check::Refers(check),
};

fn check(scene: &Scene<'_, '_>, at: At<'_>, id: &str, to: To, out: &mut Out) {
    let Leads::Astray(found) = scene.cx.leads(id, to) else { return };
    if to == To::Statute && at.field() == "under" && id == scene.file.id.as_str() {
        return; // An instrument that rests on itself: `self-as-legal-basis` says so.
    }
    let key = at.field().replace('_', "-");
    let mut draft = Draft::new(format!("`{key}` wants {}, and `{id}` is {found}", to.wanted()))
        .at(scene.file, at.pointer(), format!("this is {found}"));
    if let Some(other) = scene.cx.register.file(id.split('/').next().unwrap_or(id)) {
        draft = draft.at(other, "", "defined here");
    }
    out.push(draft.help(format!("name {}", to.wanted())));
}
