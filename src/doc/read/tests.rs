//! Every reader gives back what its writer wrote.

use super::*;
use crate::doc::tests::{HOSTILE, everywhere, plain_tables};
use crate::doc::{Block, Cite, Column, Phrase, Table};
use crate::doc::{
    Doc, csv as csv_writer, docx as docx_writer, html as page, markdown as md, notes, typst as source,
};

/// The document in every format that holds a whole one.
fn written(doc: &Doc) -> [(Format, Vec<u8>); 4] {
    let noted = notes::endnotes(doc.clone());
    [
        (Format::Markdown, md::write(&noted).into_bytes()),
        (Format::Html, page::page(&noted, &page::Frame::default()).into_bytes()),
        (Format::Typst, source::write(doc).into_bytes()),
        (Format::Docx, docx_writer::write(doc).expect("an archive")),
    ]
}

#[test]
fn hostile_tables_come_back_the_same_from_every_format() {
    for text in HOSTILE {
        let doc = everywhere(text);
        let expected = plain_tables(&doc);
        for (format, bytes) in written(&doc) {
            assert_eq!(Format::of(&bytes), format, "{text:?}");
            let said = read(&bytes, format).expect("it can be read");
            let mut expected = expected.clone();
            if format == Format::Markdown {
                // Only a caption of plain words is told from a paragraph there.
                expected.iter_mut().for_each(|table| table.caption.clear());
            }
            assert_eq!(said.tables, expected, "{format:?} of {text:?}");
        }
        let table = doc.tables()[0];
        let said = read(csv_writer::write(table).as_bytes(), Format::Csv).expect("it can be read");
        assert_eq!(said.tables.len(), 1, "{said:?}");
    }
}

#[test]
fn a_plain_caption_comes_back_from_every_format() {
    let mut doc = Doc::new("T");
    let mut table = Table::new(["id", "days"].map(Column::new)).caption("x-y: conditions [a] | b");
    table.group("Group");
    table.row([Phrase::new().code("a|b"), Phrase::from("3").cite(Cite::new("s. 1", "r"))]);
    doc.push(table).push(Block::Receipt(vec![Phrase::from("Made by ").code("relief x # sha256:y")]));
    for (format, bytes) in written(&doc) {
        let said = read(&bytes, format).expect("it can be read");
        assert_eq!(said.tables, plain_tables(&doc), "{format:?}");
        assert!(said.text.trim_end().ends_with("Made by relief x # sha256:y"), "{format:?}: {}", said.text);
    }
}

#[test]
fn nothing_makes_a_reader_panic() {
    for text in
        HOSTILE.iter().chain(&["PK", "<table><tr><td>x", "#figure(kind: table, [#table(", "|", "\"", "# `\\"])
    {
        for format in [Format::Markdown, Format::Html, Format::Typst, Format::Csv, Format::Docx] {
            let _ = read(text.as_bytes(), format);
        }
    }
    assert!(read(b"PK\x03\x04", Format::Docx).is_err());
    assert!(read(b"\xff\xfe", Format::Csv).is_err());
}
