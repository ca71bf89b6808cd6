//! Renaming a record, a part of one or a choice of a point: every reference follows, and the old id keeps a redirect.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Value};

use super::Change;
use super::format::{day, format};
use super::references::{Found, Subject, references};
use crate::diag::{Edit, Finding, Texts, apply};
use crate::model::{Id, Kind, To};
use crate::register::{Loaded, RecordFile, Register};
use crate::schema;

/// Why an edit is not made, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is the case.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    pub(super) fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}

/// The register of a tree of which every file decodes: in one that does not, references would be missed.
pub(super) fn sound(loaded: &Loaded) -> Result<&Register, Refusal> {
    let help = "mend what `relief check` prints, then try again";
    if let Some((at, _)) = loaded.flawed.first() {
        let path = &loaded.sources.files()[*at].path;
        return Err(Refusal::new(
            format!("`{path}` does not decode, so its references cannot be seen"),
            help,
        ));
    }
    loaded.register.as_ref().ok_or_else(|| Refusal::new("the tree has no `register.toml` that decodes", help))
}

/// The file that a subject stands in, and where its own id is written if it is a part.
pub(super) fn home<'r>(
    register: &'r Register,
    id: &str,
    subject: &Subject,
    found: &[Found],
) -> Result<&'r RecordFile, Refusal> {
    let unknown = || {
        Refusal::new(format!("no record defines `{id}`"), "`relief show ID` prints a record with its parts")
    };
    let file = register.file(subject.record()).ok_or_else(unknown)?;
    if let Some(retired) = file.record.retired() {
        let help = retired.moved_to.as_ref().map_or_else(
            || "a retired id stays as it is".to_owned(),
            |new| format!("it has moved to `{new}`: name that"),
        );
        return Err(Refusal::new(format!("`{}` is retired", file.id), help));
    }
    let own = found.iter().any(|place| place.to == To::Own);
    if matches!(subject, Subject::Record(_)) || own { Ok(file) } else { Err(unknown()) }
}

/// Renames `old` to `new`. A part or a choice stays in its record: `new` may be written with or without it.
///
/// # Errors
/// When an id is unknown, retired, taken or malformed, or some file does not decode.
pub fn rename(loaded: &Loaded, old: &str, new: &str, on: Date) -> Result<Vec<Change>, Refusal> {
    let register = sound(loaded)?;
    let subject = Subject::of(old);
    let found = references(register, &loaded.sources, &subject);
    let file = home(register, old, &subject, &found)?;
    let new = last_part(&subject, new)?;
    free(register, file, &subject, &new)?;

    let edits = found.iter().filter_map(|place| {
        let renamed = match place.to {
            To::Own => new.to_string(),
            to => subject.renamed(&place.id, to, new.as_str())?,
        };
        let text = loaded.sources.text(&place.path)?;
        let quote = if text.get(place.range.clone())?.starts_with('\'') { '\'' } else { '"' };
        Some(Edit::new(&place.path, place.range.clone(), format!("{quote}{renamed}{quote}")))
    });
    let mut texts = edited(loaded, edits.collect());
    let text = |path: &str| loaded.sources.text(path).unwrap_or_default().to_owned();
    let moved = matches!(subject, Subject::Record(_));
    let mut changes = Vec::new();
    let home = texts.remove(&file.path).unwrap_or_else(|| text(&file.path));
    if moved {
        let stub = stub(file.kind, &home, &new, on)?;
        changes.push(Change { path: file.kind.path(new.as_str()), before: None, after: Some(home) });
        texts.insert(file.path.clone(), stub);
    } else {
        texts.insert(file.path.clone(), traced(file, &home, &subject, &new, on)?);
    }
    changes.extend(texts.into_iter().map(|(path, after)| Change {
        before: Some(text(&path)),
        after: Some(after),
        path,
    }));
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// The last part of the new id: a part moves within its record alone.
fn last_part(subject: &Subject, new: &str) -> Result<Id, Refusal> {
    let (home, mark) = match subject {
        Subject::Record(_) => ("", '/'),
        Subject::Part(home, _) => (home.as_str(), '/'),
        Subject::Choice(home, _) => (home.as_str(), '.'),
    };
    let local = match (home, new.split_once(mark)) {
        ("", _) | (_, None) => new,
        (home, Some((named, local))) if named == home => local,
        _ => {
            let what = format!("`{new}` stands in another record");
            return Err(Refusal::new(what, format!("a part stays in its record: write `{home}{mark}NEW`")));
        }
    };
    local.parse().map_err(|what: String| Refusal::new(what, "write it as in `eo-14066` or `import-energy`"))
}

/// Whether the new id is free: ids are never used again, and those of records are unique over all kinds.
fn free(register: &Register, file: &RecordFile, subject: &Subject, new: &Id) -> Result<(), Refusal> {
    let taken = match subject {
        Subject::Record(_) => register.file(new.as_str()).map(|other| format!("`{new}` is {}", other.path)),
        Subject::Part(home, _) | Subject::Choice(home, _) => {
            let mut locals = Locals(Vec::new());
            file.record.walk(&mut locals);
            locals.0.contains(&new.as_str()).then(|| format!("`{home}` has a part `{new}` already"))
        }
    };
    taken.map_or(Ok(()), |what| {
        Err(Refusal::new(what, "an id is never used twice, retired or not: choose another"))
    })
}

struct Locals<'r>(Vec<&'r str>);

impl<'r> crate::model::Visit<'r> for Locals<'r> {
    fn refers(&mut self, _: crate::model::At<'_>, id: &'r str, to: To) {
        if to == To::Own {
            self.0.push(id);
        }
    }
}

/// The texts of the files that these edits change.
fn edited(loaded: &Loaded, edits: Vec<Edit>) -> BTreeMap<String, String> {
    let texts: Texts<'_> =
        loaded.sources.files().iter().map(|f| (f.path.as_str(), f.text.as_str())).collect();
    apply(&[Finding::error("rename", "").edits(String::new(), edits, true)], &texts).texts
}

/// What stays at the old path: the keys that its kind cannot do without, and where it went.
fn stub(kind: Kind, text: &str, new: &Id, on: Date) -> Result<String, Refusal> {
    let mut doc = parsed(text)?;
    let schema = schema::record(kind);
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(|key| key.as_str()).collect();
    let provenance = ["source", "locator", "verification", "checked"];
    doc.as_table_mut().retain(|key, _| required.contains(&key) || provenance.contains(&key));
    for (mut key, item) in doc.as_table_mut().iter_mut() {
        let list = item.is_array() || item.is_array_of_tables();
        if list && !provenance.contains(&key.get()) {
            *item = Item::Value(Value::Array(Array::new()));
        }
        // Comments went with the record.
        key.leaf_decor_mut().clear();
        if let Some(value) = item.as_value_mut() {
            value.decor_mut().clear();
        }
    }
    doc.set_trailing("");
    let retired = trace(on, "Renamed", &[("moved-to", new.as_str().into())]);
    doc.insert("retired", Item::Value(Value::InlineTable(retired)));
    format(kind, &doc.to_string()).map_err(|flaw| Refusal::new(flaw, "give it what its kind needs first"))
}

/// The file with a trace of the part's old id. A choice leaves none: points have no parts that others link to.
fn traced(file: &RecordFile, text: &str, subject: &Subject, new: &Id, on: Date) -> Result<String, Refusal> {
    let Subject::Part(home, local) = subject else { return Ok(text.to_owned()) };
    let mut doc = parsed(text)?;
    let mut entry = InlineTable::new();
    entry.insert("id", local.as_str().into());
    entry.extend(trace(on, "Renamed", &[("moved-to", format!("{home}/{new}").into())]));
    add_retired_part(&mut doc, entry);
    debug_assert!(file.kind.is_instrument() || matches!(file.kind, Kind::Bill | Kind::Target));
    Ok(doc.to_string())
}

/// Appends to the list of retired parts.
pub(super) fn add_retired_part(doc: &mut DocumentMut, entry: InlineTable) {
    let list = doc.entry("retired-parts").or_insert_with(|| Item::Value(Value::Array(Array::new())));
    if let Some(list) = list.as_array_mut() {
        list.push(Value::InlineTable(entry));
        for item in list.iter_mut() {
            item.decor_mut().set_prefix("\n  ");
        }
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    } else if let Some(tables) = list.as_array_of_tables_mut() {
        tables.push(entry.into_table());
    }
}

/// The keys that say when and why an id was retired, and what follows.
pub(super) fn trace(on: Date, reason: &str, more: &[(&str, Value)]) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("on", day(on));
    table.insert("reason", reason.into());
    for (key, value) in more {
        table.insert(*key, value.clone());
    }
    table
}

pub(super) fn parsed(text: &str) -> Result<DocumentMut, Refusal> {
    text.parse().map_err(|_| Refusal::new("a file of the register does not parse", "run `relief check`"))
}
