//! The schemas and the typed decode say the same of every record, good or bad; the committed schemas are those of
//! the types. Rewrite them with `SNAPSHOTS=overwrite cargo test --test it schemas`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use relief_register::model::Kind;
use relief_register::schema;
use relief_register::text::{self, Tree};
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The sample of a kind: a record that uses every key there is. All instruments share one.
fn sample(kind: Kind) -> String {
    let name = if kind.is_instrument() { "statute".into() } else { kind.schema_name() };
    fs::read_to_string(here(&format!("tests/it/samples/{name}.toml"))).expect("every kind has a sample")
}

/// The kinds whose types differ.
fn kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| !kind.is_instrument() || *kind == Kind::Statute)
}

fn decodes(kind: Kind, tree: Tree<'_>) -> Result<(), String> {
    kind.decode(toml::de::Deserializer::from(tree)).map(drop).map_err(|error| error.to_string())
}

#[test]
fn committed_schemas_are_those_of_the_types() {
    let outputs = relief_register::api::schemas().into_iter();
    let outputs = outputs.map(|(name, schema)| (format!("{name}.json"), schema::text(&schema)));
    fresh("schemas/records", schema::records().collect());
    fresh("schemas/outputs", outputs.collect());
}

fn fresh(folder: &str, fresh: Vec<(String, String)>) {
    let place = here(folder);
    if env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        fs::create_dir_all(&place).expect("a folder for the schemas");
        for (name, text) in &fresh {
            fs::write(place.join(name), text).expect("a schema is written");
        }
    }
    let names: BTreeSet<String> = fs::read_dir(&place)
        .expect("schemas are committed")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    assert_eq!(names, fresh.iter().map(|(name, _)| name.clone()).collect());
    for (name, text) in fresh {
        let committed = fs::read_to_string(place.join(&name)).expect("a schema").replace("\r\n", "\n");
        assert!(
            committed == text,
            "{folder}/{name} is stale: SNAPSHOTS=overwrite cargo test --test it schemas"
        );
    }
}

#[test]
fn samples_are_good_and_use_every_key() {
    let mut unused = BTreeSet::new();
    for kind in kinds() {
        keys(&schema::record(kind), kind.word(), &mut |definition, key| {
            unused.insert(format!("{definition}.{key}"));
        });
    }
    for kind in kinds() {
        let text = sample(kind);
        let tree = text::parse(&text).unwrap_or_else(|flaw| panic!("{kind:?}: {flaw:?}"));
        assert_eq!(schema::flaws(kind, tree.get_ref()), [], "{kind:?}");
        assert_eq!(decodes(kind, tree), Ok(()), "{kind:?}");
        let instance = toml::from_str::<toml::Value>(&text).expect("toml");
        used(&schema::record(kind), kind.word(), &instance, &mut |definition, key| {
            unused.remove(&format!("{definition}.{key}"));
        });
    }
    assert!(unused.is_empty(), "the samples leave out {unused:?}");
}

/// Every key of every definition.
fn keys(schema: &Value, definition: &str, visit: &mut dyn FnMut(&str, &str)) {
    for key in schema.get("properties").and_then(Value::as_object).into_iter().flat_map(|p| p.keys()) {
        visit(definition, key);
    }
    for (name, inner) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
        keys(inner, name, visit);
    }
}

/// The keys that an instance uses, by definition.
fn used(root: &Value, definition: &str, instance: &toml::Value, visit: &mut dyn FnMut(&str, &str)) {
    let schema = root["$defs"].get(definition).unwrap_or(root);
    let toml::Value::Table(table) = instance else { return };
    for (key, value) in table {
        visit(definition, key);
        let property = &schema["properties"][key];
        let target = |s: &Value| {
            s.get("$ref").and_then(Value::as_str).map(|r| r.replace("#/$defs/", "").replace('#', ""))
        };
        match (target(property), target(&property["items"]), value) {
            (Some(name), ..) => used(root, &name, value, visit),
            (None, Some(name), toml::Value::Array(items)) => {
                items.iter().for_each(|item| used(root, &name, item, visit));
            }
            _ => {}
        }
    }
}

/// Steps from the root to a value.
type Steps = Vec<Step>;

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Item(usize),
}

fn places(table: &DeTable<'_>, steps: &mut Steps, found: &mut Vec<Steps>) {
    for (key, value) in table {
        steps.push(Step::Key(key.get_ref().to_string()));
        place(value.get_ref(), steps, found);
        steps.pop();
    }
}

fn place(value: &DeValue<'_>, steps: &mut Steps, found: &mut Vec<Steps>) {
    found.push(steps.clone());
    match value {
        DeValue::Table(table) => places(table, steps, found),
        DeValue::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                steps.push(Step::Item(at));
                place(item.get_ref(), steps, found);
                steps.pop();
            }
        }
        _ => {}
    }
}

/// The value at the end of the steps.
fn at<'a, 't>(table: &'a mut DeTable<'t>, steps: &[Step]) -> &'a mut Spanned<DeValue<'t>> {
    let (Some(Step::Key(first)), rest) = (steps.first(), &steps[1..]) else {
        panic!("steps begin with a key")
    };
    let mut value = table.get_mut(first.as_str()).expect("a key");
    for step in rest {
        value = match (step, value.get_mut()) {
            (Step::Key(key), DeValue::Table(table)) => table.get_mut(key.as_str()).expect("a key"),
            (Step::Item(at), DeValue::Array(items)) => items.get_mut(*at).expect("an item"),
            _ => panic!("steps fit the value"),
        };
    }
    value
}

/// The table that holds the last key of the steps.
fn parent<'a, 't>(table: &'a mut DeTable<'t>, steps: &[Step]) -> Option<&'a mut DeTable<'t>> {
    match steps {
        [Step::Key(_)] => Some(table),
        [rest @ .., Step::Key(_)] => match at(table, rest).get_mut() {
            DeValue::Table(table) => Some(table),
            _ => panic!("a key stands in a table"),
        },
        _ => None,
    }
}

/// Values that are right in some place and wrong in most.
fn values() -> Vec<String> {
    let long = |n: usize| format!("\"{}\"", "a".repeat(n));
    let mut values: Vec<String> = [
        "\"x\"",
        "\"\"",
        "\"Not An Id\"",
        "\"a/b\"",
        "\"a/b/c\"",
        "\"a.b\"",
        "\"P1Y\"",
        "\"P0D\"",
        "\"P1D2M\"",
        "\"02-30\"",
        "\"06-30\"",
        "\"2014-03-06\"",
        "\"two\\nlines\"",
        "\"\\u0000d2014-03-06\"",
        "\"bell \\u0007\"",
        "\"c1 \\u0085\"",
        "\"terminate\"",
        "\"Terminate\"",
        "2014-03-06",
        "2014-03-06T10:00:00Z",
        "10:00:00",
        "0000-01-01",
        "5",
        "0",
        "-1",
        "101",
        "70000",
        "5000000000",
        "1.0",
        "1.5",
        "nan",
        "true",
        "[]",
        "[[]]",
        "[\"x\"]",
        "[5]",
        "[2014-03-06]",
        "[{}]",
        "{}",
        "{ x = 1 }",
        "{ terminate = {} }",
        "{ not-before = 2014-03-06, not-after = 2014-03-07 }",
        "{ not-before = 2014-03-06, not-after = 2014-03-06 }",
        "{ not-before = 2014-03-06 }",
        "{ not-before = \"2014-03-06\", not-after = 2014-03-07 }",
        "[\"ieepa\", \"ne-1\"]",
        "[1, 2]",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    values.extend([100, 101, 201, 202, 4000, 4001].map(long));
    values
}

/// Whether decode and schema agree on a mutant; the words to say so if not.
fn disagreement(kind: Kind, mutant: Spanned<DeTable<'_>>) -> Option<String> {
    let flaws = schema::flaws(kind, mutant.get_ref());
    match (decodes(kind, mutant), flaws.is_empty()) {
        (Ok(()), true) | (Err(_), false) => None,
        (Ok(()), false) => Some(format!("decodes, but {flaws:?}")),
        (Err(error), true) => Some(format!("has no flaw, but {error}")),
    }
}

/// What a place is, whatever record or list it stands in: the names of its key and of the key above it. The keys
/// that every table has by one macro are the same everywhere.
fn signature(kind: Kind, steps: &[Step]) -> String {
    let mut keys = steps.iter().rev().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item(_) => None,
    });
    let item = matches!(steps.last(), Some(Step::Item(_)));
    let key = keys.next().unwrap_or_default();
    let shared = ["source", "locator", "verification", "checked", "doubts", "allow"].contains(&key);
    let above =
        if shared { String::new() } else { keys.next().map_or_else(|| format!("{kind:?}"), str::to_owned) };
    format!("{above}/{key}/{item}")
}

/// The tree without the lists of tables that the steps do not lead into: a smaller record of the same kind.
fn pruned<'t>(tree: &Tree<'t>, steps: &[Step]) -> Tree<'t> {
    let Some(Step::Key(kept)) = steps.first() else { panic!("steps begin with a key") };
    let mut small = tree.clone();
    for list in [
        "measures",
        "locks",
        "exits",
        "mandates",
        "continuation-rules",
        "savings",
        "ownership-rules",
        "versions",
    ] {
        if list != kept {
            small.get_mut().remove(list);
        }
    }
    small
}

/// Every mutant of a sample on which decode and schema disagree, and the number of mutants.
fn disagreements<'t>(
    kind: Kind,
    tree: &Tree<'t>,
    values: &[Spanned<DeValue<'t>>],
    seen: &mut BTreeSet<String>,
) -> (usize, Vec<String>) {
    let (mut mutants, mut wrong, mut found) = (0, Vec::new(), Vec::new());
    places(tree.get_ref(), &mut Vec::new(), &mut found);
    found.retain(|steps| seen.insert(signature(kind, steps)));
    for steps in found {
        let small = pruned(tree, &steps);
        let mut judge = |change: &dyn Fn(&mut DeTable<'t>), what: &dyn std::fmt::Debug| {
            let mut mutant = small.clone();
            change(mutant.get_mut());
            mutants += 1;
            wrong.extend(disagreement(kind, mutant).map(|why| format!("{kind:?} {steps:?} {what:?}: {why}")));
        };
        if let Some(Step::Key(key)) = steps.last() {
            judge(&|table| drop(parent(table, &steps).expect("a table").remove(key.as_str())), &"removed");
        }
        let extra = |table: &mut DeTable<'t>| {
            if let DeValue::Table(inner) = at(table, &steps).get_mut() {
                inner.insert(Spanned::new(0..0, "extra".into()), values[0].clone());
            }
        };
        judge(&extra, &"extra key");
        for value in values {
            judge(&|table| *at(table, &steps) = value.clone(), value.get_ref());
        }
    }
    (mutants, wrong)
}

#[test]
fn decode_and_schema_agree_on_every_mutant() {
    let texts: Vec<String> = values().into_iter().map(|value| format!("v = {value}")).collect();
    let parsed: Vec<_> = texts.iter().map(|text| text::parse(text).expect("toml")).collect();
    let values: Vec<_> = parsed.iter().filter_map(|tree| tree.get_ref().get("v").cloned()).collect();
    let (mut mutants, mut wrong, mut seen) = (0, Vec::new(), BTreeSet::new());
    for kind in kinds() {
        let text = sample(kind);
        let (more, disagree) = disagreements(kind, &text::parse(&text).expect("toml"), &values, &mut seen);
        mutants += more;
        wrong.extend(disagree);
    }
    assert!(mutants > 10_000, "only {mutants} mutants");
    assert!(
        wrong.is_empty(),
        "{} of {mutants} mutants:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}
