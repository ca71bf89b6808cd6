//! A reusable procedure of review: what starts it, how its days are counted, what it bars and who may stop it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::provenance::sourced;
use super::walk::{table, words};
use super::{Id, List, MonthDay, Retired, Text};

words!(Starts, DayOne, Counted, Resolution);

sourced! {
    /// A review clock, shared by all exits that name it.
    pub struct ReviewClock {
        /// The name of the procedure.
        pub title: Text,
        /// The pinpoint of its rules.
        pub pinpoint: Text,
        /// What starts it.
        pub starts: Starts,
        /// Which day is counted as the first.
        pub day_one: DayOne,
        /// The length of the window in days, of the kind that counts.
        pub days: u16,
        /// Which days count; calendar days where left out. Nobody knows the days of session beforehand: they are counted
        /// as if every day were one, so that the first lawful day is a floor, and is said to be.
        #[serde(default)]
        pub counts: Counted,
        /// A longer window for filings within a season.
        pub seasonal: Option<Seasonal>,
        /// What may not be done while it runs.
        pub bars: Text,
        /// The kinds of joint resolution that have special procedure.
        pub resolutions: List<Resolution>,
        /// The days on which a resolution can still be enacted, counted after the start, where that is not
        /// the window itself.
        pub resolution_days: Option<u16>,
        /// Holds beyond the window, once both Houses have passed a resolution.
        pub holds: Option<Holds>,
        /// What majorities it takes.
        #[serde(default)]
        pub thresholds: List<Threshold>,
        /// The committees to which the report goes.
        #[serde(default)]
        pub committees: List<Id> => Actor,
        /// Committees, introduction, discharge, debate: what a reader of the calendar should know.
        #[serde(default)]
        pub procedure: List<Text>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

/// What starts a review clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Starts {
    /// The report or notice to Congress.
    Report,
    /// The certification, which may have to wait for an earlier report.
    Certification,
    /// The introduction of a resolution, on any day: nothing that the executive files.
    Introduction,
}

/// Which day is day 1 of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum DayOne {
    /// The day of filing itself.
    SameDay,
    /// The day after.
    NextDay,
}

/// Which days of the calendar are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Counted {
    /// Every day.
    #[default]
    CalendarDays,
    /// Days on which both Houses, or the House concerned, are in session.
    SessionDays,
}

table! {
    /// A longer window for filings within a season.
    pub struct Seasonal {
        /// The first day of the season, `MM-DD`.
        pub from: MonthDay,
        /// The last day of the season, `MM-DD`, included.
        pub to: MonthDay,
        /// The length of the window for filings within it.
        pub days: u16,
        /// The only years in which it applies; left out, every year.
        #[serde(default)]
        pub years: List<i16>,
    }
}

table! {
    /// Days that remain barred after Congress or the President has acted.
    #[derive(Copy)]
    pub struct Holds {
        /// Calendar days after both Houses have passed a disapproval.
        pub after_passage: u16,
        /// Calendar days after a veto of it.
        pub after_veto: u16,
    }
}

/// A kind of joint resolution.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", remote = "Self")]
#[schemars(!remote)]
pub enum Resolution {
    /// Lets the relief go ahead before the window ends.
    Approval,
    /// Stops the relief.
    Disapproval,
    /// Forbids the relief.
    Prohibition,
    /// Ends the emergency, and with it the authority of what rests on it.
    Termination,
}

table! {
    /// A majority that a step takes.
    pub struct Threshold {
        /// The chamber and the step.
        pub step: Text,
        /// The majority.
        pub majority: Text,
    }
}
