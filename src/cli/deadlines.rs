//! `relief deadlines`: what falls due, as a table or as a calendar file.

use std::process::ExitCode;

use clap::ValueEnum;
use jiff::ToSpan;
use jiff::civil::Date;

use super::args::{Asking, Global, TableFormat, day};
use super::context::register;
use super::failure::Failure;
use super::output;
use super::question::question;
use crate::api::{Receipt, calendar, deadlines_report};
use crate::relief::deadlines;
use crate::view;

/// `relief deadlines`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The first day; left out, the day asked of, or the end of the law encoded where that is earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Date>,
    /// The last day; left out, a year after the day asked of
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<Date>,
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    format: Format,
}

/// The formats of a list of days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    /// For a terminal.
    Table,
    /// For a document.
    Markdown,
    /// For a spreadsheet.
    Csv,
    /// For programs.
    Json,
    /// For a calendar.
    Ics,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = question(register, &args.asking)?;
    let receipt = Receipt::of(register, &question, []);
    let from = args.from.unwrap_or(question.as_of.min(receipt.coverage_end));
    let year = || question.as_of.max(from).checked_add(1.year()).unwrap_or(Date::MAX);
    let to = args.to.unwrap_or_else(year);
    if to < from {
        return Err(Failure::usage(
            format!("the last day, {to}, comes before the first, {from}"),
            format!("give a later one: `--to {}`", year()),
        ));
    }
    let first = register.head().regimes.iter().map(|regime| regime.coverage.from.0).min();
    if let Some(first) = first.filter(|first| from < *first) {
        return Err(Failure::usage(
            format!("the law is encoded from {first} on; nothing is known of {from}"),
            format!("ask from a later day: `--from {first}`"),
        ));
    }
    let all = deadlines(register, &question, from, to);
    let report = deadlines_report(receipt, register, (from, to), &all);
    let table = |format| output::table(global, &view::deadlines(&report, register), "deadlines", format);
    match args.format {
        Format::Json => output::json(global, &report)?,
        Format::Ics => output::write(global, calendar(&report).as_bytes())?,
        Format::Table => table(TableFormat::Table)?,
        Format::Markdown => table(TableFormat::Markdown)?,
        Format::Csv => table(TableFormat::Csv)?,
    }
    Ok(ExitCode::SUCCESS)
}
