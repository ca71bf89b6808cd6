//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::model::{Choice, Day, Id, Pathway};

/// Sanctions relief options whose pathways are derived from encoded law.
///
/// Which relief needs only executive action, and which needs Congress? The answer is derived from records of
/// instruments, of the locks that statutes put on their relief, and of relief options; every step is cited.
#[derive(Debug, Parser)]
#[command(
    name = "relief",
    version,
    max_term_width = 100,
    propagate_version = true,
    subcommand_required = true
)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub(super) global: Global,
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The register to read; left out, the one compiled into the tool
    #[arg(
        long,
        global = true,
        env = "RELIEF_DATA",
        value_name = "DIR",
        hide_env_values = true,
        help_heading = "Register"
    )]
    pub(super) data: Option<PathBuf>,
    /// When to colour the output
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN", help_heading = "Output")]
    pub(super) color: When,
    /// Columns to print; left out, those of the terminal, or 80 in a pipe
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..), help_heading = "Output")]
    pub(super) width: Option<u16>,
    /// Write to this file instead of stdout
    #[arg(short, long, global = true, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
}

/// When to do something that depends on the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum When {
    /// Where the output is a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the option table: what each option takes, derived
    Options(OptionsArgs),
    /// Print an option's argument, step by step, with its citations
    Explain(ExplainArgs),
    /// Print a record or a part of one, and how it stands on a day
    Show(ShowArgs),
    /// Check every record and print all findings
    Check(CheckArgs),
    /// Print the JSON Schema of a kind of record or of an output
    Schema(SchemaArgs),
}

/// The day asked of and what is assumed.
#[derive(Debug, Args)]
pub(super) struct Asking {
    /// The day asked of; left out, today (UTC)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// The day of filing; left out, the day asked of
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) submit: Option<Date>,
    /// Fix a reading of a contested point
    #[arg(long = "reading", value_name = "POINT=CHOICE", value_parser = reading)]
    pub(super) readings: Vec<Choice>,
    /// Fix a fact
    #[arg(long = "fact", value_name = "NAME=yes|no", value_parser = fact)]
    pub(super) facts: Vec<(Id, bool)>,
    /// Assume that a bill is law, from a day or throughout
    #[arg(long = "assume", value_name = "BILL[@DATE]", value_parser = assumption)]
    pub(super) assume: Vec<(Id, Option<Date>)>,
}

/// `relief options`.
#[derive(Debug, Args)]
pub(super) struct OptionsArgs {
    #[command(flatten)]
    pub(super) asking: Asking,
    /// Only what the executive can do without a vote being able to hold it back
    #[arg(long, conflicts_with = "pathway")]
    pub(super) executive_only: bool,
    /// Only options whose headline is this pathway
    #[arg(long, value_name = "PATHWAY", value_parser = pathway)]
    pub(super) pathway: Option<Pathway>,
    /// Only options of this owner
    #[arg(long, value_name = "ACTOR")]
    pub(super) owner: Option<String>,
    /// Only options about this target
    #[arg(long, value_name = "TARGET")]
    pub(super) target: Option<String>,
    /// Only options that touch this measure
    #[arg(long, value_name = "MEASURE")]
    pub(super) measure: Option<String>,
    /// Only options that touch a measure of this instrument
    #[arg(long, value_name = "INSTRUMENT")]
    pub(super) instrument: Option<String>,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    pub(super) format: TableFormat,
}

/// `relief explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The option
    pub(super) option: String,
    #[command(flatten)]
    pub(super) asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    pub(super) format: TextFormat,
}

/// `relief show`.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The id of a record, or `RECORD/PART`
    pub(super) id: String,
    /// The day asked of; left out, today (UTC)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// The format
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    pub(super) format: TextFormat,
}

/// `relief check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Count warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// The day that ages and lapses are measured against; left out, the day coverage ends
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// The format
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, value_name = "FORMAT")]
    pub(super) format: CheckFormat,
}

/// `relief schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The kind of record, as in `statute`, or the output, as in `options`; left out, `-o DIR` writes all of them
    pub(super) kind: Option<String>,
}

/// Formats of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum TableFormat {
    /// For a terminal.
    Table,
    /// For a document.
    Markdown,
    /// For a spreadsheet.
    Csv,
    /// For programs.
    Json,
}

/// Formats of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum TextFormat {
    /// For a terminal.
    #[value(alias = "table")]
    Text,
    /// For a document.
    Markdown,
    /// For programs.
    Json,
}

/// Formats of findings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For a pull request.
    Github,
    /// For code scanning.
    Sarif,
    /// For CI that shows tests.
    Junit,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse::<Day>().map(|day| day.0)
}

fn reading(text: &str) -> Result<Choice, String> {
    let wanted = || format!("`{text}` is not POINT=CHOICE, as in c4=a");
    let (point, choice) = text.split_once('=').ok_or_else(wanted)?;
    format!("{point}.{choice}").parse().map_err(|_| wanted())
}

fn fact(text: &str) -> Result<(Id, bool), String> {
    let wanted = || format!("`{text}` is not NAME=yes or NAME=no");
    let (name, value) = text.split_once('=').ok_or_else(wanted)?;
    let value = match value {
        "yes" => true,
        "no" => false,
        _ => return Err(wanted()),
    };
    Ok((name.parse()?, value))
}

fn assumption(text: &str) -> Result<(Id, Option<Date>), String> {
    match text.split_once('@') {
        Some((bill, from)) => Ok((bill.parse()?, Some(day(from)?))),
        None => Ok((text.parse()?, None)),
    }
}

fn pathway(text: &str) -> Result<Pathway, String> {
    let found = Pathway::ALL.into_iter().find(|p| p.word() == text);
    found.ok_or_else(|| format!("`{text}` is none of {}", Pathway::ALL.map(Pathway::word).join(", ")))
}
