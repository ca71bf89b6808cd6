//! From a TOML table to the JSON that the validator sees.
//!
//! JSON has no days and no floats that are not integers, and a record has strings that are not days: what is not a
//! string in TOML and has no like in JSON becomes a string that no record can hold, with a mark before it.

use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// Before the text of a value that is not a string in TOML, and before a string that begins just so.
const MARK: char = '\0';

/// What a lowered string was in TOML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Origin<'a> {
    /// A string.
    Text(&'a str),
    /// A day, a time, or both.
    Time(&'a str),
    /// A float, or an integer too large for anything.
    Number(&'a str),
}

/// What this lowered string was.
pub(super) fn origin(lowered: &str) -> Origin<'_> {
    let Some(rest) = lowered.strip_prefix(MARK) else { return Origin::Text(lowered) };
    let text = rest.get(1..).unwrap_or_default();
    match rest.as_bytes().first() {
        Some(b'd') => Origin::Time(text),
        Some(b'n') => Origin::Number(text),
        _ => Origin::Text(text),
    }
}

/// Lowers a table. Depth is bounded by the parser.
pub(super) fn lower(table: &DeTable<'_>) -> Value {
    Value::Object(
        table.iter().map(|(key, item)| (key.get_ref().to_string(), value(item.get_ref()))).collect(),
    )
}

fn value(item: &DeValue<'_>) -> Value {
    let marked = |kind: char, text: &str| Value::String(format!("{MARK}{kind}{text}"));
    match item {
        DeValue::String(text) if text.starts_with(MARK) => marked('s', text),
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => number.into(),
            Err(_) => marked('n', &integer.to_string()),
        },
        DeValue::Float(float) => marked('n', float.as_str()),
        DeValue::Boolean(yes) => (*yes).into(),
        DeValue::Datetime(time) => marked('d', &time.to_string()),
        DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
        DeValue::Table(table) => lower(table),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_json_cannot_say_is_marked_and_cannot_be_forged() {
        let text = "a = 'x'\nb = 2014-03-06\nc = 1.0\nd = [true, 0x10, { e = '\\u0000d2014-03-06' }]\n";
        let text = text.replace("'\\u0000d2014-03-06'", "\"\\u0000d2014-03-06\"");
        let tree = crate::text::parse(&text).expect("toml");
        let lowered = lower(tree.get_ref());
        let d = json!([true, 16, { "e": "\0s\0d2014-03-06" }]);
        assert_eq!(lowered, json!({ "a": "x", "b": "\0d2014-03-06", "c": "\0n1.0", "d": d }));
        assert_eq!(origin("\0d2014-03-06"), Origin::Time("2014-03-06"));
        assert_eq!(origin("\0s\0d2014-03-06"), Origin::Text("\0d2014-03-06"));
        assert_eq!(origin("x"), Origin::Text("x"));
    }
}
