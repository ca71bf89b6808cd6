//! `relief new`: a record that decodes, with everything a person must write marked.

use std::process::ExitCode;

use super::args::Global;
use super::commit::{Editing, write};
use super::context::{open, today, tree, unknown};
use super::failure::Failure;
use crate::edit::{Change, template};
use crate::model::{Id, Kind};

/// `relief new`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kind of record, as in `statute` or `option`
    kind: String,
    /// Its id, which becomes the name of its file
    id: Id,
    #[command(flatten)]
    editing: Editing,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let root = tree(global)?;
    let loaded = open(&root)?;
    // A register has one register.toml, which no template begins.
    let kinds = || Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Register);
    let names: Vec<String> = kinds().map(Kind::schema_name).collect();
    let Some(kind) = kinds().find(|kind| kind.schema_name() == args.kind.replace(' ', "-")) else {
        let known = names.iter().map(String::as_str);
        return Err(unknown("kind of record", &args.kind, known, "relief schema"));
    };
    let id = args.id.as_str();
    let taken = loaded.register.as_ref().and_then(|register| register.file(id)).map(|file| file.path.as_str());
    let flawed = loaded.flawed.iter().map(|(at, _)| loaded.sources.files()[*at].path.as_str());
    let taken = taken.or_else(|| flawed.into_iter().find(|path| path.rsplit('/').next() == Some(&format!("{id}.toml"))));
    if let Some(path) = taken {
        return Err(Failure::usage(format!("`{id}` is taken: it is `{path}`"), "choose an id that was never used"));
    }
    let regime = loaded.register.as_ref().and_then(|r| r.head().regimes.first()).map(|regime| regime.id.as_str());
    let change = Change { path: kind.path(id), before: None, after: Some(template(kind, today(), regime)) };
    let path = root.join(&change.path);
    let done = format!("made `{}`: replace each TODO, then `relief check`", path.display());
    write(global, &args.editing, &root, &[change], &done)?;
    Ok(ExitCode::SUCCESS)
}
