//! A table set in a given width: no frame, a rule under the headings, two spaces between columns.
//!
//! comfy-table shares out the width, wraps and aligns. It knows no headings across columns, colours only with a
//! terminal library, breaks long words anywhere and measures letters by their neighbours; so it is handed outlines
//! ([`wrap::outline`]) and the inked letters are poured into what it draws.
//!
//! Where the columns do not fit, the least important ones are left out and a note under the table names them; where
//! only essential ones are left, each row is set as a block of `heading: cell` lines, which any width can hold.

use super::super::inline::{Phrase, Tone};
use super::super::table::{Align, Column, Row, Table};
use super::Setter;
use super::wrap::{self, Ink, Line, Span};
use comfy_table::ColumnConstraint::{self, Absolute, LowerBoundary};
use comfy_table::{CellAlignment, ContentArrangement, ContentLineStyle, LineStyle, TableStyle, Width};

/// The spaces between two columns.
const GAP: usize = 2;
/// The width to which the longest word of a column may push it before it gives way to others.
const WORD: usize = 14;
/// The width up to which a column is set without wrapping before longer ones get more room.
const SHORT: usize = 24;
/// The columns of the widest character there is: no column with such a one is narrower.
const WIDEST: usize = 3;

/// What comfy-table draws between columns, and between rows; an outline holds neither.
const COLUMN: char = '\u{1f}';
const ROW: char = '\u{1e}';
const LINES: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(COLUMN))
    .header_separator(LineStyle::none().fill(ROW).junction(COLUMN))
    .content_lines(ContentLineStyle::none().junction(COLUMN))
    .row_separator(LineStyle::none().fill(ROW));

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

    /// The kept columns side by side: arranged once to share out the width, and once more with the words that turned
    /// out too long broken where it helps.
    fn draw(
        &self,
        setter: &Setter<'_>,
        table: &Table,
        kept: &[usize],
        least: &[usize],
        limit: usize,
    ) -> Vec<Line> {
        let lower = least.iter().map(|&width| LowerBoundary(Width::Fixed(narrow(width))));
        let shared = self.arrange(table, kept, &vec![limit; kept.len()], lower, limit);
        let rule = shared.iter().find(|line| line.starts_with(ROW)).map_or("", String::as_str);
        let widths: Vec<usize> = rule.split(COLUMN).map(str::len).collect();
        let exact = widths.iter().map(|&width| Absolute(Width::Fixed(narrow(width))));
        let arranged = self.arrange(table, kept, &widths, exact, limit);
        let sets: Vec<&[String]> = arranged.split(|line| line.starts_with(ROW)).collect();
        // Where first cells go on, only a gap shows where the next row begins.
        let goes_on = |line: &String| line.split(COLUMN).next().is_some_and(|cell| !cell.trim().is_empty());
        let airy = sets[1..].iter().any(|set| set.iter().skip(1).any(goes_on));

        let mut lines = wrap::inked(pour(&self.headers, kept, sets[0]), Ink::Strong);
        let rules = widths.iter().map(|&width| setter.rule(width, Ink::Tone(Tone::Muted)));
        lines.push(side_by_side(rules));
        let total = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
        let mut under_cells = false;
        for (i, (row, set)) in self.rows.iter().zip(&sets[1..]).enumerate() {
            match row {
                GridRow::Group(heading) => {
                    lines.extend((i > 0).then(Line::new));
                    lines.extend(group(setter, heading, total, limit));
                }
                GridRow::Cells(cells) => {
                    lines.extend((airy && under_cells).then(Line::new));
                    lines.extend(pour(cells, kept, set));
                }
            }
            under_cells = matches!(row, GridRow::Cells(_));
        }
        lines
    }

    /// The lines that comfy-table makes of the cells' outlines: [`COLUMN`] between columns, a line of [`ROW`] between
    /// rows, an empty row for a group heading. No word is longer than `longest` of its column.
    fn arrange(
        &self,
        table: &Table,
        kept: &[usize],
        longest: &[usize],
        constraints: impl Iterator<Item = ColumnConstraint>,
        limit: usize,
    ) -> Vec<String> {
        let outlines = |cells: &[Vec<Span>]| -> Vec<String> {
            kept.iter().zip(longest).map(|(&i, &longest)| wrap::outline(&cells[i], longest)).collect()
        };
        let mut drawn = comfy_table::Table::new();
        drawn.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic);
        // A gap is drawn one column wide.
        drawn.set_width(narrow(limit - (GAP - 1) * (kept.len() - 1))).set_header(outlines(&self.headers));
        drawn.add_rows(self.rows.iter().map(|row| match row {
            GridRow::Group(_) => Vec::new(),
            GridRow::Cells(cells) => outlines(cells),
        }));
        for ((column, &i), constraint) in drawn.column_iter_mut().zip(kept).zip(constraints) {
            column.set_padding((0, 0)).set_constraint(constraint);
            column.set_cell_alignment(match table.columns[i].align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
                Align::Center => CellAlignment::Center,
            });
        }
        drawn.lines().collect()
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

/// The letters of a row's cells in the places their outlines were given.
fn pour(cells: &[Vec<Span>], kept: &[usize], outlines: &[String]) -> Vec<Line> {
    let mut letters: Vec<_> = kept.iter().map(|&i| wrap::letters(&cells[i]).peekable()).collect();
    let line = |outline: &String| {
        side_by_side(outline.split(COLUMN).zip(&mut letters).map(|(part, letters)| wrap::pour(letters, part)))
    };
    outlines.iter().map(line).collect()
}

/// Parts of a line with gaps between them.
fn side_by_side(parts: impl Iterator<Item = Line>) -> Line {
    let gap = Span::new(" ".repeat(GAP), Ink::Plain);
    parts.collect::<Vec<_>>().join(&gap)
}
