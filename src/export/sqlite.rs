//! An export as one SQLite database: strict tables, keys that are enforced, and comments in the text of each table.
//!
//! The database is built in memory and taken as bytes, so the same rows in the same order give the same file.

use std::fmt::Write as _;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, MAIN_DB, ToSql, params_from_iter};

use super::table::{Cell, Table, Type};
use super::{Content, File};
use crate::doc::visible::shown;

const NAME: &str = "register.sqlite";

pub(super) fn files(content: &Content<'_>) -> rusqlite::Result<Vec<File>> {
    let mut database = Connection::open_in_memory()?;
    database
        .execute_batch("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA foreign_keys = ON;")?;
    let transaction = database.transaction()?;
    // A row may come before the one that it names: keys are checked when all are in.
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON;")?;
    for table in &content.tables {
        transaction.execute_batch(&definition(table))?;
    }
    for table in &content.tables {
        let holes = vec!["?"; table.columns.len()].join(", ");
        let mut insert = transaction.prepare(&format!("INSERT INTO \"{}\" VALUES ({holes})", table.name))?;
        for row in &table.rows {
            insert.execute(params_from_iter(row))?;
        }
    }
    transaction.commit()?;
    let bytes = database.serialize(MAIN_DB)?.to_vec();
    Ok(vec![File::new(NAME, "Every table, with keys that are enforced and comments", bytes)])
}

/// The statement that makes a table; SQLite keeps its comments.
fn definition(table: &Table) -> String {
    let mut out = format!("CREATE TABLE \"{}\" (\n  -- {}\n", table.name, shown(table.about));
    for column in &table.columns {
        let kind = match column.kind {
            Type::Text | Type::Day => "TEXT",
            Type::Integer | Type::Boolean => "INTEGER",
        };
        let needed = if column.required { " NOT NULL" } else { "" };
        let check = match column.kind {
            Type::Boolean => format!(" CHECK (\"{}\" IN (0, 1))", column.name),
            _ => String::new(),
        };
        let _ = writeln!(out, "  \"{}\" {kind}{needed}{check}, -- {}", column.name, shown(column.about));
    }
    let names = |columns: &[&str]| columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ");
    for key in &table.foreign {
        let (from, to) = (names(&key.columns), names(&key.referred()));
        let _ = writeln!(out, "  FOREIGN KEY ({from}) REFERENCES \"{}\" ({to}),", key.table);
    }
    let key: Vec<&str> = table.key_columns().collect();
    let _ = write!(out, "  PRIMARY KEY ({})\n) STRICT, WITHOUT ROWID;\n", names(&key));
    out
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Text(words) => ToSqlOutput::Borrowed(ValueRef::Text(words.as_bytes())),
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Boolean(yes) => ToSqlOutput::Owned(Value::Integer((*yes).into())),
            Cell::Day(day) => ToSqlOutput::Owned(Value::Text(day.to_string())),
        })
    }
}
