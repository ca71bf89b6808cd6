//! One thing that is wrong with a table as a record, and how it is told.
//!
//! A flaw knows the lint it is reported under, the fact in one line, why, and what to do; it does not know the bytes,
//! which its pointer finds.

/// One thing that is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// JSON pointer to what does not fit: an unknown key, a value, or the table that lacks a key.
    pub pointer: String,
    /// What is wrong there.
    pub kind: FlawKind,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// The table has no such key.
    UnknownKey {
        /// The key.
        key: String,
        /// A key of the table that it may stand for.
        near: Option<String>,
        /// What the table is called.
        table: String,
        /// All keys of the table.
        known: Vec<&'static str>,
    },
    /// The table must have this key.
    MissingKey {
        /// The key.
        key: String,
        /// What the table is called.
        table: String,
        /// What the key is for.
        about: &'static str,
    },
    /// Not one of the words of a list.
    BadEnum {
        /// The word.
        word: String,
        /// The list.
        allowed: Vec<&'static str>,
        /// A word of the list that it may stand for.
        near: Option<&'static str>,
    },
    /// A day, but between quotes.
    QuotedDay {
        /// The day.
        day: String,
    },
    /// A time or a day with a time, or a year of more than four digits.
    NotADay {
        /// What stands there.
        time: String,
    },
    /// A span whose end is not later than its beginning.
    SpanOutOfOrder,
    /// A string of the wrong shape.
    BadPattern {
        /// The string.
        text: String,
        /// The type in the schema whose shape it lacks.
        definition: &'static str,
    },
    /// Nothing between the quotes.
    EmptyText,
    /// A character that does not print.
    ControlCharacter {
        /// The first.
        control: char,
    },
    /// More characters than fit.
    TooLong {
        /// How many there are.
        length: usize,
        /// How many may be.
        most: u64,
    },
    /// A number outside its bounds.
    OutOfRange {
        /// The number.
        number: i64,
        /// The least allowed.
        least: i64,
        /// The greatest allowed.
        most: i64,
    },
    /// Something else than is wanted here.
    WrongType {
        /// What is wanted.
        wanted: &'static str,
        /// What stands there.
        found: Found,
    },
    /// What this version has no words for.
    Other {
        /// The keyword of the schema.
        keyword: String,
    },
}

/// What stands where something else is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A string.
    Text(String),
    /// A day, a time, or both.
    Time(String),
    /// A number.
    Number(String),
    /// `true` or `false`.
    Boolean,
    /// A list.
    List,
    /// A table.
    Table,
}

impl Flaw {
    /// The name of the lint it is reported under.
    pub fn lint(&self) -> &'static str {
        match &self.kind {
            FlawKind::UnknownKey { .. } => "unknown-key",
            FlawKind::MissingKey { .. } => "missing-key",
            FlawKind::BadEnum { .. } => "bad-enum",
            FlawKind::QuotedDay { .. } | FlawKind::NotADay { .. } | FlawKind::SpanOutOfOrder => "bad-date",
            FlawKind::BadPattern { .. } => "bad-pattern",
            FlawKind::EmptyText | FlawKind::ControlCharacter { .. } | FlawKind::TooLong { .. } => "bad-text",
            FlawKind::OutOfRange { .. } => "bad-number",
            FlawKind::WrongType { .. } | FlawKind::Other { .. } => "bad-type",
        }
    }

    /// The fact in one line.
    pub fn title(&self) -> String {
        let key = self.key();
        match &self.kind {
            FlawKind::UnknownKey { key, table, .. } => {
                format!("`{}` is not a key of {}", brief(key), one(table))
            }
            FlawKind::MissingKey { key, table, .. } => format!("{} without `{key}`", one(table)),
            FlawKind::BadEnum { word, .. } => format!("`{}` is not a word for `{key}`", brief(word)),
            FlawKind::QuotedDay { day } => format!("the day `{day}` is written between quotes"),
            FlawKind::NotADay { time } => format!("`{}` is not a day", brief(time)),
            FlawKind::SpanOutOfOrder => "the span ends no later than it begins".into(),
            FlawKind::BadPattern { text, definition } => {
                format!("`{}` is not {}", brief(text), shape(definition).0)
            }
            FlawKind::EmptyText => format!("`{key}` is empty"),
            FlawKind::ControlCharacter { control } => {
                format!("`{key}` holds the control character U+{:04X}", u32::from(*control))
            }
            FlawKind::TooLong { length, most } => {
                format!("`{key}` has {length} characters, and {most} are allowed")
            }
            FlawKind::OutOfRange { number, .. } => format!("{number} is out of bounds for `{key}`"),
            FlawKind::WrongType { wanted, found } => format!("{found} where {wanted} should stand"),
            FlawKind::Other { keyword } => format!("`{key}` does not fit the schema's `{keyword}`"),
        }
    }

    /// What is wrong right there.
    pub fn label(&self) -> String {
        match &self.kind {
            FlawKind::UnknownKey { .. } => "unknown key".into(),
            FlawKind::MissingKey { key, .. } => format!("`{key}` is missing"),
            FlawKind::BadEnum { .. } => "not one of the words".into(),
            FlawKind::QuotedDay { .. } => "text, not a day".into(),
            FlawKind::SpanOutOfOrder => "`not-before` must be earlier than `not-after`".into(),
            FlawKind::WrongType { wanted, .. } => format!("{wanted} wanted"),
            _ => String::new(),
        }
    }

    /// Why, where there is more to say than the title does.
    pub fn note(&self) -> Option<String> {
        match &self.kind {
            FlawKind::UnknownKey { table, known, near: None, .. } => {
                Some(format!("the keys of {} are {}", one(table), listed(known)))
            }
            FlawKind::MissingKey { key, about, .. } if !about.is_empty() => Some(format!("`{key}`: {about}")),
            FlawKind::BadEnum { allowed, .. } => Some(format!("the words are {}", listed(allowed))),
            FlawKind::BadPattern { definition, .. } => Some(shape(definition).1.into()),
            FlawKind::OutOfRange { least, most, .. } => Some(format!("the bounds are {least} and {most}")),
            _ => None,
        }
    }

    /// What to do, in words.
    pub fn help(&self) -> Option<String> {
        Some(match &self.kind {
            FlawKind::UnknownKey { near: Some(near), .. } => format!("did you mean `{near}`?"),
            FlawKind::UnknownKey { .. } => "remove it, or say it in a key that the table has".into(),
            FlawKind::MissingKey { key, .. } => format!("add `{key}` to this table"),
            FlawKind::BadEnum { near: Some(near), .. } => format!("did you mean `{near}`?"),
            FlawKind::QuotedDay { .. } => "write it without quotes".into(),
            FlawKind::NotADay { .. } => "write year, month and day, as in 2014-03-06".into(),
            FlawKind::EmptyText => "write the words, or remove the key".into(),
            FlawKind::ControlCharacter { .. } => "remove it; lines are broken by a line feed alone".into(),
            FlawKind::TooLong { .. } => {
                "shorten it: a record says things in its own words, and briefly".into()
            }
            FlawKind::WrongType { found: Found::Time(_), wanted } if wanted.contains("quotes") => {
                "put it between quotes".into()
            }
            FlawKind::WrongType { found: Found::Table, wanted: "a list" } => {
                "write `[[name]]` over the table, or put it in `[` and `]`".into()
            }
            FlawKind::WrongType { wanted: "a list", .. } => "put it in `[` and `]`".into(),
            FlawKind::WrongType { wanted: "a day", .. } => {
                "write a day without quotes, as in 2014-03-06".into()
            }
            FlawKind::BadPattern { .. } if self.replacement().is_some() => {
                format!(
                    "did you mean `{}`?",
                    self.replacement().map(|(text, _)| text).unwrap_or_default().trim_matches('"')
                )
            }
            _ => return None,
        })
    }

    /// What to write instead of the key or the value, and whether that is right whatever was meant.
    pub fn replacement(&self) -> Option<(String, bool)> {
        match &self.kind {
            FlawKind::UnknownKey { near: Some(near), .. } => Some((near.clone(), false)),
            FlawKind::BadEnum { near: Some(near), .. } => Some((format!("\"{near}\""), false)),
            FlawKind::QuotedDay { day } => Some((day.clone(), true)),
            FlawKind::BadPattern { text, definition: "Id" } => {
                kebab(text).filter(|id| id != text).map(|id| (format!("\"{id}\""), false))
            }
            _ => None,
        }
    }

    /// Whether it is about the key and not the value.
    pub fn at_key(&self) -> bool {
        matches!(self.kind, FlawKind::UnknownKey { .. })
    }

    /// The last key of the pointer.
    fn key(&self) -> String {
        let steps = self.pointer.rsplit('/');
        let key = steps.filter(|step| step.parse::<usize>().is_err()).find(|step| !step.is_empty());
        brief(&key.unwrap_or("value").replace("~1", "/").replace("~0", "~"))
    }
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Found::Text(text) => write!(f, "the text `{}`", brief(text)),
            Found::Time(time) => write!(f, "the day `{}`", brief(time)),
            Found::Number(number) => write!(f, "the number `{}`", brief(number)),
            Found::Boolean => f.write_str("true or false"),
            Found::List => f.write_str("a list"),
            Found::Table => f.write_str("a table"),
        }
    }
}

/// What a type of string is called, and what it looks like.
pub(super) fn shape(definition: &str) -> (&'static str, &'static str) {
    match definition {
        "Id" => ("an id", "an id is lower-case letters, digits and single hyphens, as in `eo-14066`"),
        "Ref" => ("a reference", "a reference is `record` or `record/part`, as in `caatsa/222-b`"),
        "Choice" => ("a choice of a point", "a choice is `point.choice`, as in `c4.a`"),
        "Period" => ("a period", "a period is years, months and days: `P1Y`, `P6M`, `P30D`, `P1Y6M`"),
        "MonthDay" => ("a day of the year", "a day of the year is month and day, as in `07-10`"),
        _ => ("in the right form", "see the schema of this kind of record"),
    }
}

/// The words as an id, if that leaves anything.
pub fn kebab(text: &str) -> Option<String> {
    if text.len() > 100 {
        return None;
    }
    let mut id = String::new();
    for letter in text.chars() {
        match letter.to_ascii_lowercase() {
            plain @ ('a'..='z' | '0'..='9') => id.push(plain),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    let id = id.trim_end_matches('-');
    (!id.is_empty()).then(|| id.to_owned())
}

/// The first characters of a text.
fn brief(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// The word with its article.
fn one(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
