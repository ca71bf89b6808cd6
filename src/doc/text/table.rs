//! A table set in a given width: no frame, a rule under the headings, two spaces between columns.
//!
//! What is too wide wraps inside its column. Where even that does not fit, the least important columns are left out
//! and a note under the table names them; where only essential columns are left, each row is set as a block of
//! `heading: cell` lines, which any width can hold.

use super::super::inline::{Phrase, Tone};
use super::super::table::{Align, Column, Row, Table};
use super::Setter;
use super::wrap::{self, Ink, Line, Span};

/// The spaces between two columns.
const GAP: usize = 2;
/// The width to which the longest word of a column may push it before it gives way to others.
const WORD: usize = 14;
/// The width up to which a column is set without wrapping before longer ones get more room.
const SHORT: usize = 24;

/// Sets a table as lines.
pub(super) fn set(setter: &Setter<'_>, table: &Table, width: usize) -> Vec<Line> {
    let mut lines = wrap::inked(wrap::wrap(&setter.spans(&table.caption), width), Ink::Strong);
    if table.columns.is_empty() {
        lines.extend(wrap::wrap(&setter.spans(&table.when_empty), width));
        return lines;
    }
    let grid = Grid::of(setter, table);
    let (kept, widths) = match grid.fit(table, width) {
        Some(fit) => fit,
        None => {
            lines.extend(grid.stacked(setter, table, width));
            return lines;
        }
    };
    lines.extend(grid.draw(setter, table, &kept, &widths, width));
    if table.is_empty() {
        lines.extend(wrap::wrap(&setter.spans(&table.when_empty), width));
    }
    let left_out = (0..table.columns.len()).filter(|i| !kept.contains(i));
    let names = left_out.map(|i| table.columns[i].header.clone()).collect::<Vec<_>>();
    if !names.is_empty() {
        let words = if names.len() == 1 { "Column" } else { "Columns" };
        let note = Phrase::from(format!("{words} left out at this width: ")).then(Phrase::join(names, ", "));
        let note = wrap::wrap(&setter.spans(&note.text(".")), width);
        lines.extend(wrap::inked(note, Ink::Tone(Tone::Muted)));
    }
    lines
}

/// The quoted cells of a table.
struct Grid {
    headers: Vec<Vec<Span>>,
    rows: Vec<GridRow>,
}

enum GridRow {
    Group(Vec<Span>),
    Cells(Vec<Vec<Span>>),
}

impl Grid {
    fn of(setter: &Setter<'_>, table: &Table) -> Self {
        let row = |row: &Row| match row {
            Row::Group(heading) => GridRow::Group(setter.spans(heading)),
            Row::Cells { cells, .. } => {
                let cell = |i: usize| cells.get(i).map(|cell| setter.spans(cell)).unwrap_or_default();
                GridRow::Cells((0..table.columns.len()).map(cell).collect())
            }
        };
        let headers = table.columns.iter().map(|column| setter.spans(&column.header)).collect();
        Grid { headers, rows: table.rows.iter().map(row).collect() }
    }

    /// The cells of a column, its heading first.
    fn column(&self, i: usize) -> impl Iterator<Item = &[Span]> {
        let cells = self.rows.iter().filter_map(move |row| match row {
            GridRow::Cells(cells) => cells.get(i).map(Vec::as_slice),
            GridRow::Group(_) => None,
        });
        self.headers.get(i).map(Vec::as_slice).into_iter().chain(cells)
    }

    /// The columns that are kept and their widths; `None` where the essential ones do not fit.
    fn fit(&self, table: &Table, width: usize) -> Option<(Vec<usize>, Vec<usize>)> {
        let needs: Vec<Need> = (0..table.columns.len()).map(|i| self.need(i, &table.columns[i])).collect();
        let mut kept: Vec<usize> = (0..table.columns.len()).collect();
        loop {
            let room = width.saturating_sub(GAP * kept.len().saturating_sub(1));
            if kept.iter().map(|&i| needs[i].least).sum::<usize>() <= room {
                let needs: Vec<&Need> = kept.iter().map(|&i| &needs[i]).collect();
                return Some((kept, share(&needs, room)));
            }
            // The last of the least important ones goes first.
            let least =
                kept.iter().copied().min_by_key(|&i| (table.columns[i].importance, usize::MAX - i))?;
            if table.columns[least].importance == Column::ESSENTIAL {
                return None;
            }
            kept.retain(|&i| i != least);
        }
    }

    fn need(&self, i: usize, column: &Column) -> Need {
        let natural = self.column(i).map(wrap::spans_width).max().unwrap_or(0).max(1);
        let word = self.column(i).map(wrap::longest_word).max().unwrap_or(0).max(1);
        let heading = self.headers.get(i).map_or(0, |spans| wrap::longest_word(spans));
        let hint =
            if column.min_width > 0 { column.min_width.max(heading.min(WORD)) } else { word.min(WORD) };
        Need { natural, word, least: hint.min(natural).max(1) }
    }

    fn draw(
        &self,
        setter: &Setter<'_>,
        table: &Table,
        kept: &[usize],
        widths: &[usize],
        limit: usize,
    ) -> Vec<Line> {
        let aligns: Vec<Align> = kept.iter().map(|&i| table.columns[i].align).collect();
        let set = |cells: &[Vec<Span>]| -> Vec<Vec<Line>> {
            kept.iter().zip(widths).map(|(&i, &width)| wrap::wrap(&cells[i], width)).collect()
        };
        let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let mut lines = Vec::new();
        for line in across(set(&self.headers), widths, &aligns) {
            lines.extend(wrap::inked(vec![line], Ink::Strong));
        }
        let mut under = Line::new();
        for (i, &width) in widths.iter().enumerate() {
            if i > 0 {
                under.push(Span::new(" ".repeat(GAP), Ink::Plain));
            }
            under.extend(setter.rule(width, Ink::Tone(Tone::Muted)));
        }
        lines.push(under);
        let rows: Vec<Option<Vec<Vec<Line>>>> = self
            .rows
            .iter()
            .map(|row| match row {
                GridRow::Cells(cells) => Some(set(cells)),
                GridRow::Group(_) => None,
            })
            .collect();
        let airy = rows.iter().flatten().flatten().any(|cell| cell.len() > 1);
        for (i, (row, set)) in self.rows.iter().zip(rows).enumerate() {
            match (row, set) {
                (GridRow::Group(heading), _) => {
                    if i > 0 {
                        lines.push(Line::new());
                    }
                    lines.extend(group(setter, heading, total, limit));
                }
                (GridRow::Cells(_), Some(set)) => {
                    if airy && i > 0 && matches!(self.rows[i - 1], GridRow::Cells(_)) {
                        lines.push(Line::new());
                    }
                    lines.extend(across(set, widths, &aligns));
                }
                (GridRow::Cells(_), None) => {}
            }
        }
        lines
    }

    /// Each row as a block of `heading: cell` lines.
    fn stacked(&self, setter: &Setter<'_>, table: &Table, width: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            if i > 0 {
                lines.push(Line::new());
            }
            match row {
                GridRow::Group(heading) => lines.extend(group(setter, heading, width, width)),
                GridRow::Cells(cells) => {
                    for (header, cell) in self.headers.iter().zip(cells).filter(|(_, cell)| !cell.is_empty())
                    {
                        let mut spans = header.clone();
                        spans.push(Span::new(": ", Ink::Plain));
                        spans = wrap::inked(vec![spans], Ink::Strong).concat();
                        spans.extend(cell.iter().cloned());
                        let set = wrap::wrap(&spans, width - 2);
                        lines.extend(set.into_iter().enumerate().map(|(i, mut line)| {
                            if i > 0 {
                                line.insert(0, Span::new("  ", Ink::Plain));
                            }
                            line
                        }));
                    }
                }
            }
        }
        if table.is_empty() {
            lines.extend(wrap::wrap(&setter.spans(&table.when_empty), width));
        }
        lines
    }
}

/// How much of the width a column asks for.
struct Need {
    /// The width at which no cell wraps.
    natural: usize,
    /// The width at which no word breaks.
    word: usize,
    /// The width below which the column is not set.
    least: usize,
}

/// Shares the room among columns: first what each needs, then words whole, then short columns
/// without wrapping, then to whichever wraps most.
fn share(needs: &[&Need], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = needs.iter().map(|need| need.least).collect();
    let mut left = room - widths.iter().sum::<usize>().min(room);
    for (width, need) in widths.iter_mut().zip(needs) {
        let more = need.word.saturating_sub(*width);
        if more <= left {
            *width += more;
            left -= more;
        }
    }
    let whole_words = widths.iter().zip(needs).all(|(width, need)| *width >= need.word);
    let mut short: Vec<usize> =
        (0..widths.len()).filter(|&i| whole_words && needs[i].natural <= SHORT).collect();
    short.sort_by_key(|&i| needs[i].natural.saturating_sub(widths[i]));
    for i in short {
        let more = needs[i].natural.saturating_sub(widths[i]);
        if more <= left {
            widths[i] += more;
            left -= more;
        }
    }
    while left > 0 {
        // Ratios compared crosswise: natural/width is the number of lines a column takes.
        let tightest = (0..widths.len()).filter(|&i| widths[i] < needs[i].natural).max_by(|&a, &b| {
            (needs[a].natural * widths[b]).cmp(&(needs[b].natural * widths[a])).then(b.cmp(&a))
        });
        let Some(i) = tightest else { break };
        widths[i] += 1;
        left -= 1;
    }
    widths
}

/// A group heading: its words with a rule to the end of the table; a longer one may go on up to `limit`.
fn group(setter: &Setter<'_>, heading: &[Span], width: usize, limit: usize) -> Vec<Line> {
    let width = width.max(wrap::spans_width(heading)).min(limit);
    let mut lines = wrap::inked(wrap::wrap(heading, width), Ink::Strong);
    if let Some(last) = lines.last_mut() {
        let rest = width.saturating_sub(wrap::line_width(last) + 1);
        if rest > 1 {
            last.push(Span::new(" ", Ink::Plain));
            last.extend(setter.rule(rest, Ink::Tone(Tone::Muted)));
        }
    }
    lines
}

/// Wrapped cells side by side.
fn across(cells: Vec<Vec<Line>>, widths: &[usize], aligns: &[Align]) -> Vec<Line> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = vec![Line::new(); height];
    for (column, cell) in cells.into_iter().enumerate() {
        let width = widths[column];
        let mut cell = cell.into_iter();
        for line in &mut lines {
            if column > 0 {
                line.push(Span::new(" ".repeat(GAP), Ink::Plain));
            }
            let part = cell.next().unwrap_or_default();
            let space = width.saturating_sub(wrap::line_width(&part));
            let before = match aligns[column] {
                Align::Left => 0,
                Align::Right => space,
                Align::Center => space / 2,
            };
            line.push(Span::new(" ".repeat(before), Ink::Plain));
            line.extend(part);
            line.push(Span::new(" ".repeat(space - before), Ink::Plain));
        }
    }
    lines
}
