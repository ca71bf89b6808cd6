//! What leads back to where it began: relations of instruments, owners, kinds of conduct, ids that have moved.
//!
//! Each is a graph of its own, since an order may well revoke what it was issued under: what rests on what, which text
//! came after which, who owns whom, what lies within what, what took the place of what. Each is walked once, without
//! recursion.

use std::collections::{BTreeMap, HashMap};

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::{Kind, Record, Ref, RelationKind};
use crate::register::RecordFile;

pub(super) static LINT: Lint = Lint {
    name: "relation-cycle",
    summary: "Instruments, owners, kinds of conduct or moved ids lead round in a circle",
    severity: Severity::Error,
    page: include_str!("relation_cycle.md"),
    check: Check::Register(check),
};

/// A step from one name to another, and where it is written.
struct Step<'r> {
    to: &'r str,
    word: &'static str,
    file: &'r RecordFile,
    pointer: String,
}

/// The steps from each name.
type Graph<'r> = BTreeMap<&'r str, Vec<Step<'r>>>;

fn check(cx: &Context<'_>, out: &mut Out) {
    use RelationKind::{Amends, AuthorisesUnder, Repeals, Revokes, Supersedes};
    let basis = relations(cx, |kind| kind.cascades() || kind == AuthorisesUnder);
    let history = relations(cx, |kind| matches!(kind, Amends | Repeals | Revokes | Supersedes));
    let law = "no text can rest on one that rests on it, or come after one that comes after it";
    let older = "take out the relation that points from the older text to the newer";
    rounds(&basis, ("relations", law, older), out);
    rounds(&history, ("relations", law, older), out);
    let half = "of two bodies, each cannot hold half of the other or more";
    rounds(&owners(cx), ("owners", half, "look again at who owns whom"), out);
    let wider = "a kind of conduct lies within a wider one, never within what lies within it";
    rounds(&conducts(cx), ("kinds of conduct", wider, "take out the `within` of the widest"), out);
    let gone = "whoever follows an old id must arrive at one that is in use";
    rounds(&moves(cx), ("retired ids", gone, "name what is in use now"), out);
}

/// The relations of instruments to others; one to itself has a lint of its own.
fn relations<'r>(cx: &Context<'r>, wanted: impl Fn(RelationKind) -> bool) -> Graph<'r> {
    let mut graph = Graph::new();
    for file in cx.register.files() {
        let relations = file.instrument().map_or(&[][..], |instrument| &instrument.relations);
        for (nth, relation) in relations.iter().enumerate().filter(|(_, relation)| wanted(relation.kind)) {
            let Some(to) = cx.register.file(relation.to.split().0) else { continue };
            if to.kind.is_instrument() && to.id != file.id {
                let pointer = format!("/relations/{nth}/to");
                let step = Step { to: to.id.as_str(), word: relation.kind.word(), file, pointer };
                graph.entry(file.id.as_str()).or_default().push(step);
            }
        }
    }
    graph
}

/// Who is owned by whom, half or more: less than that can well be mutual.
fn owners<'r>(cx: &Context<'r>) -> Graph<'r> {
    let mut graph = Graph::new();
    for file in cx.register.files() {
        let Record::Target(target) = &file.record else { continue };
        for (nth, owner) in target.owned_by.iter().enumerate() {
            if owner.percent.is_some_and(|percent| u32::from(percent) >= 50) {
                let pointer = format!("/owned-by/{nth}/target");
                let step = Step { to: owner.target.as_str(), word: "is owned by", file, pointer };
                graph.entry(file.id.as_str()).or_default().push(step);
            }
        }
    }
    graph
}

/// Which kind of conduct lies within which.
fn conducts<'r>(cx: &Context<'r>) -> Graph<'r> {
    let mut graph = Graph::new();
    for file in cx.register.files() {
        let Record::Register(head) = &file.record else { continue };
        for (nth, conduct) in head.conducts.iter().enumerate() {
            let Some(within) = &conduct.within else { continue };
            let pointer = format!("/conducts/{nth}/within");
            let step = Step { to: within.as_str(), word: "lies within", file, pointer };
            graph.entry(conduct.id.as_str()).or_default().push(step);
        }
    }
    graph
}

/// What has taken the place of a retired record. Parts are left out: `retired-parts` names what stands beside it.
fn moves<'r>(cx: &Context<'r>) -> Graph<'r> {
    let mut graph = Graph::new();
    for file in cx.register.files().iter().filter(|file| file.kind != Kind::Register) {
        let Some(retired) = file.record.retired() else { continue };
        let one = |key: &str, next: &'r Option<Ref>| next.as_ref().map(|next| (format!("/retired/{key}"), next));
        let split = retired.split_into.iter().enumerate().map(|(n, next)| (format!("/retired/split-into/{n}"), next));
        let single = [one("moved-to", &retired.moved_to), one("superseded-by", &retired.superseded_by)];
        for (pointer, next) in single.into_iter().flatten().chain(split) {
            let step = Step { to: next.as_str(), word: "has become", file, pointer };
            graph.entry(file.id.as_str()).or_default().push(step);
        }
    }
    graph
}

/// A walk in depth: what is met again while still on the path closes a circle.
fn rounds(graph: &Graph<'_>, words: (&str, &str, &str), out: &mut Out) {
    let mut on_path: HashMap<&str, bool> = HashMap::new();
    let next = |name: &str| graph.get(name).map_or(&[][..], Vec::as_slice);
    for start in graph.keys() {
        if on_path.contains_key(start) {
            continue;
        }
        on_path.insert(start, true);
        let mut path = vec![(*start, 0)];
        while let Some((name, taken)) = path.last_mut() {
            let Some(step) = next(name).get(*taken) else {
                on_path.insert(name, false);
                path.pop();
                continue;
            };
            *taken += 1;
            match on_path.get(step.to) {
                Some(true) => {
                    let from = path.iter().position(|(name, _)| *name == step.to).unwrap_or_default();
                    let round = path.iter().skip(from);
                    let round = round.filter_map(|(name, taken)| Some((*name, next(name).get(taken.checked_sub(1)?)?)));
                    out.push(draft(round.collect(), words));
                }
                Some(false) => {}
                None => {
                    on_path.insert(step.to, true);
                    path.push((step.to, 0));
                }
            }
        }
    }
}

fn draft(mut round: Vec<(&str, &Step<'_>)>, (what, note, help): (&str, &str, &str)) -> Draft {
    // Where the walk began is of no account: the circle is told from its first file on.
    let first = (0..round.len()).min_by_key(|at| (round[*at].1.file.path.as_str(), round[*at].0)).unwrap_or_default();
    round.rotate_left(first);
    let names: Vec<String> = round.iter().map(|(name, _)| format!("`{name}`")).collect();
    let title = format!("{what} lead from {} back to {}", names.join(" to "), names[0]);
    round.into_iter().fold(Draft::new(title).note(note).help(help), |draft, (name, step)| {
        let label = format!("`{name}` {} `{}`", step.word, step.to);
        draft.at(step.file, step.pointer.as_str(), label)
    })
}
