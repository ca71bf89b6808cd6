//! The count of each distinct class of parties, and the cross-check of tags with remarks. Its size is that of the
//! distinct combinations of tags, not of the list.

use std::collections::HashMap;

use super::bench::Mapped;
use super::party::{Flaw, Party, PartyType, Roll, tags};
use crate::register::Map;

/// How many parties are named for each kind of mismatch.
const NAMED: usize = 10;
/// How many combinations of tags a list may have; published ones have a few hundred.
const MOST: usize = 20_000;
/// The most bytes of the tags of one party; those of published lists take up to 200.
const LONGEST: usize = 2048;

/// The parties of one combination of tags.
#[derive(Clone, Debug)]
pub struct Combination {
    /// The tags, sorted, each once.
    pub tags: Vec<String>,
    /// The list they stand on.
    pub roll: Roll,
    /// The span of days in which they were listed, where each entry says its day; by its place.
    pub window: Option<usize>,
    /// How many parties there are of each type, in the order of [`PartyType::ALL`].
    pub counts: [u64; 4],
}

impl Combination {
    /// How many parties there are.
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many there are of one type.
    pub fn count(&self, kind: PartyType) -> u64 {
        self.counts[kind as usize]
    }
}

/// What came of looking for a remark on the entries that should carry it.
#[derive(Clone, Debug)]
pub struct Crosscheck {
    /// The words looked for.
    pub remark: String,
    /// The tags whose entries carry it.
    pub tags: Vec<String>,
    /// How many entries have one of the tags and the remark.
    pub agree: u64,
    /// How many have one of the tags and not the remark.
    pub missing: u64,
    /// The numbers of the first of these.
    pub missing_uids: Vec<u64>,
    /// How many have the remark and none of the tags.
    pub unexpected: u64,
    /// The numbers of the first of these.
    pub unexpected_uids: Vec<u64>,
}

/// Counts parties by class.
pub struct Tally {
    places: Map<String, usize>,
    known: HashMap<(Vec<String>, Roll, Option<usize>), usize>,
    key: String,
    found: Vec<(Combination, Vec<bool>)>,
    /// What was found of each remark.
    pub crosschecks: Vec<Crosscheck>,
    roll: Roll,
}

impl Tally {
    /// An empty tally. Parties that do not say which list they stand on stand on `roll`.
    pub fn new(mapped: &[Mapped], roll: Roll) -> Self {
        let mut crosschecks: Vec<Crosscheck> = Vec::new();
        for one in mapped {
            let Some(remark) = &one.remark else { continue };
            match crosschecks.iter_mut().find(|check| check.remark == *remark) {
                Some(check) if check.tags.contains(&one.tag) => {}
                Some(check) => check.tags.push(one.tag.clone()),
                None => crosschecks.push(Crosscheck {
                    remark: remark.clone(),
                    tags: vec![one.tag.clone()],
                    agree: 0,
                    missing: 0,
                    missing_uids: Vec::new(),
                    unexpected: 0,
                    unexpected_uids: Vec::new(),
                }),
            }
        }
        Self {
            places: Map::default(),
            known: HashMap::new(),
            key: String::new(),
            found: Vec::new(),
            crosschecks,
            roll,
        }
    }

    /// Counts a party.
    ///
    /// # Errors
    /// There are more combinations of tags than any list has.
    pub fn add(&mut self, party: &Party<'_>, window: Option<usize>) -> Result<(), Flaw> {
        let roll = party.roll.unwrap_or(self.roll);
        self.key.clear();
        self.key.push(if roll == Roll::Sdn { 's' } else { 'n' });
        self.key
            .push(window.and_then(|at| u8::try_from(at).ok()).map_or('-', |at| char::from(b'0' + at % 64)));
        self.key.push_str(party.tags);
        let at = match self.places.get(&self.key) {
            Some(at) => *at,
            None if party.tags.len() > LONGEST => {
                let what = format!("its tags take more than {LONGEST} bytes: this is not a sanctions list");
                return Err(Flaw::new(format!("entry {}", party.row), what));
            }
            None if self.places.len() < MOST => self.place(party.tags, roll, window),
            None => {
                let what = format!("more than {MOST} combinations of tags: this is not a sanctions list");
                return Err(Flaw::new(format!("entry {}", party.row), what));
            }
        };
        let (combination, expected) = &mut self.found[at];
        combination.counts[party.kind as usize] += 1;
        if !party.remarks.is_empty() || expected.contains(&true) {
            for (check, expected) in self.crosschecks.iter_mut().zip(expected) {
                match (*expected, party.remarks.contains(&check.remark)) {
                    (true, true) => check.agree += 1,
                    (false, false) => {}
                    (true, false) => note(&mut check.missing, &mut check.missing_uids, party.uid),
                    (false, true) => note(&mut check.unexpected, &mut check.unexpected_uids, party.uid),
                }
            }
        }
        Ok(())
    }

    fn place(&mut self, joined: &str, roll: Roll, window: Option<usize>) -> usize {
        let mut all: Vec<String> = tags(joined).map(str::to_owned).collect();
        all.sort();
        all.dedup();
        let class = (all, roll, window);
        let at = self.known.get(&class).copied().unwrap_or_else(|| {
            let has = |check: &Crosscheck| check.tags.iter().any(|tag| class.0.contains(tag));
            let expected = self.crosschecks.iter().map(has).collect();
            let tags = class.0.clone();
            self.found.push((Combination { tags, roll, window, counts: [0; 4] }, expected));
            self.known.insert(class, self.found.len() - 1);
            self.found.len() - 1
        });
        self.places.insert(self.key.clone(), at);
        at
    }

    /// The combinations found, in the order in which they were met.
    pub fn combinations(&self) -> impl Iterator<Item = &Combination> {
        self.found.iter().map(|(combination, _)| combination)
    }
}

fn note(count: &mut u64, uids: &mut Vec<u64>, uid: u64) {
    *count += 1;
    if uids.len() < NAMED {
        uids.push(uid);
    }
}
