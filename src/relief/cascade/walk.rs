//! The walk over all that hangs on what ends, each thing once.

use std::collections::HashSet;

use super::ended::Ended;
use super::{Ending, Hanging, Outcome, Thing};
use crate::model::{Id, Kind, RelationKind};
use crate::register::Part;
use crate::relief::branch::{Diagrams, is_outlying, shorten};
use crate::relief::pathway::Scales;

/// How many combinations of choices are kept for one outcome.
const SHOWN: usize = 8;

pub(super) struct Walk<'a> {
    scales: Scales<'a>,
    ended: Vec<Id>,
    seen: HashSet<Thing>,
    store: Diagrams<Outcome>,
}

impl<'a> Walk<'a> {
    /// A walk from what ends.
    pub(super) fn from(scales: Scales<'a>, id: &Id) -> Self {
        let seen = HashSet::from([Thing::Record(id.clone())]);
        Self { scales, ended: vec![id.clone()], seen, store: Diagrams::default() }
    }

    /// What hangs on a record: its parts, then the records that rest on it.
    pub(super) fn under(&mut self, id: &Id) -> Vec<Hanging> {
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
        let counted = |var: &crate::relief::Var, value: usize| !is_outlying(register, var, value);
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
