//! Which bars may reach a deed, and which do: locks in force that day, the measure itself where a statute imposes it, and
//! the mandate that orders it.

use super::{Bar, Deed, Scales, Stores};
use crate::model::{Action, Clause, Id, Selector, Trigger};
use crate::register::{LockIx, MandateIx, Part, Tri};
use crate::relief::branch::Need;
use crate::relief::question::Frame;
use crate::relief::select::{Object, selects};

impl Scales<'_> {
    /// The bars that may reach a deed: in force that day, and about its action.
    pub(super) fn candidates(self, deed: &Deed, stores: &mut Stores) -> Vec<Bar> {
        let frame = self.frame(&self.given.fixed);
        let near = self.near(deed, stores).iter().copied();
        let locks = near.filter(|ix| {
            let mut clauses = self.register.lock(*ix).reaches.iter();
            clauses.any(|c| c.actions.contains(&deed.action) && may(frame, &c.select, deed))
        });
        let statute = match &deed.object {
            Object::Measure(ix)
                if self.register.home(*ix).is_statute()
                    && (is_relief(deed.action) || deed.action == Action::Impose) =>
            {
                vec![*ix]
            }
            Object::Listing(ix) if is_relief(deed.action) => {
                let measures = self.register.listing_measures(*ix).iter().copied();
                measures.filter(|ix| self.register.home(*ix).is_statute()).collect()
            }
            _ => Vec::new(),
        };
        let mandate = self.ordered_by(&deed.object).filter(|_| is_relief(deed.action));
        locks
            .map(Bar::Lock)
            .chain(statute.into_iter().map(Bar::Statute))
            .chain(mandate.map(Bar::Mandate))
            .collect()
    }

    /// The locks that may select what a deed is done to, in force that day.
    fn near<'s>(self, deed: &Deed, stores: &'s mut Stores) -> &'s [LockIx] {
        let key = (self.day, deed.object.clone(), deed.stage.clone());
        stores.near.entry(key).or_insert_with(|| {
            let frame = self.frame(&self.given.fixed);
            let mut near = match &deed.object {
                Object::Measure(ix) => self.register.locks_near(*ix).to_vec(),
                Object::Listing(ix) => {
                    let measures = self.register.listing_measures(*ix).iter();
                    let mut near: Vec<LockIx> =
                        measures.flat_map(|m| self.register.locks_near(*m)).copied().collect();
                    near.sort_unstable();
                    near.dedup();
                    near
                }
                Object::Mandate(ix, _) => self.register.locks_near_mandate(*ix),
                Object::Emergency(id) => self.register.locks_near_emergency(id),
            };
            near.retain(|ix| {
                frame.law(|law| law.lock(*ix)) != Tri::No && may(frame, &self.register.lock(*ix).select, deed)
            });
            near
        })
    }

    /// The mandate that orders what a deed is done to.
    fn ordered_by(self, object: &Object) -> Option<MandateIx> {
        match object {
            Object::Mandate(ix, _) => Some(*ix),
            Object::Listing(ix) => {
                match self.register.part(self.register.listing(*ix).carries_out.as_ref()?.as_str()) {
                    Some(Part::Mandate(ix)) => Some(ix),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Groups bars that an exit links by setting one aside.
    pub(super) fn linked(self, bars: Vec<Bar>) -> Vec<Vec<Bar>> {
        let mut groups: Vec<Vec<Bar>> = bars.iter().map(|bar| vec![*bar]).collect();
        for bar in &bars {
            for exit in self.register.exits_opening(bar.reference(self.register).as_str()) {
                for aside in &self.register.exit(*exit).sets_aside {
                    let Some(other) = bars.iter().find(|b| b.reference(self.register) == aside) else {
                        continue;
                    };
                    let of = |b: &Bar, groups: &[Vec<Bar>]| groups.iter().position(|group| group.contains(b));
                    if let (Some(a), Some(b)) = (of(bar, &groups), of(other, &groups))
                        && a != b
                    {
                        let moved = groups[b.max(a)].clone();
                        groups[a.min(b)].extend(moved);
                        groups.remove(a.max(b));
                    }
                }
            }
        }
        groups
    }

    pub(super) fn reaches(self, frame: Frame<'_>, bar: Bar, deed: &Deed) -> Result<bool, Need> {
        match bar {
            Bar::Statute(ix) => Ok(match &deed.object {
                Object::Listing(listing) => frame.basis(*listing)? == Some(ix),
                _ => true,
            }),
            Bar::Mandate(ix) => {
                Ok(self.binds(frame, ix, deed) && frame.settle(frame.law(|law| law.mandate(ix)))?)
            }
            Bar::Lock(ix) => {
                let lock = self.register.lock(ix);
                let stage = deed.stage.as_ref();
                Ok(frame.settle(frame.law(|law| law.lock(ix)))?
                    && selects(frame, &lock.select, &deed.object, stage)?
                    && any_clause(frame, &lock.reaches, deed.action, &deed.object, stage)?)
            }
        }
    }

    /// Whether a mandate stands against a deed. What it has imposed ends only as its statute says, though a listing
    /// that carries it out may be licensed. What is not yet imposed may be left so where nobody need determine
    /// anything.
    fn binds(self, frame: Frame<'_>, ix: MandateIx, deed: &Deed) -> bool {
        let mandate = self.register.mandate(ix);
        match (deed.action, mandate.trigger) {
            (Action::License, _) => matches!(deed.object, Object::Mandate(..)),
            (Action::DeclineToImpose, Trigger::Discretion) => false,
            (Action::DeclineToImpose, Trigger::Determination) => {
                mandate.determination.as_ref().is_some_and(|fact| frame.stated(fact) == Some(true))
            }
            _ => true,
        }
    }
}

/// Whether a selector may match, whatever readings and facts remain open.
fn may(frame: Frame<'_>, selector: &Selector, deed: &Deed) -> bool {
    selects(frame, selector, &deed.object, deed.stage.as_ref()) != Ok(false)
}

/// Whether an action gives relief from a restriction.
fn is_relief(action: Action) -> bool {
    use Action::{Amend, DeclineToImpose, License, ReleaseAssets, Suspend, Terminate, Waive};
    matches!(action, Terminate | Suspend | Waive | License | DeclineToImpose | Amend | ReleaseAssets)
}

/// Whether some clause about `action` matches and counts.
pub(super) fn any_clause(
    frame: Frame<'_>,
    clauses: &[Clause],
    action: Action,
    object: &Object,
    stage: Option<&Id>,
) -> Result<bool, Need> {
    let mut need = None;
    for clause in clauses.iter().filter(|clause| clause.actions.contains(&action)) {
        let counts = || -> Result<bool, Need> {
            Ok(selects(frame, &clause.select, object, stage)?
                && frame.chosen(&clause.under)?
                && frame.facts(&clause.when)?)
        };
        match counts() {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(open) => need = need.or(Some(open)),
        }
    }
    need.map_or(Ok(false), Err)
}
