//! Text from records, made safe to show.
//!
//! A record may hold terminal escapes, marks that reorder a line, or characters nobody sees. In every output they are
//! shown as `\u{1b}` instead of taking effect. Names in other scripts are left as they are: the joiners that Persian
//! and Indic spelling need are no danger alone.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

/// Whether a character acts on a terminal or a reader's eye instead of being seen.
pub fn is_hidden(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}' => true,
        _ => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// The text with hidden characters as escapes; line feeds and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t'))
}

/// The text as one line: line feeds and tabs are escapes too.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    escaped(text, is_hidden)
}

fn escaped(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) { push_escape(&mut shown, c) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Appends a hidden character as what a reader can see.
pub(super) fn push_escape(shown: &mut String, c: char) {
    match c {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        _ => shown.extend(c.escape_unicode()),
    }
}

/// The first `max` characters of a text, and what is left out in words.
pub fn brief(text: &str, max: usize) -> Cow<'_, str> {
    match text.char_indices().nth(max) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let left = text.len() - end;
            Cow::Owned(format!("{}... ({left} more bytes)", text.get(..end).unwrap_or_default()))
        }
    }
}

/// Writes a value as indented JSON in which hidden characters are JSON escapes, with a line feed at the end.
///
/// # Errors
/// What the writer says, or a value that is no JSON (a map with other keys than strings).
pub fn write_json(value: &impl Serialize, mut out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, SafeJson(PrettyFormatter::new()));
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// JSON that can be printed on a terminal.
struct SafeJson(PrettyFormatter<'static>);

impl Formatter for SafeJson {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
            out.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }
    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_acts_is_shown_and_what_is_read_stays() {
        assert_eq!(
            visible("a\u{1b}[31mb\u{9b}2J\u{202e}c\r\n\td\0"),
            "a\\u{1b}[31mb\\u{9b}2J\\u{202e}c\\r\n\td\\u{0}"
        );
        assert_eq!(visible_line("a\n\tb"), "a\\n\\tb");
        let fine = "\u{410}\u{44d}\u{440}\u{43e}\u{444}\u{43b}\u{43e}\u{442} \u{646}\u{200c}\u{647} \u{1f468}\u{200d}\u{1f469} \u{20ac} \u{301}";
        assert!(matches!(visible(fine), Cow::Borrowed(same) if same == fine));
        assert_eq!(brief("\u{e9}\u{e9}\u{e9}", 2), "\u{e9}\u{e9}... (2 more bytes)");
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in "(.|[\u{0}-\u{1f}\u{7f}-\u{9f}]|[\u{200b}-\u{206f}]|\u{ffff}|\u{e0041}){0,40}") {
            prop_assert!(!visible_line(&text).chars().any(is_hidden));
            prop_assert!(!visible(&text).chars().any(|c| is_hidden(c) && !matches!(c, '\n' | '\t')));
            let mut json = vec![];
            write_json(&serde_json::json!({ text.clone(): [text.clone()] }), &mut json).unwrap();
            let json = String::from_utf8(json).unwrap();
            prop_assert!(!json.chars().any(|c| is_hidden(c) && c != '\n'));
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), serde_json::json!({ text.clone(): [text] }));
        }
    }
}
