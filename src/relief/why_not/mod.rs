//! Why an option has no lighter pathway, and what would have to change.
//!
//! For each lighter pathway: the bars that only a heavier exit, or none, gets through; and the smallest sets of changes
//! after which the option takes that pathway or a lighter one. A change is to leave something as it is, a repeal, a
//! choice of a point, a fact, or a later day on which a lock has ended. `search` finds the sets; no set is told that the
//! engine was not asked about anew, nor one of which less would do.

mod obstacles;
mod search;
mod variant;

pub use obstacles::Obstacle;

use jiff::civil::Date;

use super::{Answer, Asked, Question};
use crate::model::{Id, Pathway, Ref};
use crate::register::Register;

/// Something that would have to change.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Remedy {
    /// To leave this measure, listing, mandate or emergency as it is.
    Leave(Ref),
    /// This choice of a point is right.
    Reading(Id, usize),
    /// This fact is so, or is not.
    Fact(Id, bool),
    /// To wait for this day, on which these have ended.
    Wait(Date, Vec<Ref>),
    /// To repeal this lock, statutory measure or mandate; or this statute, where more than one part of it has to go.
    Repeal(Ref),
}

impl Remedy {
    /// Whether this change lies within another: a part of a statute within the whole, an earlier day within a later.
    pub fn within(&self, other: &Remedy) -> bool {
        match (self, other) {
            (Remedy::Repeal(part), Remedy::Repeal(whole)) => {
                part == whole || part.split().0 == whole.as_str()
            }
            (Remedy::Wait(day, _), Remedy::Wait(later, _)) => day <= later,
            _ => self == other,
        }
    }
}

/// A pathway lighter than the headline.
#[derive(Clone, PartialEq, Debug)]
pub struct Lighter {
    /// The pathway.
    pub pathway: Pathway,
    /// What keeps the option off it in the headline.
    pub obstacles: Vec<Obstacle>,
    /// The smallest sets of changes after which it takes this pathway or a lighter one.
    pub remedies: Vec<Vec<Remedy>>,
}

/// Why an option has no lighter pathway.
pub struct WhyNot<'a> {
    /// The answer as it is.
    pub answer: Answer<'a>,
    /// Each lighter pathway, heaviest first.
    pub lighter: Vec<Lighter>,
    /// How many changes, alone or two together, were not tried, being too many.
    pub untried: usize,
}

/// Asks why an option has no lighter pathway.
pub fn why_not<'a>(register: &'a Register, asked: Asked<'a>, question: &Question) -> WhyNot<'a> {
    let now = super::answer(register, asked, question.clone());
    let headline = now.pathway();
    let wanted = Pathway::ALL.into_iter().filter(|p| *p != Pathway::None && *p < headline).rev();
    let wanted: Vec<Pathway> = wanted.collect();
    let (mut found, untried) = search::remedies(register, &now, asked, question, &wanted);
    let lighter = wanted.into_iter().map(|pathway| {
        let mut remedies = found.remove(&pathway).unwrap_or_default();
        remedies.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        Lighter { pathway, obstacles: obstacles::of_headline(&now, pathway), remedies }
    });
    let lighter = lighter.collect();
    WhyNot { lighter, answer: now, untried }
}
