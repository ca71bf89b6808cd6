//! The days of a review clock and of an exit: when each limit falls, and the first lawful day.
//!
//! How days are counted (which day is day 1, the length of the window, its season, what starts it) is data on
//! the clock; how far ahead a report must be is data on the exit's conditions. Only the arithmetic is here.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Before, ConditionKind, Counted, DayOne, Due, Exit, MonthDay, ReviewClock, Starts};
use crate::register::Register;

/// The days of one run of a review clock.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Window {
    /// The day of filing that starts it.
    pub start: Date,
    /// The day counted as the first.
    pub day_one: Date,
    /// The length in days.
    pub days: u16,
    /// Whether every day below is the earliest that it can be, because days of session are counted.
    pub at_least: bool,
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
        let (seasonal, at_least) = (season.is_some(), clock.counts == Counted::SessionDays);
        Self { start, day_one, days, at_least, seasonal, last_barred, lawful_from, resolution_until }
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
                Starts::Report | Starts::Introduction => filed,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, List, Seasonal};

    fn day(text: &str) -> Date {
        text.parse::<Day>().expect("a day").0
    }

    fn clock(rules: &str) -> ReviewClock {
        let rest =
            "title = 'x'\npinpoint = 'y'\nstarts = 'report'\nbars = 'z'\nresolutions = ['disapproval']\n";
        toml::from_str(&format!("{rest}{rules}")).expect("a clock")
    }

    #[test]
    fn which_days_count_is_data() {
        let window = |rules: &str, filed: &str| Window::of(&clock(rules), day(filed));
        let same = window("day-one = 'same-day'\ndays = 30", "2018-12-19");
        assert_eq!((same.last_barred, same.lawful_from), (day("2019-01-17"), day("2019-01-18")));
        let next = window("day-one = 'next-day'\ndays = 30\nresolution-days = 45", "2018-12-19");
        assert_eq!((next.day_one, next.lawful_from), (day("2018-12-20"), day("2019-01-19")));
        assert_eq!((next.resolution_until, next.at_least), (day("2019-02-02"), false));
        let sessions = window("day-one = 'same-day'\ndays = 30\ncounts = 'session-days'", "2018-12-19");
        assert_eq!((sessions.lawful_from, sessions.at_least), (same.lawful_from, true));
    }

    #[test]
    fn a_season_has_edges_and_may_have_years() {
        let season = |years: &str| {
            format!(
                "day-one = 'same-day'\ndays = 30\nseasonal = {{ from = '07-10', to = '09-07', days = 60{years} }}"
            )
        };
        let days = |years: &str, filed: &str| Window::of(&clock(&season(years)), day(filed)).days;
        let edges = ["2026-07-09", "2026-07-10", "2026-09-07", "2026-09-08"];
        assert_eq!(edges.map(|filed| days("", filed)), [30, 60, 60, 30]);
        assert_eq!(
            (days(", years = [2015]", "2015-07-19"), days(", years = [2015]", "2026-08-03")),
            (60, 30)
        );
        let winter = Seasonal {
            from: "12-20".parse().expect("a day"),
            to: "01-05".parse().expect("a day"),
            days: 90,
            years: List::default(),
        };
        let over = ReviewClock { seasonal: Some(winter), ..clock("day-one = 'same-day'\ndays = 30") };
        assert_eq!(["2026-12-31", "2027-01-06"].map(|filed| Window::of(&over, day(filed)).days), [90, 30]);
    }
}
