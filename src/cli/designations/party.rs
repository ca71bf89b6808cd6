//! `relief designations LIST --party`: one party, by its number or by one of its names.

use jiff::civil::Date;

use super::list::{List, askable};
use super::{Args, Found, bench, receipt, window};
use crate::api::{ListReport, PartyDetail, PartyReport, SCHEMA_VERSION, open_questions, verdict_report, way_report};
use crate::cli::args::{Global, TableFormat};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::designations::{Bench, Closeness, Depth, Head, Layout, Verdict, Wanted, windows};
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
    let (head, meant) = find(&list, wanted)?;
    let (day, whence) = list.day(args.list_days.first().copied(), &head)?;
    askable(&register, list.file, day, question.as_of)?;
    let dated = meant.parties.iter().any(|(party, _)| party.listed.is_some());
    let mut bench = bench(register, question, day, dated)?;
    let each = meant.parties.iter();
    let parties = each.map(|(party, alternate)| detail(&mut bench, party, alternate.as_deref(), &ends)).collect();
    let listed = ListReport::of(list.file, &head, list.roll, day, whence);
    let report = PartyReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt: receipt(&bench),
        list: listed,
        parties,
        left_out: meant.left_out,
    };
    match args.format {
        TableFormat::Json => output::json(global, &report),
        TableFormat::Csv => output::table(global, &view::party_ways(&report), "ways", TableFormat::Csv),
        format => output::table(global, &view::party(&report), "ways", format),
    }
}

/// The parties that are as close as any to what was typed, each with the alternate name that was.
#[derive(Default)]
struct Meant {
    parties: Vec<(Found, Option<String>)>,
    left_out: u64,
}

fn find(list: &List<'_>, typed: &str) -> Result<(Head, Meant), Failure> {
    let Some(mut wanted) = Wanted::new(typed) else {
        return Err(Failure::usage("`--party` names nobody", "give a number or a name: `--party 16681`"));
    };
    let (mut meant, mut closest) = (Meant::default(), Closeness::Part);
    let head = list.read(Depth::Named, &mut |party| {
        let Some((closeness, alternate)) = wanted.finds(party).filter(|(found, _)| *found <= closest) else {
            return Ok(());
        };
        if closeness < closest {
            (meant, closest) = (Meant::default(), closeness);
        }
        if meant.parties.len() < NAMESAKES {
            meant.parties.push((Found::of(party, list.roll), alternate.map(str::to_owned)));
        } else {
            meant.left_out += 1;
        }
        Ok(())
    })?;
    if !meant.parties.is_empty() {
        return Ok((head, meant));
    }
    let few = match head.layout {
        Layout::LegacyCsv => "; of alternate names this layout has only those in remarks, `sdn.xml` has all",
        _ => ", also of an alternate one",
    };
    Err(Failure::No {
        what: format!("no party of `{}` has the number or name `{typed}`", list.file),
        hint: Some(format!("a part of a name will do{few}")),
    })
}

fn detail(bench: &mut Bench, party: &Found, alternate: Option<&str>, ends: &[Date]) -> PartyDetail {
    let span = window(ends, party.listed).filter(|_| party.tags.len() == 1);
    let mut each = Vec::new();
    for tag in &party.tags {
        if let Some(at) = bench.verdict(std::slice::from_ref(tag), party.roll, party.kind, span) {
            each.push(verdict_report(bench, bench.at(at)));
        }
    }
    let ways = WAYS.into_iter().filter_map(|action| {
        Some((action, bench.way(action, &party.tags, party.roll, party.kind, span)?))
    });
    let ways: Vec<(Action, Verdict)> = ways.collect();
    let known = bench.register.targets().find(|(_, target)| target.ofac_uid.map(u64::from) == Some(party.uid));
    PartyDetail {
        uid: party.uid,
        name: party.name.clone(),
        alternate: alternate.map(str::to_owned),
        r#type: party.kind.word().into(),
        nationality: Some(party.nationality.clone()).filter(|text| !text.is_empty()),
        listed: party.listed,
        target: known.map(|(id, _)| id.to_string()),
        unmapped: party.tags.iter().filter(|tag| bench.mapping(tag, party.roll).is_none()).cloned().collect(),
        tags: each,
        ways: ways.iter().map(|(action, verdict)| way_report(bench, *action, verdict)).collect(),
        turns_on: open_questions(bench, ways.iter().map(|(_, verdict)| verdict)),
    }
}
