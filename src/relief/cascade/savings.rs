//! What outlives the end of an emergency: the savings clauses of the statutes concerned.

use super::{Hanging, Outcome, Saved, Thing};
use crate::model::Id;
use crate::register::{MeasureIx, Part, Tri};
use crate::relief::pathway::Scales;
use crate::relief::select::{Object, selects};

/// The savings clauses in the rule of the ended emergency, and in the statutes that gave what falls its power.
pub(super) fn savings(scales: Scales<'_>, id: &Id, under: &[Hanging]) -> Vec<Saved> {
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
