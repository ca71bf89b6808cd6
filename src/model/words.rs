//! [`Text`]: prose written by a person in a record. Never empty, bounded, and free of control characters, so
//! that what reaches a terminal, a page or a spreadsheet is words.
//!
//! Most of a record is prose, and it stands in the file as it is: a text that is decoded [`sharing`] the storage of its
//! file is not copied.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use arcstr::{ArcStr, Substr};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::id::text_newtype;

text_newtype!(
    Text(Words),
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

/// Words with their storage: a part of that of a file, or their own.
#[derive(Clone)]
struct Words(Substr);

thread_local! {
    /// The file that is decoded on this thread.
    static SOURCE: RefCell<Option<ArcStr>> = const { RefCell::new(None) };
}

/// Decodes from `source`, so that words which stand in it as they are share its storage.
pub(crate) fn sharing<R>(source: &ArcStr, decode: impl FnOnce() -> R) -> R {
    let outer = SOURCE.replace(Some(source.clone()));
    let decoded = decode();
    SOURCE.set(outer);
    decoded
}

impl From<&str> for Words {
    fn from(words: &str) -> Self {
        let shared = SOURCE.with_borrow(|source| source.as_ref()?.try_substr_from(words));
        Self(shared.unwrap_or_else(|| words.into()))
    }
}

impl Deref for Words {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_source_share_its_storage_and_others_have_their_own() {
        let source: ArcStr = "a = 'as it stands'\nb = \"an \\u0041\"".into();
        let (at, apart) = sharing(&source, || (source[5..17].parse::<Text>(), "an A".parse::<Text>()));
        let (at, apart) = (at.expect("words"), apart.expect("words"));
        assert_eq!((at.as_str(), apart.as_str()), ("as it stands", "an A"));
        assert_eq!(at.as_str().as_ptr(), source[5..].as_ptr());
        assert_ne!(source[5..17].parse::<Text>().expect("words").as_str().as_ptr(), source[5..].as_ptr());
        assert_eq!(Some(at), source[5..17].parse::<Text>().ok());
    }

    #[test]
    fn control_characters_are_refused() {
        assert!("plain words\nin two lines".parse::<Text>().is_ok());
        for bad in ["", "\u{1b}[31m", "a\0b", "tab\there", "\r"] {
            assert!(bad.parse::<Text>().is_err(), "{bad:?}");
        }
    }
}
