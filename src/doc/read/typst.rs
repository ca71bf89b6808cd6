//! Typst source of ours: its string literals are its words, and the content blocks of a `#table` its cells.

use super::{Said, tidy};

/// Reads tables and words.
pub(super) fn read(text: &str) -> Said {
    let mut said = Said::default();
    // The setting of the page holds strings that are no words.
    let body = text.split_once("#let receipt").and_then(|(_, rest)| rest.split_once('\n'));
    let body = body.map_or(text, |(_, body)| body);
    let mut rest = body;
    while let Some(at) = rest.find("#figure(kind: table") {
        lines(&rest[..at], &mut said);
        rest = table(&rest[at..], &mut said);
    }
    lines(rest, &mut said);
    said
}

/// The words of every source line.
fn lines(source: &str, said: &mut Said) {
    source.lines().for_each(|line| said.line(&words(line)));
}

/// Reads the table that the source begins with and gives what follows it.
fn table<'t>(source: &'t str, said: &mut Said) -> &'t str {
    let end = closing(source);
    let (figure, rest) = source.split_at(end);
    let (head, body) = figure.split_once("#table(").unwrap_or((figure, ""));
    let caption = words(head.split_once("caption: ").map_or("", |(_, caption)| caption));
    said.line(&caption);
    let (header, body) =
        body.split_once("table.header(").map_or(("", ""), |(_, rest)| rest.split_at(closing(rest)));
    let header = cells(header);
    let mut rows = vec![header.clone()];
    let mut all = cells_with_span(body).into_iter();
    while let Some((spans, cell)) = all.next() {
        let more = if spans { 0 } else { header.len().saturating_sub(1) };
        rows.push(std::iter::once(cell).chain(all.by_ref().take(more).map(|(_, cell)| cell)).collect());
    }
    rows.iter().flatten().for_each(|cell| said.line(cell));
    said.table(&caption, rows);
    rest
}

fn cells(source: &str) -> Vec<String> {
    cells_with_span(source).into_iter().map(|(_, cell)| cell).collect()
}

/// The outermost content blocks, and whether each spans the table.
fn cells_with_span(source: &str) -> Vec<(bool, String)> {
    let (mut found, mut depth, mut start, mut before) = (Vec::new(), 0_usize, 0, 0);
    let mut scan = Scan { source, at: 0 };
    while let Some((at, c)) = scan.next() {
        match c {
            '[' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    let spans = source[before..start].contains("colspan:");
                    found.push((spans, words(&source[start..at])));
                    before = at + 1;
                }
            }
            _ => {}
        }
    }
    found
}

/// Where the first bracket that is opened, or the one that is open already, is closed again.
fn closing(source: &str) -> usize {
    let mut depth = usize::from(!source.starts_with('#'));
    let mut scan = Scan { source, at: 0 };
    while let Some((at, c)) = scan.next() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    source.len()
}

/// The words of a piece of source: its strings, but not colours, addresses or notes.
fn words(source: &str) -> String {
    let (mut out, mut at) = (String::new(), 0);
    while let Some(found) = source[at..].find(['"', '#']) {
        let here = at + found;
        let rest = &source[here..];
        if rest.starts_with("#footnote[") {
            at = here + "#footnote".len() + block(&rest["#footnote".len()..]);
        } else if rest.starts_with("#super[") {
            at = here + rest.find(']').map_or(rest.len(), |end| end + 1);
        } else if rest.starts_with('"') {
            let (text, end) = literal(rest);
            let called = &source[..here];
            let no_words = ["tone(", "link(", "callout("].iter().any(|call| called.ends_with(call));
            if !no_words {
                out.push_str(&text);
            }
            at = here + end;
        } else {
            at = here + 1;
        }
    }
    tidy(&out)
}

/// The length of the content block that the source begins with.
fn block(source: &str) -> usize {
    let mut depth = 0_usize;
    let mut scan = Scan { source, at: 0 };
    while let Some((at, c)) = scan.next() {
        match c {
            '[' => depth += 1,
            ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    source.len()
}

/// The text of a string literal, without the places to break, and the length of its source.
fn literal(source: &str) -> (String, usize) {
    let mut out = String::new();
    let mut at = 1;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        if c == '"' {
            return (out, at + 1);
        }
        if rest.starts_with("\\u{200b}") {
            at += "\\u{200b}".len();
        } else if let Some(escaped) = rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
            out.push(escaped);
            at += 1 + escaped.len_utf8();
        } else {
            out.push(c);
            at += c.len_utf8();
        }
    }
    (out, source.len())
}

/// The characters of source that stand outside string literals.
struct Scan<'t> {
    source: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn next(&mut self) -> Option<(usize, char)> {
        loop {
            let at = self.at;
            let c = self.source.get(at..)?.chars().next()?;
            if c != '"' {
                self.at = at + c.len_utf8();
                return Some((at, c));
            }
            self.at = at + literal(&self.source[at..]).1;
        }
    }
}
