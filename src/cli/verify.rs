//! `relief verify`: whether the tables of a document are still true.
//!
//! A document carries the command that derives it. The same command is put to the register of today, what it prints
//! is written in the same format, and both are read back by the same reader and compared.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::FromArgMatches;
use jiff::civil::Date;
use serde_json::Value;

use super::args::{Global, TableFormat, TextFormat, day};
use super::context::whole;
use super::failure::Failure;
use super::{Cli, Command, command, options, output, paper};
use crate::api::{Compared, Made, MovedReport, MoverReport, Receipt, mover_report, verify_report};
use crate::doc::read::{Format, Sheet, read};
use crate::doc::{csv, markdown};
use crate::register::Register;
use crate::relief::{Asked, Question, history, title_of};
use crate::view;

/// `relief verify`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A paper, or an option table in markdown, csv or json
    file: PathBuf,
    /// Ask whether it holds on this day; left out, the day that the document asks of
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// The format
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    format: TextFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let bytes = fs::read(&args.file)
        .map_err(|error| Failure::io(format!("cannot read `{}`", args.file.display()), error))?;
    let document = Document::of(&bytes).map_err(|why| {
        Failure::usage(
            format!("`{}` cannot be held against the law: {why}", args.file.display()),
            "what is read are papers in markdown, html, docx or typst and `relief options` in markdown, csv or json, \
             with their last lines",
        )
    })?;
    let register = whole(global)?;
    let made = document.made;
    let mut words = document.words;
    let asked_of = args.as_of.unwrap_or(made.as_of);
    if asked_of != made.as_of {
        set(&mut words, "--as-of", asked_of);
        set(&mut words, "--submit", asked_of);
    }
    let (receipt, question, now) = derived(register, &words, document.format, &document.tables)?;
    let compared = if asked_of == made.as_of { Compared::All } else { Compared::Pathways };
    let told = Told { register, question: &question, was: made.as_of, tables: (&document.tables, &now) };
    let sheets = (document.tables.as_slice(), now.as_slice());
    let report = verify_report(receipt, made, sheets, compared, |moved| told.law(moved));
    match args.format {
        TextFormat::Json => output::json(global, &report)?,
        format => output::text(global, &view::verify(&report, register), format)?,
    }
    Ok(if report.holds { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A document that says by which command it is derived.
struct Document {
    /// None of JSON.
    format: Option<Format>,
    tables: Vec<Sheet>,
    words: Vec<String>,
    made: Made,
}

impl Document {
    fn of(bytes: &[u8]) -> Result<Self, String> {
        let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
        if start.is_some_and(|at| bytes[at] == b'{') {
            return Self::of_json(bytes);
        }
        let format = Format::of(bytes);
        let said = read(bytes, format)?;
        let line = said.text.lines().rev().find_map(command_in);
        let line = line.ok_or("it does not say by which command it was derived")?;
        if said.tables.is_empty() {
            return Err("it has no table".into());
        }
        let (words, made) = parsed(line)?;
        Ok(Self { format: Some(format), tables: said.tables, words, made })
    }

    fn of_json(bytes: &[u8]) -> Result<Self, String> {
        let value: Value = serde_json::from_slice(bytes).map_err(|error| format!("it is no JSON: {error}"))?;
        let receipt = value.get("receipt").ok_or("it has no `receipt`")?;
        let text = |key: &str| receipt.get(key).and_then(Value::as_str).map(str::to_owned);
        let part = |key: &str| text(key).ok_or_else(|| format!("its receipt has no `{key}`"));
        let mut line = format!("relief options --format json --as-of {} --submit {}", part("as_of")?, part("submit")?);
        for (key, flag) in [("readings", "reading"), ("assumptions", "assume")] {
            for one in receipt.get(key).and_then(Value::as_array).into_iter().flatten() {
                line.push_str(&format!(" --{flag} {}", one.as_str().unwrap_or_default()));
            }
        }
        for (fact, yes) in receipt.get("facts").and_then(Value::as_object).into_iter().flatten() {
            line.push_str(&format!(" --fact {fact}={}", if yes == &Value::Bool(true) { "yes" } else { "no" }));
        }
        line.push_str(&format!(" # sha256:{} relief {}", part("register_hash")?, part("version")?));
        let (words, made) = parsed(&line)?;
        let table = sheet(&value).ok_or("it has no list of `options`")?;
        Ok(Self { format: None, tables: vec![table], words, made })
    }
}

/// The command in a line, with its comment, if there is one.
fn command_in(line: &str) -> Option<&str> {
    let at = ["relief paper", "relief options"].iter().filter_map(|start| line.rfind(start)).max()?;
    line[at..].contains("# sha256:").then(|| &line[at..])
}

/// What a command may carry besides its names; nothing that reads or writes a file.
const FLAGS: [&str; 14] = [
    "--as-of", "--submit", "--reading", "--fact", "--assume", "--executive-only", "--pathway", "--owner", "--target",
    "--measure", "--instrument", "--package", "--group-by", "--format",
];

/// The words of a command, and what its comment says.
fn parsed(line: &str) -> Result<(Vec<String>, Made), String> {
    let (typed, comment) = line.split_once(" # sha256:").ok_or("its command has no hash")?;
    let mut comment = comment.split_whitespace();
    let hash = comment.next().filter(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()));
    let hash = hash.ok_or("the hash of its records is not whole")?;
    let version = comment.find(|word| *word != "relief").unwrap_or("of an unknown version");
    let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    if let Some(flag) = words.iter().find(|word| word.starts_with('-') && !FLAGS.contains(&word.as_str())) {
        return Err(format!("its command has `{flag}`, which no document of ours has"));
    }
    let as_of = words.iter().position(|word| word == "--as-of").and_then(|at| words.get(at + 1));
    let as_of = as_of.and_then(|text| day(text).ok()).ok_or("its command has no day")?;
    let made = Made {
        command: line.trim().into(),
        as_of,
        register_hash: hash.into(),
        version: version.trim_end_matches(['"', '`', '.']).into(),
    };
    Ok((words, made))
}

/// Sets the value of a flag.
fn set(words: &mut Vec<String>, flag: &str, value: Date) {
    match words.iter().position(|word| word == flag).filter(|at| at + 1 < words.len()) {
        Some(at) => words[at + 1] = value.to_string(),
        None => words.extend([flag.to_owned(), value.to_string()]),
    }
}

/// The tables that the command derives now, by the reader of the document's own format.
fn derived(
    register: &Register,
    words: &[String],
    format: Option<Format>,
    was: &[Sheet],
) -> Result<(Receipt, Question, Vec<Sheet>), Failure> {
    let cli = Cli::from_arg_matches(&command().try_get_matches_from(words)?)?;
    let again = |bytes: &[u8], format: Format| {
        read(bytes, format).map(|said| said.tables).map_err(|why| Failure::No { what: why, hint: None })
    };
    match (cli.command, format) {
        (Command::Paper(args), Some(format)) => {
            let (brief, question) = paper::brief(register, &args)?;
            let bytes = paper::written(&view::paper(register, &brief), format.into())?;
            Ok((brief.receipt, question, again(&bytes, format)?))
        }
        (Command::Options(args), format) => {
            let (report, question) = options::report(register, &args)?;
            let sheets = match format {
                Some(Format::Csv) => {
                    let doc = options::document(register, &args, &report, &question, TableFormat::Csv);
                    again(doc.table("options").map(csv::write).unwrap_or_default().as_bytes(), Format::Csv)?
                }
                Some(_) => {
                    let doc = options::document(register, &args, &report, &question, TableFormat::Markdown);
                    again(markdown::write(&doc).as_bytes(), Format::Markdown)?
                }
                None => of_json(&report, was),
            };
            Ok((report.receipt, question, sheets))
        }
        _ => Err(Failure::usage("the command of the document derives no table", "`relief paper --help` says more")),
    }
}

/// The table of a report, with the options alone that the document has.
fn of_json(report: &crate::api::OptionsReport, was: &[Sheet]) -> Vec<Sheet> {
    let known = |id: &String| was.iter().flat_map(|sheet| &sheet.rows).any(|row| row.first() == Some(id));
    let mut sheet = serde_json::to_value(report).ok().as_ref().and_then(sheet).unwrap_or_default();
    sheet.rows.retain(|row| row.first().is_some_and(known));
    vec![sheet]
}

/// The keys of an option that are compared.
const KEYS: [&str; 15] = [
    "id", "title", "owner", "pathway", "pathways", "acts", "executive_only", "contested", "branches", "readings",
    "controlling", "conditions", "earliest_effective", "residual", "verification",
];

/// The options of a JSON table as a sheet.
fn sheet(value: &Value) -> Option<Sheet> {
    let options = value.get("options")?.as_array()?;
    let cell = |option: &Value, key: &str| match option.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let row = |option: &Value| KEYS.iter().map(|key| cell(option, key)).collect();
    Some(Sheet {
        caption: String::new(),
        header: KEYS.iter().map(ToString::to_string).collect(),
        rows: options.iter().map(row).collect(),
    })
}

impl From<Format> for paper::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Html => Self::Html,
            Format::Docx => Self::Docx,
            Format::Typst => Self::Typst,
            Format::Markdown | Format::Csv => Self::Markdown,
        }
    }
}

/// What tells which law moved a cell.
struct Told<'t> {
    register: &'t Register,
    question: &'t Question,
    was: Date,
    tables: (&'t [Sheet], &'t [Sheet]),
}

impl Told<'_> {
    /// Between two days: what moved the pathway in between. On one day: what controls now and did not, or did and
    /// does not.
    fn law(&self, moved: &MovedReport) -> Vec<MoverReport> {
        let id = match self.register.option(&moved.row) {
            Some(_) => moved.row.as_str(),
            None => moved.table.split(':').next().unwrap_or_default(),
        };
        let Some(option) = self.register.option(id) else { return Vec::new() };
        let (from, to) = (self.was.min(self.question.as_of), self.was.max(self.question.as_of));
        if from == to {
            return self.controls(id);
        }
        let question = Question { as_of: from, submit: from, ..self.question.clone() };
        let intervals = history(self.register, Asked::from(option), &question);
        let between = intervals.iter().filter(|interval| interval.from > from && interval.from <= to);
        between.flat_map(|interval| &interval.moved_by).map(|mover| mover_report(self.register, mover)).collect()
    }

    fn controls(&self, id: &str) -> Vec<MoverReport> {
        let (was, now) = (controlled(self.tables.0, id), controlled(self.tables.1, id));
        let report = |id: &String, change: &str| MoverReport {
            title: id.parse().ok().and_then(|id| title_of(self.register, &id)).unwrap_or_default(),
            through: id.clone(),
            id: id.clone(),
            change: change.into(),
        };
        let new = now.iter().filter(|id| !was.contains(id)).map(|id| report(id, "controls-now"));
        let gone = was.iter().filter(|id| !now.contains(id)).map(|id| report(id, "controls-no-longer"));
        new.chain(gone).collect()
    }
}

/// The provisions that a table says control an option.
fn controlled(tables: &[Sheet], id: &str) -> Vec<String> {
    let mut found = Vec::new();
    for table in tables {
        let column = |names: &[&str]| table.header.iter().position(|head| names.contains(&head.as_str()));
        let (Some(key), Some(at)) = (column(&["option", "id"]), column(&["controlled by", "controlling"])) else {
            continue;
        };
        let rows = table.rows.iter().filter(|row| row.get(key).is_some_and(|cell| cell == id));
        let words = rows.filter_map(|row| row.get(at)).flat_map(|cell| cell.split([',', ' ', '"']));
        found.extend(words.filter(|word| word.contains('/')).map(str::to_owned));
    }
    found.sort_unstable();
    found.dedup();
    found
}
