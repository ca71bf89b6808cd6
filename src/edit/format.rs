//! The canonical form of a record: the schema line first, keys and tables in the order of the schema, one blank line
//! before a header, lists and inline tables spaced alike. Comments stay with what they stand before or behind; what
//! the record says does not change, and a text in canonical form stays as it is.

use std::cmp::Ordering;
use std::collections::HashMap;

use jiff::civil::Date;
use toml_edit::{Array, Datetime, Decor, DocumentMut, InlineTable, Item, Table, Value};

use crate::model::{At, Kind, TableOf, Visit};
use crate::text;

/// The record `text` of this kind in canonical form.
///
/// # Errors
/// Why it cannot be done: the text does not decode.
pub fn format(kind: Kind, text: &str) -> Result<String, String> {
    let text = text.replace("\r\n", "\n");
    let orders = orders(kind, &text)?;
    let (head, body) = split(&text);
    let mut doc: DocumentMut = body.parse().map_err(|error| format!("{error}"))?;
    let mut form = Form { orders, position: 0 };
    form.table(doc.as_table_mut(), "");
    let trailing = comments(doc.trailing().as_str().unwrap_or_default(), true);
    doc.set_trailing(trailing);

    let body = doc.to_string();
    let mut formatted = format!("{}\n\n", kind.schema_line());
    if !head.is_empty() {
        formatted.push_str(&head);
        formatted.push('\n');
    }
    formatted.push_str(body.trim_start_matches('\n'));
    formatted.truncate(formatted.trim_end().len());
    formatted.push('\n');
    let values = |text: &str| toml::from_str::<toml::Table>(text).ok();
    if values(&text) == values(&formatted) {
        Ok(formatted)
    } else {
        Err("its canonical form would say something else, so it was left as it is".into())
    }
}

/// A day as a native TOML date.
pub(super) fn day(on: Date) -> Value {
    on.to_string().parse::<Datetime>().map_or_else(|_| on.to_string().into(), Value::from)
}

/// The order of the keys of each table of a record, by its pointer: that of the type's fields.
fn orders(kind: Kind, text: &str) -> Result<HashMap<String, &'static [&'static str]>, String> {
    struct Orders(HashMap<String, &'static [&'static str]>);
    impl<'r> Visit<'r> for Orders {
        fn table(&mut self, at: At<'_>, table: TableOf<'r>) {
            self.0.insert(at.pointer(), table.fields);
        }
    }
    let tree = text::parse(text).map_err(|flaw| flaw.message)?;
    let record = text::decode_seed(text, tree, kind).map_err(|flaw| flaw.message)?;
    let mut orders = Orders(HashMap::new());
    record.walk(&mut orders);
    Ok(orders.0)
}

/// The comments that open a file, apart from its first key by a blank line, and the rest. The schema line is in neither.
fn split(text: &str) -> (String, String) {
    let lines: Vec<&str> = text.lines().collect();
    let opening =
        lines.iter().take_while(|line| line.trim().is_empty() || line.trim_start().starts_with('#')).count();
    let end = (0..opening).rev().find(|at| lines[*at].trim().is_empty()).unwrap_or(0);
    let unmarked = |lines: &[&str]| {
        let kept = lines.iter().filter(|line| !line.trim_start().starts_with("#:schema"));
        kept.map(|line| format!("{line}\n")).collect::<String>()
    };
    let head = comments(unmarked(&lines[..end]).trim_end(), false);
    let (opening, rest) = (unmarked(&lines[end..opening]), &lines[opening..]);
    (head, opening + &rest.iter().map(|line| format!("{line}\n")).collect::<String>())
}

/// Comment lines without what is indented; blank lines between and behind them become one. `lead` keeps one before them.
fn comments(text: &str, lead: bool) -> String {
    let mut kept = String::new();
    let mut blank = false;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('#') {
            if blank && (lead || !kept.is_empty()) {
                kept.push('\n');
            }
            kept.push_str(line.trim());
            kept.push('\n');
            blank = false;
        }
        blank |= line.trim().is_empty() && line.ends_with('\n');
    }
    if blank && !kept.is_empty() {
        kept.push('\n');
    }
    kept
}

struct Form {
    orders: HashMap<String, &'static [&'static str]>,
    position: isize,
}

impl Form {
    fn table(&mut self, table: &mut Table, pointer: &str) {
        let order = self.orders.get(pointer).copied().unwrap_or_default();
        table.sort_values_by(|a, _, b, _| by_order(order, a.get(), b.get()));
        let mut first = pointer.is_empty();
        for (mut key, item) in table.iter_mut() {
            let pointer = format!("{pointer}/{}", escaped(key.get()));
            match item {
                Item::Value(value) => {
                    let decor = key.leaf_decor_mut();
                    let before = prefix(decor);
                    let blank = !first && before.starts_with('\n') && !before.trim().is_empty();
                    decor.set_prefix(format!(
                        "{}{}",
                        if blank { "\n" } else { "" },
                        comments(&before, false)
                    ));
                    decor.set_suffix(" ");
                    self.value(value, &pointer, 0);
                    let behind = suffix(value.decor());
                    *value.decor_mut() = Decor::new(" ", behind.trim_end());
                }
                Item::Table(inner) if inner.is_dotted() => self.table(inner, &pointer),
                Item::Table(inner) => self.header(inner, &pointer),
                Item::ArrayOfTables(list) => {
                    for (at, inner) in list.iter_mut().enumerate() {
                        self.header(inner, &format!("{pointer}/{at}"));
                    }
                }
                Item::None => {}
            }
            first = false;
        }
    }

    fn header(&mut self, table: &mut Table, pointer: &str) {
        self.position += 1;
        table.set_position(Some(self.position));
        let before = comments(&prefix(table.decor()), false);
        let behind = suffix(table.decor());
        *table.decor_mut() = Decor::new(format!("\n{before}"), behind.trim_end());
        self.table(table, pointer);
    }

    fn value(&mut self, value: &mut Value, pointer: &str, depth: usize) {
        match value {
            Value::InlineTable(table) => self.inline(table, pointer, depth),
            Value::Array(array) => self.array(array, pointer, depth),
            _ => {}
        }
    }

    fn inline(&mut self, table: &mut InlineTable, pointer: &str, depth: usize) {
        let order = self.orders.get(pointer).copied().unwrap_or_default();
        table.sort_values_by(|a, _, b, _| by_order(order, a.get(), b.get()));
        let lines = table.to_string().contains('\n');
        for (key, value) in table.iter_mut() {
            self.value(value, &format!("{pointer}/{}", escaped(key.get())), depth);
        }
        if !lines {
            table.fmt();
        }
    }

    fn array(&mut self, array: &mut Array, pointer: &str, depth: usize) {
        let outside = |array: &Array| {
            let items = array.iter().map(|item| prefix(item.decor()) + &suffix(item.decor()));
            items.chain(array.trailing().as_str().map(str::to_owned)).collect::<String>()
        };
        let around = outside(array);
        for (at, item) in array.iter_mut().enumerate() {
            self.value(item, &format!("{pointer}/{at}"), depth + 1);
        }
        if around.contains('#') {
            return;
        }
        if !around.contains('\n') || array.is_empty() {
            return array.fmt();
        }
        for item in array.iter_mut() {
            *item.decor_mut() = Decor::new(format!("\n{}", "  ".repeat(depth + 1)), "");
        }
        array.set_trailing(format!("\n{}", "  ".repeat(depth)));
        array.set_trailing_comma(true);
    }
}

/// Known keys in their order; others after them, as they stand.
fn by_order(order: &[&str], a: &str, b: &str) -> Ordering {
    let place =
        |key: &str| order.iter().position(|field| field.replace('_', "-") == key).unwrap_or(usize::MAX);
    place(a).cmp(&place(b))
}

fn prefix(decor: &Decor) -> String {
    decor.prefix().and_then(|raw| raw.as_str()).unwrap_or_default().to_owned()
}

fn suffix(decor: &Decor) -> String {
    decor.suffix().and_then(|raw| raw.as_str()).unwrap_or_default().to_owned()
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: Kind, text: &str, expected: &str) {
        let formatted = format(kind, text).expect("it decodes");
        assert_eq!(formatted, expected);
        assert_eq!(format(kind, &formatted).expect("it decodes"), expected, "twice is once");
    }

    #[test]
    fn keys_and_tables_are_put_in_order_with_their_comments() {
        let messy = "# About this file.\r\n\r\n# why this kind\r\nkind=\"bank\"   # sure\r\nname = 'B'\n\n\n\
                     [[listings]]\nground = 'status'\nid = \"x\"\nfrom = 2022-01-01\n  # which\n  measures = [ \"a/b\",\n\"c/d\" ]\n\
                     # end\n\n[[owned-by]]\ntarget='o'\n";
        check(
            Kind::Target,
            messy,
            "#:schema ../../schemas/records/target.json\n\n# About this file.\n\nname = 'B'\n\n# why this kind\nkind = \"bank\"   # sure\n\
             \n# end\n\n[[owned-by]]\ntarget = 'o'\n\n[[listings]]\nid = \"x\"\n# which\nmeasures = [\n  \"a/b\",\n  \"c/d\",\n]\nfrom = 2022-01-01\nground = 'status'\n",
        );
    }

    #[test]
    fn lists_and_inline_tables_are_spaced_alike() {
        check(
            Kind::Source,
            "#:schema wrong.json\ntitle=\"T\"\nurls=[ 'a','b' ]\ndoubts=[{why='w',key='title',verification='primary'}]\n\
             published={not-before=2020-01-01,not-after=2020-02-01}\nnote = 'n'\n# last\n",
            "#:schema ../../schemas/records/source.json\n\ntitle = \"T\"\npublished = { not-before = 2020-01-01, not-after = 2020-02-01 }\n\
             urls = ['a', 'b']\nnote = 'n'\ndoubts = [{ key = 'title', verification = 'primary', why = 'w' }]\n# last\n",
        );
    }

    #[test]
    fn comments_inside_lists_stay_where_they_are() {
        let text = "#:schema ../../schemas/records/source.json\n\ntitle = \"T\"\nurls = [\n  # first\n  'a', # behind\n  'b',\n  # end\n]\n";
        check(Kind::Source, text, text);
    }

    #[test]
    fn what_does_not_decode_is_left_alone() {
        assert!(format(Kind::Source, "title = ").is_err());
        assert!(format(Kind::Source, "titel = 'x'").is_err());
    }
}
