//! The routes to a goal as a table.

use crate::api::{Receipt, Under};
use crate::doc::{Block, Cite, Column, Doc, Phrase, Table};
use crate::model::{Action, Id, Pathway};
use crate::register::Register;
use crate::relief::{Leg, Object, Question, Route, Routes};

use super::cite::{pathways, provision};
use super::options::{receipt as receipt_lines, remark};
use super::outcome::case;

/// How many restrictions are named; the JSON names all.
const NAMED: usize = 12;

/// The routes to a goal.
pub fn routes(
    register: &Register,
    (goal, title): (&str, &str),
    under: &Under,
    routes: &Routes,
    question: &Question,
    receipt: &Receipt,
) -> Doc {
    let mut doc = Doc::new(format!("Routes to relief: {title}"));
    let filed = if question.submit == question.as_of {
        String::new()
    } else {
        format!(", filed on {}", question.submit)
    };
    if routes.items.is_empty() {
        doc.paragraph(
            Phrase::from(format!("As of {}, nothing restricts ", question.as_of))
                .code(goal)
                .text(": there is nothing to relieve."),
        );
        regimes(register, under, &mut doc);
        doc.push(receipt_lines(receipt));
        return doc;
    }
    let named = routes.items.iter().take(NAMED);
    let items = named.map(|item| Phrase::new().code(item.reference(register).as_str()));
    let mut line = Phrase::from(format!("As of {}{filed}, ", question.as_of))
        .code(goal)
        .text(" is restricted by ")
        .then(Phrase::join(items, ", "));
    if routes.items.len() > NAMED {
        line = line.text(format!(" and {} more", routes.items.len() - NAMED));
    }
    doc.paragraph(line.text(". Each set of acts below frees it from all of them; none has an act to spare."));
    regimes(register, under, &mut doc);
    if question.as_of > receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {}.",
            receipt.coverage_end, question.as_of
        )));
    }
    doc.push(table(register, routes, question));
    notes(register, routes, &mut doc);
    doc.push(receipt_lines(receipt));
    doc
}

/// Under which regimes it is freed, and which are left aside.
fn regimes(register: &Register, under: &Under, doc: &mut Doc) {
    let codes = |ids: &[Id]| Phrase::join(ids.iter().map(|id| Phrase::new().code(id.as_str())), ", ");
    if let ([one], [other, ..]) = (under.regimes.as_slice(), under.others.as_slice()) {
        let restrict = match under.others.len() {
            1 => " restricts it too, with routes of its own: ",
            _ => " restrict it too, each with routes of its own: ",
        };
        doc.push(remark(
            Phrase::from("These are the routes under regime ")
                .code(one.as_str())
                .text(" alone. ")
                .then(codes(&under.others))
                .text(restrict)
                .code(format!("--regime {other}"))
                .text("."),
        ));
    }
    for id in &under.not_encoded {
        let from = register.head().regimes.iter().find(|regime| regime.id == *id).map(|r| r.coverage.from);
        let from = from.map_or_else(String::new, |from| format!(" before {from}"));
        doc.push(remark(format!(
            "The law of regime {id} is not encoded{from}: nothing of it is in this answer."
        )));
    }
}

fn table(register: &Register, routes: &Routes, question: &Question) -> Table {
    let mut table = Table::new([
        Column::new("acts").importance(Column::ESSENTIAL).min_width(26),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
        Column::new("effect").importance(7).min_width(8),
        Column::new("through").importance(5).min_width(11),
        Column::new("earliest").importance(8).min_width(10),
    ])
    .named("routes")
    .when_empty("No set of acts that the executive can lawfully take reaches it.");
    let mut headline = None;
    for route in &routes.routes {
        let hardest = route.pathways.last().copied().unwrap_or(Pathway::None);
        if headline != Some(hardest) {
            table.group(hardest.title());
            headline = Some(hardest);
        }
        table.row([
            acts(register, route, question),
            pathways(&route.pathways),
            Phrase::from(effect(route)),
            through(register, route),
            Phrase::from(route.earliest.to_string()),
        ]);
    }
    table
}

/// What is done, in order, and where it reaches the goal.
fn acts(register: &Register, route: &Route, question: &Question) -> Phrase {
    let mut all: Vec<Phrase> = Vec::new();
    if route.from > question.as_of {
        all.push(Phrase::from(format!("wait until {}", route.from)));
    }
    all.extend(route.steps.iter().map(|step| act(register, step)));
    let phrase = Phrase::join(all, "; ");
    if route.everywhere() {
        return phrase;
    }
    let cases = Phrase::join(route.reaches.iter().map(|one| case(register, one)), " or ");
    phrase.text(" (only where ").then(cases).text(")")
}

fn act(register: &Register, step: &Leg) -> Phrase {
    let object = step.deed.object.reference(register);
    let words = match (step.deed.action, &step.deed.object) {
        (Action::Terminate, Object::Listing(_)) => "delist",
        (Action::Lapse, _) => "let lapse",
        (Action::EndEmergency, _) => "end",
        (Action::DeclineToImpose, _) => "decline to impose",
        (action, _) => action.word(),
    };
    Phrase::from(format!("{words} ")).code(object)
}

fn effect(route: &Route) -> &'static str {
    match route.weaker {
        Some(Action::Suspend) => "suspended only",
        Some(Action::Waive) => "waived only",
        Some(Action::License) => "licensed only",
        _ => "ended",
    }
}

/// The exits used, each once, with their pinpoints.
fn through(register: &Register, route: &Route) -> Phrase {
    let exits = route.steps.iter().flat_map(|step| &step.through).filter_map(|(_, exit)| *exit);
    let mut exits: Vec<_> = exits.collect();
    exits.sort_unstable();
    exits.dedup();
    if exits.is_empty() {
        return "no lock".into();
    }
    Phrase::join(exits.into_iter().map(|ix| Phrase::new().code(register.reference(ix).as_str())), ", ")
}

fn notes(register: &Register, routes: &Routes, doc: &mut Doc) {
    let exits = routes.routes.iter().flat_map(|route| &route.steps).flat_map(|step| &step.through);
    let mut exits: Vec<_> = exits.filter_map(|(_, exit)| *exit).collect();
    exits.sort_unstable();
    exits.dedup();
    let lines: Vec<Phrase> = exits
        .into_iter()
        .map(|ix| {
            let id = register.reference(ix).as_str();
            let title = register.exit(ix).title.as_str().trim_end_matches('.').to_owned();
            Phrase::new()
                .code(id)
                .text(format!(": {title}"))
                .cite(Cite::new(provision(register, ix), id))
                .text(".")
        })
        .collect();
    if !lines.is_empty() {
        doc.heading(1, "What the exits ask for");
        doc.push(Block::bullets(lines));
    }
    if !routes.closed.is_empty() {
        let names = routes.closed.iter().map(|item| Phrase::new().code(item.reference(register).as_str()));
        doc.paragraph(
            Phrase::from("No act of the executive frees it from ")
                .then(Phrase::join(names, ", "))
                .text(" by itself: without an act that frees it from more, it takes ")
                .then(pathways(&[Pathway::Legislation]))
                .text("."),
        );
    }
    if routes.left_out > 0 {
        doc.paragraph(format!(
            "Left out: {} more, heavier, later or weaker; `--limit N` prints more of them.",
            routes.left_out
        ));
    }
    if routes.needless > 0 {
        doc.paragraph(
            Phrase::from(
                "Weaker acts that a stronger one makes needless, being as light and as early, are left out: ",
            )
            .code("--all")
            .text(" prints them too."),
        );
    }
    if !routes.continued.is_empty() {
        let names = routes.continued.iter().map(|id| Phrase::new().code(id.as_str()));
        doc.paragraph(
            Phrase::from("On the later days, these emergencies are taken to have been continued: ")
                .then(Phrase::join(names, ", "))
                .text("."),
        );
    }
    if routes.uncombined > 0 {
        doc.paragraph(format!(
            "Acts that free several things at once are too many here to be combined with one another: {} of them \
             are tried alone only.",
            routes.uncombined
        ));
    }
}
