//! `relief export --format json`: an index, one file for each table and for each option, and the receipt.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{OptionReport, Receipt};

/// What an export holds; `index.json` of every format.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportIndex {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The format: `json`, `csv`, `jsonld`, `sqlite` or `parquet`.
    pub format: String,
    /// The title of the register.
    pub title: String,
    /// The licence of the data, as an SPDX id.
    pub licence: String,
    /// Every other file, sorted by path.
    pub files: Vec<ExportFile>,
}

/// A file of an export.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportFile {
    /// Its path below the export's folder, with `/`.
    pub path: String,
    /// What it holds.
    pub holds: String,
    /// The schema it keeps to, as `relief schema` names it.
    pub schema: Option<String>,
}

/// What an export was derived from; `receipt.json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportReceipt {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
}

/// One table; `tables/NAME.json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportTable {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// Its name.
    pub table: String,
    /// What a row is.
    pub about: String,
    /// Its columns.
    pub columns: Vec<ExportColumn>,
    /// The columns of the primary key.
    pub key: Vec<String>,
    /// The foreign keys.
    pub foreign_keys: Vec<ExportForeignKey>,
    /// The rows, sorted by the primary key: a value or null for each column.
    pub rows: Vec<Map<String, Value>>,
}

/// A column of a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportColumn {
    /// Its name.
    pub name: String,
    /// What it holds: `text`, `integer`, `boolean` or `day`.
    pub holds: String,
    /// Whether every row has a value.
    pub required: bool,
    /// What it means.
    pub about: String,
}

/// Columns whose values are the primary key of a row of a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportForeignKey {
    /// The columns.
    pub columns: Vec<String>,
    /// The table.
    pub table: String,
}

/// The answer for one option; `options/ID.json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportOption<'a> {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The answer.
    pub option: &'a OptionReport,
}
