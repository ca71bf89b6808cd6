//! An exit that opens no lock, or serves no act that what it opens would bar.

use std::collections::BTreeSet;

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{Action, Exit, Record};
use crate::register::Part;

pub(super) static LINT: Lint = Lint {
    name: "exit-opens-nothing",
    summary: "An exit opens no lock, or serves no act that a lock it opens reaches",
    severity: Severity::Error,
    page: include_str!("exit_opens_nothing.md"),
    check: Check::Record(check),
};

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    let exits = match &scene.file.record {
        Record::Instrument(_, law) => &law.exits,
        Record::Bill(law) => &law.exits,
        _ => return,
    };
    for (nth, exit) in exits.iter().enumerate() {
        judge(scene, nth, exit, out);
    }
}

fn judge(scene: &Scene<'_, '_>, nth: usize, exit: &Exit, out: &mut Out) {
    let at = |key: &str| format!("/exits/{nth}/{key}");
    let named = format!("exit `{}/{}`", scene.file.id, exit.id);
    if exit.opens.is_empty() {
        let draft = Draft::new(format!("{named} opens no lock")).at(scene.file, at("opens"), "");
        return out.push(draft.help("name the locks, statutory measures or mandates that it is a way through"));
    }
    let serves: BTreeSet<Action> = exit.serves.iter().flat_map(|clause| &clause.actions).copied().collect();
    if serves.is_empty() {
        let draft = Draft::new(format!("{named} serves no act")).at(scene.file, at("serves"), "");
        return out.push(draft.help("say in `serves` which relief it allows"));
    }
    for (item, opened) in exit.opens.iter().enumerate() {
        let Some(Part::Lock(ix)) = scene.cx.register.part(opened.as_str()) else { continue };
        let reaches = &scene.cx.register.lock(ix).reaches;
        let reached: BTreeSet<Action> = reaches.iter().flat_map(|clause| &clause.actions).copied().collect();
        if !reached.is_empty() && reached.is_disjoint(&serves) {
            let title = format!("{named} serves no act that lock `{opened}` reaches");
            let draft = Draft::new(title).at(scene.file, format!("{}/{item}", at("opens")), label(&reached));
            let draft = draft.at(scene.file, at("serves"), label(&serves));
            out.push(draft.help("name the lock that it opens, or serve the act that the lock bars"));
        }
    }
}

fn label(actions: &BTreeSet<Action>) -> String {
    actions.iter().map(|action| action.word()).collect::<Vec<_>>().join(", ")
}
