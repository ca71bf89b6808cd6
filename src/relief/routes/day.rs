//! One day's question: what is to be freed, and the acts that free it, alone or together with other things.

use jiff::civil::Date;

use super::pattern::Pattern;
use super::{Aim, Key, Leg};
use crate::model::{Action, Effect, Goal, Id, Pathway};
use crate::register::{ExitIx, MeasureIx, Part, Register};
use crate::relief::branch::{Diagram, Var, is_outlying, values};
use crate::relief::effect::{Item, items, reaching};
use crate::relief::hold::exists;
use crate::relief::pathway::{Bar, Deed, Scales, Stores, Weighed};
use crate::relief::question::{Asking, Given, Question};
use crate::relief::select::Object;

/// How many shared acts are combined with one another; of more, only the first.
pub(super) const SHARED: usize = 8;

/// A candidate act.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) step: Leg,
    pub(super) key: Key,
    pub(super) pathway: Diagram,
}

/// Something to be freed, and the acts that free it alone.
pub(super) struct Thing {
    pub(super) item: Item,
    pub(super) goal: Goal,
    pub(super) own: Vec<Candidate>,
}

/// The question of one day, and all that is needed to answer it.
pub(super) struct Day<'a> {
    pub(super) register: &'a Register,
    pub(super) question: Question,
    pub(super) given: Given,
    pub(super) stores: Stores,
    pub(super) things: Vec<Thing>,
    pub(super) shared: Vec<Candidate>,
    pub(super) uncombined: usize,
    pub(super) needless: usize,
    pub(super) patterns: Vec<Pattern>,
    pub(super) bars: Vec<Part>,
}

impl<'a> Day<'a> {
    pub(super) fn new(register: &'a Register, aim: &Aim<'_>, question: Question) -> Self {
        let given = Given::new(register, &question, aim.facts);
        let mut day = Day {
            register,
            question,
            given,
            stores: Stores::default(),
            things: Vec::new(),
            shared: Vec::new(),
            uncombined: 0,
            needless: 0,
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
            if known.contains(&item) || !aim.concerns(self.register, &item) {
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
            let mut own: Vec<Candidate> =
                deeds.into_iter().filter_map(|deed| self.weigh(scales, deed)).collect();
            if aim.without_needless {
                self.drop_needless(&mut own);
            }
            self.things.push(Thing { item, goal, own });
        }
    }

    /// Drops the acts on one thing that another is no weaker than, as light as on every reading, and as early as.
    fn drop_needless(&mut self, own: &mut Vec<Candidate>) {
        let mut at = 0;
        while at < own.len() {
            let one = own[at].clone();
            let better = own.iter().enumerate().any(|(other, act)| {
                let lighter = self.stores.pathways.harder(act.pathway, one.pathway);
                let no_heavier = lighter == one.pathway && act.key.within(one.key);
                no_heavier && (act.key != one.key || act.pathway != one.pathway || other < at)
            });
            if better {
                own.remove(at);
                self.needless += 1;
            } else {
                at += 1;
            }
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

    /// The pathways on the readings that are not outlying, lightest first.
    pub(super) fn counted(&self, pathway: Diagram) -> Vec<Pathway> {
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
        let under = paths.into_iter().next().unwrap_or_default();
        let first = |var: &Var| (0..values(register, var)).find(|value| keep(var, *value)).unwrap_or(0);
        let mut earliest = self.question.submit;
        let mut through = Vec::new();
        for group in &act.groups {
            let passage = self.stores.passages.outcome(group.passages, &under, &first);
            earliest = earliest.max(passage.earliest.unwrap_or(earliest));
            through.extend(passage.used.iter().copied());
        }
        (earliest, through)
    }
}

/// A goal that asks for an end, as to this target if there is one.
fn anything(target: Option<Id>) -> Goal {
    Goal { target, ..Goal::default() }
}

pub(super) fn scales<'s>(register: &'s Register, question: &'s Question, given: &'s Given) -> Scales<'s> {
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
