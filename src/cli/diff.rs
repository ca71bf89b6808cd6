//! `relief diff`: two registers, two days, or the law with and without a bill, compared by meaning.
//!
//! A revision is read by running `git` in the register's folder; nothing is checked out and nothing is written.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use jiff::civil::Date;

use super::args::{Asking, Global, TableFormat, day};
use super::context::{register, tree};
use super::failure::Failure;
use super::output;
use super::question::question;
use crate::api::{Receipt, diff_report};
use crate::register::{Register, decode_all};
use crate::relief::{Question, Side, compare};
use crate::text::{SourceFile, SourceMap};
use crate::view;

/// `relief diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A folder, a git revision, or a day
    #[arg(requires = "b", required_unless_present = "assume")]
    a: Option<String>,
    /// The same kind of thing, to compare it with
    b: Option<String>,
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let (Some(a), Some(b)) = (&args.a, &args.b) else { return with_and_without(global, args) };
    match (day(a), day(b)) {
        (Ok(first), Ok(second)) => between_days(global, args, first, second),
        (Err(_), Err(_)) => {
            let (first, second) = (side(global, a)?, side(global, b)?);
            let one = question(&first, &args.asking)?;
            let other = question(&second, &args.asking)?;
            print(global, args, [a, b], (&first, &one), (&second, &other))
        }
        _ => Err(Failure::usage(
            format!("`{a}` and `{b}` are not the same kind of thing"),
            "name two days, or two folders or revisions: `relief diff 2026-09-17 2026-09-18`, `relief diff HEAD~1 .`",
        )),
    }
}

fn with_and_without(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let with = question(&register, &args.asking)?;
    let without = Question { assume: Vec::new(), ..with.clone() };
    let bills: Vec<&str> = with.assume.iter().map(|(bill, _)| bill.as_str()).collect();
    let name = format!("the law with {}", bills.join(", "));
    print(global, args, ["the law as it is", &name], (&register, &without), (&register, &with))
}

fn between_days(global: &Global, args: &Args, first: Date, second: Date) -> Result<ExitCode, Failure> {
    if args.asking.as_of.is_some() || args.asking.submit.is_some() {
        return Err(Failure::usage(
            "two days are compared, and `--as-of` or `--submit` names another",
            "leave it out; each side is asked, and filed, on its own day",
        ));
    }
    let register = register(global)?;
    let asked = question(&register, &args.asking)?;
    let on = |day: Date| Question { as_of: day, submit: day, ..asked.clone() };
    let earliest = register.head().regimes.iter().map(|r| r.coverage.from.0).min();
    if let Some(from) = earliest.filter(|from| first < *from || second < *from) {
        return Err(Failure::usage(
            format!("the law is encoded from {from} on; nothing is known of an earlier day"),
            format!("compare later days: `relief diff {from} {}`", first.max(second)),
        ));
    }
    let names = [first.to_string(), second.to_string()];
    print(global, args, [&names[0], &names[1]], (&register, &on(first)), (&register, &on(second)))
}

fn print(
    global: &Global,
    args: &Args,
    names: [&str; 2],
    before: (&Register, &Question),
    after: (&Register, &Question),
) -> Result<ExitCode, Failure> {
    let receipt = |(register, question): (&Register, &Question)| Receipt::of(register, question, []);
    let side = |(register, question)| Side { register, question };
    let changed = compare(side(before), side(after));
    let (one, other) = (receipt(before), receipt(after));
    match args.format {
        TableFormat::Json => output::json(global, &diff_report(one, other, &changed))?,
        format => output::table(global, &view::diff(names, &changed, [&one, &other]), "diff", format)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The register in a folder, in the `data` folder below it, or at a revision.
fn side(global: &Global, name: &str) -> Result<Register, Failure> {
    let here = Path::new(name);
    let folder = [here.to_path_buf(), here.join("data")].into_iter().find(|d| d.join("register.toml").is_file());
    match folder {
        Some(folder) => super::context::checked(&folder),
        None if here.is_dir() => Err(Failure::usage(
            format!("there is no register in `{name}`"),
            "name a folder that holds `register.toml`, or `data/register.toml`",
        )),
        None => revision(&tree(global)?, name),
    }
}

/// The register as it stood at a revision of the repository that the tree lies in.
fn revision(tree: &Path, name: &str) -> Result<Register, Failure> {
    let wrong = |why: &str| {
        Failure::usage(
            format!("`{name}` is neither a folder with a register nor a revision: {why}"),
            "name a folder, or a revision that `git log` shows, as in `relief diff HEAD~1 .`",
        )
    };
    if name.starts_with('-') {
        return Err(wrong("it begins with a hyphen"));
    }
    let commit = format!("{name}^{{commit}}");
    let commit = git(tree, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], &[])?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    if commit.is_empty() {
        return Err(wrong("git knows no such commit"));
    }
    let list = git(tree, &["ls-tree", "-r", "-z", &commit, "."], &[])?;
    let entries = list.split(|byte| *byte == 0).filter_map(|entry| {
        let (about, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
        let mut words = about.split(' ');
        let regular = matches!(words.next(), Some("100644" | "100755"));
        let object = words.nth(1)?;
        (regular && path.ends_with(".toml")).then(|| (object.to_owned(), path.to_owned()))
    });
    let entries: Vec<(String, String)> = entries.collect();
    let wanted: String = entries.iter().map(|(object, _)| format!("{object}\n")).collect();
    let mut blobs = git(tree, &["cat-file", "--batch"], wanted.as_bytes())?.into_iter();
    let mut files = Vec::with_capacity(entries.len());
    for (_, path) in entries {
        let head: Vec<u8> = blobs.by_ref().take_while(|byte| *byte != b'\n').collect();
        let size = String::from_utf8_lossy(&head).rsplit(' ').next().and_then(|n| n.parse().ok());
        let Some(size) = size else { return Err(wrong("git did not give all of its files")) };
        let text = String::from_utf8_lossy(&blobs.by_ref().take(size).collect::<Vec<u8>>()).into_owned();
        blobs.next();
        files.push(SourceFile { path, text });
    }
    let loaded = decode_all(SourceMap::new(files), Vec::new());
    let root = PathBuf::from(format!("{name}:{}", tree.display()));
    super::context::sound(loaded, &root)
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
