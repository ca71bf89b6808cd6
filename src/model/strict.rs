//! What derived decoding would let pass and no schema does: a table written as a list of its values, and a word
//! written as a table.
//!
//! Types derive `Deserialize` with `remote = "Self"`, which gives them an inherent function and not the trait;
//! [`strict`] then implements the trait through an adapter that takes tables for structs and strings for enums.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Deserializer, IntoDeserializer as _, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// A deserializer that gives structs only from tables and enums only from strings.
pub(crate) struct Strict<D>(pub(crate) D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, fields, Table(visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_str(Word(visitor))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

/// A visitor that takes a table and nothing else.
struct Table<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Table<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(map)
    }
}

/// A visitor that takes a string and nothing else, and hands it on as the name of a variant.
struct Word<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Word<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<V::Value, E> {
        self.0.visit_enum(word.into_deserializer())
    }

    fn visit_borrowed_str<E: de::Error>(self, word: &'de str) -> Result<V::Value, E> {
        self.0.visit_enum(BorrowedStrDeserializer::new(word))
    }
}

/// Implements `Deserialize` for types that derive it with `remote = "Self"`.
macro_rules! strict {
    ($($name:ident),* $(,)?) => {
        $(impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                $name::deserialize($crate::model::strict::Strict(d))
            }
        })*
    };
}
pub(crate) use strict;

#[cfg(test)]
mod tests {
    use crate::model::{Act, Authority, Holds};

    #[test]
    fn a_table_is_not_a_list_of_its_values() {
        #[derive(serde::Deserialize, Debug)]
        struct Outer {
            holds: Holds,
        }
        let good: Outer = toml::from_str("holds = { after-passage = 1, after-veto = 2 }").expect("decodes");
        assert_eq!((good.holds.after_passage, good.holds.after_veto), (1, 2));
        let flaw = toml::from_str::<Outer>("holds = [1, 2]").expect_err("a list");
        assert!(flaw.message().contains("expected a table"), "{flaw}");
        assert!(serde_json::from_str::<Authority>(r#"["ieepa", "ne-13660"]"#).is_err());
    }

    #[test]
    fn a_word_is_not_a_table() {
        assert!(toml::from_str::<Act>("action = 'lapse'").is_ok());
        assert!(toml::from_str::<Act>("action = { lapse = {} }").is_err());
        assert!(serde_json::from_str::<Act>(r#"{"action": {"lapse": null}}"#).is_err());
        let flaw = toml::from_str::<Act>("action = 'laps'").expect_err("unknown").to_string();
        assert!(flaw.contains("unknown variant `laps`"), "{flaw}");
    }
}
