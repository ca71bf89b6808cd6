//! Instruments whose relations lead back to where they began.
//!
//! Two graphs, since an order may well revoke what it was issued under: what rests on what, and which text came after
//! which. Each is walked once, without recursion.

use std::collections::HashMap;

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::RelationKind;
use crate::register::RecordFile;

pub(super) static LINT: Lint = Lint {
    name: "relation-cycle",
    summary: "The relations of instruments lead round in a circle",
    severity: Severity::Error,
    page: include_str!("relation_cycle.md"),
    check: Check::Register(check),
};

/// A relation to another file, by its place in the record.
struct Edge<'r> {
    to: &'r RecordFile,
    nth: usize,
    kind: RelationKind,
}

fn check(cx: &Context<'_>, out: &mut Out) {
    use RelationKind::{Amends, AuthorisesUnder, Repeals, Revokes, Supersedes};
    rounds(cx, |kind| kind.cascades() || kind == AuthorisesUnder, out);
    rounds(cx, |kind| matches!(kind, Amends | Repeals | Revokes | Supersedes), out);
}

fn edges<'r>(cx: &Context<'r>, file: &RecordFile, wanted: impl Fn(RelationKind) -> bool) -> Vec<Edge<'r>> {
    let relations = file.instrument().map_or(&[][..], |instrument| &instrument.relations);
    relations
        .iter()
        .enumerate()
        .filter(|(_, relation)| wanted(relation.kind))
        .filter_map(|(nth, relation)| {
            let to = cx.register.file(relation.to.split().0)?;
            (to.kind.is_instrument() && to.id != file.id).then_some(Edge { to, nth, kind: relation.kind })
        })
        .collect()
}

/// A walk in depth: what is met again while still on the path closes a circle.
fn rounds(cx: &Context<'_>, wanted: impl Fn(RelationKind) -> bool + Copy, out: &mut Out) {
    let mut on_path: HashMap<&str, bool> = HashMap::new();
    for start in cx.register.files().iter().filter(|file| file.kind.is_instrument()) {
        if on_path.contains_key(start.id.as_str()) {
            continue;
        }
        on_path.insert(start.id.as_str(), true);
        let mut path = vec![(start, edges(cx, start, wanted), 0)];
        while let Some((file, next, taken)) = path.last_mut() {
            let Some(edge) = next.get(*taken) else {
                on_path.insert(file.id.as_str(), false);
                path.pop();
                continue;
            };
            *taken += 1;
            let to = edge.to;
            match on_path.get(to.id.as_str()) {
                Some(true) => {
                    let from = path.iter().position(|(file, ..)| file.id == to.id).unwrap_or_default();
                    let round = path.iter().skip(from).filter_map(|(file, next, taken)| {
                        Some((*file, next.get(taken.checked_sub(1)?)?))
                    });
                    out.push(draft(round.collect()));
                }
                Some(false) => {}
                None => {
                    on_path.insert(to.id.as_str(), true);
                    path.push((to, edges(cx, to, wanted), 0));
                }
            }
        }
    }
}

fn draft(mut round: Vec<(&RecordFile, &Edge<'_>)>) -> Draft {
    // Where the walk began is of no account: the circle is told from its first file on.
    let first = (0..round.len()).min_by_key(|at| round[*at].0.path.as_str()).unwrap_or_default();
    round.rotate_left(first);
    let names: Vec<String> = round.iter().map(|(file, _)| format!("`{}`", file.id)).collect();
    let title = format!("relations lead from {} back to {}", names.join(" to "), names[0]);
    let note = "no text can rest on one that rests on it, or come after one that comes after it";
    let help = "take out the relation that points from the older text to the newer";
    round.into_iter().fold(Draft::new(title).note(note).help(help), |draft, (file, edge)| {
        let label = format!("`{}` {} `{}`", file.id, edge.kind.word(), edge.to.id);
        draft.at(file, format!("/relations/{}/to", edge.nth), label)
    })
}
