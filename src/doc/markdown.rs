//! A document as GitHub-flavoured Markdown.
//!
//! One paragraph is one line, so only its first character can start a block. Record text cannot become markup,
//! HTML, a table cell's border, an autolink or a formula. Citations stand in parentheses, but not alone in a cell, and link where they can;
//! numbered notes are GitHub's footnotes, callouts its alerts. Group headings of a table become rows of their own.

use super::block::{Block, Callout, Definition, Doc, List, TreeNode};
use super::inline::{Cite, Inline, Phrase};
use super::table::{Align, Row, Table};
use super::visible;

/// Writes a document; the text ends in a newline unless it is empty.
pub fn write(doc: &Doc) -> String {
    let mut out = String::new();
    if !doc.title.is_empty() {
        out.push_str(&format!("# {}\n", heading_text(&Phrase::from(doc.title.as_str()))));
    }
    let body = blocks(&doc.blocks);
    if !out.is_empty() && !body.is_empty() {
        out.push('\n');
    }
    out + &body
}

/// Writes blocks without a title, a blank line between them.
pub fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut list_before = false;
    for one in blocks {
        let text = block(one);
        if text.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        let is_list = matches!(one, Block::List(_) | Block::Tree(_) | Block::Definitions(_));
        if list_before && is_list {
            out.push_str("<!-- -->\n\n");
        }
        list_before = is_list;
        out.push_str(&text);
    }
    out
}

/// Quotes record text: no character of it is markup.
fn quote(raw: &str) -> String {
    let shown = visible::shown(raw);
    let mut out = String::with_capacity(shown.len() + 8);
    let mut chars = shown.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Only a colon with something right after it can be part of an address or an emoji's name.
            ':' if chars.peek().is_none_or(|next| *next == ' ') => out.push(c),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '@' | ':' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out.replace("www.", "www\\.").replace("WWW.", "WWW\\.")
}

/// Quotes what would start a block at the start of a line: a heading, a list, a rule, an indented code block.
fn quote_start(quoted: &str) -> String {
    let text = quoted.trim_matches(' ');
    match text.chars().next() {
        Some('#' | '+' | '-' | '=') => format!("\\{text}"),
        Some(c) if c.is_ascii_digit() => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            match text[digits..].chars().next() {
                Some('.' | ')') => format!("{}\\{}", &text[..digits], &text[digits..]),
                _ => text.to_owned(),
            }
        }
        _ => text.to_owned(),
    }
}

/// A code span. Inside a table a `|` must be escaped even there.
fn code(raw: &str, in_table: bool) -> String {
    let shown = visible::shown(raw);
    let shown = shown.trim_matches(' ');
    if shown.is_empty() {
        return String::new();
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
    let shown = if in_table { shown.replace('|', "\\|") } else { shown.to_owned() };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// Words between marks; the marks must touch the words, so outer spaces go outside.
fn marked(mark: &str, raw: &str) -> String {
    let quoted = quote(raw);
    let inner = quoted.trim_matches(' ');
    if inner.is_empty() {
        return quoted;
    }
    let lead = &quoted[..quoted.len() - quoted.trim_start_matches(' ').len()];
    let tail = &quoted[quoted.trim_end_matches(' ').len()..];
    format!("{lead}{mark}{inner}{mark}{tail}")
}

fn phrase(phrase: &Phrase, in_table: bool) -> String {
    let mut out = String::new();
    let bare = phrase.noted().is_none();
    for piece in phrase.spaced() {
        match piece {
            Inline::Cite(cite) if bare => out.push_str(&source(&cite)),
            Inline::Text(s) | Inline::Toned(_, s) => out.push_str(&quote(&s)),
            Inline::Strong(s) => out.push_str(&marked("**", &s)),
            Inline::Emphasis(s) => out.push_str(&marked("*", &s)),
            Inline::Code(s) => out.push_str(&code(&s, in_table)),
            Inline::Link { label, record } if label == record => out.push_str(&code(&label, in_table)),
            Inline::Link { label, .. } => out.push_str(&quote(&label)),
            Inline::Cite(cite) => out.push_str(&format!("({})", source(&cite))),
            Inline::Mark(number) => out.push_str(&format!("[^{number}]")),
        }
    }
    out
}

/// A citation's label, linked where it has an address.
fn source(cite: &Cite) -> String {
    let label = quote(&cite.label);
    match cite.url.as_deref().and_then(visible::web_address) {
        Some(url) => format!("[{label}](<{url}>)"),
        None => label,
    }
}

/// A phrase in bold where it is plain words; with marks of its own it is left as it is.
fn bold(text: &Phrase) -> String {
    match text.0.as_slice() {
        [Inline::Text(words)] => marked("**", words),
        _ => phrase(text, false),
    }
}

fn paragraph(text: &Phrase) -> String {
    quote_start(&phrase(text, false))
}

/// A heading's words: one that ends in `#` would lose it.
fn heading_text(text: &Phrase) -> String {
    let text = phrase(text, false);
    let text = text.trim_matches(' ');
    match text.strip_suffix('#') {
        Some(start) => format!("{start}\\#"),
        None => text.to_owned(),
    }
}

fn block(block: &Block) -> String {
    let line = |text: String| if text.is_empty() { text } else { text + "\n" };
    match block {
        Block::Heading(heading) => {
            let marks = "#".repeat(usize::from(heading.level.clamp(1, 5)) + 1);
            format!("{marks} {}\n", heading_text(&heading.text))
        }
        Block::Paragraph(text) => line(paragraph(text)),
        Block::List(one) => list(one),
        Block::Table(one) => table(one),
        Block::Tree(roots) => roots.iter().map(node).collect(),
        Block::Definitions(all) => all.iter().map(definition).collect(),
        Block::Callout(kind, inner) => callout(*kind, inner),
        Block::Receipt(lines) => {
            let lines: Vec<String> = lines.iter().map(paragraph).filter(|text| !text.is_empty()).collect();
            line(lines.join("\\\n"))
        }
        Block::Notes(notes) => {
            let note = |(at, cite): (usize, &Cite)| format!("[^{}]: {}\n", at + 1, source(cite));
            notes.iter().enumerate().map(note).collect::<Vec<_>>().join("\n")
        }
        Block::Rule => "---\n".to_owned(),
    }
}

fn list(list: &List) -> String {
    let tight = list.is_tight();
    let mut out = String::new();
    for (i, item) in list.items.iter().enumerate() {
        let marker = if list.ordered { format!("{}. ", i + 1) } else { "- ".to_owned() };
        let body = if tight { item.iter().map(block).collect() } else { blocks(item) };
        if i > 0 && !tight {
            out.push('\n');
        }
        out.push_str(&hang(&marker, &body));
    }
    out
}

fn node(node: &TreeNode) -> String {
    let label = paragraph(&node.label);
    let children: String = node.children.iter().map(self::node).collect();
    hang("- ", &format!("{label}\n{children}"))
}

fn definition(one: &Definition) -> String {
    let term = bold(&one.term);
    match one.blocks.split_first() {
        Some((Block::Paragraph(first), rest)) => {
            let first = format!("{}: {}\n", quote_start(&term), phrase(first, false).trim_matches(' '));
            let rest = blocks(rest);
            hang("- ", &if rest.is_empty() { first } else { format!("{first}\n{rest}") })
        }
        Some(_) => hang("- ", &format!("{}:\n\n{}", quote_start(&term), blocks(&one.blocks))),
        None => hang("- ", &format!("{}\n", quote_start(&term))),
    }
}

fn callout(kind: Callout, inner: &[Block]) -> String {
    let alert = match kind {
        Callout::Note => "[!NOTE]",
        Callout::Warning => "[!WARNING]",
        Callout::Contested => "[!IMPORTANT]",
    };
    let head = if kind == Callout::Contested { "**Contested**\n\n" } else { "" };
    let body = format!("{alert}\n{head}{}", blocks(inner));
    body.lines().map(|line| if line.is_empty() { ">\n".to_owned() } else { format!("> {line}\n") }).collect()
}

/// Puts a list marker before the first line and indents the others by its width.
fn hang(marker: &str, body: &str) -> String {
    if body.trim().is_empty() {
        return format!("{}\n", marker.trim_end());
    }
    let indent = " ".repeat(marker.len());
    let mut out = String::with_capacity(body.len() + 16);
    for (i, line) in body.lines().enumerate() {
        match (i, line.is_empty()) {
            (0, _) => out.push_str(marker),
            (_, false) => out.push_str(&indent),
            (_, true) => {}
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn table(table: &Table) -> String {
    let mut out = String::new();
    if !table.caption.is_empty() {
        out.push_str(&format!("{}\n\n", quote_start(&bold(&table.caption))));
    }
    if table.columns.is_empty() || table.is_empty() {
        let words = paragraph(&table.when_empty);
        if !words.is_empty() {
            out.push_str(&format!("{words}\n"));
        }
        return out;
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let cell = |text: &Phrase| phrase(text, true).trim_matches(' ').to_owned();
    out.push_str(&row(table.columns.iter().map(|column| cell(&column.header)).collect()));
    let rule = |align: Align| match align {
        Align::Left => "---",
        Align::Right => "--:",
        Align::Center => ":-:",
    };
    out.push_str(&row(table.columns.iter().map(|column| rule(column.align).to_owned()).collect()));
    for one in &table.rows {
        let get = |i: usize| match one {
            Row::Group(heading) if i == 0 => {
                let words = Phrase::new().strong(heading.plain());
                cell(&words)
            }
            Row::Group(_) => String::new(),
            Row::Cells { cells, .. } => cells.get(i).map(cell).unwrap_or_default(),
        };
        out.push_str(&row((0..table.columns.len()).map(get).collect()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Column;

    fn said(text: &str) -> String {
        blocks(&[Block::paragraph(text)])
    }

    #[test]
    fn record_text_is_never_markup() {
        assert_eq!(said("# not a heading"), "\\# not a heading\n");
        assert_eq!(said("1. not a list"), "1\\. not a list\n");
        assert_eq!(said("    - not code"), "\\- not code\n");
        assert_eq!(
            said("a *b* _c_ `d` [e](f) <b> & ![g]"),
            "a \\*b\\* \\_c\\_ \\`d\\` \\[e\\](f) &lt;b&gt; &amp; !\\[g\\]\n"
        );
        assert_eq!(said("http://x www.x m@x"), "http\\://x www\\.x m\\@x\n");
        assert_eq!(said("a\n# b\u{202e}\0"), "a # b\\\\u{202e}\\\\u{0}\n");
        assert_eq!(said("---"), "\\---\n");
    }

    #[test]
    fn code_holds_backticks_and_bars() {
        assert_eq!(code("a`b``c", false), "```a`b``c```");
        assert_eq!(code("`x", false), "`` `x ``");
        assert_eq!(code("a|b", true), "`a\\|b`");
        assert_eq!(code(" ", true), "");
    }

    #[test]
    fn tables_lists_and_callouts_are_set() {
        let mut table = Table::new([Column::new("Option"), Column::new("Days").right()]).caption("Options");
        table.group("Executive");
        table.row(["a|b".into(), "3".into()]);
        let blocks_ = [
            Block::Table(table),
            Block::list(
                true,
                [vec![Block::paragraph("one"), Block::bullets(["in"])], vec![Block::paragraph("two")]],
            ),
            Block::callout(Callout::Warning, "Stale."),
            Block::Paragraph(
                Phrase::from("Under law").cite(Cite::new("CAATSA 216", "c").at("https://x.gov/(a)")),
            ),
            Block::Tree(vec![TreeNode::new("r").with([TreeNode::new("c")])]),
            Block::definitions([("owner", "Treasury")]),
        ];
        let expected = "**Options**\n\n| Option | Days |\n| --- | --: |\n| **Executive** |  |\n| a\\|b | 3 |\n\n\
            1. one\n   - in\n2. two\n\n> [!WARNING]\n> Stale.\n\n\
            Under law ([CAATSA 216](<https://x.gov/%28a%29>))\n\n- r\n  - c\n\n<!-- -->\n\n- **owner**: Treasury\n";
        assert_eq!(blocks(&blocks_), expected);
    }

    #[test]
    fn a_table_without_rows_says_so() {
        assert_eq!(blocks(&[Table::new([Column::new("x")]).when_empty("No option.").into()]), "No option.\n");
    }
}
