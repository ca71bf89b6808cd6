//! What is already known of a day: so that one question asked of many options works out the law of its day once.
//!
//! Only the law as it is recorded is kept: what bills or ended emergencies change is worked out anew. Nobody
//! outside sees it. Whoever looks waits for nobody: what is there is never changed, only added to.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;

/// How many standings are kept in all, twenty bytes each.
const MOST: usize = 1 << 20;
/// How many standings lie together: what an answer touches is kept, and not the whole day.
const PAGE: usize = 128;

/// How something stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Standing {
    /// Whether it is in force, where that is certain whatever else becomes known.
    pub(super) certain: Option<bool>,
    /// The days to the nearest day ahead that decided it.
    pub(super) ahead: Option<i32>,
    /// The days from the nearest day behind that decided it.
    pub(super) behind: Option<i32>,
}

/// The standings of one day, by place: pages that are there once something on them is known.
struct Known {
    day: Date,
    pages: Box<[OnceLock<Page>]>,
    /// The next day of the same row.
    next: Next,
}

type Page = Box<[OnceLock<Standing>]>;
type Next = OnceLock<Box<Known>>;

/// How many rows the days are shared out among.
const ROWS: usize = 64;

/// The standings of every day asked of.
pub(super) struct Memo {
    rows: [Next; ROWS],
    kept: AtomicUsize,
}

impl Default for Memo {
    fn default() -> Self {
        Self { rows: [const { OnceLock::new() }; ROWS], kept: AtomicUsize::new(0) }
    }
}

impl Memo {
    /// What is known of the thing at a place.
    pub(super) fn get(&self, day: Date, place: usize) -> Option<Standing> {
        let mut at = self.row(day).get()?;
        while at.day != day {
            at = at.next.get()?;
        }
        at.pages.get(place / PAGE)?.get()?.get(place % PAGE)?.get().copied()
    }

    /// Keeps what is known of it, where there are so many `places` in all.
    pub(super) fn set(&self, day: Date, place: usize, places: usize, standing: Standing) {
        let mut next = self.row(day);
        let known = loop {
            if next.get().is_none() && self.kept.load(Ordering::Relaxed) >= MOST {
                return;
            }
            let new = || (0..places.div_ceil(PAGE)).map(|_| OnceLock::new()).collect();
            let at = next.get_or_init(|| Box::new(Known { day, pages: new(), next: OnceLock::new() }));
            if at.day == day {
                break at;
            }
            next = &at.next;
        };
        let Some(page) = known.pages.get(place / PAGE) else { return };
        if page.get().is_none() && self.kept.fetch_add(PAGE, Ordering::Relaxed) >= MOST {
            return;
        }
        let page = page.get_or_init(|| (0..PAGE).map(|_| OnceLock::new()).collect());
        // Whoever came first found the same.
        let _ = page[place % PAGE].set(standing);
    }

    /// The row of a day; days that follow each other stand in different ones.
    fn row(&self, day: Date) -> &Next {
        &self.rows
            [(usize::from(day.day_of_year().unsigned_abs()) + usize::from(day.year().unsigned_abs())) % ROWS]
    }
}
