//! How long an evaluation stays as it is: the days it compared its own day with.
//!
//! Whatever is asked of the law of a day comes down to comparing that day, or a day counted from it, with days
//! that stand in records. A [`Watch`] is told of each comparison. Until the nearest of them turns, the same
//! comparisons come out the same way, so the whole evaluation does; [`Watch::next`] is the first day on which it
//! can differ. Nothing is sampled.
//!
//! All days that an evaluation reads move by at most one day a day, but for one jump: a window that is longer
//! within a season. [`Watch::season`] is told of it.

use std::cell::Cell;

use jiff::civil::Date;

/// What an evaluation of one day has compared.
#[derive(Default)]
pub struct Watch {
    ahead: Cell<Option<i32>>,
    behind: Cell<Option<i32>>,
    season: Cell<Option<(i32, i32)>>,
}

/// The days from one to another.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

fn least(cell: &Cell<Option<i32>>, days: i32) {
    cell.set(Some(cell.get().map_or(days, |known| known.min(days))));
}

impl Watch {
    /// A day that moves was compared with one that is written down.
    pub fn compare(&self, moving: Date, with: Date) {
        if with > moving {
            least(&self.ahead, days(moving, with));
        } else {
            least(&self.behind, days(with, moving));
        }
    }

    /// The days to the nearest compared day ahead, and from the nearest behind.
    pub(super) fn compared(&self) -> (Option<i32>, Option<i32>) {
        (self.ahead.get(), self.behind.get())
    }

    /// Comparisons that were made before are made again.
    pub(super) fn again(&self, ahead: Option<i32>, behind: Option<i32>) {
        ahead.into_iter().for_each(|days| least(&self.ahead, days));
        behind.into_iter().for_each(|days| least(&self.behind, days));
    }

    /// A count of days was read that changes by `jump` on `boundary`.
    pub fn season(&self, moving: Date, boundary: Date, jump: i32) {
        let to = days(moving, boundary);
        let (first, most) = self.season.get().unwrap_or((to, jump));
        self.season.set(Some((first.min(to), most.max(jump))));
    }

    /// The first day after `day` on which the evaluation can come out otherwise; none if it never can.
    pub fn next(&self, day: Date) -> Option<Date> {
        let ahead = self.ahead.get();
        let wait = match self.season.get() {
            None => ahead?,
            Some((turn, jump)) => {
                let turns_back = self.behind.get().is_some_and(|behind| behind + turn < jump);
                match ahead {
                    Some(ahead) if ahead <= turn => ahead,
                    Some(ahead) if turns_back || ahead - jump <= turn => turn,
                    Some(ahead) => ahead - jump,
                    None if turns_back => turn,
                    None => return None,
                }
            }
        };
        day.checked_add(jiff::Span::new().try_days(wait).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn the_nearest_day_ahead_is_next() {
        let watch = Watch::default();
        let today = day("2026-01-01");
        assert_eq!(watch.next(today), None);
        watch.compare(today, day("2025-12-31"));
        assert_eq!(watch.next(today), None, "what lies behind never turns");
        watch.compare(today, day("2027-01-01"));
        watch.compare(day("2026-01-31"), day("2026-03-02"));
        assert_eq!(watch.next(today), Some(day("2026-01-31")), "counted from where the moving day stands");
    }

    #[test]
    fn a_season_counts_only_near_what_it_could_turn() {
        let today = day("2026-01-01");
        let far = Watch::default();
        far.compare(today, day("2027-01-01"));
        far.season(today, day("2026-07-10"), 30);
        assert_eq!(far.next(today), Some(day("2026-12-02")), "the jump can bring it 30 days nearer");
        let near = Watch::default();
        near.compare(today, day("2026-08-01"));
        near.season(today, day("2026-07-10"), 30);
        assert_eq!(near.next(today), Some(day("2026-07-10")));
        let back = Watch::default();
        back.compare(today, day("2025-12-25"));
        back.season(today, day("2026-01-05"), 30);
        assert_eq!(back.next(today), Some(day("2026-01-05")), "a shorter window turns it back");
    }
}
