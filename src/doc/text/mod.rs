//! A document as plain text of a given width, for terminals and pipes.
//!
//! Blocks become lines of inked spans ([`wrap`]), tables are laid out in [`table`], and only at the very end is
//! colour painted on. No line is wider than the style's width, and with colour off there is no control character but
//! the newline. Nesting that would leave no room for words is written as a depth number instead of an indent.

mod table;
mod wrap;

use super::block::{Block, Callout, Definition, Doc, List, TreeNode};
use super::inline::{Cite, Inline, Phrase, Tone};
use super::visible;
use std::borrow::Cow;
use wrap::{Ink, Line, Span};

/// How a document is set as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The columns of the terminal or page; less than [`Style::NARROWEST`] counts as that.
    pub width: usize,
    /// Whether colour and weight are shown by ANSI SGR codes.
    pub color: bool,
    /// Whether characters outside ASCII may be printed; if not, they are replaced or written as `\u{..}`.
    pub unicode: bool,
}

impl Style {
    /// The least width that is set; what is narrower is treated as this wide.
    pub const NARROWEST: usize = 20;

    /// Plain text of 80 columns in Unicode without colour: what a pipe gets.
    pub const PIPE: Style = Style { width: 80, color: false, unicode: true };
}

/// Writes a document; the text ends in a newline unless it is empty.
pub fn write(doc: &Doc, style: &Style) -> String {
    let setter = Setter { style };
    let mut lines = Vec::new();
    if !doc.title.is_empty() {
        let title = Phrase::new().strong(doc.title.as_str());
        lines = setter.underlined(&title, if style.unicode { '═' } else { '=' }, setter.width());
    }
    let body = setter.blocks(&doc.blocks, setter.width());
    if !lines.is_empty() && !body.is_empty() {
        lines.push(Line::new());
    }
    lines.extend(body);
    wrap::paint(&lines, style.color)
}

/// Writes blocks without a title.
pub fn blocks(blocks: &[Block], style: &Style) -> String {
    let setter = Setter { style };
    wrap::paint(&setter.blocks(blocks, setter.width()), style.color)
}

/// Quotes record text for a terminal: the only way a string gets into the output.
fn quote(raw: &str, unicode: bool) -> Cow<'_, str> {
    match (visible::shown(raw), unicode) {
        (shown, true) => shown,
        (shown, false) => Cow::Owned(visible::ascii(&shown).into_owned()),
    }
}

/// Sets blocks as lines.
struct Setter<'a> {
    style: &'a Style,
}

/// The narrowest column of words that an indent may leave.
const WORDS: usize = 16;

impl Setter<'_> {
    fn width(&self) -> usize {
        self.style.width.max(Style::NARROWEST)
    }

    /// One of two glyphs, by what the style allows.
    fn glyph<'g>(&self, unicode: &'g str, ascii: &'g str) -> &'g str {
        if self.style.unicode { unicode } else { ascii }
    }

    fn spans(&self, phrase: &Phrase) -> Vec<Span> {
        let span = |text: &str, ink| Span::new(quote(text, self.style.unicode), ink);
        let mut spans = Vec::with_capacity(phrase.0.len());
        for piece in phrase.spaced() {
            match piece {
                Inline::Text(s) | Inline::Code(s) => spans.push(span(&s, Ink::Plain)),
                Inline::Strong(s) => spans.push(span(&s, Ink::Strong)),
                Inline::Emphasis(s) => spans.push(span(&s, Ink::Emphasis)),
                Inline::Toned(tone, s) => spans.push(span(&s, Ink::Tone(tone))),
                Inline::Link { label, .. } => spans.push(span(&label, Ink::Plain)),
                Inline::Mark(number) => {
                    spans.push(Span::new(format!("[{number}]"), Ink::Tone(Tone::Muted)));
                }
                Inline::Cite(cite) => {
                    spans.push(Span::new("[", Ink::Tone(Tone::Muted)));
                    spans.push(span(&cite.label, Ink::Tone(Tone::Muted)));
                    spans.push(Span::new("]", Ink::Tone(Tone::Muted)));
                }
            }
        }
        spans
    }

    fn blocks(&self, blocks: &[Block], width: usize) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut after_heading = false;
        for block in blocks {
            let set = self.block(block, width);
            if set.is_empty() {
                continue;
            }
            if !lines.is_empty() && !after_heading {
                lines.push(Line::new());
            }
            lines.extend(set);
            after_heading = matches!(block, Block::Heading(_));
        }
        lines
    }

    fn block(&self, block: &Block, width: usize) -> Vec<Line> {
        match block {
            Block::Heading(heading) if heading.level <= 1 => {
                self.underlined(&heading.text, if self.style.unicode { '─' } else { '-' }, width)
            }
            Block::Heading(heading) => {
                wrap::inked(wrap::wrap(&self.spans(&heading.text), width), Ink::Strong)
            }
            Block::Paragraph(text) => wrap::wrap(&self.spans(text), width),
            Block::List(list) => self.list(list, width),
            Block::Table(table) => table::set(self, table, width),
            Block::Tree(roots) => self.tree(roots, width),
            Block::Definitions(all) => self.definitions(all, width),
            Block::Callout(kind, blocks) => self.callout(*kind, blocks, width),
            Block::Receipt(all) => self.receipt(all, width),
            Block::Notes(notes) => {
                let item = |cite: &Cite| vec![Block::paragraph(cite.label.as_str())];
                self.list(&List { ordered: true, items: notes.iter().map(item).collect() }, width)
            }
            Block::Rule => vec![self.rule(width, Ink::Tone(Tone::Muted))],
        }
    }

    fn rule(&self, width: usize, ink: Ink) -> Line {
        vec![Span::new(self.glyph("─", "-").repeat(width), ink)]
    }

    fn underlined(&self, text: &Phrase, under: char, width: usize) -> Vec<Line> {
        let mut lines = wrap::inked(wrap::wrap(&self.spans(text), width), Ink::Strong);
        let widest = lines.iter().map(wrap::line_width).max().unwrap_or(0);
        if widest > 0 {
            lines.push(vec![Span::new(under.to_string().repeat(widest), Ink::Tone(Tone::Muted))]);
        }
        lines
    }

    fn list(&self, list: &List, width: usize) -> Vec<Line> {
        let marker_width = if list.ordered { list.items.len().to_string().len() + 2 } else { 2 };
        let tight = list.is_tight();
        let mut lines = Vec::new();
        for (i, item) in list.items.iter().enumerate() {
            let marker = match list.ordered {
                true => format!("{:>1$}. ", i + 1, marker_width - 2),
                false => self.glyph("• ", "* ").to_owned(),
            };
            let mut set = Vec::new();
            for block in item {
                let block = self.block(block, self.inner(width, marker_width));
                if !tight && !set.is_empty() && !block.is_empty() {
                    set.push(Line::new());
                }
                set.extend(block);
            }
            if !tight && i > 0 {
                lines.push(Line::new());
            }
            lines.extend(self.hang(set, &marker, width));
        }
        lines
    }

    /// What an indent of `indent` leaves of `width`; everything where it would leave too little.
    fn inner(&self, width: usize, indent: usize) -> usize {
        if width >= indent + WORDS { width - indent } else { width }
    }

    /// Puts `marker` before the first line and as much space before the others. Where that left no room for words
    /// (see [`Setter::inner`]) the marker gets a line of its own.
    fn hang(&self, lines: Vec<Line>, marker: &str, width: usize) -> Vec<Line> {
        let indent = wrap::width(marker);
        let own_line = width < indent + WORDS;
        let mut out = Vec::with_capacity(lines.len() + 1);
        if own_line || lines.is_empty() {
            out.push(vec![Span::new(marker.trim_end(), Ink::Plain)]);
        }
        for (i, mut line) in lines.into_iter().enumerate() {
            if !own_line && i == 0 {
                line.insert(0, Span::new(marker, Ink::Plain));
            } else if !own_line && !line.is_empty() {
                line.insert(0, Span::new(" ".repeat(indent), Ink::Plain));
            }
            out.push(line);
        }
        out
    }

    fn tree(&self, roots: &[TreeNode], width: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for root in roots {
            lines.extend(wrap::wrap(&self.spans(&root.label), width));
            self.branches(root, "", 1, width, &mut lines);
        }
        lines
    }

    fn branches(&self, node: &TreeNode, stem: &str, depth: usize, width: usize, lines: &mut Vec<Line>) {
        for (i, child) in node.children.iter().enumerate() {
            let last = i + 1 == node.children.len();
            let (mut first, mut rest) = match last {
                true => (format!("{stem}{}", self.glyph("└─ ", "`- ")), format!("{stem}   ")),
                false => {
                    let (tee, bar) = (self.glyph("├─ ", "|- "), self.glyph("│  ", "|  "));
                    (format!("{stem}{tee}"), format!("{stem}{bar}"))
                }
            };
            let too_deep = wrap::width(&first) + WORDS > width;
            if too_deep {
                first = format!("({depth}) ");
                rest = " ".repeat(first.len());
            }
            let label = wrap::wrap(&self.spans(&child.label), width - wrap::width(&first).min(width / 2));
            for (i, mut line) in label.into_iter().enumerate() {
                let mark = if i == 0 { &first } else { &rest };
                line.insert(0, Span::new(mark.as_str(), Ink::Tone(Tone::Muted)));
                lines.push(line);
            }
            let stem = if too_deep { stem } else { &rest };
            self.branches(child, stem, depth + 1, width, lines);
        }
    }

    fn definitions(&self, all: &[Definition], width: usize) -> Vec<Line> {
        let terms: Vec<Vec<Span>> = all.iter().map(|one| self.spans(&one.term)).collect();
        let cap = (width / 3).min(24);
        let widest = terms.iter().map(|term| wrap::spans_width(term)).filter(|w| *w <= cap).max();
        let side = widest.map(|w| w + 2).filter(|side| side + 24 <= width);
        let indent = side.unwrap_or(2);
        let mut lines = Vec::new();
        for (one, term) in all.iter().zip(&terms) {
            let beside = side.filter(|_| wrap::spans_width(term) <= cap);
            let mut body = self.blocks(&one.blocks, self.inner(width, indent)).into_iter();
            let strong = |spans: &[Span], width| wrap::inked(wrap::wrap(spans, width), Ink::Strong);
            match beside {
                Some(side) => {
                    let mut line = strong(term, side).into_iter().next().unwrap_or_default();
                    line.push(Span::new(" ".repeat(side - wrap::line_width(&line)), Ink::Plain));
                    line.extend(body.next().unwrap_or_default());
                    lines.push(line);
                }
                None => lines.extend(strong(term, width)),
            }
            for mut line in body {
                if !line.is_empty() && width >= indent + WORDS {
                    line.insert(0, Span::new(" ".repeat(indent), Ink::Plain));
                }
                lines.push(line);
            }
        }
        lines
    }

    fn callout(&self, kind: Callout, blocks: &[Block], width: usize) -> Vec<Line> {
        let ink = match kind {
            Callout::Note => Ink::Tone(Tone::Conditional),
            Callout::Warning => Ink::Tone(Tone::Legislation),
            Callout::Contested => Ink::Tone(Tone::Review),
        };
        let bar = self.glyph("│ ", "| ");
        let mut lines = vec![vec![Span::new(kind.title(), Ink::Strong)]];
        lines.extend(self.blocks(blocks, self.inner(width, 2)));
        if width >= 2 + WORDS {
            lines.iter_mut().for_each(|line| line.insert(0, Span::new(bar, ink)));
        }
        lines
    }

    fn receipt(&self, all: &[Phrase], width: usize) -> Vec<Line> {
        let lines = all.iter().flat_map(|phrase| wrap::hang(&self.spans(phrase), width)).collect();
        wrap::inked(lines, Ink::Tone(Tone::Muted))
    }
}

#[cfg(test)]
mod tests;
