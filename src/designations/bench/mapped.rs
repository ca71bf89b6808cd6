//! What programme records say of the tags of a list: the regimes, and the measures that each tag may stand for.

use jiff::civil::Date;

use super::super::party::Roll;
use crate::model::{Id, Ref};
use crate::register::Register;

/// A tag on a list, and what programme records say of it.
#[derive(Clone, Debug)]
pub struct Mapped {
    /// The tag.
    pub tag: String,
    /// The list.
    pub roll: Roll,
    /// The regimes of its programmes.
    pub regimes: Vec<Id>,
    /// Its programme records.
    pub programmes: Vec<Id>,
    /// The measures it may stand for.
    pub measures: Vec<Ref>,
    /// What a remark says on the entries that carry it.
    pub remark: Option<String>,
}

/// The tags that programme records map, for both families of lists; of regimes whose law is encoded on the day.
pub fn mapped(register: &Register, as_of: Date) -> Vec<Mapped> {
    let mut found: Vec<Mapped> = Vec::new();
    let covered = |regime: &Id| {
        let regime = register.head().regimes.iter().find(|one| one.id == *regime);
        regime.is_none_or(|regime| regime.coverage.from.0 <= as_of)
    };
    for (id, programme) in
        register.programmes().filter(|(_, one)| one.retired.is_none() && covered(&one.regime))
    {
        for roll in [Roll::Sdn, Roll::NonSdn] {
            if !roll.holds(programme.list.as_ref().map(|list| list.as_str())) {
                continue;
            }
            let known = found.iter().position(|one| one.roll == roll && one.tag == programme.tag.as_str());
            let at = known.unwrap_or_else(|| {
                let tag = programme.tag.to_string();
                found.push(Mapped {
                    tag,
                    roll,
                    regimes: Vec::new(),
                    programmes: Vec::new(),
                    measures: Vec::new(),
                    remark: None,
                });
                found.len() - 1
            });
            let one = &mut found[at];
            one.programmes.push(id.clone());
            if !one.regimes.contains(&programme.regime) {
                one.regimes.push(programme.regime.clone());
            }
            let new = programme.measures.iter().filter(|m| !one.measures.contains(m)).cloned();
            let new: Vec<Ref> = new.collect();
            one.measures.extend(new);
            one.remark = one.remark.take().or_else(|| programme.remark.as_ref().map(ToString::to_string));
        }
    }
    found
}
