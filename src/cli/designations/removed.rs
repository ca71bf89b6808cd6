//! `relief designations OLDER NEWER`: who came off between two lists.

use std::collections::HashMap;

use super::list::{List, askable};
use super::{Args, Found, bench, keep, receipt};
use crate::api::{
    CountsReport, ListReport, RemovalsReport, RemovedParty, SCHEMA_VERSION, add_pathway, sort_pathways, verdict_report,
};
use crate::cli::args::{Global, TableFormat};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::designations::{Bench, Depth, Flaw, Head, Party, Roll, tags};
use crate::register::Register;
use crate::relief::Question;
use crate::view;

pub(super) fn removed(
    global: &Global,
    args: &Args,
    register: Register,
    mut question: Question,
    newer: &str,
) -> Result<(), Failure> {
    let (older, newer) = (List::new(&args.list, args), List::new(newer, args));
    if older.file == newer.file {
        return Err(Failure::usage("the two lists are one file", "name an older and a newer list"));
    }
    let both = compared(&older, &newer)?;
    let (old_day, old_whence) = older.day(args.list_days.first().copied(), &both.older)?;
    let (new_day, new_whence) = newer.day(args.list_days.get(1).copied(), &both.newer)?;
    if new_day < old_day {
        return Err(Failure::usage(
            format!("`{}` ({old_day}) is newer than `{}` ({new_day})", older.file, newer.file),
            format!("name the older list first: `relief designations {} {}`", newer.file, older.file),
        ));
    }
    if args.asking.as_of.is_none() {
        question.as_of = new_day;
        question.submit = args.asking.submit.unwrap_or(new_day);
    }
    askable(&register, older.file, old_day, question.as_of)?;
    let mut bench = bench(register, question, old_day, false)?;
    let mut report = RemovalsReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt: receipt(&bench),
        older: ListReport::of(older.file, &both.older, older.roll, old_day, old_whence),
        newer: ListReport::of(newer.file, &both.newer, newer.roll, new_day, new_whence),
        added: both.added,
        pathways: Vec::new(),
        removed: Vec::new(),
        verdicts: Vec::new(),
    };
    came_off(args, &mut bench, &both, &mut report);
    sort_pathways(&mut report.pathways);
    report.verdicts = bench.verdicts().map(|verdict| verdict_report(&bench, verdict)).collect();
    match args.format {
        TableFormat::Json => output::json(global, &report),
        format => output::table(global, &view::removed(&report, format == TableFormat::Csv), "removed", format),
    }
}

/// Two lists, party by party.
struct Compared {
    older: Head,
    newer: Head,
    /// The parties of the older list.
    before: Vec<Found>,
    /// The tags that the newer list has for some of them, by their place.
    after: HashMap<usize, Vec<String>>,
    /// How many parties stand on the newer list alone.
    added: u64,
}

fn compared(older: &List<'_>, newer: &List<'_>) -> Result<Compared, Failure> {
    let mut before: Vec<Found> = Vec::new();
    let mut places: HashMap<(u64, Roll), usize> = HashMap::new();
    let twice = |file: &str, party: &Party<'_>| Flaw {
        place: format!("entry {}", party.row),
        what: format!("party {} stands twice in `{file}`, so that lists cannot be compared by number", party.uid),
        help: None,
    };
    let old = older.read(Depth::Counted, &mut |party| {
        let found = Found::of(party, older.roll);
        if places.insert((found.uid, found.roll), before.len()).is_some() {
            return Err(twice(older.file, party));
        }
        keep(&mut before, found, party)
    })?;
    let mut after: HashMap<usize, Vec<String>> = HashMap::new();
    let mut added = 0;
    let new = newer.read(Depth::Counted, &mut |party| {
        match places.get(&(party.uid, party.roll.unwrap_or(newer.roll))) {
            Some(at) => {
                if after.insert(*at, tags(party.tags).map(str::to_owned).collect()).is_some() {
                    return Err(twice(newer.file, party));
                }
            }
            None => added += 1,
        }
        Ok(())
    })?;
    Ok(Compared { older: old, newer: new, before, after, added })
}

/// Puts into a report who came off, wholly or under some tag.
fn came_off(args: &Args, bench: &mut Bench, both: &Compared, report: &mut RemovalsReport) {
    for (at, party) in both.before.iter().enumerate() {
        let stays = both.after.get(&at).cloned().unwrap_or_default();
        let off: Vec<String> = party.tags.iter().filter(|tag| !stays.contains(tag)).cloned().collect();
        let program = args.programs.is_empty() || off.iter().any(|tag| args.wants_tag(tag));
        if off.is_empty() || !args.wants_kind(party.kind) || !program {
            continue;
        }
        let verdict = bench.verdict(&off, party.roll, party.kind, None);
        let listed = party.listed(bench, verdict);
        let mut one = CountsReport::default();
        one.add(party.kind, 1);
        for regime in verdict.map(|at| bench.regimes(bench.at(at))).unwrap_or_default() {
            add_pathway(&mut report.pathways, bench, &regime, &listed.pathways, &one);
        }
        report.removed.push(RemovedParty { party: listed, off, stays });
    }
}
