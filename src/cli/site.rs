//! `relief site`: the register as a static site that opens from disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;

use super::args::{Global, day};
use super::context::{count, published, today};
use super::failure::{Failure, remark};
use crate::site::{Page, pages};

/// The file by which a folder is known to hold a site of ours; it lists what was written.
const MARK: &str = ".relief-site";

/// `relief site`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The day asked of; left out, today (UTC)
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Write into a folder that holds something else
    #[arg(long)]
    force: bool,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let Some(folder) = &global.output else {
        return Err(Failure::usage("a site needs a folder", "name one: `relief site -o DIR`"));
    };
    let register = published(global)?;
    let as_of = args.as_of.unwrap_or_else(today);
    let first = register.head().regimes.iter().map(|regime| regime.coverage.from.0).min();
    if let Some(first) = first.filter(|first| as_of < *first) {
        return Err(Failure::usage(
            format!("the law is encoded from {first} on; nothing is known of {as_of}"),
            format!("ask of a later day: `--as-of {first}`"),
        ));
    }
    let before = ours(folder, args.force)?;
    let pages = pages(register, as_of);
    write(folder, &pages, &before)
        .map_err(|error| Failure::io(format!("cannot write the site to `{}`", folder.display()), error))?;
    remark(&format!("{} written; open `{}`", count(pages.len(), "file"), folder.join("index.html").display()));
    Ok(ExitCode::SUCCESS)
}

/// The files of the site that lies in the folder already. A folder that holds anything else is refused.
fn ours(folder: &Path, force: bool) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error| Failure::io(format!("cannot read `{}`", folder.display()), error);
    let mut entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(unreadable)?,
    };
    match fs::read_to_string(folder.join(MARK)) {
        Ok(list) => Ok(list.lines().filter(|line| is_ours(line)).map(|line| folder.join(line)).collect()),
        Err(_) if entries.next().is_none() || force => Ok(Vec::new()),
        Err(_) => Err(Failure::usage(
            format!("`{}` holds something else than a site of this tool", folder.display()),
            "name another folder, or write into it all the same with `--force`",
        )),
    }
}

/// Whether a line of the list names a file that a site can have: it is removed if the new one has it no more.
fn is_ours(line: &str) -> bool {
    let name = line.strip_prefix("records/").unwrap_or(line);
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    plain && !name.starts_with('.') && [".html", ".atom", ".ics"].iter().any(|ending| name.ends_with(ending))
}

fn write(folder: &Path, pages: &[Page], before: &[PathBuf]) -> io::Result<()> {
    fs::create_dir_all(folder.join("records"))?;
    let mut list = String::new();
    let mut written = Vec::with_capacity(pages.len());
    for page in pages {
        let path = folder.join(&page.path);
        fs::write(&path, &page.text)?;
        list.push_str(&page.path);
        list.push('\n');
        written.push(path);
    }
    for stale in before.iter().filter(|path| !written.contains(path)) {
        match fs::remove_file(stale) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::write(folder.join(MARK), list)
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_files_that_a_site_can_have_are_ever_removed() {
        assert!(is_ours("index.html") && is_ours("records/eo-14024.html") && is_ours("changes.atom"));
        for line in ["../index.html", "records/../a.html", "/etc/a.html", ".relief-site", "notes.txt", "records/x/y.html", ""] {
            assert!(!is_ours(line), "{line}");
        }
    }
}
