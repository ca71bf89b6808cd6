//! The answer for an option: its acts and goals weighed apart and joined by their outcomes.
//!
//! [`answer`] does the work; [`Answer`] keeps every diagram, so that what is printed (branches, readings,
//! conditions, what stands afterwards) is read off and never decided again.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::branch::{Assignment, Diagram, Need, Var, is_outlying, shorten, values};
use super::effect::{Fate, Fates, Item, Weighted, about, items, weigh};
use super::hold::exists;
use super::pathway::{Bar, Deed, Fit, Group, Passage, Scales, Stores, Weighed};
use super::question::{Asking, Given, Question};
use super::select::{Object, objects};
use crate::model::{Act, Action, Authority, FactStatement, Gap, Goal, Id, List, Pathway, ReliefOption};
use crate::register::{EmergencyStanding, ExitIx, Law, MandateIx, MeasureIx, Register, Tri};

/// How many combinations of choices are shown for one pathway.
const SHOWN: usize = 12;

/// What is asked about: the acts, the goals, and what is stated of facts.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The acts.
    pub acts: &'a [Act],
    /// The goals.
    pub goals: &'a [Goal],
    /// What is stated of facts.
    pub facts: &'a [FactStatement],
}

impl<'a> From<&'a ReliefOption> for Asked<'a> {
    fn from(option: &'a ReliefOption) -> Self {
        Self { acts: &option.acts, goals: &option.goals, facts: &option.facts }
    }
}

/// A goal and what becomes of what restricts it.
pub struct Pursued<'a> {
    /// The goal.
    pub goal: &'a Goal,
    /// What restricts it on the day.
    pub items: Vec<Weighted>,
}

/// The answer for an option on a day.
pub struct Answer<'a> {
    /// The register it was read from.
    pub register: &'a Register,
    /// The question.
    pub question: Question,
    /// Each act on each object.
    pub acts: Vec<Weighed>,
    /// Each goal.
    pub goals: Vec<Pursued<'a>>,
    /// What still restricts the same conduct or target, beyond the goals as stated.
    pub beyond: Vec<Weighted>,
    given: Given,
    stores: Stores,
    fates: Fates,
    lawful: Diagram,
    pathway: Diagram,
    first: OnceLock<Assignment>,
}

/// One pathway of an answer, and the choices and facts that lead to it.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The pathway.
    pub pathway: Pathway,
    /// Whether only outlying readings lead to it.
    pub outlying: bool,
    /// The combinations of choices and facts that lead to it.
    pub cases: Vec<Assignment>,
    /// Whether there are more combinations than are given.
    pub more: bool,
    /// Each bar that reaches an act of the first case, with the exit used.
    pub controlling: Vec<(Bar, Option<ExitIx>)>,
    /// The first lawful day in the first case.
    pub earliest: Option<Date>,
    /// How many other sets of exits would do in the first case.
    pub others: usize,
}

/// Answers for acts and goals.
pub fn answer<'a>(register: &'a Register, asked: Asked<'a>, question: Question) -> Answer<'a> {
    answer_asking(register, asked, question, Asking::default())
}

/// The same, but of what restricts beyond the goals it is asked only whether it stands, and not what it takes.
pub fn answer_briefly<'a>(register: &'a Register, asked: Asked<'a>, question: Question) -> Answer<'a> {
    answer_as_far(register, asked, question, Asking::default(), false)
}

/// Answers, asking the law in a particular way.
pub(super) fn answer_asking<'a>(
    register: &'a Register,
    asked: Asked<'a>,
    question: Question,
    asking: Asking<'_>,
) -> Answer<'a> {
    answer_as_far(register, asked, question, asking, true)
}

fn answer_as_far<'a>(
    register: &'a Register,
    asked: Asked<'a>,
    question: Question,
    asking: Asking<'_>,
    beyond_goals: bool,
) -> Answer<'a> {
    let given = Given::new(register, &question, asked.facts);
    let (mut stores, mut fates) = (Stores::default(), Fates::default());
    let scales = Scales { register, question: &question, given: &given, day: question.as_of, asking };
    let left = |id: &str| asking.leave.iter().any(|one| one.as_str() == id);
    let deeds: Vec<Deed> = asked
        .acts
        .iter()
        .flat_map(|act| {
            let deed = |object| Deed { action: act.action, object, stage: act.stage.clone() };
            objects(register, act).into_iter().filter(|o| !left(o.reference(register))).map(deed)
        })
        .collect();
    let acts: Vec<Weighed> = deeds.iter().map(|deed| scales.weigh(deed.clone(), &mut stores)).collect();
    let mut lawful = stores.pathways.leaf(Pathway::None);
    for act in &acts {
        lawful = stores.pathways.harder(lawful, act.pathway);
    }
    let (mut goals, mut beyond) = (Vec::new(), Vec::new());
    let mut pathway = lawful;
    for goal in asked.goals {
        let mut found = items(scales, goal);
        found.retain(|item| !left(item.reference(register).as_str()));
        let mut all = |items: Vec<Item>, goal: &Goal, takes: bool| -> Vec<Weighted> {
            let mut one = |item| weigh(scales, item, &deeds, goal, takes, &mut stores, &mut fates);
            items.into_iter().map(&mut one).collect()
        };
        if let Some(wide) = wide(goal) {
            let wider = items(scales, &wide).into_iter().filter(|item| !found.contains(item)).collect();
            beyond.extend(all(wider, &wide, beyond_goals));
        }
        let items = all(found, goal, true);
        for needs in items.iter().filter_map(|item| item.needs) {
            pathway = stores.pathways.harder(pathway, needs);
        }
        goals.push(Pursued { goal, items });
    }
    Answer {
        register,
        question,
        acts,
        goals,
        beyond,
        given,
        stores,
        fates,
        lawful,
        pathway,
        first: OnceLock::new(),
    }
}

/// The same conduct or target, also outside the instruments and emergencies that a goal names.
fn wide(goal: &Goal) -> Option<Goal> {
    let named = goal.conduct.is_empty() && goal.target.is_none();
    let narrow = !(goal.instruments.is_empty() && goal.emergencies.is_empty());
    (narrow && !named).then(|| Goal {
        instruments: List::default(),
        emergencies: List::default(),
        ..goal.clone()
    })
}

impl<'a> Answer<'a> {
    fn counted(&self) -> impl Fn(&Var, usize) -> bool + use<'a> {
        let register = self.register;
        move |var, value| !is_outlying(register, var, value)
    }

    fn set(&self, of: Diagram, counted: bool) -> Vec<Pathway> {
        let keep = self.counted();
        let keep: &dyn Fn(&Var, usize) -> bool = if counted { &keep } else { &|_, _| true };
        let mut set: Vec<Pathway> = self.stores.pathways.outcomes(of, keep).into_iter().copied().collect();
        set.sort_unstable();
        set
    }

    /// The pathways of all branches that are not outlying, lightest first.
    pub fn pathways(&self) -> Vec<Pathway> {
        self.set(self.pathway, true)
    }

    /// The pathways that only outlying readings lead to.
    pub fn outlying(&self) -> Vec<Pathway> {
        self.beside(&self.pathways())
    }

    fn beside(&self, counted: &[Pathway]) -> Vec<Pathway> {
        self.set(self.pathway, false).into_iter().filter(|p| !counted.contains(p)).collect()
    }

    /// The hardest pathway that is not outlying.
    pub fn pathway(&self) -> Pathway {
        self.pathways().last().copied().unwrap_or(Pathway::None)
    }

    /// The pathways of the acts themselves, whatever they leave standing.
    pub fn lawful(&self) -> Vec<Pathway> {
        self.set(self.lawful, true)
    }

    /// The pathways of one act that are not outlying.
    pub fn pathways_of(&self, act: &Weighed) -> Vec<Pathway> {
        self.set(act.pathway, true)
    }

    /// The pathways that an item still takes where it stands; `none` where it ends.
    pub fn needs_of(&self, item: &Weighted) -> Vec<Pathway> {
        item.needs.map_or_else(Vec::new, |needs| self.set(needs, true))
    }

    /// Whether it is `executive` or `conditional` in every branch that is not outlying.
    pub fn executive_only(&self) -> bool {
        self.pathways().iter().all(|p| p.executive_only())
    }

    /// What becomes of an item in the branches that are not outlying.
    pub fn fates(&self, item: &Weighted) -> Vec<&Fate> {
        self.fates.outcomes(item.fate, &self.counted())
    }

    /// What becomes of an item, with the choices and facts that lead to each; outlying ones left out.
    pub fn fate_cases(&self, item: &Weighted) -> Vec<(&Fate, Vec<Assignment>)> {
        let counted = self.counted();
        let each = self.fates(item).into_iter().map(|fate| {
            let paths = self.fates.paths(item.fate, &|other| other == fate, &|_, _| true, SHOWN).0;
            let mut cases = shorten(self.register, paths);
            cases.retain(|case| case.iter().all(|(var, value)| counted(var, *value)));
            (fate, cases)
        });
        each.collect()
    }

    /// What becomes of an item in one branch.
    pub fn fate(&self, item: &Weighted, under: &Assignment) -> &Fate {
        self.fates.outcome(item.fate, under, &|var| self.first_counted(var))
    }

    /// Whether there is something to relieve in one branch.
    pub fn alive(&self, act: &Weighed, under: &Assignment) -> bool {
        *self.stores.facts.outcome(act.alive, under, &|var| self.first_counted(var))
    }

    /// How an act comes out in one branch: each group of bars that reach it.
    pub fn passages<'s>(
        &'s self,
        act: &'s Weighed,
        under: &'s Assignment,
    ) -> impl Iterator<Item = &'s Passage> + 's {
        act.groups.iter().map(move |group| {
            self.stores.passages.outcome(group.passages, under, &|var| self.first_counted(var))
        })
    }

    /// The distinct ways a group of bars comes out.
    pub(super) fn comes_out(&self, group: &Group) -> Vec<&Passage> {
        self.stores.passages.outcomes(group.passages, &|_, _| true)
    }

    /// The distinct ways an act comes out, with the choices that lead to each: bars and exits at full detail.
    pub fn detail<'s>(
        &'s self,
        act: &'s Weighed,
    ) -> impl Iterator<Item = (&'s [Bar], Vec<(&'s Passage, Vec<Assignment>)>)> + 's {
        act.groups.iter().map(move |group| {
            let each = self.comes_out(group).into_iter().map(|passage| {
                let to = |other: &Passage| other == passage;
                let paths = self.stores.passages.paths(group.passages, &to, &|_, _| true, SHOWN).0;
                (passage, shorten(self.register, paths))
            });
            (group.bars.as_slice(), each.collect())
        })
    }

    /// What the pathway turns on.
    pub fn turns_on(&self) -> Vec<Var> {
        self.stores.pathways.support(self.pathway)
    }

    /// What one act's pathway, or what it asks for, turns on.
    pub fn act_turns_on(&self, act: &Weighed) -> Vec<Var> {
        let mut vars = self.stores.facts.support(act.alive);
        for group in &act.groups {
            vars.extend(self.stores.passages.support(group.passages));
        }
        vars.sort();
        vars.dedup();
        vars
    }

    /// Everything that acts, items and what they ask for turn on.
    pub fn all_turns_on(&self) -> Vec<Var> {
        let acts = self.acts.iter().flat_map(|act| self.act_turns_on(act));
        let items = self.goals.iter().flat_map(|goal| &goal.items);
        let items = items.flat_map(|item| self.item_turns_on(item));
        let mut vars: Vec<Var> = acts.chain(items).collect();
        vars.sort();
        vars.dedup();
        vars
    }

    /// What an item's fate turns on.
    pub fn item_turns_on(&self, item: &Weighted) -> Vec<Var> {
        let mut vars = self.fates.support(item.fate);
        vars.extend(item.needs.into_iter().flat_map(|needs| self.stores.pathways.support(needs)));
        vars.sort();
        vars.dedup();
        vars
    }

    /// The pathway with some values fixed, outlying ones left out elsewhere.
    pub fn pathways_under(&self, fixed: &Assignment) -> Vec<Pathway> {
        self.set_under(self.pathway, fixed)
    }

    /// The pathways of one act, or what an item still takes, with some values fixed.
    pub(super) fn set_under(&self, of: Diagram, fixed: &Assignment) -> Vec<Pathway> {
        let keep = self.kept(fixed);
        let mut set: Vec<Pathway> = self.stores.pathways.outcomes(of, &keep).into_iter().copied().collect();
        set.sort_unstable();
        set
    }

    /// Which values count where some are fixed.
    fn kept<'s>(&self, fixed: &'s Assignment) -> impl Fn(&Var, usize) -> bool + use<'a, 's> {
        let counted = self.counted();
        move |var, value| fixed.get(var).map_or_else(|| counted(var, value), |wanted| *wanted == value)
    }

    /// A combination beside the values fixed that leads to a harder pathway than this, the shortest of a few; outlying
    /// ones left out.
    pub(super) fn harder(&self, fixed: &Assignment, than: Pathway) -> Option<Assignment> {
        let keep = self.kept(fixed);
        let mut paths = self.stores.pathways.paths(self.pathway, &|p| *p > than, &keep, SHOWN).0;
        paths.iter_mut().for_each(|path| path.retain(|var, _| !fixed.contains_key(var)));
        paths.into_iter().min_by_key(Assignment::len)
    }

    /// The ways in which a group of bars comes out with some values fixed, outlying ones left out elsewhere.
    pub(super) fn outcomes_in<'s>(
        &'s self,
        group: &'s Group,
        fixed: &Assignment,
    ) -> impl Iterator<Item = &'s Passage> + use<'s, 'a> {
        self.stores.passages.outcomes(group.passages, &self.kept(fixed)).into_iter()
    }

    /// Each pathway that is reached, lightest first, outlying ones last.
    pub fn branches(&self) -> Vec<Branch> {
        let counted = self.pathways();
        let outlying = self.beside(&counted);
        let counted = counted.into_iter().map(|p| self.branch(p, false));
        counted.chain(outlying.into_iter().map(|p| self.branch(p, true))).collect()
    }

    fn branch(&self, pathway: Pathway, outlying: bool) -> Branch {
        let counted = self.counted();
        let keep: &dyn Fn(&Var, usize) -> bool = if outlying { &|_, _| true } else { &counted };
        let to = |p: &Pathway| *p == pathway;
        let (all, _) = self.stores.pathways.paths(self.pathway, &to, &|_, _| true, SHOWN * 4);
        let mut cases = shorten(self.register, all);
        cases.retain(|case| case.iter().all(|(var, value)| keep(var, *value)));
        let more = cases.len() > SHOWN || cases.is_empty();
        if cases.is_empty() {
            cases = self.stores.pathways.paths(self.pathway, &to, keep, SHOWN).0;
        }
        cases.truncate(SHOWN);
        let under = cases.first().cloned().unwrap_or_default();
        Branch { outlying, cases, more, ..self.branch_under(&under, pathway) }
    }

    /// What carries a pathway where these values are fixed.
    pub fn branch_under(&self, fixed: &Assignment, pathway: Pathway) -> Branch {
        let mut controlling: Vec<(Bar, Option<ExitIx>)> = Vec::new();
        let (mut days, mut others) = (Vec::new(), 0);
        for (_, passage) in self.through(fixed) {
            for used in &passage.used {
                if !controlling.contains(used) {
                    controlling.push(*used);
                }
            }
            others += passage.others;
            days.push(passage.earliest);
        }
        let earliest = if pathway == Pathway::Legislation || pathway == Pathway::None {
            None
        } else {
            days.into_iter().flatten().chain([self.opens(fixed)]).max()
        };
        Branch {
            pathway,
            outlying: false,
            cases: vec![fixed.clone()],
            more: false,
            controlling,
            earliest,
            others,
        }
    }

    /// The first day on which the acts can take effect by their own nature, whatever else they take: a lapse on the
    /// anniversary, a continuation once its notice can be given, all else on the day of filing.
    pub(super) fn opens(&self, under: &Assignment) -> Date {
        let of = |act: &Weighed| match (&act.deed.object, act.deed.action) {
            (Object::Emergency(id), Action::Lapse) => self.emergency(id).until,
            (Object::Emergency(id), Action::Continue) => self.emergency(id).notice_from,
            _ => None,
        };
        let acts = self.acts.iter().filter(|act| self.alive(act, under));
        acts.filter_map(of).fold(self.question.submit, Date::max)
    }

    /// The passages that carry a branch, each with the deed that takes it: of each act, and of the lightest act that
    /// reaches what stands.
    pub(super) fn through<'s>(&'s self, under: &'s Assignment) -> Vec<(&'s Deed, &'s Passage)> {
        let acts = self.acts.iter().filter(|act| self.alive(act, under));
        let items = self.goals.iter().flat_map(|goal| &goal.items);
        let standing = items.filter(|item| self.fate(item, under).stands());
        let lightest = standing.filter_map(|item| self.lightest(item, under));
        let each = acts.chain(lightest);
        each.flat_map(|act| self.passages(act, under).map(|passage| (&act.deed, passage))).collect()
    }

    /// The lightest act that reaches an item in one branch.
    pub fn lightest<'s>(&'s self, item: &'s Weighted, under: &Assignment) -> Option<&'s Weighed> {
        let weighed = item.lighter.iter().map(|act| (self.pathway_of(act, under), act));
        weighed.filter(|(p, _)| *p != Pathway::None).min_by_key(|(p, _)| *p).map(|(_, act)| act)
    }

    /// The pathway of one weighed act in one branch.
    pub fn pathway_of(&self, act: &Weighed, under: &Assignment) -> Pathway {
        *self.stores.pathways.outcome(act.pathway, under, &|var| self.first_counted(var))
    }

    /// An assignment made complete: what it leaves open takes its first value that is not outlying.
    pub fn complete(&self, mut under: Assignment) -> Assignment {
        for (var, value) in self.first.get_or_init(|| self.first_values()) {
            under.entry(var.clone()).or_insert(*value);
        }
        under
    }

    /// The first value that is not outlying of all that anything turns on, and what is fixed.
    fn first_values(&self) -> Assignment {
        let items = self.goals.iter().flat_map(|goal| &goal.items).chain(&self.beyond);
        let deeds = self.acts.iter().chain(items.clone().flat_map(|item| &item.lighter));
        let of_deeds = deeds.flat_map(|act| self.act_turns_on(act));
        let open = of_deeds.chain(items.flat_map(|item| self.item_turns_on(item)));
        let mut first = self.given.fixed.clone();
        for var in open {
            let value = self.first_counted(&var);
            first.entry(var).or_insert(value);
        }
        first
    }

    fn first_counted(&self, var: &Var) -> usize {
        (0..values(self.register, var)).find(|value| !is_outlying(self.register, var, *value)).unwrap_or(0)
    }

    /// The mandates that are live for the goals.
    pub fn mandates(&self) -> Vec<MandateIx> {
        let items = self.goals.iter().flat_map(|goal| &goal.items).chain(&self.beyond);
        let mut found: Vec<MandateIx> = items
            .filter_map(|item| match item.item {
                Item::Mandate(ix) => Some(ix),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The measures that still restrict the same conduct or target after the acts, on some reading that is not
    /// outlying.
    pub fn residual(&self) -> Vec<MeasureIx> {
        let items = self.goals.iter().flat_map(|goal| &goal.items).chain(&self.beyond);
        let mut found: Vec<MeasureIx> = items
            .filter(|item| self.fates(item).iter().any(|fate| fate.stands()))
            .flat_map(|item| match &item.item {
                Item::Measure(ix) => vec![*ix],
                Item::Listing(ix) | Item::Owner(ix, _) => self.register.listing_measures(*ix).to_vec(),
                Item::Mandate(_) => Vec::new(),
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a measure restricts what some goal is about, by that goal's own keys.
    pub fn is_about(&self, ix: MeasureIx) -> bool {
        let scales = self.scales();
        let frame = scales.frame(&self.given.fixed);
        self.goals.iter().any(|goal| about(scales, frame, goal.goal, ix))
    }

    /// Why there is nothing to relieve: each object of an act that is not in force on the day.
    pub fn absent(&self) -> Vec<&Object> {
        let frame_fixed = &self.given.fixed;
        let absent = self
            .acts
            .iter()
            .filter(|act| exists(self.scales().frame(frame_fixed), &act.deed.object) == Ok(false));
        absent.map(|act| &act.deed.object).collect()
    }

    /// The facts that no record is about and that only the passage of events would settle: whether something
    /// whose day is not known is in force.
    pub fn unsettled(&self) -> Vec<Id> {
        let open = self.all_turns_on().into_iter().filter_map(|var| match var {
            Var::Fact(id) if self.register.fact(id.as_str()).is_none() => Some(id),
            _ => None,
        });
        open.collect()
    }

    /// Whether an exit fits an act in one branch, or why not. What the branch leaves open takes its first value that is
    /// not outlying.
    pub fn fit(&self, act: &Weighed, exit: ExitIx, under: &Assignment) -> Fit {
        let mut under = under.clone();
        loop {
            match self.scales().fit(self.scales().frame(&under), exit, &act.deed) {
                Ok(fit) => return fit,
                Err(Need(var)) => {
                    let first = self.first_counted(&var);
                    under.insert(var, first);
                }
            }
        }
    }

    /// What a measure rests on.
    pub fn authority(&self, ix: MeasureIx) -> &'a [Authority] {
        Law::on_any_day(self.register).authority(ix)
    }

    /// How an emergency stands on the day asked of.
    pub fn emergency(&self, id: &Id) -> EmergencyStanding {
        self.scales().frame(&self.given.fixed).law(|law| law.emergency(id))
    }

    /// The gaps declared in the records that the answer rests on.
    pub fn gaps(&self) -> Vec<&'a Gap> {
        let mut homes: Vec<&str> =
            self.rests_on().into_iter().map(|part| self.register.home(part).id.as_str()).collect();
        homes.sort_unstable();
        homes.dedup();
        let records = homes.into_iter().filter_map(|id| self.register.file(id));
        records.flat_map(|file| file.record.gaps()).collect()
    }

    pub(super) fn scales(&self) -> Scales<'_> {
        Scales {
            register: self.register,
            question: &self.question,
            given: &self.given,
            day: self.question.as_of,
            asking: Asking::default(),
        }
    }

    /// Whether a law standing is settled on the day asked of.
    pub fn standing(&self, object: &Object) -> Tri {
        match exists(self.scales().frame(&self.given.fixed), object) {
            Ok(yes) => {
                if yes {
                    Tri::Yes
                } else {
                    Tri::No
                }
            }
            Err(need) => match need.0 {
                Var::Fact(fact) => Tri::Unknown(fact),
                _ => Tri::Yes,
            },
        }
    }
}
