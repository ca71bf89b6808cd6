//! The register as it stood at a revision, read by running `git` in its folder: nothing is checked out, nothing written.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::context::count;
use super::failure::{Failure, remark};
use crate::diag::Severity;
use crate::lint;
use crate::register::{Loaded, Register, decode_all};
use crate::text::{SourceFile, SourceMap};

/// The register that stood in a folder at a revision of the repository that the folder lies in.
pub(super) fn register(tree: &Path, name: &str) -> Result<Register, Failure> {
    let commit = commit(tree, name)?;
    let list = git(tree, &["ls-tree", "-r", "-z", &commit, "."], &[])?;
    let entries = list.split(|byte| *byte == 0).filter_map(|entry| {
        let (about, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
        let mut words = about.split(' ');
        let regular = matches!(words.next(), Some("100644" | "100755"));
        let object = words.nth(1)?;
        (regular && path.ends_with(".toml")).then(|| (object.to_owned(), path.to_owned()))
    });
    let entries: Vec<(String, String)> = entries.collect();
    if !entries.iter().any(|(_, path)| path == "register.toml") {
        return Err(Failure::usage(
            format!("at revision `{name}` there is no register in `{}`", tree.display()),
            "name a revision at which there is one, or where it lies now: `--data DIR`",
        ));
    }
    let loaded = decode_all(SourceMap::new(files(tree, name, entries)?), Vec::new());
    decoded(loaded, name, tree)
}

/// What is committed is not mended any more: it is enough that every record decodes, and what else is wrong is counted.
fn decoded(loaded: Loaded, name: &str, tree: &Path) -> Result<Register, Failure> {
    let whole = loaded.flawed.is_empty() && loaded.problems.is_empty();
    if !whole {
        super::check::errors(&loaded, &PathBuf::from(format!("{name}:{}", tree.display())))?;
    }
    let errors = lint::check(&loaded, None).iter().filter(|f| f.severity == Severity::Error).count();
    match loaded.register {
        Some(register) if whole => {
            if errors > 0 {
                let errors = count(errors, "error");
                remark(&format!(
                    "the register at `{name}` has {errors} by the checks of today; it is asked as it stands"
                ));
            }
            Ok(register)
        }
        _ => Err(Failure::No {
            what: format!(
                "no answer from a register whose records do not all decode: `{}` at `{name}`",
                tree.display()
            ),
            hint: Some("name another revision, or ask with the tool as it was at that one".into()),
        }),
    }
}

/// The commit at which two lines of history parted: what `A...B` compares `B` with.
pub(super) fn parting(tree: &Path, a: &str, b: &str) -> Result<String, Failure> {
    let (one, other) = (commit(tree, a)?, commit(tree, b)?);
    let base = line(tree, &["merge-base", &one, &other])?;
    if base.is_empty() {
        return Err(Failure::usage(
            format!("`{a}` and `{b}` have no commit in common"),
            format!("compare them as they are: `relief diff {a} {b}`"),
        ));
    }
    Ok(base)
}

/// The commit that a name stands for.
fn commit(tree: &Path, name: &str) -> Result<String, Failure> {
    let folder = "or name a folder that holds `register.toml`";
    if name.starts_with('-') {
        return Err(Failure::usage(
            format!("`{name}` begins with a hyphen, as no revision does"),
            format!("name a revision that `git log` shows, {folder}"),
        ));
    }
    if line(tree, &["rev-parse", "--is-inside-work-tree"])? != "true" {
        return Err(Failure::usage(
            format!("`{name}` holds no register, and `{}` lies in no git repository", tree.display()),
            format!("ask from within one, {folder}"),
        ));
    }
    let wanted = format!("{name}^{{commit}}");
    let commit = line(tree, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
    if !commit.is_empty() {
        return Ok(commit);
    }
    let shallow = line(tree, &["rev-parse", "--is-shallow-repository"])? == "true";
    Err(Failure::usage(
        format!("`{name}` is neither a folder with a register nor a revision that git knows"),
        if shallow {
            "this clone is shallow, and its history cut off: `git fetch --unshallow`, then ask again"
                .to_owned()
        } else {
            format!("`git log --oneline` and `git branch --all` list revisions; {folder}")
        },
    ))
}

/// The files of these objects and paths.
fn files(tree: &Path, name: &str, entries: Vec<(String, String)>) -> Result<Vec<SourceFile>, Failure> {
    let wanted: String = entries.iter().map(|(object, _)| format!("{object}\n")).collect();
    let blobs = git(tree, &["cat-file", "--batch"], wanted.as_bytes())?;
    let mut rest = blobs.as_slice();
    let mut files = Vec::with_capacity(entries.len());
    for (_, path) in entries {
        // A line that ends in the size, the bytes, a line feed.
        let cut = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let (head, after) = rest.split_at(cut);
        let size =
            String::from_utf8_lossy(head).rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
        let bytes = size.and_then(|size| Some((after.get(1..=size)?, after.get(size + 2..)?)));
        let Some((bytes, more)) = bytes else {
            return Err(Failure::usage(
                format!("git did not give `{path}` as it stood at `{name}`"),
                "`git fsck` says whether the repository is whole",
            ));
        };
        files.push(SourceFile { path, text: String::from_utf8_lossy(bytes).as_ref().into() });
        rest = more;
    }
    Ok(files)
}

/// The one line that `git` prints; empty where it fails.
fn line(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&git(folder, args, &[])?).trim().to_owned())
}

/// What `git` prints when run in a folder, with `input` on its standard input.
fn git(folder: &Path, args: &[&str], input: &[u8]) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::io("cannot run `git`, which reads revisions", error);
    let mut child = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    // Written beside the reading: git answers while it is still being asked.
    let stdin = child.stdin.take();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(&input)));
    let out = child.wait_with_output().map_err(failed)?;
    let _ = writer.join();
    Ok(out.stdout)
}
