//! `relief explain`: an option's argument.

use std::process::ExitCode;

use super::args::{Asking, Global, TextFormat};
use super::context::{covered, register};
use super::failure::Failure;
use super::output;
use super::question::{option, question};
use crate::api::{Receipt, explain_report};
use crate::relief::{Asked, answer};
use crate::view;

/// `relief explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The option
    option: String,
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    format: TextFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = question(register, &args.asking)?;
    let (id, option) = option(register, &args.option)?;
    covered(register, option.regime.as_str(), question.as_of)?;
    let receipt = Receipt::of(register, &question, [option.regime.as_str()]);
    let answer = answer(register, Asked::from(option), question);
    match args.format {
        TextFormat::Json => output::json(global, &explain_report(receipt, id, option, &answer))?,
        format => output::text(global, &view::explain(id, option, &answer, &receipt), format)?,
    }
    Ok(ExitCode::SUCCESS)
}
