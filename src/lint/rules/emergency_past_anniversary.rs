//! An emergency that ran past an anniversary within coverage, and nothing says whether it was continued.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::Record;
use crate::register::lapse;

pub(super) static LINT: Lint = Lint {
    name: "emergency-past-anniversary",
    summary: "An emergency passed an anniversary within coverage with no recorded continuation or end",
    severity: Severity::Error,
    page: include_str!("emergency_past_anniversary.md"),
    check: Check::Record(check),
};

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    let Record::Emergency(emergency) = &scene.file.record else { return };
    let cx = scene.cx;
    let Some(end) = cx.known_to(&emergency.regime) else { return };
    let Some(lapse) = lapse(cx.register, emergency).filter(|lapse| *lapse <= end) else { return };
    let told = emergency.notices_complete_to.is_some_and(|to| to.0 >= lapse);
    if told || emergency.ended.is_some() || emergency.retired.is_some() {
        return;
    }
    let id = &scene.file.id;
    let title = format!("emergency `{id}` passed its anniversary on {lapse} with no recorded continuation or end");
    let last = emergency.continuations.len().checked_sub(1);
    let draft = match last {
        Some(last) => Draft::new(title)
            .at(scene.file, format!("/continuations/{last}/signed"), "the last notice that is recorded")
            .at(scene.file, "/declared", "anniversaries are counted from here"),
        None => Draft::new(title).at(scene.file, "/declared", "no notice is recorded"),
    };
    out.push(
        draft
            .note(format!("coverage of the regime reaches {end}; from the anniversary on, what rests on it is unknown"))
            .help("add the notice under `continuations`, or the day it `ended`; or say in `notices-complete-to` that there was none"),
    );
}
