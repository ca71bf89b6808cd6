//! A scenario that the engine contradicts.

use rayon::prelude::*;

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::Record;
use crate::relief::try_scenario;

pub(super) static LINT: Lint = Lint {
    name: "scenario-contradicted",
    summary: "The engine derives something else than a scenario expects",
    severity: Severity::Error,
    page: include_str!("scenario_contradicted.md"),
    check: Check::Sound(check),
};

fn check(cx: &Context<'_>, out: &mut Out) {
    let files = cx.register.files().par_iter();
    let found: Vec<Draft> = files
        .filter_map(|file| match &file.record {
            Record::Scenario(scenario) => Some((file, scenario)),
            _ => None,
        })
        .flat_map_iter(|(file, scenario)| {
            try_scenario(cx.register, scenario).into_iter().map(move |wrong| {
                let title = format!("as of {}, scenario `{}` is contradicted", wrong.as_of, file.id);
                let expected = format!("expected `{}`, derived `{}`", shown(&wrong.expected), shown(&wrong.derived));
                Draft::new(title)
                    .at(file, wrong.pointer, expected)
                    .note("the answer is derived from the records of the law; the scenario says what a lawyer expects")
                    .help("read the argument with `relief explain`, and mend the law or the expectation, whichever is wrong")
            })
        })
        .collect();
    found.into_iter().for_each(|draft| out.push(draft));
}

fn shown(list: &str) -> &str {
    if list.is_empty() { "nothing" } else { list }
}
