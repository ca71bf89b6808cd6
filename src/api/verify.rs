//! `relief verify`: which cells of a table are no longer true.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{MoverReport, Receipt, SCHEMA_VERSION};
use crate::doc::read::Sheet;

/// A document held against the law again.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerifyReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it is held against now.
    pub receipt: Receipt,
    /// What the document says it was made of.
    pub made: Made,
    /// Whether every cell is still true.
    pub holds: bool,
    /// Whether the records are others than those it was made of.
    pub register_changed: bool,
    /// How many tables were held against the law.
    pub tables: usize,
    /// How many cells.
    pub cells: usize,
    /// What is no longer true.
    pub moved: Vec<MovedReport>,
    /// Tables that would be derived now and that the document does not have.
    pub not_in_document: Vec<String>,
}

/// The receipt of a document.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Made {
    /// The command that derives it.
    pub command: String,
    /// The day it asked of.
    pub as_of: Date,
    /// SHA-256 over the records it was made of.
    pub register_hash: String,
    /// The version of the tool.
    pub version: String,
}

/// A cell, or a row, that is no longer true.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MovedReport {
    /// The caption of the table; empty where it has none.
    pub table: String,
    /// What the row is about.
    pub row: String,
    /// The column; none where it is the whole row.
    pub column: Option<String>,
    /// What the document says; none where it does not have the row.
    pub was: Option<String>,
    /// What is derived now; none where the row is no longer derived.
    pub now: Option<String>,
    /// The law that moved it, as far as it can be told.
    pub law: Vec<MoverReport>,
}

/// What is compared: every cell, or on another day only what does not follow from the day of filing itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compared {
    /// Every cell.
    All,
    /// The pathways of options and what controls them.
    Pathways,
}

/// The columns that do not follow from the day of filing itself.
const OF_LAW: [&str; 8] = [
    "pathway",
    "pathways",
    "controlled by",
    "controlling",
    "executive only",
    "executive_only",
    "contested",
    "acts",
];

/// Holds the tables of a document against those that are derived now. `law` says what moved a row of a table, from
/// what the row said and says.
pub fn verify_report(
    receipt: Receipt,
    made: Made,
    (was, now): (&[Sheet], &[Sheet]),
    compared: Compared,
    law: impl Fn(&MovedReport) -> Vec<MoverReport>,
) -> VerifyReport {
    let was = numbered(was, compared);
    let now = numbered(now, compared);
    let (mut moved, mut cells) = (Vec::new(), 0);
    for (name, sheet) in &was {
        match now.iter().find(|(other, _)| other == name) {
            Some((_, other)) => cells += compare(sheet, other, compared, &mut moved),
            None => moved.push(MovedReport {
                table: sheet.caption.clone(),
                row: "the whole table".into(),
                column: None,
                was: Some(format!("{} rows", sheet.rows.len())),
                now: None,
                law: Vec::new(),
            }),
        }
    }
    for one in &mut moved {
        one.law = law(one);
    }
    let missing = now.iter().filter(|(name, _)| was.iter().all(|(other, _)| other != name));
    VerifyReport {
        schema_version: SCHEMA_VERSION.into(),
        holds: moved.is_empty(),
        register_changed: made.register_hash != receipt.register_hash,
        tables: was.len(),
        cells,
        not_in_document: missing.map(|((caption, _), _)| caption.clone()).collect(),
        moved,
        made,
        receipt,
    }
}

/// The tables that are compared, each by its caption and which of that caption it is.
fn numbered(sheets: &[Sheet], compared: Compared) -> Vec<((String, usize), &Sheet)> {
    let mut found: Vec<((String, usize), &Sheet)> = Vec::new();
    for sheet in sheets {
        let named = sheet.header.iter().any(|head| head == "option" || head == "id");
        if compared == Compared::Pathways && !named {
            continue;
        }
        let before = found.iter().filter(|((caption, _), _)| *caption == sheet.caption).count();
        found.push(((sheet.caption.clone(), before), sheet));
    }
    found
}

/// Compares a table cell by cell, or row by row where its rows have no names of their own. Gives the cells compared.
fn compare(was: &Sheet, now: &Sheet, compared: Compared, moved: &mut Vec<MovedReport>) -> usize {
    let key =
        |sheet: &Sheet| sheet.header.iter().position(|head| head == "option" || head == "id").unwrap_or(0);
    let (key_was, key_now) = (key(was), key(now));
    let report =
        |row: &str, column: Option<&String>, was_: Option<String>, now_: Option<String>| MovedReport {
            table: was.caption.clone(),
            row: row.to_owned(),
            column: column.cloned(),
            was: was_,
            now: now_,
            law: Vec::new(),
        };
    let name = |row: &[String], key: usize| row.get(key).cloned().unwrap_or_default();
    let columns: Vec<(usize, usize)> = was
        .header
        .iter()
        .enumerate()
        .filter(|(_, head)| *head != "receipt" && *head != "group")
        .filter(|(_, head)| compared == Compared::All || OF_LAW.contains(&head.as_str()))
        .filter_map(|(at, head)| Some((at, now.header.iter().position(|other| other == head)?)))
        .collect();
    if !(is_keyed(was, key_was) && is_keyed(now, key_now)) {
        let words = |row: &Vec<String>| Some(row.join(" | "));
        moved.extend(lacking(was, now).map(|row| report(&name(row, key_was), None, words(row), None)));
        moved.extend(lacking(now, was).map(|row| report(&name(row, key_now), None, None, words(row))));
        return was.rows.iter().map(Vec::len).sum();
    }
    let mut cells = 0;
    for row in &was.rows {
        let id = name(row, key_was);
        let Some(other) = now.rows.iter().find(|other| name(other, key_now) == id) else {
            moved.push(report(&id, None, Some(row.join(" | ")), None));
            continue;
        };
        for (at_was, at_now) in &columns {
            cells += 1;
            let (old, new) = (name(row, *at_was), name(other, *at_now));
            if old != new {
                moved.push(report(&id, Some(&was.header[*at_was]), Some(old), Some(new)));
            }
        }
    }
    let known: BTreeSet<String> = was.rows.iter().map(|row| name(row, key_was)).collect();
    for row in now.rows.iter().filter(|row| !known.contains(&name(row, key_now))) {
        moved.push(report(&name(row, key_now), None, None, Some(row.join(" | "))));
    }
    cells
}

/// Whether every row has a name of its own.
fn is_keyed(sheet: &Sheet, key: usize) -> bool {
    let names: BTreeSet<Option<&String>> = sheet.rows.iter().map(|row| row.get(key)).collect();
    names.len() == sheet.rows.len()
}

/// The rows that another table does not have, counted.
fn lacking<'s>(one: &'s Sheet, other: &'s Sheet) -> impl Iterator<Item = &'s Vec<String>> {
    let mut left: Vec<&Vec<String>> = other.rows.iter().collect();
    one.rows.iter().filter(move |row| match left.iter().position(|known| known == row) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(header: &[&str], rows: &[&[&str]]) -> Sheet {
        let words = |all: &[&str]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        Sheet {
            caption: "t".into(),
            header: words(header),
            rows: rows.iter().map(|row| words(row)).collect(),
        }
    }

    fn found(was: &Sheet, now: &Sheet, compared: Compared) -> Vec<String> {
        let mut moved = Vec::new();
        compare(was, now, compared, &mut moved);
        let line = |m: &MovedReport| {
            format!("{}/{:?}: {:?} -> {:?}", m.row, m.column.as_deref(), m.was.as_deref(), m.now.as_deref())
        };
        moved.iter().map(line).collect()
    }

    #[test]
    fn cells_are_compared_by_the_name_of_their_row_and_column() {
        let was =
            sheet(&["option", "pathway", "earliest"], &[&["a", "executive", "1"], &["b", "review", "2"]]);
        let now = sheet(&["option", "earliest", "pathway"], &[&["c", "9", "none"], &["a", "3", "review"]]);
        assert_eq!(
            found(&was, &now, Compared::All),
            [
                "a/Some(\"pathway\"): Some(\"executive\") -> Some(\"review\")",
                "a/Some(\"earliest\"): Some(\"1\") -> Some(\"3\")",
                "b/None: Some(\"b | review | 2\") -> None",
                "c/None: None -> Some(\"c | 9 | none\")",
            ]
        );
        assert_eq!(found(&was, &now, Compared::Pathways).len(), 3, "days are not compared");
    }

    #[test]
    fn rows_without_names_are_compared_whole_and_counted() {
        let was = sheet(&["day", "what"], &[&["1", "x"], &["1", "y"], &["1", "y"]]);
        let now = sheet(&["day", "what"], &[&["1", "y"], &["1", "z"], &["1", "x"]]);
        assert_eq!(
            found(&was, &now, Compared::All),
            ["1/None: Some(\"1 | y\") -> None", "1/None: None -> Some(\"1 | z\")"]
        );
        assert!(found(&was, &was, Compared::All).is_empty());
    }
}
