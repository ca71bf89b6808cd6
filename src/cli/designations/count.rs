//! `relief designations LIST`: the parties counted, and printed with `--list`.

use super::list::{List, askable};
use super::{Args, Found, bench, keep, receipt, window};
use crate::api::{ListReport, designations_report};
use crate::cli::args::{Global, TableFormat};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::designations::{Depth, Tally, mapped, windows};
use crate::register::Register;
use crate::relief::Question;
use crate::view;

pub(super) fn counted(global: &Global, args: &Args, register: Register, question: Question) -> Result<(), Failure> {
    let list = List::new(&args.list, args);
    let ends = windows(&register);
    let known = mapped(&register, question.as_of);
    let mut tally = Tally::new(&known, list.roll);
    let (mut dated, mut found) = (false, Vec::new());
    let head = list.read(Depth::Counted, &mut |party| {
        if args.wants(party) {
            dated |= party.listed.is_some();
            tally.add(party, window(&ends, party.listed))?;
            if args.list_parties {
                keep(&mut found, Found::of(party, list.roll), party)?;
            }
        }
        Ok(())
    })?;
    if tally.combinations().next().is_none() {
        return Err(args.nobody(&list, &known));
    }
    let (day, whence) = list.day(args.list_days.first().copied(), &head)?;
    askable(&register, list.file, day, question.as_of)?;
    let mut bench = bench(register, question, day, dated)?;
    let listed = ListReport::of(list.file, &head, list.roll, day, whence);
    let checks = if head.remarks { tally.crosschecks.as_slice() } else { &[] };
    let receipt = receipt(&bench);
    let mut report = designations_report(receipt, listed, &mut bench, tally.combinations(), checks, &ends);
    for party in &found {
        let verdict = bench.verdict(&party.tags, party.roll, party.kind, window(&ends, party.listed));
        report.parties.push(party.listed(&bench, verdict));
    }
    if args.format == TableFormat::Json {
        return output::json(global, &report);
    }
    let all = args.format == TableFormat::Csv;
    let limit = if all { usize::MAX } else { args.limit };
    let name = if args.list_parties { "parties" } else { "designations" };
    output::table(global, &view::designations(&report, limit, all), name, args.format)
}
