//! Names: the alternate ones as each layout writes them, and which parties a typed number or name means.
//!
//! Case and the number of blanks between words tell no names apart. Nothing more is forgiven: a spelling that is not on
//! the list is another name.

use super::party::Party;

/// What introduces an alternate name in a remark; the name follows in apostrophes.
const MARKS: [&str; 3] = ["a.k.a. '", "f.k.a. '", "n.k.a. '"];

/// The alternate names of a party as the list joins them.
#[derive(Clone, Copy, Debug)]
pub struct Alternates<'a> {
    joined: &'a str,
    apart: char,
}

impl<'a> Alternates<'a> {
    /// What stands between the names that a reader of XML joins; no name holds it.
    pub(super) const BETWEEN: char = '\u{1f}';

    /// Names joined in a cell.
    pub(super) fn in_cell(joined: &'a str) -> Self {
        Self { joined, apart: ';' }
    }

    /// Names joined by a reader.
    pub(super) fn read(joined: &'a str) -> Self {
        Self { joined, apart: Self::BETWEEN }
    }

    /// Each name.
    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        self.joined.split(self.apart).map(str::trim).filter(|name| !name.is_empty())
    }
}

/// The alternate names in a remark, as in `a.k.a. 'THE NAME';`. An apostrophe inside a word belongs to the name.
fn in_remark(remark: &str) -> impl Iterator<Item = &str> {
    let starts = remark.match_indices(".k.a. '").filter_map(|(at, found)| {
        let marked = MARKS.iter().any(|mark| remark[..at + found.len()].ends_with(mark));
        marked.then(|| &remark[at + found.len()..])
    });
    starts.filter_map(|rest| {
        let ends =
            |(at, _): &(usize, &str)| rest[at + 1..].chars().next().is_none_or(|next| ";.,) ".contains(next));
        rest.match_indices('\'').find(ends).map(|(at, _)| &rest[..at])
    })
}

/// How close a party is to what was typed, the closest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Closeness {
    /// It has the number.
    Number,
    /// It has the name.
    Name,
    /// It has the name as an alternate one.
    Alternate,
    /// What was typed is part of its name or of an alternate one.
    Part,
}

/// A number or a name that was typed.
pub struct Wanted {
    uid: Option<u64>,
    name: String,
    folded: String,
}

impl Wanted {
    /// What was typed; nothing where it is blank.
    pub fn new(typed: &str) -> Option<Self> {
        let mut name = String::new();
        fold(typed, &mut name);
        (!name.is_empty()).then(|| Self { uid: typed.trim().parse().ok(), name, folded: String::new() })
    }

    /// Whether the party is meant, how closely, and by which alternate name if by one. A number is no part of a name.
    pub fn finds<'p>(&mut self, party: &Party<'p>) -> Option<(Closeness, Option<&'p str>)> {
        if self.uid == Some(party.uid) {
            return Some((Closeness::Number, None));
        }
        let mut part = match self.compare(party.name) {
            Some(Closeness::Name) => return Some((Closeness::Name, None)),
            part => part.map(|closeness| (closeness, None)),
        };
        for name in party.alternates.iter().chain(in_remark(party.remarks)) {
            match self.compare(name) {
                Some(Closeness::Name) => return Some((Closeness::Alternate, Some(name))),
                Some(closeness) => part = part.or(Some((closeness, Some(name)))),
                None => {}
            }
        }
        part.filter(|_| self.uid.is_none())
    }

    /// Whether a name is what was typed, or holds it.
    fn compare(&mut self, name: &str) -> Option<Closeness> {
        fold(name, &mut self.folded);
        if self.folded == self.name {
            Some(Closeness::Name)
        } else {
            self.folded.contains(&self.name).then_some(Closeness::Part)
        }
    }
}

/// A name in lower case, with one blank between words.
fn fold(name: &str, folded: &mut String) {
    folded.clear();
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::super::party::PartyType;
    use super::*;

    #[test]
    fn a_remark_gives_its_alternate_names() {
        let all = |remark| in_remark(remark).collect::<Vec<_>>();
        assert_eq!(all("DOB 1970; a.k.a. 'THE \"BOSS\"'; alt. f.k.a. 'O'NEIL'."), ["THE \"BOSS\"", "O'NEIL"]);
        assert_eq!(all("(a.k.a. 'ABU ALI')"), ["ABU ALI"]);
        assert_eq!(all("a.k.a. 'cut"), Vec::<&str>::new());
        assert_eq!(all("é.k.a. 'X'; b.k.a. 'Y'"), Vec::<&str>::new());
    }

    #[test]
    fn the_number_comes_before_the_name_and_a_whole_name_before_a_part() {
        let party = Party {
            row: 1,
            uid: 7,
            name: "ALPHA  Bank",
            alternates: Alternates::in_cell("ALPHA; BANK OF ALPHA"),
            kind: PartyType::Entity,
            tags: "CUBA",
            remarks: "a.k.a. '1971'.",
            nationality: "",
            listed: None,
            roll: None,
        };
        let found = |typed| Wanted::new(typed).and_then(|mut wanted| wanted.finds(&party));
        assert_eq!(found("7"), Some((Closeness::Number, None)));
        assert_eq!(found(" alpha bank\t"), Some((Closeness::Name, None)));
        assert_eq!(found("Alpha"), Some((Closeness::Alternate, Some("ALPHA"))));
        assert_eq!(found("pha b"), Some((Closeness::Part, None)));
        assert_eq!(found("bank  of"), Some((Closeness::Part, Some("BANK OF ALPHA"))));
        assert_eq!(found("1971"), Some((Closeness::Alternate, Some("1971"))));
        assert_eq!(found("97"), None);
        assert!(Wanted::new(" ").is_none());
    }
}
