//! A general licence of which no version is in force any more, while the licence is still open.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::Record;

pub(super) static LINT: Lint = Lint {
    name: "licence-past-expiry",
    summary: "The last version of a licence has run out within coverage, and the licence is still marked live",
    severity: Severity::Error,
    page: include_str!("licence_past_expiry.md"),
    check: Check::Record(check),
};

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    let Record::Instrument(kind, licence) = &scene.file.record else { return };
    let live = licence.ended.is_none() && licence.expires.is_none() && licence.retired.is_none();
    let Some(last) = licence.versions.len().checked_sub(1).filter(|_| live) else { return };
    let Some(end) = scene.cx.known_to(&licence.regime) else { return };
    let over = licence.versions.iter().all(|version| {
        [version.expires, version.ended].into_iter().flatten().any(|day| day.latest() <= end)
    });
    if !over {
        return;
    }
    let version = &licence.versions[last];
    let key = if version.ended.is_some() { "ended" } else { "expires" };
    let title = format!("{} `{}` is still marked live, and none of its versions is", kind.word(), scene.file.id);
    out.push(
        Draft::new(title)
            .at(scene.file, format!("/versions/{last}/{key}"), "its last version has run out")
            .note(format!("coverage of the regime reaches {end}"))
            .help("add the version that followed; or write `expires` or `ended` at the top of the record"),
    );
}
