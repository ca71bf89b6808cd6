//! Two answers side by side: fit for a terminal and for a pull-request comment.
//!
//! What takes another pathway comes first, then what takes the same on other terms. What differs besides is said once
//! for all options that differ alike, so that an act which moves seventy of them does not say the same seventy times.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::api::Receipt;
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::model::{Id, Ref};
use crate::relief::{Aspect, Change, Changed, State};

use super::cite::{parts, pathways};
use super::options::receipt as receipt_lines;

/// What differs between two sides, named as they are called in a sentence. `whole` writes every id out, as a spreadsheet
/// needs it.
pub fn diff(
    names: [&str; 2],
    changed: &[Changed],
    left_out: &[Id],
    receipts: [&Receipt; 2],
    whole: bool,
) -> Doc {
    let mut doc = Doc::new("Options that moved");
    let [before, after] = names;
    let (moved, rest): (Vec<&Changed>, Vec<&Changed>) = changed.iter().partition(|one| takes_another(one));
    doc.paragraph(format!("From {before} to {after}, {}.", counts(moved.len(), rest.len())));
    if !changed.is_empty() {
        doc.push(table(&moved, &rest, whole));
    }
    alike(changed, &mut doc);
    if !left_out.is_empty() {
        let ids = left_out.iter().map(|id| Phrase::new().code(id.as_str()));
        let line = Phrase::from("Left out, as their law is not encoded on both days: ");
        doc.paragraph(line.then(Phrase::join(ids, ", ")).text("."));
    }
    for receipt in receipts {
        doc.push(receipt_lines(receipt));
    }
    doc
}

fn table(moved: &[&Changed], rest: &[&Changed], whole: bool) -> Table {
    let mut table = Table::new([
        Column::new("option").importance(Column::ESSENTIAL).min_width(18),
        Column::new("before").importance(Column::ESSENTIAL).min_width(11),
        Column::new("after").importance(Column::ESSENTIAL).min_width(11),
        Column::new("moved by").importance(8).min_width(11),
    ])
    .named("diff");
    for (title, group) in [("Another pathway", moved), ("The same pathway, on other terms", rest)] {
        if !group.is_empty() {
            table.group(format!("{title} ({})", group.len()));
        }
        for one in group {
            table.row(row(one, whole));
        }
    }
    table
}

/// Whether an option is there on one side only, or takes another pathway.
fn takes_another(one: &Changed) -> bool {
    match &one.change {
        Change::Moved { before, after, .. } => before.pathways != after.pathways,
        Change::Added(_) | Change::Removed(_) | Change::Retired(_) => true,
    }
}

fn counts(moved: usize, rest: usize) -> String {
    let options = |n: usize| if n == 1 { "1 option".to_owned() } else { format!("{n} options") };
    match (moved, rest) {
        (0, 0) => "no option answers differently".into(),
        (0, rest) => format!("no option takes another pathway; the terms of {} differ", options(rest)),
        (moved, 0) => format!("the pathway of {} differs", options(moved)),
        (moved, rest) => {
            format!("the pathway of {} differs, and of {} the terms alone", options(moved), options(rest))
        }
    }
}

fn row(one: &Changed, whole: bool) -> [Phrase; 4] {
    let none = || Phrase::from("-");
    let (before, after, why) = match &one.change {
        Change::Added(state) => (none(), pathways(&state.pathways), Phrase::from("added")),
        Change::Removed(state) => (pathways(&state.pathways), none(), Phrase::from("removed")),
        Change::Retired(state) => (pathways(&state.pathways), none(), Phrase::from("retired")),
        Change::Moved { before, after, causes, .. } => {
            (pathways(&before.pathways), pathways(&after.pathways), moved_by(causes, whole))
        }
    };
    [Phrase::new().link(one.id.as_str(), one.id.as_str()), before, after, why]
}

/// The records that moved an option, the parts of each behind it.
fn moved_by(causes: &[Ref], whole: bool) -> Phrase {
    if causes.is_empty() {
        return Phrase::from("not found");
    }
    if whole {
        return Phrase::join(causes.iter().map(|cause| Phrase::new().code(cause.as_str())), ", ");
    }
    parts(causes.iter().map(Ref::as_str))
}

/// What differs besides pathways, once for all options that differ alike.
fn alike(changed: &[Changed], doc: &mut Doc) {
    let mut groups: Vec<(Vec<Phrase>, Vec<&Changed>)> = Vec::new();
    for one in changed {
        let Some(lines) = details(one) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == lines) {
            Some((_, options)) => options.push(one),
            None => groups.push((lines, vec![one])),
        }
    }
    if groups.is_empty() {
        return;
    }
    doc.heading(1, "What else differs");
    for (lines, options) in groups {
        let ids = options.iter().map(|one| Phrase::new().code(one.id.as_str()));
        doc.paragraph(Phrase::join(ids, ", ").text(":"));
        doc.push(Block::bullets(lines));
    }
}

/// In what a moved option differs besides its pathway.
fn details(one: &Changed) -> Option<Vec<Phrase>> {
    let Change::Moved { before, after, aspects, .. } = &one.change else { return None };
    let line = |aspect: &Aspect| match aspect {
        Aspect::Pathway => None,
        Aspect::Branches => branches(before, after),
        Aspect::Conditions => Some(lists("asks for", &asked(before), &asked(after))),
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

/// What each exit asks for, in short: the kinds of its conditions, with how many there are of each.
fn asked(state: &State) -> Vec<String> {
    let mut exits: BTreeMap<&Ref, BTreeMap<&str, usize>> = BTreeMap::new();
    for (exit, kind, _) in &state.conditions {
        *exits.entry(exit).or_default().entry(kind).or_default() += 1;
    }
    let each = exits.into_iter().map(|(exit, kinds)| {
        let kinds =
            kinds.into_iter().map(|(kind, n)| if n == 1 { kind.into() } else { format!("{n} x {kind}") });
        format!("{exit} ({})", kinds.collect::<Vec<String>>().join(", "))
    });
    each.collect()
}

/// Where only the readings that lead to the same pathways differ.
fn branches(before: &State, after: &State) -> Option<Phrase> {
    (before.pathways == after.pathways).then(|| {
        Phrase::from("the readings or facts that lead to each pathway differ; ")
            .code("relief explain")
            .text(" prints them")
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
    if parts.is_empty() {
        parts.push("in other words".into());
    }
    Phrase::from(format!("{what}: {}", parts.join("; ")))
}
