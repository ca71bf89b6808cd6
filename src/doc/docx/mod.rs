//! A document as an Office Open XML word-processing file (`.docx`).
//!
//! Headings, captions, lists and tables are real ones by style, so that outline, navigation and screen readers work;
//! citations are footnotes. Record text is quoted by [`quote`] alone, and characters that XML 1.0 forbids never reach
//! it. The archive carries no clock: the same document gives the same bytes. The fixed parts are in [`parts`].

mod parts;

use super::block::{Block, Callout, Doc, List, TreeNode};
use super::inline::{Cite, Inline, Phrase};
use super::table::{Align, Row, Table};
use super::visible;
use std::io;

/// Writes a document as the bytes of a `.docx` file.
///
/// # Errors
///
/// Only where the archive writer fails, as for a document of more than 4 GiB.
pub fn write(doc: &Doc) -> io::Result<Vec<u8>> {
    let mut writer = Writer::default();
    if !doc.title.is_empty() {
        let title = Phrase::from(doc.title.as_str());
        writer.paragraph("Title", &title, Place::default());
    }
    writer.blocks(&doc.blocks, Place::default());
    parts::pack(&doc.title, &writer)
}

/// Quotes record text for XML, in an element or an attribute.
fn quote(raw: &str) -> String {
    let shown = visible::shown(raw);
    let mut out = String::with_capacity(shown.len() + 8);
    for c in shown.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            _ => out.push(c),
        }
    }
    out
}

/// The width between the margins, in twentieths of a point.
const TEXT_WIDTH: usize = 9360;
/// One step of indent, in the same unit.
const STEP: usize = 360;
/// The deepest indent that is set.
const DEEPEST: usize = 8;
/// The number of the list that all unordered lists share.
const BULLETS: usize = 1;
/// The length in characters up to which a row is kept on one page.
const ROW_ON_ONE_PAGE: usize = 1500;

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// The steps of indent.
    indent: usize,
    /// The list and its level whose next item the paragraph starts.
    item: Option<(usize, usize)>,
    /// How deep in lists the place is.
    lists: usize,
    /// The callout it stands in.
    callout: Option<Callout>,
}

/// The parts that grow with the document.
#[derive(Default)]
struct Writer {
    /// The content of the body.
    body: String,
    /// The content of the footnotes.
    notes: String,
    /// How many footnotes there are.
    note_count: usize,
    /// The addresses linked from the body, in order.
    body_links: Vec<String>,
    /// The addresses linked from footnotes, in order.
    note_links: Vec<String>,
    /// How many numbered lists there are.
    ordered_lists: usize,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            self.block(block, place);
        }
    }

    fn block(&mut self, block: &Block, place: Place) {
        match block {
            Block::Heading(heading) => {
                self.paragraph(&format!("Heading{}", heading.level.clamp(1, 5)), &heading.text, place);
            }
            Block::Paragraph(text) => self.paragraph("BodyText", text, place),
            Block::List(list) => self.list(list, place),
            Block::Table(table) => self.table(table, place),
            Block::Tree(roots) => self.nodes(roots, place),
            Block::Definitions(all) => {
                for one in all {
                    self.paragraph("Term", &one.term, place);
                    self.blocks(&one.blocks, Place { indent: place.indent + 1, item: None, ..place });
                }
            }
            Block::Callout(kind, blocks) => {
                let place = Place { callout: Some(*kind), item: None, ..place };
                self.paragraph(&format!("Callout{}", kind.title()), &kind.title().into(), place);
                self.blocks(blocks, place);
            }
            Block::Receipt(lines) => lines.iter().for_each(|line| self.paragraph("Receipt", line, place)),
            Block::Notes(notes) => {
                let item = |cite: &Cite| vec![Block::Paragraph(cite.clone().into())];
                self.list(&List { ordered: true, items: notes.iter().map(item).collect() }, place);
            }
            Block::Rule => self.body.push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>"),
        }
    }

    fn paragraph(&mut self, style: &str, text: &Phrase, place: Place) {
        let mut properties = format!("<w:pStyle w:val=\"{style}\"/>");
        if let Some((list, level)) = place.item {
            properties.push_str(&format!(
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            ));
        }
        if let Some(kind) = place.callout {
            properties.push_str(&format!(
                "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"{}\"/></w:pBdr>\
                 <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4F6F8\"/>",
                kind.paper_color()
            ));
        }
        let steps = place.indent.min(DEEPEST) + usize::from(place.callout.is_some());
        if steps > 0 {
            let hanging = if place.item.is_some() { format!(" w:hanging=\"{STEP}\"") } else { String::new() };
            properties.push_str(&format!("<w:ind w:left=\"{}\"{hanging}/>", steps * STEP));
        }
        self.body.push_str(&format!("<w:p><w:pPr>{properties}</w:pPr>"));
        self.runs(text);
        self.body.push_str("</w:p>");
    }

    fn runs(&mut self, phrase: &Phrase) {
        let (pieces, as_notes) = match phrase.noted() {
            Some(pieces) => (pieces, true),
            None => (phrase.spaced(), false),
        };
        for piece in pieces {
            let markup = match &piece {
                Inline::Text(s) => run("", s),
                Inline::Link { label, .. } => run("", label),
                Inline::Strong(s) => run("<w:b/>", s),
                Inline::Emphasis(s) => run("<w:i/>", s),
                Inline::Code(s) => run("<w:rStyle w:val=\"Identifier\"/>", s),
                Inline::Toned(tone, s) => {
                    run(&format!("<w:b/><w:color w:val=\"{}\"/>", tone.paper_color()), s)
                }
                Inline::Mark(number) => run("<w:vertAlign w:val=\"superscript\"/>", &number.to_string()),
                Inline::Cite(cite) if as_notes => self.note(cite),
                Inline::Cite(cite) => source_of(cite, &mut self.body_links),
            };
            self.body.push_str(&markup);
        }
    }

    /// Adds a footnote and gives the mark that refers to it.
    fn note(&mut self, cite: &Cite) -> String {
        self.note_count += 1;
        let id = self.note_count;
        let source = source_of(cite, &mut self.note_links);
        self.notes.push_str(&format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
             <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>\
             <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{source}</w:p></w:footnote>"
        ));
        format!(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
        )
    }

    fn list(&mut self, list: &List, place: Place) {
        let number = if list.ordered {
            self.ordered_lists += 1;
            BULLETS + self.ordered_lists
        } else {
            BULLETS
        };
        for item in &list.items {
            let inner = Place { indent: place.indent + 1, lists: place.lists + 1, item: None, ..place };
            let first = Place { item: Some((number, place.lists.min(DEEPEST))), ..inner };
            match item.split_first() {
                Some((Block::Paragraph(text), rest)) => {
                    self.paragraph("ListParagraph", text, first);
                    self.blocks(rest, inner);
                }
                _ => {
                    self.paragraph("ListParagraph", &Phrase::new(), first);
                    self.blocks(item, inner);
                }
            }
        }
    }

    fn nodes(&mut self, nodes: &[TreeNode], place: Place) {
        for node in nodes {
            let inner = Place { indent: place.indent + 1, lists: place.lists + 1, item: None, ..place };
            let first = Place { item: Some((BULLETS, place.lists.min(DEEPEST))), ..inner };
            self.paragraph("ListParagraph", &node.label, first);
            self.nodes(&node.children, inner);
        }
    }

    fn table(&mut self, table: &Table, place: Place) {
        let place = Place { item: None, ..place };
        if !table.caption.is_empty() {
            self.paragraph("Caption", &table.caption, place);
        }
        if table.columns.is_empty() {
            self.paragraph("BodyText", &table.when_empty, place);
            return;
        }
        let indent = (place.indent.min(DEEPEST) + usize::from(place.callout.is_some())) * STEP;
        let widths = widths(table, TEXT_WIDTH - indent);
        let total: usize = widths.iter().sum();
        self.body.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"RegisterTable\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>\
             <w:tblInd w:w=\"{indent}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        ));
        for width in &widths {
            self.body.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.body.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, &width) in table.columns.iter().zip(&widths) {
            self.cell("TableHeading", &column.header, width, 1, column.align);
        }
        self.body.push_str("</w:tr>");
        let span = table.columns.len();
        for row in &table.rows {
            match row {
                Row::Group(heading) => {
                    self.body.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
                    self.cell("TableGroup", heading, total, span, Align::Left);
                }
                Row::Cells { cells, .. } => {
                    let length: usize = cells.iter().flat_map(|cell| &cell.0).map(|s| s.words().len()).sum();
                    let whole =
                        if length <= ROW_ON_ONE_PAGE { "<w:trPr><w:cantSplit/></w:trPr>" } else { "" };
                    self.body.push_str(&format!("<w:tr>{whole}"));
                    let empty = Phrase::new();
                    for (i, column) in table.columns.iter().enumerate() {
                        let cell = cells.get(i).unwrap_or(&empty);
                        self.cell("TableText", cell, widths[i], 1, column.align);
                    }
                }
            }
            self.body.push_str("</w:tr>");
        }
        if table.is_empty() {
            self.body.push_str("<w:tr>");
            self.cell("TableText", &table.when_empty, total, span, Align::Left);
            self.body.push_str("</w:tr>");
        }
        // Two tables that touch would be taken for one.
        self.body.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>");
    }

    fn cell(&mut self, style: &str, text: &Phrase, width: usize, span: usize, align: Align) {
        let span_of = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
        let fill = match style {
            "TableGroup" => "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEFF2\"/>",
            _ => "",
        };
        let side = match align {
            Align::Left => "",
            Align::Right => "<w:jc w:val=\"right\"/>",
            Align::Center => "<w:jc w:val=\"center\"/>",
        };
        self.body.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span_of}{fill}</w:tcPr>\
             <w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{side}</w:pPr>"
        ));
        self.runs(text);
        self.body.push_str("</w:p></w:tc>");
    }
}

/// A run of text with these properties.
fn run(properties: &str, raw: &str) -> String {
    if raw.is_empty() {
        return String::new();
    }
    let properties = match properties {
        "" => String::new(),
        properties => format!("<w:rPr>{properties}</w:rPr>"),
    };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", quote(raw))
}

/// A citation's label, linked where it has an address.
fn source_of(cite: &Cite, links: &mut Vec<String>) -> String {
    match cite.url.as_deref().and_then(visible::web_address) {
        Some(url) => {
            let number = links.iter().position(|known| *known == url).unwrap_or_else(|| {
                links.push(url);
                links.len() - 1
            });
            let label = run("<w:rStyle w:val=\"Hyperlink\"/>", &cite.label);
            format!("<w:hyperlink r:id=\"link{number}\">{label}</w:hyperlink>")
        }
        None => run("", &cite.label),
    }
}

/// The widths of the columns, by how much each has to hold, together exactly `room`.
fn widths(table: &Table, room: usize) -> Vec<usize> {
    let weights = table.weights();
    let all: usize = weights.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = weights.iter().map(|weight| (room * weight / all).max(1)).collect();
    let rest = room.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

#[cfg(test)]
mod tests;
