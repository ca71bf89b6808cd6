//! Identifiers: of a record ([`Id`]), of a part of one ([`Ref`]), of a choice of a contested point ([`Choice`]).
//!
//! All three are parsed once, here; everywhere else they are known to be well formed. Ids are lower-case
//! kebab case, unique over all kinds, and never used again for something else.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};
use smol_str::{SmolStr, format_smolstr};

/// The longest id that is accepted, in characters.
const LONGEST: usize = 100;

fn is_kebab(s: &str) -> bool {
    !s.is_empty()
        && !s.starts_with('-')
        && !s.ends_with('-')
        && !s.contains("--")
        && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! text_newtype {
    ($name:ident($store:ty), $doc:literal, $examples:tt, $pattern:literal, $max:expr, $says:literal, $valid:expr) => {
        #[doc = $doc]
        #[derive(Clone)]
        pub struct $name($store);

        impl $name {
            /// The text as written.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        // Not derived: what holds the text is compared by a call, and texts are compared all the time.
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl Hash for $name {
            #[inline]
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                let valid: fn(&str) -> bool = $valid;
                if valid(s) { Ok(Self(s.into())) } else { Err(format!(concat!("`{}` is not ", $says), s)) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                struct V;
                impl de::Visitor<'_> for V {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($says)
                    }
                    fn visit_str<E: de::Error>(self, s: &str) -> Result<$name, E> {
                        s.parse().map_err(E::custom)
                    }
                }
                d.deserialize_str(V)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "description": $doc,
                    "examples": $examples,
                    "pattern": $pattern,
                    "maxLength": $max
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}
pub(crate) use text_newtype;

text_newtype!(
    Id(SmolStr),
    "The id of a record, the same as its file's name without `.toml`, or the local id of a part of one: lower-case letters, digits and single hyphens.",
    ["ne-13660"],
    "^[a-z0-9]+(-[a-z0-9]+)*$",
    100,
    "an id (lower-case letters, digits and single hyphens)",
    |s| s.len() <= LONGEST && is_kebab(s)
);

text_newtype!(
    Ref(SmolStr),
    "The id of a record (`ne-13660`), or of a part of one: `FILE/LOCAL`, as in `caatsa/222-b`.",
    ["caatsa/222-b"],
    "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$",
    201,
    "a reference (`record` or `record/part`)",
    |s| s.len() <= 2 * LONGEST + 1
        && match s.split_once('/') {
            Some((file, local)) => is_kebab(file) && is_kebab(local),
            None => is_kebab(s),
        }
);

text_newtype!(
    Choice(SmolStr),
    "A choice of a contested point: `POINT.CHOICE`, as in `c4.a`.",
    ["c4.a"],
    "^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$",
    201,
    "a choice of a point (`point.choice`)",
    |s| s.len() <= 2 * LONGEST + 1
        && s.split_once('.').is_some_and(|(point, choice)| is_kebab(point) && is_kebab(choice))
);

impl Ref {
    /// The reference to part `local` of record `file`.
    pub fn part(file: &Id, local: &Id) -> Self {
        Self(format_smolstr!("{file}/{local}"))
    }

    /// The record, and the part of it if one is named.
    pub fn split(&self) -> (&str, Option<&str>) {
        match self.0.split_once('/') {
            Some((file, local)) => (file, Some(local)),
            None => (&self.0, None),
        }
    }
}

impl From<&Id> for Ref {
    fn from(id: &Id) -> Self {
        Self(id.as_str().into())
    }
}

impl Choice {
    /// The point, and the choice made of it.
    pub fn split(&self) -> (&str, &str) {
        self.0.split_once('.').unwrap_or((&self.0, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        for good in ["a", "eo-13660", "9", "c10-exits"] {
            assert!(good.parse::<Id>().is_ok(), "{good}");
        }
        let long = "a".repeat(101);
        for bad in ["", "-a", "a-", "a--b", "A", "a/b", "a.b", "../a", "a b", "é", long.as_str()] {
            assert!(bad.parse::<Id>().is_err(), "{bad}");
        }
    }

    #[test]
    fn references_name_a_record_or_one_part_of_it() {
        let r: Ref = "caatsa/222-b".parse().expect("a part");
        assert_eq!(r.split(), ("caatsa", Some("222-b")));
        for bad in ["a/", "/a", "a/b/c", "a//b", "a/../b"] {
            assert!(bad.parse::<Ref>().is_err(), "{bad}");
        }
        let c: Choice = "c6-222.a".parse().expect("a choice");
        assert_eq!(c.split(), ("c6-222", "a"));
    }
}
