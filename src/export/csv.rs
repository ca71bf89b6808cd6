//! An export as CSV files with a Frictionless data package, `datapackage.json`, that gives their types and keys.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::json::bytes;
use super::table::{Cell, Column, Table, Type};
use super::{Content, File};
use crate::api::SCHEMA_VERSION;
use crate::doc::csv::record;

pub(super) fn files(content: &Content<'_>) -> Result<Vec<File>, String> {
    let mut files: Vec<File> = content
        .tables
        .iter()
        .map(|table| File::new(format!("{}.csv", table.name), table.about, write(table).into_bytes()))
        .collect();
    let package = package(content, &files);
    files.push(File::new(
        "datapackage.json",
        "The types, keys, licence and sources of the tables, as a Frictionless data package",
        bytes(&package)?,
    ));
    Ok(files)
}

fn write(table: &Table) -> String {
    let mut out = record(table.columns.iter().map(|column| column.name.to_owned()));
    for row in &table.rows {
        out.push_str(&record(row.iter().map(cell)));
    }
    out
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(words) => words.clone(),
        Cell::Integer(number) => number.to_string(),
        Cell::Boolean(yes) => yes.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

fn package(content: &Content<'_>, files: &[File]) -> Value {
    let register = content.register;
    let licence = register.head().licence.as_str();
    let resources = content.tables.iter().zip(files).map(|(table, file)| resource(table, file));
    let sources = register.sources().map(|(_, source)| {
        let mut entry = json!({ "title": source.title.as_str() });
        let web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        if let Some(url) = source.urls.iter().map(crate::model::Text::as_str).find(web) {
            entry["path"] = url.into();
        }
        entry
    });
    json!({
        "profile": "tabular-data-package",
        "name": "relief-register",
        "title": register.head().title.as_str(),
        "description": "A cell that a spreadsheet would take for a formula has an apostrophe before it; line breaks are spaces. Days are ISO 8601; spans of days are half-open.",
        "version": content.receipt.version,
        "schema_version": SCHEMA_VERSION,
        "receipt": content.receipt,
        "licenses": [{ "name": licence, "path": format!("https://spdx.org/licenses/{licence}.html") }],
        "sources": sources.collect::<Vec<_>>(),
        "resources": resources.collect::<Vec<_>>(),
    })
}

fn resource(table: &Table, file: &File) -> Value {
    let foreign = table.foreign.iter().map(|key| {
        // A table names itself by nothing.
        let to = if key.table == table.name { "" } else { key.table };
        json!({ "fields": key.columns, "reference": { "resource": to, "fields": key.referred() } })
    });
    let hash: String = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.path,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{hash}"),
        "schema": {
            "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": table.key_columns().collect::<Vec<_>>(),
            "foreignKeys": foreign.collect::<Vec<_>>(),
        },
    })
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Type::Text => "string",
        Type::Integer => "integer",
        Type::Boolean => "boolean",
        Type::Day => "date",
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": column.about });
    if column.required {
        field["constraints"] = json!({ "required": true });
    }
    field
}
