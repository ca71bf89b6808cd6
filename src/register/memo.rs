//! What is already known of a day: so that one question asked of many options works out the law of its day once.
//!
//! Only the law as it is recorded is kept: what bills or ended emergencies change is worked out anew. Nobody
//! outside sees it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

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
type Pages = Arc<[OnceLock<Box<[OnceLock<Standing>]>>]>;

/// The standings of every day asked of.
#[derive(Default)]
pub(super) struct Memo {
    days: RwLock<BTreeMap<Date, Pages>>,
    kept: AtomicUsize,
}

impl Memo {
    /// What is known of the thing at a place.
    pub(super) fn get(&self, day: Date, place: usize) -> Option<Standing> {
        let days = self.days.read().unwrap_or_else(PoisonError::into_inner);
        days.get(&day)?.get(place / PAGE)?.get()?.get(place % PAGE)?.get().copied()
    }

    /// Keeps what is known of it, where there are so many `places` in all.
    pub(super) fn set(&self, day: Date, place: usize, places: usize, standing: Standing) {
        let Some(pages) = self.pages(day, places) else { return };
        let Some(page) = pages.get(place / PAGE) else { return };
        if page.get().is_none() && self.kept.fetch_add(PAGE, Ordering::Relaxed) >= MOST {
            return;
        }
        let page = page.get_or_init(|| (0..PAGE).map(|_| OnceLock::new()).collect());
        // Whoever came first found the same.
        let _ = page[place % PAGE].set(standing);
    }

    /// The pages of a day, new where there are none yet; nothing once too much is kept.
    fn pages(&self, day: Date, places: usize) -> Option<Pages> {
        let known = |days: &BTreeMap<Date, Pages>| days.get(&day).cloned();
        if let Some(pages) = known(&self.days.read().unwrap_or_else(PoisonError::into_inner)) {
            return Some(pages);
        }
        if self.kept.load(Ordering::Relaxed) >= MOST {
            return None;
        }
        let mut days = self.days.write().unwrap_or_else(PoisonError::into_inner);
        let new = || (0..places.div_ceil(PAGE)).map(|_| OnceLock::new()).collect();
        Some(days.entry(day).or_insert_with(new).clone())
    }
}
