//! The days of a review clock and of an exit: when each limit falls, and the first lawful day.
//!
//! How days are counted (which day is day 1, the length of the window, its season, what starts it) is data on
//! the clock; how far ahead a report must be is data on the exit's conditions. Only the arithmetic is here.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Before, ConditionKind, DayOne, Due, Exit, MonthDay, ReviewClock, Starts};
use crate::register::Register;

/// The days of one run of a review clock.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Window {
    /// The day of filing that starts it.
    pub start: Date,
    /// The day counted as the first.
    pub day_one: Date,
    /// The length in calendar days.
    pub days: u16,
    /// Whether the season made it longer.
    pub seasonal: bool,
    /// The last day on which the act is barred.
    pub last_barred: Date,
    /// The first day on which it is lawful.
    pub lawful_from: Date,
    /// The last day on which a resolution can be enacted.
    pub resolution_until: Date,
}

/// `day` moved by a number of days; the end of the calendar where it would run over.
pub fn plus(day: Date, days: u16) -> Date {
    day.checked_add(i32::from(days).days()).unwrap_or(Date::MAX)
}

/// The next day on which the season of a clock begins or is over, and by how many days the window then differs.
pub(super) fn season_turn(clock: &ReviewClock, start: Date) -> Option<(Date, i32)> {
    let season = clock.seasonal.as_ref()?;
    let turns = (start.year()..=start.year().saturating_add(1)).flat_map(|year| {
        let over = season.to.in_year(year).map(|last| plus(last, 1));
        [season.from.in_year(year), over]
    });
    let turn = turns.flatten().filter(|day| *day > start).min()?;
    Some((turn, i32::from(season.days.abs_diff(clock.days))))
}

impl Window {
    /// The window that a filing on `start` opens.
    pub fn of(clock: &ReviewClock, start: Date) -> Self {
        let season = clock.seasonal.as_ref().filter(|season| {
            let day = MonthDay::of(start);
            let within = if season.from <= season.to {
                season.from <= day && day <= season.to
            } else {
                day >= season.from || day <= season.to
            };
            within && (season.years.is_empty() || season.years.contains(&start.year()))
        });
        let days = season.map_or(clock.days, |season| season.days);
        let day_one = match clock.day_one {
            DayOne::SameDay => start,
            DayOne::NextDay => plus(start, 1),
        };
        let lawful_from = plus(day_one, days);
        let last_barred = lawful_from.yesterday().unwrap_or(start);
        let resolution_until = clock.resolution_days.map_or(last_barred, |days| plus(start, days));
        Self { start, day_one, days, seasonal: season.is_some(), last_barred, lawful_from, resolution_until }
    }
}

/// The days of one use of an exit.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Timetable {
    /// The day of the first filing.
    pub filed: Date,
    /// The first day on which the certification may be given; the day of filing where nothing must come before.
    pub certified: Date,
    /// The review window, if there is one.
    pub window: Option<Window>,
    /// The first day of lawful effect.
    pub lawful_from: Date,
}

impl Timetable {
    /// The days of `exit` for a filing on `filed`, of a restriction in force since `since`.
    pub fn of(register: &Register, exit: &Exit, filed: Date, since: Option<Date>) -> Self {
        let before = exit.conditions.iter().filter(|c| c.due == Due::Before);
        let ahead = |of: Before| before.clone().filter(move |c| c.ahead_of == of);
        let certified =
            ahead(Before::Certification).map(|c| plus(filed, c.days.unwrap_or(0))).max().unwrap_or(filed);
        let leads = ahead(Before::Effect).map(|c| {
            let from = if c.kind == ConditionKind::Certification { certified } else { filed };
            plus(from, c.days.unwrap_or(0))
        });
        let clock = exit.review.as_ref().and_then(|id| register.review_clock(id.as_str()));
        let window = clock.map(|clock| {
            let start = match clock.starts {
                Starts::Report => filed,
                Starts::Certification => certified,
            };
            Window::of(clock, start)
        });
        let aged = exit.minimum_age.zip(since).map(|(age, since)| age.after(since));
        let days = leads.chain(window.map(|w| w.lawful_from)).chain(aged).chain([certified]);
        let lawful_from = days.max().unwrap_or(filed);
        Self { filed, certified, window, lawful_from }
    }
}
