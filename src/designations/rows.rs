//! CSV lists: the legacy layout (twelve columns, no header, `-0-` for nothing, a last line that holds only 0x1A), and
//! any CSV whose header names uid, name, type and programs.

use std::io::Read;

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::guard::Seen;
use super::names::Alternates;
use super::party::{Depth, Flaw, Head, Layout, Party, PartyType, tags};
use super::source::Each;

/// The columns of the legacy layout.
const LEGACY: usize = 12;
/// What the legacy layout writes for nothing.
const NOTHING: &str = "-0-";
/// What ends a legacy file.
const END: &str = "\u{1a}";

/// Where each thing stands in a row.
struct Columns {
    uid: usize,
    name: usize,
    kind: usize,
    tags: usize,
    alternates: Option<usize>,
    remarks: Option<usize>,
    nationality: Option<usize>,
    width: usize,
}

pub(super) fn read(input: impl Read, depth: Depth, seen: Seen, each: Each<'_>) -> Result<Head, Flaw> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(64 << 10).from_reader(input);
    let mut record = StringRecord::new();
    if !next(&mut reader, &mut record, 0)? {
        return Err(Flaw::new("", "the file is empty"));
    }
    let legacy = trimmed(record.get(0).unwrap_or_default()).parse::<u64>().is_ok();
    let mut columns = if legacy { legacy_columns() } else { headed(&record)? };
    columns.alternates = columns.alternates.filter(|_| depth == Depth::Named);
    let mut head = Head::new(if legacy { Layout::LegacyCsv } else { Layout::HeadedCsv });
    head.remarks = columns.remarks.is_some();
    let mut row = u64::from(!legacy);
    let mut more = legacy || next(&mut reader, &mut record, row)?;
    let mut ended = false;
    while more {
        row += 1;
        let place = || format!("row {row} (line {})", record.position().map_or(row, csv::Position::line));
        if ended {
            return Err(Flaw::new(place(), "something stands after the mark that ends the list (0x1A)"));
        }
        if record.len() == 1 && trimmed(&record[0]) == END {
            ended = true;
        } else {
            // One letter at a time is searched by words of memory, a set of letters is not.
            let text = record.as_slice();
            if legacy && (text.contains('\n') || text.contains('\u{1a}')) {
                return Err(Flaw::new(place(), "the row runs over into the next: a quote is missing"));
            }
            let party = party(&record, &columns, row).map_err(|what| Flaw::new(place(), what))?;
            each(&party)?;
            head.parties += 1;
        }
        seen.entry_done();
        more = next(&mut reader, &mut record, row)?;
    }
    if legacy && !ended {
        if !seen.ends_a_line() {
            return Err(Flaw::new(
                format!("row {row}"),
                "the file ends in the middle of a row: it is cut off",
            )
            .help("download it again"));
        }
        head.notes.push(
            "The file has no end mark (0x1A), as published lists of this layout do: it may be cut off, or a selection."
                .into(),
        );
    }
    if head.parties == 0 {
        return Err(Flaw::new("", "the list holds no party"));
    }
    Ok(head)
}

fn next<R: Read>(reader: &mut csv::Reader<R>, record: &mut StringRecord, row: u64) -> Result<bool, Flaw> {
    reader.read_record(record).map_err(|error| {
        let line = error.position().map_or(0, csv::Position::line);
        let place = format!("row {} (line {line})", row + 1);
        match error.kind() {
            ErrorKind::Utf8 { err, .. } => {
                Flaw::new(place, format!("column {} is not UTF-8", err.field() + 1))
                    .help("convert the file: `iconv -f WINDOWS-1252 -t UTF-8 FILE`")
            }
            ErrorKind::Io(error) => Flaw::of_input(format!("after row {row}"), error),
            _ => Flaw::new(place, error.to_string()),
        }
    })
}

fn legacy_columns() -> Columns {
    Columns {
        uid: 0,
        name: 1,
        kind: 2,
        tags: 3,
        alternates: None,
        remarks: Some(11),
        nationality: None,
        width: LEGACY,
    }
}

/// The columns that a header names.
fn headed(header: &StringRecord) -> Result<Columns, Flaw> {
    let names: Vec<String> =
        header.iter().map(|name| name.trim().to_ascii_lowercase().replace([' ', '-'], "_")).collect();
    let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let need = |what: &str, known: &[&str]| {
        find(known).ok_or_else(|| {
            Flaw::new("row 1", format!("no column is named `{what}`, and the row is no party either")).help(
                "a list without a header has twelve columns and starts with a number; one with a header names `uid`, \
                 `name`, `type` and `programs`",
            )
        })
    };
    Ok(Columns {
        uid: need("uid", &["uid", "ent_num", "entity_number"])?,
        name: need("name", &["name", "sdn_name", "primary_name"])?,
        kind: need("type", &["type", "sdn_type", "entity_type"])?,
        tags: need("programs", &["programs", "program", "programmes", "programme", "tags"])?,
        alternates: find(&["alternate_names", "aliases", "alias", "aka", "alternatenames"]),
        remarks: find(&["remarks"]),
        nationality: find(&["nationality", "nationalities"]),
        width: names.len(),
    })
}

fn party<'r>(record: &'r StringRecord, columns: &Columns, row: u64) -> Result<Party<'r>, String> {
    if record.len() != columns.width {
        return Err(format!(
            "{} columns stand where there are to be {}: the row is cut off, or a quote is missing",
            record.len(),
            columns.width
        ));
    }
    let cell = |at: usize| trimmed(record.get(at).unwrap_or_default());
    let uid = cell(columns.uid);
    let uid = uid.parse().map_err(|_| format!("`{uid}` is no number of a party"))?;
    let word = cell(columns.kind);
    let kind = PartyType::of(word).ok_or_else(|| {
        format!("`{word}` is no type of party: it is `individual`, `entity`, `vessel` or `aircraft`")
    })?;
    let (name, joined) = (cell(columns.name), cell(columns.tags));
    if name.is_empty() {
        return Err("the party has no name".into());
    }
    let several = joined.bytes().any(|byte| matches!(byte, b'[' | b']' | b';'));
    if joined.is_empty() || (several && tags(joined).any(str::is_empty)) {
        return Err(format!("`{joined}` holds an empty programme tag"));
    }
    Ok(Party {
        row,
        uid,
        name,
        alternates: Alternates::in_cell(columns.alternates.map_or("", cell)),
        kind,
        tags: joined,
        remarks: columns.remarks.map_or("", cell),
        nationality: columns.nationality.map_or("", cell),
        listed: None,
        roll: None,
    })
}

/// A cell without the blanks around it; nothing where the list writes its sign for nothing.
fn trimmed(cell: &str) -> &str {
    let blank = cell.starts_with(' ') || cell.ends_with(' ');
    let cell = if blank { cell.trim_matches(' ') } else { cell };
    if cell == NOTHING { "" } else { cell }
}
