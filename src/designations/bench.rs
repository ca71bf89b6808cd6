//! What delisting takes, asked of the engine for a hypothetical party: once for each set of tags.
//!
//! For each tag that a programme record maps there is a hypothetical listing, under any of the measures that the tag
//! may stand for, made on some day between the first of these measures and the day of the list. What no list says
//! and some provision asks for (nationality, ground, kind of body) is asked for each value that a provision names
//! and once for all others; which these are is read off the selectors of the register.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::party::{PartyType, Roll};
use crate::model::{
    Act, Action, Clause, Ground, Id, Kind, Listing, Pathway, Record, Ref, Selector, Target, TargetKind, When,
};
use crate::register::{Part, RecordFile, Register, in_force_fact, in_force_on_fact};
use crate::relief::{Asked, Branch, Question, Var, answer};

/// How a nationality that no provision names is called.
pub const OTHER: &str = "other";

/// A tag on a list, and what programme records say of it.
#[derive(Clone, Debug)]
pub struct Mapped {
    /// The tag.
    pub tag: String,
    /// The list.
    pub roll: Roll,
    /// The regimes of its programmes.
    pub regimes: Vec<Id>,
    /// Its programme records.
    pub programmes: Vec<Id>,
    /// The measures it may stand for.
    pub measures: Vec<Ref>,
    /// What a remark says on the entries that carry it.
    pub remark: Option<String>,
}

/// The tags that programme records map, for both families of lists; of regimes whose law is encoded on the day.
pub fn mapped(register: &Register, as_of: Date) -> Vec<Mapped> {
    let mut found: Vec<Mapped> = Vec::new();
    let covered = |regime: &Id| {
        let regime = register.head().regimes.iter().find(|one| one.id == *regime);
        regime.is_none_or(|regime| regime.coverage.from.0 <= as_of)
    };
    for (id, programme) in
        register.programmes().filter(|(_, one)| one.retired.is_none() && covered(&one.regime))
    {
        for roll in [Roll::Sdn, Roll::NonSdn] {
            if !roll.holds(programme.list.as_ref().map(|list| list.as_str())) {
                continue;
            }
            let known = found.iter().position(|one| one.roll == roll && one.tag == programme.tag.as_str());
            let at = known.unwrap_or_else(|| {
                let tag = programme.tag.to_string();
                found.push(Mapped {
                    tag,
                    roll,
                    regimes: Vec::new(),
                    programmes: Vec::new(),
                    measures: Vec::new(),
                    remark: None,
                });
                found.len() - 1
            });
            let one = &mut found[at];
            one.programmes.push(id.clone());
            if !one.regimes.contains(&programme.regime) {
                one.regimes.push(programme.regime.clone());
            }
            let new = programme.measures.iter().filter(|m| !one.measures.contains(m)).cloned();
            let new: Vec<Ref> = new.collect();
            one.measures.extend(new);
            one.remark = one.remark.take().or_else(|| programme.remark.as_ref().map(ToString::to_string));
        }
    }
    found
}

/// One answer of the engine, for the values that no list says.
#[derive(Clone, Debug)]
pub struct Case {
    /// The nationality asked about, as a provision names it; [`OTHER`] for all that none names.
    pub nationality: String,
    /// The grounds of listing that lead to this answer.
    pub grounds: Vec<Ground>,
    /// The kinds of target that lead to it.
    pub kinds: Vec<TargetKind>,
    /// Each pathway that is reached, lightest first, outlying ones last.
    pub branches: Vec<Branch>,
}

impl Case {
    /// The pathways that are not outlying, lightest first.
    pub fn pathways(&self) -> Vec<Pathway> {
        union(self.branches.iter().filter(|branch| !branch.outlying).map(|branch| branch.pathway))
    }
}

/// What delisting takes for a set of tags.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The answers, each distinct one once.
    pub cases: Vec<Case>,
    /// The tags that are mapped, by their place in [`Bench::mapped`].
    pub mapped: Vec<usize>,
}

impl Verdict {
    /// The pathways of all cases that are not outlying, lightest first.
    pub fn pathways(&self) -> Vec<Pathway> {
        union(self.cases.iter().flat_map(Case::pathways))
    }

    /// The pathways that only outlying readings lead to.
    pub fn outlying(&self) -> Vec<Pathway> {
        let counted = self.pathways();
        let all = self.cases.iter().flat_map(|case| &case.branches).map(|branch| branch.pathway);
        union(all.filter(|pathway| !counted.contains(pathway)))
    }

    /// The pathways for each nationality that was asked about.
    pub fn by_nationality(&self) -> Vec<(&str, Vec<Pathway>)> {
        let mut found: Vec<(&str, Vec<Pathway>)> = Vec::new();
        for case in &self.cases {
            match found.iter_mut().find(|(nationality, _)| *nationality == case.nationality) {
                Some((_, set)) => *set = union(set.iter().copied().chain(case.pathways())),
                None => found.push((&case.nationality, case.pathways())),
            }
        }
        found
    }
}

fn union(pathways: impl Iterator<Item = Pathway>) -> Vec<Pathway> {
    let mut set: Vec<Pathway> = pathways.collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// The tags of a party, as the register knows them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Class {
    mapped: Vec<usize>,
    window: Option<usize>,
    kinds: Vec<TargetKind>,
}

/// A hypothetical party: one value for each thing that no list says.
struct Variant {
    nationality: Option<Id>,
    ground: Ground,
    kind: TargetKind,
    window: Option<usize>,
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

/// One act on these listings.
fn act(action: Action, listings: impl Iterator<Item = Ref>) -> Act {
    Act {
        action,
        measures: Vec::new(),
        listings: listings.collect(),
        emergencies: Vec::new(),
        mandates: Vec::new(),
        target: None,
        to: None,
        stage: None,
        text: None,
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

fn name(variant: usize) -> String {
    format!("listed-party-{variant}")
}

fn listing(variant: usize, tag: usize) -> Ref {
    let reference = format!("{}/tag-{tag}", name(variant)).parse();
    reference.unwrap_or_else(|_| unreachable!("made of letters, digits and hyphens"))
}

/// The record of a hypothetical party, with a listing for each tag.
fn party(
    register: &Register,
    mapped: &[Mapped],
    variant: &Variant,
    at: usize,
    list_day: Date,
    ends: &[Date],
) -> Option<RecordFile> {
    let listings = mapped.iter().enumerate().map(|(tag, one)| {
        let (first, last) = span(begins(register, one), list_day, variant.window, ends);
        Some(Listing {
            id: format!("tag-{tag}").parse().ok()?,
            measures: one.measures.clone(),
            from: if first < last { When::Within(first, last) } else { When::On(last) },
            until: None,
            ground: variant.ground,
            carries_out: None,
            programme: one.programmes.first().filter(|_| one.programmes.len() == 1).cloned(),
            source: None,
            locator: None,
            verification: None,
            checked: None,
            doubts: Vec::new(),
            allow: Vec::new(),
        })
    });
    let target = Target {
        name: "a party of a published list".parse().ok()?,
        kind: variant.kind,
        nationality: variant.nationality.iter().cloned().collect(),
        traits: Vec::new(),
        ofac_uid: None,
        owned_by: Vec::new(),
        listings: listings.collect::<Option<_>>()?,
        note: None,
        gaps: Vec::new(),
        retired: None,
        retired_parts: Vec::new(),
        source: None,
        locator: None,
        verification: None,
        checked: None,
        doubts: Vec::new(),
        allow: Vec::new(),
    };
    let id = name(at);
    Some(RecordFile {
        path: format!("targets/{id}.toml"),
        id: id.parse().ok()?,
        kind: Kind::Target,
        record: Record::Target(Box::new(target)),
    })
}

/// The first day on which one of the measures of a tag was in force.
fn begins(register: &Register, one: &Mapped) -> Date {
    let starts = one.measures.iter().filter_map(|measure| match register.part(measure.as_str()) {
        Some(Part::Measure(ix)) => {
            let own = register.measure(ix).effective;
            own.or_else(|| register.home(ix).instrument().map(|i| i.effective)).map(|day| day.earliest())
        }
        _ => None,
    });
    starts.min().unwrap_or(Date::MIN)
}

/// The days on which a listing may have been made: from the first measure to the day of the list, or the part of it
/// that lies in one window, where any does.
fn span(first: Date, last: Date, window: Option<usize>, ends: &[Date]) -> (Date, Date) {
    let whole = (first.min(last), last);
    let Some(window) = window else { return whole };
    let from = window.checked_sub(1).and_then(|at| ends.get(at)?.tomorrow().ok()).unwrap_or(Date::MIN);
    let to = ends.get(window).copied().unwrap_or(Date::MAX);
    let part = (whole.0.max(from), whole.1.min(to));
    if part.0 <= part.1 { part } else { whole }
}

/// The last days of the spans that provisions tell apart by when a listing was made, in order.
pub fn windows(register: &Register) -> Vec<Date> {
    let mut ends = Vec::new();
    selectors(register, &mut |selector, _| {
        ends.extend(selector.frozen_as_of.map(|day| day.0));
        let listed = selector.listed.iter().flat_map(|listed| [listed.from, listed.before]);
        ends.extend(listed.flatten().filter_map(|day| day.0.yesterday().ok()));
    });
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// What provisions ask of a target or a listing that no list says.
struct AskedOf {
    nationality: Vec<Id>,
    grounds: Vec<Ground>,
    kinds: Vec<TargetKind>,
}

impl AskedOf {
    fn of(register: &Register) -> Self {
        let (mut nationality, mut grounds, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
        selectors(register, &mut |selector, excepted| {
            if !excepted {
                nationality.extend(selector.nationality.iter().cloned());
            }
            grounds.extend(selector.grounds.iter().copied());
            kinds.extend(selector.target_kinds.iter().copied());
        });
        nationality.sort_unstable();
        nationality.dedup();
        let all = [Ground::Activity, Ground::Status, Ground::Ownership];
        let every = [
            TargetKind::Entity,
            TargetKind::Individual,
            TargetKind::Bank,
            TargetKind::Vessel,
            TargetKind::Aircraft,
            TargetKind::StateOrgan,
        ];
        Self { nationality, grounds: apart(&all, &grounds), kinds: apart(&every, &kinds) }
    }
}

/// One value that is not named, if there is one, then all that are.
fn apart<T: Copy + PartialEq>(all: &[T], named: &[T]) -> Vec<T> {
    let other = all.iter().find(|value| !named.contains(value));
    other.into_iter().chain(all.iter().filter(|value| named.contains(value))).copied().collect()
}

/// Visits every selector of a lock or an exit; the flag says whether it takes away.
fn selectors(register: &Register, visit: &mut dyn FnMut(&Selector, bool)) {
    fn each(selector: &Selector, excepted: bool, visit: &mut dyn FnMut(&Selector, bool)) {
        visit(selector, excepted);
        if let Some(except) = &selector.except {
            each(except, !excepted, visit);
        }
    }
    let mut clauses = |select: &Selector, clauses: &[Clause]| {
        each(select, false, visit);
        clauses.iter().for_each(|clause| each(&clause.select, false, visit));
    };
    for ix in register.lock_ixs() {
        let lock = register.lock(ix);
        clauses(&lock.select, &lock.reaches);
    }
    for ix in register.exit_ixs() {
        let exit = register.exit(ix);
        clauses(&exit.select, &exit.serves);
    }
}
