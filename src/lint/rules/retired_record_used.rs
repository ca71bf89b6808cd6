//! A reference to a record or a part whose id is no longer in use.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::references::Leads;
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, Gone, To};
use crate::register::RecordFile;

pub(super) static LINT: Lint = Lint {
    name: "retired-record-used",
    summary: "A reference leads to a record or a part that is retired",
    severity: Severity::Error,
    page: include_str!("retired_record_used.md"),
    check: Check::Refers(check),
};

fn check(scene: &Scene<'_, '_>, at: At<'_>, id: &str, to: To, out: &mut Out) {
    // Lists of the register have no files.
    let listed = matches!(to, To::Own | To::Lint | To::Conduct | To::Regime | To::Territory | To::Trait);
    let home = if to == To::Choice { id.split('.').next() } else { id.split('/').next() };
    let Some(file) = home.and_then(|home| scene.cx.register.file(home)).filter(|_| !listed) else { return };
    let local = id.split_once('/').map(|(_, local)| local);
    let Some(gone) = file.record.gone(local) else { return };
    let named = file.record.retired().is_some() || scene.cx.leads(id, to) == Leads::Retired;
    // What is retired may say where it went, wherever that is.
    let stub = scene.file.record.retired().is_some() || at.pointer().starts_with("/retired-parts/");
    if named && !stub {
        out.push(draft(scene, at, id, file, &gone));
    }
}

fn draft(scene: &Scene<'_, '_>, at: At<'_>, id: &str, home: &RecordFile, gone: &Gone<'_>) -> Draft {
    let pointer = at.pointer();
    let draft = Draft::new(format!("`{}` names `{id}`, which is retired", at.field().replace('_', "-")))
        .at(scene.file, pointer.as_str(), "")
        .at(home, gone.pointer.as_str(), format!("retired on {}", gone.on))
        .note("what is retired counts for nothing, so what rests on it here is lost");
    match gone.next {
        // What took the place of a record says nothing of its parts.
        Some(next) if next.split().1.is_some() == id.contains('/') && !id.contains('.') => {
            draft.suggest(format!("name `{next}` instead"), pointer, format!("\"{next}\""))
        }
        Some(next) => draft.help(format!("`{next}` has taken its place: name what is meant there")),
        None => draft.help("nothing has taken its place: take the reference out, or name another"),
    }
}
