//! `relief rename`: a new id for a record or a part of one, everywhere.

use std::process::ExitCode;

use jiff::civil::Date;

use super::args::{Global, day};
use super::commit::{Editing, make};
use super::context::{count, open, today, tree};
use super::failure::Failure;
use crate::edit::rename;

/// `relief rename`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The id of a record, of a part (FILE/LOCAL) or of a choice (POINT.CHOICE)
    old: String,
    /// Its new id; a part stays in its record
    new: String,
    /// The day of the change; left out, today
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Date>,
    #[command(flatten)]
    editing: Editing,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let root = tree(global)?;
    let loaded = open(&root)?;
    let on = args.on.unwrap_or_else(today);
    let changes = rename(&loaded, &args.old, &args.new, on)?;
    let done = format!("renamed `{}` to `{}` in {}", args.old, args.new, count(changes.len(), "file"));
    make(global, &args.editing, (&root, &loaded), &changes, (&done, on))?;
    Ok(ExitCode::SUCCESS)
}
