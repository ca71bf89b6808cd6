//! One option of the paper: its goal and acts, the argument, the conditions, the days, what is around it.

use super::super::cite::{actor, cite, joined, pathways, provision};
use super::super::clock::calendars;
use super::super::explain::{Page, gap_words, lower, strip, verb};
use super::super::residual::{brings_back, named, table as residual_table, undone};
use super::{Brief, Considered, called};
use crate::api::{ConditionReport, ResidualReport, clock_report, residual_report};
use crate::doc::{Block, Column, Definition, Doc, Phrase, Table};
use crate::model::{Effect, Goal, Id};
use crate::register::{Part, Register};
use crate::relief::{Kinship, Past, Precedent, Vote};

/// How many acts are named one by one.
const NAMED: usize = 12;

/// The section of an option.
pub(super) fn section(brief: &Brief<'_>, one: &Considered<'_>, past: &Past<'_>, doc: &mut Doc) {
    let register = one.answer.register;
    let page = Page { answer: &one.answer, register, top: 2 };
    doc.push(Block::anchored(1, one.option.title.as_str(), one.id.as_str()));
    doc.paragraph(Phrase::new().code(one.id.as_str()).text(format!(" - {}", one.option.summary)));
    page.headline(doc);
    doc.push(Block::Definitions(vec![
        Definition::of("Goal", vec![goals(register, &one.option.goals)]),
        Definition::of("Acts", vec![acts(&page)]),
    ]));
    doc.heading(2, "The acts and what holds them back");
    one.answer.acts.iter().for_each(|act| page.act(act, doc));
    page.branches(doc);
    caption_last(doc, &format!("{}: readings", one.id));
    doc.heading(2, "Conditions, and in whose gift they are").push(conditions(register, one));
    doc.heading(2, "Calendar");
    let clock =
        clock_report(brief.receipt.clone(), one.id, one.option.title.as_str(), &one.answer, Vote::default());
    let before = doc.blocks.len();
    calendars(&clock, register, 3, doc);
    let tables = doc.blocks.iter_mut().skip(before).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for (at, table) in tables.enumerate() {
        table.caption = format!("{}: calendar {}", one.id, at + 1).into();
    }
    page.politics(one.option, doc);
    afterwards(&residual_report(brief.receipt.clone(), one.id, one.option, &one.answer), register, doc);
    if !one.option.baseline {
        doc.heading(2, "Precedents").push(precedents(register, &past.precedents(&one.answer)));
    }
    page.points(doc);
    page.debated(doc);
    doc.heading(2, "How far it was checked");
    page.weakest(doc);
    if !one.option.gaps.is_empty() {
        doc.push(Block::bullets(one.option.gaps.iter().map(gap_words)));
    }
}

/// Gives the table that was pushed last its caption.
fn caption_last(doc: &mut Doc, caption: &str) {
    if let Some(Block::Table(table)) = doc.blocks.last_mut() {
        table.caption = caption.into();
    }
}

fn goals(register: &Register, goals: &[Goal]) -> Block {
    match goals {
        [] => Block::paragraph("No goal is stated: the acts are all that is asked about."),
        goals => Block::bullets(goals.iter().map(|goal| goal_words(register, goal))),
    }
}

fn goal_words(register: &Register, goal: &Goal) -> String {
    let head = register.head();
    let conduct = |id: &Id| {
        let title = head.conducts.iter().find(|c| c.id == *id).map(|c| lower(c.title.as_str()));
        title.unwrap_or_else(|| id.to_string())
    };
    let territory = |id: &Id| {
        head.territories.iter().find(|t| t.id == *id).map_or_else(|| id.to_string(), |t| t.title.to_string())
    };
    let all =
        |ids: &[Id], name: &dyn Fn(&Id) -> String| joined(&ids.iter().map(name).collect::<Vec<_>>(), "or");
    let mut words = match (goal.effect, goal.target.as_ref()) {
        (Effect::Lifted, None) => "No measure is left that forbids to ".to_owned(),
        (Effect::Permitted, None) => "It is permitted again to ".to_owned(),
        (Effect::Loosened, None) => "It is less restricted to ".to_owned(),
        (effect, Some(target)) => {
            let name = register.target(target.as_str()).map_or(target.as_str(), |t| t.name.as_str());
            let end = match effect {
                Effect::Lifted => "is no longer restricted",
                Effect::Permitted => "may be dealt with again",
                Effect::Loosened => "is restricted less",
            };
            format!("{name} {end}")
        }
    };
    match (goal.conduct.is_empty(), goal.target.is_some()) {
        (false, true) => words.push_str(&format!(": {}", all(&goal.conduct, &conduct))),
        (false, false) => words.push_str(&all(&goal.conduct, &conduct)),
        (true, false) => words.push_str("do what they restrict"),
        (true, true) => {}
    }
    if !goal.territory.is_empty() {
        words.push_str(&format!(" ({})", all(&goal.territory, &territory)));
    }
    let under: Vec<String> =
        goal.instruments.iter().chain(&goal.emergencies).map(|id| called(register, id)).collect();
    if !under.is_empty() {
        words.push_str(&format!(", as far as {} goes", joined(&under, "or")));
    }
    words + "."
}

fn acts(page: &Page<'_, '_>) -> Block {
    let acts = &page.answer.acts;
    let mut lines: Vec<Phrase> = acts
        .iter()
        .take(NAMED)
        .map(|act| {
            let line = Phrase::from(format!("{} {}: ", verb(&act.deed), page.name(&act.deed.object)));
            line.then(pathways(&page.answer.pathways_of(act))).text(".")
        })
        .collect();
    if acts.len() > NAMED {
        lines.push(format!("And {} more, each argued below.", acts.len() - NAMED).into());
    }
    match lines.is_empty() {
        true => Block::paragraph("No act is named."),
        false => Block::bullets(lines),
    }
}

/// What the exits ask for on the readings that count, each once.
fn conditions(register: &Register, one: &Considered<'_>) -> Table {
    let mut table = Table::new(["what is asked", "kind", "days", "in whose gift", "under"].map(Column::new))
        .caption(format!("{}: conditions", one.id))
        .when_empty("Nothing must come first, or no exit asks for it.");
    let counted = one.report.branches.iter().filter(|branch| !branch.outlying);
    let mut said: Vec<&ConditionReport> = Vec::new();
    for condition in counted.flat_map(|branch| &branch.conditions) {
        let same = |other: &&ConditionReport| {
            (&other.provision, &other.kind, &other.text)
                == (&condition.provision, &condition.kind, &condition.text)
        };
        if said.iter().any(same) {
            continue;
        }
        said.push(condition);
        let names: Vec<String> = condition
            .in_gift_of
            .iter()
            .map(|id| id.parse().map_or_else(|_| id.clone(), |id| actor(register, &id)))
            .collect();
        let gift = match (condition.in_presidents_gift, names.is_empty(), condition.kind.as_str()) {
            (_, true, _) => Phrase::from("not stated"),
            (true, ..) => Phrase::from(format!("{} (the executive's own)", joined(&names, "and"))),
            (.., "review") => Phrase::from(format!("Congress, by way of {}", joined(&names, "and"))),
            _ => Phrase::new().strong(joined(&names, "and")),
        };
        let days = condition.days.map_or_else(String::new, |days| days.to_string());
        let text = strip(&condition.text).to_owned() + if condition.after { ", afterwards" } else { "" };
        let under = match register.part(&condition.provision) {
            Some(part) => Phrase::from(provision(register, part)).cite(cite(register, part)),
            None => Phrase::from(condition.provision.as_str()),
        };
        table.row([text.into(), condition.kind.as_str().into(), days.into(), gift, under]);
    }
    table
}

/// What still binds, what brings it back, and who can undo the relief.
fn afterwards(report: &ResidualReport, register: &Register, doc: &mut Doc) {
    doc.heading(2, "What still binds");
    doc.push(residual_table(report, register).caption(format!("{}: what still binds", report.id)));
    if !report.ends.is_empty() {
        let ended = report.ends.iter().map(|id| named(id, register));
        doc.paragraph(Phrase::from("The acts end ").then(Phrase::join(ended, ", ")).text("."));
    }
    if !report.mandates.is_empty() {
        doc.paragraph("What brings it back:");
        doc.push(Block::bullets(report.mandates.iter().map(|mandate| brings_back(mandate, register))));
    }
    doc.heading(2, "Who can undo it");
    match report.undone_by.is_empty() {
        true => doc.paragraph("There is no act to undo."),
        false => doc.push(Block::bullets(undone(&report.undone_by, register, &named))),
    };
}

fn precedents(register: &Register, found: &[Precedent<'_>]) -> Block {
    if found.is_empty() {
        return Block::paragraph(
            "No episode in the register met the same locks, exits or review clocks, nor did the same to the same \
             instrument.",
        );
    }
    let lines = found.iter().map(|precedent| {
        let episode = precedent.episode;
        let effect = match episode.took_effect {
            Some(day) => format!("took effect on {day}"),
            None => "did not take effect".into(),
        };
        let line = Phrase::new()
            .strong(strip(episode.title.as_str()))
            .text(format!(" (filed on {}, {effect}; it went by ", episode.submitted))
            .then(pathways(&episode.went))
            .text("): ");
        let line = line.then(kinship(register, &precedent.kinship)).text(". ");
        let note = episode.note.as_ref().unwrap_or(&episode.summary);
        line.text(note.as_str())
            .text(" ")
            .link(format!("Episode {}", precedent.id), precedent.id.as_str())
            .text(".")
    });
    Block::bullets(lines)
}

/// What an episode has in common with the option: what is closest, alone.
fn kinship(register: &Register, kinship: &Kinship) -> Phrase {
    let parts = |refs: &[crate::model::Ref]| {
        let each = refs.iter().map(|id| match register.part(id.as_str()) {
            Some(part @ (Part::Exit(_) | Part::Lock(_) | Part::Mandate(_) | Part::Measure(_))) => {
                Phrase::from(provision(register, part)).cite(cite(register, part))
            }
            _ => Phrase::new().code(id.as_str()),
        });
        Phrase::join(each, ", ")
    };
    match kinship {
        Kinship::Law { exits, .. } if !exits.is_empty() => {
            Phrase::from("it took the same way out, ").then(parts(exits))
        }
        Kinship::Law { locks, .. } if !locks.is_empty() => {
            Phrase::from("the same lock reached it, ").then(parts(locks))
        }
        Kinship::Law { clocks, .. } => {
            let title = |id: &Id| register.review_clock(id.as_str()).map(|clock| clock.title.to_string());
            let names: Vec<String> = clocks.iter().filter_map(title).collect();
            Phrase::from(format!("the same review clock ran, {}", joined(&names, "and")))
        }
        Kinship::Disputed(locks) => {
            Phrase::from("on some readings the same lock reached it, and it did not go that way, ")
                .then(parts(locks))
        }
        Kinship::Acts(deeds) => {
            let names: Vec<String> = deeds
                .iter()
                .map(|(action, id)| format!("{} {}", action.word(), called(register, id)))
                .collect();
            Phrase::from(format!("no law in common, but the same act: {}", joined(&names, "and")))
        }
    }
}
