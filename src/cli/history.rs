//! `relief history`: the pathway of an option as a function of the day.

use std::process::ExitCode;

use super::args::{Asking, Global, TableFormat};
use super::context::{covered, register};
use super::failure::Failure;
use super::output;
use super::question::{option, question};
use crate::api::{Receipt, history_report};
use crate::relief::{Asked, Question, first_day, history};
use crate::view;

/// `relief history`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The option
    option: String,
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    if args.asking.submit.is_some() {
        return Err(Failure::usage(
            "`history` takes each filing to be of the day asked of",
            format!("leave `--submit` out, or ask `relief clock {} --submit DATE`", args.option),
        ));
    }
    let register = register(global)?;
    let question = question(register, &args.asking)?;
    let (id, record) = option(register, &args.option)?;
    covered(register, record.regime.as_str(), question.as_of)?;
    let receipt = Receipt::of(register, &question, [record.regime.as_str()]);
    let start = first_day(register, &record.regime).unwrap_or(question.as_of);
    let intervals = history(register, Asked::from(record), &Question { as_of: start, ..question });
    let report = history_report(receipt, id, record, register, &intervals);
    match args.format {
        TableFormat::Json => output::json(global, &report)?,
        format => output::table(global, &view::history(&report, register), "history", format)?,
    }
    Ok(ExitCode::SUCCESS)
}
