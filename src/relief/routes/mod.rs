//! Routes: every minimal set of lawful acts that reaches a goal.
//!
//! What restricts the goal that day must go, thing by thing. *Own* acts (to end, suspend, waive or license it, or to
//! take a way out of a mandate) free one thing; *shared* acts (an emergency that lapses or is ended, a measure ended for
//! all that are listed under it) may free many, on some readings or on all (`day`). A set is a route if it frees
//! everything on some reading, and minimal if without any one act it does so on fewer (`pattern`). For each set of shared
//! acts, own acts are chosen freely for what is left, so that routes are counted as products and only those shown are
//! written out (`count`). Waiting for a day on which a lock or a restriction ends of itself is asked as the same question
//! of that day (`later`).

mod aim;
mod count;
mod day;
mod later;
mod pattern;

pub use aim::{Aim, about_regimes, restricting_regimes};

use jiff::civil::Date;

use super::branch::Assignment;
use super::effect::Item;
use super::pathway::{Bar, Deed};
use super::question::Question;
use crate::model::{Action, Id, Pathway};
use crate::register::{ExitIx, Register};
use count::{Cell, Key};
use day::Day;

/// One act of a route.
#[derive(Clone, Debug)]
pub struct Leg {
    /// What is done, and to what.
    pub deed: Deed,
    /// Its pathways on the readings that are not outlying, lightest first.
    pub pathways: Vec<Pathway>,
    /// The first day on which it can take effect, in the hardest of them.
    pub earliest: Date,
    /// Each bar that reaches it there, with the exit used.
    pub through: Vec<(Bar, Option<ExitIx>)>,
}

/// A minimal set of lawful acts that reaches the goal.
#[derive(Clone, Debug)]
pub struct Route {
    /// The day on which it starts: that of the question, or a later one on which something has ended of itself.
    pub from: Date,
    /// The acts; none where waiting is enough.
    pub steps: Vec<Leg>,
    /// The pathways of all its acts together, lightest first.
    pub pathways: Vec<Pathway>,
    /// The first day on which all of it can have taken effect.
    pub earliest: Date,
    /// The weakest effect among its acts, where that is less than an end.
    pub weaker: Option<Action>,
    /// Where it reaches the goal: combinations of choices and facts; one empty one where on every reading.
    pub reaches: Vec<Assignment>,
}

impl Route {
    /// Whether it reaches the goal on every reading.
    pub fn everywhere(&self) -> bool {
        self.reaches.iter().any(Assignment::is_empty)
    }
}

/// The routes to a goal, best first.
pub struct Routes {
    /// What restricts the goal on the day asked of.
    pub items: Vec<Item>,
    /// The routes: lightest pathway first, then earliest day, strongest effect, those that reach the goal on every
    /// reading before others, fewest acts.
    pub routes: Vec<Route>,
    /// How many more there are.
    pub left_out: u128,
    /// What no act of the executive frees: each needs legislation.
    pub closed: Vec<Item>,
    /// Emergencies whose course is not known on a later day, taken to be continued.
    pub continued: Vec<Id>,
    /// Shared acts that were not combined with others, being too many.
    pub uncombined: usize,
    /// Acts that were left out as needless, where that is asked for.
    pub needless: usize,
}

/// The routes to an aim, at most `limit` of them written out.
pub fn routes(register: &Register, aim: &Aim<'_>, question: &Question, limit: usize) -> Routes {
    let mut first = Day::new(register, aim, question.clone());
    let mut cells = first.cells();
    let mut continued = Vec::new();
    let mut later = Vec::new();
    for day in first.turning_days() {
        let (asked, taken) = later::asked_of(register, question, day);
        let mut then = Day::new(register, aim, asked);
        let known: Vec<Key> =
            cells.iter().filter(|(cell, _)| cell.everywhere).map(|(cell, _)| cell.key).collect();
        let lighter =
            |cell: &Cell| !known.iter().any(|k| k.pathway <= cell.key.pathway && k.weaker <= cell.key.weaker);
        let found: Vec<Cell> = then.cells().into_iter().map(|(cell, _)| cell).filter(lighter).collect();
        if !found.is_empty() {
            continued.extend(taken);
        }
        later.push(then);
        cells.extend(found.into_iter().map(|cell| (cell, later.len())));
    }
    cells.sort_by_key(|(cell, day)| (cell.key, !cell.everywhere, cell.acts, *day));
    let total: u128 = cells.iter().fold(0, |sum, (cell, _)| sum.saturating_add(cell.count));
    let mut routes = Vec::new();
    for (cell, at) in &cells {
        let day = if *at == 0 { &mut first } else { &mut later[*at - 1] };
        day.write_out(cell, limit, &mut routes);
        if routes.len() >= limit {
            break;
        }
    }
    continued.sort();
    continued.dedup();
    let left_out = total.saturating_sub(routes.len() as u128);
    let closed =
        first.things.iter().filter(|thing| thing.own.is_empty()).map(|thing| thing.item.clone()).collect();
    let (uncombined, needless) = (first.uncombined, first.needless);
    let items = first.things.into_iter().map(|thing| thing.item).collect();
    Routes { items, routes, left_out, closed, continued, uncombined, needless }
}
