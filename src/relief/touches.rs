//! What an option is about, before anything is asked of the law: by this options are filtered.

use crate::model::{Id, ReliefOption};
use crate::register::{Part, Register};

/// Whether an instrument is this one, or issued under it.
pub fn is_under(register: &Register, id: &Id, instrument: &str) -> bool {
    id.as_str() == instrument || register.ancestors(id.as_str()).iter().any(|up| up.as_str() == instrument)
}

/// Whether a goal or an act of an option is about a target.
pub fn is_about_target(register: &Register, option: &ReliefOption, target: &str) -> bool {
    let goal = option.goals.iter().any(|g| g.target.as_ref().is_some_and(|t| t.as_str() == target));
    goal || option
        .acts
        .iter()
        .flat_map(|a| &a.listings)
        .any(|l| l.split().0 == target && register.part(l.as_str()).is_some())
}

/// The measures and mandates that an option's acts name, or whose listings they name, each with its instrument.
pub fn touched(register: &Register, option: &ReliefOption) -> Vec<(Id, String)> {
    let named =
        option.acts.iter().flat_map(|act| act.measures.iter().chain(&act.listings).chain(&act.mandates));
    let mut parts: Vec<Part> = Vec::new();
    for part in named.filter_map(|reference| register.part(reference.as_str())) {
        match part {
            Part::Listing(ix) => parts.extend(register.listing_measures(ix).iter().copied().map(Part::from)),
            part => parts.push(part),
        }
    }
    for goal in &option.goals {
        let measures = register.measure_ixs().filter(|ix| {
            let measure = register.measure(*ix);
            let conduct =
                measure.conduct.iter().any(|c| goal.conduct.iter().any(|g| register.conduct_bears(c, g)));
            let territory =
                goal.territory.is_empty() || measure.territory.iter().any(|t| goal.territory.contains(t));
            goal.target.is_none() && conduct && territory
        });
        parts.extend(measures.map(Part::from));
    }
    parts
        .into_iter()
        .map(|part| (register.home(part).id.clone(), register.reference(part).to_string()))
        .collect()
}
