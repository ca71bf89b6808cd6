//! `relief history`: the pathway as a function of the day.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Receipt, SCHEMA_VERSION};
use crate::model::{Id, ReliefOption};
use crate::register::{Register, Tri};
use crate::relief::{Interval, Mover, Var, title_of};

/// The pathway of one option over time.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HistoryReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// The option.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The intervals, oldest first, without a gap between them.
    pub intervals: Vec<IntervalReport>,
}

/// A span of days on which the pathway is the same.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IntervalReport {
    /// The first day.
    pub from: Date,
    /// The first day of the next interval; none for the last.
    pub until: Option<Date>,
    /// The hardest pathway that is not outlying.
    pub pathway: String,
    /// Every pathway that is not outlying, lightest first.
    pub pathways: Vec<String>,
    /// The pathways that only outlying readings lead to.
    pub outlying: Vec<String>,
    /// Whether it is `executive` or `conditional` in every branch that is not outlying.
    pub executive_only: bool,
    /// The contested points that the pathway turns on.
    pub points: Vec<String>,
    /// The open facts that the pathway turns on.
    pub facts: Vec<String>,
    /// Those of them that are about a day which is not known.
    pub unsettled: Vec<String>,
    /// Whether the day asked of lies in it.
    pub current: bool,
    /// Whether it begins after the law is encoded: then it is the last known law, moved by days known ahead.
    pub beyond_coverage: bool,
    /// What moved the pathway on the first day.
    pub moved_by: Vec<MoverReport>,
}

/// A record that moved the pathway.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MoverReport {
    /// The measure, lock, exit, mandate or listing; or the emergency, target or bill.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What happened to it: `begins`, `ends`, `may-have-begun`, `may-have-ended`, `has-begun`, `has-ended`, or `ahead`
    /// where an act of that day could only take effect under law yet to come.
    pub change: String,
    /// The record whose day it is: its own, its instrument's, or the emergency it rests on.
    pub through: String,
}

/// The report of an option's history.
pub fn history_report(
    receipt: Receipt,
    id: &Id,
    option: &ReliefOption,
    register: &Register,
    intervals: &[Interval],
) -> HistoryReport {
    let intervals = intervals.iter().map(|interval| interval_report(register, &receipt, interval)).collect();
    HistoryReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        id: id.to_string(),
        title: option.title.to_string(),
        intervals,
    }
}

fn interval_report(register: &Register, receipt: &Receipt, interval: &Interval) -> IntervalReport {
    let words = |set: &[crate::model::Pathway]| set.iter().map(|p| p.word().to_owned()).collect::<Vec<_>>();
    let pathways = words(&interval.pathways);
    let points = interval.turns_on.iter().filter_map(|var| match var {
        Var::Point(id) => Some(id.to_string()),
        _ => None,
    });
    let facts = interval.turns_on.iter().filter_map(|var| match var {
        Var::Fact(id) => Some(id.to_string()),
        _ => None,
    });
    IntervalReport {
        from: interval.from,
        until: interval.until,
        pathway: pathways.last().cloned().unwrap_or_default(),
        outlying: words(&interval.outlying),
        executive_only: interval.pathways.iter().all(|p| p.executive_only()),
        points: points.collect(),
        facts: facts.collect(),
        unsettled: interval.unsettled.iter().map(ToString::to_string).collect(),
        current: interval.from <= receipt.as_of && interval.until.is_none_or(|until| receipt.as_of < until),
        beyond_coverage: interval.from > receipt.coverage_end,
        moved_by: interval.moved_by.iter().map(|mover| mover_report(register, mover)).collect(),
        pathways,
    }
}

/// The report of what moved a pathway.
pub(crate) fn mover_report(register: &Register, mover: &Mover) -> MoverReport {
    let change = match (&mover.before, &mover.after) {
        (Tri::No, Tri::Yes) => "begins",
        (Tri::Yes, Tri::No) => "ends",
        (Tri::No, Tri::Unknown(_)) => "may-have-begun",
        (Tri::Yes, Tri::Unknown(_)) => "may-have-ended",
        (Tri::Unknown(_), Tri::Yes) => "has-begun",
        (Tri::Unknown(_), Tri::No) => "has-ended",
        _ => "ahead",
    };
    MoverReport {
        id: mover.what.to_string(),
        title: title_of(register, &mover.what).unwrap_or_default(),
        change: change.into(),
        through: mover.through.to_string(),
    }
}
