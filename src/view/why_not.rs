//! What keeps an option off each lighter pathway, and what would have to change.

use crate::api::{Receipt, remedy_report};
use crate::doc::{Block, Cite, Doc, Phrase};
use crate::model::{Id, Pathway, ReliefOption};
use crate::register::Register;
use crate::relief::{Obstacle, Remedy, WhyNot};

use super::cite::{pathways, provision};
use super::options::{receipt as receipt_lines, remark};

/// How many sets of changes are printed for one pathway; the JSON has all.
const SHOWN: usize = 12;

/// Why an option has no lighter pathway.
pub fn why_not(id: &Id, option: &ReliefOption, why: &WhyNot<'_>, receipt: &Receipt) -> Doc {
    let register = why.answer.register;
    let day = why.answer.question.as_of;
    let mut doc = Doc::new(option.title.as_str());
    let line = Phrase::from(format!("As of {day}, ")).code(id.as_str()).text(" is ");
    let line = line.then(pathways(&why.answer.pathways()));
    doc.paragraph(match why.answer.pathway() {
        Pathway::None => line.text(format!(": {}.", crate::api::reason(&why.answer))),
        Pathway::Executive => line.text(": nothing is lighter."),
        _ => line.text(". What keeps it off each lighter pathway, and what would have to change:"),
    });
    if day > receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {day}.",
            receipt.coverage_end
        )));
    }
    for lighter in &why.lighter {
        doc.heading(1, format!("Why not {}", lighter.pathway.title().to_lowercase()));
        doc.push(Block::bullets(lighter.obstacles.iter().map(|one| obstacle(register, one))));
        if lighter.remedies.is_empty() {
            doc.paragraph("No set of up to three changes that were tried would do.");
            continue;
        }
        doc.paragraph("It would be so, as the engine answers when asked again:");
        let sets = lighter.remedies.iter().take(SHOWN);
        doc.push(Block::bullets(
            sets.map(|set| Phrase::join(set.iter().map(|one| remedy(register, one)), ", and ").text(".")),
        ));
        let more = lighter.remedies.len().saturating_sub(SHOWN);
        if more > 0 {
            doc.paragraph(format!("Left out: {more} more sets of changes; `--format json` has all."));
        }
    }
    doc.push(receipt_lines(receipt));
    doc
}

fn obstacle(register: &Register, obstacle: &Obstacle) -> Phrase {
    let lock = obstacle.bar.reference(register).as_str();
    let line = Phrase::new().code(lock).cite(Cite::new(provision(register, obstacle.bar), lock));
    match obstacle.exit {
        Some((exit, takes)) => {
            let id = register.reference(exit).as_str();
            line.text(": the lightest exit that fits is ")
                .code(id)
                .cite(Cite::new(provision(register, exit), id))
                .text(", ")
                .then(pathways(&[takes]))
                .text(".")
        }
        None => line.text(": no exit fits."),
    }
}

fn remedy(register: &Register, remedy: &Remedy) -> Phrase {
    let report = remedy_report(register, remedy);
    match remedy {
        Remedy::Leave(_) => Phrase::from("with ").code(report.change).text(" left as it is"),
        Remedy::Reading(point, value) => {
            let choice = register.point(point.as_str()).and_then(|p| p.choices.get(*value));
            let claim = choice.map_or("", |c| c.claim.as_str()).trim_end_matches('.');
            Phrase::from("on the reading ").code(report.change).text(format!(" ({claim})"))
        }
        Remedy::Fact(..) => Phrase::from("with the fact ").code(report.change),
        Remedy::Wait(..) => {
            let ended = report.ended.iter().map(|id| Phrase::new().code(id.as_str()));
            Phrase::from(format!("from {} on, when these have ended: ", report.change))
                .then(Phrase::join(ended, ", "))
        }
    }
}
