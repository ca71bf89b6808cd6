//! `relief designations LIST --party`: one party, by its number or by one of its names.

use jiff::civil::Date;

use super::list::{List, askable};
use super::{Args, Found, bench, receipt, window};
use crate::api::{ListReport, PartyDetail, PartyReport, SCHEMA_VERSION, verdict_report, way_report};
use crate::cli::args::{Global, TableFormat};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::designations::{Bench, windows};
use crate::model::Action;
use crate::register::Register;
use crate::relief::Question;
use crate::view;

/// How many parties of one name are printed.
const NAMESAKES: usize = 10;

/// Relief of a listing, strongest effect first.
const WAYS: [Action; 4] = [Action::Terminate, Action::Suspend, Action::Waive, Action::License];

pub(super) fn party(
    global: &Global,
    args: &Args,
    register: Register,
    question: Question,
    wanted: &str,
) -> Result<(), Failure> {
    let list = List::new(&args.list, args);
    let ends = windows(&register);
    let uid: Option<u64> = wanted.parse().ok();
    let (mut exact, mut near, mut left_out) = (Vec::new(), Vec::new(), 0);
    let lower = wanted.to_lowercase();
    let head = list.read(&mut |party| {
        let same = uid.map_or_else(|| party.name.to_lowercase() == lower, |uid| party.uid == uid);
        if same {
            exact.push(Found::of(party, list.roll));
        } else if uid.is_none() && party.name.to_lowercase().contains(&lower) {
            if near.len() < NAMESAKES {
                near.push(Found::of(party, list.roll));
            } else {
                left_out += 1;
            }
        }
        Ok(())
    })?;
    let meant = if exact.is_empty() {
        near
    } else {
        left_out = 0;
        exact
    };
    if meant.is_empty() {
        return Err(Failure::No {
            what: format!("no party of `{}` has the number or name `{wanted}`", list.file),
            hint: Some("a part of the name will do; alternate names are not read".into()),
        });
    }
    let (day, whence) = list.day(args.list_days.first().copied(), &head)?;
    askable(&register, list.file, day, question.as_of)?;
    let dated = meant.iter().any(|party| party.listed.is_some());
    let mut bench = bench(register, question, day, dated)?;
    let parties = meant.iter().map(|party| detail(&mut bench, party, &ends)).collect();
    let listed = ListReport::of(list.file, &head, list.roll, day, whence);
    let report = PartyReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt: receipt(&bench),
        list: listed,
        parties,
        left_out,
    };
    match args.format {
        TableFormat::Json => output::json(global, &report),
        format => output::table(global, &view::party(&report), "ways", format),
    }
}

fn detail(bench: &mut Bench, party: &Found, ends: &[Date]) -> PartyDetail {
    let span = window(ends, party.listed).filter(|_| party.tags.len() == 1);
    let mut each = Vec::new();
    for tag in &party.tags {
        if let Some(at) = bench.verdict(std::slice::from_ref(tag), party.roll, party.kind, span) {
            each.push(verdict_report(bench, bench.at(at)));
        }
    }
    let ways = WAYS.into_iter().filter_map(|action| {
        let verdict = bench.way(action, &party.tags, party.roll, party.kind, span)?;
        Some(way_report(bench, action, &verdict))
    });
    let ways = ways.collect();
    let known = bench.register.targets().find(|(_, target)| target.ofac_uid.map(u64::from) == Some(party.uid));
    PartyDetail {
        uid: party.uid,
        name: party.name.clone(),
        r#type: party.kind.word().into(),
        nationality: Some(party.nationality.clone()).filter(|text| !text.is_empty()),
        listed: party.listed,
        target: known.map(|(id, _)| id.to_string()),
        unmapped: party.tags.iter().filter(|tag| bench.mapping(tag, party.roll).is_none()).cloned().collect(),
        tags: each,
        ways,
    }
}
