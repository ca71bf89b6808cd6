//! What still binds the same conduct or target after an option, under which text, and what brings it back.

use super::cite::{cite, joined, pathways};
use super::options::{receipt, remark};
use crate::api::{Combination, MandateReport, ResidualReport, StandingReport, UndoingReport};
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::model::Pathway;
use crate::register::{Part, Register};

/// What an option leaves standing.
pub fn residual(report: &ResidualReport, register: &Register) -> Doc {
    let mut doc = Doc::new(format!("What still binds: {}", report.title));
    let as_of = report.receipt.as_of;
    doc.paragraph(Phrase::new().code(report.id.as_str()).text(format!(", as of {as_of}.")));
    if as_of > report.receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {as_of}.",
            report.receipt.coverage_end
        )));
    }
    doc.push(table(report, register));
    if !report.mandates.is_empty() {
        doc.heading(1, "What brings it back");
        doc.push(Block::bullets(report.mandates.iter().map(|mandate| brings_back(mandate, register))));
    }
    if !report.undone_by.is_empty() {
        doc.heading(1, "Who can undo it");
        doc.push(Block::bullets(undone(&report.undone_by, register, &named)));
    }
    if !report.ends.is_empty() {
        doc.heading(1, "What ends with the acts");
        let names = report.ends.iter().map(|id| named(id, register));
        doc.push(Block::bullets(names));
    }
    if !report.allied.is_empty() {
        doc.heading(1, "Measures of allies that remain");
        doc.push(Block::bullets(report.allied.iter().map(|a| format!("{}: {}", a.name, a.text))));
    }
    doc.push(receipt(&report.receipt));
    doc
}

/// What still binds, under which text, and what it would take.
pub(super) fn table(report: &ResidualReport, register: &Register) -> Table {
    let mut table = Table::new([
        Column::new("still binds").importance(Column::ESSENTIAL).min_width(18),
        Column::new("under").importance(9).min_width(18),
        Column::new("why").importance(8).min_width(16),
        Column::new("would take").importance(Column::ESSENTIAL).min_width(11),
    ])
    .named("residual")
    .when_empty(if report.states_goal {
        "Nothing in the register still restricts what the option is about."
    } else {
        "The option states no goal, so nothing is looked for."
    });
    let (own, beyond): (Vec<_>, Vec<_>) = report.stands.iter().partition(|s| !s.beyond_goal);
    for (heading, rows) in
        [("What the option is about", own), ("The same conduct or target, under other texts", beyond)]
    {
        if rows.is_empty() {
            continue;
        }
        table.group(format!("{heading} ({})", rows.len()));
        for standing in rows {
            table.row(row(standing, register));
        }
    }
    table
}

fn row(standing: &StandingReport, register: &Register) -> [Phrase; 4] {
    let under = standing.measures.iter().filter_map(|id| register.part(id)).map(|part| match part {
        Part::Measure(ix) => super::provision(register, ix),
        other => register.reference(other).to_string(),
    });
    let under: Vec<String> = under.collect();
    let stands: Vec<String> = standing
        .fates
        .iter()
        .filter(|fate| fate.stands)
        .map(|fate| fate.fate.replacen("stands: ", "", 1))
        .collect();
    let mut why = Phrase::from(joined(&stands, "or"));
    if standing.stands == "contested" {
        why = why.text(format!("; it ends {}", when(standing)));
    }
    let set: Vec<Pathway> =
        Pathway::ALL.into_iter().filter(|p| standing.needs.iter().any(|word| word == p.word())).collect();
    let mut takes = pathways(&set);
    if let Some(by) = &standing.by {
        takes = takes.text(format!(", to {by}"));
    }
    let what = Phrase::new().link(standing.id.as_str(), standing.id.as_str());
    [what, Phrase::from(joined(&under, "or")), why, takes]
}

/// In which cases it does not stand: the cases themselves, where they are few.
fn when(standing: &StandingReport) -> String {
    let cases: Vec<&Combination> =
        standing.fates.iter().filter(|f| !f.stands).flat_map(|f| &f.cases).collect();
    let words = cases.iter().map(|case| {
        let choices = case.choices.iter().map(|(point, choice)| format!("{point}={choice}"));
        let facts =
            case.facts.iter().map(|(fact, yes)| format!("{fact}={}", if *yes { "yes" } else { "no" }));
        joined(&choices.chain(facts).collect::<Vec<_>>(), "and")
    });
    let words: Vec<String> = words.collect();
    if (1..=2).contains(&words.len()) {
        format!("where {}", joined(&words, "or where"))
    } else {
        "on some readings".into()
    }
}

/// A mandate that orders the restriction anew.
pub(super) fn brings_back(mandate: &MandateReport, register: &Register) -> Phrase {
    let mut phrase = named(&mandate.id, register).text(format!(": {}", mandate.title));
    phrase = phrase.text(match mandate.trigger.as_str() {
        "automatic" => ". It applies by itself to whom it names",
        _ => ". It applies once it is determined that someone fits",
    });
    if let Some(due) = mandate.due {
        phrase = phrase.text(format!("; first due on {due}"));
    }
    phrase = phrase.text(match mandate.imposed.as_str() {
        "yes" => "; it has been carried out",
        _ => "; whether it was carried out is not known",
    });
    let set: Vec<Pathway> =
        Pathway::ALL.into_iter().filter(|p| mandate.way_out.iter().any(|word| word == p.word())).collect();
    phrase.text(". The lightest way out of it is ").then(pathways(&set)).text(".")
}

/// What undoes each act, and on what pathway: once for all that are undone alike. Each act is named as `name` names it.
pub(super) fn undone(
    all: &[UndoingReport],
    register: &Register,
    name: &dyn Fn(&str, &Register) -> Phrase,
) -> Vec<Phrase> {
    let locks = |of: &UndoingReport| of.controlling.iter().map(|c| c.lock.clone()).collect::<Vec<_>>();
    let same = |one: &UndoingReport, other: &UndoingReport| {
        other.text == one.text && other.pathways == one.pathways && locks(other) == locks(one)
    };
    let mut alike: Vec<Vec<&UndoingReport>> = Vec::new();
    for one in all {
        match alike.iter_mut().find(|group| same(group[0], one)) {
            Some(group) => group.push(one),
            None => alike.push(vec![one]),
        }
    }
    let acts = |group: &[&UndoingReport], own: bool| {
        let of = group.iter().filter(|one| one.named == own);
        let each = of.map(|one| Phrase::from(format!("{} ", one.action)).then(name(&one.object, register)));
        each.collect::<Vec<_>>()
    };
    let line = |group: Vec<&UndoingReport>| {
        let how = undoes(group[0], register).text(" Acts: ");
        match (acts(&group, true), acts(&group, false)) {
            (own, beside) if beside.is_empty() => how.then(Phrase::join(own, ", ")),
            (own, beside) => {
                let also = if own.is_empty() { "" } else { "; and " };
                let how = how.then(Phrase::join(own, ", ")).text(also);
                how.text("to reach what they leave standing, ").then(Phrase::join(beside, ", "))
            }
        }
    };
    alike.into_iter().map(|group| line(group).text(".")).collect()
}

/// How an act is undone, and on what pathway.
fn undoes(one: &UndoingReport, register: &Register) -> Phrase {
    let phrase = Phrase::from(one.text.as_str());
    let set: Vec<Pathway> =
        Pathway::ALL.into_iter().filter(|p| one.pathways.iter().any(|word| word == p.word())).collect();
    if set.is_empty() {
        return phrase;
    }
    let phrase = phrase.text(" Pathway: ").then(pathways(&set));
    let locks: Vec<Phrase> = one.controlling.iter().map(|c| named(&c.lock, register)).collect();
    let phrase = if locks.is_empty() { phrase } else { phrase.text(", by ").then(Phrase::join(locks, ", ")) };
    phrase.text(".")
}

/// An id with the citation of its provision.
pub(super) fn named(id: &str, register: &Register) -> Phrase {
    let phrase = Phrase::new().code(id);
    match register.part(id) {
        Some(part) => phrase.cite(cite(register, part)),
        None => phrase,
    }
}
