//! The sets of exits that get through all bars, and the lightest of them.

use jiff::civil::Date;

use super::{Bar, Passage, Way};
use crate::model::Pathway;
use crate::register::{ExitIx, Register};

/// The lightest, then earliest, then shortest set of exits: one for each bar, less those set aside.
pub(super) fn lightest(register: &Register, ways: &[(Bar, Vec<&Way>)], submit: Date) -> Passage {
    let mut best: Option<(Passage, usize)> = None;
    let mut sets = 0usize;
    let mut chosen: Vec<Option<&Way>> = vec![None; ways.len()];
    choose(register, ways, 0, &mut chosen, &mut |chosen| {
        sets += 1;
        let used: Vec<&Way> = chosen.iter().copied().flatten().collect();
        let pathway = used.iter().map(|w| w.pathway).max().unwrap_or(Pathway::Executive);
        let earliest = used.iter().map(|w| w.timetable.lawful_from).max().unwrap_or(submit);
        let mut exits: Vec<ExitIx> = used.iter().map(|w| w.exit).collect();
        exits.sort_unstable();
        exits.dedup();
        let asks = exits.iter().map(|ix| register.exit(*ix).conditions.len()).sum::<usize>();
        let bars =
            ways.iter().zip(chosen).filter_map(|((bar, _), way)| way.map(|way| (*bar, Some(way.exit))));
        let passage = Passage { pathway, used: bars.collect(), earliest: Some(earliest), others: 0 };
        let key = |(p, asks): &(Passage, usize)| (p.pathway, p.earliest, *asks);
        let candidate = (passage, asks);
        if best.as_ref().is_none_or(|best| key(&candidate) < key(best)) {
            best = Some(candidate);
        }
    });
    match best {
        Some((passage, _)) => Passage { others: sets - 1, ..passage },
        None => {
            let used = ways.iter().map(|(bar, ways)| {
                (*bar, ways.iter().min_by_key(|w| (w.pathway, w.timetable.lawful_from)).map(|w| w.exit))
            });
            Passage { pathway: Pathway::Legislation, used: used.collect(), earliest: None, others: 0 }
        }
    }
}

/// Visits every set of exits that gets through all bars. A bar that a chosen exit sets aside needs none.
fn choose<'w>(
    register: &Register,
    ways: &[(Bar, Vec<&'w Way>)],
    at: usize,
    chosen: &mut Vec<Option<&'w Way>>,
    visit: &mut dyn FnMut(&[Option<&'w Way>]),
) {
    let Some((bar, exits)) = ways.get(at) else {
        let aside = |bar: &Bar| {
            let reference = bar.reference(register);
            chosen.iter().flatten().any(|way| register.exit(way.exit).sets_aside.contains(reference))
        };
        let through = ways.iter().zip(chosen.iter()).all(|((bar, _), way)| way.is_some() != aside(bar));
        if through {
            visit(chosen);
        }
        return;
    };
    let may_be_aside = ways.iter().any(|(_, exits)| {
        exits.iter().any(|way| register.exit(way.exit).sets_aside.contains(bar.reference(register)))
    });
    for way in exits {
        chosen[at] = Some(way);
        choose(register, ways, at + 1, chosen, visit);
    }
    chosen[at] = None;
    if may_be_aside {
        choose(register, ways, at + 1, chosen, visit);
    }
}
