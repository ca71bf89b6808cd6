//! GitHub-flavoured Markdown: pipe tables, the bold line before one as its caption, and the words of every line.

use super::{Said, tidy};

/// Reads tables and words.
pub(super) fn read(text: &str) -> Said {
    let mut said = Said::default();
    let (mut rows, mut last) = (Vec::new(), String::new());
    for line in text.lines().chain([""]) {
        let line = line.trim_start_matches([' ', '>']);
        if line.starts_with('|') {
            let cells = cells(line);
            if !cells.iter().all(|cell| is_rule(cell)) {
                let words: Vec<String> = cells.iter().map(|cell| words(cell)).collect();
                words.iter().for_each(|cell| said.line(cell));
                rows.push(words);
            }
            continue;
        }
        if !rows.is_empty() {
            said.table(&last, std::mem::take(&mut rows));
            last.clear();
        }
        let plain = words(line);
        said.line(&plain);
        if !plain.is_empty() {
            last = if line.starts_with("**") { plain } else { String::new() };
        }
    }
    said
}

/// A cell of the line under the headings.
fn is_rule(cell: &str) -> bool {
    cell.contains("--") && cell.trim().chars().all(|c| matches!(c, '-' | ':'))
}

/// The cells between the bars that no backslash escapes.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut escaped) = (Vec::new(), String::new(), false);
    for c in line.trim().trim_start_matches('|').chars() {
        if c == '|' && !escaped {
            cells.push(std::mem::take(&mut cell));
            continue;
        }
        escaped = c == '\\' && !escaped;
        cell.push(c);
    }
    if !cell.trim().is_empty() {
        cells.push(cell);
    }
    cells
}

/// The words of a line: marks gone, escapes and entities undone, addresses and note marks left out.
fn words(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line.trim();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let next = rest.chars().next();
                match next.filter(char::is_ascii_punctuation) {
                    Some(next) => {
                        out.push(next);
                        rest = &rest[next.len_utf8()..];
                    }
                    None => out.push(' '),
                }
            }
            '`' => rest = code(rest, &mut out),
            '[' if rest.starts_with('^') => rest = rest.split_once(']').map_or("", |(_, after)| after),
            ']' if rest.starts_with("(<") => rest = rest.split_once(">)").map_or("", |(_, after)| after),
            '[' | ']' | '*' => {}
            '&' => rest = entity(rest, &mut out),
            _ => out.push(c),
        }
    }
    tidy(&out)
}

/// Takes a code span whose first backtick has been read.
fn code<'t>(rest: &'t str, out: &mut String) -> &'t str {
    let more = rest.len() - rest.trim_start_matches('`').len();
    let fence = "`".repeat(more + 1);
    let rest = &rest[more..];
    match rest.split_once(&fence) {
        Some((span, after)) => {
            // One space at either end keeps backticks of the text from the fence.
            let inner = span.strip_prefix(' ').and_then(|span| span.strip_suffix(' ')).unwrap_or(span);
            out.push_str(&inner.replace("\\|", "|"));
            after
        }
        None => rest,
    }
}

fn entity<'t>(rest: &'t str, out: &mut String) -> &'t str {
    for (name, c) in [("lt;", '<'), ("gt;", '>'), ("amp;", '&')] {
        if let Some(after) = rest.strip_prefix(name) {
            out.push(c);
            return after;
        }
    }
    out.push('&');
    rest
}
