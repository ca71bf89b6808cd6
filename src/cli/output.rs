//! Where output goes and how wide it is.

use std::env;
use std::fs::File;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::args::{Global, TableFormat, TextFormat, When};
use super::failure::Failure;
use crate::doc::{Doc, csv, markdown, text};

/// The style that the flags and the terminal ask for.
pub(super) fn style(global: &Global) -> text::Style {
    let terminal = global.output.is_none() && io::stdout().is_terminal();
    let width = match global.width {
        Some(width) => usize::from(width),
        None if terminal => terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)),
        None => 80,
    };
    text::Style { width, color: color(global, terminal), unicode: unicode() }
}

/// Whether to colour what goes to a stream.
pub(super) fn color(global: &Global, terminal: bool) -> bool {
    match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// Whether the locale says UTF-8. A pipe without a locale gets it too: it is what files are written in.
pub(super) fn unicode() -> bool {
    let set =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(|name| env::var(name).ok()).find(|v| !v.is_empty());
    set.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Writes bytes to the file named, or to stdout.
pub(super) fn write(global: &Global, bytes: &[u8]) -> Result<(), Failure> {
    match &global.output {
        Some(path) => File::create(path)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|error| Failure::io(format!("cannot write `{}`", path.display()), error)),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(bytes)
                .and_then(|()| out.flush())
                .map_err(|error| Failure::io("cannot write", error))
        }
    }
}

/// Writes an output as JSON.
pub(super) fn json(global: &Global, report: &impl Serialize) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    crate::diag::write_json(report, &mut bytes).map_err(|error| Failure::io("cannot write", error))?;
    write(global, &bytes)
}

/// Writes a document as a table format; a spreadsheet gets the table alone.
pub(super) fn table(global: &Global, doc: &Doc, name: &str, format: TableFormat) -> Result<(), Failure> {
    let text = match format {
        TableFormat::Table => text::write(doc, &style(global)),
        TableFormat::Markdown => markdown::write(doc),
        TableFormat::Csv => doc.table(name).map(csv::write).unwrap_or_default(),
        TableFormat::Json => return Ok(()),
    };
    write(global, text.as_bytes())
}

/// Writes a document as a text format.
pub(super) fn text(global: &Global, doc: &Doc, format: TextFormat) -> Result<(), Failure> {
    let text = match format {
        TextFormat::Text => text::write(doc, &style(global)),
        TextFormat::Markdown => markdown::write(doc),
        TextFormat::Json => return Ok(()),
    };
    write(global, text.as_bytes())
}
