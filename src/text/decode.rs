//! From a parsed text to a typed record, and to the place of the first thing that does not fit.
//!
//! The place comes twice: as a JSON pointer, which survives reformatting, and as the bytes where `toml` noticed. Inside
//! tagged enums serde buffers and loses both; the pointer then ends at the table that holds the tag.

use std::marker::PhantomData;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed};
use serde_path_to_error::{Path, Segment, Track};

use super::parse::{Syntax, Tree, parse};

/// Why a table is not the record it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeFlaw {
    /// JSON pointer (RFC 6901) to what does not fit; for a missing key, to the table that lacks it.
    pub pointer: String,
    /// What is the case, in serde's words.
    pub message: String,
    /// The bytes where it was noticed, if they are known.
    pub range: Option<Range<usize>>,
}

/// Decodes a parsed text.
///
/// # Errors
/// The first value that does not fit, with its place.
pub fn decode<'t, T: Deserialize<'t>>(tree: Tree<'t>) -> Result<T, DecodeFlaw> {
    tracked(tree, PhantomData::<T>)
}

/// Decodes a parsed text into what `seed` makes of it: a record of the kind that its folder tells.
///
/// # Errors
/// The first value that does not fit, with its place.
pub fn decode_seed<'t, S: DeserializeSeed<'t> + Copy>(
    text: &'t str,
    tree: Tree<'t>,
    seed: S,
) -> Result<S::Value, DecodeFlaw> {
    // To keep track of the place costs a third of the decode, and only a flaw has a place: then all is done again.
    seed.deserialize(toml::de::Deserializer::from(tree)).or_else(|_| tracked(parsed(text)?, seed))
}

/// Decodes while it keeps track of the place.
fn tracked<'t, S: DeserializeSeed<'t>>(tree: Tree<'t>, seed: S) -> Result<S::Value, DecodeFlaw> {
    let mut track = Track::new();
    let tracked = serde_path_to_error::Deserializer::new(toml::de::Deserializer::from(tree), &mut track);
    seed.deserialize(tracked).map_err(|error| DecodeFlaw {
        pointer: pointer(&track.path()),
        message: error.message().trim().to_owned(),
        range: error.span(),
    })
}

/// Parses and decodes in one go, for texts of which nobody needs the places: tests and fixtures.
///
/// # Errors
/// The syntax flaw as a [`DecodeFlaw`] at the root, or the first value that does not fit.
pub fn decode_text<T: DeserializeOwned>(text: &str) -> Result<T, DecodeFlaw> {
    decode(parsed(text)?)
}

/// Parses a text, with its syntax flaw as one at the root.
fn parsed(text: &str) -> Result<Tree<'_>, DecodeFlaw> {
    let at_root =
        |flaw: Syntax| DecodeFlaw { pointer: String::new(), message: flaw.message, range: Some(flaw.range) };
    parse(text).map_err(at_root)
}

/// The path as a JSON pointer. A native day is a table with one private key to serde; that key is left out.
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path.iter() {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } if key.starts_with("$__") => break,
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => break,
        };
        pointer.push('/');
        pointer.push_str(&part);
    }
    pointer
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt;

    use serde::de::{Error, MapAccess, Visitor};

    use super::*;

    /// A day as `model` decodes one: from `toml`'s own marker, whoever hands it over.
    #[derive(Debug, PartialEq)]
    struct Day(String);

    impl<'de> Deserialize<'de> for Day {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct DayVisitor;
            impl<'de> Visitor<'de> for DayVisitor {
                type Value = Day;
                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a day")
                }
                fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Day, A::Error> {
                    let (key, value) =
                        map.next_entry::<String, String>()?.ok_or_else(|| A::Error::custom("empty"))?;
                    if key != "$__toml_private_datetime" {
                        return Err(A::Error::custom("no day"));
                    }
                    if value.len() != 10 {
                        return Err(A::Error::custom(format!("`{value}` is no day: write 2022-03-08")));
                    }
                    Ok(Day(value))
                }
            }
            deserializer.deserialize_any(DayVisitor)
        }
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    #[allow(dead_code, reason = "read by serde alone")]
    struct Record {
        signed: Day,
        #[serde(default)]
        measure: Vec<Measure>,
        #[serde(default)]
        by_name: BTreeMap<String, Measure>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Measure {
        id: String,
        from: Option<Day>,
        kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        Plain,
        Until(Day),
    }

    fn flaw(text: &str) -> (String, String, String) {
        let flaw = decode::<Record>(parse(text).unwrap()).unwrap_err();
        (flaw.pointer, flaw.message, text[flaw.range.unwrap()].to_owned())
    }

    #[test]
    fn days_decode_from_a_table_that_is_already_parsed() {
        let text = "signed = 2022-03-08\n[[measure]]\nid = 'a'\nfrom = 2022-03-09\nkind.until = 2023-01-01\n\
                    [[measure]]\nid = 'b'\nkind = 'plain'\n";
        let record: Record = decode(parse(text).unwrap()).unwrap();
        assert_eq!(record.signed, Day("2022-03-08".into()));
        assert_eq!(record.measure[0].from, Some(Day("2022-03-09".into())));
        assert_eq!(record.measure[0].kind, Some(Kind::Until(Day("2023-01-01".into()))));
        assert_eq!((record.measure[1].id.as_str(), &record.measure[1].kind), ("b", &Some(Kind::Plain)));
        let lowered = serde_json::to_string(&toml::from_str::<toml::Table>(text).unwrap()).unwrap();
        let same: Record = serde_json::from_str(&lowered).unwrap();
        assert_eq!(same.measure[0].from, record.measure[0].from);
    }

    #[test]
    fn what_does_not_fit_is_placed() {
        let good = "signed = 2022-03-08\n";
        let (pointer, message, at) = flaw(&format!("{good}[[measure]]\nid = 'a'\n[[measure]]\nid = 7\n"));
        assert_eq!((pointer.as_str(), at.as_str()), ("/measure/1/id", "7"));
        assert!(message.starts_with("invalid type: integer `7`"), "{message}");
        let (pointer, message, at) =
            flaw(&format!("{good}[[measure]]\nid = 'a'\nfrom = 2022-03-08T10:00:00Z\n"));
        assert_eq!((pointer.as_str(), at.as_str()), ("/measure/0/from", "2022-03-08T10:00:00Z"));
        assert!(message.contains("is no day"), "{message}");
        let (pointer, _, at) = flaw(&format!("{good}[by-name.\"a/b~c\"]\nid = 1\n"));
        assert_eq!((pointer.as_str(), at.as_str()), ("/by-name/a~1b~0c/id", "1"));
    }

    #[test]
    fn unknown_and_missing_keys_are_placed() {
        let (pointer, message, at) = flaw("signed = 2022-03-08\n[[measure]]\nid = 'a'\nform = 2022-03-08\n");
        assert_eq!((pointer.as_str(), at.as_str()), ("/measure/0/form", "form"));
        assert!(message.starts_with("unknown field `form`, expected one of"), "{message}");
        let (pointer, message, at) = flaw("signed = 2022-03-08\n[[measure]]\nfrom = 2022-03-08\n");
        assert_eq!((pointer.as_str(), at.as_str()), ("/measure/0", "[[measure]]"));
        assert_eq!(message, "missing field `id`");
    }

    #[test]
    fn a_text_that_is_no_toml_is_a_flaw_at_the_root() {
        let flaw = decode_text::<Record>("signed = ").unwrap_err();
        assert_eq!(flaw.pointer, "");
        assert!(flaw.message.starts_with("a value is missing"), "{}", flaw.message);
        assert!(decode_text::<Record>("signed = 2022-03-08").is_ok());
    }
}
