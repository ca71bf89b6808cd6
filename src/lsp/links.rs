//! What an id under the cursor refers to, where that stands, and what else refers to it.

use std::ops::Range;

use super::spot::{Slot, spot};
use crate::edit::{Subject, references};
use crate::model::{At, Kind, Record, To, Visit};
use crate::register::{Loaded, Register};
use crate::text::Locator;

/// An id in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pointed {
    /// What is meant.
    pub(super) meant: Meant,
    /// The bytes of the part of the id that names it.
    pub(super) range: Range<usize>,
}

/// What an id means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A record, a part or a choice.
    Subject(Subject),
    /// An entry of a list in `register.toml`.
    Listed(To, String),
}

impl Meant {
    /// As people write it.
    pub(super) fn id(&self) -> String {
        match self {
            Meant::Subject(Subject::Record(id)) | Meant::Listed(_, id) => id.clone(),
            Meant::Subject(Subject::Part(file, local)) => format!("{file}/{local}"),
            Meant::Subject(Subject::Choice(point, choice)) => format!("{point}.{choice}"),
        }
    }
}

/// A place in a file; without a range, the file.
pub(super) type Place = (String, Option<Range<usize>>);

/// The id at a byte of the record at `path`. On the first half of `FILE/LOCAL` it is the file that is meant.
pub(super) fn pointed(path: &str, text: &str, offset: usize) -> Option<Pointed> {
    let kind = Kind::of_path(path)?;
    let spot = spot(text, offset).filter(|spot| spot.slot == Slot::Value && !spot.range.is_empty())?;
    let keys: Vec<&str> = spot.keys.iter().map(String::as_str).collect();
    let to = kind.wants(&keys)?;
    let id = text.get(spot.range.clone())?;
    let stem = path.rsplit('/').next()?.strip_suffix(".toml")?;
    let whole = |meant| Some(Pointed { meant, range: spot.range.clone() });
    match to {
        To::Lint => None,
        To::Conduct | To::Regime | To::Territory | To::Trait => whole(Meant::Listed(to, id.into())),
        To::Own if kind == Kind::Register => {
            let list = LISTS.iter().find(|(_, list)| keys.first() == Some(list))?;
            whole(Meant::Listed(list.0, id.into()))
        }
        To::Own if kind == Kind::Point => whole(Meant::Subject(Subject::Choice(stem.into(), id.into()))),
        To::Own => whole(Meant::Subject(Subject::Part(stem.into(), id.into()))),
        To::Stated if id.contains("-in-force") => {
            let record = id.split_once("-in-force")?.0;
            whole(Meant::Subject(Subject::Record(record.into())))
        }
        _ => {
            let mark = if to == To::Choice { '.' } else { '/' };
            let middle = id.find(mark).map(|at| spot.range.start + at);
            match middle {
                Some(middle) if offset <= middle => {
                    let record = text.get(spot.range.start..middle)?;
                    let meant = Meant::Subject(Subject::Record(record.into()));
                    Some(Pointed { meant, range: spot.range.start..middle })
                }
                Some(middle) => {
                    let meant = Meant::Subject(Subject::of(id));
                    Some(Pointed { meant, range: middle + 1..spot.range.end })
                }
                None => whole(Meant::Subject(Subject::Record(id.into()))),
            }
        }
    }
}

/// The lists of `register.toml`, by what refers to their entries.
const LISTS: [(To, &str); 4] = [
    (To::Conduct, "conducts"),
    (To::Regime, "regimes"),
    (To::Territory, "territories"),
    (To::Trait, "traits"),
];

/// Where it is defined.
pub(super) fn definition(loaded: &Loaded, meant: &Meant) -> Option<Place> {
    let register = loaded.register.as_ref()?;
    match meant {
        Meant::Listed(to, id) => own(loaded, register, Kind::Register.folder(), id, Some(*to)),
        Meant::Subject(subject) => {
            let Some(file) = register.file(subject.record()) else {
                let undecoded = loaded.flawed.iter().map(|(at, _)| &loaded.sources.files()[*at].path);
                let name = format!("/{}.toml", subject.record());
                return undecoded
                    .into_iter()
                    .find(|path| path.ends_with(&name))
                    .map(|path| (path.clone(), None));
            };
            match subject {
                Subject::Record(_) => Some((file.path.clone(), None)),
                Subject::Part(_, local) | Subject::Choice(_, local) => {
                    own(loaded, register, &file.path, local, None)
                }
            }
        }
    }
}

/// Where a local id is written in a file.
fn own(loaded: &Loaded, register: &Register, path: &str, id: &str, list: Option<To>) -> Option<Place> {
    let file = register.files().iter().find(|file| file.path == path)?;
    let list =
        LISTS.iter().find(|(to, _)| Some(*to) == list).map_or(String::new(), |(_, list)| format!("/{list}/"));
    let wanted = |pointer: &str, other: &str, to: To| {
        to == To::Own && other == id && pointer.starts_with(&list) && !pointer.starts_with("/retired-parts/")
    };
    let pointer = pointers(&file.record, &wanted).into_iter().next()?;
    let range = Locator::new(loaded.sources.text(path)?).locate(&pointer).value;
    Some((path.to_owned(), Some(range)))
}

/// Every place that refers to it; with `own`, also where it is defined.
pub(super) fn mentions(loaded: &Loaded, meant: &Meant, own: bool) -> Vec<Place> {
    let Some(register) = &loaded.register else { return Vec::new() };
    let mut found: Vec<Place> = match meant {
        Meant::Subject(subject) => references(register, &loaded.sources, subject)
            .into_iter()
            .filter(|found| found.to != To::Own)
            .map(|found| (found.path, Some(found.range)))
            .collect(),
        Meant::Listed(wanted, id) => {
            let wanted = |_: &str, other: &str, to: To| to == *wanted && other == id;
            let files = register.files().iter();
            files.flat_map(|file| located(loaded, &file.path, pointers(&file.record, &wanted))).collect()
        }
    };
    if own {
        found.splice(0..0, definition(loaded, meant));
    }
    found
}

fn located(loaded: &Loaded, path: &str, pointers: Vec<String>) -> Vec<Place> {
    let locator = Locator::new(loaded.sources.text(path).unwrap_or_default());
    pointers.iter().map(|pointer| (path.to_owned(), Some(locator.locate(pointer).value))).collect()
}

/// The pointers of the ids in a record that are wanted.
fn pointers(record: &Record, wanted: &dyn Fn(&str, &str, To) -> bool) -> Vec<String> {
    struct Ids<'w>(&'w dyn Fn(&str, &str, To) -> bool, Vec<String>);
    impl<'r> Visit<'r> for Ids<'_> {
        fn refers(&mut self, at: At<'_>, id: &'r str, to: To) {
            let pointer = at.pointer();
            if (self.0)(&pointer, id, to) {
                self.1.push(pointer);
            }
        }
    }
    let mut ids = Ids(wanted, Vec::new());
    record.walk(&mut ids);
    ids.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(path: &str, marked: &str) -> Option<String> {
        let offset = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        pointed(path, &text, offset).map(|pointed| format!("{} {}", pointed.meant.id(), &text[pointed.range]))
    }

    #[test]
    fn the_half_of_an_id_that_is_pointed_at_is_meant() {
        let option = "options/x.toml";
        assert_eq!(meant(option, "[[acts]]\nlistings = ['vtb/o|ne']").as_deref(), Some("vtb/one one"));
        assert_eq!(meant(option, "[[acts]]\nlistings = ['v|tb/one']").as_deref(), Some("vtb vtb"));
        assert_eq!(meant(option, "regime = 'ru|ssia'").as_deref(), Some("russia russia"));
        assert_eq!(meant(option, "title = 'ru|ssia'"), None);
        assert_eq!(meant("points/c4.toml", "[[choices]]\nid = \"a|\"").as_deref(), Some("c4.a a"));
        assert_eq!(
            meant("targets/vtb.toml", "broken =\n[[listings]]\nid = 'o|ne'").as_deref(),
            Some("vtb/one one")
        );
        assert_eq!(meant("elsewhere.toml", "id = 'o|ne'"), None);
    }
}
