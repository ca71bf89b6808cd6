//! A table set in a given width: no frame, a rule under the headings, two spaces between columns.
//!
//! comfy-table shares out the width between the columns. It knows no headings across columns, colours only with a
//! terminal library and breaks long words anywhere; so the cells are wrapped here, as all other text is.
//!
//! Where the columns do not fit, the least important ones are left out and a note under the table names them; where
//! only essential ones are left, each row is set as a block of `heading: cell` lines, which any width can hold.

use super::super::inline::{Phrase, Tone};
use super::super::table::{Align, Column, Row, Table};
use super::Setter;
use super::wrap::{self, Ink, Line, Span};
use comfy_table::ColumnConstraint::LowerBoundary;
use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, TableStyle, Width};

/// The spaces between two columns.
const GAP: usize = 2;
/// The width to which the longest word of a column may push it before it gives way to others.
const WORD: usize = 14;
/// The width up to which a column is set without wrapping before longer ones get more room.
const SHORT: usize = 24;
/// The columns of the widest character there is: no column with such a one is narrower.
const WIDEST: usize = 3;

/// By so many of its widest cells a column is judged.
const WIDE: usize = 24;

/// What comfy-table draws between columns, and under the headings.
const COLUMN: char = '|';
const RULE: char = '-';
const LINES: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(COLUMN))
    .header_separator(LineStyle::none().fill(RULE).junction(COLUMN))
    .content_lines(ContentLineStyle::none().junction(COLUMN));

/// Sets a table as lines.
pub(super) fn set(setter: &Setter<'_>, table: &Table, width: usize) -> Vec<Line> {
    let mut lines = wrap::inked(wrap::wrap(&setter.spans(&table.caption), width), Ink::Strong);
    if table.columns.is_empty() {
        lines.extend(wrap::wrap(&setter.spans(&table.when_empty), width));
        return lines;
    }
    let grid = Grid::of(setter, table);
    let all: Vec<usize> = (0..table.columns.len()).collect();
    let (kept, set) = match grid.fit(table, width) {
        Some((kept, least)) => (kept.clone(), grid.draw(setter, table, &kept, &least, width)),
        None => (all.clone(), grid.stacked(setter, width)),
    };
    lines.extend(set);
    if table.is_empty() {
        lines.extend(wrap::wrap(&setter.spans(&table.when_empty), width));
    }
    let left_out = all.iter().filter(|i| !kept.contains(i));
    let names = left_out.map(|&i| table.columns[i].header.clone()).collect::<Vec<_>>();
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

    /// The columns that are kept and the width each has at least; `None` where the essential ones do not fit.
    fn fit(&self, table: &Table, width: usize) -> Option<(Vec<usize>, Vec<usize>)> {
        let needs: Vec<Need> = (0..table.columns.len()).map(|i| self.need(i, &table.columns[i])).collect();
        let mut kept: Vec<usize> = (0..table.columns.len()).collect();
        loop {
            let room = width.saturating_sub(GAP * kept.len().saturating_sub(1));
            if kept.iter().map(|&i| needs[i].least).sum::<usize>() <= room {
                let needs: Vec<&Need> = kept.iter().map(|&i| &needs[i]).collect();
                return Some((kept, bounds(&needs, room)));
            }
            // The last of the least important ones goes first.
            let least =
                kept.iter().copied().min_by_key(|&i| (table.columns[i].importance, usize::MAX - i))?;
            if table.columns[least].importance == Column::ESSENTIAL || kept.len() == 1 {
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
        Need { natural, word, least: hint.max(WIDEST).min(natural) }
    }

    /// The kept columns side by side.
    fn draw(
        &self,
        setter: &Setter<'_>,
        table: &Table,
        kept: &[usize],
        least: &[usize],
        limit: usize,
    ) -> Vec<Line> {
        let widths = self.share(kept, least, limit);
        let columns =
            kept.iter().zip(&widths).map(|(&at, &width)| Place { at, width, align: table.columns[at].align });
        let columns: Vec<Place> = columns.collect();
        let sets = self.rows.iter().map(|row| match row {
            GridRow::Group(_) => Vec::new(),
            GridRow::Cells(cells) => wrapped(cells, &columns),
        });
        let sets: Vec<Vec<Vec<Line>>> = sets.collect();
        // Where first cells go on, only a gap shows where the next row begins.
        let airy = sets.iter().any(|set| set.first().is_some_and(|first| first.len() > 1));

        let mut lines = wrap::inked(side_by_side(wrapped(&self.headers, &columns), &columns), Ink::Strong);
        let rules = widths.iter().map(|&width| vec![setter.rule(width, Ink::Tone(Tone::Muted))]);
        lines.extend(side_by_side(rules.collect(), &columns));
        let total = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
        let mut under_cells = false;
        for (i, (row, set)) in self.rows.iter().zip(sets).enumerate() {
            match row {
                GridRow::Group(heading) => {
                    lines.extend((i > 0).then(Line::new));
                    lines.extend(group(setter, heading, total, limit));
                }
                GridRow::Cells(_) => {
                    lines.extend((airy && under_cells).then(Line::new));
                    lines.extend(side_by_side(set, &columns));
                }
            }
            under_cells = matches!(row, GridRow::Cells(_));
        }
        lines
    }

    /// The width of each kept column, none below `least`: comfy-table is shown the heading and the widest cells of each.
    fn share(&self, kept: &[usize], least: &[usize], limit: usize) -> Vec<usize> {
        let widest = |&i: &usize| {
            let mut cells: Vec<&[Span]> = self.column(i).skip(1).collect();
            cells.sort_by_key(|cell| std::cmp::Reverse(wrap::spans_width(cell)));
            cells.into_iter().take(WIDE).map(wrap::outline).collect::<Vec<_>>()
        };
        let widest: Vec<Vec<String>> = kept.iter().map(widest).collect();
        let mut shown = comfy_table::Table::new();
        shown.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic);
        // A gap is drawn one column wide.
        shown.set_width(narrow(limit - (GAP - 1) * (kept.len() - 1)));
        shown.set_header(kept.iter().map(|&i| wrap::outline(&self.headers[i])));
        let rows = 0..widest.iter().map(Vec::len).max().unwrap_or(0);
        shown.add_rows(
            rows.map(|row| widest.iter().map(move |cells| cells.get(row).map_or("", String::as_str))),
        );
        for (column, &least) in shown.column_iter_mut().zip(least) {
            column.set_padding((0, 0)).set_constraint(LowerBoundary(Width::Fixed(narrow(least))));
        }
        let rule = shown.lines().find(|line| line.starts_with(RULE));
        rule.unwrap_or_default().split(COLUMN).map(str::len).collect()
    }

    /// Each row as a block of `heading: cell` lines.
    fn stacked(&self, setter: &Setter<'_>, width: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            lines.extend((i > 0).then(Line::new));
            match row {
                GridRow::Group(heading) => lines.extend(group(setter, heading, width, width)),
                GridRow::Cells(cells) => {
                    for (header, cell) in self.headers.iter().zip(cells).filter(|(_, cell)| !cell.is_empty())
                    {
                        let header = [header.as_slice(), &[Span::new(": ", Ink::Plain)]].concat();
                        let spans = [wrap::inked(vec![header], Ink::Strong).concat(), cell.clone()].concat();
                        lines.extend(wrap::hang(&spans, width));
                    }
                }
            }
        }
        lines
    }
}

/// A column that is set.
struct Place {
    /// Which of the table's columns it is.
    at: usize,
    width: usize,
    align: Align,
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

/// A width as comfy-table takes it.
fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// The width below which comfy-table is not to set each column: what it needs, then its words whole, and where all
/// words are, short columns without wrapping.
fn bounds(needs: &[&Need], room: usize) -> Vec<usize> {
    let mut bounds: Vec<usize> = needs.iter().map(|need| need.least).collect();
    let mut left = room - bounds.iter().sum::<usize>();
    let mut raise = |bounds: &mut [usize], to: fn(&Need) -> usize| {
        for (bound, need) in bounds.iter_mut().zip(needs) {
            let more = to(need).saturating_sub(*bound);
            if more <= left {
                *bound += more;
                left -= more;
            }
        }
    };
    raise(&mut bounds, |need| need.word);
    if bounds.iter().zip(needs).all(|(bound, need)| *bound >= need.word) {
        raise(&mut bounds, |need| if need.natural <= SHORT { need.natural } else { 0 });
    }
    bounds
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

/// The lines of each cell of a row.
fn wrapped(cells: &[Vec<Span>], columns: &[Place]) -> Vec<Vec<Line>> {
    columns.iter().map(|column| wrap::wrap(&cells[column.at], column.width)).collect()
}

/// The lines of cells beside each other, with gaps between them.
fn side_by_side(mut cells: Vec<Vec<Line>>, columns: &[Place]) -> Vec<Line> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let line = |n: usize| {
        let mut line = Line::new();
        let mut space = 0;
        for (cell, column) in cells.iter_mut().zip(columns) {
            let part = cell.get_mut(n).map(std::mem::take).unwrap_or_default();
            let rest = column.width.saturating_sub(wrap::line_width(&part));
            let before = match column.align {
                Align::Left => 0,
                Align::Right => rest,
                Align::Center => rest / 2,
            };
            if space + before > 0 {
                line.push(Span::new(" ".repeat(space + before), Ink::Plain));
            }
            line.extend(part);
            space = rest - before + GAP;
        }
        line
    };
    (0..height).map(line).collect()
}
