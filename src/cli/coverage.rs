//! `relief coverage`: what the register holds, how far it was checked, and what it is known to lack.

use std::process::ExitCode;

use jiff::civil::Date;

use super::args::{Global, TableFormat, day};
use super::context::trials;
use super::failure::Failure;
use super::output;
use crate::api::{Receipt, coverage_report};
use crate::relief::Question;
use crate::view;

/// `relief coverage`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The day that ages are measured against; left out, the day coverage ends
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// The format; a spreadsheet gets the counts
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = trials(global)?;
    let question = Question::on(args.as_of.unwrap_or_else(|| register.coverage_end()));
    let report = coverage_report(register, Receipt::of(register, &question, []));
    if args.format == TableFormat::Json {
        output::json(global, &report)?;
    } else {
        let mut doc = view::coverage(&report);
        doc.push(view::receipt(&report.receipt));
        output::table(global, &doc, "coverage", args.format)?;
    }
    Ok(ExitCode::SUCCESS)
}
