//! `relief why-not`: what keeps an option off each lighter pathway.

use std::process::ExitCode;

use super::args::{Asking, Global, TextFormat};
use super::context::{covered, question, register, missing};
use super::failure::Failure;
use super::output;
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
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    format: TextFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = question(&register, &args.asking)?;
    let known = register.options().find(|(id, _)| id.as_str() == args.option);
    let (id, option) = known.ok_or_else(|| {
        missing(&register, "option", &args.option, register.options().map(|(id, _)| id.as_str()), "relief options")
    })?;
    covered(&register, option.regime.as_str(), question.as_of)?;
    let receipt = Receipt::of(&register, &question, [option.regime.as_str()]);
    let why = why_not(&register, Asked::from(option), &question);
    match args.format {
        TextFormat::Json => output::json(global, &why_not_report(receipt, &register, id.as_str(), &why))?,
        format => output::text(global, &view::why_not(id, option, &why, &receipt), format)?,
    }
    Ok(ExitCode::SUCCESS)
}
