//! What keeps an option off each lighter pathway, and what would have to change.

use crate::api::{Receipt, WhyNotReport, remedy_report};
use crate::doc::{Block, Cite, Column, Doc, Phrase, Table};
use crate::model::{Id, Pathway, ReliefOption};
use crate::register::Register;
use crate::relief::{Lighter, Obstacle, Remedy, WhyNot};

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
    let mut above: Option<&Lighter> = None;
    for lighter in &why.lighter {
        doc.heading(1, format!("Why not {}", lighter.pathway.title().to_lowercase()));
        doc.push(Block::bullets(lighter.obstacles.iter().map(|one| obstacle(register, one))));
        if lighter.remedies.is_empty() {
            doc.paragraph("No set of up to three changes that were tried would do.");
        } else if above.is_some_and(|above| above.remedies == lighter.remedies) {
            doc.paragraph("The same changes would do for this too.");
        } else {
            doc.paragraph("It would be so, as the engine answers when asked again:");
            let sets = lighter.remedies.iter().take(SHOWN);
            let line =
                |set: &Vec<Remedy>| Phrase::join(set.iter().map(|one| remedy(register, one)), ", and ");
            doc.push(Block::bullets(sets.map(|set| line(set).text("."))));
        }
        let more = lighter.remedies.len().saturating_sub(SHOWN);
        if more > 0 {
            doc.paragraph(format!("Left out: {}; `--format json` has all.", count(more, "more set")));
        }
        above = Some(lighter);
    }
    closing(&mut doc, why);
    doc.push(receipt_lines(receipt));
    doc
}

/// What is to be said of all the changes together.
fn closing(doc: &mut Doc, why: &WhyNot<'_>) {
    let sets = why.lighter.iter().flat_map(|lighter| &lighter.remedies);
    if sets.flatten().any(|change| matches!(change, Remedy::Repeal(_))) {
        doc.paragraph("A repeal takes an act of Congress. Each set is the least of its kind: none of its changes is to spare.");
    }
    if why.untried > 0 {
        doc.paragraph(format!("Not tried, being too many: {}.", count(why.untried, "further set")));
    }
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// The same as a table, a row for each lock in the way and each change: for a spreadsheet.
pub fn why_not_table(report: &WhyNotReport) -> Doc {
    let mut table =
        Table::new(["pathway", "row", "set", "kind", "what", "exit", "takes", "ended"].map(Column::new))
            .named("why-not")
            .when_empty("Nothing is lighter.");
    let text = |text: &str| Phrase::from(text.to_owned());
    for lighter in &report.lighter {
        for one in &lighter.obstacles {
            let exit = one.exit.as_deref().unwrap_or_default();
            let cells = [lighter.pathway.as_str(), "obstacle", "", "lock", &one.lock, exit, &one.takes, ""];
            table.row(cells.map(text));
        }
        for (at, set) in lighter.remedies.iter().enumerate() {
            for change in set {
                let (at, ended) = ((at + 1).to_string(), change.ended.join(" "));
                let cells = [&lighter.pathway, "remedy", &at, &change.kind, &change.change, "", "", &ended];
                table.row(cells.map(text));
            }
        }
    }
    let mut doc = Doc::new(report.id.as_str());
    doc.push(table);
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
        Remedy::Repeal(_) => Phrase::from("with ").code(report.change).text(" repealed"),
        Remedy::Fact(..) => Phrase::from("with the fact ").code(report.change),
        Remedy::Wait(..) => {
            let code = |id: &String| Phrase::new().code(id.as_str());
            let ended = match report.ended.as_slice() {
                [] => Phrase::new(),
                [one] => code(one).text(" has ended"),
                [rest @ .., last] => Phrase::join(rest.iter().map(code), ", ")
                    .text(" and ")
                    .then(code(last))
                    .text(" have ended"),
            };
            Phrase::from(format!("from {} on, when ", report.change)).then(ended)
        }
    }
}
