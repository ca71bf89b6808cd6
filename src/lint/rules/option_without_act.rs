//! An option that does nothing, to nothing, or for nothing.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{Act, Action, Goal, Record};

pub(super) static LINT: Lint = Lint {
    name: "option-without-act",
    summary: "An option has no act, an act without an object, or a goal that names nothing",
    severity: Severity::Error,
    page: include_str!("option_without_act.md"),
    check: Check::Record(check),
};

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    let (file, id) = (scene.file, &scene.file.id);
    let Record::Option(option) = &file.record else { return };
    if option.retired.is_some() {
        return;
    }
    if option.acts.is_empty() {
        let draft = Draft::new(format!("option `{id}` has no act")).at(file, "/acts", "");
        out.push(draft.help("say what would be done: an action, and the measures, listings or emergencies"));
    }
    for (nth, act) in option.acts.iter().enumerate().filter(|(_, act)| without_object(act)) {
        let title = format!("option `{id}` would {} nothing", act.action.word());
        let draft = Draft::new(title).at(file, format!("/acts/{nth}"), "no object");
        out.push(draft.help("name the `measures`, `listings`, `emergencies` or `mandates` that it is done to"));
    }
    for (nth, _) in option.goals.iter().enumerate().filter(|(_, goal)| names_nothing(goal)) {
        let draft = Draft::new(format!("a goal of option `{id}` names nothing"));
        let draft = draft.at(file, format!("/goals/{nth}"), "every restriction would have to go");
        out.push(draft.help("name the conduct or the target that is to be freed"));
    }
    let relieves = |act: &Act| !matches!(act.action, Action::Seize | Action::Impose | Action::Continue);
    if option.goals.is_empty() && !option.baseline && option.acts.iter().any(relieves) {
        let draft = Draft::new(format!("option `{id}` has no goal")).at(file, "", "");
        let draft = draft.note("without a goal nothing tells whether what is lawful also works");
        out.push(draft.help("name under `goals` the conduct or the target that is to be freed"));
    }
}

fn without_object(act: &Act) -> bool {
    let names = act.measures.len() + act.listings.len() + act.emergencies.len() + act.mandates.len();
    names == 0 && act.action != Action::Enact
}

fn names_nothing(goal: &Goal) -> bool {
    let names = goal.conduct.len() + goal.territory.len() + goal.instruments.len() + goal.emergencies.len();
    names == 0 && goal.target.is_none()
}
