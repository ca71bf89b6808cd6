//! Two parts of one record with one local id.

use std::collections::HashMap;

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{Bill, Id, Instrument, Record};

pub(super) static LINT: Lint = Lint {
    name: "duplicate-local-id",
    summary: "Two parts of a record have one id",
    severity: Severity::Error,
    page: include_str!("duplicate_local_id.md"),
    check: Check::Record(check),
};

/// The ids of the parts in one list of a record.
type Parts<'r> = (&'static str, Vec<&'r Id>);

macro_rules! lists {
    ($record:expr, $($field:ident),*) => {
        [$((stringify!($field), $record.$field.iter().map(|part| &part.id).collect())),*]
    };
}

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    match &scene.file.record {
        Record::Instrument(_, record) => {
            let record: &Instrument = record;
            let parts = lists!(
                record, measures, locks, exits, mandates, continuation_rules, savings, ownership_rules, versions
            );
            distinct(scene, &parts, out);
        }
        Record::Bill(record) => {
            let record: &Bill = record;
            distinct(scene, &lists!(record, measures, locks, exits, mandates), out);
        }
        Record::Target(record) => distinct(scene, &lists!(record, listings), out),
        Record::Point(record) => distinct(scene, &lists!(record, choices), out),
        Record::Register(record) => {
            // Each of the register's lists is a world of its own.
            let parts = lists!(record, regimes, conducts, territories, traits);
            parts.into_iter().for_each(|list| distinct(scene, &[list], out));
        }
        _ => {}
    }
}

fn distinct(scene: &Scene<'_, '_>, lists: &[Parts<'_>], out: &mut Out) {
    let mut first: HashMap<&Id, String> = HashMap::new();
    for (list, ids) in lists {
        let list = list.replace('_', "-");
        for (nth, id) in ids.iter().enumerate() {
            let pointer = format!("/{list}/{nth}/id");
            match first.get(id) {
                None => drop(first.insert(id, pointer)),
                Some(other) => out.push(
                    Draft::new(format!("two parts of `{}` have the id `{id}`", scene.file.id))
                        .at(scene.file, pointer, "")
                        .at(scene.file, other, "it stands here first")
                        .note(format!("`{}/{id}` could mean either", scene.file.id))
                        .help("rename one of the two, and what refers to it"),
                ),
            }
        }
    }
}
