//! Writing a folder of files so that nobody else's are lost.
//!
//! A folder that is not empty must be an export of ours, which its index shows. Each file is first written beside its
//! place, then all are renamed into place; what an earlier export left over is taken away, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::failure::Failure;
use crate::export::{File, INDEX};

/// The largest index that is read.
const LARGEST: u64 = 16 << 20;

/// Looks at a folder before anything is written: the files of an earlier export in it.
pub(super) fn look(folder: &Path, force: bool) -> Result<BTreeSet<String>, Failure> {
    let cannot = |error| Failure::io(format!("cannot look at `{}`", folder.display()), error);
    match fs::read_dir(folder) {
        Ok(mut entries) => match (entries.next().is_none(), earlier(folder)) {
            (true, _) => Ok(BTreeSet::new()),
            (false, Some(files)) => Ok(files),
            (false, None) if force => Ok(BTreeSet::new()),
            (false, None) => Err(Failure::usage(
                format!("`{}` holds files that are not an export", folder.display()),
                "name another folder, or add `--force`: files of the same names are then replaced, others left alone",
            )),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(cannot(error)),
    }
}

/// The files that an index of ours lists, itself among them; nothing if there is no such index.
fn earlier(folder: &Path) -> Option<BTreeSet<String>> {
    let path = folder.join(INDEX);
    let small = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST);
    let index: Value = serde_json::from_slice(&fs::read(small.then_some(path)?).ok()?).ok()?;
    (index["receipt"]["tool"] == "relief").then_some(())?;
    let listed = index["files"].as_array()?.iter().filter_map(|file| file["path"].as_str());
    Some(listed.chain([INDEX]).filter(|path| stays_inside(path)).map(ToOwned::to_owned).collect())
}

/// Whether a path leads below the folder it is taken from.
fn stays_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Writes the files, then takes away those of an earlier export that are no longer among them.
pub(super) fn write(folder: &Path, files: &[File], earlier: &BTreeSet<String>) -> Result<(), Failure> {
    let done = write_all(folder, files, earlier);
    done.map_err(|(path, error)| Failure::io(format!("cannot write `{}`", path.display()), error))
}

fn write_all(folder: &Path, files: &[File], earlier: &BTreeSet<String>) -> Result<(), (PathBuf, io::Error)> {
    let beside = |file: &File| folder.join(format!("{}.part", file.path));
    let written = files.iter().try_for_each(|file| {
        let path = beside(file);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).and_then(|()| fresh(&path, &file.bytes)).map_err(|error| (path, error))
    });
    if let Err(error) = written {
        // A file beside its place is of no use to anybody; what stood there before is untouched.
        files.iter().for_each(|file| drop(fs::remove_file(beside(file))));
        return Err(error);
    }
    for file in files {
        let place = folder.join(&file.path);
        fs::rename(beside(file), &place).map_err(|error| (place, error))?;
    }
    let current: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for path in earlier.iter().filter(|path| !current.contains(path.as_str())) {
        let place = folder.join(path);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err((place, error)),
            _ => {}
        }
        // A folder that is now empty goes with its last file.
        if let Some(parent) = place.parent().filter(|parent| *parent != folder) {
            let _ = fs::remove_dir(parent);
        }
    }
    Ok(())
}

/// Writes a new file; a link that lies in its place is replaced, not followed.
fn fresh(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    io::Write::write_all(&mut file, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_cannot_name_what_lies_outside() {
        for good in ["a.csv", "tables/a.json"] {
            assert!(stays_inside(good), "{good}");
        }
        for bad in ["", "../a", "/etc/passwd", "tables/../../a", "."] {
            assert!(!stays_inside(bad), "{bad}");
        }
    }
}
