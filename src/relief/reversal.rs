//! Who can undo an option, by which act, on what pathway; and what undoes it by itself.
//!
//! To impose is an act like any other, weighed by the same engine: an order puts back what an order imposed, a
//! statutory restriction that was ended is barred by its own statute until a law gives it back, and a waiver, a
//! suspension or a licence is withdrawn. A mandate brings the restriction back without anybody's change of mind,
//! and relief that lasts for a time ends with it.

use super::answer::{Answer, Asked, Branch, answer};
use super::branch::Assignment;
use super::pathway::{Bar, Deed};
use super::select::Object;
use crate::model::{Act, Action, List, Pathway, Ref, Trigger};
use crate::register::{ExitIx, MandateIx, Tri};

/// How an option is undone.
#[derive(Clone, Debug)]
pub struct Reversal {
    /// Each act, with what undoes it.
    pub acts: Vec<Undoing>,
    /// The mandates that order the restriction anew, and what sets each off.
    pub mandates: Vec<(MandateIx, Trigger)>,
    /// The exits whose relief lasts for a time only.
    pub runs_out: Vec<ExitIx>,
}

/// One act of an option, and what undoes it.
#[derive(Clone, Debug)]
pub struct Undoing {
    /// The act.
    pub deed: Deed,
    /// Whether the option names it; if not, it is the lightest act that would reach what its acts leave standing.
    pub named: bool,
    /// What undoes it.
    pub undo: Undo,
    /// The pathways of that, lightest first, without outlying ones; empty where nothing undoes it.
    pub pathways: Vec<Pathway>,
    /// What reaches the act that undoes it, with the exit used.
    pub controlling: Vec<(Bar, Option<ExitIx>)>,
}

/// What undoes an act.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Undo {
    /// There is nothing to undo: what it is done to is not in force.
    Nothing,
    /// Impose the restriction again, by a new order or listing.
    ImposeAgain,
    /// Pass a law that imposes it again.
    LegislateAgain,
    /// Withdraw the relief; the restriction itself was never ended.
    Withdraw,
    /// Declare the emergency anew, and impose again what rested on it.
    DeclareAgain,
    /// Do the contrary, as in ending what was imposed.
    Contrary(Action),
    /// What has been let go or taken cannot be called back.
    Never,
}

impl Undo {
    fn of(deed: &Deed, statute: bool) -> Self {
        match (deed.action, &deed.object) {
            (Action::Terminate, Object::Measure(_)) if statute => Undo::LegislateAgain,
            (Action::Terminate, _) => Undo::ImposeAgain,
            (
                Action::Suspend | Action::Waive | Action::License | Action::DeclineToImpose | Action::Amend,
                _,
            ) => Undo::Withdraw,
            (Action::Lapse | Action::EndEmergency, _) => Undo::DeclareAgain,
            (Action::Continue, _) => Undo::Contrary(Action::Lapse),
            (Action::Impose, _) => Undo::Contrary(Action::Terminate),
            (Action::Enact, _) => Undo::Contrary(Action::Enact),
            (Action::ReleaseAssets | Action::Seize, _) => Undo::Never,
        }
    }

    /// The action that is weighed.
    fn action(&self) -> Option<Action> {
        match self {
            Undo::Nothing | Undo::Never => None,
            Undo::Contrary(action) => Some(*action),
            _ => Some(Action::Impose),
        }
    }
}

impl Answer<'_> {
    /// Who can undo it, and what undoes it by itself.
    pub fn reversal(&self) -> Reversal {
        let mut exits: Vec<ExitIx> = self
            .branches()
            .iter()
            .filter(|branch| !branch.outlying)
            .flat_map(|branch| branch.controlling.iter().filter_map(|(_, exit)| *exit))
            .collect();
        exits.sort_unstable();
        exits.dedup();
        exits.retain(|ix| self.register.exit(*ix).lasts.is_some());
        let under = self.complete(Assignment::new());
        let mut acts: Vec<Undoing> = self.acts.iter().map(|act| self.undoing(&act.deed, true)).collect();
        let items = self.goals.iter().flat_map(|goal| &goal.items);
        let standing = items.filter(|item| self.fates(item).iter().all(|fate| fate.stands()));
        for deed in standing.filter_map(|item| Some(&self.lightest(item, &under)?.deed)) {
            if acts.iter().all(|known| known.deed != *deed) {
                acts.push(self.undoing(deed, false));
            }
        }
        let mandates = self.mandates().into_iter().map(|ix| (ix, self.register.mandate(ix).trigger));
        Reversal { acts, mandates: mandates.collect(), runs_out: exits }
    }

    fn undoing(&self, deed: &Deed, named: bool) -> Undoing {
        let statute = matches!(deed.object, Object::Measure(ix) if self.register.home(ix).is_statute());
        let none =
            |undo| Undoing { deed: deed.clone(), named, undo, pathways: Vec::new(), controlling: Vec::new() };
        if self.standing(&deed.object) == Tri::No {
            return none(Undo::Nothing);
        }
        let undo = Undo::of(deed, statute);
        let Some(action) = undo.action() else { return none(undo) };
        if undo == Undo::Withdraw && statute {
            return Undoing { pathways: vec![Pathway::Executive], ..none(undo) };
        }
        if undo == Undo::Contrary(Action::Enact) {
            return Undoing { pathways: vec![Pathway::Legislation], ..none(undo) };
        }
        let acts = [act_on(action, deed.object.reference(self.register), &deed.object)];
        let asked = Asked { acts: &acts, goals: &[], facts: &[] };
        let weighed = answer(self.register, asked, self.question.clone());
        let branches = weighed.branches();
        let controlling = |branch: &Branch| branch.controlling.clone();
        let controlling = branches.iter().rfind(|b| !b.outlying).map(controlling).unwrap_or_default();
        Undoing { pathways: weighed.pathways(), controlling, ..none(undo) }
    }
}

/// An act on one object.
fn act_on(action: Action, reference: &str, object: &Object) -> Act {
    let part = || reference.parse::<Ref>().into_iter().collect::<List<Ref>>();
    let mut act = Act::of(action);
    match object {
        Object::Measure(_) => act.measures = part(),
        Object::Listing(_) => act.listings = part(),
        Object::Mandate(_, target) => (act.mandates, act.target) = (part(), target.clone()),
        Object::Emergency(id) => act.emergencies.push(id.clone()),
    }
    act
}

impl Reversal {
    /// The acts that nothing can undo.
    pub fn irreversible(&self) -> impl Iterator<Item = &Undoing> {
        self.acts.iter().filter(|act| act.undo == Undo::Never)
    }
}
