//! What can be typed after more than one command. What only one command takes stands in its file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::model::{Choice, Day, Id, Pathway};

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

/// Formats of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum TableFormat {
    /// For a terminal.
    #[value(alias = "text")]
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

pub(super) fn day(text: &str) -> Result<Date, String> {
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

pub(super) fn pathway(text: &str) -> Result<Pathway, String> {
    let found = Pathway::ALL.into_iter().find(|p| p.word() == text);
    found.ok_or_else(|| format!("`{text}` is none of {}", Pathway::ALL.map(Pathway::word).join(", ")))
}
