//! One party of a published list as it was read, and what is wrong with a list that cannot be read.

use std::fmt;
use std::io;

use jiff::civil::Date;

use super::names::Alternates;

/// How much of each party is read.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Depth {
    /// What counting needs.
    #[default]
    Counted,
    /// Alternate names too.
    Named,
}

/// A party, borrowed from the reader until the next one.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// Where it stands: its row or entry, from 1.
    pub row: u64,
    /// The number under which it is published.
    pub uid: u64,
    /// The name as printed.
    pub name: &'a str,
    /// Its alternate names, of which a list may have some in its remarks; none unless they were asked for.
    pub alternates: Alternates<'a>,
    /// What it is.
    pub kind: PartyType,
    /// Its programme tags as the list joins them; [`tags`] takes them apart.
    pub tags: &'a str,
    /// Its remarks; empty where the list has none.
    pub remarks: &'a str,
    /// Nationality and citizenship as the list words them; empty where it has none.
    pub nationality: &'a str,
    /// The day of its first listing, where the list says one.
    pub listed: Option<Date>,
    /// The list it stands on, where the file says it of each entry.
    pub roll: Option<Roll>,
}

/// The tags of a joined list of tags, by `] [` or `;`.
pub fn tags(joined: &str) -> impl Iterator<Item = &str> {
    let parts = joined.split("] [").flat_map(|part| part.split(';'));
    parts.map(|tag| tag.trim().trim_matches(['[', ']']).trim())
}

/// What a party is, by the words of the lists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartyType {
    /// A natural person.
    Individual,
    /// A company or other body.
    Entity,
    /// A ship.
    Vessel,
    /// An aircraft.
    Aircraft,
}

impl PartyType {
    /// Every type, in the order of the columns.
    pub const ALL: [PartyType; 4] =
        [PartyType::Individual, PartyType::Entity, PartyType::Vessel, PartyType::Aircraft];

    /// The word of the lists, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            PartyType::Individual => "individual",
            PartyType::Entity => "entity",
            PartyType::Vessel => "vessel",
            PartyType::Aircraft => "aircraft",
        }
    }

    /// The type that a word of a list names; an empty cell is an entity.
    pub(super) fn of(word: &str) -> Option<Self> {
        if word.is_empty() {
            return Some(PartyType::Entity);
        }
        PartyType::ALL.into_iter().find(|kind| word.eq_ignore_ascii_case(kind.word()))
    }
}

/// The two families of lists: who is blocked, and who is restricted without being blocked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Roll {
    /// The list of blocked persons.
    Sdn,
    /// All other lists, published together.
    NonSdn,
}

impl Roll {
    /// How it is typed and printed.
    pub fn word(self) -> &'static str {
        match self {
            Roll::Sdn => "sdn",
            Roll::NonSdn => "non-sdn",
        }
    }

    /// Whether a programme record that names this list, or none, speaks of this family.
    pub(super) fn holds(self, list: Option<&str>) -> bool {
        match list {
            None => true,
            Some(list) => list.eq_ignore_ascii_case("sdn") == (self == Roll::Sdn),
        }
    }
}

/// In which layout a list was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Twelve columns without a header.
    LegacyCsv,
    /// A header that names the columns.
    HeadedCsv,
    /// `sdn.xml` and `consolidated.xml`.
    SdnXml,
    /// The advanced XML.
    AdvancedXml,
}

impl Layout {
    /// How it is called.
    pub fn word(self) -> &'static str {
        match self {
            Layout::LegacyCsv => "legacy csv",
            Layout::HeadedCsv => "csv with a header",
            Layout::SdnXml => "sdn xml",
            Layout::AdvancedXml => "advanced xml",
        }
    }
}

/// What was learnt of a list as a whole.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its layout.
    pub layout: Layout,
    /// The day it was published, where it says one.
    pub published: Option<Date>,
    /// How many parties it holds.
    pub parties: u64,
    /// Whether its parties carry remarks.
    pub remarks: bool,
    /// What a reader must know of how it was read.
    pub notes: Vec<String>,
}

impl Head {
    pub(super) fn new(layout: Layout) -> Self {
        Self { layout, published: None, parties: 0, remarks: false, notes: Vec::new() }
    }
}

/// Why a list could not be read, and where.
#[derive(Debug)]
pub struct Flaw {
    /// The row, line or entry, as in `row 12 (line 14)`; empty where it is about the file.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Flaw {
    pub(super) fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A failure of the input itself: cut off, not what it says it is, or past a limit.
    pub(super) fn of_input(place: impl Into<String>, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => {
                Flaw::new(place, "the compressed file ends early: it is cut off").help("download it again")
            }
            _ => Flaw::new(place, error.to_string()),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            f.write_str(&self.what)
        } else {
            write!(f, "{}: {}", self.place, self.what)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_apart_as_both_kinds_of_list_join_them() {
        let all = |joined| tags(joined).collect::<Vec<_>>();
        assert_eq!(all("SDGT] [CAATSA - RUSSIA] [IFSR"), ["SDGT", "CAATSA - RUSSIA", "IFSR"]);
        assert_eq!(all("SDGT; RUSSIA-EO14024"), ["SDGT", "RUSSIA-EO14024"]);
        assert_eq!(all("[SDGT] [IFSR]"), ["SDGT", "IFSR"]);
        assert_eq!(all("A] [] [B"), ["A", "", "B"]);
    }

    #[test]
    fn an_empty_cell_is_an_entity_and_a_strange_word_is_nothing() {
        assert_eq!(PartyType::of(""), Some(PartyType::Entity));
        assert_eq!(PartyType::of("Individual"), Some(PartyType::Individual));
        assert_eq!(PartyType::of("submarine"), None);
    }
}
