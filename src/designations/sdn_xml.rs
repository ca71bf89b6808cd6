//! The list as `sdn.xml` and `consolidated.xml` write it: one `sdnEntry` for each party.

use jiff::civil::Date;
use quick_xml::events::BytesStart;

use super::names::Alternates;
use super::party::{Depth, Flaw, Head, Layout, Party, PartyType};
use super::source::Each;
use super::xml::{Elements, Path};

/// What stands in the entry that is being read.
#[derive(Default)]
struct Entry {
    uid: String,
    first: String,
    last: String,
    alternates: String,
    alternate: Alternate,
    kind: String,
    remarks: String,
    tags: String,
    nationality: String,
}

/// The alternate name that is being read.
#[derive(Default)]
struct Alternate {
    first: String,
    last: String,
}

pub(super) struct SdnXml {
    depth: Depth,
    head: Head,
    declared: Option<u64>,
    entry: Entry,
}

impl Entry {
    /// Takes an element of an alternate name.
    fn alternate(&mut self, parent: &str, element: &str, text: &str) {
        let name = &mut self.alternate;
        match (parent, element) {
            ("aka", "firstName") => name.first.push_str(text),
            ("aka", "lastName") => name.last.push_str(text),
            ("akaList", "aka") => {
                whole(&mut name.last, &name.first);
                self.alternates.push_str(&name.last);
                self.alternates.push(Alternates::BETWEEN);
                name.first.clear();
                name.last.clear();
            }
            _ => {}
        }
    }
}

impl SdnXml {
    pub(super) fn new(depth: Depth) -> Self {
        Self {
            depth,
            head: Head { remarks: true, ..Head::new(Layout::SdnXml) },
            declared: None,
            entry: Entry::default(),
        }
    }

    fn emit(&mut self, each: Each<'_>) -> Result<(), Flaw> {
        let entry = &mut self.entry;
        let bad = |what: String| Err(Flaw::new("", what));
        let Ok(uid) = entry.uid.parse() else {
            return bad(format!("`{}` is no number of a party", entry.uid));
        };
        let Some(kind) = PartyType::of(&entry.kind).filter(|_| !entry.kind.is_empty()) else {
            return bad(format!("`{}` is no type of party", entry.kind));
        };
        if entry.last.is_empty() {
            return bad(format!("party {uid} has no name"));
        }
        if entry.tags.is_empty() {
            return bad(format!("party {uid} has no programme tag"));
        }
        whole(&mut entry.last, &entry.first);
        self.head.parties += 1;
        each(&Party {
            row: self.head.parties,
            uid,
            name: &entry.last,
            alternates: Alternates::read(&entry.alternates),
            kind,
            tags: &entry.tags,
            remarks: &entry.remarks,
            nationality: &entry.nationality,
            listed: None,
            roll: None,
        })
    }
}

/// Puts the first name behind the last, where there is one.
fn whole(last: &mut String, first: &str) {
    if !first.is_empty() {
        append(last, ", ", first);
    }
}

/// Puts a text behind others.
pub(super) fn append(list: &mut String, separator: &str, text: &str) {
    if !list.is_empty() {
        list.push_str(separator);
    }
    list.push_str(text);
}

impl Elements for SdnXml {
    fn open(&mut self, path: &Path, _: &BytesStart<'_>) -> Result<(), String> {
        if path.last() == "sdnEntry" {
            let entry = &mut self.entry;
            let all = [
                &mut entry.uid,
                &mut entry.first,
                &mut entry.last,
                &mut entry.alternates,
                &mut entry.kind,
                &mut entry.remarks,
                &mut entry.tags,
                &mut entry.nationality,
            ];
            all.into_iter().for_each(String::clear);
        }
        Ok(())
    }

    fn close(&mut self, path: &Path, text: &str, each: Each<'_>) -> Result<bool, Flaw> {
        let entry = &mut self.entry;
        match (path.parent(), path.last()) {
            ("sdnEntry", "uid") => entry.uid.push_str(text),
            ("sdnEntry", "firstName") => entry.first.push_str(text),
            ("sdnEntry", "lastName") => entry.last.push_str(text),
            ("sdnEntry", "sdnType") => entry.kind.push_str(text),
            ("sdnEntry", "remarks") => entry.remarks.push_str(text),
            ("programList", "program") if text.is_empty() => {
                return Err(Flaw::new("", "the programme tag is empty"));
            }
            ("programList", "program") => append(&mut entry.tags, "; ", text),
            ("nationality" | "citizenship", "country") => append(&mut entry.nationality, "; ", text),
            ("sdnList", "sdnEntry") => {
                self.emit(each)?;
                return Ok(true);
            }
            // The published schema spells its element so.
            ("publshInformation", "Publish_Date") => {
                let day = published(text).ok_or_else(|| {
                    Flaw::new("", format!("`{text}` is no day of publication, `MM/DD/YYYY`"))
                })?;
                self.head.published = Some(day);
            }
            ("publshInformation", "Record_Count") => {
                let count = text.parse().map_err(|_| Flaw::new("", format!("`{text}` is no count")))?;
                self.declared = Some(count);
            }
            (parent, last) if self.depth == Depth::Named => entry.alternate(parent, last, text),
            _ => {}
        }
        Ok(false)
    }

    fn end(self: Box<Self>) -> Result<Head, Flaw> {
        let found = self.head.parties;
        if let Some(declared) = self.declared.filter(|declared| *declared != found) {
            let what = format!("the file says that it holds {declared} parties, and holds {found}");
            return Err(Flaw::new("", what).help("download it again"));
        }
        if found == 0 {
            return Err(Flaw::new("", "the list holds no party"));
        }
        Ok(self.head)
    }

    fn place(&self) -> String {
        format!("entry {}", self.head.parties + 1)
    }
}

/// A day as `MM/DD/YYYY`.
fn published(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
