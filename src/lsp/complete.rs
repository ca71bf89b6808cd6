//! What could be written at a place: ids of the kind that is wanted there, keys and words of the schema.

use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, TextEdit};
use serde_json::Value;

use super::place::Lines;
use super::spot::{Slot, Spot, spot};
use crate::lint;
use crate::model::{Kind, To};
use crate::register::Register;
use crate::relief::title_of;
use crate::schema;

/// What could be written at a byte of the record at `path`.
pub(super) fn completions(
    register: Option<&Register>,
    path: &str,
    text: &str,
    offset: usize,
) -> Vec<CompletionItem> {
    let (Some(kind), Some(mut spot)) = (Kind::of_path(path), spot(text, offset)) else { return Vec::new() };
    let keys: Vec<&str> = spot.keys.iter().map(String::as_str).collect();
    if spot.quote.is_some_and(|quote| !text[spot.range.end..].starts_with(quote)) {
        // A string that is not closed yet has not swallowed what follows.
        spot.range.end = offset.max(spot.range.start);
    }
    let range = Lines::new(text).range(&spot.range);
    let mut items = match (spot.slot, kind.wants(&keys)) {
        (Slot::Value, Some(to)) => register.map_or_else(Vec::new, |register| ids(register, to)),
        (Slot::Value, None) => words(kind, &keys),
        (slot, _) => properties(kind, &keys, &spot.before, slot),
    };
    for item in &mut items {
        let new_text = written(item, &spot);
        item.text_edit = Some(CompletionTextEdit::Edit(TextEdit { range, new_text }));
    }
    items
}

/// The text of an item where it is to stand: quoted where no quote is there yet.
fn written(item: &CompletionItem, spot: &Spot) -> String {
    let bare = item.kind == Some(CompletionItemKind::KEYWORD);
    match spot.slot {
        Slot::Key => format!("{} = ", item.label),
        Slot::Value if spot.quote.is_none() && !bare => format!("\"{}\"", item.label),
        Slot::Value | Slot::Header => item.label.clone(),
    }
}

/// The ids that a reference of this kind may name, with their titles.
fn ids(register: &Register, to: To) -> Vec<CompletionItem> {
    let names = match to {
        To::Lint => lint::rules().iter().map(|rule| rule.name.to_owned()).collect(),
        to => lint::names(register).remove(&to).unwrap_or_default(),
    };
    let item = |name: String| {
        let record = name.split(['/', '.']).next().and_then(|id| register.file(id)).map(|file| &file.record);
        if record.is_some_and(|record| record.retired().is_some()) {
            return None;
        }
        let part = name.parse().ok().and_then(|name| title_of(register, &name));
        let detail = part.or_else(|| record?.title().map(str::to_owned));
        Some(CompletionItem {
            detail,
            kind: Some(CompletionItemKind::REFERENCE),
            label: name,
            ..Default::default()
        })
    };
    names.into_iter().filter_map(item).collect()
}

/// The words of a list to choose from.
fn words(kind: Kind, keys: &[&str]) -> Vec<CompletionItem> {
    let root = schema::record(kind);
    let mut items = Vec::new();
    for schema in at(&root, keys) {
        if schema["type"] == "boolean" {
            items.extend(["true", "false"].map(|word| item(word, CompletionItemKind::KEYWORD, &schema)));
        }
        let one =
            |schema: &Value| Some(item(schema["const"].as_str()?, CompletionItemKind::ENUM_MEMBER, schema));
        items.extend(one(&schema));
        let listed = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
        items.extend(listed.map(|word| item(word, CompletionItemKind::ENUM_MEMBER, &Value::Null)));
    }
    items
}

/// The keys of a table that are not written in it yet; in a header, the names of tables.
fn properties(kind: Kind, keys: &[&str], before: &[String], slot: Slot) -> Vec<CompletionItem> {
    let root = schema::record(kind);
    let mut items: Vec<CompletionItem> = Vec::new();
    for schema in at(&root, keys) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let table =
                at(&root, &[keys, &[key.as_str()]].concat()).iter().any(|s| s["properties"].is_object());
            let fits = if slot == Slot::Header { table } else { !before.contains(key) };
            if fits && items.iter().all(|item| item.label != *key) {
                items.push(item(key, CompletionItemKind::PROPERTY, property));
            }
        }
    }
    items
}

/// What the schema says of a key.
pub(super) fn description(kind: Kind, keys: &[&str]) -> Option<String> {
    let (last, above) = keys.split_last()?;
    let root = schema::record(kind);
    let spoken = |schema: Value| schema["properties"][*last]["description"].as_str().map(str::to_owned);
    at(&root, above).into_iter().find_map(spoken)
}

fn item(label: &str, kind: CompletionItemKind, schema: &Value) -> CompletionItem {
    let documentation = schema["description"].as_str().map(|words| Documentation::String(words.into()));
    CompletionItem { label: label.into(), kind: Some(kind), documentation, ..Default::default() }
}

/// The schemas that may hold at these keys: lists are passed through, alternatives are all taken.
fn at(root: &Value, keys: &[&str]) -> Vec<Value> {
    let mut here = plain(root, root, 0);
    for key in keys {
        let below = here.iter().filter_map(|schema| schema["properties"].get(*key));
        here = below.flat_map(|schema| plain(root, schema, 0)).collect();
    }
    here
}

/// A schema without references, lists and alternatives around it.
fn plain(root: &Value, schema: &Value, depth: usize) -> Vec<Value> {
    if depth > 16 {
        return Vec::new();
    }
    let named = schema["$ref"].as_str().and_then(|name| root.pointer(name.strip_prefix('#')?));
    let inner = named.into_iter().chain(schema.get("items"));
    let inner = inner.chain(schema["oneOf"].as_array().into_iter().flatten());
    let mut found: Vec<Value> = inner.flat_map(|schema| plain(root, schema, depth + 1)).collect();
    if schema.get("properties").is_some() || found.is_empty() {
        found.push(schema.clone());
    }
    found
}
