//! An export as JSON files: `tables/NAME.json`, `options/ID.json` and `receipt.json`, each with the receipt.

use serde::Serialize;
use serde_json::{Map, Value};

use super::table::{Cell, Table, Type};
use super::{Content, File};
use crate::api::{
    ExportColumn, ExportForeignKey, ExportOption, ExportReceipt, ExportTable, Receipt, SCHEMA_VERSION,
};

pub(super) fn files(content: &Content<'_>) -> Result<Vec<File>, String> {
    let receipt = content.receipt;
    let mut files = Vec::new();
    let own = ExportReceipt { schema_version: SCHEMA_VERSION.into(), receipt: receipt.clone() };
    files.push(file("receipt.json", "What this export was derived from", "export-receipt", &own)?);
    // The receipt is in every file already.
    for table in content.tables.iter().filter(|table| table.name != "receipt") {
        files.push(file(
            &format!("tables/{}.json", table.name),
            table.about,
            "export-table",
            &report(table, receipt),
        )?);
    }
    for option in &content.reports {
        let answer = ExportOption { schema_version: SCHEMA_VERSION.into(), receipt: receipt.clone(), option };
        let holds = format!("The answer for an option: {}", option.title);
        files.push(file(&format!("options/{}.json", option.id), &holds, "export-option", &answer)?);
    }
    Ok(files)
}

/// A file of JSON.
pub(super) fn file(
    path: &str,
    holds: &str,
    schema: &'static str,
    value: &impl Serialize,
) -> Result<File, String> {
    Ok(File { schema: Some(schema), ..File::new(path, holds, bytes(value)?) })
}

/// A value as the bytes of a file of JSON.
pub(super) fn bytes(value: &impl Serialize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    crate::diag::write_json(value, &mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

fn report(table: &Table, receipt: &Receipt) -> ExportTable {
    let columns = table.columns.iter().map(|column| ExportColumn {
        name: column.name.into(),
        holds: match column.kind {
            Type::Text => "text",
            Type::Integer => "integer",
            Type::Boolean => "boolean",
            Type::Day => "day",
        }
        .into(),
        required: column.required,
        about: column.about.into(),
    });
    let foreign = table.foreign.iter().map(|key| ExportForeignKey {
        columns: key.columns.iter().map(ToString::to_string).collect(),
        table: key.table.into(),
    });
    let row = |cells: &Vec<Cell>| -> Map<String, Value> {
        let names = table.columns.iter().map(|column| column.name.to_owned());
        names.zip(cells.iter().map(value)).collect()
    };
    ExportTable {
        schema_version: SCHEMA_VERSION.into(),
        receipt: receipt.clone(),
        table: table.name.into(),
        about: table.about.into(),
        columns: columns.collect(),
        key: table.key_columns().map(ToOwned::to_owned).collect(),
        foreign_keys: foreign.collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(words) => words.as_str().into(),
        Cell::Integer(number) => (*number).into(),
        Cell::Boolean(yes) => (*yes).into(),
        Cell::Day(day) => day.to_string().into(),
    }
}
