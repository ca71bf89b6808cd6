//! What a record says, key by key: built by walking it, so that no kind needs a page of its own and no key is left out.
//! Enumerated words are not walked; what they decide is said by the documents of `view`.

use super::record::capital;
use crate::doc::{Block, Definition, Phrase};
use crate::model::{At, Record, Text, To, Visit, When};

/// One value of a record and the keys that lead to it.
pub(super) struct Field {
    keys: Vec<String>,
    value: Value,
}

enum Value {
    Words(String),
    Link(String),
    Own(String),
}

/// The fields of a record, in its order.
pub(super) fn fields(record: &Record) -> Vec<Field> {
    let mut reader = Reader(Vec::new());
    record.walk(&mut reader);
    reader.0
}

struct Reader(Vec<Field>);

impl Reader {
    fn add(&mut self, at: At<'_>, value: Value) {
        let keys = at.pointer().split('/').skip(1).map(ToOwned::to_owned).collect();
        self.0.push(Field { keys, value });
    }
}

impl<'r> Visit<'r> for Reader {
    fn text(&mut self, at: At<'_>, text: &'r Text) {
        self.add(at, Value::Words(text.to_string()));
    }

    fn refers(&mut self, at: At<'_>, id: &'r str, to: To) {
        let value = match to {
            To::Own => Value::Own(id.into()),
            // Words of the register's lists: a record of the same name is another thing.
            To::Conduct | To::Regime | To::Territory | To::Trait | To::Lint => Value::Words(id.into()),
            _ => Value::Link(id.into()),
        };
        self.add(at, value);
    }

    fn day(&mut self, at: At<'_>, day: When) {
        self.add(at, Value::Words(day.to_string()));
    }
}

/// A table of the record that has a name: where its part is shown.
pub(super) struct Part {
    /// The list that it stands in, as in `locks`.
    pub(super) list: String,
    /// Its local id.
    pub(super) id: String,
    /// What it says.
    pub(super) blocks: Vec<Block>,
}

/// What a record says of itself, and of each of its parts.
pub(super) fn told(fields: &[Field]) -> (Vec<Block>, Vec<Part>) {
    let (mut own, mut parts) = (Vec::new(), Vec::new());
    for group in fields.chunk_by(|a, b| a.keys.first() == b.keys.first()) {
        let list = &group[0].keys[0];
        let tables = group[0].keys.len() > 2 && is_place(&group[0].keys[1]);
        if !tables {
            let sentences = group
                .iter()
                .filter(|field| matches!(&field.value, Value::Words(words) if words.contains(' ')));
            own.push(match sentences.count() {
                0 | 1 => Definition::new(capital(&label(list)), joined(group, 1, "; ")),
                _ => Definition::of(capital(&label(list)), vec![Block::bullets(group.iter().map(value))]),
            });
            continue;
        }
        let mut plain = Vec::new();
        for table in group.chunk_by(|a, b| a.keys[1] == b.keys[1]) {
            let name = table.iter().find_map(|field| match &field.value {
                Value::Own(id) if field.keys.len() == 3 => Some(id.clone()),
                _ => None,
            });
            match name {
                Some(id) => parts.push(Part { list: list.clone(), id, blocks: vec![terms(table, 2)] }),
                None => plain.push(vec![Block::paragraph(joined(table, 2, "; "))]),
            }
        }
        if !plain.is_empty() {
            own.push(Definition::of(capital(&label(list)), vec![Block::list(false, plain)]));
        }
    }
    (vec![Block::Definitions(own)], parts)
}

/// What the standing of a part says already.
const SAID: [&str; 4] = ["id", "title", "pinpoint", "source"];

/// The keys of a table from `depth` on, as terms.
fn terms(table: &[Field], depth: usize) -> Block {
    let keys = table.chunk_by(|a, b| a.keys.get(depth) == b.keys.get(depth));
    let shown = keys.filter(|group| !SAID.contains(&group[0].keys[depth].as_str()));
    Block::Definitions(
        shown
            .map(|group| {
                let items: Vec<&[Field]> = group
                    .chunk_by(|a, b| a.keys.get(depth + 1) == b.keys.get(depth + 1))
                    .filter(|item| item[0].keys.len() > depth + 2)
                    .collect();
                let term = capital(&label(&group[0].keys[depth]));
                if items.len() > 1 && is_place(&items[0][0].keys[depth + 1]) {
                    let items =
                        items.iter().map(|item| vec![Block::paragraph(joined(item, depth + 2, "; "))]);
                    Definition::of(term, vec![Block::list(false, items)])
                } else {
                    Definition::new(term, joined(group, depth + 1, "; "))
                }
            })
            .collect(),
    )
}

/// Fields in one line: each key once, before its values.
fn joined(fields: &[Field], depth: usize, separator: &str) -> Phrase {
    let path = |field: &Field| -> String {
        let names: Vec<String> = field.keys[depth.min(field.keys.len())..]
            .iter()
            .filter(|key| !is_place(key))
            .map(|key| label(key))
            .collect();
        names.join(" ")
    };
    let groups = fields.chunk_by(|a, b| path(a) == path(b));
    let alone = fields.len() == 1;
    Phrase::join(
        groups.map(|group| {
            let name = path(&group[0]);
            let values = Phrase::join(group.iter().map(if alone { value } else { inner }), ", ");
            if name.is_empty() { values } else { Phrase::from(format!("{name}: ")).then(values) }
        }),
        separator,
    )
}

/// A value among others in one line: without the stop that ends its sentence.
fn inner(field: &Field) -> Phrase {
    match &field.value {
        Value::Words(words) => words.trim_end_matches('.').into(),
        _ => value(field),
    }
}

fn value(field: &Field) -> Phrase {
    match &field.value {
        Value::Words(words) | Value::Own(words) => words.as_str().into(),
        Value::Link(id) => Phrase::new().link(id.as_str(), id.as_str()),
    }
}

fn is_place(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

fn label(key: &str) -> String {
    key.replace('-', " ")
}
