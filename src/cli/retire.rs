//! `relief retire`: an id out of use, with the reason.

use std::process::ExitCode;

use jiff::civil::Date;

use super::args::{Global, day};
use super::commit::{Editing, make};
use super::context::{open, today, tree};
use super::failure::{Failure, remark};
use crate::edit::{Retirement, Subject, references, retire};
use crate::model::{Ref, Text};

/// `relief retire`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The id of a record, or of a part (FILE/LOCAL)
    id: String,
    /// Why, for those who look for it
    #[arg(long, value_name = "TEXT")]
    reason: Text,
    /// The record or part that replaces it; left out, it is withdrawn
    #[arg(long, value_name = "ID")]
    superseded_by: Option<Ref>,
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
    let retirement = Retirement { on, reason: args.reason.clone(), superseded_by: args.superseded_by.clone() };
    let change = retire(&loaded, &args.id, &retirement)?;
    let path = change.path.clone();
    let done = format!("retired `{}`: `{}` says why", args.id, root.join(&path).display());
    make(global, &args.editing, (&root, &loaded), &[change], (&done, on))?;
    if let Some(register) = &loaded.register {
        let mut still: Vec<String> =
            references(register, &loaded.sources, &Subject::of(&args.id)).into_iter().map(|f| f.path).collect();
        still.dedup();
        still.retain(|other| *other != path);
        if !still.is_empty() {
            remark(&format!("still referred to in `{}`", still.join("`, `")));
        }
    }
    Ok(ExitCode::SUCCESS)
}
