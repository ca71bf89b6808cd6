//! The ways out of a lock: whether each fits, what it asks for, and how linked locks come out case by case.

use super::Page;
use super::words::{lower, strip};
use crate::doc::{Block, Cite, Doc, Phrase};
use crate::model::{Condition, Due, Exit, Id};
use crate::register::ExitIx;
use crate::relief::{Assignment, Bar, Fit, Passage, Timetable, Weighed};
use crate::view::cite::{actor, cite, joined, tone};
use crate::view::outcome::case;

impl Page<'_, '_> {
    pub(super) fn exit(
        &self,
        act: &Weighed,
        ix: ExitIx,
        outcomes: &[(&Passage, Vec<Assignment>)],
    ) -> Option<Vec<Block>> {
        let register = self.register;
        let exit = register.exit(ix);
        let used = outcomes.iter().any(|(p, _)| p.used.iter().any(|(_, e)| *e == Some(ix)));
        let fit = self.best_fit(act, ix, outcomes);
        let head = Phrase::new()
            .strong(format!("Exit {}", register.reference(ix)))
            .text(format!(": {}", strip(&lower(exit.title.as_str()))))
            .cite(cite(register, ix));
        let why = match (&fit, used) {
            // Used by the law of the day of effect, whatever stands on the day asked of.
            (Fit::Fits(_), _) | (_, true) => None,
            (Fit::OtherAction, _) => return None,
            (Fit::OtherCase, _) => {
                Some("It does not fit: it is for other persons, grounds or scope.".to_owned())
            }
            (Fit::Closed, _) => {
                Some("It is not open that day, or closes before its days run out.".to_owned())
            }
            (Fit::Denied(fact), _) => Some(format!("It is closed here: {fact} is denied.")),
        };
        let mut blocks = Vec::new();
        match why {
            Some(why) => blocks.push(Block::paragraph(head.text(format!(". {why}")))),
            None => {
                blocks.push(Block::paragraph(head.text(".")));
                blocks.push(Block::list(false, self.conditions(ix)));
            }
        }
        Some(blocks)
    }

    /// The friendliest fit of an exit over all cases.
    fn best_fit(&self, act: &Weighed, ix: ExitIx, outcomes: &[(&Passage, Vec<Assignment>)]) -> Fit {
        let mut best = Fit::OtherAction;
        for case in outcomes.iter().flat_map(|(_, cases)| cases) {
            match self.answer.fit(act, ix, &self.answer.complete(case.clone())) {
                Fit::Fits(way) => return Fit::Fits(way),
                Fit::OtherAction => {}
                other => best = other,
            }
        }
        best
    }

    /// What an exit asks for, its days, and its limits.
    fn conditions(&self, ix: ExitIx) -> Vec<Vec<Block>> {
        let exit = self.register.exit(ix);
        let filed = self.answer.question.submit;
        let days = Timetable::of(self.register, exit, filed, None);
        let year = days.lawful_from.year();
        let mut lines: Vec<Phrase> = exit.conditions.iter().map(|c| self.condition(ix, c, year)).collect();
        lines.extend(self.wait(exit, &days));
        if let Some(limits) = &exit.limits {
            lines.push(Phrase::new().emphasis("limits").text(format!(": {}", limits)));
        }
        if let Some(lasts) = exit.lasts {
            lines.push(Phrase::from(format!("such relief lasts {lasts} at most.")));
        }
        if lines.is_empty() {
            lines.push("it asks for nothing beforehand.".into());
        }
        lines.into_iter().map(|line| vec![Block::paragraph(line)]).collect()
    }

    /// One thing that is asked for: what, where it is written, to whom it is given, and in whose gift it is.
    fn condition(&self, ix: ExitIx, c: &Condition, year: i16) -> Phrase {
        let register = self.register;
        let names = |ids: &[Id]| ids.iter().map(|id| actor(register, id)).collect::<Vec<String>>();
        let asked = crate::api::asked(c, || year);
        let mut phrase = Phrase::new().emphasis(c.kind.word()).text(format!(": {}", strip(&asked)));
        if let Some(n) = c.days.filter(|n| !asked.contains(&format!("{n} "))) {
            phrase = phrase.text(format!(", at least {n} days ahead"));
        }
        if c.due == Due::After {
            phrase = phrase.text(", afterwards");
        }
        let whole = register.exit(ix).pinpoint.as_str();
        if let Some(pinpoint) = c.pinpoint.as_ref().filter(|own| !starts(whole, own.as_str())) {
            phrase = phrase.cite(Cite::new(pinpoint.as_str(), register.reference(ix).as_str()));
        }
        let to: Vec<String> = names(&c.to).into_iter().filter(|name| !asked.contains(name)).collect();
        if !to.is_empty() {
            phrase = phrase.text(format!("; to {}", joined(&to, "and")));
        }
        let whose = joined(&names(&c.in_gift_of), "and");
        match (whose.is_empty(), crate::api::executive(register, &c.in_gift_of)) {
            (true, _) => phrase.text("."),
            (false, true) => phrase.text(format!(" (in the gift of {whose}).")),
            (false, false) => {
                phrase.text(" (in the gift of ").strong(whose).text(", not the President's own).")
            }
        }
    }

    /// The period of review, or the days that must pass.
    fn wait(&self, exit: &Exit, days: &Timetable) -> Option<Phrase> {
        let filed = self.answer.question.submit;
        let clock = exit.review.as_ref().and_then(|id| self.register.review_clock(id.as_str()));
        let (Some(window), Some(clock)) = (days.window, clock) else {
            return (days.lawful_from > filed).then(|| {
                Phrase::from(format!("filed on {filed}, lawful from "))
                    .strong(days.lawful_from.to_string())
                    .text(".")
            });
        };
        let (unit, end) = if window.at_least {
            ("days of session, counted as if every day were one", " at the earliest.")
        } else {
            ("days", ".")
        };
        let begun = if days.certified > filed {
            format!("filed on {filed}, certified on {} at the earliest", days.certified)
        } else {
            format!("filed on {}", window.start)
        };
        let season = if window.seasonal { ", the seasonal window" } else { "" };
        Some(
            Phrase::new()
                .emphasis("review")
                .text(format!(
                    ": {} ({} {unit}{season}); {begun}, barred through {}, lawful from ",
                    clock.title, window.days, window.last_barred
                ))
                .strong(window.lawful_from.to_string())
                .text(end),
        )
    }

    /// How a linked group of locks comes out, case by case, where that differs.
    pub(super) fn cases(&self, outcomes: &[(&Passage, Vec<Assignment>)], doc: &mut Doc) {
        if outcomes.len() < 2 {
            return;
        }
        let lines = outcomes.iter().flat_map(|(passage, cases)| {
            cases.iter().map(move |assignment| {
                let used: Vec<String> =
                    passage.used.iter().map(|(bar, exit)| self.through(*bar, *exit)).collect();
                let line = Phrase::from("where ").then(case(self.register, assignment));
                if used.is_empty() {
                    return line.text(": not reached, so nothing is asked");
                }
                line.text(format!(": {}, so ", used.join("; ")))
                    .toned(tone(passage.pathway), passage.pathway.word())
            })
        });
        doc.push(Block::bullets(lines.collect::<Vec<_>>()));
    }

    fn through(&self, bar: Bar, exit: Option<ExitIx>) -> String {
        match exit {
            Some(exit) => format!("{} by {}", bar.reference(self.register), self.register.reference(exit)),
            None => format!("{} with no exit", bar.reference(self.register)),
        }
    }
}

/// Whether a pinpoint is what another begins with, up to a comma or its end.
fn starts(whole: &str, part: &str) -> bool {
    whole.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
}
