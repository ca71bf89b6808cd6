//! Two options that are the same acts on the same facts.

use std::collections::{BTreeSet, HashMap};

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::{Act, FactValue, Record, ReliefOption, Text};
use crate::register::RecordFile;

pub(super) static LINT: Lint = Lint {
    name: "twin-options",
    summary: "Two options are the same acts",
    severity: Severity::Error,
    page: include_str!("twin_options.md"),
    check: Check::Register(check),
};

/// One act on one object, with all that may change how it is judged.
type Deed = String;

fn check(cx: &Context<'_>, out: &mut Out) {
    let mut seen: HashMap<(BTreeSet<Deed>, BTreeSet<String>), &RecordFile> = HashMap::new();
    for file in cx.register.files() {
        let Record::Option(option) = &file.record else { continue };
        let deeds: BTreeSet<Deed> = option.acts.iter().flat_map(deeds).collect();
        if option.retired.is_some() || deeds.is_empty() {
            continue;
        }
        match seen.get(&(deeds.clone(), facts(option))) {
            Some(first) => out.push(
                Draft::new(format!("options `{}` and `{}` are the same acts", first.id, file.id))
                    .at(file, "/acts", "")
                    .at(first, "/acts", "the same acts on the same things")
                    .note("readers would count one option twice")
                    .help("keep one of the two and retire the other, or say what differs"),
            ),
            None => drop(seen.insert((deeds, facts(option)), file)),
        }
    }
}

fn deeds(act: &Act) -> impl Iterator<Item = Deed> {
    let word = |text: &Option<Text>| text.as_ref().map_or(String::new(), ToString::to_string);
    let how = [
        act.action.word().to_owned(),
        act.target.as_ref().map_or(String::new(), ToString::to_string),
        act.stage.as_ref().map_or(String::new(), ToString::to_string),
        word(&act.to),
        word(&act.text),
    ]
    .join("\n");
    let parts = act.measures.iter().chain(&act.listings).chain(&act.mandates).map(ToString::to_string);
    parts.chain(act.emergencies.iter().map(ToString::to_string)).map(move |object| format!("{object}\n{how}"))
}

fn facts(option: &ReliefOption) -> BTreeSet<String> {
    let value = |value| match value {
        FactValue::Yes => "yes",
        FactValue::No => "no",
        FactValue::Open => "open",
    };
    option
        .facts
        .iter()
        .map(|said| format!("{} {} {}", said.fact, value(said.value), said.disputed_by.is_empty()))
        .collect()
}
