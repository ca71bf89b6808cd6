//! What is in force on a day.
//!
//! Everything is an interval, half-open. Where a record does not know its day, or an emergency ran past its
//! last known notice, the answer is [`Tri::Unknown`] and names the fact that would settle it; whoever asks then
//! branches on that fact. Days, terms and notices all come from records.

use jiff::civil::Date;

use super::memo::Standing;
use super::{LockIx, MeasureIx, Part, Register, Watch};
use crate::model::{Authority, Emergency, Id, Kind, Record, Ref, TargetTrait, When};
use crate::register::{ExitIx, ListingIx, MandateIx, RecordFile};

/// Yes, no, or a fact that would settle it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tri {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It turns on this fact.
    Unknown(Id),
}

impl Tri {
    fn of(yes: bool) -> Self {
        if yes { Tri::Yes } else { Tri::No }
    }

    /// Both.
    pub fn and(self, other: impl FnOnce() -> Tri) -> Tri {
        match self {
            Tri::No => Tri::No,
            Tri::Yes => other(),
            Tri::Unknown(fact) => match other() {
                Tri::No => Tri::No,
                _ => Tri::Unknown(fact),
            },
        }
    }

    /// Either.
    pub fn or(self, other: impl FnOnce() -> Tri) -> Tri {
        match self {
            Tri::Yes => Tri::Yes,
            Tri::No => other(),
            Tri::Unknown(fact) => match other() {
                Tri::Yes => Tri::Yes,
                _ => Tri::Unknown(fact),
            },
        }
    }
}

/// What is known of the facts that records leave open.
pub type Known<'a> = &'a dyn Fn(&Id) -> Option<bool>;

/// The name of the fact that settles whether something is in force.
pub fn in_force_fact(what: &str) -> Id {
    fact_id(format!("{}-in-force", what.replace('/', "-")))
}

/// The name of the fact that settles whether something was in force on a day.
pub fn in_force_on_fact(what: &str, day: Date) -> Id {
    fact_id(format!("{}-in-force-on-{day}", what.replace('/', "-")))
}

fn fact_id(name: String) -> Id {
    let short: String = name.chars().rev().take(100).collect::<Vec<_>>().into_iter().rev().collect();
    short.trim_start_matches('-').parse().unwrap_or_else(|_| unreachable!("made of ids"))
}

/// How an emergency stands on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EmergencyStanding {
    /// Whether it is in force.
    pub in_force: Tri,
    /// The day on which it ends unless continued, as far as is known.
    pub until: Option<Date>,
    /// The first day on which a notice of continuation may be given.
    pub notice_from: Option<Date>,
    /// The continuation that carries it, by its place in the record; none in its first year.
    pub carried_by: Option<usize>,
}

/// The law of one day, under what is assumed and known.
#[derive(Clone, Copy)]
pub struct Law<'a> {
    register: &'a Register,
    asked: Date,
    day: Date,
    assumed: &'a [(Id, Option<Date>)],
    known: Known<'a>,
    ended: &'a [Id],
    repealed: &'a [Ref],
    watch: Option<&'a Watch>,
    lag: &'a [Part],
}

impl<'a> Law<'a> {
    /// The law of `day`, with the bills assumed to be law (from the day given, else always).
    pub fn on(
        register: &'a Register,
        day: Date,
        assumed: &'a [(Id, Option<Date>)],
        known: Known<'a>,
    ) -> Self {
        Self { register, asked: day, day, assumed, known, ended: &[], repealed: &[], watch: None, lag: &[] }
    }

    /// The law as far as it does not depend on the day.
    pub(crate) fn on_any_day(register: &'a Register) -> Self {
        Self::on(register, Date::MIN, &[], &nothing_known)
    }

    /// The law of another day, for a question about the first.
    pub fn at(self, day: Date) -> Self {
        Self { day, ..self }
    }

    /// The same law without these emergencies and instruments.
    pub fn without(self, ended: &'a [Id]) -> Self {
        Self { ended, ..self }
    }

    /// The same law without these statutes and parts of statutes.
    pub fn repealing(self, repealed: &'a [Ref]) -> Self {
        Self { repealed, ..self }
    }

    /// The same law, telling a watch of every day that it compares its own with. Where the watch is absent, none.
    pub fn watched(self, watch: Option<&'a Watch>) -> Self {
        Self { watch, ..self }
    }

    /// The same law, but with these parts standing as they stood the day before.
    pub fn lagging(self, lag: &'a [Part]) -> Self {
        Self { lag, ..self }
    }

    /// The law of a day that is written down, for a question about the first: it moves with no other day.
    pub fn fixed(self, day: Date) -> Self {
        self.compare(day);
        self.compare(plus_one(day));
        Self { day, repealed: &[], watch: None, lag: &[], ..self }
    }

    fn compare(self, with: Date) {
        if let Some(watch) = self.watch {
            watch.compare(self.day, with);
        }
    }

    /// The first day, from this one on, on which a part is no longer in force for certain, if it is known.
    pub fn end_of(self, part: impl Into<Part>) -> Option<Date> {
        self.first(part.into(), |standing| *standing == Tri::No)
    }

    /// The first day, from this one on, on which a part may be in force, if there is one.
    pub fn begin_of(self, part: impl Into<Part>) -> Option<Date> {
        self.first(part.into(), |standing| *standing != Tri::No)
    }

    fn first(self, part: Part, is: impl Fn(&Tri) -> bool) -> Option<Date> {
        let mut day = self.day;
        loop {
            let watch = Watch::default();
            if is(&self.at(day).watched(Some(&watch)).part(part)) {
                return Some(day);
            }
            day = watch.next(day)?;
        }
    }

    /// The day.
    pub fn day(self) -> Date {
        self.day
    }

    fn settle(self, tri: Tri) -> Tri {
        match tri {
            Tri::Unknown(fact) => match (self.known)(&fact) {
                Some(value) => Tri::of(value),
                None => Tri::Unknown(fact),
            },
            settled => settled,
        }
    }

    fn open_fact(self, what: &str) -> Id {
        if self.day == self.asked { in_force_fact(what) } else { in_force_on_fact(what, self.day) }
    }

    fn between(self, what: &str, from: Option<When>, until: [Option<When>; 2]) -> Tri {
        let fact = || self.open_fact(what);
        for when in from.into_iter().chain(until.into_iter().flatten()) {
            self.compare(when.earliest());
            self.compare(when.latest());
        }
        let begun = match from {
            None => Tri::Yes,
            Some(from) if self.day < from.earliest() => Tri::No,
            Some(from) if self.day >= from.latest() => Tri::Yes,
            Some(_) => Tri::Unknown(fact()),
        };
        let over = |until: Option<When>| match until {
            None => Tri::Yes,
            Some(until) if self.day < until.earliest() => Tri::Yes,
            Some(until) if self.day >= until.latest() => Tri::No,
            Some(_) => Tri::Unknown(fact()),
        };
        self.settle(begun.and(|| over(until[0])).and(|| over(until[1])))
    }

    /// What `work` finds, remembered where it is certain and nothing is assumed.
    fn remembered(self, slot: usize, work: impl for<'l> Fn(Law<'l>) -> Tri) -> Tri {
        let as_recorded = self.assumed.is_empty() && self.ended.is_empty() && self.repealed.is_empty();
        if !(as_recorded && self.lag.is_empty()) {
            return work(self);
        }
        let standing = self.register.memo.get(self.day, slot).unwrap_or_else(|| {
            let watch = Watch::default();
            let found = work(Law { known: &nothing_known, watch: Some(&watch), ..self });
            let certain = match found {
                Tri::Yes => Some(true),
                Tri::No => Some(false),
                Tri::Unknown(_) => None,
            };
            let (ahead, behind) = watch.compared();
            let standing = Standing { certain, ahead, behind };
            self.register.memo.set(self.day, slot, self.register.slots(), standing);
            standing
        });
        let Some(certain) = standing.certain else { return work(self) };
        if let Some(watch) = self.watch {
            watch.again(standing.ahead, standing.behind);
        }
        Tri::of(certain)
    }

    /// Whether an emergency is in force, and how it is carried.
    pub fn emergency(self, id: &Id) -> EmergencyStanding {
        let none = EmergencyStanding { in_force: Tri::No, until: None, notice_from: None, carried_by: None };
        let Some(emergency) = self.register.emergency(id.as_str()) else { return none };
        if self.ended.contains(id) {
            return none;
        }
        let recorded = self.between(id.as_str(), Some(emergency.declared), [emergency.ended, None]);
        if recorded == Tri::No {
            return none;
        }
        let Some(year) = Year::of(self.register, emergency, self.day) else {
            return EmergencyStanding { in_force: recorded, ..none };
        };
        if emergency.ended.is_none() && year.end <= year.lapse {
            self.compare(year.end);
        }
        let ended_by_then = emergency.ended.map_or(year.end, |e| e.latest().min(year.end));
        let carried = self.carried(id, emergency, &year);
        EmergencyStanding {
            in_force: recorded.and(|| carried),
            until: Some(ended_by_then),
            notice_from: Some(year.notice_from),
            carried_by: year.carried_by,
        }
    }

    fn carried(self, id: &Id, emergency: &Emergency, year: &Year) -> Tri {
        if year.first || year.carried_by.is_some() || year.continued_later || emergency.ended.is_some() {
            return Tri::Yes;
        }
        let complete = emergency.notices_complete_to.is_some_and(|to| to.0 >= year.lapse);
        if complete { Tri::No } else { self.settle(Tri::Unknown(self.open_fact(id.as_str()))) }
    }

    /// Whether an instrument or a bill is in force: its own days, and, where it hangs on instruments, the last of its
    /// bases.
    pub fn instrument(self, id: &Id) -> Tri {
        self.register.slot(id).map_or(Tri::No, |at| self.instrument_at(at))
    }

    fn instrument_at(self, at: usize) -> Tri {
        self.remembered(at, |law| law.instrument_within(&self.register.files[at], 32))
    }

    fn instrument_within(self, file: &RecordFile, depth: u8) -> Tri {
        let id = &file.id;
        if self.ended.contains(id) || self.repealed(id.as_str(), file.kind) {
            return Tri::No;
        }
        match &file.record {
            Record::Bill(_) => {
                let assumed = self.assumed.iter().find(|(bill, _)| bill == id);
                assumed.and_then(|(_, from)| *from).into_iter().for_each(|from| self.compare(from));
                Tri::of(assumed.is_some_and(|(_, from)| from.is_none_or(|from| self.day >= from)))
            }
            Record::Instrument(_, instrument) => {
                let own = self.between(
                    id.as_str(),
                    Some(instrument.effective),
                    [instrument.ended, instrument.expires],
                );
                let bases = instrument.relations.iter().filter(|r| r.kind.cascades());
                let bases = bases.filter_map(|r| self.register.file(r.to.split().0));
                let mut bases = bases.filter(|f| f.kind.is_instrument() && f.id != *id).peekable();
                if own == Tri::No || bases.peek().is_none() || depth == 0 {
                    return own;
                }
                let mut standing = Tri::No;
                for base in bases {
                    standing = standing.or(|| self.instrument_within(base, depth - 1));
                }
                // It falls with the last of its bases: an emergency that it hangs on too keeps it.
                let hangs = instrument.relations.iter().filter(|r| r.kind.cascades());
                for emergency in hangs.filter_map(|r| self.register.file(r.to.as_str())) {
                    standing = standing.or(|| self.emergency(&emergency.id).in_force);
                }
                own.and(|| standing)
            }
            _ => Tri::No,
        }
    }

    /// What a measure rests on: its own authority, else its instrument's, else that of what the instrument is
    /// issued under.
    pub fn authority(self, ix: MeasureIx) -> &'a [Authority] {
        let own = &self.register.measure(ix).authority;
        if !own.is_empty() {
            return own;
        }
        let from = self.register.index.authority_from[self.register.home_at(ix)];
        let instrument = from.and_then(|at| self.register.files[at].instrument());
        instrument.map_or(&[], |instrument| &instrument.authority)
    }

    /// Whether one base of a measure is alive.
    pub fn base(self, base: &Authority) -> Tri {
        self.instrument(&base.under).and(|| match &base.emergency {
            Some(id) => match self.register.slot(id) {
                Some(at) => self.remembered(at, |law| law.emergency(id).in_force),
                None => Tri::No,
            },
            None => Tri::Yes,
        })
    }

    /// Whether a measure is in force: its own days, its instrument, and one of its bases.
    pub fn measure(self, ix: MeasureIx) -> Tri {
        if self.lag.contains(&Part::Measure(ix)) {
            return self.eve().measure(ix);
        }
        self.remembered(self.register.slot_of_measure(ix), |law| {
            law.part(ix).and(|| {
                let bases = law.authority(ix);
                if bases.is_empty() {
                    return Tri::Yes;
                }
                bases.iter().fold(Tri::No, |alive, base| alive.or(|| law.base(base)))
            })
        })
    }

    /// Whether a measure is still written, by its own days and its instrument's, whatever it rests on.
    pub fn written(self, ix: MeasureIx) -> Tri {
        self.part(ix)
    }

    /// Whether a lock, by its own days and its statute's.
    pub fn lock(self, ix: LockIx) -> Tri {
        self.part(ix)
    }

    /// Whether an exit is open, by its own days and its statute's.
    pub fn exit(self, ix: ExitIx) -> Tri {
        self.part(ix)
    }

    /// Whether a mandate is in force, by its own days and its statute's.
    pub fn mandate(self, ix: MandateIx) -> Tri {
        self.part(ix)
    }

    /// Whether a listing is in force, leaving its measure aside.
    pub fn listing(self, ix: ListingIx) -> Tri {
        self.part(ix)
    }

    /// Whether a target has a trait.
    pub fn held(self, target: &Id, held: &TargetTrait) -> Tri {
        if held.from.is_none() && held.until.is_none() {
            return Tri::Yes;
        }
        self.between(&format!("{target}/{}", held.id), held.from, [held.until, None])
    }

    fn eve(self) -> Self {
        Self { day: self.day.yesterday().unwrap_or(self.day), watch: None, lag: &[], ..self }
    }

    /// Whether a part is in force, by its own days and its instrument's.
    pub fn part(self, part: impl Into<Part>) -> Tri {
        let part = part.into();
        if self.lag.contains(&part) {
            return self.eve().part(part);
        }
        self.remembered(self.register.slot_of(part), |law| law.part_anew(part))
    }

    fn part_anew(self, part: Part) -> Tri {
        let (effective, ended, expires) = match part {
            Part::Measure(ix) => {
                let m = self.register.measure(ix);
                (m.effective, m.ended, m.expires)
            }
            Part::Lock(ix) => {
                let l = self.register.lock(ix);
                (l.effective, l.ended, l.expires)
            }
            Part::Exit(ix) => {
                let e = self.register.exit(ix);
                (e.effective, e.ended, e.expires)
            }
            Part::Mandate(ix) => {
                let m = self.register.mandate(ix);
                (m.effective, m.ended, m.expires)
            }
            Part::Listing(ix) => {
                let l = self.register.listing(ix);
                return self.between(self.register.reference(ix).as_str(), Some(l.from), [l.until, None]);
            }
        };
        let reference = self.register.reference(part);
        let at = self.register.home_at(part);
        let home = &self.register.files[at];
        let own = self.between(reference.as_str(), effective, [ended, expires]);
        own.and(|| self.instrument_at(at)).and(|| Tri::of(!self.repealed(reference.as_str(), home.kind)))
    }

    /// Whether this instrument or part is taken away, by itself or by a bill that is assumed to be law that day.
    fn repealed(self, reference: &str, kind: Kind) -> bool {
        self.assumed.iter().filter_map(|(_, from)| *from).for_each(|from| self.compare(from));
        let live = self.assumed.iter().filter(|(_, from)| from.is_none_or(|from| self.day >= from));
        let mut repeals =
            live.filter_map(|(bill, _)| self.register.bill(bill.as_str())).flat_map(|b| &b.repeals);
        let named = |ended: &Ref| ended.as_str() == reference;
        self.repealed.iter().any(named) || (kind != Kind::Bill && repeals.any(named))
    }
}

fn plus_one(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

fn nothing_known(_: &Id) -> Option<bool> {
    None
}

/// The first anniversary of an emergency that no notice is known to have carried it over; none where its rule is not
/// known.
pub fn lapse(register: &Register, emergency: &Emergency) -> Option<Date> {
    Year::of(register, emergency, emergency.declared.earliest()).map(|year| year.lapse)
}

/// The year of an emergency that a day falls in.
struct Year {
    first: bool,
    end: Date,
    notice_from: Date,
    carried_by: Option<usize>,
    continued_later: bool,
    /// The first anniversary that no notice is known to have carried it over.
    lapse: Date,
}

impl Year {
    fn of(register: &Register, emergency: &Emergency, day: Date) -> Option<Year> {
        let (file, local) = emergency.rule.split();
        let rule =
            register.instrument(file)?.continuation_rules.iter().find(|r| Some(r.id.as_str()) == local)?;
        let (mut start, mut end) =
            (emergency.declared.earliest(), rule.term.after(emergency.declared.earliest()));
        let mut years = 0u32;
        while end <= day && end > start {
            (start, end) = (end, rule.term.after(end));
            years += 1;
        }
        // A notice carries the emergency from the first anniversary on or after it. They mostly follow each other.
        let first = rule.term.after(emergency.declared.earliest());
        let mut anniversary = (Date::MIN, first);
        let carries = |signed: When| {
            if signed.latest() <= anniversary.0 {
                anniversary = (Date::MIN, first);
            }
            while anniversary.1 < signed.latest() {
                anniversary = (anniversary.1, rule.term.after(anniversary.1));
            }
            anniversary.1
        };
        let signed = emergency.continuations.iter().map(|c| c.signed);
        let carried: Vec<Date> = signed.map(carries).collect();
        let last = carried.iter().max().copied();
        Some(Year {
            first: years == 0,
            end,
            notice_from: rule.notice_window.before(end),
            carried_by: carried.iter().position(|c| *c == start),
            continued_later: carried.iter().any(|c| *c > start),
            lapse: rule.term.after(last.unwrap_or(emergency.declared.earliest())),
        })
    }
}
