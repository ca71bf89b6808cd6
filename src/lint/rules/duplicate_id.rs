//! Two records with one id, whatever their kinds.

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::Kind;

pub(super) static LINT: Lint = Lint {
    name: "duplicate-id",
    summary: "Two records have one id",
    severity: Severity::Error,
    page: include_str!("duplicate_id.md"),
    check: Check::Register(check),
};

fn check(cx: &Context<'_>, out: &mut Out) {
    for file in cx.register.files().iter().filter(|file| file.kind != Kind::Register) {
        // Of records with one id, the register knows the first.
        match cx.register.file(file.id.as_str()) {
            Some(other) if other.path != file.path => out.push(
                Draft::new(format!("two records have the id `{}`", file.id))
                    .at(file, "", format!("this {}", file.kind.word()))
                    .at(other, "", format!("this {} has it too", other.kind.word()))
                    .note("ids are unique over all kinds: a reference names no folder")
                    .help("rename one of the two, and what refers to it"),
            ),
            _ => {}
        }
    }
}
