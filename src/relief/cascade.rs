//! Cascade: end an emergency or an instrument, and see what falls with it, what stands, and why.
//!
//! Whatever hangs on the ended record by a relation that cascades is asked again under the law without it. An order
//! falls with the last of its bases; a measure stands where another base carries it or a lock holds it, a licence as
//! long as something that it permits is still forbidden. Each outcome is a diagram, so that what is contested is told
//! reading by reading.

use std::collections::HashSet;

use super::branch::{Assignment, Diagrams, Need, is_outlying, shorten};
use super::hold::{exists, holder};
use super::pathway::Scales;
use super::question::{Asking, Frame, Given, Question};
use super::select::{Object, selects};
use super::{Asked, answer};
use crate::model::{Act, Action, Id, Kind, Pathway, Record, RelationKind, When};
use crate::register::{EmergencyStanding, LockIx, MeasureIx, Part, Register, Tri};

/// How many combinations of choices are kept for one outcome.
const SHOWN: usize = 8;

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
    let mut walk = Walk { scales, ended: vec![id.clone()], seen: HashSet::new(), store: Diagrams::default() };
    walk.seen.insert(Thing::Record(id.clone()));
    let under = walk.under(id);
    let frame = scales.frame(&given.fixed);
    let emergency = register.emergency(id.as_str()).map(|_| frame.law(|law| law.emergency(id)));
    let savings = if emergency.is_some() { savings(scales, id, &under) } else { Vec::new() };
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
        let acts = [Act {
            action,
            measures: Vec::new(),
            listings: Vec::new(),
            emergencies: vec![id.clone()],
            mandates: Vec::new(),
            target: None,
            to: None,
            stage: None,
            text: None,
        }];
        let asked = Asked { acts: &acts, goals: &[], facts: &[] };
        (action, answer(register, asked, question.clone()).pathways())
    });
    ways.into()
}

struct Walk<'a> {
    scales: Scales<'a>,
    ended: Vec<Id>,
    seen: HashSet<Thing>,
    store: Diagrams<Outcome>,
}

impl Walk<'_> {
    /// What hangs on a record: its parts, then the records that rest on it.
    fn under(&mut self, id: &Id) -> Vec<Hanging> {
        let register = self.scales.register;
        let mut found = Vec::new();
        for ix in register.measures_of(id.as_str()) {
            let listings = register.listings_under(*ix);
            let listings = listings.iter().filter_map(|l| self.hang(Thing::Part(Part::Listing(*l)), None));
            let listings: Vec<Hanging> = listings.collect();
            if let Some(hanging) = self.hang(Thing::Part(Part::Measure(*ix)), None) {
                found.push(Hanging { under: listings, ..hanging });
            }
        }
        if self.ended.contains(id) {
            let clauses = register.instrument(id.as_str()).into_iter().flat_map(|statute| {
                let locks = statute.locks.iter().map(|lock| &lock.id);
                let exits = statute.exits.iter().map(|exit| &exit.id);
                locks.chain(exits).chain(statute.mandates.iter().map(|mandate| &mandate.id))
            });
            let clauses = clauses.filter_map(|local| register.part(&format!("{id}/{local}")));
            let clauses: Vec<Part> = clauses.collect();
            found.extend(clauses.into_iter().filter_map(|part| self.hang(Thing::Part(part), None)));
        }
        let related = register.related_to(id.as_str()).iter();
        let related = related.filter(|(_, kind)| kind.cascades() || *kind == RelationKind::AuthorisesUnder);
        let mut records: Vec<(Id, Option<RelationKind>)> =
            related.map(|(other, kind)| (other.clone(), Some(*kind))).collect();
        records.extend(self.powered_by(id).into_iter().map(|other| (other, None)));
        for (other, relation) in records {
            let thing = Thing::Record(other.clone());
            if self.seen.contains(&thing) {
                continue;
            }
            if let Some(hanging) = self.hang(thing, relation) {
                let under = self.under(&other);
                found.push(Hanging { under, ..hanging });
            }
        }
        found
    }

    /// The instruments whose measures take their power from an ended statute.
    fn powered_by(&self, id: &Id) -> Vec<Id> {
        let register = self.scales.register;
        if !self.ended.contains(id) || register.kind(id.as_str()) != Some(Kind::Statute) {
            return Vec::new();
        }
        let frame = self.scales.frame(&self.scales.given.fixed);
        let resting = register
            .measure_ixs()
            .filter(|ix| frame.law(|law| law.authority(*ix).iter().any(|base| base.under == *id)));
        let mut homes: Vec<Id> = resting.map(|ix| register.home(ix).id.clone()).collect();
        homes.dedup();
        homes
    }

    /// A thing with its endings, once; nothing where it is not in force that day.
    fn hang(&mut self, thing: Thing, relation: Option<RelationKind>) -> Option<Hanging> {
        let scales = self.scales;
        let register = scales.register;
        if self.seen.contains(&thing) {
            return None;
        }
        let ended = Ended { scales, ended: &self.ended };
        let diagram = self
            .store
            .explore(register, &scales.given.fixed, &|under| ended.outcome(scales.frame(under), &thing));
        let counted = |var: &super::Var, value: usize| !is_outlying(register, var, value);
        let known: Vec<Outcome> = self.store.outcomes(diagram, &counted).into_iter().cloned().collect();
        let all: Vec<Outcome> = self.store.outcomes(diagram, &|_, _| true).into_iter().cloned().collect();
        let endings = all.into_iter().map(|outcome| {
            let to = |other: &Outcome| *other == outcome;
            let cases = self.store.paths(diagram, &to, &|_, _| true, SHOWN).0;
            Ending { outlying: !known.contains(&outcome), cases: shorten(register, cases), outcome }
        });
        let endings: Vec<Ending> = endings.collect();
        if endings.iter().all(|ending| ending.outcome == Outcome::Absent) {
            return None;
        }
        self.seen.insert(thing.clone());
        Some(Hanging { thing, relation, endings, under: Vec::new() })
    }
}

/// The law without what has ended.
#[derive(Clone, Copy)]
struct Ended<'a> {
    scales: Scales<'a>,
    ended: &'a [Id],
}

impl Ended<'_> {
    fn outcome(self, frame: Frame<'_>, thing: &Thing) -> Result<Outcome, Need> {
        match thing {
            Thing::Record(id) => self.record(frame, id, 16),
            Thing::Part(Part::Measure(ix)) => self.restriction(frame, &Object::Measure(*ix)),
            Thing::Part(Part::Listing(ix)) => self.restriction(frame, &Object::Listing(*ix)),
            Thing::Part(part) => {
                let standing = match *part {
                    Part::Lock(ix) => frame.law(|law| law.lock(ix)),
                    Part::Exit(ix) => frame.law(|law| law.exit(ix)),
                    Part::Mandate(ix) => frame.law(|law| law.mandate(ix)),
                    Part::Measure(_) | Part::Listing(_) => Tri::No,
                };
                Ok(if frame.settle(standing)? { Outcome::Falls } else { Outcome::Absent })
            }
        }
    }

    /// A measure, or one listing under it.
    fn restriction(self, frame: Frame<'_>, object: &Object) -> Result<Outcome, Need> {
        let measure = match object {
            Object::Measure(ix) => Some(*ix),
            Object::Listing(ix) => frame.basis(*ix)?,
            Object::Emergency(_) | Object::Mandate(..) => None,
        };
        let Some(measure) = measure.filter(|_| exists(frame, object) != Ok(false)) else {
            return Ok(Outcome::Absent);
        };
        if !exists(frame, object)? {
            return Ok(Outcome::Absent);
        }
        let stands =
            self.bare(measure) && frame.settle(frame.law(|law| law.without(self.ended).measure(measure)))?;
        if stands {
            return self.carrier(frame, measure);
        }
        Ok(match holder(frame, measure, object, self.ended)? {
            Some(lock) => Outcome::Held(lock),
            None => Outcome::Falls,
        })
    }

    /// Where no statute is named as a measure's power, its order falls with the last of its emergencies.
    fn bare(self, measure: MeasureIx) -> bool {
        let register = self.scales.register;
        let frame = self.scales.frame(&self.scales.given.fixed);
        let emergencies = register.emergencies_of(register.home(measure).id.as_str());
        !frame.law(|law| law.authority(measure).is_empty())
            || emergencies.is_empty()
            || emergencies.iter().any(|id| !self.ended.contains(id))
    }

    /// What a measure that stands rests on.
    fn carrier(self, frame: Frame<'_>, measure: MeasureIx) -> Result<Outcome, Need> {
        let register = self.scales.register;
        let home = &register.home(measure).id;
        let instrument = register.instrument(home.as_str());
        let hangs = instrument.is_some_and(|i| i.relations.iter().any(|r| self.is_instrument_gone(&r.to)));
        if hangs && let Some(other) = self.other_base(frame, home, 16)? {
            return Ok(Outcome::Rests(other));
        }
        for base in frame.law(|law| law.authority(measure).to_vec()) {
            if frame.settle(frame.law(|law| law.without(self.ended).base(&base)))? {
                return Ok(Outcome::Carried(base.under, base.emergency));
            }
        }
        Ok(Outcome::Stands)
    }

    fn is_instrument_gone(self, to: &crate::model::Ref) -> bool {
        let (to, _) = to.split();
        self.scales.register.kind(to).is_some_and(Kind::is_instrument)
            && self.ended.iter().any(|id| id.as_str() == to)
    }

    /// An instrument, by what it imposes; one that imposes nothing, by what it hangs on.
    fn record(self, frame: Frame<'_>, id: &Id, depth: u8) -> Result<Outcome, Need> {
        let register = self.scales.register;
        if register.emergency(id.as_str()).is_some() {
            let alive = frame.settle(frame.law(|law| law.emergency(id).in_force))?;
            return Ok(match (alive, self.ended.contains(id)) {
                (false, _) => Outcome::Absent,
                (true, true) => Outcome::Falls,
                (true, false) => Outcome::Stands,
            });
        }
        if !frame.settle(frame.law(|law| law.instrument(id)))? || !self.has_live_version(frame, id) {
            return Ok(Outcome::Absent);
        }
        let mut own = Vec::new();
        for ix in register.measures_of(id.as_str()) {
            match self.restriction(frame, &Object::Measure(*ix))? {
                Outcome::Absent => {}
                outcome => own.push(outcome),
            }
        }
        if !own.is_empty() {
            return Ok(together(own));
        }
        if self.ended.contains(id) || depth == 0 {
            return Ok(Outcome::Falls);
        }
        Ok(match self.other_base(frame, id, depth)? {
            Some(base) => Outcome::Rests(base),
            None => Outcome::Falls,
        })
    }

    /// A record that an instrument hangs on, or whose prohibition a licence lifts, and that still stands.
    fn other_base(self, frame: Frame<'_>, id: &Id, depth: u8) -> Result<Option<Id>, Need> {
        let register = self.scales.register;
        let Some(instrument) = register.instrument(id.as_str()) else { return Ok(None) };
        let hangs = |kind: RelationKind| kind.cascades() || kind == RelationKind::AuthorisesUnder;
        for relation in instrument.relations.iter().filter(|r| hangs(r.kind)) {
            let (to, _) = relation.to.split();
            let Ok(base) = to.parse::<Id>() else { continue };
            if base == *id || self.ended.contains(&base) || register.file(to).is_none() {
                continue;
            }
            if self.record(frame, &base, depth.saturating_sub(1))?.stands() {
                return Ok(Some(base));
            }
        }
        Ok(None)
    }

    /// Whether a licence has a version in force that day; of other instruments, always.
    fn has_live_version(self, frame: Frame<'_>, id: &Id) -> bool {
        let day = frame.day;
        let Some(instrument) = self.scales.register.instrument(id.as_str()) else { return false };
        let over = |end: Option<When>| end.is_some_and(|end| day >= end.latest());
        instrument.versions.is_empty()
            || instrument.versions.iter().any(|v| {
                v.effective.unwrap_or(v.issued).earliest() <= day && !over(v.expires) && !over(v.ended)
            })
    }
}

/// What becomes of the whole, from what becomes of its parts.
fn together(parts: Vec<Outcome>) -> Outcome {
    let standing = parts.iter().filter(|part| part.stands()).count();
    match (standing, parts.first()) {
        (0, _) => Outcome::Falls,
        (n, Some(first)) if n == parts.len() && parts.iter().all(|part| part == first) => first.clone(),
        (n, _) if n == parts.len() => Outcome::Stands,
        _ => Outcome::InPart,
    }
}

/// The savings clauses in the rule of the ended emergency, and in the statutes that gave what falls its power.
fn savings(scales: Scales<'_>, id: &Id, under: &[Hanging]) -> Vec<Saved> {
    let register = scales.register;
    let frame = scales.frame(&scales.given.fixed);
    let mut falling = Vec::new();
    collect(under, &mut falling);
    let powers = falling.iter().flat_map(|ix| frame.law(|law| law.authority(*ix).to_vec()));
    let mut homes: Vec<Id> = powers.map(|base| base.under).collect();
    let rule = register.emergency(id.as_str()).map(|e| e.rule.split().0);
    homes.extend(rule.and_then(|home| home.parse().ok()));
    homes.sort();
    homes.dedup();
    let mut found = Vec::new();
    for home in homes.into_iter().filter(|home| home != id) {
        let Some(statute) = register.instrument(home.as_str()) else { continue };
        if falling.is_empty() || frame.law(|law| law.instrument(&home)) == Tri::No {
            continue;
        }
        for (at, clause) in statute.savings.iter().enumerate() {
            let saves =
                |ix: &MeasureIx| selects(frame, &clause.select, &Object::Measure(*ix), None) != Ok(false);
            if falling.iter().any(saves) {
                found.push(Saved { home: home.clone(), at });
            }
        }
    }
    found
}

/// The measures that fall on some reading.
fn collect(under: &[Hanging], found: &mut Vec<MeasureIx>) {
    for hanging in under {
        if let Thing::Part(Part::Measure(ix)) = hanging.thing
            && hanging.endings.iter().any(|ending| ending.outcome == Outcome::Falls)
        {
            found.push(ix);
        }
        collect(&hanging.under, found);
    }
}
