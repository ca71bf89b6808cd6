//! `relief graph`: the chain of authority around a record, to be drawn.

use std::process::ExitCode;

use jiff::civil::Date;

use super::args::{Global, day};
use super::context::{register, today, missing};
use super::failure::Failure;
use super::output;
use crate::api::Receipt;
use crate::export::{around, dot, has_chain, mermaid};
use crate::model::Id;
use crate::relief::Question;

/// `relief graph`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An emergency, an instrument, a bill, a target or an option, or a part of one, as in `caatsa/222-a`
    id: String,
    /// How many steps above and below it
    #[arg(long, default_value_t = 4, value_name = "STEPS")]
    depth: usize,
    /// The day asked of; left out, today (UTC)
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Dot, value_name = "FORMAT")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Format {
    /// Graphviz: `dot -Tsvg` draws it.
    Dot,
    /// Mermaid: Markdown viewers draw it.
    Mermaid,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = Question::on(args.as_of.unwrap_or_else(today));
    let Some(graph) = around(register, &args.id, args.depth, question.as_of) else {
        return Err(missing(register, "record", &args.id, register.references(), "relief show ID"));
    };
    if !has_chain(register, &args.id) {
        let kind = register.kind(&args.id).map_or("record", crate::model::Kind::word);
        return Err(Failure::usage(
            format!("`{}` is of kind {kind}, which stands in no chain of authority", args.id),
            format!("`relief show {}` prints it and what it names", args.id),
        ));
    }
    let home = args.id.split('/').next().unwrap_or_default();
    let regime = register.file(home).and_then(|file| file.record.regime()).map(Id::as_str);
    let receipt = Receipt::of(register, &question, regime);
    let text = match args.format {
        Format::Dot => dot(&graph, &receipt),
        Format::Mermaid => mermaid(&graph, &receipt),
    };
    output::write(global, text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
