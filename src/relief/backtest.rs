//! Back-tests: relief that really happened, put to the engine.
//!
//! The engine is asked on the last day on which the restriction stood and the filing was made. What it derives is
//! held against history: the pathway must be the one taken, and the act must not have come before the first lawful
//! day. That day is a floor: an act may come as late as it likes. Start at [`backtest`].

use jiff::civil::Date;

use super::answer::{Answer, Asked, Branch, answer};
use super::branch::Assignment;
use super::calendar::Timetable;
use super::pathway::Bar;
use super::question::Question;
use super::select::Object;
use super::trial::Contradiction;
use crate::model::{Action, Episode, Pathway, Ref, Verification, When};
use crate::register::{ExitIx, Register};

/// How history and the engine stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// It was lawful on every reading: the way taken is the only one derived, or the hardest.
    Agreement,
    /// It was lawful on some readings: a harder way than the one taken is derived as well.
    Contested,
    /// It went another way than any that is derived.
    Disagreement,
    /// It took effect before the first day on which the way it went was open.
    Contradiction,
}

impl Verdict {
    /// Every verdict, best first.
    pub const ALL: [Verdict; 4] =
        [Verdict::Agreement, Verdict::Contested, Verdict::Disagreement, Verdict::Contradiction];

    /// The verdict in words.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Agreement => "agreement",
            Verdict::Contested => "history contested",
            Verdict::Disagreement => "disagreement",
            Verdict::Contradiction => "contradiction",
        }
    }
}

/// One pathway that is derived for an episode.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The pathway.
    pub pathway: Pathway,
    /// The readings and facts that lead to it.
    pub cases: Vec<Assignment>,
    /// Each lock that reaches an act in the first case, with the exit used.
    pub controlling: Vec<(Bar, Option<ExitIx>)>,
    /// The longest period that must run out first, in days; none where nothing must.
    pub window: Option<u16>,
    /// The first lawful day; none where no act of the executive will do.
    pub earliest: Option<Date>,
}

/// An episode put to the engine.
#[derive(Clone, Debug)]
pub struct Backtest {
    /// The day by whose law it was judged.
    pub as_of: Date,
    /// The pathways derived, lightest first, without those that only outlying readings lead to.
    pub derived: Vec<Derived>,
    /// Each act on each object, with its own pathways.
    pub acts: Vec<(Action, String, Vec<Pathway>)>,
    /// The weakest fact that the answer rests on, and what carries it.
    pub weakest: Option<(Verification, Ref)>,
    /// How that stands to history.
    pub verdict: Verdict,
    /// The days from the first lawful day to that of effect, at least and at most.
    pub lag: Option<(i32, i32)>,
    /// Where history and the engine differ.
    pub found: Vec<Contradiction>,
}

impl Backtest {
    /// The first lawful day by the way that was taken; by any, where that way is not derived.
    pub fn earliest(&self, episode: &Episode) -> Option<Date> {
        let taken = self.derived.iter().filter(|d| episode.went.contains(&d.pathway));
        let any = self.derived.iter().filter_map(|d| d.earliest).min();
        taken.filter_map(|d| d.earliest).min().or(any)
    }

    /// The flaws that no reason accepts; or the reason, where there is nothing for it to accept.
    pub fn flaws(&self, episode: &Episode) -> Vec<Contradiction> {
        match &episode.acknowledged {
            None => self.found.clone(),
            Some(_) if self.found.is_empty() => vec![Contradiction {
                as_of: self.as_of,
                pointer: "/acknowledged".into(),
                expected: "a difference between history and the engine".into(),
                derived: self.verdict.word().into(),
            }],
            Some(_) => Vec::new(),
        }
    }
}

/// The answer for an episode, by the law of its own day.
pub(super) fn put<'a>(register: &'a Register, episode: &'a Episode) -> Answer<'a> {
    let submit = episode.submitted.earliest();
    // What took effect on the day of filing was still to be relieved on its eve.
    let eve = episode.took_effect.and_then(|day| day.earliest().yesterday().ok());
    let as_of = eve.map_or(submit, |eve| eve.min(submit));
    let question = Question { submit, ..Question::on(as_of) };
    let asked = Asked { acts: &episode.acts, goals: &episode.goals, facts: &episode.facts };
    answer(register, asked, question)
}

/// Puts an episode to the engine and holds the answer against history.
pub fn backtest(register: &Register, episode: &Episode) -> Backtest {
    let answer = put(register, episode);
    let as_of = answer.question.as_of;
    let branches = answer.branches();
    let counted = branches.iter().filter(|branch| !branch.outlying);
    let derived = counted.map(|branch| derived(&answer, branch)).collect();
    let each = answer.acts.iter().map(|act| {
        let object = act.deed.object.reference(register).to_owned();
        (act.deed.action, object, answer.pathways_of(act))
    });
    let acts = each.collect();
    let (verdict, weakest) = (Verdict::Agreement, answer.weakest());
    let mut test = Backtest { as_of, derived, acts, weakest, verdict, lag: None, found: Vec::new() };
    test.lag = lag(test.earliest(episode), episode.took_effect);
    test.judge(register, episode);
    test
}

fn derived(answer: &Answer<'_>, branch: &Branch) -> Derived {
    let under = branch.cases.iter().map(|case| answer.branch_under(case, branch.pathway));
    let lawful = under.filter_map(|case| case.earliest).min();
    let submit = answer.question.submit;
    let periods = branch.controlling.iter().filter_map(|(_, exit)| *exit).map(|exit| {
        let timetable = Timetable::of(answer.register, answer.register.exit(exit), submit, None);
        let wait = submit.until(timetable.lawful_from).map_or(0, |span| span.get_days());
        timetable.window.map_or(u16::try_from(wait).unwrap_or(0), |window| window.days)
    });
    Derived {
        pathway: branch.pathway,
        cases: branch.cases.clone(),
        controlling: branch.controlling.clone(),
        window: periods.max().filter(|days| *days > 0),
        earliest: lawful.map(|day| lapse(answer).map_or(day, |lapse| day.max(lapse))),
    }
}

/// The day on which the last of the emergencies ends that are left to lapse.
fn lapse(answer: &Answer<'_>) -> Option<Date> {
    let lapsing = answer.acts.iter().filter(|act| act.deed.action == Action::Lapse);
    let ends = lapsing.filter_map(|act| match &act.deed.object {
        Object::Emergency(id) => answer.emergency(id).until,
        _ => None,
    });
    ends.max()
}

fn lag(earliest: Option<Date>, effect: Option<When>) -> Option<(i32, i32)> {
    let (earliest, effect) = (earliest?, effect?);
    let from = |day: Date| earliest.until(day).ok().map(|span| span.get_days());
    from(effect.earliest()).zip(from(effect.latest()))
}

impl Backtest {
    fn judge(&mut self, register: &Register, episode: &Episode) {
        let as_of = self.as_of;
        let mut differ = |pointer: &str, expected: String, derived: String| {
            self.found.push(Contradiction { as_of, pointer: pointer.into(), expected, derived });
        };
        let ways: Vec<Pathway> = self.derived.iter().map(|d| d.pathway).collect();
        let hardest = ways.last().is_some_and(|way| episode.went.contains(way));
        let mut verdict = if hardest { Verdict::Agreement } else { Verdict::Contested };
        if !episode.went.iter().all(|way| ways.contains(way)) || episode.went.is_empty() {
            verdict = Verdict::Disagreement;
            differ("/went", words(&episode.went), words(&ways));
        }
        let covered = register.head().regimes.iter().find(|regime| regime.id == episode.regime);
        if let Some(from) = covered.map(|regime| regime.coverage.from.0).filter(|from| as_of < *from) {
            verdict = Verdict::Disagreement;
            differ("/submitted", as_of.to_string(), format!("nothing: the law is encoded from {from} on"));
        }
        let taken = self.derived.iter().filter(|d| episode.went.contains(&d.pathway));
        let earliest = taken.filter_map(|d| d.earliest).min();
        if let (Some(earliest), Some(effect)) = (earliest, episode.took_effect)
            && effect.latest() < earliest
        {
            verdict = Verdict::Contradiction;
            differ("/took-effect", effect.to_string(), format!("not before {earliest}"));
        }
        self.verdict = verdict;
    }
}

fn words(set: &[Pathway]) -> String {
    set.iter().map(|p| p.word()).collect::<Vec<_>>().join(" | ")
}
