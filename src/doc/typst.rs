//! A document as Typst source, which the `typst` compiler turns into a PDF without packages or fonts of its own.
//!
//! Record text only ever stands in string literals (`#"..."`), so no markup or code in it can take effect; our own
//! functions do the setting. Citations become footnotes. The document carries no date: the same source gives the
//! same pages.

use super::block::{Block, Callout, Doc, List, TreeNode};
use super::inline::{Cite, Inline, Phrase};
use super::table::{Align, Column, Row, Table};
use super::visible;

/// The setting of the page, before the document's own text.
const PREAMBLE: &str = r##"#set page(paper: "us-letter", margin: (x: 1in, y: 0.9in), numbering: "1 / 1")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 10.5pt, lang: "en")
#set par(justify: false, leading: 0.6em, spacing: 0.9em)
#set heading(numbering: none)
#show heading: set block(above: 1.4em, below: 0.7em)
#show link: set text(fill: rgb("#0B5CAD"))
#show figure: set block(breakable: true)
#show figure.caption: set align(left)
#show figure.caption: set text(weight: "bold", size: 9.5pt)
#set figure.caption(position: top)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(70%) }), inset: (x: 4pt, y: 4pt))
#let mono(words) = text(font: "DejaVu Sans Mono", size: 0.82em, words)
#let tone(color, words) = text(fill: rgb(color), weight: "bold", words)
#let callout(color, kind, body) = block(width: 100%, inset: (left: 10pt, y: 6pt, right: 6pt),
  fill: luma(96%), stroke: (left: 3pt + rgb(color)), above: 1em, below: 1em,
  [#block(sticky: true, below: 0.7em, text(fill: rgb(color), weight: "bold", kind)) #body])
#let receipt(body) = block(above: 1.4em, breakable: false, text(size: 8pt, fill: luma(35%), body))
"##;

/// Writes a document.
pub fn write(doc: &Doc) -> String {
    let title = literal(&doc.title);
    let mut writer = Writer { out: format!("#set document(title: {title}, date: none)\n{PREAMBLE}") };
    if !doc.title.is_empty() {
        writer.push(&format!("#block(below: 1.2em, text(size: 18pt, weight: \"bold\", {title}))\n"));
    }
    writer.blocks(&doc.blocks);
    writer.out
}

/// Quotes record text as a string literal, long words with places to break.
fn literal(raw: &str) -> String {
    let shown = visible::shown(raw);
    let mut out = String::with_capacity(shown.len() + 2);
    out.push('"');
    let mut run = 0;
    for c in shown.chars() {
        run = if c == ' ' { 0 } else { run + 1 };
        if run > 24 {
            out.push_str("\\u{200b}");
            run = 1;
        }
        if c == '"' || c == '\\' {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

struct Writer {
    out: String,
}

impl Writer {
    fn push(&mut self, source: &str) {
        self.out.push_str(source);
    }

    fn phrase(&mut self, phrase: &Phrase) {
        let (pieces, as_notes) = match phrase.noted() {
            Some(pieces) => (pieces, true),
            None => (phrase.spaced(), false),
        };
        for piece in pieces {
            let words = literal(piece.words());
            let source = match &piece {
                Inline::Text(_) | Inline::Link { .. } => format!("#{words}"),
                Inline::Strong(_) => format!("#strong({words})"),
                Inline::Emphasis(_) => format!("#emph({words})"),
                Inline::Code(_) => format!("#mono({words})"),
                Inline::Toned(tone, _) => format!("#tone(\"#{}\", {words})", tone.paper_color()),
                Inline::Mark(number) => format!("#super[{number}]"),
                Inline::Cite(cite) if as_notes => format!("#footnote[{}]", source_of(cite)),
                Inline::Cite(cite) => source_of(cite),
            };
            self.push(&source);
        }
    }

    fn content(&mut self, phrase: &Phrase) {
        self.push("[");
        self.phrase(phrase);
        self.push("]");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.push("\n");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                self.push(&format!("#heading(level: {})", heading.level.clamp(1, 5)));
                self.content(&heading.text);
            }
            Block::Paragraph(text) => {
                self.push("#par");
                self.content(text);
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Tree(roots) => self.nodes(roots),
            Block::Definitions(all) => {
                for one in all {
                    self.push("#block(below: 0.6em, sticky: true)[#strong");
                    self.content(&one.term);
                    self.push("]\n#block(inset: (left: 1.2em))[\n");
                    self.blocks(&one.blocks);
                    self.push("]\n");
                }
            }
            Block::Callout(kind, blocks) => self.callout(*kind, blocks),
            Block::Receipt(lines) => {
                self.push("#receipt[");
                for line in lines {
                    self.push("#par(spacing: 0.5em)");
                    self.content(line);
                }
                self.push("]");
            }
            Block::Notes(notes) => {
                self.push("#enum(tight: true, ");
                for cite in notes {
                    self.push(&format!("[{}],\n", source_of(cite)));
                }
                self.push(")");
            }
            Block::Rule => self.push("#line(length: 100%, stroke: 0.4pt + luma(60%))"),
        }
    }

    fn list(&mut self, list: &List) {
        self.push(&format!("#{}(tight: {}, ", if list.ordered { "enum" } else { "list" }, list.is_tight()));
        for item in &list.items {
            self.push("[");
            match item.as_slice() {
                // A paragraph of its own would get a paragraph's space around it.
                [Block::Paragraph(text), rest @ ..] => {
                    self.phrase(text);
                    self.push(if rest.is_empty() { "" } else { "\n" });
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.push("],\n");
        }
        self.push(")");
    }

    fn nodes(&mut self, nodes: &[TreeNode]) {
        if nodes.is_empty() {
            return;
        }
        self.push("#list(tight: true, ");
        for node in nodes {
            self.push("[");
            self.phrase(&node.label);
            self.push("\n");
            self.nodes(&node.children);
            self.push("],\n");
        }
        self.push(")");
    }

    fn callout(&mut self, kind: Callout, blocks: &[Block]) {
        self.push(&format!("#callout(\"#{}\", \"{}\")[\n", kind.paper_color(), kind.title()));
        self.blocks(blocks);
        self.push("]");
    }

    fn table(&mut self, table: &Table) {
        self.push("#figure(kind: table, supplement: none, numbering: none, caption: ");
        if table.caption.is_empty() {
            self.push("none");
        } else {
            self.content(&table.caption);
        }
        self.push(", [#set text(size: 9pt); #set par(justify: false)\n");
        if table.columns.is_empty() {
            self.phrase(&table.when_empty);
            self.push("])");
            return;
        }
        self.push(&format!("#table(columns: ({},), ", widths(table)));
        let aligns: Vec<&str> = table.columns.iter().map(|column| align(column)).collect();
        self.push(&format!("align: ({},),\ntable.header(repeat: true, ", aligns.join(", ")));
        for column in &table.columns {
            self.push("strong");
            self.content(&column.header);
            self.push(", ");
        }
        self.push("),\n");
        let span = table.columns.len();
        for row in &table.rows {
            match row {
                Row::Group(heading) => {
                    self.push(&format!("table.cell(colspan: {span}, align: left, fill: luma(94%), strong"));
                    self.content(heading);
                    self.push("), ");
                }
                Row::Cells { cells, .. } => {
                    let empty = Phrase::new();
                    for i in 0..span {
                        self.content(cells.get(i).unwrap_or(&empty));
                        self.push(", ");
                    }
                }
            }
            self.push("\n");
        }
        if table.is_empty() {
            self.push(&format!("table.cell(colspan: {span}, align: left, "));
            self.content(&table.when_empty);
            self.push("), ");
        }
        self.push(")])");
    }
}

/// A citation as it stands in a note: its label, linked where it has an address.
fn source_of(cite: &Cite) -> String {
    match cite.url.as_deref().and_then(visible::web_address) {
        Some(url) => format!("#link({})[#{}]", string(&url), literal(&cite.label)),
        None => format!("#{}", literal(&cite.label)),
    }
}

/// A web address as a string literal.
fn string(url: &str) -> String {
    format!("\"{}\"", url.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Column widths in shares of the page, by how much each column has to hold.
fn widths(table: &Table) -> String {
    let shares: Vec<String> = table.weights().iter().map(|weight| format!("{weight}fr")).collect();
    shares.join(", ")
}

fn align(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "left",
        Align::Right => "right",
        Align::Center => "center",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::inline::Tone;

    fn body(doc: &Doc) -> String {
        write(doc)
            .rsplit_once("#let receipt")
            .and_then(|(_, rest)| rest.split_once('\n'))
            .unwrap()
            .1
            .to_owned()
    }

    #[test]
    fn text_only_stands_in_literals() {
        let mut doc = Doc::new("");
        doc.paragraph("#import \"x\" \\ $a$ [b]");
        doc.paragraph(Phrase::new().strong("\"); #panic(\"x\")").toned(Tone::Review, "review"));
        assert_eq!(
            body(&doc),
            "#par[#\"#import \\\"x\\\" \\\\ $a$ [b]\"]\n\
             #par[#strong(\"\\\"); #panic(\\\"x\\\")\")#tone(\"#805300\", \"review\")]\n"
        );
    }

    #[test]
    fn citations_are_footnotes_but_not_alone_in_a_cell() {
        let cite = Cite::new("CAATSA 216", "caatsa/216").at("https://x.gov/\"a");
        let mut doc = Doc::new("");
        doc.paragraph(Phrase::from("A wait ").cite(cite.clone()).text(".")).paragraph(Phrase::from(cite));
        assert_eq!(
            body(&doc),
            "#par[#\"A wait\"#footnote[#link(\"https://x.gov/%22a\")[#\"CAATSA 216\"]]#\".\"]\n\
             #par[#link(\"https://x.gov/%22a\")[#\"CAATSA 216\"]]\n"
        );
    }

    #[test]
    fn long_words_can_break() {
        assert_eq!(literal(&"x".repeat(30)), format!("\"{}\\u{{200b}}{}\"", "x".repeat(24), "x".repeat(6)));
    }
}
