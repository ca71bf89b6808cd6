//! A record in use that refers to one which is not.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, To};

pub(super) static LINT: Lint = Lint {
    name: "retired-record-used",
    summary: "A record refers to one that is retired",
    severity: Severity::Error,
    page: include_str!("retired_record_used.md"),
    check: Check::Refers(check),
};

fn check(scene: &Scene<'_, '_>, at: At<'_>, id: &str, to: To, out: &mut Out) {
    // What is retired may say where it went, wherever that is; lists of the register have no files.
    let listed = matches!(to, To::Own | To::Lint | To::Conduct | To::Regime | To::Territory | To::Trait);
    let home = if to == To::Choice { id.split('.').next() } else { id.split('/').next() };
    let Some(file) = home.and_then(|home| scene.cx.register.file(home)).filter(|_| !listed) else { return };
    let Some(retired) = file.record.retired() else { return };
    if scene.file.record.retired().is_some() || file.id == scene.file.id {
        return;
    }
    let title = format!("`{}` names `{id}`, which is retired", at.field().replace('_', "-"));
    let draft = Draft::new(title)
        .at(scene.file, at.pointer(), "")
        .at(file, "/retired", format!("retired on {}", retired.on))
        .note("what is retired counts for nothing, so what rests on it here is lost");
    let next = retired.moved_to.as_ref().or(retired.superseded_by.as_ref()).or(retired.split_into.first());
    out.push(match next {
        Some(next) if next.split().1.is_none() && !id.contains(['/', '.']) => {
            draft.suggest(format!("name `{next}` instead"), at.pointer(), format!("\"{next}\""))
        }
        _ => draft.help("name what has taken its place, or take the reference out"),
    });
}
