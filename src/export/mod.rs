//! The register and its answers where other people's data lives.
//!
//! `tables` is the one neutral model: tables with typed columns, keys and rows, from which `csv`, `json`, `sqlite` and
//! `parquet` are written; `jsonld` writes the instruments in the words of schema.org; `graph` draws what a record rests
//! on. Everything is bytes in memory, a function of the register and the question: nothing here opens a file. Start at
//! [`export`].

mod answers;
mod csv;
mod graph;
mod json;
mod jsonld;
mod law;
#[cfg(feature = "exports")]
mod parquet;
mod people;
#[cfg(feature = "exports")]
mod sqlite;
mod table;
mod tables;

pub use graph::{Graph, around, dot, has_chain, mermaid};
pub use table::{Cell, Column, ForeignKey, Table, Type};
pub use tables::tables;

use crate::api::{ExportFile, ExportIndex, Receipt, SCHEMA_VERSION};
use crate::register::Register;
use crate::relief::Question;

/// The name of the file that says what an export holds.
pub const INDEX: &str = "index.json";

/// The formats of an export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// An index, and one file for each table and each option.
    Json,
    /// One file for each table, and a data package that describes them.
    Csv,
    /// The instruments as linked data.
    JsonLd,
    /// One database.
    #[cfg(feature = "exports")]
    Sqlite,
    /// One file for each table, for engines that read columns.
    #[cfg(feature = "exports")]
    Parquet,
}

impl Format {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Csv => "csv",
            Format::JsonLd => "jsonld",
            #[cfg(feature = "exports")]
            Format::Sqlite => "sqlite",
            #[cfg(feature = "exports")]
            Format::Parquet => "parquet",
        }
    }
}

/// One file of an export.
#[derive(Debug)]
pub struct File {
    /// Its path below the folder, with `/`.
    pub path: String,
    /// What it holds, in a sentence.
    pub holds: String,
    /// The schema that it keeps to, if it keeps to one of ours.
    pub schema: Option<&'static str>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    fn new(path: impl Into<String>, holds: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), holds: holds.into(), schema: None, bytes }
    }
}

/// What every writer is given.
struct Content<'a> {
    register: &'a Register,
    question: &'a Question,
    receipt: &'a Receipt,
    tables: Vec<Table>,
    reports: Vec<crate::api::OptionReport>,
}

/// Every file of an export, sorted by path, the index last.
///
/// # Errors
/// What a library for a format says that went wrong.
pub fn export(
    register: &Register,
    question: &Question,
    receipt: &Receipt,
    format: Format,
) -> Result<Vec<File>, String> {
    let (mut reports, mut written) = (Vec::new(), Vec::new());
    // Linked data is of the law alone.
    if format != Format::JsonLd {
        reports = answers::reports(register, question);
        written = tables(register, question, receipt, &reports);
    }
    let content = Content { register, question, receipt, tables: written, reports };
    let mut files = match format {
        Format::Json => json::files(&content)?,
        Format::Csv => csv::files(&content)?,
        Format::JsonLd => jsonld::files(&content)?,
        #[cfg(feature = "exports")]
        Format::Sqlite => sqlite::files(&content).map_err(|error| error.to_string())?,
        #[cfg(feature = "exports")]
        Format::Parquet => parquet::files(&content).map_err(|error| error.to_string())?,
    };
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let listed = files.iter().map(|file| ExportFile {
        path: file.path.clone(),
        holds: file.holds.clone(),
        schema: file.schema.map(ToOwned::to_owned),
    });
    let index = ExportIndex {
        schema_version: SCHEMA_VERSION.into(),
        receipt: receipt.clone(),
        format: format.word().into(),
        title: register.head().title.to_string(),
        licence: register.head().licence.to_string(),
        files: listed.collect(),
    };
    files.push(json::file(INDEX, "What this export holds", "export-index", &index)?);
    Ok(files)
}
