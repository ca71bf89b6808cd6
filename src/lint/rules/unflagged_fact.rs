//! A record that does not say how its facts were checked.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{Kind, Verification};
use crate::register::sourced;

pub(super) static LINT: Lint = Lint {
    name: "unflagged-fact",
    summary: "A record does not say how its facts were checked, or against what",
    severity: Severity::Error,
    page: include_str!("unflagged_fact.md"),
    check: Check::Record(check),
};

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    let Some(own) = sourced(&scene.file.record) else { return };
    let unverified = own.verification() == Some(Verification::Unverified);
    let lacks = [
        ("verification", own.verification().is_none()),
        // A source is its own; what nobody has verified may come from nowhere.
        ("source", own.source().is_none() && !unverified && scene.file.kind != Kind::Source),
        ("checked", own.checked().is_none()),
    ];
    let lacks: Vec<String> =
        lacks.iter().filter(|(_, lacks)| *lacks).map(|(key, _)| format!("`{key}`")).collect();
    if lacks.is_empty() {
        return;
    }
    out.push(
        Draft::new(format!("{} `{}` without {}", scene.file.kind.word(), scene.file.id, lacks.join(", ")))
            .at(scene.file, "", "")
            .note("unverified is allowed and shown; unflagged is not: an answer shows its weakest fact")
            .help(
                "add what is missing at the top of the record; its parts take it from there unless they say otherwise",
            ),
    );
}
