//! What becomes of one thing under the law without what has ended.

use super::{Outcome, Thing};
use crate::model::{Id, Kind, Ref, RelationKind, When};
use crate::register::{MeasureIx, Part, Tri};
use crate::relief::branch::Need;
use crate::relief::hold::{exists, holder};
use crate::relief::pathway::Scales;
use crate::relief::question::Frame;
use crate::relief::select::Object;

/// The law without what has ended.
#[derive(Clone, Copy)]
pub(super) struct Ended<'a> {
    pub(super) scales: Scales<'a>,
    pub(super) ended: &'a [Id],
}

impl Ended<'_> {
    pub(super) fn outcome(self, frame: Frame<'_>, thing: &Thing) -> Result<Outcome, Need> {
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

    fn is_instrument_gone(self, to: &Ref) -> bool {
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
