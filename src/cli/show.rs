//! `relief show`: a record or a part of one.

use std::process::ExitCode;

use super::args::{Global, ShowArgs, TextFormat};
use super::context::{register, today, unknown};
use super::failure::Failure;
use super::output;
use crate::api::Receipt;
use crate::relief::Question;
use crate::view;

pub(super) fn run(global: &Global, args: &ShowArgs) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = Question::on(args.as_of.unwrap_or_else(today));
    let receipt = Receipt::of(&register, &question, []);
    let Some((report, doc)) = view::show(&register, &args.id, question.as_of, receipt) else {
        return Err(unknown("record", &args.id, register.references(), "relief show ID"));
    };
    match args.format {
        TextFormat::Json => output::json(global, &report)?,
        format => output::text(global, &doc, format)?,
    }
    Ok(ExitCode::SUCCESS)
}
