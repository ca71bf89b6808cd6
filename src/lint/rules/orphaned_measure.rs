//! A measure of the executive that rests on no power: neither it nor anything above it names one.

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::{Kind, Record};
use crate::register::{Law, Part};

pub(super) static LINT: Lint = Lint {
    name: "orphaned-measure",
    summary: "A measure rests on no statute: neither it nor its instrument names an authority",
    severity: Severity::Error,
    page: include_str!("orphaned_measure.md"),
    check: Check::Whole(check),
};

fn check(cx: &Context<'_>, out: &mut Out) {
    let law = Law::on_any_day(cx.register);
    for file in cx.register.files() {
        let Record::Instrument(kind, instrument) = &file.record else { continue };
        if *kind == Kind::Statute || instrument.retired.is_some() {
            continue;
        }
        for (nth, ix) in cx.register.measures_of(file.id.as_str()).iter().enumerate() {
            if !law.authority(*ix).is_empty() {
                continue;
            }
            let title = format!("measure `{}` rests on no authority", cx.register.reference(Part::Measure(*ix)));
            let draft = Draft::new(title).at(file, format!("/measures/{nth}"), "");
            let draft = draft.note("what rests on nothing never ends: no lapse and no repeal would reach it");
            out.push(draft.help(
                "name the statute, and the emergency it needs, under `authority`; or what the instrument is issued under",
            ));
        }
    }
}
