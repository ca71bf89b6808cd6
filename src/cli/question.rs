//! Which question is put: the flags, held against the register.
//!
//! Whatever the register does not know, or what it contradicts, is refused here with what to type next, so that no
//! answer is built on it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::args::Asking;
use super::context::{missing, retired, today};
use super::failure::{Failure, remark};
use crate::model::{Bill, Choice, Id, ReliefOption};
use crate::register::{Register, in_force_fact, in_force_on_fact};
use crate::relief::{Conflict, Question, conflict};
use crate::text::nearest;

/// The question that the flags put.
pub(super) fn question(register: &Register, asking: &Asking) -> Result<Question, Failure> {
    question_on(register, asking, asking.as_of.unwrap_or_else(today))
}

/// The same of a day.
pub(super) fn question_on(register: &Register, asking: &Asking, as_of: Date) -> Result<Question, Failure> {
    let mut points = BTreeSet::new();
    for choice in &asking.readings {
        reading(register, choice)?;
        let (point, _) = choice.split();
        once(&mut points, point, "reading", "choice")?;
    }
    let mut facts = BTreeSet::new();
    for (id, _) in &asking.facts {
        fact(register, id)?;
        once(&mut facts, id.as_str(), "fact", "answer")?;
    }
    let mut bills = BTreeSet::new();
    for (id, from) in &asking.assume {
        bill(register, id, *from, as_of)?;
        once(&mut bills, id.as_str(), "assume", "day")?;
    }
    Ok(Question {
        submit: asking.submit.unwrap_or(as_of),
        readings: asking.readings.clone(),
        facts: asking.facts.iter().cloned().collect(),
        assume: asking.assume.clone(),
        ..Question::on(as_of)
    })
}

/// The option of this id.
pub(super) fn option<'r>(register: &'r Register, id: &str) -> Result<(&'r Id, &'r ReliefOption), Failure> {
    let known = register.options().find(|(known, _)| known.as_str() == id);
    known.ok_or_else(|| {
        missing(register, "option", id, register.options().map(|(id, _)| id.as_str()), "relief options")
    })
}

/// Refuses what is fixed twice: of two values one would be dropped in silence.
fn once<'a>(seen: &mut BTreeSet<&'a str>, id: &'a str, flag: &str, what: &str) -> Result<(), Failure> {
    if seen.insert(id) {
        return Ok(());
    }
    Err(Failure::usage(
        format!("`--{flag}` fixes `{id}` twice"),
        format!("keep one {what}, and ask again for the other"),
    ))
}

fn reading(register: &Register, choice: &Choice) -> Result<(), Failure> {
    let (point, chosen) = choice.split();
    let Some(record) = register.point(point) else {
        return Err(none_such(
            register,
            "contested point",
            point,
            register.points().map(|(id, _)| id.as_str()),
            "`relief explain OPTION` prints the points that an option turns on, and how to fix each",
        ));
    };
    if record.choices.iter().any(|c| c.id.as_str() == chosen) {
        return Ok(());
    }
    let ids: Vec<&str> = record.choices.iter().map(|c| c.id.as_str()).collect();
    Err(Failure::usage(
        format!("point `{point}` has no choice `{chosen}`"),
        format!("its choices are {}; `relief show {point}` prints them", ids.join(", ")),
    ))
}

/// A fact is one of the records, or one that the engine asks about something whose day is not known.
fn fact(register: &Register, id: &Id) -> Result<(), Failure> {
    if register.fact(id.as_str()).is_some() || is_derived(register, id.as_str()) {
        return Ok(());
    }
    Err(none_such(
        register,
        "fact",
        id.as_str(),
        register.facts().map(|(id, _)| id.as_str()),
        "`relief explain OPTION` prints the facts that an option turns on, and how to fix each",
    ))
}

/// Whether a name is that of the fact whether something is in force, on the day asked of or on another.
fn is_derived(register: &Register, name: &str) -> bool {
    let traits = register
        .targets()
        .flat_map(|(id, target)| target.traits.iter().map(move |held| format!("{id}/{}", held.id)));
    let mut all = register.references().map(str::to_owned).chain(traits);
    match name.rsplit_once("-in-force-on-").and_then(|(_, day)| day.parse::<Date>().ok()) {
        Some(day) => all.any(|what| in_force_on_fact(&what, day).as_str() == name),
        None => name.ends_with("-in-force") && all.any(|what| in_force_fact(&what).as_str() == name),
    }
}

fn bill(register: &Register, id: &Id, from: Option<Date>, as_of: Date) -> Result<(), Failure> {
    let Some(record) = register.bill(id.as_str()) else {
        let bills: Vec<&str> = register.bills().map(|(id, _)| id.as_str()).collect();
        let all = match bills.as_slice() {
            [] => {
                "this register holds none; write one below `bills/`: `relief schema bill` says how".to_owned()
            }
            bills => format!("the bills are {}", bills.join(", ")),
        };
        return Err(none_such(register, "bill", id.as_str(), bills.into_iter(), &all));
    };
    if let Some(conflict) = conflict(register, id, from, as_of) {
        return Err(contradicted(id, record, from, as_of, &conflict));
    }
    let holds = record.measures.len() + record.locks.len() + record.exits.len() + record.mandates.len();
    if holds + record.repeals.len() == 0 {
        remark(&format!(
            "of bill `{id}` only its head is encoded: assuming it changes nothing; `relief show {id}` prints its gaps"
        ));
    } else if let Some(from) = from.filter(|from| *from > as_of) {
        remark(&format!(
            "bill `{id}` is assumed from {from}, after {as_of}: it bears only on what takes effect from then on"
        ));
    }
    Ok(())
}

/// What speaks against assuming a bill, and what to ask instead.
fn contradicted(id: &Id, bill: &Bill, from: Option<Date>, as_of: Date, conflict: &Conflict) -> Failure {
    let at = from.map_or_else(String::new, |from| format!("@{from}"));
    match conflict {
        Conflict::Dead => Failure::usage(
            format!("bill `{id}` can no longer become law: {}", bill.standing),
            format!("leave `--assume {id}{at}` out; `relief show {id}` prints the bill"),
        ),
        Conflict::NotIntroduced(introduced) => Failure::usage(
            format!("bill `{id}` was introduced on {introduced}, and cannot be law from an earlier day"),
            format!("give a day from then on: `--assume {id}@{introduced}`"),
        ),
        Conflict::Overtaken(statute, law) => {
            let eve = law.yesterday().unwrap_or(*law);
            Failure::usage(
                format!(
                    "bill `{id}` is overtaken on {as_of}: `{statute}` was enacted from it or in its place, and is law from {law}"
                ),
                format!(
                    "leave `--assume {id}{at}` out, or ask of a day before: `--as-of {eve} --assume {id}{at}`"
                ),
            )
        }
        Conflict::RepealsNothing { what, on, begins } => Failure::usage(
            format!("bill `{id}` would end `{what}`, which is not in force on {on}"),
            match (begins, from) {
                (Some(begins), Some(_)) => {
                    format!("assume it from a day on which it is: `--assume {id}@{begins}`")
                }
                (Some(begins), None) => {
                    format!("ask of a day on which it is: `--as-of {begins} --assume {id}`")
                }
                (None, _) => format!("`relief show {what} --as-of {on}` prints its days; ask of one of them"),
            },
        ),
    }
}

/// An id that names nothing of the kind: what it is instead, or what is near, or where to look.
fn none_such<'a>(
    register: &Register,
    what: &str,
    id: &str,
    known: impl Iterator<Item = &'a str>,
    else_look: &str,
) -> Failure {
    if let Some(failure) = retired(register, id) {
        return failure;
    }
    if let Some(kind) = register.kind(id) {
        return Failure::usage(format!("`{id}` is a {}, and no {what}", kind.word()), else_look);
    }
    let hint = nearest(id, known).map(|near| format!("did you mean `{near}`?"));
    Failure::usage(format!("there is no {what} `{id}`"), hint.unwrap_or_else(|| else_look.to_owned()))
}
