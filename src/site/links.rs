//! Which record names which: links both ways, and the parts that a page has a place for.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{At, Id, Record, To, Visit};
use crate::register::Register;

/// The links of a register.
pub(super) struct Links<'r> {
    to: BTreeMap<&'r str, BTreeSet<&'r str>>,
    from: BTreeMap<&'r str, BTreeSet<&'r str>>,
    parts: BTreeSet<(&'r str, &'r str)>,
}

impl<'r> Links<'r> {
    pub(super) fn of(register: &'r Register) -> Self {
        let mut links = Links { to: BTreeMap::new(), from: BTreeMap::new(), parts: BTreeSet::new() };
        for file in register.files() {
            let mut found = Found::default();
            file.record.walk(&mut found);
            let id = file.id.as_str();
            links.parts.extend(found.own.into_iter().map(|own| (id, own)));
            for named in found.named {
                let whole = named.split(['/', '.']).next().unwrap_or(named);
                if whole != id && register.file(whole).is_some() {
                    links.to.entry(id).or_default().insert(whole);
                    links.from.entry(whole).or_default().insert(id);
                }
            }
        }
        links
    }

    /// The records that a record names.
    pub(super) fn to(&self, id: &Id) -> impl Iterator<Item = &'r str> {
        self.to.get(id.as_str()).into_iter().flatten().copied()
    }

    /// The records that name a record.
    pub(super) fn from(&self, id: &Id) -> impl Iterator<Item = &'r str> {
        self.from.get(id.as_str()).into_iter().flatten().copied()
    }

    /// Whether a record has a part with this local id.
    pub(super) fn has_part(&self, file: &str, part: &str) -> bool {
        self.parts.contains(&(file, part))
    }
}

/// What a record names, and the local ids of its own parts.
#[derive(Default)]
struct Found<'r> {
    named: Vec<&'r str>,
    own: Vec<&'r str>,
}

impl<'r> Visit<'r> for Found<'r> {
    fn refers(&mut self, at: At<'_>, id: &'r str, to: To) {
        match to {
            To::Own => {
                // A part stands in a list of the record itself: `/locks/0/id`.
                if at.pointer().split('/').count() == 4 {
                    self.own.push(id);
                }
            }
            To::Conduct | To::Regime | To::Territory | To::Trait | To::Lint => {}
            _ => self.named.push(id),
        }
    }
}

/// The title or name of a record, of a law what people call it.
pub(super) fn title(record: &Record) -> &str {
    match record {
        Record::Register(register) => register.title.as_str(),
        Record::Instrument(_, law) => law.short_title.as_ref().unwrap_or(&law.title).as_str(),
        record => record.title().unwrap_or_default(),
    }
}
