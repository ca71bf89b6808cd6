//! What refers to a record, a part or a choice: found by the types of the model, with the bytes where it stands.

use std::ops::Range;

use crate::model::{At, To, Visit};
use crate::register::{RecordFile, Register};
use crate::text::{Locator, SourceMap};

/// What is referred to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A record.
    Record(String),
    /// A part of a record: file and local id.
    Part(String, String),
    /// A choice of a point: point and local id.
    Choice(String, String),
}

/// A place where an id is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The file's path.
    pub path: String,
    /// The bytes of the value, its quotes included.
    pub range: Range<usize>,
    /// The id as written.
    pub id: String,
    /// What it refers to.
    pub to: To,
    /// Where in the record.
    pub pointer: String,
}

impl Subject {
    /// What an id as people write it names: `FILE`, `FILE/LOCAL` or `POINT.CHOICE`.
    pub fn of(id: &str) -> Self {
        if let Some((file, local)) = id.split_once('/') {
            Subject::Part(file.into(), local.into())
        } else if let Some((point, choice)) = id.split_once('.') {
            Subject::Choice(point.into(), choice.into())
        } else {
            Subject::Record(id.into())
        }
    }

    /// The record that it is or stands in.
    pub fn record(&self) -> &str {
        match self {
            Subject::Record(id) | Subject::Part(id, _) | Subject::Choice(id, _) => id,
        }
    }

    /// The id with `new` in the place of its last part.
    fn with(&self, new: &str) -> String {
        match self {
            Subject::Record(_) => new.into(),
            Subject::Part(file, _) => format!("{file}/{new}"),
            Subject::Choice(point, _) => format!("{point}.{new}"),
        }
    }

    /// What a reference to this, or to something in it, reads when the last part of this is `new`.
    pub(super) fn renamed(&self, id: &str, to: To, new: &str) -> Option<String> {
        let within = |whole: &str, mark: char| {
            let rest = id.strip_prefix(whole)?;
            (rest.is_empty() || rest.starts_with(mark)).then(|| format!("{}{rest}", self.with(new)))
        };
        match (to, self) {
            (To::Own | To::Lint | To::Conduct | To::Regime | To::Territory | To::Trait, _) => None,
            (To::Choice, Subject::Record(point)) => within(point, '.').filter(|renamed| renamed != new),
            (To::Choice, Subject::Choice(point, choice)) => within(&format!("{point}.{choice}"), '.'),
            (To::Choice, _) | (_, Subject::Choice(..)) => None,
            (To::Stated, Subject::Record(file)) => {
                within(file, '/').or_else(|| derived(id, file).map(|rest| format!("{new}-{rest}")))
            }
            (To::Stated, Subject::Part(file, local)) => {
                derived(id, &format!("{file}-{local}")).map(|rest| format!("{file}-{new}-{rest}"))
            }
            (_, Subject::Record(file)) => within(file, '/'),
            (_, Subject::Part(file, local)) => (id == format!("{file}/{local}")).then(|| self.with(new)),
        }
    }
}

/// Of the name of a fact that the engine makes from an id, what follows the id: `in-force`, `in-force-on-2026-01-01`.
fn derived<'i>(id: &'i str, what: &str) -> Option<&'i str> {
    let rest = id.strip_prefix(what)?.strip_prefix('-')?;
    (rest == "in-force" || rest.starts_with("in-force-on-")).then_some(rest)
}

/// Every place that refers to it, in path order; for a part or a choice, its own id first among those of its file.
pub fn references(register: &Register, sources: &SourceMap, subject: &Subject) -> Vec<Found> {
    let wanted = |file: &RecordFile, at: &At<'_>, id: &str, to: To| match (to, subject) {
        (To::Own, Subject::Part(home, local) | Subject::Choice(home, local)) => {
            file.id.as_str() == home && id == local && !at.pointer().starts_with("/retired-parts/")
        }
        _ => subject.renamed(id, to, "x").is_some(),
    };
    let mut found = Vec::new();
    for file in register.files() {
        let mut here = Here { file, wanted: &wanted, found: Vec::new() };
        file.record.walk(&mut here);
        let (false, Some(text)) = (here.found.is_empty(), sources.text(&file.path)) else { continue };
        let places = Locator::new(text);
        found.extend(here.found.into_iter().map(|(pointer, id, to)| Found {
            path: file.path.clone(),
            range: places.locate(&pointer).value,
            id,
            to,
            pointer,
        }));
    }
    found
}

type Wanted<'w> = dyn Fn(&RecordFile, &At<'_>, &str, To) -> bool + 'w;

struct Here<'w> {
    file: &'w RecordFile,
    wanted: &'w Wanted<'w>,
    found: Vec<(String, String, To)>,
}

impl<'r> Visit<'r> for Here<'_> {
    fn refers(&mut self, at: At<'_>, id: &'r str, to: To) {
        if (self.wanted)(self.file, &at, id, to) {
            self.found.push((at.pointer(), id.to_owned(), to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_renamed_where_it_refers_and_nowhere_else() {
        let law = Subject::of("law");
        assert_eq!(law.renamed("law", To::Instrument, "act").as_deref(), Some("act"));
        assert_eq!(law.renamed("law/1-a", To::Provision, "act").as_deref(), Some("act/1-a"));
        assert_eq!(law.renamed("law-2/1", To::Provision, "act"), None);
        assert_eq!(law.renamed("law", To::Conduct, "act"), None);
        assert_eq!(law.renamed("law-in-force", To::Stated, "act").as_deref(), Some("act-in-force"));
        assert_eq!(
            law.renamed("law-in-force-on-2026-01-01", To::Stated, "a").as_deref(),
            Some("a-in-force-on-2026-01-01")
        );
        assert_eq!(law.renamed("law-in-forces", To::Stated, "act"), None);
        assert_eq!(Subject::of("law/1").renamed("law/1", To::Measure, "2").as_deref(), Some("law/2"));
        assert_eq!(Subject::of("law/1").renamed("law/1-a", To::Measure, "2"), None);
        assert_eq!(Subject::of("c4").renamed("c4.a", To::Choice, "c5").as_deref(), Some("c5.a"));
        assert_eq!(Subject::of("c4").renamed("c40.a", To::Choice, "c5"), None);
        assert_eq!(Subject::of("c4.a").renamed("c4.a", To::Choice, "b").as_deref(), Some("c4.b"));
    }
}
