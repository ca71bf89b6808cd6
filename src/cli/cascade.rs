//! `relief cascade`: what falls with an emergency or an instrument.

use std::process::ExitCode;

use super::args::{Asking, Global, TableFormat};
use super::context::{covered, register, missing};
use super::failure::Failure;
use super::output;
use super::question::question;
use crate::api::{Receipt, cascade_report};
use crate::model::{Id, Record};
use crate::register::{Register, Tri};
use crate::relief::{cascade, endable};
use crate::view;

/// `relief cascade`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The emergency or instrument that ends
    id: String,
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = question(register, &args.asking)?;
    let file = register.file(&args.id).ok_or_else(|| no_such(register, &args.id))?;
    let (id, regime) = match &file.record {
        Record::Emergency(r) => (&file.id, r.regime.as_str()),
        Record::Instrument(_, r) => (&file.id, r.regime.as_str()),
        _ => return Err(no_such(register, &args.id)),
    };
    covered(register, regime, question.as_of)?;
    if endable(register, id, &question) == Some(Tri::No) {
        return Err(Failure::No {
            what: format!("`{id}` is not in force on {}: there is nothing to end", question.as_of),
            hint: Some(format!("`relief show {id}` prints its days; ask of one of them with `--as-of`")),
        });
    }
    let receipt = Receipt::of(register, &question, [regime]);
    let cascade = cascade(register, id, question);
    match args.format {
        TableFormat::Json => output::json(global, &cascade_report(receipt, register, &cascade))?,
        TableFormat::Csv => {
            output::table(global, &view::cascade_table(register, &cascade), "cascade", args.format)?;
        }
        format => {
            output::table(global, &view::cascade(register, &cascade, &receipt), "cascade", format)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The id names nothing that can be ended; where it names something else, says what to ask instead.
fn no_such(register: &Register, id: &str) -> Failure {
    let other = |kind: &str, next: String| {
        Failure::usage(format!("`{id}` is a {kind}: it is not an emergency or an instrument"), next)
    };
    if let Some(part) = register.part(id) {
        let home: &Id = &register.home(part).id;
        return match part {
            crate::register::Part::Listing(_) => other("listing", format!("`relief routes {home}` shows how it can end")),
            _ => other("part of one", format!("end the whole: `relief cascade {home}`")),
        };
    }
    if let Some(kind) = register.kind(id) {
        return other(kind.word(), format!("`relief show {id}` prints it"));
    }
    let known = register.emergencies().map(|(id, _)| id.as_str());
    missing(register, "emergency or instrument", id, known.chain(register.instruments().map(|(id, ..)| id.as_str())), "relief show ID")
}
