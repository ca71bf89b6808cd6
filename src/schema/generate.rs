//! The schemas of the records, as JSON Schema 2020-12.
//!
//! They are drawn from the types, so a doc comment in `model` is the description in an editor. What Rust needs and
//! a reader does not is taken out: `null` (TOML has none) and the widths of integers, which become bounds. The same
//! types give the same text, byte for byte.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::model::Kind;

/// The schemas of all kinds of record: the name of each file, and its text.
pub fn records() -> impl Iterator<Item = (String, String)> {
    Kind::ALL.iter().map(|kind| (format!("{}.json", kind.schema_name()), text(&record(*kind))))
}

/// The schema of one kind of record.
pub fn record(kind: Kind) -> Value {
    let generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
    let mut schema = kind.schema(generator);
    RecursiveTransform(plain).transform(&mut schema);
    let name = kind.schema_name();
    schema.insert("$id".into(), format!("urn:relief-register:schema:records:{name}").into());
    schema.insert("title".into(), sentence(kind.word()).into());
    let mut schema = schema.to_value();
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        definitions.sort_keys();
    }
    ordered(schema)
}

/// The schema of an output, of which `T` is the type. What is written may be `null`, so that stays.
pub fn output<T: JsonSchema>(name: &str) -> Value {
    let mut schema = SchemaGenerator::new(SchemaSettings::draft2020_12()).into_root_schema_for::<T>();
    schema.insert("$id".into(), format!("urn:relief-register:schema:outputs:{name}").into());
    schema.insert("title".into(), format!("Output of relief {name}").into());
    let mut schema = schema.to_value();
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        definitions.sort_keys();
    }
    ordered(schema)
}

/// A schema as the text of a file.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// Takes out of one schema what TOML and its readers have no use for.
fn plain(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            object.insert("type".into(), one);
        }
    }
    if let Some(Value::Array(branches)) = object.get_mut("anyOf") {
        branches.retain(|branch| *branch != json!({ "type": "null" }));
        if let [Value::Object(one)] = branches.as_slice() {
            let one = one.clone();
            object.shift_remove("anyOf");
            for (key, value) in one {
                object.entry(key).or_insert(value);
            }
        }
    }
    if let Some((least, most)) = object.get("format").and_then(Value::as_str).and_then(bounds) {
        object.shift_remove("format");
        object.entry("minimum").or_insert(least.into());
        object.entry("maximum").or_insert(most.into());
    }
    if let Some(Value::String(description)) = object.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}

/// The bounds of an integer type that schemars names as a format.
fn bounds(format: &str) -> Option<(i64, i64)> {
    Some(match format {
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        _ => return None,
    })
}

/// What identifies a schema first, what it builds on last.
fn ordered(schema: Value) -> Value {
    let Value::Object(mut rest) = schema else { return schema };
    let mut first = Map::new();
    for key in ["$schema", "$id", "title", "description", "type", "properties", "required"] {
        if let Some(value) = rest.shift_remove(key) {
            first.insert(key.into(), value);
        }
    }
    first.extend(rest);
    Value::Object(first)
}

fn sentence(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every schema inside a schema.
    fn walk(value: &Value, visit: &mut dyn FnMut(&Map<String, Value>)) {
        match value {
            Value::Object(object) => {
                visit(object);
                object.values().for_each(|inner| walk(inner, visit));
            }
            Value::Array(list) => list.iter().for_each(|inner| walk(inner, visit)),
            _ => {}
        }
    }

    #[test]
    fn schemas_speak_of_toml_and_not_of_rust() {
        for kind in Kind::ALL {
            let schema = record(*kind);
            walk(&schema, &mut |object| {
                let name = kind.schema_name();
                assert!(!object.contains_key("anyOf") && !object.contains_key("allOf"), "{name}: {object:?}");
                assert!(object.get("type") != Some(&json!("null")), "{name}: {object:?}");
                assert!(object.get("type").is_none_or(|t| !t.is_array()), "{name}: {object:?}");
                if object.get("type") == Some(&json!("object")) {
                    assert_eq!(object.get("additionalProperties"), Some(&json!(false)), "{name}: {object:?}");
                }
                if object.get("type") == Some(&json!("integer")) {
                    assert!(object.contains_key("minimum") && object.contains_key("maximum"), "{object:?}");
                }
                if object.get("type") == Some(&json!("string")) {
                    let narrow = ["pattern", "const", "enum"].iter().any(|key| object.contains_key(*key));
                    assert!(narrow || object.get("format") == Some(&json!("date")), "{name}: {object:?}");
                }
            });
        }
    }

    #[test]
    fn every_key_of_a_record_is_described() {
        for kind in Kind::ALL {
            walk(&record(*kind), &mut |object| {
                let Some(Value::Object(properties)) = object.get("properties") else { return };
                for (key, property) in properties {
                    let spoken =
                        property.get("description").and_then(Value::as_str).is_some_and(|d| !d.is_empty());
                    assert!(spoken || key.starts_with("not-"), "{}: {key}", kind.schema_name());
                }
            });
        }
    }
}
