//! What the paper says against itself: what it lacks, and what in it may mislead.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Brief, Considered, some};
use crate::doc::{Block, Callout, Phrase};
use crate::model::{Act, Action, Id, Verification};
use crate::register::{Part, Register};
use crate::relief::{Object, Past};

/// The box: one line a flaw, or a line that none was found.
pub(super) fn boxed(register: &Register, brief: &Brief<'_>, past: &Past<'_>) -> Block {
    let lines = found(register, brief, past);
    if lines.is_empty() {
        return Block::callout(
            Callout::Note,
            "The paper was held against its own checks, and none of them objects.",
        );
    }
    Block::Callout(Callout::Warning, vec![Block::bullets(lines)])
}

fn found(register: &Register, brief: &Brief<'_>, past: &Past<'_>) -> Vec<Phrase> {
    let receipt = &brief.receipt;
    let mut lines: Vec<Phrase> = Vec::new();
    if receipt.as_of > receipt.coverage_end {
        lines.push(Phrase::new().strong("Last known law.").text(format!(
            " The law is encoded through {}; the paper asks of {}.",
            receipt.coverage_end, receipt.as_of
        )));
    }
    if !brief.options.iter().any(|one| one.option.baseline) {
        let baselines: Vec<String> =
            register.options().filter(|(_, o)| o.baseline).map(|(id, _)| id.to_string()).collect();
        lines.push(Phrase::new().strong("No status quo.").text(format!(
            " There is nothing to compare with; the register has {}.",
            if baselines.is_empty() { "none either".into() } else { some(&baselines) }
        )));
    }
    lines.extend(no_lapse(register, brief));
    let counted: Vec<&Considered<'_>> = brief.options.iter().filter(|one| !one.option.baseline).collect();
    let mut each = |what: &str, why: &str, is: &dyn Fn(&Considered<'_>) -> Option<String>| {
        let names: Vec<String> = counted.iter().filter_map(|one| is(one)).collect();
        if !names.is_empty() {
            lines.push(Phrase::new().strong(what).text(format!(" {why}: {}.", some(&names))));
        }
    };
    let id = |one: &Considered<'_>| Some(one.id.to_string());
    each("Contested.", "The headline turns on readings or open facts", &|one| {
        one.report.contested.then(|| id(one)).flatten()
    });
    each("Cannot be undone.", "Some act has no reversal", &|one| {
        one.answer.reversal().irreversible().next().and_then(|_| id(one))
    });
    each("No act.", "Nothing is done, so there is nothing to undo or to weigh", &|one| {
        one.option.acts.is_empty().then(|| id(one)).flatten()
    });
    each("No owner.", "No record says who would carry it out", &|one| {
        register.actor(one.option.owner.as_str()).is_none().then(|| id(one)).flatten()
    });
    each("No goal.", "What still binds afterwards was not looked for", &|one| {
        one.option.goals.is_empty().then(|| id(one)).flatten()
    });
    each("Unverified.", "It rests on a fact that nobody has checked", &|one| {
        let (verification, fact) = one.answer.weakest()?;
        (verification == Verification::Unverified).then(|| format!("{} ({fact})", one.id))
    });
    each("Stale.", "A fact it rests on was last checked more than a year before the day asked of", &|one| {
        stale(one, receipt.as_of).map(|fact| format!("{} ({fact})", one.id))
    });
    each("No precedent.", "No episode met the same law or did the same", &|one| {
        past.precedents(&one.answer).is_empty().then(|| id(one)).flatten()
    });
    lines.extend(twins(&counted));
    lines
}

/// The emergencies that the acts' measures rest on, where no option of the paper lets one lapse.
fn no_lapse(register: &Register, brief: &Brief<'_>) -> Option<Phrase> {
    let lapses = |act: &Act| matches!(act.action, Action::Lapse | Action::EndEmergency);
    if brief.options.iter().any(|one| one.option.acts.iter().any(lapses)) {
        return None;
    }
    let mut beneath: BTreeSet<&Id> = BTreeSet::new();
    for act in brief.options.iter().filter(|one| !one.option.baseline).flat_map(|one| &one.answer.acts) {
        let parts: Vec<Part> = match &act.deed.object {
            Object::Measure(ix) => vec![Part::Measure(*ix)],
            Object::Listing(ix) => {
                register.listing_measures(*ix).iter().map(|measure| Part::Measure(*measure)).collect()
            }
            _ => Vec::new(),
        };
        beneath.extend(parts.into_iter().flat_map(|part| register.emergencies_beneath(part)));
    }
    let lapse = |id: &Id| {
        let mut all = register.options().filter(|(_, option)| option.retired.is_none());
        all.find(|(_, option)| {
            option.acts.iter().any(|act| act.action == Action::Lapse && act.emergencies.contains(id))
        })
    };
    let known: Vec<String> = beneath.iter().filter_map(|id| Some(lapse(id)?.0.to_string())).collect();
    let names: Vec<String> = beneath.iter().map(ToString::to_string).collect();
    if names.is_empty() {
        return None;
    }
    let known = if known.is_empty() { String::new() } else { format!("; the register has {}", some(&known)) };
    Some(Phrase::new().strong("No lapse.").text(format!(
        " Some of this rests on {}, which silence would end, and no option weighs that{known}.",
        some(&names)
    )))
}

/// The fact checked longest ago, where that is more than a year before the day.
fn stale(one: &Considered<'_>, as_of: Date) -> Option<String> {
    let register = one.answer.register;
    let year_before = as_of.checked_sub(1.year()).ok()?;
    let parts = one.answer.rests_on().into_iter();
    let checked = parts.filter_map(|part| Some((register.provenance(part)?.checked?.0, part)));
    let (oldest, part) = checked.min_by_key(|(day, _)| *day)?;
    (oldest < year_before).then(|| register.reference(part).to_string())
}

/// Options that are the same acts under two names.
fn twins(options: &[&Considered<'_>]) -> Vec<Phrase> {
    let acts = |one: &Considered<'_>| -> BTreeSet<String> {
        let register = one.answer.register;
        let words = one.answer.acts.iter().map(|act| {
            let stage = act.deed.stage.as_ref().map_or("", |stage| stage.as_str());
            format!("{} {} {stage}", act.deed.action.word(), act.deed.object.reference(register))
        });
        words.collect()
    };
    let all: Vec<BTreeSet<String>> = options.iter().map(|one| acts(one)).collect();
    let mut lines = Vec::new();
    for (at, one) in options.iter().enumerate() {
        let twin = (at + 1..options.len()).find(|other| !all[at].is_empty() && all[at] == all[*other]);
        if let Some(other) = twin {
            let text = format!(" {} and {} are the same acts.", one.id, options[other].id);
            lines.push(Phrase::new().strong("Two names.").text(text));
        }
    }
    lines
}
