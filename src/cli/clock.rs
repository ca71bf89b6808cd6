//! `relief clock`: the limit days of an option, or of a review procedure.

use std::process::ExitCode;

use jiff::civil::Date;

use super::args::{Asking, Global, TableFormat, day};
use super::context::{covered, register, missing};
use super::failure::Failure;
use super::output;
use super::question::question;
use crate::api::{Receipt, clock_report, procedure_report};
use crate::relief::{Asked, Vote, answer};
use crate::view;

/// `relief clock`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The option, or the review clock
    id: String,
    #[command(flatten)]
    asking: Asking,
    /// Suppose that both Houses passed a disapproval on this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    passed: Option<Date>,
    /// Suppose that it was vetoed on this day
    #[arg(long, value_name = "DATE", value_parser = day, requires = "passed")]
    vetoed: Option<Date>,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let mut question = question(register, &args.asking)?;
    if let (None, Some(submit)) = (args.asking.as_of, args.asking.submit) {
        question.as_of = submit;
    }
    let vote = vote(args, question.submit)?;
    let option = register.options().find(|(id, _)| id.as_str() == args.id);
    let report = match (option, register.review_clock(&args.id)) {
        (Some((id, option)), _) => {
            covered(register, option.regime.as_str(), question.as_of)?;
            let receipt = Receipt::of(register, &question, [option.regime.as_str()]);
            let answer = answer(register, Asked::from(option), question);
            clock_report(receipt, id, option.title.as_str(), &answer, vote)
        }
        (None, Some(clock)) => {
            let receipt = Receipt::of(register, &question, []);
            procedure_report(receipt, register, &args.id, clock, vote)
        }
        (None, None) => {
            let clocks = register.review_clocks().map(|(id, _)| id.as_str());
            let known = register.options().map(|(id, _)| id.as_str()).chain(clocks);
            return Err(missing(register, "option or review clock", &args.id, known, "relief clock ID --submit DATE"));
        }
    };
    match args.format {
        TableFormat::Json => output::json(global, &report)?,
        TableFormat::Csv => output::table(global, &view::clock_days(&report), "clock", TableFormat::Csv)?,
        format => output::table(global, &view::clock(&report, register), "clock", format)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The days of the resolution, in their order.
fn vote(args: &Args, submit: Date) -> Result<Vote, Failure> {
    if let Some(passed) = args.passed.filter(|passed| *passed < submit) {
        return Err(Failure::usage(
            format!("a disapproval passed on {passed} would come before the filing of {submit}"),
            format!("give a day from {submit} on: `--passed {submit}`"),
        ));
    }
    match (args.passed, args.vetoed) {
        (Some(passed), Some(vetoed)) if vetoed < passed => Err(Failure::usage(
            format!("a veto on {vetoed} would come before the passage of {passed}"),
            format!("give a day from {passed} on: `--vetoed {passed}`"),
        )),
        (passed, vetoed) => Ok(Vote { passed, vetoed }),
    }
}
