//! The list as the advanced XML writes it: value sets first, then parties, then the entries that list them. An entry
//! names its party by profile, its programmes in measures of the type `Program`, and the days of its events, so the
//! names of all parties are kept until the entries come.

use std::collections::HashMap;

use jiff::civil::Date;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::names::Alternates;
use super::party::{Depth, Flaw, Head, Layout, Party, PartyType, Roll};
use super::sdn_xml::append;
use super::source::Each;
use super::xml::{Elements, Path};

/// The most bytes of names and values that are kept; those of the published list take a few.
const KEPT: usize = 256 << 20;
/// What a table keeps beside each text, about.
const BESIDE: usize = 128;

/// A party before it is known under which tags it is listed.
struct Profile {
    uid: u64,
    name: Box<str>,
    alternates: Box<str>,
    kind: PartyType,
}

/// An entry that is being read.
#[derive(Default)]
struct Entry {
    profile: String,
    list: String,
    tags: String,
    measure: String,
    listed: Option<Date>,
}

#[derive(Default)]
pub(super) struct Advanced {
    depth: Depth,
    head: Option<Head>,
    /// The id of the value that is being read, and what it belongs to.
    id: String,
    within: String,
    kinds: HashMap<String, String>,
    /// The word of each subtype, and the type that it belongs to.
    subkinds: HashMap<String, (String, String)>,
    lists: HashMap<String, String>,
    measures: HashMap<String, String>,
    profiles: HashMap<String, Profile>,
    kept: usize,
    fixed: String,
    profile: String,
    subkind: String,
    /// Whether the alias is the one that is first called primary.
    primary: bool,
    /// The name that is being read: an alias may be written in several scripts.
    written: String,
    name: String,
    alternates: String,
    entry: Entry,
    date: [i16; 3],
}

impl Advanced {
    pub(super) fn new(depth: Depth) -> Self {
        Self { depth, head: Some(Head::new(Layout::AdvancedXml)), ..Self::default() }
    }

    fn parties(&self) -> u64 {
        self.head.as_ref().map_or(0, |head| head.parties)
    }

    /// Counts what is about to be kept.
    fn keeps(&mut self, bytes: usize) -> Result<(), Flaw> {
        self.kept += bytes + BESIDE;
        if self.kept > KEPT {
            let what = format!(
                "the names of its parties take more than {} MiB: this is not a sanctions list",
                KEPT >> 20
            );
            return Err(Flaw::new("", what));
        }
        Ok(())
    }

    /// Takes the day whose parts were read.
    fn day(&mut self) -> Result<Option<Date>, Flaw> {
        let [year, month, day] = std::mem::take(&mut self.date);
        if (year, month, day) == (0, 0, 0) {
            return Ok(None);
        }
        let found = i8::try_from(month).ok().zip(i8::try_from(day).ok());
        let found = found.and_then(|(month, day)| Date::new(year, month, day).ok());
        found.map(Some).ok_or_else(|| Flaw::new("", format!("{year}-{month}-{day} is no day")))
    }

    /// A name is complete: the first of the primary alias is the party's, any other an alternate one.
    fn named(&mut self) {
        if self.primary && self.name.is_empty() {
            std::mem::swap(&mut self.name, &mut self.written);
        } else if self.depth == Depth::Named {
            self.alternates.push_str(&self.written);
            self.alternates.push(Alternates::BETWEEN);
        }
        self.written.clear();
    }

    /// The party is complete.
    fn keep(&mut self) -> Result<(), Flaw> {
        self.keeps(self.name.len() + self.alternates.len() + self.profile.len())?;
        let uid = self.fixed.parse();
        let uid = uid.map_err(|_| Flaw::new("", format!("`{}` is no number of a party", self.fixed)))?;
        // A subtype that is not itself a type of party takes the word of what it belongs to.
        let known = |word: &String| PartyType::of(word).filter(|_| !word.is_empty());
        let kind = self.subkinds.get(&self.subkind);
        let kind = kind.and_then(|(word, within)| known(word).or_else(|| known(self.kinds.get(within)?)));
        let kind = kind.ok_or_else(|| {
            let what = format!("the type of party {uid} (`{}`) is not among the file's values", self.subkind);
            Flaw::new("", what)
        })?;
        if self.name.is_empty() {
            return Err(Flaw::new("", format!("party {uid} has no primary name")));
        }
        let (name, alternates) = (self.name.as_str().into(), self.alternates.as_str().into());
        let profile = Profile { uid, name, alternates, kind };
        if self.profiles.insert(self.profile.clone(), profile).is_some() {
            return Err(Flaw::new("", format!("profile `{}` stands twice", self.profile)));
        }
        Ok(())
    }

    fn emit(&mut self, each: Each<'_>) -> Result<(), Flaw> {
        let entry = &self.entry;
        let profile = self.profiles.get(&entry.profile);
        let profile = profile.ok_or_else(|| {
            Flaw::new("", format!("the entry is of profile `{}`, which is no party before it", entry.profile))
        })?;
        if entry.tags.is_empty() {
            return Err(Flaw::new("", format!("party {} has no programme tag", profile.uid)));
        }
        let list = self.lists.get(&entry.list).ok_or_else(|| {
            Flaw::new("", format!("the list `{}` of the entry is not among the file's values", entry.list))
        })?;
        let sdn = list.to_ascii_lowercase().starts_with("sdn");
        let head = self.head.get_or_insert_with(|| Head::new(Layout::AdvancedXml));
        head.parties += 1;
        each(&Party {
            row: head.parties,
            uid: profile.uid,
            name: &profile.name,
            alternates: Alternates::read(&profile.alternates),
            kind: profile.kind,
            tags: &entry.tags,
            remarks: "",
            nationality: "",
            listed: entry.listed,
            roll: Some(if sdn { Roll::Sdn } else { Roll::NonSdn }),
        })
    }
}

/// The value of an attribute, put into `to`; empty where there is none.
fn attribute(start: &BytesStart<'_>, name: &str, to: &mut String) -> Result<(), String> {
    to.clear();
    let found = start.try_get_attribute(name).map_err(|error| error.to_string())?;
    if let Some(found) = found {
        to.push_str(&found.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?);
    }
    Ok(())
}

impl Elements for Advanced {
    fn open(&mut self, path: &Path, start: &BytesStart<'_>) -> Result<(), String> {
        match path.last() {
            "PartyType" | "List" | "SanctionsType" => attribute(start, "ID", &mut self.id),
            "PartySubType" => {
                attribute(start, "PartyTypeID", &mut self.within)?;
                attribute(start, "ID", &mut self.id)
            }
            "DistinctParty" => attribute(start, "FixedRef", &mut self.fixed),
            "Profile" => {
                self.name.clear();
                self.alternates.clear();
                attribute(start, "PartySubTypeID", &mut self.subkind)?;
                attribute(start, "ID", &mut self.profile)
            }
            "Alias" => {
                attribute(start, "Primary", &mut self.id)?;
                self.primary = self.id == "true" && self.name.is_empty();
                Ok(())
            }
            "SanctionsEntry" => {
                self.entry.tags.clear();
                self.entry.listed = None;
                attribute(start, "ListID", &mut self.entry.list)?;
                attribute(start, "ProfileID", &mut self.entry.profile)
            }
            "SanctionsMeasure" => attribute(start, "SanctionsTypeID", &mut self.entry.measure),
            "Date" | "DateOfIssue" => {
                self.date = [0; 3];
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self, path: &Path, text: &str, each: Each<'_>) -> Result<bool, Flaw> {
        let number = || text.parse().map_err(|_| Flaw::new("", format!("`{text}` is no part of a day")));
        let value = path.parent().ends_with("Values");
        if value {
            self.keeps(self.id.len() + text.len())?;
        }
        match (path.parent(), path.last()) {
            ("PartyTypeValues", "PartyType") => drop(self.kinds.insert(self.id.clone(), text.into())),
            ("PartySubTypeValues", "PartySubType") => {
                self.subkinds.insert(self.id.clone(), (text.into(), self.within.clone()));
            }
            ("ListValues", "List") => drop(self.lists.insert(self.id.clone(), text.into())),
            ("SanctionsTypeValues", "SanctionsType") => {
                self.measures.insert(self.id.clone(), text.into());
            }
            ("DocumentedNamePart", "NamePartValue") if self.primary || self.depth == Depth::Named => {
                append(&mut self.written, ", ", text);
            }
            ("Alias", "DocumentedName") => self.named(),
            ("Identity", "Alias") => self.primary = false,
            ("DistinctParty", "Profile") => {
                self.keep()?;
                return Ok(true);
            }
            ("Date" | "DateOfIssue", "Year") => self.date[0] = number()?,
            ("Date" | "DateOfIssue", "Month") => self.date[1] = number()?,
            ("Date" | "DateOfIssue", "Day") => self.date[2] = number()?,
            ("Sanctions", "DateOfIssue") => {
                let day = self.day()?;
                self.head.get_or_insert_with(|| Head::new(Layout::AdvancedXml)).published = day;
            }
            ("EntryEvent", "Date") => {
                let day = self.day()?;
                self.entry.listed = self.entry.listed.into_iter().chain(day).min();
            }
            ("SanctionsMeasure", "Comment") if !text.is_empty() => {
                let kind = self.measures.get(&self.entry.measure).map(String::as_str);
                if kind == Some("Program") {
                    append(&mut self.entry.tags, "; ", text);
                }
            }
            ("SanctionsEntries", "SanctionsEntry") => {
                self.emit(each)?;
                return Ok(true);
            }
            // Places and documents are many and small, as values are; none of them is an entry that may not end.
            (_, "Location" | "IDRegDocument" | "ProfileRelationship") => return Ok(true),
            _ => {}
        }
        Ok(value)
    }

    fn end(self: Box<Self>) -> Result<Head, Flaw> {
        match self.head {
            Some(head) if head.parties > 0 => Ok(head),
            _ => Err(Flaw::new("", "the list holds no entry")),
        }
    }

    fn place(&self) -> String {
        match self.parties() {
            0 => format!("party {}", self.profiles.len() + 1),
            entries => format!("entry {}", entries + 1),
        }
    }
}
