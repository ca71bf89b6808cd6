//! What is already known of a day: so that one question asked of many options works out the law of its day once.
//!
//! Only the law as it is recorded is kept: what bills or ended emergencies change is worked out anew. Nobody
//! outside sees it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use jiff::civil::Date;

/// How many standings are kept in all, twenty bytes each.
const MOST: usize = 1 << 20;

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

/// The standings of one day, by place.
type Places = Arc<[OnceLock<Standing>]>;

/// The standings of every day asked of.
#[derive(Default)]
pub(super) struct Memo {
    days: RwLock<BTreeMap<Date, Places>>,
}

impl Memo {
    /// What is known of the thing at a place.
    pub(super) fn get(&self, day: Date, place: usize) -> Option<Standing> {
        let days = self.days.read().unwrap_or_else(PoisonError::into_inner);
        days.get(&day)?.get(place)?.get().copied()
    }

    /// Keeps what is known of it, where there are so many `places` in all.
    pub(super) fn set(&self, day: Date, place: usize, places: usize, standing: Standing) {
        let mut days = self.days.write().unwrap_or_else(PoisonError::into_inner);
        if !days.contains_key(&day) && (days.len() + 1).saturating_mul(places) > MOST {
            return;
        }
        let of_day = days.entry(day).or_insert_with(|| (0..places).map(|_| OnceLock::new()).collect());
        if let Some(known) = of_day.get(place) {
            // Whoever came first found the same.
            let _ = known.set(standing);
        }
    }
}
