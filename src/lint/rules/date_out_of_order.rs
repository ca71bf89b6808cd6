//! Days that contradict each other. Of spans, only what is certain is reported.

use super::implausible_date::implausible;
use super::publication_taken_for_signing::publication_taken;
use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{Bill, Coverage, Day, Emergency, Exit, Instrument, Lock, Mandate, Measure, Record, Target, When};

pub(super) static LINT: Lint = Lint {
    name: "date-out-of-order",
    summary: "Days of a record contradict each other",
    severity: Severity::Error,
    page: include_str!("date_out_of_order.md"),
    check: Check::Record(check),
};

/// A day with the pointer to it.
type Dated = (String, Option<When>);

/// Reports days in the order in which they must stand.
struct Order<'s, 'c, 'r> {
    scene: &'s Scene<'c, 'r>,
    out: &'s mut Out,
}

impl Order<'_, '_, '_> {
    /// The second must not come before the first; if `strictly`, it must come after it.
    fn hold(&mut self, first: &Dated, second: &Dated, strictly: bool) {
        let ((first, Some(a)), (second, Some(b))) = (first, second) else { return };
        if a.earliest() < b.latest() || (a.earliest() == b.latest() && !strictly) {
            return;
        }
        let key = |pointer: &str| pointer.rsplit('/').next().unwrap_or_default().to_owned();
        // A slip in the year has its own finding, and puts the day out of every order.
        let slip = |pointer: &str, day| implausible(self.scene.cx, &key(pointer).replace('-', "_"), day).is_some();
        if slip(first, *a) || slip(second, *b) {
            return;
        }
        let verb = if a.earliest() == b.latest() { "is no later than" } else { "is earlier than" };
        let title = format!("`{}` {verb} `{}`: {b} and {a}", key(second), key(first));
        let file = self.scene.file;
        let draft = Draft::new(title).at(file, second, "").at(file, first, format!("`{}` is {a}", key(first)));
        self.out.push(if strictly {
            draft.note("the day of an end is the first day no longer in force, so it lies after the beginning")
        } else {
            draft
        });
    }

    /// `signed` before `published`, and the days of force.
    fn instrument(&mut self, i: &Instrument) {
        let at = |key: &str, day| (format!("/{key}"), day);
        // A day of publication that stands for that of signing has its own finding too.
        let signed = i.signed.filter(|_| !publication_taken(self.scene.file.kind, i));
        let (signed, effective) = (at("signed", signed), at("effective", Some(i.effective)));
        self.hold(&signed, &at("published", i.published), false);
        self.hold(&signed, &effective, false);
        self.hold(&effective, &at("ended", i.ended), true);
        self.hold(&effective, &at("expires", i.expires), true);
        for (nth, version) in i.versions.iter().enumerate() {
            let at = |key: &str, day| (format!("/versions/{nth}/{key}"), day);
            let issued = at("issued", Some(version.issued));
            let from = if version.effective.is_some() { at("effective", version.effective) } else { issued.clone() };
            self.hold(&issued, &from, false);
            self.hold(&from, &at("expires", version.expires), true);
            self.hold(&issued, &at("ended", version.ended), false);
            if let Some(before) = nth.checked_sub(1).and_then(|before| i.versions.get(before)) {
                let before = (format!("/versions/{}/issued", nth - 1), Some(before.issued));
                self.hold(&before, &issued, false);
            }
        }
    }

    fn parts(&mut self, from: When, measures: &[Measure], locks: &[Lock], exits: &[Exit], mandates: &[Mandate]) {
        let home = ("/effective".to_owned(), Some(from));
        let mut part = |list: &str, nth: usize, days: [Option<When>; 3]| {
            let at = |key: &str, day| (format!("/{list}/{nth}/{key}"), day);
            let effective = at("effective", days[0]);
            self.hold(&home, &effective, false);
            let from = if days[0].is_some() { effective } else { home.clone() };
            self.hold(&from, &at("ended", days[1]), true);
            self.hold(&from, &at("expires", days[2]), true);
        };
        measures.iter().enumerate().for_each(|(n, p)| part("measures", n, [p.effective, p.ended, p.expires]));
        locks.iter().enumerate().for_each(|(n, p)| part("locks", n, [p.effective, p.ended, p.expires]));
        exits.iter().enumerate().for_each(|(n, p)| part("exits", n, [p.effective, p.ended, p.expires]));
        mandates.iter().enumerate().for_each(|(n, p)| part("mandates", n, [p.effective, p.ended, p.expires]));
    }

    fn emergency(&mut self, e: &Emergency) {
        let declared = ("/declared".to_owned(), Some(e.declared));
        self.hold(&declared, &("/ended".to_owned(), e.ended), true);
        let mut before = declared;
        for (nth, notice) in e.continuations.iter().enumerate() {
            let signed = (format!("/continuations/{nth}/signed"), Some(notice.signed));
            self.hold(&before, &signed, true);
            self.hold(&signed, &(format!("/continuations/{nth}/published"), notice.published), false);
            before = signed;
        }
    }

    fn target(&mut self, target: &Target) {
        for (nth, listing) in target.listings.iter().enumerate() {
            let at = |key: &str, day| (format!("/listings/{nth}/{key}"), day);
            self.hold(&at("from", Some(listing.from)), &at("until", listing.until), true);
        }
        for (nth, one) in target.traits.iter().enumerate() {
            let at = |key: &str, day| (format!("/traits/{nth}/{key}"), day);
            self.hold(&at("from", one.from), &at("until", one.until), true);
        }
    }

    fn coverage(&mut self, nth: usize, coverage: &Coverage) {
        let at = |key: &str, day: Day| (format!("/regimes/{nth}/coverage/{key}"), Some(When::On(day.0)));
        self.hold(&at("from", coverage.from), &at("to", coverage.to), true);
    }
}

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    let mut order = Order { scene, out };
    match &scene.file.record {
        Record::Instrument(_, i) => {
            order.instrument(i);
            order.parts(i.effective, &i.measures, &i.locks, &i.exits, &i.mandates);
        }
        Record::Bill(bill) => {
            let Bill { measures, locks, exits, mandates, .. } = &**bill;
            order.parts(When::On(jiff::civil::Date::MIN), measures, locks, exits, mandates);
        }
        Record::Emergency(emergency) => order.emergency(emergency),
        Record::Target(target) => order.target(target),
        Record::Episode(episode) => {
            let submitted = ("/submitted".to_owned(), Some(episode.submitted));
            order.hold(&submitted, &("/took-effect".to_owned(), episode.took_effect), false);
        }
        Record::Register(head) => {
            head.regimes.iter().enumerate().for_each(|(nth, regime)| order.coverage(nth, &regime.coverage));
        }
        _ => {}
    }
}
