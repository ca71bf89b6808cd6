//! `relief cascade`: what falls with a record, and what stands.

use schemars::JsonSchema;
use serde::Serialize;

use super::options::{Combination, combination};
use super::{Receipt, SCHEMA_VERSION};
use crate::register::{Part, Register};
use crate::relief::{Cascade, Ending, Hanging, Outcome, Thing};

/// What falls and what stands when a record ends.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CascadeReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The record that ends.
    pub id: String,
    /// Of an emergency: the acts that end it, with the pathways of each.
    pub acts: Vec<EndingAct>,
    /// The emergencies it declares, which do not end with it here.
    pub declares: Vec<String>,
    /// What hangs on it.
    pub under: Vec<HangingReport>,
    /// The savings clauses that bear on what falls.
    pub savings: Vec<SavingReport>,
}

/// An act that ends an emergency.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EndingAct {
    /// What is done.
    pub action: String,
    /// Its pathways, lightest first.
    pub pathways: Vec<String>,
}

/// Something that hangs on the ended record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HangingReport {
    /// The record, or the part of one.
    pub id: String,
    /// What kind of record or part.
    pub kind: String,
    /// The relation by which it hangs on what stands above it.
    pub relation: Option<String>,
    /// What becomes of it; more than one where that is contested.
    pub endings: Vec<EndingReport>,
    /// What hangs on it in turn.
    pub under: Vec<HangingReport>,
}

/// One way in which something comes out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EndingReport {
    /// `falls`, `in-part`, `stands`, `held`, `carried`, `rests`, or `absent` where it is not in force to begin with.
    pub outcome: String,
    /// What keeps it: the lock that holds it, the statute that carries it, or the record it rests on.
    pub by: Option<String>,
    /// The emergency under which a statute carries it.
    pub emergency: Option<String>,
    /// Whether only outlying readings lead there.
    pub outlying: bool,
    /// The combinations that lead there.
    pub cases: Vec<Combination>,
}

/// A savings clause.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SavingReport {
    /// The clause, `STATUTE/ID`.
    pub id: String,
    /// Its pinpoint.
    pub pinpoint: String,
    /// What it saves.
    pub text: String,
}

/// The report of a cascade.
pub fn cascade_report(receipt: Receipt, register: &Register, cascade: &Cascade) -> CascadeReport {
    let acts = cascade.acts.iter().map(|(action, pathways)| EndingAct {
        action: action.word().into(),
        pathways: pathways.iter().map(|p| p.word().to_owned()).collect(),
    });
    let savings = cascade.savings.iter().filter_map(|saved| {
        let clause = register.instrument(saved.home.as_str())?.savings.get(saved.at)?;
        Some(SavingReport {
            id: format!("{}/{}", saved.home, clause.id),
            pinpoint: clause.pinpoint.to_string(),
            text: clause.text.to_string(),
        })
    });
    CascadeReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        id: cascade.id.to_string(),
        acts: acts.collect(),
        declares: cascade.declares.iter().map(ToString::to_string).collect(),
        under: cascade.under.iter().map(|hanging| hanging_report(register, hanging)).collect(),
        savings: savings.collect(),
    }
}

fn hanging_report(register: &Register, hanging: &Hanging) -> HangingReport {
    let (id, kind) = thing(register, &hanging.thing);
    HangingReport {
        id,
        kind: kind.into(),
        relation: hanging.relation.map(|kind| kind.word().to_owned()),
        endings: hanging.endings.iter().map(|ending| ending_report(register, ending)).collect(),
        under: hanging.under.iter().map(|below| hanging_report(register, below)).collect(),
    }
}

/// The id of a thing, and the word for its kind.
pub(crate) fn thing(register: &Register, thing: &Thing) -> (String, &'static str) {
    match thing {
        Thing::Record(id) => (id.to_string(), register.kind(id.as_str()).map_or("record", |k| k.word())),
        Thing::Part(part) => {
            let word = match part {
                Part::Measure(_) => "measure",
                Part::Lock(_) => "lock",
                Part::Exit(_) => "exit",
                Part::Mandate(_) => "mandate",
                Part::Listing(_) => "listing",
            };
            (register.reference(*part).to_string(), word)
        }
    }
}

fn ending_report(register: &Register, ending: &Ending) -> EndingReport {
    let (by, emergency) = match &ending.outcome {
        Outcome::Held(lock) => (Some(register.reference(*lock).to_string()), None),
        Outcome::Carried(statute, emergency) => {
            (Some(statute.to_string()), emergency.as_ref().map(ToString::to_string))
        }
        Outcome::Rests(other) => (Some(other.to_string()), None),
        Outcome::Absent | Outcome::Falls | Outcome::InPart | Outcome::Stands => (None, None),
    };
    let outcome = match ending.outcome {
        Outcome::Absent => "absent",
        Outcome::Falls => "falls",
        Outcome::InPart => "in-part",
        Outcome::Stands => "stands",
        Outcome::Held(_) => "held",
        Outcome::Carried(..) => "carried",
        Outcome::Rests(_) => "rests",
    };
    EndingReport {
        outcome: outcome.into(),
        by,
        emergency,
        outlying: ending.outlying,
        cases: ending.cases.iter().map(|case| combination(register, case)).collect(),
    }
}
