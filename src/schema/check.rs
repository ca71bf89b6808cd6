//! All flaws of a record that does not decode. The only file that names the validator.
//!
//! The validator points at the table for a key that is unknown or missing, and at a choice for every branch of it;
//! here each error becomes a [`Flaw`] at the key, the table or the branch that was meant. A key that is misspelt is
//! one flaw, not two.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind as Error};
use jsonschema::paths::Location;
use jsonschema::{Keyword, PatternOptions, ValidationError, Validator};
use serde_json::{Map, Value};
use toml::de::DeTable;

use super::flaw::{Flaw, FlawKind, Found};
use super::generate::record;
use super::lower::{Origin, lower, origin};
use crate::model::{Day, Kind};
use crate::text::nearest;

/// What is wrong with a table as a record of this kind; nothing if it decodes.
pub fn flaws(kind: Kind, table: &DeTable<'_>) -> Vec<Flaw> {
    let checker = Checker::of(kind);
    let instance = lower(table);
    let mut flaws = Vec::new();
    for error in checker.validator.iter_errors(&instance) {
        checker.translate(&error, &instance, &mut flaws);
    }
    fold(&mut flaws);
    flaws.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    flaws
}

/// A misspelt key that is also a missing one is one flaw.
fn fold(flaws: &mut Vec<Flaw>) {
    let meant: HashSet<(String, String)> = flaws
        .iter()
        .filter_map(|flaw| match &flaw.kind {
            FlawKind::UnknownKey { near: Some(near), .. } => {
                Some((table_of(&flaw.pointer).to_owned(), near.clone()))
            }
            _ => None,
        })
        .collect();
    flaws.retain(|flaw| match &flaw.kind {
        FlawKind::MissingKey { key, .. } => !meant.contains(&(flaw.pointer.clone(), (*key).to_owned())),
        _ => true,
    });
}

/// The pointer without its last step.
fn table_of(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(table, _)| table)
}

/// The schema of one kind, and the validator made of it when it was first needed.
struct Checker {
    kind: Kind,
    schema: Value,
    validator: Validator,
}

impl Checker {
    fn of(kind: Kind) -> &'static Self {
        static CHECKERS: OnceLock<Vec<OnceLock<Checker>>> = OnceLock::new();
        let checkers = CHECKERS.get_or_init(|| Kind::ALL.iter().map(|_| OnceLock::new()).collect());
        let at = Kind::ALL.iter().position(|other| *other == kind).unwrap_or_default();
        checkers[at].get_or_init(|| Self::new(kind))
    }

    fn new(kind: Kind) -> Self {
        let schema = record(kind);
        let validator = jsonschema::options()
            .with_pattern_options(PatternOptions::regex())
            .should_validate_formats(true)
            .with_format(
                "date",
                |lowered: &str| matches!(origin(lowered), Origin::Time(day) if day.parse::<Day>().is_ok()),
            )
            .with_keyword("x-ascending", ascending)
            .build(&schema)
            .unwrap_or_else(|error| unreachable!("a generated schema is a schema: {error}"));
        Self { kind, schema, validator }
    }

    /// Turns one error of the validator into flaws.
    fn translate(&'static self, error: &ValidationError<'_>, root: &Value, flaws: &mut Vec<Flaw>) {
        let pointer = error.instance_path().as_str();
        let instance = error.instance().as_ref();
        let schema = self.schema.pointer(table_of(error.schema_path().as_str())).unwrap_or(&Value::Null);
        let definition = self.definition(error.schema_path().as_str());
        let mut push = |kind| flaws.push(Flaw { pointer: pointer.to_owned(), kind });
        match error.kind() {
            Error::AdditionalProperties { unexpected } => {
                flaws.extend(self.unknown(unexpected, pointer, instance, schema, definition));
            }
            Error::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                let about = self.described(schema, key);
                push(FlawKind::MissingKey { key: key.to_owned(), table: self.word(definition), about });
            }
            Error::OneOfNotValid { context } => match words(schema) {
                Some(allowed) => push(not_a_word(instance, allowed)),
                None => self.branch(context, instance, root, pointer, flaws),
            },
            Error::Type { kind: TypeKind::Single(wanted) } => {
                push(FlawKind::WrongType { wanted: wanted_word(wanted.as_str()), found: found(instance) });
            }
            Error::Format { .. } => push(not_a_day(instance)),
            Error::Pattern { .. } => push(malformed(instance, definition)),
            Error::MaxLength { limit } => push(too_long(instance, *limit)),
            Error::Minimum { .. } | Error::Maximum { .. } => {
                let bound = |key| schema.get(key).and_then(Value::as_i64).unwrap_or_default();
                let number = instance.as_i64().unwrap_or_default();
                push(FlawKind::OutOfRange { number, least: bound("minimum"), most: bound("maximum") });
            }
            Error::Custom { .. } => push(FlawKind::SpanOutOfOrder),
            other => push(FlawKind::Other { keyword: other.keyword().to_owned() }),
        }
    }

    /// One flaw for each key that the table does not have, each with the key that may have been meant.
    fn unknown(
        &'static self,
        unexpected: &[String],
        pointer: &str,
        instance: &Value,
        schema: &'static Value,
        definition: &'static str,
    ) -> Vec<Flaw> {
        let known: Vec<&'static str> = schema
            .get("properties")
            .and_then(Value::as_object)
            .map_or_else(Vec::new, |properties| properties.keys().map(String::as_str).collect());
        let free: Vec<&'static str> =
            known.iter().copied().filter(|key| instance.get(key).is_none()).collect();
        let mut nears: HashMap<&str, Option<&'static str>> = HashMap::new();
        unexpected
            .iter()
            .map(|key| {
                let near = *nears.entry(key).or_insert_with(|| nearest(key, free.iter().copied()));
                let step = key.replace('~', "~0").replace('/', "~1");
                let (near, table) = (near.map(str::to_owned), self.word(definition));
                let kind = FlawKind::UnknownKey { key: key.clone(), near, table, known: known.clone() };
                Flaw { pointer: format!("{pointer}/{step}"), kind }
            })
            .collect()
    }

    /// Of a choice between shapes, the flaws of the shape that was meant: the one whose type it has.
    fn branch(
        &'static self,
        context: &[Vec<ValidationError<'static>>],
        instance: &Value,
        root: &Value,
        pointer: &str,
        flaws: &mut Vec<Flaw>,
    ) {
        let of_type = |branch: &&Vec<ValidationError<'static>>| {
            !branch
                .iter()
                .any(|e| matches!(e.kind(), Error::Type { .. }) && e.instance_path().as_str() == pointer)
        };
        match context.iter().find(of_type) {
            Some(branch) => branch.iter().for_each(|error| self.translate(error, root, flaws)),
            None => {
                let kind = FlawKind::WrongType { wanted: "a day", found: found(instance) };
                flaws.push(Flaw { pointer: pointer.to_owned(), kind });
            }
        }
    }

    /// The name of the definition that a place in the schema lies in; empty for the record itself.
    fn definition(&'static self, place: &str) -> &'static str {
        let name = place.strip_prefix("/$defs/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let definitions = self.schema.get("$defs").and_then(Value::as_object);
        definitions.and_then(|all| all.get_key_value(name)).map_or("", |(name, _)| name.as_str())
    }

    /// What people call a table: `measure`, `review clock`.
    fn word(&self, definition: &str) -> String {
        match definition {
            "" => self.kind.word().to_owned(),
            "When" => "span of days".to_owned(),
            name => name.chars().enumerate().fold(String::new(), |mut word, (at, letter)| {
                if letter.is_uppercase() && at > 0 {
                    word.push(' ');
                }
                word.extend(letter.to_lowercase());
                word
            }),
        }
    }

    /// What the schema says of a key.
    fn described(&'static self, schema: &'static Value, key: &str) -> &'static str {
        let property = schema.get("properties").and_then(|properties| properties.get(key));
        property.and_then(|p| p.get("description")).and_then(Value::as_str).unwrap_or_default()
    }
}

/// The words of an enum, if the schema is one.
fn words(schema: &'static Value) -> Option<Vec<&'static str>> {
    schema.get("oneOf")?.as_array()?.iter().map(|branch| branch.get("const")?.as_str()).collect()
}

fn not_a_word(instance: &Value, allowed: Vec<&'static str>) -> FlawKind {
    match text_of(instance) {
        Some(word) => {
            let near = nearest(word, allowed.iter().copied());
            FlawKind::BadEnum { word: word.to_owned(), allowed, near }
        }
        None => FlawKind::WrongType { wanted: "a word between quotes", found: found(instance) },
    }
}

fn not_a_day(instance: &Value) -> FlawKind {
    match instance.as_str().map(origin) {
        Some(Origin::Time(time)) => FlawKind::NotADay { time: time.to_owned() },
        Some(Origin::Text(text)) if text.parse::<Day>().is_ok() => {
            FlawKind::QuotedDay { day: text.to_owned() }
        }
        _ => FlawKind::WrongType { wanted: "a day", found: found(instance) },
    }
}

fn malformed(instance: &Value, definition: &'static str) -> FlawKind {
    match text_of(instance) {
        Some("") => FlawKind::EmptyText,
        Some(text) if definition == "Text" => {
            let control = text.chars().find(|c| c.is_control() && *c != '\n').unwrap_or_default();
            FlawKind::ControlCharacter { control }
        }
        Some(text) => FlawKind::BadPattern { text: text.to_owned(), definition },
        None => FlawKind::WrongType { wanted: "words between quotes", found: found(instance) },
    }
}

fn too_long(instance: &Value, most: u64) -> FlawKind {
    let length = text_of(instance).map_or(0, |text| text.chars().count());
    FlawKind::TooLong { length, most }
}

/// The text of a value that is a string in TOML.
fn text_of(instance: &Value) -> Option<&str> {
    match origin(instance.as_str()?) {
        Origin::Text(text) => Some(text),
        _ => None,
    }
}

fn found(instance: &Value) -> Found {
    match instance {
        Value::Object(_) => Found::Table,
        Value::Array(_) => Found::List,
        Value::Bool(_) => Found::Boolean,
        Value::String(lowered) => match origin(lowered) {
            Origin::Text(text) => Found::Text(text.to_owned()),
            Origin::Time(time) => Found::Time(time.to_owned()),
            Origin::Number(number) => Found::Number(number.to_owned()),
        },
        other => Found::Number(other.to_string()),
    }
}

fn wanted_word(json_type: &str) -> &'static str {
    match json_type {
        "object" => "a table",
        "array" => "a list",
        "boolean" => "true or false",
        "integer" => "a whole number",
        _ => "words between quotes",
    }
}

/// The keyword `x-ascending`: of two days of a table, the first comes first.
struct Ascending(String, String);

fn ascending<'a>(
    _: &'a Map<String, Value>,
    keys: &'a Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    let key = |at: usize| keys.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Box::new(Ascending(key(0), key(1))))
}

impl<'i> Keyword<'i> for Ascending {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        if Keyword::is_valid(self, instance) { Ok(()) } else { Err(ValidationError::custom("not ascending")) }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        let day = |key: &str| match origin(instance.get(key)?.as_str()?) {
            Origin::Time(day) => day.parse::<Day>().ok(),
            _ => None,
        };
        day(&self.0).zip(day(&self.1)).is_none_or(|(first, last)| first < last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The flaws of a text: lint, pointer, title.
    fn found(kind: Kind, text: &str) -> Vec<(&'static str, String, String)> {
        let tree = crate::text::parse(text).expect("toml");
        flaws(kind, tree.get_ref())
            .iter()
            .map(|flaw| (flaw.lint(), flaw.pointer.clone(), flaw.title()))
            .collect()
    }

    #[track_caller]
    fn check(kind: Kind, text: &str, expected: &[(&str, &str, &str)]) {
        let found = found(kind, text);
        let found: Vec<_> =
            found.iter().map(|(lint, at, title)| (*lint, at.as_str(), title.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn keys_are_pointed_at_and_a_slip_is_one_flaw() {
        check(
            Kind::Actor,
            "nmae = 'x'\nkind = 'executive'\ncolour = 1\n",
            &[
                ("unknown-key", "/colour", "`colour` is not a key of an actor"),
                ("unknown-key", "/nmae", "`nmae` is not a key of an actor"),
            ],
        );
        check(Kind::Actor, "kind = 'court'\n", &[("missing-key", "", "an actor without `name`")]);
        check(
            Kind::Target,
            "name = 'x'\nkind = 'bank'\n[[listings]]\nid = 'a'\nmeasures = []\nground = 'status'\n",
            &[("missing-key", "/listings/0", "a listing without `from`")],
        );
    }

    #[test]
    fn of_a_choice_the_branch_that_was_meant_is_judged() {
        let with = |day: &str| format!("title = 'x'\ntext = 'y'\nhappened = {day}\n");
        let cases = [
            ("'2014-03-06'", "bad-date", "/happened", "the day `2014-03-06` is written between quotes"),
            ("'March'", "bad-type", "/happened", "the text `March` where a day should stand"),
            ("2014-03-06T10:00:00Z", "bad-date", "/happened", "`2014-03-06T10:00:00Z` is not a day"),
            ("5", "bad-type", "/happened", "the number `5` where a day should stand"),
            ("{ not-before = 2014-03-06 }", "missing-key", "/happened", "a span of days without `not-after`"),
            (
                "{ not-before = 2014-03-06, not-after = 2014-03-05 }",
                "bad-date",
                "/happened",
                "the span ends no later than it begins",
            ),
        ];
        for (day, lint, pointer, title) in cases {
            check(Kind::Development, &with(day), &[(lint, pointer, title)]);
        }
    }

    #[test]
    fn every_flaw_of_a_file_is_found_in_one_run() {
        let text = "name = 2014-03-06\nkind = 'executve'\nsource = 'No Id'\nlocator = \"a\\u0007\"\nverification = 5\nchecked = 1.5\n\
                    doubts = {}\nnote = ''\n";
        check(
            Kind::Actor,
            text,
            &[
                ("bad-type", "/checked", "the number `1.5` where a day should stand"),
                ("bad-type", "/doubts", "a table where a list should stand"),
                ("bad-enum", "/kind", "`executve` is not a word for `kind`"),
                ("bad-text", "/locator", "`locator` holds the control character U+0007"),
                ("bad-type", "/name", "the day `2014-03-06` where words between quotes should stand"),
                ("bad-text", "/note", "`note` is empty"),
                ("bad-pattern", "/source", "`No Id` is not an id"),
                ("bad-type", "/verification", "the number `5` where a word between quotes should stand"),
            ],
        );
    }

    #[test]
    fn a_file_of_flaws_is_judged_in_linear_time() {
        let text =
            (0..5_000).fold("name = 'x'\nkind = 'court'\n".to_owned(), |text, n| format!("{text}k{n} = 1\n"));
        assert_eq!(found(Kind::Actor, &text).len(), 5_000);
    }

    #[test]
    fn every_shape_of_string_has_a_name() {
        for kind in Kind::ALL {
            let schema = record(*kind);
            for (name, definition) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
                if definition.get("pattern").is_some() && name != "Text" {
                    assert_ne!(super::super::flaw::shape(name).0, "in the right form", "{name}");
                }
            }
        }
    }
}
