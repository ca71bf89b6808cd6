//! A document as HTML: a fragment to be set into a page, or a whole page with its own style.
//!
//! The markup is ours alone: record text becomes entities, and an address becomes a link only when it is `http` or
//! `https`. Tables have captions and scoped headings, callouts are notes, the page has landmarks; light and dark,
//! print and a phone's width are in `page.css`. What leads to a record is for the caller to say ([`Frame::link`]).

use super::block::{Block, Callout, Doc, Heading, List, TreeNode};
use super::inline::{Cite, Inline, Phrase};
use super::table::{Align, Column, Row, Table};
use super::visible;
use std::collections::BTreeSet;

/// The style sheet of a page.
pub const STYLE_SHEET: &str = include_str!("page.css");

/// Where the page of a record is: an address relative to the page, or none.
pub type RecordAddress<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What stands around a document on a page. The strings are HTML and are not quoted: no record text may get in.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The end of the `head`: links, a script.
    pub head: &'a str,
    /// What stands before the title, inside a `nav` landmark; none where it is empty.
    pub nav: &'a str,
    /// What stands under the title, before the blocks: controls of the page.
    pub before: &'a str,
    /// What stands after the blocks: scripts, figures.
    pub after: &'a str,
    /// Whether the style sheet is put into the page; without it `head` should link one.
    pub embed_style: bool,
    /// Where the pages of records are.
    pub link: RecordAddress<'a>,
}

impl Default for Frame<'_> {
    fn default() -> Self {
        Frame { head: "", nav: "", before: "", after: "", embed_style: true, link: &|_| None }
    }
}

/// Writes a whole page that needs no other file.
pub fn page(doc: &Doc, frame: &Frame<'_>) -> String {
    let title = quote(&doc.title);
    let style = if frame.embed_style { format!("<style>\n{STYLE_SHEET}</style>\n") } else { String::new() };
    let nav = match frame.nav {
        "" => String::new(),
        nav => format!("<nav aria-label=\"Pages\">{nav}</nav>\n"),
    };
    let heading = if title.is_empty() { String::new() } else { format!("<h1>{title}</h1>\n") };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         {style}{}</head>\n<body>\n{nav}<main>\n{heading}{}{}{}</main>\n</body>\n</html>\n",
        frame.head,
        frame.before,
        fragment(&doc.blocks, frame.link),
        frame.after,
    )
}

/// Writes blocks; a heading of level 1 becomes `h2`, since the title is the page's `h1`.
pub fn fragment(blocks: &[Block], link: RecordAddress<'_>) -> String {
    let mut writer = Writer { link, out: String::new(), anchors: BTreeSet::new() };
    writer.blocks(blocks);
    writer.out
}

/// Writes one phrase, for places that only the caller has.
pub fn inline(phrase: &Phrase, link: RecordAddress<'_>) -> String {
    let mut writer = Writer { link, out: String::new(), anchors: BTreeSet::new() };
    writer.phrase(phrase);
    writer.out
}

/// The anchor that a text gets on a page: its letters and digits with hyphens between.
pub fn anchor(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(200) {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "part".to_owned() } else { out }
}

/// Quotes record text for an element or a quoted attribute.
pub fn quote(raw: &str) -> String {
    let shown = visible::shown(raw);
    let mut out = String::with_capacity(shown.len() + 8);
    for c in shown.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

struct Writer<'a> {
    link: RecordAddress<'a>,
    out: String,
    anchors: BTreeSet<String>,
}

impl Writer<'_> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The address of a record's page, quoted: relative or of the web, never another scheme.
    fn address(&self, record: &str) -> Option<String> {
        let address = (self.link)(record)?;
        let relative = !address.contains(':') && !address.starts_with("//");
        let address = if relative { Some(address) } else { visible::web_address(&address) };
        address.map(|address| quote(&address))
    }

    fn wrapped(&mut self, tag: &str, words: &str) {
        self.push(&format!("<{tag}>{}</{tag}>", quote(words)));
    }

    fn phrase(&mut self, phrase: &Phrase) {
        let bare = phrase.noted().is_none();
        for piece in phrase.spaced() {
            match piece {
                Inline::Text(s) => self.push(&quote(&s)),
                Inline::Strong(s) => self.wrapped("strong", &s),
                Inline::Emphasis(s) => self.wrapped("em", &s),
                Inline::Code(s) => self.wrapped("code", &s),
                Inline::Toned(tone, s) => {
                    self.push(&format!("<span class=\"tone-{}\">{}</span>", tone.name(), quote(&s)));
                }
                Inline::Link { label, record } => match self.address(&record) {
                    Some(address) => self.push(&format!("<a href=\"{address}\">{}</a>", quote(&label))),
                    None if label == record => self.wrapped("code", &label),
                    None => self.push(&quote(&label)),
                },
                Inline::Mark(number) => {
                    self.push(&format!("<sup><a href=\"#note-{number}\">{number}</a></sup>"));
                }
                Inline::Cite(cite) => {
                    let markup = self.source(&cite);
                    self.push(&match bare {
                        true => format!("<cite>{markup}</cite>"),
                        false => format!("<cite>[{markup}]</cite>"),
                    });
                }
            }
        }
    }

    /// A citation: its label, with what leads to the record and to the text.
    fn source(&self, cite: &Cite) -> String {
        let label = quote(&cite.label);
        let source = cite.url.as_deref().and_then(visible::web_address).map(|url| quote(&url));
        match (self.address(&cite.record), source) {
            (Some(page), Some(url)) => format!(
                "<a href=\"{page}\">{label}</a>, <a href=\"{url}\" aria-label=\"Source of {label}\">source</a>"
            ),
            (Some(address), None) | (None, Some(address)) => {
                format!("<a href=\"{address}\">{label}</a>")
            }
            (None, None) => label,
        }
    }

    fn element(&mut self, open: &str, phrase: &Phrase, close: &str) {
        self.push(open);
        self.phrase(phrase);
        self.push(close);
    }

    /// An anchor that no other element of the fragment has.
    fn unique(&mut self, wanted: &str) -> String {
        let wanted = anchor(wanted);
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.anchors.insert(name.clone()) {
            name = format!("{wanted}-{number}");
            number += 1;
        }
        name
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.element("<p>", text, "</p>\n"),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Tree(roots) => {
                self.push("<ul class=\"tree\">\n");
                roots.iter().for_each(|root| self.node(root));
                self.push("</ul>\n");
            }
            Block::Definitions(all) => {
                if all.is_empty() {
                    return;
                }
                self.push("<dl class=\"terms\">\n");
                for one in all {
                    self.element("<dt>", &one.term, "</dt>\n<dd>");
                    self.blocks(&one.blocks);
                    self.push("</dd>\n");
                }
                self.push("</dl>\n");
            }
            Block::Callout(kind, blocks) => self.callout(*kind, blocks),
            Block::Receipt(lines) => {
                self.push("<div class=\"receipt\">\n");
                lines.iter().for_each(|line| self.element("<p>", line, "</p>\n"));
                self.push("</div>\n");
            }
            Block::Notes(notes) => {
                self.push("<ol class=\"notes\">\n");
                for (at, cite) in notes.iter().enumerate() {
                    let markup = self.source(cite);
                    self.push(&format!("<li id=\"note-{}\"><cite>{markup}</cite></li>\n", at + 1));
                }
                self.push("</ol>\n");
            }
            Block::Rule => self.push("<hr>\n"),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let level = heading.level.clamp(1, 5) + 1;
        let wanted = heading.anchor.clone().unwrap_or_else(|| heading.text.plain());
        let anchor = self.unique(&wanted);
        self.element(&format!("<h{level} id=\"{anchor}\">"), &heading.text, &format!("</h{level}>\n"));
    }

    fn list(&mut self, list: &List) {
        let tag = if list.ordered { "ol" } else { "ul" };
        self.push(&format!("<{tag}>\n"));
        for item in &list.items {
            self.push("<li>");
            self.blocks(item);
            self.push("</li>\n");
        }
        self.push(&format!("</{tag}>\n"));
    }

    fn node(&mut self, node: &TreeNode) {
        self.element("<li>", &node.label, "");
        if !node.children.is_empty() {
            self.push("\n<ul>\n");
            node.children.iter().for_each(|child| self.node(child));
            self.push("</ul>\n");
        }
        self.push("</li>\n");
    }

    fn callout(&mut self, kind: Callout, blocks: &[Block]) {
        self.push(&format!("<div class=\"callout callout-{}\" role=\"note\">\n", kind.name()));
        self.push(&format!("<p>{}</p>\n", kind.title()));
        self.blocks(blocks);
        self.push("</div>\n");
    }

    /// A table in a box that scrolls sideways and can be reached by keyboard, one `tbody` a group.
    fn table(&mut self, table: &Table) {
        let name = match &table.name {
            Some(name) => format!(" id=\"{}\"", self.unique(name)),
            None => String::new(),
        };
        let caption = table.caption.plain();
        let label = if caption.trim().is_empty() { "Table".to_owned() } else { quote(&caption) };
        self.push(&format!("<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">\n"));
        self.push(&format!("<table{name}>\n"));
        if !table.caption.is_empty() {
            self.element("<caption>", &table.caption, "</caption>\n");
        }
        self.push("<thead>\n<tr>");
        for column in &table.columns {
            self.element(&format!("<th scope=\"col\"{}>", align(column)), &column.header, "</th>");
        }
        self.push("</tr>\n</thead>\n<tbody>\n");
        let span = table.columns.len().max(1);
        for (i, row) in table.rows.iter().enumerate() {
            match row {
                Row::Group(heading) => {
                    self.push(if i > 0 { "</tbody>\n<tbody>\n" } else { "" });
                    self.element(
                        &format!("<tr><th scope=\"rowgroup\" colspan=\"{span}\">"),
                        heading,
                        "</th></tr>\n",
                    );
                }
                Row::Cells { cells, facets } => self.row(&table.columns, cells, facets),
            }
        }
        if table.is_empty() {
            self.element(&format!("<tr><td colspan=\"{span}\">"), &table.when_empty, "</td></tr>\n");
        }
        self.push("</tbody>\n</table>\n</div>\n");
    }

    fn row(&mut self, columns: &[Column], cells: &[Phrase], facets: &[(&'static str, String)]) {
        self.push("<tr");
        for (key, value) in facets {
            self.push(&format!(" data-{key}=\"{}\"", quote(value)));
        }
        self.push(">");
        for (i, column) in columns.iter().enumerate() {
            let class = match cells.get(i) {
                Some(cell) if is_day(cell) => " class=\"day\"",
                _ => align(column),
            };
            let (open, close) = match i {
                0 => (format!("<th scope=\"row\"{class}>"), "</th>"),
                _ => (format!("<td{class}>"), "</td>"),
            };
            match cells.get(i) {
                Some(cell) => self.element(&open, cell, close),
                None => self.push(&(open + close)),
            }
        }
        self.push("</tr>\n");
    }
}

/// Whether a cell is a day alone: it is kept on one line.
fn is_day(cell: &Phrase) -> bool {
    let text = cell.plain();
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn align(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "",
        Align::Right => " class=\"right\"",
        Align::Center => " class=\"center\"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::inline::Tone;

    fn set(block: impl Into<Block>) -> String {
        fragment(&[block.into()], &|id| (id == "caatsa/216").then(|| "records/caatsa.html#216".to_owned()))
    }

    #[test]
    fn citations_link_to_record_and_source() {
        let cite =
            |record: &str| Phrase::from("A wait").cite(Cite::new("216", record).at("https://x.gov/?a=1&b"));
        assert_eq!(
            set(Block::paragraph(cite("caatsa/216"))),
            "<p>A wait <cite>[<a href=\"records/caatsa.html#216\">216</a>, \
             <a href=\"https://x.gov/?a=1&amp;b\" aria-label=\"Source of 216\">source</a>]</cite></p>\n"
        );
        assert_eq!(
            set(Block::paragraph(cite("other"))),
            "<p>A wait <cite>[<a href=\"https://x.gov/?a=1&amp;b\">216</a>]</cite></p>\n"
        );
        let bad = Phrase::from(Cite::new("x", "other").at("javascript:alert(1)"));
        assert_eq!(set(Block::paragraph(bad)), "<p><cite>x</cite></p>\n");
    }

    #[test]
    fn a_link_never_leaves_for_another_scheme() {
        let link = |_: &str| Some("javascript:alert(1)".to_owned());
        assert_eq!(inline(&Phrase::new().link("x", "x"), &link), "<code>x</code>");
        let link = |_: &str| Some("//evil".to_owned());
        assert_eq!(inline(&Phrase::new().link("x", "y"), &link), "x");
    }

    #[test]
    fn tables_have_scopes_groups_and_facets() {
        let mut table =
            Table::new([Column::new("id"), Column::new("days").right()]).caption("All").named("all");
        table.group("Alone");
        table.row_with(
            [Phrase::new().toned(Tone::Executive, "a"), "1".into()],
            vec![("owner", "a\"b".into())],
        );
        let expected = "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"All\">\n<table id=\"all\">\n\
            <caption>All</caption>\n<thead>\n<tr><th scope=\"col\">id</th><th scope=\"col\" class=\"right\">days</th></tr>\n\
            </thead>\n<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"2\">Alone</th></tr>\n\
            <tr data-owner=\"a&quot;b\"><th scope=\"row\"><span class=\"tone-executive\">a</span></th>\
            <td class=\"right\">1</td></tr>\n</tbody>\n</table>\n</div>\n";
        assert_eq!(set(table), expected);
    }

    #[test]
    fn anchors_are_unique_and_plain() {
        let blocks =
            [Block::heading(1, "A & B"), Block::heading(2, "a b"), Block::anchored(1, "C", "opt/\"x")];
        let html = fragment(&blocks, &|_| None);
        assert_eq!(
            html,
            "<h2 id=\"a-b\">A &amp; B</h2>\n<h3 id=\"a-b-2\">a b</h3>\n<h2 id=\"opt-x\">C</h2>\n"
        );
    }

    #[test]
    fn a_page_stands_alone() {
        let mut doc = Doc::new("Options <2026>");
        doc.paragraph("x");
        let html = page(&doc, &Frame::default());
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{html}");
        assert!(html.contains("<title>Options &lt;2026&gt;</title>"), "{html}");
        assert!(html.contains("<main>\n<h1>Options &lt;2026&gt;</h1>\n<p>x</p>\n</main>"), "{html}");
        assert!(!html.contains("http://") && !html.contains("url("), "a page fetches nothing");
    }
}
