//! [`Text`]: prose written by a person in a record. Never empty, bounded, and free of control characters, so
//! that what reaches a terminal, a page or a spreadsheet is words.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::id::text_newtype;

text_newtype!(
    Text(Box<str>),
    "Words for people, in your own words: 1 to 4000 characters, no control characters but the line break.",
    ["Asset freeze"],
    "^[^\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F]+$",
    4000,
    "words (1 to 4000 characters, no control characters but the line break)",
    |s| {
        // Most are of printable ASCII, and to see that takes no decision at each byte.
        let plain = s.bytes().fold(true, |plain, byte| plain & (b' '..=b'~').contains(&byte));
        !s.is_empty()
            && (s.len() <= 4000 || s.chars().count() <= 4000)
            && (plain || !s.chars().any(|c| c.is_control() && c != '\n'))
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_refused() {
        assert!("plain words\nin two lines".parse::<Text>().is_ok());
        for bad in ["", "\u{1b}[31m", "a\0b", "tab\there", "\r"] {
            assert!(bad.parse::<Text>().is_err(), "{bad:?}");
        }
    }
}
