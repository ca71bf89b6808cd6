//! A fact that was last checked long ago.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, TableOf};
use crate::register::is_stale;

pub(super) static LINT: Lint = Lint {
    name: "stale-check",
    summary: "A fact was last checked more than a year ago",
    severity: Severity::Warning,
    page: include_str!("stale_check.md"),
    check: Check::Table(check),
};

fn check(scene: &Scene<'_, '_>, at: At<'_>, table: TableOf<'_>, out: &mut Out) {
    let Some(checked) = table.sourced.and_then(|sourced| sourced.checked()) else { return };
    let Some(day) = scene.cx.as_of else { return };
    if !is_stale(checked, day) {
        return;
    }
    out.push(
        Draft::new(format!("last checked on {checked}, more than a year before {day}"))
            .at(scene.file, at.key("checked").pointer(), "")
            .note("ages are measured against the end of coverage, or against `--as-of`")
            .help("look again at the source, mend the record, and write the day"),
    );
}
