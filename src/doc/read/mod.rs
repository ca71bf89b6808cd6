//! What a written document says: its tables and its words, read back from any format of ours.
//!
//! The contrary of the writers, for what is held against the law again. A reader takes what a writer of ours made, also
//! where a person has edited it since, and gives up on nothing: what is no table is skipped. Start at [`read`].

mod csv;
mod docx;
mod html;
mod markdown;
mod typst;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// GitHub-flavoured Markdown.
    Markdown,
    /// A page or a fragment.
    Html,
    /// A word-processing file.
    Docx,
    /// Typst source.
    Typst,
    /// Comma-separated values.
    Csv,
}

/// What a document says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Its tables, in order.
    pub tables: Vec<Sheet>,
    /// All its words, one line a paragraph or a cell.
    pub text: String,
}

/// A table: its caption, its headings, and its rows without group headings. Marks of notes are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The caption; empty where there is none.
    pub caption: String,
    /// The headings of the columns.
    pub header: Vec<String>,
    /// The rows, as long as they are written.
    pub rows: Vec<Vec<String>>,
}

impl Format {
    /// The format that the bytes are in, by what they begin with.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK") {
            return Format::Docx;
        }
        let text = String::from_utf8_lossy(bytes);
        let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
        let first = start.lines().next().unwrap_or_default();
        if start.starts_with("#set ") {
            Format::Typst
        } else if start.starts_with('<') && !start.starts_with("<!-- ") {
            Format::Html
        } else if first.contains(',') && !first.starts_with(['#', '|', '-', '*']) {
            Format::Csv
        } else {
            Format::Markdown
        }
    }
}

/// Reads a document.
///
/// # Errors
/// Why the bytes are no document of that format.
pub fn read(bytes: &[u8], format: Format) -> Result<Said, String> {
    if format == Format::Docx {
        return docx::read(bytes);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| format!("it is not text in UTF-8: {error}"))?;
    let text = text.trim_start_matches('\u{feff}');
    Ok(match format {
        Format::Html => html::read(text),
        Format::Typst => typst::read(text),
        Format::Csv => csv::read(text),
        Format::Markdown | Format::Docx => markdown::read(text),
    })
}

/// A cell's words with single spaces between them.
fn tidy(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Said {
    /// Adds a table that has headings; rows that say something in their first cell alone are group headings.
    fn table(&mut self, caption: &str, mut rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        let header = rows.remove(0);
        let is_group = |row: &Vec<String>| row.iter().skip(1).all(String::is_empty);
        rows.retain(|row| header.len() < 2 || !is_group(row));
        self.tables.push(Sheet { caption: caption.to_owned(), header, rows });
    }

    /// Adds a line of words.
    fn line(&mut self, words: &str) {
        let words = tidy(words);
        if !words.is_empty() {
            self.text.push_str(&words);
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests;
