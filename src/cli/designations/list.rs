//! A list that is named on the command line: opening it, and of which day it is.

use std::fs::File;
use std::path::Path;

use jiff::civil::Date;

use super::{Args, RollArg};
use crate::cli::context::covered;
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::designations::{Depth, Flaw, Head, Party, Roll, Source, read};
use crate::register::Register;

/// A list that is to be read.
pub(super) struct List<'a> {
    pub(super) file: &'a str,
    pub(super) roll: Roll,
}

impl<'a> List<'a> {
    pub(super) fn new(file: &'a str, args: &Args) -> Self {
        let name = Path::new(file).file_name().map(|name| name.to_string_lossy().to_lowercase());
        let roll = match args.read_as {
            Some(RollArg::Sdn) => Roll::Sdn,
            Some(RollArg::NonSdn) => Roll::NonSdn,
            None if name.is_some_and(|name| name.starts_with("cons")) => Roll::NonSdn,
            None => Roll::Sdn,
        };
        Self { file, roll }
    }

    pub(super) fn read(&self, depth: Depth, each: &mut dyn FnMut(&Party<'_>) -> Result<(), Flaw>) -> Result<Head, Failure> {
        let source = if self.file == "-" {
            Source::Stream(Box::new(Progress::new(std::io::stdin().lock(), "stdin", None)))
        } else {
            let cannot = |error| Failure::io(format!("cannot read `{}`", self.file), error);
            let file = File::open(self.file).map_err(cannot)?;
            let about = file.metadata().map_err(cannot)?;
            if about.is_dir() {
                let hint = "name the list itself: `relief designations FILE`";
                return Err(Failure::usage(format!("`{}` is a folder", self.file), hint));
            }
            if about.is_file() {
                Source::File(Box::new(Progress::new(file, self.file, Some(about.len()))))
            } else {
                Source::Stream(Box::new(Progress::new(file, self.file, None)))
            }
        };
        read(source, depth, each).map_err(|flaw| Failure::Usage {
            what: format!("`{}` cannot be read as a sanctions list: {flaw}", self.file),
            hint: flaw.help.or_else(|| Some("`relief designations --help` says what is read".into())),
        })
    }

    /// The day of the list, and where it comes from.
    pub(super) fn day(&self, flag: Option<Date>, head: &Head) -> Result<(Date, &'static str), Failure> {
        let found = flag.map(|day| (day, "flag"));
        let found = found.or_else(|| head.published.map(|day| (day, "file")));
        let found = found.or_else(|| metadata(self.file).map(|day| (day, "metadata")));
        found.or_else(|| day_in(self.file).map(|day| (day, "name"))).ok_or_else(|| {
            let what = if self.file == "-" {
                "the list on stdin does not say of which day it is".into()
            } else {
                format!("neither `{}` nor its name says of which day the list is", self.file)
            };
            Failure::usage(what, "give it: `--list-date DATE`")
        })
    }
}

/// The day of publication in the metadata beside a list: `NAME.metadata.json` for `NAME.csv.gz`.
fn metadata(file: &str) -> Option<Date> {
    let path = Path::new(file);
    let stem = path.file_name()?.to_str()?.split('.').next()?;
    let text = std::fs::read(path.with_file_name(format!("{stem}.metadata.json"))).ok()?;
    let value: serde_json::Value = serde_json::from_slice(&text).ok()?;
    value.get("published")?.as_str()?.parse().ok()
}

/// The one day that stands in the name of a file, as in `sdn-2026-08-20.csv`.
fn day_in(file: &str) -> Option<Date> {
    let name = Path::new(file).file_name()?.to_str()?;
    let mut found: Vec<Date> = (0..name.len())
        .filter_map(|at| name.get(at..at + 10))
        .filter(|part| part.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() }))
        .filter_map(|part| part.parse().ok())
        .collect();
    found.dedup();
    if let [day] = found.as_slice() { Some(*day) } else { None }
}

/// Refuses a day before that of the list, and one before the law of any regime.
pub(super) fn askable(register: &Register, file: &str, day: Date, as_of: Date) -> Result<(), Failure> {
    if as_of < day {
        return Err(Failure::usage(
            format!("`{file}` is of {day}, and does not say who was listed on {as_of}"),
            format!("ask of a later day (`--as-of {day}`), or read an older list"),
        ));
    }
    let first = register.head().regimes.iter().min_by_key(|regime| regime.coverage.from.0);
    first.map_or(Ok(()), |regime| covered(register, regime.id.as_str(), as_of))
}
