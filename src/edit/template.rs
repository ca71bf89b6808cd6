//! A new record of a kind: every key it must have, filled so that it decodes, and every key it may have, commented.
//!
//! It is drawn from the kind's schema, so it cannot drift from the types. What a person must write reads `TODO`, an id
//! `todo`; a key that is commented has no space behind its `#`, prose has one.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::Value;

use crate::model::Kind;
use crate::schema;

/// A word that stands for a fact not yet written.
const TODO: &str = "TODO";
/// Keys that the template leaves to those who need them.
const LATER: [&str; 4] = ["doubts", "allow", "retired", "retired-parts"];
/// Where the facts come from: the same keys in every record.
const PROVENANCE: [&str; 4] = ["source", "locator", "verification", "checked"];
/// Tables of up to this many keys are written on one line.
const INLINE: usize = 3;
const WIDTH: usize = 100;

/// A new record of this kind, with `regime` as its regime, checked on the day `on`.
pub fn template(kind: Kind, on: Date, regime: Option<&str>) -> String {
    let schema = schema::record(kind);
    let draft = Draft { root: &schema, on, regime: regime.unwrap_or("todo") };
    let mut out = format!("{}\n\n", kind.schema_line());
    out.push_str("# Replace each TODO and todo; take the # away from a key that you need, and the line of one that you do not.\n");
    let keys: Vec<Key<'_>> = draft.keys(&schema).filter(|key| !LATER.contains(&key.name)).collect();
    let (tables, plain): (Vec<&Key<'_>>, Vec<&Key<'_>>) = keys.iter().partition(|key| key.is_block());
    for key in plain {
        draft.key(&mut out, key);
    }
    for key in tables {
        out.push('\n');
        prose(&mut out, key.about);
        draft.block(&mut out, key.name, key, !key.required);
    }
    out
}

/// A key of a table, as its schema has it.
struct Key<'s> {
    name: &'s str,
    required: bool,
    about: &'s str,
    list: bool,
    /// The name of its type, or of its items' type.
    type_name: &'s str,
    /// The schema of its type, or of its items' type.
    schema: &'s Value,
}

impl Key<'_> {
    fn properties(&self) -> usize {
        self.schema["properties"].as_object().map_or(0, serde_json::Map::len)
    }

    /// Whether it is written with a header of its own.
    fn is_block(&self) -> bool {
        self.properties() > INLINE
    }

    fn words(&self) -> Vec<&str> {
        let named =
            self.schema["oneOf"].as_array().into_iter().flatten().filter_map(|one| one["const"].as_str());
        named.chain(self.schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str)).collect()
    }
}

struct Draft<'s> {
    root: &'s Value,
    on: Date,
    regime: &'s str,
}

impl<'s> Draft<'s> {
    fn keys(&self, table: &'s Value) -> impl Iterator<Item = Key<'s>> {
        let required = table["required"].as_array();
        let properties = table["properties"].as_object().into_iter().flatten();
        properties.map(move |(name, property)| {
            let list = property["type"] == "array";
            let inner = if list { &property["items"] } else { property };
            let (type_name, schema) = self.resolved(inner);
            let required = required.is_some_and(|keys| keys.iter().any(|key| key == name));
            Key {
                name,
                required,
                about: property["description"].as_str().unwrap_or_default(),
                list,
                type_name,
                schema,
            }
        })
    }

    fn resolved(&self, schema: &'s Value) -> (&'s str, &'s Value) {
        match schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            Some(name) => (name, &self.root["$defs"][name]),
            None => ("", schema),
        }
    }

    /// A key of the record itself, with what it means.
    fn key(&self, out: &mut String, key: &Key<'s>) {
        let known = PROVENANCE.contains(&key.name);
        out.push('\n');
        prose(out, key.about);
        let words = key.words();
        if !words.is_empty() {
            prose(out, &format!("One of: {}.", words.join(", ")));
        }
        let mark = if key.required || known { "" } else { "#" };
        let value = self.value(key);
        let todo = if key.required && !known && !says_todo(&value) && key.name != "regime" {
            "  # TODO"
        } else {
            ""
        };
        let _ = writeln!(out, "{mark}{} = {value}{todo}", key.name);
    }

    /// A table with its header: what it must have, the names of what it may have, then the tables in it.
    fn block(&self, out: &mut String, path: &str, key: &Key<'s>, comment: bool) {
        let mark = if comment { "#" } else { "" };
        let _ = writeln!(out, "{mark}{}", if key.list { format!("[[{path}]]") } else { format!("[{path}]") });
        let keys: Vec<Key<'s>> = self.keys(key.schema).collect();
        let (must, may): (Vec<&Key<'s>>, Vec<&Key<'s>>) = keys.iter().partition(|key| key.required);
        for key in must.iter().filter(|key| !key.is_block()) {
            let value = self.value(key);
            let words = key.words();
            let about =
                if words.is_empty() { key.about.to_owned() } else { format!("one of: {}", words.join(", ")) };
            let todo = if says_todo(&value) { "" } else { "TODO: " };
            let _ = writeln!(out, "{mark}{} = {value}  # {todo}{about}", key.name);
        }
        let left = |key: &&&Key<'s>| !LATER.contains(&key.name) && !PROVENANCE.contains(&key.name);
        let may: Vec<&str> = may.iter().filter(left).map(|key| key.name).collect();
        if !may.is_empty() {
            prose(out, &format!("It may also have: {}.", may.join(", ")));
        }
        for inner in must.iter().filter(|key| key.is_block()) {
            self.block(out, &format!("{path}.{}", inner.name), inner, comment);
        }
    }

    /// Something that decodes, in place of a value.
    fn value(&self, key: &Key<'s>) -> String {
        let one = match (key.name, key.type_name) {
            ("regime", _) => quoted(self.regime),
            ("verification", _) => quoted("unverified"),
            (_, "Text") => quoted(TODO),
            (_, "Id") => quoted("todo"),
            (_, "Ref") => quoted("todo/todo"),
            (_, "Choice") => quoted("todo.todo"),
            (_, "Day" | "When") => self.on.to_string(),
            _ => self.example(key.schema, &key.words()),
        };
        if key.list { format!("[{one}]") } else { one }
    }

    fn example(&self, schema: &'s Value, words: &[&str]) -> String {
        if let Some(word) = words.first() {
            return quoted(word);
        }
        if let Some(example) = schema["examples"].get(0) {
            return example.to_string();
        }
        match schema["type"].as_str() {
            Some("boolean") => "true".into(),
            Some("integer") => schema["minimum"].as_i64().unwrap_or(1).max(1).to_string(),
            Some("object") => {
                let must = self.keys(schema).filter(|key| key.required);
                let must: Vec<String> =
                    must.map(|key| format!("{} = {}", key.name, self.value(&key))).collect();
                if must.is_empty() { "{}".into() } else { format!("{{ {} }}", must.join(", ")) }
            }
            _ => quoted(TODO),
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn says_todo(value: &str) -> bool {
    value.contains(TODO) || value.contains("todo")
}

/// Comment lines, none wider than [`WIDTH`].
fn prose(out: &mut String, text: &str) {
    let mut line = String::from("#");
    for word in text.split_whitespace() {
        if line.len() + word.len() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    out.push_str(&line);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::format;
    use crate::text::{self, decode_seed};

    /// The template with every commented key in use.
    fn uncommented(text: &str) -> String {
        let bare = |line: &str| match line.strip_prefix('#') {
            Some(key) if key.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') => key.to_owned(),
            _ => line.to_owned(),
        };
        text.lines().map(|line| bare(line) + "\n").collect()
    }

    #[test]
    fn the_template_of_every_kind_decodes_as_it_is_and_with_every_key_in_use() {
        let on: Date = "2026-11-22".parse().expect("a day");
        for kind in Kind::ALL {
            let text = template(*kind, on, Some("russia"));
            for text in [text.clone(), uncommented(&text)] {
                let tree = text::parse(&text).unwrap_or_else(|flaw| panic!("{kind:?}: {flaw:?}\n{text}"));
                decode_seed(&text, tree, *kind).unwrap_or_else(|flaw| panic!("{kind:?}: {flaw:?}\n{text}"));
            }
            assert!(text.contains(TODO) && text.lines().all(|line| line.len() <= 200), "{kind:?}: {text}");
            let formatted = format(*kind, &text).expect("it decodes");
            assert_eq!(format(*kind, &formatted), Ok(formatted.clone()), "{kind:?}");
        }
    }
}
