//! An instrument that rests on itself, or stands in a relation to itself.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, Kind, Record, To};

pub(super) static LINT: Lint = Lint {
    name: "self-as-legal-basis",
    summary: "An instrument names itself as its legal basis",
    severity: Severity::Error,
    page: include_str!("self_as_legal_basis.md"),
    check: Check::Refers(check),
};

fn check(scene: &Scene<'_, '_>, at: At<'_>, id: &str, to: To, out: &mut Out) {
    let Record::Instrument(kind, _) = &scene.file.record else { return };
    let own = scene.file.id.as_str();
    let names_itself = id.split('/').next() == Some(own);
    let title = match (to, at.field()) {
        (To::Related, _) if names_itself => {
            format!("{} `{own}` stands in a relation to itself", kind.word())
        }
        // A statute is the authority of what it imposes; nothing else can be its own.
        (To::Statute, "under") if id == own && !(*kind == Kind::Statute && at.pointer().starts_with("/measures/")) => {
            format!("{} `{own}` names itself as the authority that it rests on", kind.word())
        }
        _ => return,
    };
    out.push(
        Draft::new(title)
            .at(scene.file, at.pointer(), "this is the record itself")
            .note("what rests on itself would never fall: its end could not be derived")
            .help("name what it was issued under, or the statute that gives the power"),
    );
}
