//! Which exits fit a deed at a bar, what each takes, and from which day.

use jiff::civil::Date;

use super::bars::any_clause;
use super::{Bar, Deed, Scales};
use crate::model::{ConditionKind, Due, Id, Pathway};
use crate::register::{ExitIx, Tri};
use crate::relief::branch::{Assignment, Need};
use crate::relief::calendar::{Timetable, season_turn};
use crate::relief::question::Frame;
use crate::relief::select::{Object, selects};

/// Whether an exit fits, or why not.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Fit {
    /// It fits.
    Fits(Way),
    /// It gives another action.
    OtherAction,
    /// It is for other persons, grounds, scopes, stages, or readings.
    OtherCase,
    /// It is not open, or would close before its days run out.
    Closed,
    /// A finding it needs is denied.
    Denied(Id),
}

/// A fitting exit with its days.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Way {
    /// The exit.
    pub exit: ExitIx,
    /// What it takes.
    pub pathway: Pathway,
    /// Its days.
    pub timetable: Timetable,
}

impl Scales<'_> {
    /// The way that an exit gives past a bar, if it fits a deed.
    pub(super) fn way_past(
        self,
        frame: Frame<'_>,
        bar: Bar,
        ix: ExitIx,
        deed: &Deed,
    ) -> Result<Option<Way>, Need> {
        let Fit::Fits(mut way) = self.fit(frame, ix, deed)? else { return Ok(None) };
        // Where the bar ends first, so does the wait for it.
        let gone = frame.law(|law| law.at(way.timetable.lawful_from).part(bar)) == Tri::No;
        if gone && let Some(end) = frame.law(|law| law.end_of(bar)) {
            way.timetable.lawful_from = end.max(self.question.submit);
        }
        Ok(Some(way))
    }

    /// Whether an exit fits a deed.
    pub(in crate::relief) fn fit(self, frame: Frame<'_>, ix: ExitIx, deed: &Deed) -> Result<Fit, Need> {
        let exit = self.register.exit(ix);
        let stage = deed.stage.as_ref();
        if !exit.serves.iter().any(|clause| clause.actions.contains(&deed.action)) {
            return Ok(Fit::OtherAction);
        }
        if !frame.settle(frame.law(|law| law.exit(ix)))? {
            return Ok(Fit::Closed);
        }
        if !selects(frame, &exit.select, &deed.object, stage)?
            || !any_clause(frame, &exit.serves, deed.action, &deed.object, stage)?
        {
            return Ok(Fit::OtherCase);
        }
        let denied = exit
            .conditions
            .iter()
            .filter_map(|c| c.fact.as_ref())
            .find(|fact| frame.stated(fact) == Some(false));
        if let Some(fact) = denied {
            return Ok(Fit::Denied(fact.clone()));
        }
        let mut way = self.way(ix, self.since(&deed.object), self.filed(ix));
        if self.spent(ix, way.timetable.lawful_from) {
            return Ok(Fit::Closed);
        }
        if frame.law(|law| law.at(way.timetable.lawful_from).exit(ix)) != Tri::No {
            return Ok(Fit::Fits(way));
        }
        // It closes before its days run out. Where all that it opens ends by then too, that end is the day.
        let Some(end) = frame.law(|law| law.end_of(ix)) else { return Ok(Fit::Closed) };
        let mut opened = exit.opens.iter().filter_map(|bar| self.register.part(bar.as_str()));
        if opened.any(|bar| frame.law(|law| law.fixed(end).part(bar)) != Tri::No) {
            return Ok(Fit::Closed);
        }
        way.timetable.lawful_from = end.max(self.question.submit);
        Ok(Fit::Fits(way))
    }

    /// Whether a quota of an exit leaves nothing for the year in which its relief would begin.
    fn spent(self, ix: ExitIx, begins: Date) -> bool {
        let quotas = self.register.exit(ix).conditions.iter().filter(|c| !c.amounts.is_empty());
        quotas.fold(false, |spent, quota| {
            if let Some(watch) = self.asking.watch {
                let years =
                    quota.amounts.iter().flat_map(|amount| [amount.year, amount.year.saturating_add(1)]);
                years
                    .filter_map(|year| Date::new(year, 1, 1).ok())
                    .for_each(|turn| watch.compare(begins, turn));
            }
            spent || quota.amount_in(begins.year()).is_none()
        })
    }

    /// Since when the restriction has been in force, where that is known.
    pub(in crate::relief) fn since(self, object: &Object) -> Option<Date> {
        match object {
            Object::Listing(ix) => Some(self.register.listing(*ix).from.latest()),
            Object::Measure(ix) => {
                let own = self.register.measure(*ix).effective;
                let effective = own.or_else(|| self.register.home(*ix).instrument().map(|i| i.effective));
                effective.map(|when| when.latest())
            }
            Object::Mandate(ix, _) => self.register.mandate(*ix).imposed.map(|when| when.latest()),
            Object::Emergency(_) => None,
        }
    }

    /// The day on which a filing under an exit can be made: the day of submission, or the first day of the exit
    /// where it comes into force only later.
    pub(in crate::relief) fn filed(self, ix: ExitIx) -> Date {
        let (under, submit) = (Assignment::new(), self.question.submit);
        let frame = self.frame(&under);
        if frame.law(|law| law.at(submit).exit(ix)) != Tri::No {
            return submit;
        }
        frame.law(|law| law.at(submit).begin_of(ix)).unwrap_or(submit)
    }

    /// An exit with its days.
    pub(in crate::relief) fn way(self, ix: ExitIx, since: Option<Date>, filed: Date) -> Way {
        let timetable = Timetable::of(self.register, self.register.exit(ix), filed, since);
        self.watch_season(ix, &timetable);
        Way { exit: ix, pathway: self.class(ix, &timetable), timetable }
    }

    /// What an exit takes, from what must come before its relief.
    fn class(self, ix: ExitIx, timetable: &Timetable) -> Pathway {
        let exit = self.register.exit(ix);
        let first = exit.conditions.iter().any(|c| c.due == Due::Before || c.kind == ConditionKind::Quota);
        let submit = self.question.submit;
        if exit.review.is_some() {
            Pathway::Review
        } else if first {
            Pathway::Conditional
        } else if timetable.lawful_from > submit {
            if let Some(watch) = self.asking.watch {
                watch.compare(submit, timetable.lawful_from);
            }
            Pathway::Conditional
        } else {
            Pathway::Executive
        }
    }

    /// Tells the watch when the season of an exit's review clock next begins or ends.
    fn watch_season(self, ix: ExitIx, timetable: &Timetable) {
        let clock = self.register.exit(ix).review.as_ref();
        let clock = clock.and_then(|id| self.register.review_clock(id.as_str()));
        if let (Some(watch), Some(clock), Some(window)) = (self.asking.watch, clock, timetable.window)
            && let Some((turn, jump)) = season_turn(clock, window.start)
        {
            watch.season(window.start, turn, jump);
        }
    }
}
