//! Comma-separated values (RFC 4180): one table without a caption.

use super::Said;

/// Reads the table.
pub(super) fn read(text: &str) -> Said {
    let mut said = Said::default();
    let mut rows = records(text);
    if rows.is_empty() {
        return said;
    }
    // A group stands in a column of its own, not in a row: what looks like one is a row with empty cells.
    let header = rows.remove(0);
    for row in &mut rows {
        row.iter_mut().for_each(|cell| *cell = plain(cell));
        row.iter().for_each(|cell| said.line(cell));
    }
    said.tables.push(super::Sheet { caption: String::new(), header, rows });
    said
}

/// The cell without the apostrophe that keeps a spreadsheet from taking it for a formula.
fn plain(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => {
            rest.into()
        }
        _ => cell.to_owned(),
    }
}

fn records(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}
