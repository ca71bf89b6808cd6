//! Cascade: end an emergency or an instrument, and see what falls with it, what stands, and why.
//!
//! Whatever hangs on the ended record by a relation that cascades is asked again under the law without it. An order
//! falls with the last of its bases; a measure stands where another base carries it or a lock holds it, a licence as
//! long as something that it permits is still forbidden. Each outcome is a diagram, so that what is contested is told
//! reading by reading.

mod ended;
mod savings;
mod walk;

use super::branch::Assignment;
use super::pathway::Scales;
use super::question::{Asking, Given, Question};
use super::{Asked, answer};
use crate::model::{Act, Action, Id, Pathway, Record, RelationKind};
use crate::register::{EmergencyStanding, LockIx, Part, Register, Tri};
use walk::Walk;

/// What becomes of something when what it hangs on ends.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// It is not there to begin with.
    Absent,
    /// It falls.
    Falls,
    /// Some of what it imposes falls, some stands.
    InPart,
    /// All of it stands, for more than one reason.
    Stands,
    /// It stands: this lock holds it.
    Held(LockIx),
    /// It stands: this statute carries it, under this emergency if it needs one.
    Carried(Id, Option<Id>),
    /// It stands: this other record, on which it hangs too, stands.
    Rests(Id),
}

impl Outcome {
    /// Whether something of it is left.
    pub fn stands(&self) -> bool {
        !matches!(self, Outcome::Absent | Outcome::Falls)
    }
}

/// A record or a part of one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Thing {
    /// A record.
    Record(Id),
    /// A part of a record.
    Part(Part),
}

/// One way in which something comes out.
#[derive(Clone, Debug)]
pub struct Ending {
    /// What becomes of it.
    pub outcome: Outcome,
    /// The combinations of choices and facts that lead there; one empty one where all do.
    pub cases: Vec<Assignment>,
    /// Whether only outlying readings lead there.
    pub outlying: bool,
}

/// Something that hangs on the ended record, and what hangs on it in turn.
#[derive(Debug)]
pub struct Hanging {
    /// What it is.
    pub thing: Thing,
    /// How it hangs on what stands above it; none for a part, and for what rests on a statute's power alone.
    pub relation: Option<RelationKind>,
    /// What becomes of it, outcome by outcome.
    pub endings: Vec<Ending>,
    /// What hangs on it.
    pub under: Vec<Hanging>,
}

/// A savings clause that bears on what falls.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Saved {
    /// The statute.
    pub home: Id,
    /// The place of the clause in it.
    pub at: usize,
}

/// What falls and what stands when a record ends.
pub struct Cascade {
    /// The question.
    pub question: Question,
    /// The record that ends.
    pub id: Id,
    /// Of an emergency: how it stands that day.
    pub emergency: Option<EmergencyStanding>,
    /// Of an emergency: the acts that end it, and their pathways.
    pub acts: Vec<(Action, Vec<Pathway>)>,
    /// The emergencies that the record declares; they are records of their own and do not end with it here.
    pub declares: Vec<Id>,
    /// What hangs on it.
    pub under: Vec<Hanging>,
    /// Of an emergency: the savings clauses of the statutes concerned that are in force that day.
    pub savings: Vec<Saved>,
}

/// Whether a record can be ended, and is in force on the day asked of.
pub fn endable(register: &Register, id: &Id, question: &Question) -> Option<Tri> {
    let (given, fixed) = (Given::new(register, question, &[]), Assignment::new());
    let scales = Scales { register, question, given: &given, day: question.as_of, asking: Asking::default() };
    let frame = scales.frame(&fixed);
    match &register.file(id.as_str())?.record {
        Record::Emergency(_) => Some(frame.law(|law| law.emergency(id).in_force)),
        Record::Instrument(..) => Some(frame.law(|law| law.instrument(id))),
        _ => None,
    }
}

/// Ends an emergency or an instrument on the day asked of.
pub fn cascade(register: &Register, id: &Id, question: Question) -> Cascade {
    let given = Given::new(register, &question, &[]);
    let day = question.as_of;
    let scales = Scales { register, question: &question, given: &given, day, asking: Asking::default() };
    let under = Walk::from(scales, id).under(id);
    let frame = scales.frame(&given.fixed);
    let emergency = register.emergency(id.as_str()).map(|_| frame.law(|law| law.emergency(id)));
    let savings = if emergency.is_some() { savings::savings(scales, id, &under) } else { Vec::new() };
    let declares = register.instrument(id.as_str()).into_iter().flat_map(|i| &i.relations);
    let declares = declares.filter(|r| r.kind == RelationKind::DeclaresEmergency);
    let declares = declares.filter_map(|r| r.to.as_str().parse().ok()).collect();
    let acts = match emergency {
        Some(_) => ways_to_end(register, id, &question),
        None => Vec::new(),
    };
    Cascade { id: id.clone(), emergency, acts, declares, under, savings, question }
}

/// The acts that end an emergency, each with its pathways.
fn ways_to_end(register: &Register, id: &Id, question: &Question) -> Vec<(Action, Vec<Pathway>)> {
    let ways = [Action::Lapse, Action::EndEmergency].map(|action| {
        let acts = [Act { emergencies: [id.clone()].into(), ..Act::of(action) }];
        let asked = Asked { acts: &acts, goals: &[], facts: &[] };
        (action, answer(register, asked, question.clone()).pathways())
    });
    ways.into()
}
