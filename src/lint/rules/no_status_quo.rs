//! Options with nothing to compare them with.

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::{Action, Record};

pub(super) static LINT: Lint = Lint {
    name: "no-status-quo",
    summary: "Options or a package have no status quo whose act is `continue`",
    severity: Severity::Error,
    page: include_str!("no_status_quo.md"),
    check: Check::Whole(check),
};

const NOTE: &str = "silence ends emergencies: the status quo is itself an act";

fn check(cx: &Context<'_>, out: &mut Out) {
    let register = cx.register;
    let first = register.options().next().and_then(|(id, _)| register.file(id.as_str()));
    if let Some(first) = first.filter(|_| !register.options().any(|(_, option)| option.baseline)) {
        let draft = Draft::new("there are options, and none is the status quo").at(first, "", "");
        out.push(draft.note(NOTE).help("add an option with `baseline = true` whose acts are `continue`"));
    }
    for file in register.files() {
        match &file.record {
            Record::Option(option) if option.baseline && option.retired.is_none() => {
                let other = option.acts.iter().position(|act| act.action != Action::Continue);
                if let Some(other) = other {
                    let does = option.acts[other].action.word();
                    let title = format!("baseline `{}` does more than continue: it would {does}", file.id);
                    let draft = Draft::new(title).at(file, format!("/acts/{other}/action"), "");
                    out.push(draft.note(NOTE).help("leave only `continue`; what changes the law is an option"));
                }
            }
            Record::Package(package) if package.retired.is_none() => {
                let named = package.baseline.as_str();
                if register.option(named).is_some_and(|option| !option.baseline) {
                    let title = format!("package `{}` is compared with `{named}`, which is no baseline", file.id);
                    let draft = Draft::new(title).at(file, "/baseline", "");
                    out.push(draft.note(NOTE).help("name the option that says `baseline = true`"));
                }
            }
            _ => {}
        }
    }
}
