//! Routes: every minimal set of lawful acts that reaches a goal.
//!
//! What restricts the goal that day must go, thing by thing. *Own* acts (to end, suspend, waive or license it, or to
//! take a way out of a mandate) free one thing; *shared* acts (an emergency that lapses or is ended, a measure ended for
//! all that are listed under it) may free many, on some readings or on all. A set is a route if it frees everything on
//! some reading, and minimal if without any one act it does so on fewer. For each set of shared acts, own acts are
//! chosen freely for what is left, so that routes are counted as products and only those shown are written out.
//! Waiting for a day on which a lock or a restriction ends of itself is asked as the same question of that day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::branch::{Assignment, Diagram, Var, is_outlying, shorten, values};
use super::effect::{Item, fate, items, reaching};
use super::hold::exists;
use super::pathway::{Bar, Deed, Scales, Stores, Weighed};
use super::question::{Asking, Given, Question};
use super::select::Object;
use crate::model::{Action, Effect, FactStatement, Goal, Id, Pathway};
use crate::register::{ExitIx, MeasureIx, Part, Register, Tri};

/// How many shared acts are combined with one another; of more, only the first.
const SHARED: usize = 8;
/// How many later days are asked about.
const LATER: usize = 4;
/// How many combinations of choices are kept for a route that holds on some readings only.
const SHOWN: usize = 6;

/// What is to be reached.
#[derive(Clone, Default)]
pub struct Aim<'a> {
    /// Goals, as an option states them.
    pub goals: Vec<Goal>,
    /// Measures to be lifted as such.
    pub measures: Vec<MeasureIx>,
    /// What is stated of facts.
    pub facts: &'a [FactStatement],
}

/// One act of a route.
#[derive(Clone, Debug)]
pub struct Leg {
    /// What is done, and to what.
    pub deed: Deed,
    /// Its pathways on the readings that are not outlying, lightest first.
    pub pathways: Vec<Pathway>,
    /// The first day on which it can take effect, in the hardest of them.
    pub earliest: Date,
    /// Each bar that reaches it there, with the exit used.
    pub through: Vec<(Bar, Option<ExitIx>)>,
}

/// A minimal set of lawful acts that reaches the goal.
#[derive(Clone, Debug)]
pub struct Route {
    /// The day on which it starts: that of the question, or a later one on which something has ended of itself.
    pub from: Date,
    /// The acts; none where waiting is enough.
    pub steps: Vec<Leg>,
    /// The pathways of all its acts together, lightest first.
    pub pathways: Vec<Pathway>,
    /// The first day on which all of it can have taken effect.
    pub earliest: Date,
    /// The weakest effect among its acts, where that is less than an end.
    pub weaker: Option<Action>,
    /// Where it reaches the goal: combinations of choices and facts; one empty one where on every reading.
    pub reaches: Vec<Assignment>,
}

impl Route {
    /// Whether it reaches the goal on every reading.
    pub fn everywhere(&self) -> bool {
        self.reaches.iter().any(Assignment::is_empty)
    }
}

/// The routes to a goal, best first.
pub struct Routes {
    /// What restricts the goal on the day asked of.
    pub items: Vec<Item>,
    /// The routes: lightest pathway first, then earliest day, strongest effect, those that reach the goal on every
    /// reading before others, fewest acts.
    pub routes: Vec<Route>,
    /// How many more there are.
    pub left_out: u128,
    /// What no act of the executive frees: each needs legislation.
    pub closed: Vec<Item>,
    /// Emergencies whose course is not known on a later day, taken to be continued.
    pub continued: Vec<Id>,
    /// Shared acts that were not combined with others, being too many.
    pub uncombined: usize,
}

/// The routes to an aim, at most `limit` of them written out.
pub fn routes(register: &Register, aim: &Aim<'_>, question: &Question, limit: usize) -> Routes {
    let mut first = Day::new(register, aim, question.clone());
    let mut cells = first.cells();
    let mut continued = Vec::new();
    let mut later = Vec::new();
    for day in first.turning_days() {
        let (asked, taken) = on_a_later_day(register, question, day);
        let mut then = Day::new(register, aim, asked);
        let known: Vec<Key> =
            cells.iter().filter(|(cell, _)| cell.everywhere).map(|(cell, _)| cell.key).collect();
        let lighter =
            |cell: &Cell| !known.iter().any(|k| k.pathway <= cell.key.pathway && k.weaker <= cell.key.weaker);
        let found: Vec<Cell> = then.cells().into_iter().map(|(cell, _)| cell).filter(lighter).collect();
        if !found.is_empty() {
            continued.extend(taken);
        }
        later.push(then);
        cells.extend(found.into_iter().map(|cell| (cell, later.len())));
    }
    cells.sort_by_key(|(cell, day)| (cell.key, !cell.everywhere, cell.acts, *day));
    let total: u128 = cells.iter().fold(0, |sum, (cell, _)| sum.saturating_add(cell.count));
    let mut routes = Vec::new();
    for (cell, at) in &cells {
        let day = if *at == 0 { &mut first } else { &mut later[*at - 1] };
        day.write_out(cell, limit, &mut routes);
        if routes.len() >= limit {
            break;
        }
    }
    continued.sort();
    continued.dedup();
    let left_out = total.saturating_sub(routes.len() as u128);
    let closed =
        first.things.iter().filter(|thing| thing.own.is_empty()).map(|thing| thing.item.clone()).collect();
    let uncombined = first.uncombined;
    let items = first.things.into_iter().map(|thing| thing.item).collect();
    Routes { items, routes, left_out, closed, continued, uncombined }
}

/// The question of a later day. An emergency that runs past its last known notice is taken to be continued.
fn on_a_later_day(register: &Register, question: &Question, day: Date) -> (Question, Vec<Id>) {
    let mut asked = Question { as_of: day, submit: day.max(question.submit), ..question.clone() };
    let mut taken = Vec::new();
    let given = Given::new(register, &asked, &[]);
    let scales = Scales { register, question: &asked, given: &given, day, asking: Asking::default() };
    let frame = scales.frame(&given.fixed);
    let mut facts = Vec::new();
    for (id, _) in register.emergencies() {
        if let Tri::Unknown(fact) = frame.law(|law| law.emergency(id).in_force) {
            facts.push((fact, true));
            taken.push(id.clone());
        }
    }
    asked.facts.extend(facts);
    (asked, taken)
}

/// By what routes are put in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Key {
    pathway: Pathway,
    earliest: Date,
    weaker: u8,
}

impl Key {
    fn with(self, other: Key) -> Key {
        Key {
            pathway: self.pathway.max(other.pathway),
            earliest: self.earliest.max(other.earliest),
            weaker: self.weaker.max(other.weaker),
        }
    }

    fn within(self, bound: Key) -> bool {
        self.pathway <= bound.pathway && self.earliest <= bound.earliest && self.weaker <= bound.weaker
    }
}

/// A candidate act.
#[derive(Clone)]
struct Candidate {
    step: Leg,
    key: Key,
    pathway: Diagram,
}

/// Something to be freed, and the acts that free it alone.
struct Thing {
    item: Item,
    goal: Goal,
    own: Vec<Candidate>,
}

/// Shared acts, and the things for which an own act is chosen besides.
struct Pattern {
    shared: Vec<usize>,
    chosen: Vec<usize>,
    reaches: Diagram,
}

/// All routes of one pattern that have one key.
struct Cell {
    key: Key,
    acts: usize,
    pattern: usize,
    count: u128,
    everywhere: bool,
}

/// The question of one day, and all that is needed to answer it.
struct Day<'a> {
    register: &'a Register,
    question: Question,
    given: Given,
    stores: Stores,
    things: Vec<Thing>,
    shared: Vec<Candidate>,
    uncombined: usize,
    patterns: Vec<Pattern>,
    bars: Vec<Part>,
}

impl<'a> Day<'a> {
    fn new(register: &'a Register, aim: &Aim<'_>, question: Question) -> Self {
        let given = Given::new(register, &question, aim.facts);
        let mut day = Day {
            register,
            question,
            given,
            stores: Stores::default(),
            things: Vec::new(),
            shared: Vec::new(),
            uncombined: 0,
            patterns: Vec::new(),
            bars: Vec::new(),
        };
        day.find_things(aim);
        day.find_shared();
        day.find_patterns();
        day
    }

    fn find_things(&mut self, aim: &Aim<'_>) {
        let (given, question) = (self.given.clone(), self.question.clone());
        let scales = scales(self.register, &question, &given);
        let mut found: Vec<(Item, Option<&Goal>)> = Vec::new();
        for ix in &aim.measures {
            if exists(scales.frame(&given.fixed), &Object::Measure(*ix)) != Ok(false) {
                found.push((Item::Measure(*ix), None));
            }
        }
        for goal in &aim.goals {
            found.extend(items(scales, goal).into_iter().map(|item| (item, Some(goal))));
        }
        let mut known: Vec<Item> = Vec::new();
        for (item, goal) in found {
            if known.contains(&item) {
                continue;
            }
            known.push(item.clone());
            let goal = goal.cloned().unwrap_or_else(|| anything(None));
            let wanted = anything(goal.target.clone());
            let strong = reaching(&item, &wanted).into_iter();
            let weak = reaching(&item, &Goal { effect: Effect::Permitted, ..wanted }).into_iter();
            let mut deeds: Vec<Deed> = Vec::new();
            for deed in strong.chain(weak) {
                if !deeds.contains(&deed) {
                    deeds.push(deed);
                }
            }
            let own = deeds.into_iter().filter_map(|deed| self.weigh(scales, deed)).collect();
            self.things.push(Thing { item, goal, own });
        }
    }

    /// An act, unless it needs legislation on every reading that counts, or has no object.
    fn weigh(&mut self, scales: Scales<'_>, deed: Deed) -> Option<Candidate> {
        let weighed = scales.weigh(deed.clone(), &mut self.stores);
        let bars = weighed.groups.iter().flat_map(|group| &group.bars);
        self.bars.extend(bars.map(|bar| Part::from(*bar)));
        let set = self.counted(weighed.pathway);
        let hardest = *set.last()?;
        if set.iter().all(|p| matches!(p, Pathway::Legislation | Pathway::None)) {
            return None;
        }
        let (earliest, through) = self.carried_by(&weighed, hardest);
        let earliest = match (&deed.object, deed.action) {
            (Object::Emergency(id), Action::Lapse) => {
                let until = scales.frame(&self.given.fixed).law(|law| law.emergency(id).until);
                until.unwrap_or(earliest).max(earliest)
            }
            _ => earliest,
        };
        let key = Key { pathway: hardest, earliest, weaker: weakness(deed.action) };
        let step = Leg { deed, pathways: set, earliest, through };
        Some(Candidate { step, key, pathway: weighed.pathway })
    }

    /// The emergencies that things rest on, and the measures that listings are under.
    fn find_shared(&mut self) {
        let (given, question) = (self.given.clone(), self.question.clone());
        let scales = scales(self.register, &question, &given);
        let frame = scales.frame(&given.fixed);
        let mut emergencies: Vec<Id> = Vec::new();
        let mut measures: Vec<MeasureIx> = Vec::new();
        for thing in &self.things {
            let under = match &thing.item {
                Item::Measure(ix) => vec![*ix],
                Item::Listing(ix) | Item::Owner(ix, _) => {
                    let under = self.register.listing_measures(*ix).to_vec();
                    measures.extend(&under);
                    under
                }
                Item::Mandate(_) => Vec::new(),
            };
            for ix in under {
                let bases = frame.law(|law| law.authority(ix).to_vec());
                emergencies.extend(bases.into_iter().filter_map(|base| base.emergency));
            }
        }
        emergencies.sort();
        emergencies.dedup();
        measures.sort_unstable();
        measures.dedup();
        let deed = |action, object| Deed { action, object, stage: None };
        let ends = emergencies.into_iter().flat_map(|id| {
            [Action::Lapse, Action::EndEmergency].map(|action| deed(action, Object::Emergency(id.clone())))
        });
        let wholes = measures.into_iter().map(|ix| deed(Action::Terminate, Object::Measure(ix)));
        let deeds: Vec<Deed> = ends.chain(wholes).collect();
        let found: Vec<Candidate> = deeds.into_iter().filter_map(|deed| self.weigh(scales, deed)).collect();
        self.uncombined = found.len().saturating_sub(SHARED);
        self.shared = found;
    }

    /// Which sets of shared acts leave which things to own acts, and on which readings that reaches the goal.
    fn find_patterns(&mut self) {
        let n = self.shared.len().min(SHARED);
        let sets =
            (0..1usize << n).map(|bits| (0..n).filter(|at| bits >> at & 1 == 1).collect::<Vec<usize>>());
        let alone = (n..self.shared.len()).map(|at| vec![at]);
        let sets: Vec<Vec<usize>> = sets.chain(alone).collect();
        let mut gone: BTreeMap<Vec<usize>, Vec<Diagram>> = BTreeMap::new();
        for set in &sets {
            let freed = self.freed(set);
            gone.insert(set.clone(), freed);
        }
        let (yes, no) = (self.stores.facts.leaf(true), self.stores.facts.leaf(false));
        for set in &sets {
            let freed = &gone[set];
            let must: Vec<usize> = (0..freed.len()).filter(|at| freed[*at] == no).collect();
            let mut partly: Vec<Diagram> = freed.iter().copied().filter(|d| *d != yes && *d != no).collect();
            partly.sort_by_key(|d| freed.iter().position(|other| other == d));
            partly.dedup();
            // Things that are freed on the same readings stand or fall together.
            for bits in 0..1usize << partly.len().min(SHARED) {
                let classes: Vec<Diagram> = partly
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| bits >> at & 1 == 1)
                    .map(|(_, d)| *d)
                    .collect();
                let chosen: Vec<usize> = (0..freed.len())
                    .filter(|at| must.contains(at) || classes.contains(&freed[*at]))
                    .collect();
                self.keep_if_minimal(set, chosen, &classes, &gone);
            }
        }
    }

    fn keep_if_minimal(
        &mut self,
        set: &[usize],
        chosen: Vec<usize>,
        classes: &[Diagram],
        gone: &BTreeMap<Vec<usize>, Vec<Diagram>>,
    ) {
        let reaches = self.all(&gone[set], &chosen);
        let register = self.register;
        let keep = |var: &Var, value: usize| !is_outlying(register, var, value);
        if !self.stores.facts.outcomes(reaches, &keep).contains(&&true)
            || chosen.iter().any(|at| self.things[*at].own.is_empty())
        {
            return;
        }
        for class in classes {
            if self.both(reaches, *class) == reaches {
                return;
            }
        }
        for one in set {
            let rest: Vec<usize> = set.iter().copied().filter(|other| other != one).collect();
            let Some(freed) = gone.get(&rest) else { continue };
            if self.all(freed, &chosen) == reaches {
                return;
            }
        }
        self.patterns.push(Pattern { shared: set.to_vec(), chosen, reaches });
    }

    fn both(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.stores.facts.join(a, b, &|a, b| *a && *b)
    }

    /// Where all things are freed for which no own act is chosen.
    fn all(&mut self, freed: &[Diagram], chosen: &[usize]) -> Diagram {
        let mut all = self.stores.facts.leaf(true);
        for (at, one) in freed.iter().enumerate() {
            if !chosen.contains(&at) {
                all = self.both(all, *one);
            }
        }
        all
    }

    /// Where each thing is freed by these shared acts alone.
    fn freed(&mut self, set: &[usize]) -> Vec<Diagram> {
        let (given, question) = (self.given.clone(), self.question.clone());
        let scales = scales(self.register, &question, &given);
        let deeds: Vec<Deed> = set.iter().map(|at| self.shared[*at].step.deed.clone()).collect();
        let mut freed = Vec::with_capacity(self.things.len());
        for thing in &self.things {
            let gone = |under: &Assignment| {
                let fate = fate(scales, scales.frame(under), &thing.item, &deeds, &thing.goal)?;
                Ok(!fate.stands())
            };
            freed.push(self.stores.facts.explore(self.register, &given.fixed, &gone));
        }
        freed
    }

    /// All keys that routes have, pattern by pattern, with how many routes have each.
    fn cells(&mut self) -> Vec<(Cell, usize)> {
        let yes = self.stores.facts.leaf(true);
        let mut cells = Vec::new();
        for (at, pattern) in self.patterns.iter().enumerate() {
            let floor = self.floor(pattern);
            let own: Vec<Vec<Key>> = self.own_keys(pattern);
            let keys: Vec<Key> = own.iter().flatten().copied().chain([floor]).collect();
            let axis = |of: &dyn Fn(&Key) -> i64| {
                let mut all: Vec<i64> = keys.iter().map(of).collect();
                all.sort_unstable();
                all.dedup();
                all
            };
            let pathways = axis(&|k| k.pathway as i64);
            let weaks = axis(&|k| i64::from(k.weaker));
            let mut days: Vec<Date> = keys.iter().map(|k| k.earliest).collect();
            days.sort_unstable();
            days.dedup();
            let upto = |p: Option<i64>, d: Option<Date>, w: Option<i64>| -> u128 {
                let (Some(p), Some(d), Some(w)) = (p, d, w) else { return 0 };
                let fits = |k: &Key| k.pathway as i64 <= p && k.earliest <= d && i64::from(k.weaker) <= w;
                if !fits(&floor) {
                    return 0;
                }
                own.iter()
                    .fold(1, |n, keys| n.saturating_mul(keys.iter().filter(|k| fits(k)).count() as u128))
            };
            for (pi, p) in pathways.iter().enumerate() {
                for (di, d) in days.iter().enumerate() {
                    for (wi, w) in weaks.iter().enumerate() {
                        let ps = [Some(*p), pi.checked_sub(1).map(|at| pathways[at])];
                        let ds = [Some(*d), di.checked_sub(1).map(|at| days[at])];
                        let ws = [Some(*w), wi.checked_sub(1).map(|at| weaks[at])];
                        let (mut plus, mut minus) = (0u128, 0u128);
                        for bits in 0..8usize {
                            let n = upto(ps[bits & 1], ds[bits >> 1 & 1], ws[bits >> 2 & 1]);
                            let side = if bits.count_ones() % 2 == 0 { &mut plus } else { &mut minus };
                            *side = side.saturating_add(n);
                        }
                        let count = plus.saturating_sub(minus);
                        let pathway = Pathway::ALL.into_iter().find(|known| *known as i64 == *p);
                        let (Some(pathway), true) = (pathway, count > 0) else { continue };
                        let weaker = u8::try_from(*w).unwrap_or(u8::MAX);
                        let key = Key { pathway, earliest: *d, weaker };
                        let acts = pattern.shared.len() + pattern.chosen.len();
                        let everywhere = pattern.reaches == yes;
                        cells.push((Cell { key, acts, pattern: at, count, everywhere }, 0));
                    }
                }
            }
        }
        cells
    }

    /// The key of a pattern's shared acts.
    fn floor(&self, pattern: &Pattern) -> Key {
        let none = Key { pathway: Pathway::Executive, earliest: self.question.submit, weaker: 0 };
        pattern.shared.iter().fold(none, |key, at| key.with(self.shared[*at].key))
    }

    fn own_keys(&self, pattern: &Pattern) -> Vec<Vec<Key>> {
        let own = pattern.chosen.iter().map(|at| self.things[*at].own.iter().map(|c| c.key).collect());
        own.collect()
    }

    /// Writes out the routes of a cell, as far as the limit.
    fn write_out(&mut self, cell: &Cell, limit: usize, routes: &mut Vec<Route>) {
        let pattern = &self.patterns[cell.pattern];
        let own = self.own_keys(pattern);
        let mut open = vec![(Vec::<usize>::new(), self.floor(pattern))];
        let mut found: Vec<Vec<usize>> = Vec::new();
        while let Some((picked, key)) = open.pop() {
            if found.len() + routes.len() >= limit {
                break;
            }
            // What the rest can still add; a key that cannot be attained any more is given up.
            let rest = own[picked.len()..].iter().flatten().filter(|k| k.within(cell.key));
            if rest.fold(key, |best, k| best.with(*k)) != cell.key {
                continue;
            }
            match own.get(picked.len()) {
                None => found.push(picked),
                Some(keys) => {
                    let fitting = keys.iter().enumerate().rev().filter(|(_, k)| k.within(cell.key));
                    for (at, k) in fitting {
                        let mut longer = picked.clone();
                        longer.push(at);
                        open.push((longer, key.with(*k)));
                    }
                }
            }
        }
        for picked in found {
            routes.push(self.route(cell, &picked));
        }
    }

    fn route(&mut self, cell: &Cell, picked: &[usize]) -> Route {
        let pattern = &self.patterns[cell.pattern];
        let shared = pattern.shared.iter().map(|at| self.shared[*at].clone());
        let own = pattern.chosen.iter().zip(picked).map(|(thing, at)| self.things[*thing].own[*at].clone());
        let acts: Vec<Candidate> = shared.chain(own).collect();
        let mut pathway = self.stores.pathways.leaf(Pathway::Executive);
        for act in &acts {
            pathway = self.stores.pathways.join(pathway, act.pathway, &|a, b| *a.max(b));
        }
        let weaker = acts.iter().max_by_key(|act| act.key.weaker).filter(|act| act.key.weaker > 0);
        let weaker = weaker.map(|act| act.step.deed.action);
        let register = self.register;
        let keep = |var: &Var, value: usize| !is_outlying(register, var, value);
        let to = |yes: &bool| *yes;
        let cases = self.stores.facts.paths(pattern.reaches, &to, &|_, _| true, SHOWN * 4).0;
        let mut reaches = shorten(register, cases);
        reaches.retain(|case| case.iter().all(|(var, value)| keep(var, *value)));
        reaches.truncate(SHOWN);
        Route {
            from: self.question.as_of,
            pathways: self.counted(pathway),
            steps: acts.into_iter().map(|act| act.step).collect(),
            earliest: cell.key.earliest,
            weaker,
            reaches,
        }
    }

    /// The pathways on the readings that are not outlying, lightest first.
    fn counted(&self, pathway: Diagram) -> Vec<Pathway> {
        let register = self.register;
        let keep = |var: &Var, value: usize| !is_outlying(register, var, value);
        let mut set: Vec<Pathway> =
            self.stores.pathways.outcomes(pathway, &keep).into_iter().copied().collect();
        set.sort_unstable();
        set
    }

    /// The first lawful day of an act where its pathway is this, and the bars and exits that carry it there.
    fn carried_by(&self, act: &Weighed, pathway: Pathway) -> (Date, Vec<(Bar, Option<ExitIx>)>) {
        let register = self.register;
        let keep = |var: &Var, value: usize| !is_outlying(register, var, value);
        let paths = self.stores.pathways.paths(act.pathway, &|p| *p == pathway, &keep, 1).0;
        let mut under = paths.into_iter().next().unwrap_or_default();
        let mut earliest = self.question.submit;
        let mut through = Vec::new();
        for group in &act.groups {
            for var in self.stores.passages.support(group.passages) {
                let first = (0..values(register, &var)).find(|value| keep(&var, *value)).unwrap_or(0);
                under.entry(var).or_insert(first);
            }
            let passage = self.stores.passages.outcome(group.passages, &under);
            earliest = earliest.max(passage.earliest.unwrap_or(earliest));
            through.extend(passage.used.iter().copied());
        }
        (earliest, through)
    }

    /// The days on which something that restricts the goal, or holds its relief back, ends of itself.
    fn turning_days(&self) -> Vec<Date> {
        let frame = scales(self.register, &self.question, &self.given);
        let frame = frame.frame(&self.given.fixed);
        let parts = self.things.iter().map(|thing| match &thing.item {
            Item::Measure(ix) => Part::Measure(*ix),
            Item::Listing(ix) | Item::Owner(ix, _) => Part::Listing(*ix),
            Item::Mandate(ix) => Part::Mandate(*ix),
        });
        let mut parts: Vec<Part> = parts.chain(self.bars.iter().copied()).collect();
        parts.sort_unstable();
        parts.dedup();
        let ends = parts.into_iter().filter_map(|part| frame.law(|law| law.end_of(part)));
        let mut days: Vec<Date> = ends.filter(|day| *day > self.question.as_of).collect();
        days.sort_unstable();
        days.dedup();
        days.truncate(LATER);
        days
    }
}

/// A goal that asks for an end, as to this target if there is one.
fn anything(target: Option<Id>) -> Goal {
    Goal { target, ..Goal::default() }
}

fn scales<'s>(register: &'s Register, question: &'s Question, given: &'s Given) -> Scales<'s> {
    Scales { register, question, given, day: question.as_of, asking: Asking::default() }
}

/// How much less than an end an action gives: terminate, suspend, waive, license.
fn weakness(action: Action) -> u8 {
    match action {
        Action::Suspend => 1,
        Action::Waive => 2,
        Action::License => 3,
        _ => 0,
    }
}
