//! `relief backtest`: the scorecard, what the engine derives of relief that happened and what history shows.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::options::{Combination, combination};
use super::{Control, Receipt, SCHEMA_VERSION};
use crate::model::{Episode, Id, Pathway, When};
use crate::register::Register;
use crate::relief::{Backtest, Derived, Verdict, backtest};

/// The scorecard.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BacktestReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from. Each episode is judged by the law of its own day.
    pub receipt: Receipt,
    /// How many episodes came out how.
    pub score: Score,
    /// The episodes, by regime, then by the day of filing.
    pub episodes: Vec<EpisodeReport>,
}

/// How many episodes came out how.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Score {
    /// All episodes.
    pub episodes: usize,
    /// Lawful on every reading.
    pub agreement: usize,
    /// Lawful on some readings: a harder way is derived as well.
    pub contested: usize,
    /// It went another way than any derived.
    pub disagreement: usize,
    /// It took effect before the first lawful day.
    pub contradiction: usize,
    /// Differences that the record accepts with a reason.
    pub acknowledged: usize,
}

/// One episode.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EpisodeReport {
    /// The episode.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What was done.
    pub summary: String,
    /// What it teaches.
    pub note: Option<String>,
    /// Its regime.
    pub regime: String,
    /// The day by whose law it was judged.
    pub as_of: Date,
    /// The day of the filing, or of the act where there was none; of a span, the first.
    pub submitted: Date,
    /// The pathways it went, as history shows.
    pub history: Vec<String>,
    /// The pathways that are derived, lightest first, without outlying ones.
    pub derived: Vec<String>,
    /// Each of them.
    pub branches: Vec<DerivedReport>,
    /// Each act on each object, with its own pathways.
    pub acts: Vec<EpisodeAct>,
    /// The length in days of the period that had to run, by the hardest way derived.
    pub window_days: Option<u16>,
    /// The first lawful day by the way that was taken.
    pub earliest_effective: Option<Date>,
    /// The day it took effect; of a span, the first.
    pub took_effect: Option<Date>,
    /// The last day of that span.
    pub took_effect_by: Option<Date>,
    /// The days from the first lawful day to that of effect; of a span, the fewest.
    pub lag_days: Option<i32>,
    /// `agreement`, `history contested`, `disagreement`, or `contradiction`.
    pub verdict: String,
    /// Where history and the engine differ.
    pub differences: Vec<Difference>,
    /// Why that is accepted.
    pub acknowledged: Option<String>,
    /// Whether it is a failure: a difference that nothing accepts, or an acceptance of nothing.
    pub failing: bool,
    /// How the facts of the episode were checked.
    pub verification: Option<String>,
    /// How far the weakest fact was checked that the derivation rests on.
    pub weakest: Option<String>,
    /// What carries that fact.
    pub weakest_at: Option<String>,
    /// The votes in Congress.
    pub votes: Vec<VoteReport>,
}

/// One derived pathway.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DerivedReport {
    /// The pathway.
    pub pathway: String,
    /// The readings and facts that lead to it.
    pub cases: Vec<Combination>,
    /// Each lock that reaches an act, with the exit used.
    pub controlling: Vec<Control>,
    /// The length in days of the period that must run.
    pub window_days: Option<u16>,
    /// The first lawful day.
    pub earliest_effective: Option<Date>,
}

/// One act of an episode.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EpisodeAct {
    /// What was done.
    pub action: String,
    /// What it was done to.
    pub object: String,
    /// The pathways of the act, lightest first, without outlying ones.
    pub pathways: Vec<String>,
}

/// Something that history and the engine say differently.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Difference {
    /// The key of the record.
    pub pointer: String,
    /// What history shows.
    pub history: String,
    /// What is derived.
    pub derived: String,
}

/// A vote.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VoteReport {
    /// The chamber and the question.
    pub question: String,
    /// The day; of a span, the first.
    pub held: Option<Date>,
    /// The result.
    pub result: String,
}

/// The scorecard of episodes.
pub fn backtest_report<'r>(
    register: &'r Register,
    receipt: Receipt,
    episodes: impl IntoIterator<Item = (&'r Id, &'r Episode)>,
) -> BacktestReport {
    let mut score = Score::default();
    let mut reports: Vec<EpisodeReport> = Vec::new();
    for (id, episode) in episodes {
        let test = backtest(register, episode);
        score.episodes += 1;
        score.acknowledged += usize::from(episode.acknowledged.is_some());
        *match test.verdict {
            Verdict::Agreement => &mut score.agreement,
            Verdict::Contested => &mut score.contested,
            Verdict::Disagreement => &mut score.disagreement,
            Verdict::Contradiction => &mut score.contradiction,
        } += 1;
        reports.push(report(register, id, episode, &test));
    }
    let place = |regime: &str| register.head().regimes.iter().position(|r| r.id.as_str() == regime);
    reports
        .sort_by(|a, b| (place(&a.regime), a.submitted, &a.id).cmp(&(place(&b.regime), b.submitted, &b.id)));
    BacktestReport { schema_version: SCHEMA_VERSION.into(), receipt, score, episodes: reports }
}

fn report(register: &Register, id: &Id, episode: &Episode, test: &Backtest) -> EpisodeReport {
    let words = |set: &[Pathway]| set.iter().map(|p| p.word().to_owned()).collect::<Vec<_>>();
    let acts = test.acts.iter().map(|(action, object, pathways)| EpisodeAct {
        action: action.word().into(),
        object: object.clone(),
        pathways: words(pathways),
    });
    let differences = test.found.iter().map(|found| Difference {
        pointer: found.pointer.clone(),
        history: found.expected.clone(),
        derived: found.derived.clone(),
    });
    let votes = episode.votes.iter().map(|vote| VoteReport {
        question: vote.question.to_string(),
        held: vote.held.map(When::earliest),
        result: vote.result.to_string(),
    });
    let verification = register.provenance_of_record(id.as_str()).map(|p| p.verification.word().to_owned());
    EpisodeReport {
        id: id.to_string(),
        title: episode.title.to_string(),
        summary: episode.summary.to_string(),
        note: episode.note.as_ref().map(ToString::to_string),
        regime: episode.regime.to_string(),
        as_of: test.as_of,
        submitted: episode.submitted.earliest(),
        history: words(&episode.went),
        derived: test.derived.iter().map(|d| d.pathway.word().to_owned()).collect(),
        branches: test.derived.iter().map(|d| derived_report(register, d)).collect(),
        acts: acts.collect(),
        window_days: test.derived.last().and_then(|d| d.window),
        earliest_effective: test.earliest(episode),
        took_effect: episode.took_effect.map(When::earliest),
        took_effect_by: episode.took_effect.map(When::latest),
        lag_days: test.lag.map(|(least, _)| least),
        verdict: test.verdict.word().into(),
        differences: differences.collect(),
        acknowledged: episode.acknowledged.as_ref().map(ToString::to_string),
        failing: !test.flaws(episode).is_empty(),
        verification,
        weakest: test.weakest.as_ref().map(|(word, _)| word.word().to_owned()),
        weakest_at: test.weakest.as_ref().map(|(_, at)| at.to_string()),
        votes: votes.collect(),
    }
}

fn derived_report(register: &Register, derived: &Derived) -> DerivedReport {
    let controlling = derived.controlling.iter().map(|(bar, exit)| Control {
        lock: bar.reference(register).to_string(),
        exit: exit.map(|ix| register.reference(ix).to_string()),
    });
    DerivedReport {
        pathway: derived.pathway.word().into(),
        cases: derived.cases.iter().map(|case| combination(register, case)).collect(),
        controlling: controlling.collect(),
        window_days: derived.window,
        earliest_effective: derived.earliest,
    }
}
