//! The pathway of one act on one object: the locks that reach it, the exits that fit, and the lightest set of
//! exits that gets through all of them.
//!
//! An executive measure is free unless a lock reaches the act. A statutory measure is its own lock. Locks that
//! no exit links are taken apart; only where an exit sets another lock aside are they weighed together.

use jiff::civil::Date;

use super::branch::{Assignment, Diagram, Diagrams, Need};
use super::calendar::{Timetable, season_turn};
use super::hold::exists;
use super::question::{Asking, Frame, Given, Question};
use super::select::{Object, selects};
use crate::model::{Action, Clause, ConditionKind, Due, Id, Pathway, Ref, Selector, Trigger};
use crate::register::{ExitIx, LockIx, MandateIx, MeasureIx, Part, Register, Tri};

/// What holds an act back: a lock, a statutory measure, or a mandate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bar {
    /// A lock.
    Lock(LockIx),
    /// A statutory measure, which binds unless an exit gives the action.
    Statute(MeasureIx),
    /// A mandate, as far as it is an obstacle.
    Mandate(MandateIx),
}

impl Bar {
    /// Its reference.
    pub fn reference(self, register: &Register) -> &Ref {
        register.reference(self)
    }
}

impl From<Bar> for Part {
    fn from(bar: Bar) -> Self {
        match bar {
            Bar::Lock(ix) => Part::Lock(ix),
            Bar::Statute(ix) => Part::Measure(ix),
            Bar::Mandate(ix) => Part::Mandate(ix),
        }
    }
}

/// One act, done to one object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deed {
    /// What is done.
    pub action: Action,
    /// What it is done to.
    pub object: Object,
    /// The stage word it carries.
    pub stage: Option<Id>,
}

/// How one linked group of bars comes out in one branch.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Passage {
    /// The pathway through them.
    pub pathway: Pathway,
    /// Each bar that reaches the act, with the exit used; none where no exit fits.
    pub used: Vec<(Bar, Option<ExitIx>)>,
    /// The first lawful day, where there is a way.
    pub earliest: Option<Date>,
    /// How many other sets of exits would do.
    pub others: usize,
}

/// A linked group of bars and how they come out.
pub struct Group {
    /// The bars that may reach the act.
    pub bars: Vec<Bar>,
    /// How they come out, branch by branch.
    pub passages: Diagram,
}

/// The answer for one deed.
pub struct Weighed {
    /// The deed.
    pub deed: Deed,
    /// Whether there is anything to relieve, branch by branch (in `lives`).
    pub alive: Diagram,
    /// The groups of bars.
    pub groups: Vec<Group>,
    /// The pathway, branch by branch (in the store of pathways given).
    pub pathway: Diagram,
}

/// The stores of diagrams of one answer.
#[derive(Default)]
pub(super) struct Stores {
    /// Whether something is so.
    pub(super) facts: Diagrams<bool>,
    /// How groups of bars come out.
    pub(super) passages: Diagrams<Passage>,
    /// Pathways.
    pub(super) pathways: Diagrams<Pathway>,
}

/// Weighs deeds by the law of one day.
#[derive(Clone, Copy)]
pub(super) struct Scales<'a> {
    pub(super) register: &'a Register,
    pub(super) question: &'a Question,
    pub(super) given: &'a Given,
    /// The day by whose law the deed is judged.
    pub(super) day: Date,
    pub(super) asking: Asking<'a>,
}

impl<'a> Scales<'a> {
    pub(super) fn frame<'b>(self, under: &'b Assignment) -> Frame<'b>
    where
        'a: 'b,
    {
        Frame {
            register: self.register,
            question: self.question,
            day: self.day,
            given: self.given,
            under,
            asking: self.asking,
        }
    }

    /// Weighs one deed: by the law of the day asked of, or, where new law comes into force before the deed could
    /// take effect, by that law too.
    pub(super) fn weigh(self, deed: Deed, stores: &mut Stores) -> Weighed {
        let bars = self.candidates(&deed);
        let now = self.weigh_against(deed.clone(), bars.clone(), stores);
        let earliest =
            now.groups.iter().flat_map(|group| stores.passages.outcomes(group.passages, &|_, _| true));
        let effect = earliest.filter_map(|passage| passage.earliest).max().unwrap_or(self.day);
        if effect <= self.day {
            return now;
        }
        let then = Scales { day: effect, ..self };
        let later = then.candidates(&deed);
        let more: Vec<Bar> = later.into_iter().filter(|bar| !bars.contains(bar)).collect();
        if more.is_empty() {
            return now;
        }
        let added = then.weigh_against(deed, more, stores);
        let pathway = stores.pathways.join(now.pathway, added.pathway, &|now, added| match now {
            Pathway::None | Pathway::Executive => *now,
            _ => *now.max(added),
        });
        Weighed { pathway, groups: now.groups.into_iter().chain(added.groups).collect(), ..now }
    }

    fn weigh_against(self, deed: Deed, bars: Vec<Bar>, stores: &mut Stores) -> Weighed {
        let alive = stores
            .facts
            .explore(self.register, &self.given.fixed, &|under| exists(self.frame(under), &deed.object));
        let mut groups = Vec::new();
        for bars in self.linked(bars) {
            let passages = stores.passages.explore(self.register, &self.given.fixed, &|under| {
                self.passage(self.frame(under), &deed, &bars)
            });
            groups.push(Group { bars, passages });
        }
        let mut pathway = stores.pathways.leaf(Pathway::Executive);
        for group in &groups {
            let one = stores.passages.map(group.passages, &mut stores.pathways, &|p| p.pathway);
            pathway = stores.pathways.join(pathway, one, &|a, b| *a.max(b));
        }
        let lives = stores
            .facts
            .map(alive, &mut stores.pathways, &|yes| if *yes { Pathway::Executive } else { Pathway::None });
        pathway = stores
            .pathways
            .join(lives, pathway, &|lives, path| if *lives == Pathway::None { Pathway::None } else { *path });
        Weighed { deed, alive, groups, pathway }
    }

    /// The bars that may reach a deed: in force that day, and about its action.
    fn candidates(self, deed: &Deed) -> Vec<Bar> {
        let under = &self.given.fixed;
        let frame = self.frame(under);
        let near = match &deed.object {
            Object::Measure(ix) => self.register.locks_near(*ix),
            Object::Listing(ix) => {
                let measures = self.register.listing_measures(*ix).iter();
                let mut near: Vec<LockIx> = measures.flat_map(|m| self.register.locks_near(*m)).collect();
                near.sort_unstable();
                near.dedup();
                near
            }
            Object::Mandate(ix, _) => self.register.locks_near_mandate(*ix),
            Object::Emergency(id) => self.register.locks_near_emergency(id),
        };
        let locks = near.into_iter().filter(|ix| {
            let lock = self.register.lock(*ix);
            let speaks = lock.reaches.iter().any(|clause| clause.actions.contains(&deed.action));
            speaks
                && frame.law(|law| law.lock(*ix)) != Tri::No
                && self.may(frame, lock.reaches.iter(), &lock.select, deed)
        });
        let statute = match &deed.object {
            Object::Measure(ix)
                if self.register.home(*ix).is_statute()
                    && (is_relief(deed.action) || deed.action == Action::Impose) =>
            {
                vec![*ix]
            }
            Object::Listing(ix) if is_relief(deed.action) => {
                let measures = self.register.listing_measures(*ix).iter().copied();
                measures.filter(|ix| self.register.home(*ix).is_statute()).collect()
            }
            _ => Vec::new(),
        };
        let mandate = self.ordered_by(&deed.object).filter(|_| is_relief(deed.action));
        locks
            .map(Bar::Lock)
            .chain(statute.into_iter().map(Bar::Statute))
            .chain(mandate.map(Bar::Mandate))
            .collect()
    }

    /// The mandate that orders what a deed is done to.
    fn ordered_by(self, object: &Object) -> Option<MandateIx> {
        match object {
            Object::Mandate(ix, _) => Some(*ix),
            Object::Listing(ix) => {
                match self.register.part(self.register.listing(*ix).carries_out.as_ref()?.as_str()) {
                    Some(Part::Mandate(ix)) => Some(ix),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether some clause may match, whatever readings and facts remain open.
    fn may<'c>(
        self,
        frame: Frame<'_>,
        mut clauses: impl Iterator<Item = &'c Clause>,
        select: &Selector,
        deed: &Deed,
    ) -> bool {
        let may =
            |selector: &Selector| selects(frame, selector, &deed.object, deed.stage.as_ref()) != Ok(false);
        may(select) && clauses.any(|clause| clause.actions.contains(&deed.action) && may(&clause.select))
    }

    /// Groups bars that an exit links by setting one aside.
    fn linked(self, bars: Vec<Bar>) -> Vec<Vec<Bar>> {
        let mut groups: Vec<Vec<Bar>> = bars.iter().map(|bar| vec![*bar]).collect();
        for bar in &bars {
            for exit in self.register.exits_opening(bar.reference(self.register).as_str()) {
                for aside in &self.register.exit(*exit).sets_aside {
                    let Some(other) = bars.iter().find(|b| b.reference(self.register) == aside) else {
                        continue;
                    };
                    let of = |b: &Bar, groups: &[Vec<Bar>]| groups.iter().position(|group| group.contains(b));
                    if let (Some(a), Some(b)) = (of(bar, &groups), of(other, &groups))
                        && a != b
                    {
                        let moved = groups[b.max(a)].clone();
                        groups[a.min(b)].extend(moved);
                        groups.remove(a.max(b));
                    }
                }
            }
        }
        groups
    }

    /// How a linked group of bars comes out in one branch.
    fn passage(self, frame: Frame<'_>, deed: &Deed, bars: &[Bar]) -> Result<Passage, Need> {
        let mut reached = Vec::new();
        for bar in bars {
            if self.reaches(frame, *bar, deed)? {
                reached.push(*bar);
            }
        }
        let mut ways = Vec::with_capacity(reached.len());
        for bar in &reached {
            ways.push((*bar, self.fitting(frame, *bar, deed)?));
        }
        Ok(lightest(self.register, &ways, self.question.submit))
    }

    fn reaches(self, frame: Frame<'_>, bar: Bar, deed: &Deed) -> Result<bool, Need> {
        match bar {
            Bar::Statute(ix) => Ok(match &deed.object {
                Object::Listing(listing) => frame.basis(*listing)? == Some(ix),
                _ => true,
            }),
            Bar::Mandate(ix) => {
                Ok(self.binds(frame, ix, deed) && frame.settle(frame.law(|law| law.mandate(ix)))?)
            }
            Bar::Lock(ix) => {
                let lock = self.register.lock(ix);
                let stage = deed.stage.as_ref();
                Ok(frame.settle(frame.law(|law| law.lock(ix)))?
                    && selects(frame, &lock.select, &deed.object, stage)?
                    && any_clause(frame, &lock.reaches, deed.action, &deed.object, stage)?)
            }
        }
    }

    /// Whether a mandate stands against a deed. What it has imposed ends only as its statute says, though a listing
    /// that carries it out may be licensed. What is not yet imposed may be left so where nobody need determine
    /// anything.
    fn binds(self, frame: Frame<'_>, ix: MandateIx, deed: &Deed) -> bool {
        let mandate = self.register.mandate(ix);
        match (deed.action, mandate.trigger) {
            (Action::License, _) => matches!(deed.object, Object::Mandate(..)),
            (Action::DeclineToImpose, Trigger::Discretion) => false,
            (Action::DeclineToImpose, Trigger::Determination) => {
                mandate.determination.as_ref().is_some_and(|fact| frame.stated(fact) == Some(true))
            }
            _ => true,
        }
    }

    /// The exits that fit a deed at a bar, with their days.
    pub(super) fn fitting(self, frame: Frame<'_>, bar: Bar, deed: &Deed) -> Result<Vec<Way>, Need> {
        let mut ways = Vec::new();
        for ix in self.register.exits_opening(bar.reference(self.register).as_str()) {
            if let Fit::Fits(mut way) = self.fit(frame, *ix, deed)? {
                // Where the bar ends first, so does the wait for it.
                let gone = frame.law(|law| law.at(way.timetable.lawful_from).part(bar)) == Tri::No;
                if let Some(end) = frame.law(|law| law.end_of(bar)).filter(|_| gone) {
                    way.timetable.lawful_from = end.max(self.question.submit);
                }
                ways.push(way);
            }
        }
        Ok(ways)
    }

    /// Whether an exit fits a deed.
    pub(super) fn fit(self, frame: Frame<'_>, ix: ExitIx, deed: &Deed) -> Result<Fit, Need> {
        let exit = self.register.exit(ix);
        let stage = deed.stage.as_ref();
        if !exit.serves.iter().any(|clause| clause.actions.contains(&deed.action)) {
            return Ok(Fit::OtherAction);
        }
        if !frame.settle(frame.law(|law| law.exit(ix)))? {
            return Ok(Fit::Closed);
        }
        if !selects(frame, &exit.select, &deed.object, stage)?
            || !any_clause(frame, &exit.serves, deed.action, &deed.object, stage)?
        {
            return Ok(Fit::OtherCase);
        }
        let denied = exit
            .conditions
            .iter()
            .filter_map(|c| c.fact.as_ref())
            .find(|fact| frame.stated(fact) == Some(false));
        if let Some(fact) = denied {
            return Ok(Fit::Denied(fact.clone()));
        }
        let mut way = self.way(ix, self.since(&deed.object), self.filed(ix));
        if self.spent(ix, way.timetable.lawful_from) {
            return Ok(Fit::Closed);
        }
        if frame.law(|law| law.at(way.timetable.lawful_from).exit(ix)) != Tri::No {
            return Ok(Fit::Fits(way));
        }
        // It closes before its days run out. Where all that it opens ends by then too, that end is the day.
        let Some(end) = frame.law(|law| law.end_of(ix)) else { return Ok(Fit::Closed) };
        let mut opened = exit.opens.iter().filter_map(|bar| self.register.part(bar.as_str()));
        if opened.any(|bar| frame.law(|law| law.fixed(end).part(bar)) != Tri::No) {
            return Ok(Fit::Closed);
        }
        way.timetable.lawful_from = end.max(self.question.submit);
        Ok(Fit::Fits(way))
    }

    /// Whether a quota of an exit leaves nothing for the year in which its relief would begin.
    fn spent(self, ix: ExitIx, begins: Date) -> bool {
        let quotas = self.register.exit(ix).conditions.iter().filter(|c| !c.amounts.is_empty());
        quotas.fold(false, |spent, quota| {
            if let Some(watch) = self.asking.watch {
                let years =
                    quota.amounts.iter().flat_map(|amount| [amount.year, amount.year.saturating_add(1)]);
                years
                    .filter_map(|year| Date::new(year, 1, 1).ok())
                    .for_each(|turn| watch.compare(begins, turn));
            }
            spent || quota.amount_in(begins.year()).is_none()
        })
    }

    /// Since when the restriction has been in force, where that is known.
    pub(super) fn since(self, object: &Object) -> Option<Date> {
        match object {
            Object::Listing(ix) => Some(self.register.listing(*ix).from.latest()),
            Object::Measure(ix) => {
                let own = self.register.measure(*ix).effective;
                let effective = own.or_else(|| self.register.home(*ix).instrument().map(|i| i.effective));
                effective.map(|when| when.latest())
            }
            Object::Mandate(ix, _) => self.register.mandate(*ix).imposed.map(|when| when.latest()),
            Object::Emergency(_) => None,
        }
    }

    /// The day on which a filing under an exit can be made: the day of submission, or the first day of the exit
    /// where it comes into force only later.
    pub(super) fn filed(self, ix: ExitIx) -> Date {
        let (under, submit) = (Assignment::new(), self.question.submit);
        let frame = self.frame(&under);
        if frame.law(|law| law.at(submit).exit(ix)) != Tri::No {
            return submit;
        }
        frame.law(|law| law.at(submit).begin_of(ix)).unwrap_or(submit)
    }

    /// An exit with its days.
    pub(super) fn way(self, ix: ExitIx, since: Option<Date>, filed: Date) -> Way {
        let timetable = Timetable::of(self.register, self.register.exit(ix), filed, since);
        self.watch_season(ix, &timetable);
        Way { exit: ix, pathway: self.class(ix, &timetable), timetable }
    }

    /// What an exit takes, from what must come before its relief.
    fn class(self, ix: ExitIx, timetable: &Timetable) -> Pathway {
        let exit = self.register.exit(ix);
        let first = exit.conditions.iter().any(|c| c.due == Due::Before || c.kind == ConditionKind::Quota);
        let submit = self.question.submit;
        if exit.review.is_some() {
            Pathway::Review
        } else if first {
            Pathway::Conditional
        } else if timetable.lawful_from > submit {
            if let Some(watch) = self.asking.watch {
                watch.compare(submit, timetable.lawful_from);
            }
            Pathway::Conditional
        } else {
            Pathway::Executive
        }
    }

    /// Tells the watch when the season of an exit's review clock next begins or ends.
    fn watch_season(self, ix: ExitIx, timetable: &Timetable) {
        let clock = self.register.exit(ix).review.as_ref();
        let clock = clock.and_then(|id| self.register.review_clock(id.as_str()));
        if let (Some(watch), Some(clock), Some(window)) = (self.asking.watch, clock, timetable.window)
            && let Some((turn, jump)) = season_turn(clock, window.start)
        {
            watch.season(window.start, turn, jump);
        }
    }
}

/// Whether an exit fits, or why not.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Fit {
    /// It fits.
    Fits(Way),
    /// It gives another action.
    OtherAction,
    /// It is for other persons, grounds, scopes, stages, or readings.
    OtherCase,
    /// It is not open, or would close before its days run out.
    Closed,
    /// A finding it needs is denied.
    Denied(Id),
}

/// A fitting exit with its days.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Way {
    /// The exit.
    pub exit: ExitIx,
    /// What it takes.
    pub pathway: Pathway,
    /// Its days.
    pub timetable: Timetable,
}

/// Whether an action gives relief from a restriction.
pub(super) fn is_relief(action: Action) -> bool {
    use Action::{Amend, DeclineToImpose, License, ReleaseAssets, Suspend, Terminate, Waive};
    matches!(action, Terminate | Suspend | Waive | License | DeclineToImpose | Amend | ReleaseAssets)
}

/// Whether some clause about `action` matches and counts.
fn any_clause(
    frame: Frame<'_>,
    clauses: &[Clause],
    action: Action,
    object: &Object,
    stage: Option<&Id>,
) -> Result<bool, Need> {
    let mut need = None;
    for clause in clauses.iter().filter(|clause| clause.actions.contains(&action)) {
        let counts = || -> Result<bool, Need> {
            Ok(selects(frame, &clause.select, object, stage)?
                && frame.chosen(&clause.under)?
                && frame.facts(&clause.when)?)
        };
        match counts() {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(open) => need = need.or(Some(open)),
        }
    }
    need.map_or(Ok(false), Err)
}

/// The lightest, then earliest, then shortest set of exits: one for each bar, less those set aside.
fn lightest(register: &Register, ways: &[(Bar, Vec<Way>)], submit: Date) -> Passage {
    let mut best: Option<(Passage, usize)> = None;
    let mut sets = 0usize;
    let mut chosen: Vec<Option<&Way>> = vec![None; ways.len()];
    choose(register, ways, 0, &mut chosen, &mut |chosen| {
        sets += 1;
        let used: Vec<&Way> = chosen.iter().copied().flatten().collect();
        let pathway = used.iter().map(|w| w.pathway).max().unwrap_or(Pathway::Executive);
        let earliest = used.iter().map(|w| w.timetable.lawful_from).max().unwrap_or(submit);
        let mut exits: Vec<ExitIx> = used.iter().map(|w| w.exit).collect();
        exits.sort_unstable();
        exits.dedup();
        let asks = exits.iter().map(|ix| register.exit(*ix).conditions.len()).sum::<usize>();
        let bars =
            ways.iter().zip(chosen).filter_map(|((bar, _), way)| way.map(|way| (*bar, Some(way.exit))));
        let passage = Passage { pathway, used: bars.collect(), earliest: Some(earliest), others: 0 };
        let key = |(p, asks): &(Passage, usize)| (p.pathway, p.earliest, *asks);
        let candidate = (passage, asks);
        if best.as_ref().is_none_or(|best| key(&candidate) < key(best)) {
            best = Some(candidate);
        }
    });
    match best {
        Some((passage, _)) => Passage { others: sets - 1, ..passage },
        None => {
            let used = ways.iter().map(|(bar, ways)| {
                (*bar, ways.iter().min_by_key(|w| (w.pathway, w.timetable.lawful_from)).map(|w| w.exit))
            });
            Passage { pathway: Pathway::Legislation, used: used.collect(), earliest: None, others: 0 }
        }
    }
}

/// Visits every set of exits that gets through all bars. A bar that a chosen exit sets aside needs none.
fn choose<'w>(
    register: &Register,
    ways: &'w [(Bar, Vec<Way>)],
    at: usize,
    chosen: &mut Vec<Option<&'w Way>>,
    visit: &mut dyn FnMut(&[Option<&'w Way>]),
) {
    let Some((bar, exits)) = ways.get(at) else {
        let aside = |bar: &Bar| {
            let reference = bar.reference(register);
            chosen.iter().flatten().any(|way| register.exit(way.exit).sets_aside.contains(reference))
        };
        let through = ways.iter().zip(chosen.iter()).all(|((bar, _), way)| way.is_some() != aside(bar));
        if through {
            visit(chosen);
        }
        return;
    };
    let may_be_aside = ways.iter().any(|(_, exits)| {
        exits.iter().any(|way| register.exit(way.exit).sets_aside.contains(bar.reference(register)))
    });
    for way in exits {
        chosen[at] = Some(way);
        choose(register, ways, at + 1, chosen, visit);
    }
    chosen[at] = None;
    if may_be_aside {
        choose(register, ways, at + 1, chosen, visit);
    }
}
