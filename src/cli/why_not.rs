//! `relief why-not`: what keeps an option off each lighter pathway.

use std::process::ExitCode;

use super::args::{Asking, Global, TableFormat};
use super::context::{covered, register};
use super::failure::Failure;
use super::output;
use super::question::{option, question};
use crate::api::{Receipt, why_not_report};
use crate::relief::{Asked, why_not};
use crate::view;

/// `relief why-not`.
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
    let register = register(global)?;
    let question = question(register, &args.asking)?;
    let (id, option) = option(register, &args.option)?;
    covered(register, option.regime.as_str(), question.as_of)?;
    let receipt = Receipt::of(register, &question, [option.regime.as_str()]);
    let why = why_not(register, Asked::from(option), &question);
    let report = || why_not_report(receipt.clone(), register, id.as_str(), &why);
    match args.format {
        TableFormat::Json => output::json(global, &report())?,
        TableFormat::Csv => {
            output::table(global, &view::why_not_table(&report()), "why-not", TableFormat::Csv)?;
        }
        format => output::table(global, &view::why_not(id, option, &why, &receipt), "why-not", format)?,
    }
    Ok(ExitCode::SUCCESS)
}
