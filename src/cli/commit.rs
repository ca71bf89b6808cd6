//! Writing edits: all of them planned and checked before the first byte, each file either old or new whatever happens.
//!
//! A new text is written to a hidden neighbour of its file, synced, and renamed over it. Files that changed since they
//! were read stop the edit before it begins. Where a rename fails half way, the failure says which files are new.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::Global;
use super::context::count;
use super::failure::{Failure, remark};
use super::{check, output};
use crate::diag::visible_line;
use crate::edit::{Change, Refusal, new_errors, patch};
use crate::register::Loaded;

/// What every command that edits takes.
#[derive(Debug, clap::Args)]
pub(super) struct Editing {
    /// Print the patch and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::No { what: refusal.what, hint: Some(refusal.help) }
    }
}

/// Makes the changes, or prints them, unless they would break the register. `done` is said afterwards.
pub(super) fn make(
    global: &Global,
    editing: &Editing,
    (root, loaded): (&Path, &Loaded),
    changes: &[Change],
    (done, on): (&str, Date),
) -> Result<(), Failure> {
    let (broken, after) = new_errors(loaded, changes, Some(on));
    if !broken.is_empty() {
        check::print(&after, root, &broken)?;
        return Err(Failure::No {
            what: format!("nothing was changed: it would leave {} more", count(broken.len(), "error")),
            hint: Some("mend what is printed above, which shows the files as they would be".into()),
        });
    }
    write(global, editing, root, changes, done)
}

/// Makes the changes, or prints them.
pub(super) fn write(
    global: &Global,
    editing: &Editing,
    root: &Path,
    changes: &[Change],
    done: &str,
) -> Result<(), Failure> {
    if editing.dry_run {
        let prefix = match root.to_string_lossy().replace('\\', "/") {
            path if root.is_absolute() || path == "." => String::new(),
            path => format!("{}/", visible_line(path.trim_start_matches("./").trim_end_matches('/'))),
        };
        return output::write(global, patch(changes, &prefix).as_bytes());
    }
    commit(root, changes, &mut |from, to| fs::rename(from, to))?;
    remark(done);
    Ok(())
}

/// Puts a staged file in its place.
type Place<'p> = &'p mut dyn FnMut(&Path, &Path) -> io::Result<()>;

fn commit(root: &Path, changes: &[Change], place: Place<'_>) -> Result<(), Failure> {
    let unchanged = |error| Failure::io("nothing was changed", error);
    let mut staged = Staged(Vec::new());
    for change in changes {
        unmoved(root, change).map_err(unchanged)?;
        let file = root.join(&change.path);
        let neighbour = match &change.after {
            Some(text) => Some(stage(&file, text).map_err(unchanged)?),
            None => None,
        };
        staged.0.push((file, neighbour));
    }
    // What others will refer to is made before they do.
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by_key(|at| (changes[*at].before.is_some(), changes[*at].after.is_none(), *at));
    for (done, at) in order.iter().enumerate() {
        let (file, neighbour) = &staged.0[*at];
        let result = match neighbour {
            Some(neighbour) => place(neighbour, file),
            None => fs::remove_file(file),
        };
        result.and_then(|()| sync_folder(file)).map_err(|error| {
            let names = |at: &[usize]| match at {
                [] => "none".to_owned(),
                _ => at.iter().map(|at| format!("`{}`", changes[*at].path)).collect::<Vec<_>>().join(", "),
            };
            let (new, old) = (names(&order[..done]), names(&order[done..]));
            Failure::Io { what: format!("the edit stopped half way; new: {new}; as before: {old}"), error }
        })?;
    }
    Ok(())
}

/// The files that are ready, each with the neighbour that holds its new text. What was not placed is cleared away.
struct Staged(Vec<(PathBuf, Option<PathBuf>)>);

impl Drop for Staged {
    fn drop(&mut self) {
        for neighbour in self.0.iter().filter_map(|(_, neighbour)| neighbour.as_ref()) {
            // One that was placed is no longer there.
            let _ = fs::remove_file(neighbour);
        }
    }
}

/// Fails unless the file is as it was when it was read.
fn unmoved(root: &Path, change: &Change) -> io::Result<()> {
    let now = match fs::read(root.join(&change.path)) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if now.as_deref() == change.before.as_ref().map(String::as_bytes) {
        return Ok(());
    }
    Err(io::Error::other(format!("`{}` changed meanwhile; run the command again", change.path)))
}

fn stage(file: &Path, text: &str) -> io::Result<PathBuf> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let neighbour = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let mut out = OpenOptions::new().write(true).create_new(true).open(&neighbour)?;
    let written = out.write_all(text.as_bytes()).and_then(|()| match fs::metadata(file) {
        Ok(about) => out.set_permissions(about.permissions()),
        Err(_) => Ok(()),
    });
    match written.and_then(|()| out.sync_all()) {
        Ok(()) => Ok(neighbour),
        Err(error) => {
            let _ = fs::remove_file(&neighbour);
            Err(error)
        }
    }
}

/// Makes a rename last through a crash, where folders can be synced.
fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(unix)
        && let Some(folder) = file.parent()
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("relief-commit-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("options")).expect("a folder");
        for name in ["a", "b", "c"] {
            fs::write(root.join(format!("options/{name}.toml")), format!("old {name}\n")).expect("a file");
        }
        root
    }

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Change { path: path.into(), before: own(before), after: own(after) }
    }

    fn changes() -> [Change; 4] {
        [
            change("options/a.toml", Some("old a\n"), Some("new a\n")),
            change("options/b.toml", Some("old b\n"), None),
            change("options/c.toml", Some("old c\n"), Some("new c\n")),
            change("targets/d.toml", None, Some("new d\n")),
        ]
    }

    /// Every file below a folder with its text.
    fn texts(root: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for folder in ["options", "targets"] {
            for entry in fs::read_dir(root.join(folder)).into_iter().flatten() {
                let path = entry.expect("an entry").path();
                let text = fs::read_to_string(&path).expect("a text");
                found.push(format!(
                    "{} = {}",
                    path.file_name().expect("a name").to_string_lossy(),
                    text.trim()
                ));
            }
        }
        found.sort();
        found
    }

    #[test]
    fn all_files_are_made_changed_and_removed() {
        let root = folder("all");
        assert!(commit(&root, &changes(), &mut |from, to| fs::rename(from, to)).is_ok());
        assert_eq!(texts(&root), ["a.toml = new a", "c.toml = new c", "d.toml = new d"]);
    }

    #[test]
    fn a_failure_half_way_leaves_each_file_old_or_new_and_says_which() {
        let root = folder("half");
        let mut left = 2;
        let failure = commit(&root, &changes(), &mut |from, to| {
            left -= 1;
            if left < 0 { Err(io::Error::other("disk full")) } else { fs::rename(from, to) }
        });
        let Err(Failure::Io { what, .. }) = failure else { panic!("it fails") };
        assert!(
            what.ends_with(
                "new: `targets/d.toml`, `options/a.toml`; as before: `options/c.toml`, `options/b.toml`"
            ),
            "{what}"
        );
        assert_eq!(texts(&root), ["a.toml = new a", "b.toml = old b", "c.toml = old c", "d.toml = new d"]);
    }

    #[test]
    fn a_file_that_changed_meanwhile_stops_the_edit_before_it_begins() {
        let root = folder("meanwhile");
        fs::write(root.join("options/c.toml"), "someone else\n").expect("a file");
        let before = texts(&root);
        let Err(Failure::Io { what, error }) =
            commit(&root, &changes(), &mut |from, to| fs::rename(from, to))
        else {
            panic!("it fails")
        };
        assert_eq!(what, "nothing was changed");
        assert!(error.to_string().contains("options/c.toml"), "{error}");
        assert_eq!(texts(&root), before);
    }
}
