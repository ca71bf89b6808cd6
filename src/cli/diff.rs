//! `relief diff`: two registers, two days, or the law with and without a bill, compared by meaning.
//!
//! As with `git diff`, one thing alone is compared with what lies in the working tree, nothing at all compares that with
//! `HEAD`, and `A..B` and `A...B` are ranges. A single day is compared with the day asked of.

use std::path::Path;
use std::process::ExitCode;

use jiff::civil::Date;

use super::args::{Asking, Global, TableFormat, day};
use super::context::{register, today, tree};
use super::failure::Failure;
use super::output;
use super::question::{question, question_on};
use super::revision;
use crate::api::{Receipt, diff_report};
use crate::register::Register;
use crate::relief::{Question, Side, compare, unencoded};
use crate::view;

/// `relief diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A folder, a git revision or range, or a day; left out, `HEAD`
    a: Option<String>,
    /// The same kind of thing, to compare it with; left out, the working tree, or the day asked of
    b: Option<String>,
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    match (args.a.as_deref(), args.b.as_deref()) {
        (None, _) if !args.asking.assume.is_empty() => with_and_without(global, args),
        (None, _) => with_working_tree(global, args, "HEAD"),
        (Some(a), None) => match day(a) {
            Ok(first) => between_days(global, args, first, args.asking.as_of.unwrap_or_else(today)),
            Err(_) => match range(a) {
                Some((one, other, parted)) => {
                    let tree = tree(global)?;
                    let from = if parted { revision::parting(&tree, one, other)? } else { one.to_owned() };
                    let (first, second) = (revision::register(&tree, &from)?, revision::register(&tree, other)?);
                    let short = if parted { from.get(..10).unwrap_or(&from) } else { one };
                    registers(global, args, (short, &first), (other, &second))
                }
                None => with_working_tree(global, args, a),
            },
        },
        (Some(a), Some(b)) => match (day(a), day(b)) {
            (Ok(first), Ok(second)) => match args.asking.as_of {
                None => between_days(global, args, first, second),
                Some(_) => Err(Failure::usage(
                    "two days are compared, and `--as-of` names another",
                    "leave it out; each side is asked, and filed, on its own day",
                )),
            },
            (Err(_), Err(_)) => registers(global, args, (a, &side(global, a)?), (b, &side(global, b)?)),
            _ => Err(Failure::usage(
                format!("`{a}` and `{b}` are not the same kind of thing"),
                "name two days, or two folders or revisions: `relief diff 2026-09-17 2026-09-18`, `relief diff HEAD~1 .`",
            )),
        },
    }
}

/// The two ends of `A..B` or `A...B`, and whether it is what parted them that counts; an end left out is `HEAD`.
fn range(text: &str) -> Option<(&str, &str, bool)> {
    if Path::new(text).exists() {
        return None;
    }
    fn end(text: &str) -> &str {
        if text.is_empty() { "HEAD" } else { text }
    }
    let parted = text.split_once("...").map(|(a, b)| (end(a), end(b), true));
    parted.or_else(|| text.split_once("..").map(|(a, b)| (end(a), end(b), false)))
}

fn with_working_tree(global: &Global, args: &Args, name: &str) -> Result<ExitCode, Failure> {
    let tree = tree(global)?;
    let (first, second) = (side(global, name)?, super::context::checked(&tree)?);
    registers(global, args, (name, &first), ("the working tree", &second))
}

fn registers(
    global: &Global,
    args: &Args,
    (a, first): (&str, &Register),
    (b, second): (&str, &Register),
) -> Result<ExitCode, Failure> {
    let one = question(first, &args.asking).map_err(|failure| failure.of(a))?;
    let other = question(second, &args.asking).map_err(|failure| failure.of(b))?;
    print(global, args, [a, b], (first, &one), (second, &other))
}

fn with_and_without(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let with = question(register, &args.asking)?;
    let without = Question { assume: Vec::new(), ..with.clone() };
    let bills: Vec<&str> = with.assume.iter().map(|(bill, _)| bill.as_str()).collect();
    let name = format!("the law with {}", bills.join(", "));
    print(global, args, ["the law as it is", &name], (register, &without), (register, &with))
}

fn between_days(global: &Global, args: &Args, first: Date, second: Date) -> Result<ExitCode, Failure> {
    if args.asking.submit.is_some() {
        return Err(Failure::usage(
            "two days are compared, and `--submit` names another",
            "leave it out; each side is asked, and filed, on its own day",
        ));
    }
    let register = register(global)?;
    let earliest = register.head().regimes.iter().map(|r| r.coverage.from.0).min();
    if let Some(from) = earliest.filter(|from| first < *from || second < *from) {
        return Err(Failure::usage(
            format!("the law is encoded from {from} on; nothing is known of an earlier day"),
            format!("compare later days: `relief diff {from} {}`", first.max(second).max(from)),
        ));
    }
    let (one, other) =
        (question_on(register, &args.asking, first)?, question_on(register, &args.asking, second)?);
    let names = [first.to_string(), second.to_string()];
    print(global, args, [&names[0], &names[1]], (register, &one), (register, &other))
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
    let left_out = unencoded(side(before), side(after));
    match args.format {
        TableFormat::Json => output::json(global, &diff_report(one, other, &changed, &left_out))?,
        format => output::table(global, &view::diff(names, &changed, &left_out, [&one, &other], format == TableFormat::Csv), "diff", format)?,
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
        None => revision::register(&tree(global)?, name),
    }
}
