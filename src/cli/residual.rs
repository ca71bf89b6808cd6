//! `relief residual`: what still binds after an option.

use std::process::ExitCode;

use super::args::{Asking, Global, TableFormat};
use super::context::{covered, register};
use super::failure::Failure;
use super::output;
use super::question::{option, question};
use crate::api::{Receipt, residual_report};
use crate::relief::{Asked, answer};
use crate::view;

/// `relief residual`.
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
    let (id, record) = option(register, &args.option)?;
    covered(register, record.regime.as_str(), question.as_of)?;
    let receipt = Receipt::of(register, &question, [record.regime.as_str()]);
    let answer = answer(register, Asked::from(record), question);
    let report = residual_report(receipt, id, record, &answer);
    match args.format {
        TableFormat::Json => output::json(global, &report)?,
        format => output::table(global, &view::residual(&report, register), "residual", format)?,
    }
    Ok(ExitCode::SUCCESS)
}
