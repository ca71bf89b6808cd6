//! `relief fmt`: every record in canonical form.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::Global;
use super::commit::{Editing, write};
use super::context::{count, open, tree};
use super::failure::{Failure, remark};
use super::output;
use crate::diag::visible_line;
use crate::edit::{Change, format};
use crate::model::Kind;

/// `relief fmt`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The files to format; left out, every record
    files: Vec<PathBuf>,
    /// Change nothing; print the names of files that are not in form, and fail if there are any
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    #[command(flatten)]
    editing: Editing,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let root = tree(global)?;
    let loaded = open(&root)?;
    let wanted = args.files.iter().map(|file| within(&root, file)).collect::<Result<Vec<_>, _>>()?;
    if let Some(other) = wanted.iter().find(|path| loaded.sources.get(path).is_none()) {
        return Err(Failure::usage(format!("`{other}` is not a file that was read"), "`relief check` says why"));
    }
    let mut changes = Vec::new();
    let mut left = 0;
    for file in loaded.sources.files().iter().filter(|f| wanted.is_empty() || wanted.contains(&f.path)) {
        let Some(kind) = Kind::of_path(&file.path) else { continue };
        match format(kind, &file.text) {
            Ok(text) if text == file.text => {}
            Ok(text) => {
                let (before, after) = (Some(file.text.to_string()), Some(text));
                changes.push(Change { path: file.path.clone(), before, after });
            }
            Err(why) => {
                left += 1;
                remark(&format!("`{}` was left as it is: {why}", root.join(&file.path).display()));
            }
        }
    }
    if args.check {
        let name = |change: &Change| root.join(&change.path).display().to_string();
        let names: String = changes.iter().map(|c| format!("{}\n", visible_line(&name(c)))).collect();
        output::write(global, names.as_bytes())?;
    } else if !changes.is_empty() {
        write(global, &args.editing, &root, &changes, &format!("formatted {}", count(changes.len(), "file")))?;
    }
    let well = left == 0 && (changes.is_empty() || !args.check);
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A file's path relative to the register's root.
fn within(root: &Path, file: &Path) -> Result<String, Failure> {
    let full = |path: &Path| {
        path.canonicalize().map_err(|error| Failure::io(format!("cannot find `{}`", path.display()), error))
    };
    let (file_full, root_full) = (full(file)?, full(root)?);
    let inside = file_full.strip_prefix(root_full).map_err(|_| {
        let what = format!("`{}` is not in the register at `{}`", file.display(), root.display());
        Failure::usage(what, "name the register: `--data DIR`")
    })?;
    Ok(inside.to_string_lossy().replace('\\', "/"))
}
