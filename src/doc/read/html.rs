//! HTML: tables with their captions, and the words of every element. Style and scripts are no words.

use super::{Said, tidy};

/// Elements that begin and end a line of words.
const LINES: [&str; 17] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "caption", "td", "th", "title", "div", "tr",
    "br",
];

/// Reads tables and words.
pub(super) fn read(text: &str) -> Said {
    let mut said = Said::default();
    let (mut rows, mut row): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut words, mut caption) = (String::new(), String::new());
    let mut rest = text;
    while let Some((before, tag, after)) = next_tag(rest) {
        words.push_str(&unquote(before));
        rest = after;
        let (closes, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag.split([' ', '\n', '/']).next().unwrap_or_default()),
        };
        let name = name.trim().to_ascii_lowercase();
        if !closes && ["style", "script", "sup"].contains(&name.as_str()) {
            rest = rest.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
            continue;
        }
        if !LINES.contains(&name.as_str()) && name != "table" {
            continue;
        }
        said.line(&words);
        let taken = tidy(&std::mem::take(&mut words));
        match (closes, name.as_str()) {
            (false, "table") => caption.clear(),
            (true, "caption") => caption = taken,
            (true, "td" | "th") => row.push(taken),
            (true, "tr") => rows.push(std::mem::take(&mut row)),
            (true, "table") => said.table(&caption, std::mem::take(&mut rows)),
            _ => {}
        }
    }
    said.line(&unquote(rest));
    said
}

/// The text before the next tag, the tag without its brackets, and what follows.
fn next_tag(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('<')?;
    let mut quote = None;
    let end = rest.char_indices().find(|(_, c)| match (quote, *c) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(*c);
            false
        }
        (Some(open), c) if c == open => {
            quote = None;
            false
        }
        _ => false,
    });
    let (at, _) = end?;
    Some((before, &rest[..at], &rest[at + 1..]))
}

fn unquote(raw: &str) -> String {
    let raw = raw.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    raw.replace("&nbsp;", " ").replace("&amp;", "&")
}
