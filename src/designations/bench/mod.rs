//! What delisting takes, asked of the engine for a hypothetical party: once for each set of tags.
//!
//! For each tag that a programme record maps there is a hypothetical listing, under any of the measures that the tag
//! may stand for, made on some day between the first of these measures and the day of the list. What no list says
//! and some provision asks for (nationality, ground, kind of body) is asked for each value that a provision names
//! and once for all others; which these are is read off the selectors of the register.

mod asked;
mod hypothetical;
mod mapped;
mod verdict;

use std::collections::BTreeMap;

use jiff::civil::Date;

use self::asked::AskedOf;
use self::hypothetical::{Variant, act, listing, party};
use super::party::{PartyType, Roll};
use crate::model::{Action, Id, TargetKind};
use crate::register::{Part, RecordFile, Register, in_force_fact, in_force_on_fact};
use crate::relief::{Asked, Branch, Question, Var, answer};

pub use asked::windows;
pub use mapped::{Mapped, mapped};
pub use verdict::{Case, OTHER, Verdict};

/// The tags of a party, as the register knows them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Class {
    mapped: Vec<usize>,
    window: Option<usize>,
    kinds: Vec<TargetKind>,
}

/// The register with hypothetical parties in it, and the question put of them.
pub struct Bench {
    /// The register, with a target for each hypothetical party.
    pub register: Register,
    /// The question.
    pub question: Question,
    /// The tags that programme records map.
    pub mapped: Vec<Mapped>,
    variants: Vec<Variant>,
    words: BTreeMap<Id, String>,
    known: BTreeMap<Class, usize>,
    verdicts: Vec<Verdict>,
}

impl Bench {
    /// Puts hypothetical parties of a list of this day into a register. `dated` asks for parties of each span of
    /// days between those that some provision names, too.
    pub fn new(register: Register, question: Question, list_day: Date, dated: bool) -> Option<Self> {
        let mapped = mapped(&register, question.as_of);
        let asked = AskedOf::of(&register);
        let ends = windows(&register);
        let spans = if dated { ends.len() + 1 } else { 0 };
        let mut variants = Vec::new();
        for window in std::iter::once(None).chain((0..spans).map(Some)) {
            for nationality in asked.nationality.iter().map(Some).chain([None]) {
                for ground in &asked.grounds {
                    for kind in &asked.kinds {
                        let nationality = nationality.cloned();
                        variants.push(Variant { nationality, ground: *ground, kind: *kind, window });
                    }
                }
            }
        }
        let mut words = BTreeMap::new();
        let mut files: Vec<RecordFile> = Vec::with_capacity(variants.len());
        for (at, variant) in variants.iter().enumerate() {
            files.push(party(&register, &mapped, variant, at, list_day, &ends)?);
            for (tag, one) in mapped.iter().enumerate() {
                let listing = listing(at, tag);
                words.insert(in_force_fact(listing.as_str()), format!("listed under {}", one.tag));
                for day in &ends {
                    let asked_of = day.tomorrow().unwrap_or(*day);
                    for eve in [*day, asked_of] {
                        let fact = in_force_on_fact(listing.as_str(), eve);
                        words.insert(fact, format!("listed under {} by {day}", one.tag));
                    }
                }
            }
        }
        let register = register.with(files)?;
        Some(Self {
            register,
            question,
            mapped,
            variants,
            words,
            known: BTreeMap::new(),
            verdicts: Vec::new(),
        })
    }

    /// The place of what delisting takes for these tags; none where no tag is mapped.
    pub fn verdict(
        &mut self,
        tags: &[String],
        roll: Roll,
        kind: PartyType,
        window: Option<usize>,
    ) -> Option<usize> {
        let class = self.class(tags, roll, kind, window)?;
        if let Some(at) = self.known.get(&class) {
            return Some(*at);
        }
        let verdict = self.weigh(Action::Terminate, &class);
        self.verdicts.push(verdict);
        self.known.insert(class, self.verdicts.len() - 1);
        Some(self.verdicts.len() - 1)
    }

    fn class(&self, tags: &[String], roll: Roll, kind: PartyType, window: Option<usize>) -> Option<Class> {
        let is = |one: &Mapped| one.roll == roll && tags.contains(&one.tag);
        let mapped: Vec<usize> =
            self.mapped.iter().enumerate().filter(|(_, one)| is(one)).map(|(at, _)| at).collect();
        let mut kinds: Vec<TargetKind> = candidates(kind).iter().map(|kind| self.like(*kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let known = !mapped.is_empty();
        known.then_some(Class { mapped, window: window.filter(|_| tags.len() == 1), kinds })
    }

    /// What one action takes for these tags, by itself.
    pub fn way(
        &self,
        action: Action,
        tags: &[String],
        roll: Roll,
        kind: PartyType,
        window: Option<usize>,
    ) -> Option<Verdict> {
        let class = self.class(tags, roll, kind, window)?;
        Some(self.weigh(action, &class))
    }

    /// What programme records say of a tag.
    pub fn mapping(&self, tag: &str, roll: Roll) -> Option<&Mapped> {
        self.mapped.iter().find(|one| one.roll == roll && one.tag == tag)
    }

    /// The regimes of the tags of a verdict.
    pub fn regimes(&self, verdict: &Verdict) -> Vec<String> {
        let all = verdict.mapped.iter().flat_map(|at| &self.mapped[*at].regimes);
        let mut all: Vec<String> = all.map(ToString::to_string).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Every verdict, in the order of their places.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.verdicts.iter()
    }

    /// What was found.
    pub fn at(&self, verdict: usize) -> &Verdict {
        &self.verdicts[verdict]
    }

    /// A kind of target that provisions treat like this one.
    fn like(&self, kind: TargetKind) -> TargetKind {
        let asked = |kind: TargetKind| self.variants.iter().any(|variant| variant.kind == kind);
        if asked(kind) { kind } else { self.variants.first().map_or(kind, |first| first.kind) }
    }

    fn weigh(&self, action: Action, class: &Class) -> Verdict {
        let mut cases: Vec<Case> = Vec::new();
        let fitting =
            |variant: &Variant| variant.window == class.window && class.kinds.contains(&variant.kind);
        for (at, variant) in self.variants.iter().enumerate().filter(|(_, variant)| fitting(variant)) {
            let listings = class.mapped.iter().map(|tag| listing(at, *tag));
            let acts = [act(action, listings)];
            let asked = Asked { acts: &acts, goals: &[], facts: &[] };
            let branches = answer(&self.register, asked, self.question.clone()).branches();
            let nationality = variant.nationality.as_ref().map_or(OTHER, Id::as_str);
            let same = cases.iter_mut().find(|case| {
                case.nationality == nationality && self.outcome(&case.branches) == self.outcome(&branches)
            });
            match same {
                Some(case) => {
                    case.grounds.push(variant.ground);
                    case.kinds.push(variant.kind);
                }
                None => cases.push(Case {
                    nationality: nationality.to_owned(),
                    grounds: vec![variant.ground],
                    kinds: vec![variant.kind],
                    branches,
                }),
            }
        }
        for case in &mut cases {
            case.grounds.sort_unstable();
            case.grounds.dedup();
            case.kinds.sort_unstable();
            case.kinds.dedup();
        }
        Verdict { cases, mapped: class.mapped.clone() }
    }

    /// What tells branches apart, whatever the hypothetical party is called.
    fn outcome(&self, branches: &[Branch]) -> Vec<String> {
        let said = |branch: &Branch| {
            let cases = branch.cases.iter().map(|case| {
                case.iter().map(|(var, value)| self.say(var, *value)).collect::<Vec<_>>().join(", ")
            });
            let cases: Vec<String> = cases.collect();
            format!("{:?} {} {:?} {cases:?}", branch.pathway, branch.outlying, branch.controlling)
        };
        branches.iter().map(said).collect()
    }

    /// A choice or fact in words: `c4=a`, `listed under TAG by DAY`.
    pub fn say(&self, var: &Var, value: usize) -> String {
        match var {
            Var::Point(id) => {
                let choice = self.register.point(id.as_str()).and_then(|point| point.choices.get(value));
                format!("{id}={}", choice.map_or("?", |choice| choice.id.as_str()))
            }
            Var::Fact(id) => match self.words.get(id) {
                Some(words) if value == 1 => words.clone(),
                Some(words) => format!("not {words}"),
                None => format!("{id}={}", if value == 1 { "yes" } else { "no" }),
            },
            Var::Basis(listing) => {
                let measures = match self.register.part(listing.as_str()) {
                    Some(Part::Listing(ix)) => self.register.listing_measures(ix),
                    _ => &[],
                };
                let measure = measures.get(value).map_or("?", |ix| self.register.reference(*ix).as_str());
                let tag = listing.split().1.and_then(|local| local.strip_prefix("tag-")).unwrap_or_default();
                let tag = tag.parse().ok().and_then(|at: usize| self.mapped.get(at));
                format!("{} stands for {measure}", tag.map_or("the tag", |one| &one.tag))
            }
        }
    }
}

/// The kinds of target that a type of party may be.
fn candidates(kind: PartyType) -> &'static [TargetKind] {
    match kind {
        PartyType::Individual => &[TargetKind::Individual],
        PartyType::Entity => &[TargetKind::Entity, TargetKind::Bank, TargetKind::StateOrgan],
        PartyType::Vessel => &[TargetKind::Vessel],
        PartyType::Aircraft => &[TargetKind::Aircraft],
    }
}
