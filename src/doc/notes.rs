//! Citations as numbered notes at the end, for formats that have no footnotes of their own.
//!
//! [`endnotes`] puts a mark where each citation stood and all citations, each once, into one block of notes. A phrase
//! that is nothing but citations keeps them: a mark without words would say nothing.

use super::block::{Block, Definition, Doc, TreeNode};
use super::inline::{Cite, Inline, Phrase};
use super::table::{Row, Table};

/// The document with its citations as notes under a heading of their own; as it is where it cites nothing. A receipt
/// that ends it stays its end.
pub fn endnotes(mut doc: Doc) -> Doc {
    let mut notes = Vec::new();
    blocks(&mut doc.blocks, &mut notes);
    if !notes.is_empty() {
        let receipt = doc.blocks.pop_if(|last| matches!(last, Block::Receipt(_)));
        doc.heading(1, "Notes").push(Block::Notes(notes));
        doc.blocks.extend(receipt);
    }
    doc
}

fn blocks(all: &mut [Block], notes: &mut Vec<Cite>) {
    for block in all {
        match block {
            Block::Heading(heading) => phrase(&mut heading.text, notes),
            Block::Paragraph(text) => phrase(text, notes),
            Block::List(list) => list.items.iter_mut().for_each(|item| blocks(item, notes)),
            Block::Table(one) => table(one, notes),
            Block::Tree(roots) => nodes(roots, notes),
            Block::Definitions(all) => {
                for Definition { term, blocks: inner } in all {
                    phrase(term, notes);
                    blocks(inner, notes);
                }
            }
            Block::Callout(_, inner) => blocks(inner, notes),
            Block::Receipt(lines) => lines.iter_mut().for_each(|line| phrase(line, notes)),
            Block::Notes(_) | Block::Rule => {}
        }
    }
}

fn table(table: &mut Table, notes: &mut Vec<Cite>) {
    phrase(&mut table.caption, notes);
    table.columns.iter_mut().for_each(|column| phrase(&mut column.header, notes));
    for row in &mut table.rows {
        match row {
            Row::Group(heading) => phrase(heading, notes),
            Row::Cells { cells, .. } => cells.iter_mut().for_each(|cell| phrase(cell, notes)),
        }
    }
    phrase(&mut table.when_empty, notes);
}

fn nodes(nodes_: &mut [TreeNode], notes: &mut Vec<Cite>) {
    for node in nodes_ {
        phrase(&mut node.label, notes);
        nodes(&mut node.children, notes);
    }
}

fn phrase(phrase: &mut Phrase, notes: &mut Vec<Cite>) {
    let Some(mut pieces) = phrase.noted() else { return };
    for piece in &mut pieces {
        let Inline::Cite(cite) = piece else { continue };
        let known = notes.iter().position(|note| note == cite);
        let at = known.unwrap_or_else(|| {
            notes.push(cite.clone());
            notes.len() - 1
        });
        *piece = Inline::Mark(at + 1);
    }
    phrase.0 = pieces;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{html, markdown};

    #[test]
    fn each_source_is_one_note_and_a_bare_citation_stays() {
        let cite = |label: &str| Cite::new(label, "x");
        let mut doc = Doc::new("");
        doc.paragraph(Phrase::from("A wait ").cite(cite("CAATSA 216")).text(".").cite(cite("SRIA 102")));
        doc.paragraph(Phrase::from("Again").cite(cite("CAATSA 216"))).paragraph(Phrase::from(cite("alone")));
        doc.push(Block::Receipt(vec!["made".into()]));
        let doc = endnotes(doc);
        assert_eq!(
            markdown::write(&doc),
            "A wait[^1].[^2]\n\nAgain[^1]\n\nalone\n\n## Notes\n\n[^1]: CAATSA 216\n\n[^2]: SRIA 102\n\nmade\n"
        );
        let page = html::fragment(&doc.blocks, &|_| None);
        assert!(page.contains("A wait<sup><a href=\"#note-1\">1</a></sup>."), "{page}");
        assert!(page.contains("<li id=\"note-2\"><cite>SRIA 102</cite></li>"), "{page}");
        assert_eq!(endnotes(Doc::new("t")), Doc::new("t"));
    }
}
