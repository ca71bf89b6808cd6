//! Retiring an id: the record keeps its file and says why; a part is taken out and its id kept in `retired-parts`.

use jiff::civil::Date;
use toml_edit::{InlineTable, Item, Table, Value};

use super::Change;
use super::references::{Subject, references};
use super::rename::{Refusal, add_retired_part, home, parsed, sound, trace};
use crate::model::{Ref, Text, To};
use crate::register::Loaded;

/// When and why an id is retired.
#[derive(Clone, Debug)]
pub struct Retirement {
    /// The day.
    pub on: Date,
    /// Why.
    pub reason: Text,
    /// What replaces it; left out, it is withdrawn.
    pub superseded_by: Option<Ref>,
}

/// Retires `id`: one file changes.
///
/// # Errors
/// When the id or its replacement is unknown or retired, or some file does not decode.
pub fn retire(loaded: &Loaded, id: &str, retirement: &Retirement) -> Result<Change, Refusal> {
    let register = sound(loaded)?;
    let subject = Subject::of(id);
    let found = references(register, &loaded.sources, &subject);
    let file = home(register, id, &subject, &found)?;
    if let Some(next) = &retirement.superseded_by {
        let known = register.part(next.as_str()).is_some() || register.file(next.as_str()).is_some();
        if !known || next.as_str() == id {
            return Err(Refusal::new(
                format!("no other record or part is `{next}`"),
                "name what replaces it",
            ));
        }
    }
    let more = match &retirement.superseded_by {
        Some(next) => ("superseded-by", next.as_str().into()),
        None => ("withdrawn", true.into()),
    };
    let trace = trace(retirement.on, retirement.reason.as_str(), &[more]);
    let before = loaded.sources.text(&file.path).unwrap_or_default();
    let mut doc = parsed(before)?;
    match &subject {
        Subject::Record(_) => {
            doc.insert("retired", Item::Value(Value::InlineTable(trace)));
        }
        Subject::Part(_, local) => {
            let own = found.iter().find(|place| place.to == To::Own);
            let removed = own.is_some_and(|place| remove(doc.as_table_mut(), &place.pointer));
            if !removed {
                return Err(Refusal::new(
                    format!("`{id}` is not an item of a list"),
                    "edit its file by hand",
                ));
            }
            let mut entry = InlineTable::new();
            entry.insert("id", local.as_str().into());
            entry.extend(trace);
            add_retired_part(&mut doc, entry);
        }
        Subject::Choice(point, _) => {
            let help = format!("remove it from `{point}`, or say in `outlying` why it does not count");
            return Err(Refusal::new("a reading of a contested point is not retired", help));
        }
    }
    Ok(Change { path: file.path.clone(), before: Some(before.to_owned()), after: Some(doc.to_string()) })
}

/// Removes the item of a list whose id is at `/LIST/ITEM/id`.
fn remove(root: &mut Table, pointer: &str) -> bool {
    let mut steps = pointer.split('/').skip(1);
    let (Some(list), Some(Ok(item)), Some("id")) = (steps.next(), steps.next().map(str::parse), steps.next())
    else {
        return false;
    };
    let item: usize = item;
    match root.get_mut(list) {
        Some(Item::ArrayOfTables(tables)) if item < tables.len() => {
            tables.remove(item);
        }
        Some(Item::Value(Value::Array(values))) if item < values.len() => {
            values.remove(item);
        }
        _ => return false,
    }
    true
}
