//! Whether a bill can be assumed to be law: what its own record, or the law it would join, says against it.
//!
//! A bill holds ordinary records, and the engine weighs whatever is assumed. Some assumptions contradict the
//! register: whoever asks is told so, and of which day to ask instead, before an answer is built on them.

use jiff::civil::Date;

use crate::model::{Bill, Id, Ref};
use crate::register::{Law, Register, Tri};

/// Why a bill cannot be assumed to be law.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// It can no longer become law.
    Dead,
    /// It would be law before it was introduced, on this day.
    NotIntroduced(Date),
    /// This statute was enacted from it or in its place, and is law from this day on.
    Overtaken(Id, Date),
    /// It would end this on a day on which it is not in force.
    RepealsNothing {
        /// What it would end.
        what: Ref,
        /// The day on which the bill would end it.
        on: Date,
        /// The first later day on which that is in force, if there is one.
        begins: Option<Date>,
    },
}

/// What speaks against assuming a bill to be law, from a day or throughout, in a question about `as_of`; nothing where
/// it can be assumed.
pub fn conflict(register: &Register, id: &Id, from: Option<Date>, as_of: Date) -> Option<Conflict> {
    let bill = register.bill(id.as_str())?;
    if bill.dead {
        return Some(Conflict::Dead);
    }
    if let Some((from, introduced)) = from.zip(bill.introduced)
        && from < introduced.earliest()
    {
        return Some(Conflict::NotIntroduced(introduced.earliest()));
    }
    overtaken(register, bill, as_of).or_else(|| {
        let on = from.unwrap_or(as_of);
        bill.repeals.iter().find_map(|what| repeals_nothing(register, what, on))
    })
}

fn overtaken(register: &Register, bill: &Bill, as_of: Date) -> Option<Conflict> {
    let id = bill.overtaken_by.as_ref()?;
    let law = register.instrument(id.as_str())?.effective.earliest();
    (as_of >= law).then(|| Conflict::Overtaken(id.clone(), law))
}

fn repeals_nothing(register: &Register, what: &Ref, on: Date) -> Option<Conflict> {
    let nothing_known = |_: &Id| None;
    let law = Law::on(register, on, &[], &nothing_known);
    let (standing, begins) = match register.part(what.as_str()) {
        Some(part) => (law.part(part), law.begin_of(part)),
        None => {
            let id: Id = what.as_str().parse().ok()?;
            let effective = register.instrument(what.as_str())?.effective.earliest();
            (law.instrument(&id), Some(effective))
        }
    };
    (standing == Tri::No).then(|| Conflict::RepealsNothing {
        what: what.clone(),
        on,
        begins: begins.filter(|begins| *begins > on),
    })
}
