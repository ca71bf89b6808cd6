//! The acts of an option: what each is done to, and every lock that may hold it back.

use super::Page;
use super::words::{lower, strip, verb};
use crate::doc::{Block, Doc, Phrase};
use crate::model::{Id, Pathway, Trigger};
use crate::register::{ExitIx, MandateIx, MeasureIx, Tri};
use crate::relief::{Assignment, Bar, Object, Passage, Weighed};
use crate::view::cite::{cite, dated, instrument_name, joined, pathways, provision};

impl Page<'_, '_> {
    pub(in crate::view) fn act(&self, act: &Weighed, doc: &mut Doc) {
        let deed = &act.deed;
        let what = format!("{} {}", verb(deed), self.name(&deed.object));
        doc.heading(self.top + 1, what);
        match self.answer.standing(&deed.object) {
            Tri::No => {
                let object = deed.object.reference(self.register);
                doc.paragraph(format!(
                    "`{object}` is not in force on {}: there is nothing to relieve.",
                    self.answer.question.as_of
                ));
                return;
            }
            Tri::Unknown(fact) => {
                doc.paragraph(
                    Phrase::from("Whether it is in force that day is not known: the answer branches on ")
                        .code(fact.as_str())
                        .text("."),
                );
            }
            Tri::Yes => {}
        }
        doc.paragraph(self.rests(&deed.object));
        if act.groups.is_empty() {
            doc.paragraph(
                Phrase::from("No lock in force that day reaches this act, so it is ")
                    .then(pathways(&[Pathway::Executive]))
                    .text(": nothing must come first."),
            );
            return;
        }
        for (bars, outcomes) in self.answer.detail(act) {
            for bar in bars {
                self.bar(act, *bar, &outcomes, doc);
            }
            self.cases(&outcomes, doc);
        }
    }

    /// What a restriction rests on.
    fn rests(&self, object: &Object) -> Phrase {
        let register = self.register;
        match object {
            Object::Emergency(id) => self.emergency(id),
            Object::Measure(ix) => self.measure(*ix),
            Object::Mandate(ix, _) => self.mandate(*ix),
            Object::Listing(ix) => {
                let listing = register.listing(*ix);
                let (_, target) = register.listed_target(*ix);
                let mut phrase = Phrase::from(format!(
                    "{} was listed {} on the ground of {}",
                    target.name,
                    dated("on", listing.from),
                    listing.ground.word()
                ))
                .cite(cite(register, *ix))
                .text(".");
                for measure in register.listing_measures(*ix) {
                    phrase = phrase.text(" ").then(self.measure(*measure));
                }
                phrase
            }
        }
    }

    /// What a mandate orders, and what is known of whether it was done.
    fn mandate(&self, ix: MandateIx) -> Phrase {
        let mandate = self.register.mandate(ix);
        let imposed = match (mandate.trigger, mandate.imposed) {
            (_, Some(day)) => format!("It was carried out on {day}."),
            (Trigger::Determination, None) => {
                "It waits for a determination; no imposition is recorded.".to_owned()
            }
            (Trigger::Discretion, None) => "It may be used and need not be.".to_owned(),
            (Trigger::Automatic, None) => "Whether it was carried out is not known.".to_owned(),
        };
        Phrase::from(format!("What is ordered: {}", strip(&lower(mandate.title.as_str()))))
            .cite(cite(self.register, ix))
            .text(format!(". {imposed}"))
    }

    fn measure(&self, ix: MeasureIx) -> Phrase {
        let measure = self.register.measure(ix);
        let bases = self.answer.authority(ix);
        let names: Vec<String> = bases
            .iter()
            .map(|base| {
                let statute = instrument_name(self.register, base.under.as_str());
                match &base.emergency {
                    Some(emergency) => match self.answer.emergency(emergency).until {
                        Some(until) => format!("{statute} under the emergency {emergency}, which runs to {until} unless continued"),
                        None => format!("{statute} under the emergency {emergency}"),
                    },
                    None => statute,
                }
            })
            .collect();
        let phrase = Phrase::from(format!("What binds: {}", strip(&lower(measure.title.as_str()))))
            .cite(cite(self.register, ix));
        match (names.is_empty(), self.register.home(ix).is_statute()) {
            (_, true) => phrase.text(". A statute imposes it."),
            (true, _) => phrase.text(". The record names no authority for it."),
            (false, _) => phrase.text(format!(". It rests on {}.", joined(&names, "and"))),
        }
    }

    fn emergency(&self, id: &Id) -> Phrase {
        let standing = self.answer.emergency(id);
        let title = self.register.emergency(id.as_str()).map_or(id.as_str(), |e| e.title.as_str());
        let mut phrase = Phrase::from(format!("{title} (")).code(id.as_str()).text(")");
        if let Some(until) = standing.until {
            phrase = phrase.text(format!(" runs to {until} unless continued"));
        }
        if let Some(from) = standing.notice_from {
            phrase = phrase.text(format!("; a notice of continuation can be given from {from} on"));
        }
        phrase.text(".")
    }

    /// A lock: what it says, whether it reaches the act, and what its exits ask for.
    fn bar(&self, act: &Weighed, bar: Bar, outcomes: &[(&Passage, Vec<Assignment>)], doc: &mut Doc) {
        let register = self.register;
        let title = match bar {
            Bar::Lock(ix) => lower(register.lock(ix).title.as_str()),
            Bar::Statute(ix) => format!("itself a statute: {}", lower(register.measure(ix).title.as_str())),
            Bar::Mandate(ix) => lower(register.mandate(ix).title.as_str()),
        };
        let reached = outcomes.iter().filter(|(p, _)| p.used.iter().any(|(b, _)| *b == bar)).count();
        let aside = self.set_aside_by(bar, outcomes);
        let how = match (reached, outcomes.len(), aside) {
            (0, _, None) => "It does not reach this act.".to_owned(),
            (0, _, Some(exit)) => {
                format!("It would reach this act, but {} sets it aside.", register.reference(exit))
            }
            (some, all, _) if some == all => "It reaches this act.".to_owned(),
            _ => "It reaches this act on some readings only.".to_owned(),
        };
        doc.paragraph(
            Phrase::new()
                .strong(format!("Lock {}", bar.reference(register)))
                .text(format!(": {}", strip(&title)))
                .cite(cite(register, bar))
                .text(format!(". {how}")),
        );
        let exits: Vec<Vec<Block>> = register
            .exits_opening(bar.reference(register).as_str())
            .iter()
            .filter_map(|exit| self.exit(act, *exit, outcomes))
            .collect();
        if reached == 0 && aside.is_none() {
            return;
        }
        if exits.is_empty() {
            doc.paragraph("The statute gives no exit for this action.");
        } else {
            doc.push(Block::list(false, exits));
        }
    }

    /// The exit used that sets a lock aside, if one does.
    fn set_aside_by(&self, bar: Bar, outcomes: &[(&Passage, Vec<Assignment>)]) -> Option<ExitIx> {
        let reference = bar.reference(self.register);
        let mut used = outcomes.iter().flat_map(|(passage, _)| &passage.used).filter_map(|(_, exit)| *exit);
        used.find(|exit| self.register.exit(*exit).sets_aside.contains(reference))
    }

    pub(in crate::view) fn name(&self, object: &Object) -> String {
        let register = self.register;
        match object {
            Object::Emergency(id) => {
                register.emergency(id.as_str()).map_or_else(|| id.to_string(), |e| e.title.to_string())
            }
            Object::Measure(ix) => provision(register, *ix),
            Object::Mandate(ix, None) => provision(register, *ix),
            Object::Mandate(ix, Some(target)) => {
                let name = register.target(target.as_str()).map_or(target.as_str(), |t| t.name.as_str());
                format!("{} as to {name}", provision(register, *ix))
            }
            Object::Listing(ix) => {
                let (_, target) = register.listed_target(*ix);
                let measures: Vec<String> =
                    register.listing_measures(*ix).iter().map(|m| provision(register, *m)).collect();
                format!("{} under {}", target.name, joined(&measures, "or"))
            }
        }
    }
}
