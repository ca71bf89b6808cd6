//! A record that is there only to be named, and nothing names it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::{At, Record, Starts, To};
use crate::register::{RecordFile, Register};

pub(super) static LINT: Lint = Lint {
    name: "unused-record",
    summary: "Nothing names a source, or no law turns on a fact, a point or a review clock",
    severity: Severity::Warning,
    page: include_str!("unused_record.md"),
    check: Check::Sound(check),
};

/// The records that are there only to be named, and whether one was: told by the walk that all rules share.
pub(crate) struct Named<'r>(HashMap<&'r str, AtomicBool>);

impl<'r> Named<'r> {
    /// Nothing is named yet.
    pub(crate) fn none_of(register: &'r Register) -> Self {
        let waits = |file: &&RecordFile| wanted(&file.record).is_some() && file.record.retired().is_none();
        let ids = register.files().iter().filter(waits).map(|file| file.id.as_str());
        Self(ids.map(|id| (id, AtomicBool::new(false))).collect())
    }

    /// Hears of a reference in a file. What a record says of itself names nothing, nor does what is retired.
    pub(crate) fn hear(&self, file: &RecordFile, at: At<'_>, id: &str, to: To) {
        let home = match to {
            To::Source | To::Fact | To::ReviewClock => id,
            // Scenarios may fix a reading too; only a clause makes it matter.
            To::Choice if at.field() == "under" => id.split('.').next().unwrap_or(id),
            _ => return,
        };
        let Some(named) = self.0.get(home).filter(|named| !named.load(Relaxed)) else { return };
        if file.id.as_str() != home && (to == To::Source || file.record.retired().is_none()) {
            named.store(true, Relaxed);
        }
    }
}

/// What is missing, and what to do; none for a record that is of use by itself.
fn wanted(record: &Record) -> Option<(&'static str, &'static str)> {
    match record {
        Record::Source(_) => Some(("no record was written from it", "cite it as the `source` of what it says")),
        Record::Fact(_) => Some(("no clause turns on it", "name it in the `when` of a clause, or as the `fact` of a finding")),
        Record::Point(_) => Some(("no clause is under one of its choices", "name a choice in the `under` of a clause")),
        // A resolution that anyone may introduce on any day holds no exit back.
        Record::ReviewClock(clock) if clock.starts != Starts::Introduction => {
            Some(("no exit waits for it", "name it as the `review` of an exit"))
        }
        _ => None,
    }
}

fn check(cx: &Context<'_>, out: &mut Out) {
    for file in cx.register.files() {
        let Some((why, help)) = wanted(&file.record) else { continue };
        if cx.named.0.get(file.id.as_str()).is_none_or(|named| named.load(Relaxed)) {
            continue;
        }
        out.push(
            Draft::new(format!("{} `{}` is used by nothing: {why}", file.kind.word(), file.id))
                .at(file, "", "")
                .note("it changes no answer, and nobody would see that it has gone stale")
                .help(format!("{help}; or `relief retire` it, or say in `allow` why it is kept")),
        );
    }
}
