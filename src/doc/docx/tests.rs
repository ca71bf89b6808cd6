use super::*;
use crate::doc::tests::{HOSTILE, everywhere, long_word};
use crate::doc::{Column, Tone};
use std::io::Read;

/// A part of a packed document as text.
fn part(doc: &Doc, name: &str) -> String {
    parts_of(doc).into_iter().find(|(known, _)| known == name).unwrap().1
}

/// All parts of a packed document: name and text.
fn parts_of(doc: &Doc) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(io::Cursor::new(write(doc).unwrap())).unwrap();
    let mut parts = Vec::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().into_owned(), text));
    }
    parts
}

/// What stands in the body of the document, before the section's own properties.
fn body(doc: &Doc) -> String {
    let document = part(doc, "word/document.xml");
    let start = document.find("<w:body>").unwrap() + "<w:body>".len();
    document[start..document.rfind("<w:sectPr>").unwrap()].to_owned()
}

/// Fails unless every element is closed in order and text holds no character that XML forbids.
fn check_well_formed(xml: &str) {
    let mut open = Vec::new();
    for piece in xml.split_once("?>").unwrap().1.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        assert!(!text.contains('>'), "a bare > in {piece}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{piece}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
        for entity in piece.split('&').skip(1) {
            let name = entity.split(';').next().unwrap();
            assert!(["amp", "lt", "gt", "quot", "apos"].contains(&name), "&{entity}");
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
    assert!(open.is_empty(), "{open:?}");
    let allowed =
        |c: char| matches!(c, '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(allowed));
}

#[test]
fn paragraphs_cite_by_footnote() {
    let mut doc = Doc::new("");
    doc.paragraph(
        Phrase::from("A ").strong("wait").cite(Cite::new("CAATSA <216>", "c").at("https://x.gov/?a&b")),
    );
    assert_eq!(
        body(&doc),
        "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">A </w:t></w:r>\
         <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">wait</w:t></w:r>\
         <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"1\"/></w:r></w:p>"
    );
    assert!(part(&doc, "word/footnotes.xml").contains("<w:hyperlink r:id=\"link0\">"));
    assert!(part(&doc, "word/footnotes.xml").contains("CAATSA &lt;216&gt;"));
    assert!(part(&doc, "word/_rels/footnotes.xml.rels").contains("Target=\"https://x.gov/?a&amp;b\""));
}

#[test]
fn tables_have_header_rows_and_fill_the_page() {
    let mut table = Table::new([Column::new("Option"), Column::new("Days").right()]).caption("All");
    table.group("Alone");
    table.row([Phrase::new().toned(Tone::Executive, "a")]);
    assert_eq!(widths(&table, TEXT_WIDTH).iter().sum::<usize>(), TEXT_WIDTH);
    let mut doc = Doc::new("T");
    doc.push(table);
    let body = body(&doc);
    assert!(body.contains("<w:tblHeader/>") && body.contains("<w:gridSpan w:val=\"2\"/>"), "{body}");
    assert_eq!(body.matches("<w:tc>").count(), 2 + 1 + 2, "missing cells are filled");
    assert!(body.contains("<w:pStyle w:val=\"Caption\"/>"));
}

#[test]
fn numbered_lists_start_anew() {
    let mut doc = Doc::new("");
    doc.push(Block::steps(["a", "b"])).push(Block::steps(["c"])).push(Block::bullets(["d"]));
    let body = body(&doc);
    assert_eq!(body.matches("<w:numId w:val=\"2\"/>").count(), 2);
    assert_eq!(body.matches("<w:numId w:val=\"3\"/>").count(), 1);
    assert_eq!(body.matches("<w:numId w:val=\"1\"/>").count(), 1);
    assert_eq!(part(&doc, "word/numbering.xml").matches("<w:num ").count(), 3);
}

#[test]
fn hostile_text_stays_text() {
    let docs = HOSTILE.iter().map(|text| everywhere(text)).chain([long_word(), Doc::default()]);
    for doc in docs {
        let parts = parts_of(&doc);
        assert_eq!(parts.len(), 11);
        parts.iter().for_each(|(_, xml)| check_well_formed(xml));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write(&everywhere("x")).unwrap(), write(&everywhere("x")).unwrap());
}
