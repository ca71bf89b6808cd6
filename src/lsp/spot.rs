//! What stands at a place of a text: the keys that lead there, and the word or string around it.
//!
//! One pass over the bytes, without a parser: while someone types, a record rarely parses.

use std::ops::Range;

/// What is written, or could be, at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The keys from the root of the record; a list has none of its own.
    pub(super) keys: Vec<String>,
    /// What could stand there.
    pub(super) slot: Slot,
    /// The bytes of what is written there, without quotes; empty if nothing is.
    pub(super) range: Range<usize>,
    /// The quote that it stands in.
    pub(super) quote: Option<char>,
    /// The keys written before it in the same table.
    pub(super) before: Vec<String>,
}

/// What could stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key of the table that the keys lead to.
    Key,
    /// The name of a table in a header, below the table that the keys lead to.
    Header,
    /// The value of the key that the keys lead to, or an item of it.
    Value,
}

/// An open table: that of a header, or an inline one.
#[derive(Clone, Default)]
struct Open {
    /// The keys that lead to it from the one around it.
    keys: Vec<String>,
    /// The key whose value is being read, as far as it is written.
    key: Vec<String>,
    /// Whether its `=` was passed.
    valued: bool,
    /// How many lists are open in its value.
    lists: usize,
    /// The keys already written in it.
    before: Vec<String>,
}

/// What stands at a byte; nothing in a comment.
pub(super) fn spot(text: &str, offset: usize) -> Option<Spot> {
    let mut open = vec![Open::default()];
    let mut at = 0;
    while at < text.len() && at <= offset {
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let inline = open.len() > 1;
        let outermost = !inline && open.first().is_some_and(|table| table.lists == 0);
        let here = open.last_mut()?;
        match first {
            '#' => {
                let end = at + line_end(rest);
                if offset > at && offset <= end {
                    return None;
                }
                at = end;
            }
            '\n' if outermost => {
                (here.key, here.valued) = (Vec::new(), false);
                if offset == at {
                    break;
                }
                at += 1;
            }
            '[' if outermost && !here.valued => {
                let line = &rest[..line_end(rest)];
                let brackets = line.len() - line.trim_start_matches('[').len();
                let end = line.find(']').unwrap_or(line.trim_end().len()).max(brackets);
                let written = &line[brackets..end];
                if offset >= at + brackets && offset <= at + end {
                    return Some(header(written, at + brackets, offset));
                }
                let keys = written.split('.').map(unquoted).collect();
                open = vec![Open { keys, ..Open::default() }];
                at += line_end(rest);
            }
            '"' | '\'' => {
                let (content, end) = string(text, at, first);
                if offset > at && offset <= content.end {
                    return Some(found(&open, content, Some(first)));
                }
                if !here.valued {
                    here.key.push(text[content].to_owned());
                }
                at = end;
            }
            '=' => {
                here.valued = true;
                here.before.extend(here.key.first().cloned());
                at += 1;
            }
            '[' => {
                here.lists += 1;
                at += 1;
            }
            ']' => {
                here.lists = here.lists.saturating_sub(1);
                at += 1;
            }
            '{' if here.valued => {
                open.push(Open::default());
                at += 1;
            }
            '}' if inline => {
                open.pop();
                at += 1;
            }
            ',' if inline && here.lists == 0 => {
                (here.key, here.valued) = (Vec::new(), false);
                at += 1;
            }
            c if is_word(c) => {
                let end = at + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                if offset <= end {
                    return Some(found(&open, at..end, None));
                }
                if !here.valued {
                    here.key
                        .extend(text[at..end].split('.').filter(|key| !key.is_empty()).map(str::to_owned));
                }
                at = end;
            }
            c => {
                if at == offset {
                    break;
                }
                at += c.len_utf8();
            }
        }
        if at == offset && !text[at..].starts_with(|c| is_word(c) || c == '"' || c == '\'' || c == '[') {
            break;
        }
    }
    Some(found(&open, offset..offset, None))
}

fn found(open: &[Open], range: Range<usize>, quote: Option<char>) -> Spot {
    let mut keys: Vec<String> = Vec::new();
    for table in open {
        keys.extend(table.keys.iter().chain(&table.key).cloned());
    }
    let last = open.last();
    let slot = if last.is_some_and(|table| table.valued) { Slot::Value } else { Slot::Key };
    let before = last.map(|table| table.before.clone()).unwrap_or_default();
    Spot { keys, slot, range, quote, before }
}

/// What stands at a byte of the words of a header.
fn header(written: &str, start: usize, offset: usize) -> Spot {
    let at = offset - start;
    let begin = written[..at].rfind('.').map_or(0, |dot| dot + 1);
    let end = written[at..].find('.').map_or(written.len(), |dot| at + dot);
    let keys = if begin == 0 { Vec::new() } else { written[..begin - 1].split('.').map(unquoted).collect() };
    Spot { keys, slot: Slot::Header, range: start + begin..start + end, quote: None, before: Vec::new() }
}

/// The content of a string, and where it is over; one that is not closed ends with its line.
fn string(text: &str, at: usize, quote: char) -> (Range<usize>, usize) {
    let long = if quote == '"' { "\"\"\"" } else { "'''" };
    let rest = &text[at..];
    let (mark, many) = if rest.starts_with(long) { (long, true) } else { (&long[..1], false) };
    let start = at + mark.len();
    let limit = if many { text.len() } else { at + line_end(rest) };
    let mut end = start;
    while end < limit && !text[end..].starts_with(mark) {
        let escaped = quote == '"' && text[end..].starts_with('\\');
        let mut chars = text[end..limit].chars();
        end += chars.next().map_or(1, char::len_utf8);
        if escaped {
            end += chars.next().map_or(0, char::len_utf8);
        }
    }
    let end = end.min(limit);
    let over = if text[end..].starts_with(mark) { end + mark.len() } else { end };
    (start.min(end)..end, over)
}

fn line_end(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+' | '/')
}

fn unquoted(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What stands at the `|` of a text.
    fn at(marked: &str) -> String {
        let offset = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        match spot(&text, offset) {
            None => "nothing".into(),
            Some(spot) => {
                let quote = spot.quote.map_or(String::new(), String::from);
                format!("{:?} {} {quote}{}{quote}", spot.slot, spot.keys.join("."), &text[spot.range])
            }
        }
    }

    #[test]
    fn keys_and_values_are_told_apart_in_every_shape() {
        assert_eq!(at("so|urce = 'x'\n"), "Key  source");
        assert_eq!(at("source = 'g|az'\n"), "Value source 'gaz'");
        assert_eq!(at("source = \"|\"\n"), "Value source \"\"");
        assert_eq!(at("source = |\n"), "Value source ");
        assert_eq!(at("source = 'gaz|\ntitle = 'x'\n"), "Value source 'gaz'");
        assert_eq!(at("a = 1\n|\n"), "Key  ");
        assert_eq!(at("|"), "Key  ");
        assert_eq!(at("[[acts]]\nlistings = ['a/b',\n  'c/|d']\n"), "Value acts.listings 'c/d'");
        assert_eq!(at("x = ['a', |]\n"), "Value x ");
        assert_eq!(at("[a.b]\nc = { d = 1, e = { f = '|' } }\n"), "Value a.b.c.e.f ''");
        assert_eq!(at("c = [{ d = 'x' }, { d = '|' }]\n"), "Value c.d ''");
        assert_eq!(at("c = [{ d = 'x' }, { |"), "Key c ");
        assert_eq!(at("c = { d = 1 }\ne = '|'"), "Value e ''");
        assert_eq!(at("a.b = '|'"), "Value a.b ''");
        assert_eq!(at("[[ex|its]]\n"), "Header  exits");
        assert_eq!(at("[locks.sel|ect]\n"), "Header locks select");
        assert_eq!(at("[[|\nx = 1"), "Header  ");
        assert_eq!(at("t = \"\"\"\n[x]\n# no\ny = '\"\"\"\nz = '|'"), "Value z ''");
        assert_eq!(at("t = \"a \\\" # b\" # c|\n"), "nothing");
        assert_eq!(at("from = 2022-|01-01\n"), "Value from 2022-01-01");
    }

    #[test]
    fn the_keys_before_it_in_its_table_are_known() {
        let text = "a = 1\n[t]\nb = { x = 1 }\nc.d = 2\n";
        assert_eq!(spot(text, text.len()).expect("a spot").before, ["b", "c"]);
    }

    proptest! {
        #[test]
        fn any_text_has_a_spot_within_it(text in "([a-c.='\"\\[\\]{},# \n\r\\\\é😀]|\"\"\"|\\[\\[){0,40}", offset in 0usize..80) {
            let offset = offset.min(text.len());
            if text.is_char_boundary(offset) && let Some(spot) = spot(&text, offset) {
                prop_assert!(text.get(spot.range).is_some());
            }
        }
    }
}
