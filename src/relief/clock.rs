//! The calendar of an act: every limit day, from the filing to the first lawful day, and what holds it back longer.
//!
//! Each exit that is used runs on a track of its own; tracks run side by side, and the latest governs. Facts of
//! filing are those of the day of submission; the law is that of the day of effect, so a lock that comes into
//! force before the act could is a step, and so is one that ends first. Words are put to the steps elsewhere.

use jiff::civil::Date;

use super::answer::Answer;
use super::branch::Assignment;
use super::calendar::{Timetable, Window, plus};
use super::pathway::{Bar, Deed, Fit};
use crate::model::{Before, Condition, ConditionKind, Due, Exit, Id, Pathway, ReviewClock};
use crate::register::{ExitIx, Law, Part, Tri};

/// What Congress and the President did with a resolution, where it is known or supposed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Vote {
    /// The day on which both Houses have passed a disapproval.
    pub passed: Option<Date>,
    /// The day on which it was vetoed.
    pub vetoed: Option<Date>,
}

/// The calendar of an answer in one branch.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// One track for each exit that is used, and one for all that has none.
    pub tracks: Vec<Track>,
    /// The first day on which everything is lawful; none where something has no exit.
    pub earliest: Option<Date>,
}

/// One exit, for what it serves, with its days.
#[derive(Clone, Debug)]
pub struct Track {
    /// What is done, and to what.
    pub deeds: Vec<Deed>,
    /// The bars that it leads through.
    pub bars: Vec<Bar>,
    /// The exit; none where no exit fits.
    pub exit: Option<ExitIx>,
    /// The steps, in the order of their days.
    pub steps: Vec<Step>,
    /// The first lawful day by this track.
    pub lawful_from: Option<Date>,
    /// Whether it is the latest, which governs.
    pub governs: bool,
}

/// One step of a track.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// The day, or the first of them; none where it hangs on no day.
    pub day: Option<Date>,
    /// The last day, where it lasts.
    pub until: Option<Date>,
    /// What happens.
    pub event: Event,
}

/// What happens in a step.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// The condition of the exit with this number is to be met by then.
    Met(usize),
    /// The days that this condition asks to lie ahead of the certification have run out.
    MayCertify(usize),
    /// The days that this condition asks to lie ahead of the effect have run out.
    LeadOver(usize),
    /// A window opens; its days, and whether the season made it longer.
    Opens(u16, bool),
    /// The last day of the window.
    LastBarred,
    /// The first day after the window.
    WindowOver,
    /// The last day on which a resolution can be enacted.
    ResolutionUntil,
    /// A hold after both Houses passed a disapproval.
    HoldAfterPassage,
    /// A hold after a veto.
    HoldAfterVeto,
    /// The restriction has the age that the exit asks for.
    Aged,
    /// A bar comes into force, though filing came first.
    BarBegins(Bar),
    /// The bar ends before the days of the exit run out, and the wait with it.
    BarEnds(Bar),
    /// The exit closes, and all that it opens ends with it.
    AllEnds,
    /// The exit closes: the act must have taken effect before.
    ExitCloses,
    /// The first lawful day.
    Lawful,
    /// The relief ends by its own terms, if it is given on the first lawful day.
    ReliefEnds,
    /// The condition with this number may follow the relief.
    Follows(usize),
}

impl Answer<'_> {
    /// The calendar where these values are fixed.
    pub fn calendar(&self, fixed: &Assignment, pathway: Pathway, vote: Vote) -> Calendar {
        let under = self.complete(fixed.clone());
        let mut tracks: Vec<Track> = Vec::new();
        for (deed, passage) in self.through(&under) {
            for (bar, exit) in &passage.used {
                self.add(&mut tracks, deed, *bar, *exit, &under, vote);
            }
        }
        let some = pathway != Pathway::None && tracks.iter().all(|track| track.exit.is_some());
        let earliest = tracks.iter().filter_map(|track| track.lawful_from).max();
        let opens = self.opens(&under);
        let earliest = earliest.map_or(opens, |day| day.max(opens));
        let earliest = (some && pathway != Pathway::Legislation).then_some(earliest);
        for track in &mut tracks {
            track.governs = track.lawful_from.is_some() && track.lawful_from == earliest;
        }
        Calendar { tracks, earliest }
    }

    fn add(
        &self,
        tracks: &mut Vec<Track>,
        deed: &Deed,
        bar: Bar,
        exit: Option<ExitIx>,
        under: &Assignment,
        vote: Vote,
    ) {
        let (steps, lawful_from) = match exit {
            Some(ix) => self.steps(ix, bar, deed, under, vote),
            None => (Vec::new(), None),
        };
        let same = |track: &&mut Track| {
            track.exit == exit
                && (exit.is_none() || (track.steps == steps && track.lawful_from == lawful_from))
        };
        match tracks.iter_mut().find(same) {
            Some(track) => {
                if !track.bars.contains(&bar) {
                    track.bars.push(bar);
                }
                if !track.deeds.contains(deed) {
                    track.deeds.push(deed.clone());
                }
            }
            None => tracks.push(Track {
                deeds: vec![deed.clone()],
                bars: vec![bar],
                exit,
                steps,
                lawful_from,
                governs: false,
            }),
        }
    }

    /// The steps of one exit for one deed, and the first lawful day.
    fn steps(
        &self,
        ix: ExitIx,
        bar: Bar,
        deed: &Deed,
        under: &Assignment,
        vote: Vote,
    ) -> (Vec<Step>, Option<Date>) {
        let register = self.register;
        let exit = register.exit(ix);
        let scales = self.scales();
        let since = scales.since(&deed.object);
        let full = Timetable::of(register, exit, scales.filed(ix), since);
        let timetable = match scales.fit(scales.frame(under), ix, deed) {
            Ok(Fit::Fits(way)) => way.timetable,
            _ => full.clone(),
        };
        let mut steps = condition_steps(exit, &timetable);
        let known = |fact: &Id| self.question.facts.get(fact).copied();
        let law = Law::on(register, self.question.as_of, &self.question.assume, &known);
        let mut lawful = timetable.lawful_from;
        if law.part(bar) == Tri::No {
            steps.extend(law.begin_of(bar).map(|day| step(day, Event::BarBegins(bar))));
        } else if let Some(end) = law.end_of(bar).filter(|end| *end < lawful) {
            steps.push(step(end, Event::BarEnds(bar)));
            lawful = end.max(self.question.submit);
        }
        if timetable.lawful_from < full.lawful_from {
            steps.push(step(lawful, Event::AllEnds));
        } else if let Some(end) = law.at(lawful).end_of(Part::Exit(ix)) {
            steps.push(step(end, Event::ExitCloses));
        }
        if let Some(aged) = exit.minimum_age.zip(since).map(|(age, since)| age.after(since)) {
            steps.push(step(aged, Event::Aged));
        }
        let clock = exit.review.as_ref().and_then(|id| register.review_clock(id.as_str()));
        if let Some((clock, window)) = clock.zip(timetable.window) {
            steps.extend(window_steps(&window));
            let (holds, free) = held(clock, vote, lawful);
            steps.extend(holds);
            lawful = free;
        }
        steps.push(step(lawful, Event::Lawful));
        if let Some(lasts) = exit.lasts {
            steps.push(step(lasts.after(lawful), Event::ReliefEnds));
        }
        steps.extend(after_steps(exit, lawful));
        steps.sort_by_key(|step| step.day.unwrap_or(Date::MAX));
        (steps, Some(lawful))
    }
}

fn step(day: Date, event: Event) -> Step {
    Step { day: Some(day), until: None, event }
}

/// What must come before the relief: when each condition is to be met, and when its lead is over.
fn condition_steps(exit: &Exit, timetable: &Timetable) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, condition) in exit.conditions.iter().enumerate().filter(|(_, c)| c.due == Due::Before) {
        let certified = certified_with(condition, timetable);
        let met = if certified { timetable.certified } else { timetable.filed };
        steps.push(step(met, Event::Met(at)));
        let Some(days) = condition.days else { continue };
        steps.push(match condition.ahead_of {
            Before::Certification => step(plus(timetable.filed, days), Event::MayCertify(at)),
            Before::Effect => step(plus(met, days), Event::LeadOver(at)),
        });
    }
    steps
}

/// Whether a condition is met with the certification, which may have to wait, and not with the first filing.
fn certified_with(condition: &Condition, timetable: &Timetable) -> bool {
    use ConditionKind::{Certification, Determination, Finding};
    timetable.certified > timetable.filed && matches!(condition.kind, Certification | Determination | Finding)
}

fn after_steps(exit: &Exit, lawful: Date) -> Vec<Step> {
    let after = exit.conditions.iter().enumerate().filter(|(_, c)| c.due == Due::After);
    let day = |c: &Condition| c.days.map(|days| plus(lawful, days));
    after.map(|(at, c)| Step { day: day(c), until: None, event: Event::Follows(at) }).collect()
}

/// The days of a window.
pub fn window_steps(window: &Window) -> Vec<Step> {
    let mut steps = vec![
        step(window.day_one, Event::Opens(window.days, window.seasonal)),
        step(window.last_barred, Event::LastBarred),
        step(window.lawful_from, Event::WindowOver),
    ];
    if window.resolution_until != window.last_barred {
        steps.insert(2, step(window.resolution_until, Event::ResolutionUntil));
    }
    steps
}

/// The holds after passage and veto, and the first lawful day with them. What was lawful before Congress or the
/// President acted stays so.
pub fn held(clock: &ReviewClock, vote: Vote, mut lawful: Date) -> (Vec<Step>, Date) {
    let mut steps = Vec::new();
    let Some(holds) = clock.holds else { return (steps, lawful) };
    let both = [
        (vote.passed, holds.after_passage, Event::HoldAfterPassage),
        (vote.vetoed, holds.after_veto, Event::HoldAfterVeto),
    ];
    for (acted, days, event) in both {
        let Some(acted) = acted else { continue };
        steps.push(Step { day: Some(plus(acted, 1)), until: Some(plus(acted, days)), event });
        if acted < lawful {
            lawful = lawful.max(plus(acted, days.saturating_add(1)));
        }
    }
    (steps, lawful)
}
