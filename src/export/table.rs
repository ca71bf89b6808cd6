//! A table, whatever it will be written as: typed columns with their meaning, keys, and rows.
//!
//! Keys are promises: rows are sorted by the primary key, which is unique, and every foreign key leads to a row. The
//! tests hold every table of the register to them.

use jiff::civil::Date;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Words or an id.
    Text,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// A day (ISO 8601).
    Day,
}

/// One value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cell {
    /// Nothing: it is not known, or does not apply.
    Null,
    /// Words or an id.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Day(Date),
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Type,
    /// Whether every row has a value.
    pub required: bool,
    /// What it means.
    pub about: &'static str,
}

/// Columns whose values are the primary key of a row of another table, or of this one.
#[derive(Clone, Debug)]
pub struct ForeignKey {
    /// The columns.
    pub columns: Vec<&'static str>,
    /// The table.
    pub table: &'static str,
}

impl ForeignKey {
    /// The columns that they lead to: those of the same names where there are several, else the id.
    pub fn referred(&self) -> Vec<&'static str> {
        match self.columns.as_slice() {
            [_] => vec!["id"],
            several => several.to_vec(),
        }
    }
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// The columns.
    pub columns: Vec<Column>,
    /// How many columns, from the first on, are the primary key.
    pub key: usize,
    /// The foreign keys.
    pub foreign: Vec<ForeignKey>,
    /// The rows, sorted by the primary key.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without columns or rows, of which the first `key` columns are the primary key.
    pub fn new(name: &'static str, key: usize, about: &'static str) -> Self {
        Self { name, about, columns: Vec::new(), key, foreign: Vec::new(), rows: Vec::new() }
    }

    /// With a column that every row has a value of.
    pub fn needs(mut self, name: &'static str, kind: Type, about: &'static str) -> Self {
        self.columns.push(Column { name, kind, required: true, about });
        self
    }

    /// With a column that may be empty.
    pub fn may(mut self, name: &'static str, kind: Type, about: &'static str) -> Self {
        self.columns.push(Column { name, kind, required: false, about });
        self
    }

    /// The column that was added last leads to a row of this table.
    pub fn to(mut self, table: &'static str) -> Self {
        let columns = self.columns.last().map(|column| column.name).into_iter().collect();
        self.foreign.push(ForeignKey { columns, table });
        self
    }

    /// These columns together lead to a row of this table.
    pub fn together(mut self, columns: &[&'static str], table: &'static str) -> Self {
        self.foreign.push(ForeignKey { columns: columns.to_vec(), table });
        self
    }

    /// The names of the columns of the primary key.
    pub fn key_columns(&self) -> impl Iterator<Item = &'static str> {
        self.columns[..self.key].iter().map(|column| column.name)
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl Into<Vec<Cell>>) {
        self.rows.push(row.into());
    }

    /// The table with its rows in order, each once.
    pub fn sorted(mut self) -> Self {
        self.rows.sort();
        self.rows.dedup();
        self
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Cell::Text(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Cell::Text(words)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Cell::Boolean(yes)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Cell::Day(day)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u16> for Cell {
    fn from(number: u16) -> Self {
        Cell::Integer(number.into())
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Cell::Integer(number.into())
    }
}

macro_rules! words {
    ($($name:ty),*) => {
        $(impl From<&$name> for Cell {
            fn from(words: &$name) -> Self {
                Cell::Text(words.as_str().to_owned())
            }
        })*
    };
}
words!(String, crate::model::Id, crate::model::Ref, crate::model::Text);

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Null, Into::into)
    }
}

/// A row of cells, each from whatever it is made of.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$($crate::export::table::Cell::from($value)),*] };
}
pub(super) use row;
