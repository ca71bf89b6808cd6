//! Two answers side by side: fit for a terminal and for a pull-request comment.

use std::fmt::Display;

use crate::api::Receipt;
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::model::Pathway;
use crate::relief::{Aspect, Change, Changed, State};

use super::cite::pathways;
use super::options::receipt as receipt_lines;

/// What differs between two sides, named as they are called in a sentence.
pub fn diff(names: [&str; 2], changed: &[Changed], receipts: [&Receipt; 2]) -> Doc {
    let mut doc = Doc::new("Options that moved");
    let [before, after] = names;
    doc.paragraph(format!("From {before} to {after}: {}.", count(changed)));
    let mut table = Table::new([
        Column::new("option").importance(Column::ESSENTIAL).min_width(18),
        Column::new("before").importance(Column::ESSENTIAL).min_width(11),
        Column::new("after").importance(Column::ESSENTIAL).min_width(11),
        Column::new("moved by").importance(8).min_width(11),
    ])
    .named("diff")
    .when_empty("No option answers differently.");
    for one in changed {
        table.row(row(one));
    }
    if !changed.is_empty() {
        doc.push(table);
    }
    let details = changed.iter().filter_map(|one| Some((one, details(one)?)));
    let details: Vec<_> = details.collect();
    if !details.is_empty() {
        doc.heading(1, "What else differs");
        for (one, lines) in details {
            doc.paragraph(Phrase::new().code(one.id.as_str()).text(format!(": {}", one.title)));
            doc.push(Block::bullets(lines));
        }
    }
    for receipt in receipts {
        doc.push(receipt_lines(receipt));
    }
    doc
}

fn count(changed: &[Changed]) -> String {
    let n = changed.len();
    if n == 1 { "1 option answers differently".into() } else { format!("{n} options answer differently") }
}

fn row(one: &Changed) -> [Phrase; 4] {
    let none = || Phrase::from("-");
    let (before, after, why) = match &one.change {
        Change::Added(state) => (none(), pathways(&state.pathways), Phrase::from("added")),
        Change::Removed(state) => (pathways(&state.pathways), none(), Phrase::from("removed")),
        Change::Retired(state) => (pathways(&state.pathways), none(), Phrase::from("retired")),
        Change::Moved { before, after, causes, .. } => {
            let causes = causes.iter().map(|cause| Phrase::new().code(cause.as_str()));
            let causes: Vec<Phrase> = causes.collect();
            let why = if causes.is_empty() { Phrase::from("not found") } else { Phrase::join(causes, ", ") };
            (pathways(&before.pathways), set_or_same(&before.pathways, &after.pathways), why)
        }
    };
    [Phrase::new().link(one.id.as_str(), one.id.as_str()), before, after, why]
}

fn set_or_same(before: &[Pathway], after: &[Pathway]) -> Phrase {
    let phrase = pathways(after);
    if before == after { phrase.text(" (as before)") } else { phrase }
}

/// In what a moved option differs besides its pathway.
fn details(one: &Changed) -> Option<Vec<Phrase>> {
    let Change::Moved { before, after, aspects, .. } = &one.change else { return None };
    let line = |aspect: &Aspect| match aspect {
        Aspect::Pathway => None,
        Aspect::Branches => branches(before, after),
        Aspect::Conditions => {
            let words = |state: &State| -> Vec<String> {
                state
                    .conditions
                    .iter()
                    .map(|(exit, kind, text)| format!("{kind} under {exit} ({})", text.trim_end_matches('.')))
                    .collect()
            };
            Some(lists("conditions", &words(before), &words(after)))
        }
        Aspect::Controlling => Some(lists("controlled by", &before.controlling, &after.controlling)),
        Aspect::Residual => Some(lists("still binds", &before.residual, &after.residual)),
        Aspect::Earliest => {
            let day = |state: &State| state.earliest.map_or_else(|| "none".to_owned(), |day| day.to_string());
            Some(Phrase::from(format!("earliest day: {} before, {} after", day(before), day(after))))
        }
    };
    let lines: Vec<Phrase> = aspects.iter().filter_map(line).collect();
    (!lines.is_empty()).then_some(lines)
}

/// Where only the readings that lead to the same pathways differ.
fn branches(before: &State, after: &State) -> Option<Phrase> {
    (before.pathways == after.pathways).then(|| {
        Phrase::from("the readings or facts that lead to each pathway differ; `relief explain` prints them")
    })
}

/// What one list has and the other has not.
fn lists<T: PartialEq + Display>(what: &str, before: &[T], after: &[T]) -> Phrase {
    let only = |of: &[T], other: &[T]| {
        of.iter().filter(|one| !other.contains(one)).map(ToString::to_string).collect::<Vec<_>>()
    };
    let (gone, new) = (only(before, after), only(after, before));
    let mut parts = Vec::new();
    if !new.is_empty() {
        parts.push(format!("now also {}", new.join(", ")));
    }
    if !gone.is_empty() {
        parts.push(format!("no longer {}", gone.join(", ")));
    }
    Phrase::from(format!("{what}: {}", parts.join("; ")))
}
