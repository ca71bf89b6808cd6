//! `relief export`: the register and its answers as files for other tools.

use std::process::ExitCode;

use super::args::{Asking, Global};
use super::context::{covered, published};
use super::failure::{Failure, remark};
use super::folder;
use super::question::question;
use crate::api::Receipt;
use crate::export;

/// `relief export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "The folder is named by -o DIR. docs/exports.md says what is in it.")]
pub(super) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Format,
    /// Write into a folder that holds other files too: those of the same names are replaced, the rest left alone
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Format {
    /// JSON: an index, and one file for each table and each option.
    Json,
    /// CSV, described by a Frictionless data package.
    Csv,
    /// JSON-LD in the words of schema.org.
    Jsonld,
    /// One SQLite database (in a build with the feature `exports`).
    Sqlite,
    /// Parquet, one file for each table (in a build with the feature `exports`).
    Parquet,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let format = built(args.format)?;
    let Some(to) = &global.output else {
        return Err(Failure::usage(
            "an export is a folder of files, and none is named",
            format!("name one: `relief export --format {} -o DIR`", format.word()),
        ));
    };
    let known = folder::look(to, args.force)?;
    let register = published(global)?;
    let question = question(register, &args.asking)?;
    // Options whose law begins later are left out; a day before all law is refused.
    if let Some(first) = register.head().regimes.iter().min_by_key(|regime| regime.coverage.from) {
        covered(register, first.id.as_str(), question.as_of)?;
    }
    let receipt = Receipt::of(register, &question, []);
    let files = export::export(register, &question, &receipt, format).map_err(|what| Failure::No {
        what: format!("cannot write the export: {what}"),
        hint: Some("`relief check` says whether the register is sound".into()),
    })?;
    folder::write(to, &files, &known)?;
    remark(&format!("{} files in `{}`, as of {}", files.len(), to.display(), question.as_of));
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "exports")]
fn built(format: Format) -> Result<export::Format, Failure> {
    Ok(match format {
        Format::Json => export::Format::Json,
        Format::Csv => export::Format::Csv,
        Format::Jsonld => export::Format::JsonLd,
        Format::Sqlite => export::Format::Sqlite,
        Format::Parquet => export::Format::Parquet,
    })
}

#[cfg(not(feature = "exports"))]
fn built(format: Format) -> Result<export::Format, Failure> {
    match format {
        Format::Json => Ok(export::Format::Json),
        Format::Csv => Ok(export::Format::Csv),
        Format::Jsonld => Ok(export::Format::JsonLd),
        Format::Sqlite | Format::Parquet => Err(Failure::usage(
            "this build writes neither SQLite nor Parquet",
            "build the one that does, in the project's folder: `cargo install --path . --features exports`",
        )),
    }
}
