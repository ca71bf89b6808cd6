//! A table as CSV (RFC 4180) that is safe to open in a spreadsheet.
//!
//! Headings first, CRLF line ends, quotes where needed, every row as long as the headings. Group headings become a
//! first column, `group`. A cell that a spreadsheet would take for a formula gets an apostrophe before it.

use super::inline::Phrase;
use super::table::{Row, Table};
use super::visible;

/// Writes a table.
pub fn write(table: &Table) -> String {
    let grouped = table.rows.iter().any(|row| matches!(row, Row::Group(_)));
    let mut out = String::new();
    let headers = table.columns.iter().map(|column| quote(&column.header));
    push_record(&mut out, grouped.then(|| "group".to_owned()).into_iter().chain(headers));
    let mut group = String::new();
    for row in &table.rows {
        match row {
            Row::Group(heading) => group = quote(heading),
            Row::Cells { cells, .. } => {
                let cell = |i: usize| cells.get(i).map(quote).unwrap_or_default();
                let cells = (0..table.columns.len()).map(cell);
                push_record(&mut out, grouped.then(|| group.clone()).into_iter().chain(cells));
            }
        }
    }
    out
}

/// Writes one record of raw cells.
pub fn record(cells: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    push_record(&mut out, cells.map(|cell| field(&cell)));
    out
}

fn push_record(out: &mut String, cells: impl Iterator<Item = String>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}

fn quote(cell: &Phrase) -> String {
    field(&cell.plain())
}

/// Quotes a cell: visible, no formula, then in quotes where a comma, a quote or a space at an end asks for them.
fn field(raw: &str) -> String {
    let shown = visible::shown(raw);
    let formula = raw.starts_with(['\t', '\r', '\n'])
        || shown.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let cell = if formula { format!("'{shown}") } else { shown.into_owned() };
    if cell.contains([',', '"']) || cell.starts_with(' ') || cell.ends_with(' ') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Column;

    fn cell(text: &str) -> String {
        quote(&Phrase::from(text))
    }

    #[test]
    fn cells_are_quoted_where_needed() {
        assert_eq!(cell("plain; text"), "plain; text");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(cell("two\r\nlines"), "two lines");
        assert_eq!(cell("\u{1b}]0;x"), "\\u{1b}]0;x");
    }

    #[test]
    fn formulas_are_defused() {
        assert_eq!(cell("=HYPERLINK(\"http://x\",\"y\")"), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
        for start in ["=1", "+1", "-1", "@x", "＝1"] {
            assert_eq!(cell(start), format!("'{start}"));
        }
        assert_eq!(cell("\t=1"), "' =1");
        assert_eq!(cell("\rx"), "' x");
        assert_eq!(cell("  =1"), "'  =1");
        assert_eq!(cell("a=1"), "a=1");
    }

    #[test]
    fn groups_become_a_column_and_rows_are_even() {
        let mut table = Table::new([Column::new("id"), Column::new("days")]);
        assert_eq!(write(&table), "id,days\r\n");
        table.row(["a".into()]);
        table.group("Executive");
        table.row(["b".into(), "1".into(), "surplus".into()]);
        assert_eq!(write(&table), "group,id,days\r\n,a,\r\nExecutive,b,1\r\n");
    }
}
