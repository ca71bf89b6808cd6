//! `relief show`: a record or a part of one.

use std::process::ExitCode;

use super::args::{Global, TextFormat, day};
use jiff::civil::Date;

use super::context::{register, today, trials, missing};
use super::failure::Failure;
use super::output;
use crate::api::Receipt;
use crate::relief::Question;
use crate::view;

/// `relief show`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The id of a record, or `RECORD/PART`
    id: String,
    /// The day asked of; left out, today (UTC)
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// The format
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    format: TextFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let mut register = register(global)?;
    let question = Question::on(args.as_of.unwrap_or_else(today));
    let home = args.id.split('/').next().unwrap_or_default();
    if register.file(home).is_none() {
        // Scenarios and episodes are apart, so that other answers do not pay for them.
        register = trials(global)?;
    }
    let regime = register.file(home).and_then(|file| file.record.regime());
    let receipt = Receipt::of(register, &question, regime.map(crate::model::Id::as_str));
    let Some((report, doc)) = view::show(register, &args.id, question.as_of, receipt) else {
        return Err(missing(register, "record", &args.id, register.references(), "relief show ID"));
    };
    match args.format {
        TextFormat::Json => output::json(global, &report)?,
        format => output::text(global, &doc, format)?,
    }
    Ok(ExitCode::SUCCESS)
}
