//! What falls due when: emergencies that run out unless continued, licences and laws that expire, orders of
//! Congress that are to be carried out.
//!
//! Days come from records and the terms they state. Whether a notice was given or an order carried out is told
//! only as far as a record says it; after the law encoded ends it is not known.

use jiff::civil::Date;

use super::question::Question;
use crate::model::{Id, Kind, Ref, Regime, When};
use crate::register::{Law, MandateIx, Part, Register, Tri};

/// The most days that one record can have in a list, so that a long range ends.
const MOST: usize = 200;

/// Something that falls due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// The day.
    pub day: Date,
    /// The kind.
    pub kind: DeadlineKind,
    /// The record or part.
    pub what: Ref,
    /// What is known of it.
    pub status: Status,
    /// The last day of the span in which the day lies, where it is not known.
    pub not_after: Option<Date>,
}

/// The kind of a deadline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DeadlineKind {
    /// From this day on a notice of continuation may be given; the emergency runs out on the day that stands with it.
    NoticeOpens(Date),
    /// The emergency runs out unless it was continued.
    EmergencyEnds,
    /// A version of a licence expires; its place among the versions.
    LicenceExpires(usize),
    /// A law, or a part of one, ends by its own terms.
    Sunset,
    /// A listing ends.
    ListingEnds,
    /// A mandate is to be carried out for the first time.
    MandateDue,
    /// A mandate is to be carried out again.
    MandateDueAgain,
}

/// What is known of a deadline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// It lies ahead, or happens of itself.
    Certain,
    /// A record says that it was met.
    Met,
    /// A record says that it was not met.
    Missed,
    /// It is not known: what it is about may not be in force by then, or what was done is not recorded.
    Unknown,
}

/// Everything that falls due from one day through another, in the order of days.
pub fn deadlines(register: &Register, question: &Question, from: Date, to: Date) -> Vec<Deadline> {
    let known = |id: &Id| question.facts.get(id).copied();
    let law = Law::on(register, from, &question.assume, &known);
    let list = List { register, law, assume: &question.assume, from, to };
    let mut all = Vec::new();
    list.emergencies(&mut all);
    list.licences(&mut all);
    list.sunsets(&mut all);
    list.mandates(&mut all);
    all.sort_by(|a, b| (a.day, a.kind, &a.what).cmp(&(b.day, b.kind, &b.what)));
    all
}

/// The regimes whose law is encoded only through a day before this one.
pub fn unfollowed(register: &Register, from: Date) -> impl Iterator<Item = &Regime> {
    register.head().regimes.iter().filter(move |regime| regime.coverage.to.0 < from)
}

/// The day by which a mandate was first to be carried out; none where it states no term. That of a bill counts from
/// the day from which the bill is assumed to be law.
pub fn first_due(register: &Register, ix: MandateIx, assume: &[(Id, Option<Date>)]) -> Option<Date> {
    let mandate = register.mandate(ix);
    let home = register.home(ix);
    let begins = match home.instrument() {
        Some(instrument) => mandate.effective.unwrap_or(instrument.effective).latest(),
        None => assume.iter().find(|(bill, _)| *bill == home.id)?.1?,
    };
    Some(mandate.due?.after(begins))
}

struct List<'l> {
    register: &'l Register,
    law: Law<'l>,
    assume: &'l [(Id, Option<Date>)],
    from: Date,
    to: Date,
}

impl List<'_> {
    fn within(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the law of a regime is encoded through the first day, or later: what is not followed has no deadline.
    fn followed(&self, regime: &Id) -> bool {
        !unfollowed(self.register, self.from).any(|one| one.id == *regime)
    }

    fn part_followed(&self, part: Part) -> bool {
        match part {
            Part::Listing(ix) => {
                self.register.listing_measures(ix).iter().any(|m| self.part_followed(Part::Measure(*m)))
            }
            part => self.register.home(part).record.regime().is_some_and(|regime| self.followed(regime)),
        }
    }

    /// The law on the eve of a day.
    fn eve(&self, day: Date) -> Law<'_> {
        self.law.at(day.yesterday().unwrap_or(day))
    }

    fn emergencies(&self, all: &mut Vec<Deadline>) {
        for (id, _) in self.register.emergencies().filter(|(_, record)| self.followed(&record.regime)) {
            let mut day = self.from;
            for _ in 0..MOST {
                let standing = self.law.at(day).emergency(id);
                let Some(until) = standing.until.filter(|until| standing.in_force != Tri::No && *until > day)
                else {
                    break;
                };
                let sure = standing.in_force == Tri::Yes;
                let deadline =
                    |day, kind, status| Deadline { day, kind, what: Ref::from(id), status, not_after: None };
                if let Some(opens) = standing.notice_from.filter(|opens| self.within(*opens)) {
                    let status = if sure { Status::Certain } else { Status::Unknown };
                    all.push(deadline(opens, DeadlineKind::NoticeOpens(until), status));
                }
                if until > self.to {
                    break;
                }
                let status = match self.law.at(until).emergency(id).in_force {
                    Tri::Yes => Status::Met,
                    Tri::No => Status::Missed,
                    Tri::Unknown(_) => Status::Unknown,
                };
                all.push(deadline(until, DeadlineKind::EmergencyEnds, status));
                day = until;
            }
        }
    }

    fn licences(&self, all: &mut Vec<Deadline>) {
        for (id, kind, instrument) in self.register.instruments() {
            if kind != Kind::GeneralLicence || !self.followed(&instrument.regime) {
                continue;
            }
            for (at, version) in instrument.versions.iter().enumerate() {
                let Some(expires) = version.expires else { continue };
                if version.ended.is_some_and(|ended| ended.latest() <= expires.earliest()) {
                    continue;
                }
                self.ends(
                    all,
                    Ref::from(id),
                    expires,
                    DeadlineKind::LicenceExpires(at),
                    &self.eve(expires.earliest()).instrument(id),
                );
            }
        }
    }

    /// What ends on a day, if it was in force on the eve.
    fn ends(&self, all: &mut Vec<Deadline>, what: Ref, when: When, kind: DeadlineKind, eve: &Tri) {
        let day = when.earliest();
        if *eve == Tri::No || !(self.within(day) || self.within(when.latest())) {
            return;
        }
        let sure = *eve == Tri::Yes && day == when.latest();
        let status = if sure { Status::Certain } else { Status::Unknown };
        let not_after = (day != when.latest()).then_some(when.latest());
        all.push(Deadline { day, kind, what, status, not_after });
    }

    fn sunsets(&self, all: &mut Vec<Deadline>) {
        let register = self.register;
        for (id, kind, instrument) in register.instruments() {
            let own = kind != Kind::GeneralLicence && self.followed(&instrument.regime);
            if let Some(expires) = instrument.expires.filter(|_| own) {
                let eve = self.eve(expires.earliest()).instrument(id);
                self.ends(all, Ref::from(id), expires, DeadlineKind::Sunset, &eve);
            }
        }
        let measures = register.measure_ixs().map(|ix| (Part::Measure(ix), register.measure(ix).expires));
        let locks = register.lock_ixs().map(|ix| (Part::Lock(ix), register.lock(ix).expires));
        let exits = register.exit_ixs().map(|ix| (Part::Exit(ix), register.exit(ix).expires));
        let mandates = register.mandate_ixs().map(|ix| (Part::Mandate(ix), register.mandate(ix).expires));
        for (part, expires) in measures.chain(locks).chain(exits).chain(mandates) {
            if let Some(expires) = expires.filter(|_| self.part_followed(part)) {
                let eve = self.eve(expires.earliest()).part(part);
                self.ends(all, register.reference(part).clone(), expires, DeadlineKind::Sunset, &eve);
            }
        }
        for ix in register.listing_ixs() {
            if let Some(until) = register.listing(ix).until.filter(|_| self.part_followed(Part::Listing(ix)))
            {
                let eve = self.eve(until.earliest()).listing(ix);
                self.ends(all, register.reference(ix).clone(), until, DeadlineKind::ListingEnds, &eve);
            }
        }
    }

    fn mandates(&self, all: &mut Vec<Deadline>) {
        for ix in self.register.mandate_ixs() {
            let Some(first) = first_due(self.register, ix, self.assume) else { continue };
            if !self.part_followed(Part::Mandate(ix)) {
                continue;
            }
            let mandate = self.register.mandate(ix);
            let mut due = first;
            for at in 0..MOST {
                if due > self.to || self.law.at(due).mandate(ix) == Tri::No {
                    break;
                }
                if due >= self.from {
                    let imposed = mandate.imposed.is_some_and(|when| when.latest() <= due);
                    let (kind, status) = match (at, imposed) {
                        (0, true) => (DeadlineKind::MandateDue, Status::Met),
                        (0, false) => (DeadlineKind::MandateDue, Status::Unknown),
                        _ => (DeadlineKind::MandateDueAgain, Status::Unknown),
                    };
                    let what = self.register.reference(ix).clone();
                    all.push(Deadline { day: due, kind, what, status, not_after: None });
                }
                let Some(repeats) = mandate.repeats else { break };
                due = repeats.after(due);
            }
        }
    }
}
