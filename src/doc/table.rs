//! A table of a document: columns with hints for narrow paper, rows of phrases, and group headings between rows.
//!
//! The hints are advice to writers of fixed width ([`super::text`]); the others print every column.

use super::inline::Phrase;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// A name by which one table of a document can be asked for; also its anchor on a page.
    pub name: Option<String>,
    /// What the table shows.
    pub caption: Phrase,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order; group headings stand before the rows they head.
    pub rows: Vec<Row>,
    /// What is said where there are no rows.
    pub when_empty: Phrase,
}

/// A column: its heading and how it gives way where space is short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The column's heading.
    pub header: Phrase,
    /// To which side its cells are set.
    pub align: Align,
    /// The least important column is left out first, and a note says so; [`Column::ESSENTIAL`] never is.
    pub importance: u8,
    /// The columns of text below which the column is not narrowed; 0 lets the longest word decide.
    pub min_width: usize,
}

/// To which side the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// To the left: words.
    #[default]
    Left,
    /// To the right: numbers.
    Right,
    /// In the middle: marks.
    Center,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A heading over the rows that follow, across all columns.
    Group(Phrase),
    /// One cell for each column; missing ones are empty, further ones are not printed.
    Cells {
        /// The cells, in the order of the columns.
        cells: Vec<Phrase>,
        /// What a page may filter this row by, such as `("owner", "treasury")`; the other writers ignore it.
        facets: Vec<(&'static str, String)>,
    },
}

impl Table {
    /// A table with these columns and no rows yet.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Table { columns: columns.into_iter().collect(), when_empty: "None.".into(), ..Table::default() }
    }

    /// The same table under a name.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same table with a caption.
    pub fn caption(mut self, caption: impl Into<Phrase>) -> Self {
        self.caption = caption.into();
        self
    }

    /// The same table with what it says when it has no rows.
    pub fn when_empty(mut self, words: impl Into<Phrase>) -> Self {
        self.when_empty = words.into();
        self
    }

    /// Adds a heading over the rows that follow.
    pub fn group(&mut self, heading: impl Into<Phrase>) {
        self.rows.push(Row::Group(heading.into()));
    }

    /// Adds a row: `table.row(["a".into(), phrase])`.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Phrase>) {
        self.row_with(cells, Vec::new());
    }

    /// Adds a row with what a page may filter it by.
    pub fn row_with(&mut self, cells: impl IntoIterator<Item = Phrase>, facets: Vec<(&'static str, String)>) {
        self.rows.push(Row::Cells { cells: cells.into_iter().collect(), facets });
    }

    /// How much of the page each column should get on paper: by its longest cell and word, within bounds.
    pub(super) fn weights(&self) -> Vec<usize> {
        let longest = |i: usize| {
            let cells = self.rows.iter().filter_map(move |row| match row {
                Row::Cells { cells, .. } => cells.get(i),
                Row::Group(_) => None,
            });
            let all = cells.chain(self.columns.get(i).map(|column| &column.header));
            all.map(|cell| {
                let text = cell.plain();
                // A day must fit on a line; longer words break at their hyphens. The cell has margins besides.
                let word = text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0).min(18) + 9;
                word.max(text.chars().count().min(30))
            })
            .max()
        };
        (0..self.columns.len()).map(|i| longest(i).unwrap_or(8)).collect()
    }

    /// Whether there is no row of cells.
    pub fn is_empty(&self) -> bool {
        !self.rows.iter().any(|row| matches!(row, Row::Cells { .. }))
    }
}

impl Column {
    /// The importance of a column that is never left out.
    pub const ESSENTIAL: u8 = u8::MAX;

    /// A column set left that is never left out.
    pub fn new(header: impl Into<Phrase>) -> Self {
        Column { header: header.into(), align: Align::Left, importance: Column::ESSENTIAL, min_width: 0 }
    }

    /// The same column set right.
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }

    /// The same column set in the middle.
    pub fn center(mut self) -> Self {
        self.align = Align::Center;
        self
    }

    /// The same column, to be left out before more important ones where space is short.
    pub fn importance(mut self, importance: u8) -> Self {
        self.importance = importance;
        self
    }

    /// The same column, never narrower than `width` columns of text.
    pub fn min_width(mut self, width: usize) -> Self {
        self.min_width = width;
        self
    }
}
