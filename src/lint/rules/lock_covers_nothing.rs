//! A lock that reaches nothing and holds nothing that the register knows.

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::{Lock, Record};
use crate::register::RecordFile;
use crate::relief::Selectable;

pub(super) static LINT: Lint = Lint {
    name: "lock-covers-nothing",
    summary: "A lock covers no measure, listing, emergency or mandate",
    severity: Severity::Error,
    page: include_str!("lock_covers_nothing.md"),
    check: Check::Whole(check),
};

fn check(cx: &Context<'_>, out: &mut Out) {
    let all = Selectable::of(cx.register);
    for file in cx.register.files() {
        let locks = match &file.record {
            Record::Instrument(_, record) => &record.locks,
            Record::Bill(record) => &record.locks,
            _ => continue,
        };
        for (nth, lock) in locks.iter().enumerate() {
            // A name that leads nowhere has its own finding.
            if cx.whole(lock) {
                judge(&all, file, nth, lock, out);
            }
        }
    }
}

fn judge(all: &Selectable<'_>, file: &RecordFile, nth: usize, lock: &Lock, out: &mut Out) {
    let at = format!("/locks/{nth}");
    let named = format!("lock `{}/{}`", file.id, lock.id);
    if lock.reaches.iter().all(|clause| clause.actions.is_empty()) && lock.holds.is_empty() {
        let draft = Draft::new(format!("{named} reaches no act and holds nothing")).at(file, at, "");
        return out.push(draft.help("say in `reaches` which relief it bars, or in `holds` what it keeps"));
    }
    if !all.any(&[&lock.select]) {
        let draft = Draft::new(format!("{named} covers nothing that the register knows"));
        let draft = draft.at(file, format!("{at}/select"), "nothing fits all of these keys");
        return out.push(draft.help(HELP));
    }
    let clauses = lock.reaches.iter().enumerate().map(|(n, c)| (format!("{at}/reaches/{n}"), &c.select));
    let holds = lock.holds.iter().enumerate().map(|(n, h)| (format!("{at}/holds/{n}"), &h.select));
    for (pointer, select) in clauses.chain(holds) {
        if !all.any(&[&lock.select, select]) {
            let draft = Draft::new(format!("a clause of {named} covers nothing that the register knows"));
            let draft = draft.at(file, pointer, "nothing fits this and what the lock selects");
            out.push(draft.help(HELP));
        }
    }
}

const HELP: &str = "widen the selector, or encode what it is about; keys are joined by AND, items of a list by OR";
