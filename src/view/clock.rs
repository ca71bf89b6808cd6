//! The calendar of an option or of a review procedure.

use super::cite::{actor, instrument_name, joined, tone};
use super::options::{receipt, remark};
use super::residual::named;
use crate::api::{CalendarReport, ClockReport, ProcedureReport, StepReport, TrackReport};
use crate::doc::{Block, Cite, Column, Definition, Doc, Phrase, Table};
use crate::model::{ConditionKind, Pathway};
use crate::register::Register;

/// The calendar, branch by branch, with the procedures that are used.
pub fn clock(report: &ClockReport, register: &Register) -> Doc {
    let mut doc = Doc::new(format!("Calendar: {}", report.title));
    doc.paragraph(headline(report));
    if report.receipt.as_of > report.receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {}.",
            report.receipt.coverage_end, report.receipt.as_of
        )));
    }
    if report.kind == "review-clock" {
        doc.push(table(&report.steps, register));
    }
    calendars(report, register, 1, &mut doc);
    for procedure in &report.procedures {
        doc.heading(1, procedure.title.as_str());
        doc.push(rules(procedure, register));
    }
    doc.push(receipt(&report.receipt));
    doc
}

/// Every day of every branch as one table, for a spreadsheet.
pub fn clock_days(report: &ClockReport) -> Doc {
    let columns = ["where", "pathway", "exit", "day", "until", "kind", "text", "provision", "pinpoint"];
    let mut table = Table::new(columns.map(Column::new)).named("clock");
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let mut add = |case: &str, pathway: &str, exit: &str, steps: &[StepReport]| {
        for step in steps {
            let dates = [day(step.day), day(step.until)];
            let [from, until] = dates.each_ref().map(String::as_str);
            let cells =
                [case, pathway, exit, from, until, &step.kind, &step.text, &step.provision, &step.pinpoint];
            table.row(cells.map(Phrase::from));
        }
    };
    for branch in &report.branches {
        for track in &branch.tracks {
            add(&case(branch), &branch.pathway, track.exit.as_deref().unwrap_or_default(), &track.steps);
        }
    }
    if report.branches.is_empty() {
        add("", "", "", &report.steps);
    }
    let mut doc = Doc::new(report.title.as_str());
    doc.push(table);
    doc
}

/// The choices and facts that lead to a branch.
fn case(branch: &CalendarReport) -> String {
    let choices = branch.choices.iter().map(|(point, choice)| format!("{point}={choice}"));
    let facts = branch.facts.iter().map(|(fact, yes)| format!("{fact}={}", if *yes { "yes" } else { "no" }));
    joined(&choices.chain(facts).collect::<Vec<_>>(), "and")
}

fn headline(report: &ClockReport) -> Phrase {
    let mut line = Phrase::new().code(report.id.as_str()).text(format!(", filed on {}", report.submit));
    if let Some(passed) = report.passed {
        line = line.text(format!(", a disapproval passed on {passed}"));
    }
    if let Some(vetoed) = report.vetoed {
        line = line.text(format!(", vetoed on {vetoed}"));
    }
    match report.earliest_effective {
        Some(day) => line.text(": the first lawful day is ").strong(day.to_string()).text(
            if report.branches.iter().filter(|b| !b.outlying).count() > 1 {
                ", on the hardest reading that has one."
            } else {
                "."
            },
        ),
        None => line.text(": no filing leads to a lawful day; what it takes is a new law."),
    }
}

/// The calendar of every branch, each under a heading of this level.
pub(super) fn calendars(report: &ClockReport, register: &Register, level: u8, doc: &mut Doc) {
    let mut shown = Shown::new();
    for branch in &report.branches {
        doc.heading(level, heading(branch, report.branches.len() > 1));
        calendar(branch, register, &mut shown, doc);
    }
}

/// The days of an exit that are printed already.
type Shown<'s> = Vec<(&'s Option<String>, &'s Vec<StepReport>)>;

fn pathway(branch: &CalendarReport) -> Pathway {
    Pathway::ALL.into_iter().find(|p| p.word() == branch.pathway).unwrap_or(Pathway::None)
}

fn heading(branch: &CalendarReport, several: bool) -> Phrase {
    let (pathway, case) = (pathway(branch), case(branch));
    let mut heading = Phrase::new().toned(tone(pathway), pathway.title());
    if several && !case.is_empty() {
        heading = heading.text(format!(" where {case}"));
    }
    if branch.outlying { heading.text(" (outlying)") } else { heading }
}

fn calendar<'s>(branch: &'s CalendarReport, register: &Register, shown: &mut Shown<'s>, doc: &mut Doc) {
    match branch.earliest_effective {
        Some(day) if branch.tracks.is_empty() => {
            doc.paragraph(format!("No lock reaches it: lawful from {day}, nothing must come first."));
        }
        Some(day) => {
            doc.paragraph(format!("Lawful from {day}."));
        }
        None if pathway(branch) == Pathway::None => {
            doc.paragraph("There is nothing to relieve, and no day to count.");
        }
        None => {
            doc.paragraph("There is no lawful day: something has no exit.");
        }
    }
    let several = branch.tracks.len() > 1;
    for track in &branch.tracks {
        let line = track_line(track, several, register);
        if track.steps.is_empty() {
            doc.paragraph(line);
        } else if shown.contains(&(&track.exit, &track.steps)) {
            doc.paragraph(line.text(" Its days stand above."));
        } else {
            doc.paragraph(line);
            doc.push(table(&track.steps, register));
            shown.push((&track.exit, &track.steps));
        }
    }
}

fn track_line(track: &TrackReport, several: bool, register: &Register) -> Phrase {
    let locks = Phrase::join(track.locks.iter().map(|id| named(id, register)), ", ");
    let mut line = match &track.exit {
        Some(exit) => Phrase::from("Through ").then(locks).text(" by ").then(named(exit, register)),
        None => Phrase::from("No exit leads through ").then(locks),
    };
    if !track.acts.is_empty() {
        line = line.text(format!(", to {}", joined(&track.acts, "and")));
    }
    line = line.text(".");
    if several && track.governs { line.strong(" It is the latest, and governs.") } else { line }
}

fn table(steps: &[StepReport], register: &Register) -> Table {
    let mut table = Table::new([
        Column::new("day").importance(Column::ESSENTIAL).min_width(10),
        Column::new("what").importance(Column::ESSENTIAL).min_width(24),
        Column::new("rule").importance(7).min_width(14),
    ]);
    for step in steps.iter().filter(|step| !said_again(step, steps)) {
        let day = match (step.day, step.until) {
            (Some(day), Some(until)) => format!("{day} to {until}"),
            (Some(day), None) => day.to_string(),
            (None, _) => "afterwards".into(),
        };
        let to: Vec<String> =
            step.to.iter().filter_map(|id| id.parse().ok()).map(|id| actor(register, &id)).collect();
        let mut text = match step.kind.as_str() {
            "lawful-from" => Phrase::new().strong(step.text.as_str()),
            kind if ConditionKind::ALL.iter().any(|one| one.word() == kind) => {
                Phrase::new().emphasis(kind).text(format!(": {}", step.text))
            }
            _ => Phrase::from(step.text.as_str()),
        };
        if !to.is_empty() {
            text = text.text(format!(" To: {}.", to.join("; ")));
        }
        let gift: Vec<String> =
            step.in_gift_of.iter().filter_map(|id| id.parse().ok()).map(|id| actor(register, &id)).collect();
        if !gift.is_empty() {
            text = text.text(format!(" In the gift of {}.", joined(&gift, "and")));
        }
        table.row([Phrase::from(day), text, rule(step, register)]);
    }
    table
}

/// Whether a step only says that the window is over, where the next says that the act is lawful from then.
fn said_again(step: &StepReport, steps: &[StepReport]) -> bool {
    step.kind == "window-over"
        && steps.iter().any(|other| other.kind == "lawful-from" && other.day == step.day)
}

/// The pinpoint that a step comes from, cited to its record.
fn rule(step: &StepReport, register: &Register) -> Phrase {
    let label = match register.part(&step.provision) {
        Some(part) => {
            format!("{} {}", instrument_name(register, register.home(part).id.as_str()), step.pinpoint)
        }
        None => step.pinpoint.clone(),
    };
    Phrase::new().cite(Cite::new(label, step.provision.as_str()))
}

fn rules(procedure: &ProcedureReport, register: &Register) -> Block {
    let names = procedure.committees.iter().filter_map(|id| id.parse().ok()).map(|id| actor(register, &id));
    let holds = match (procedure.hold_after_passage, procedure.hold_after_veto) {
        (Some(passage), Some(veto)) => {
            format!(
                "{passage} calendar days after both Houses pass a disapproval; {veto} after a veto of it."
            )
        }
        _ => "None after passage or veto.".into(),
    };
    let lines = |texts: &[String]| vec![Block::bullets(texts.iter().map(String::as_str))];
    let mut all = vec![
        Definition::new(
            "Rule",
            Phrase::from(procedure.pinpoint.as_str())
                .cite(Cite::new(procedure.id.as_str(), procedure.id.as_str())),
        ),
        Definition::new("Bars", procedure.bars.as_str()),
        Definition::new("Resolutions", joined(&procedure.resolutions, "and")),
        Definition::new("Holds", holds),
        Definition::new("Committees", names.collect::<Vec<_>>().join("; ")),
    ];
    if !procedure.thresholds.is_empty() {
        all.push(Definition::of("Majorities", lines(&procedure.thresholds)));
    }
    if !procedure.procedure.is_empty() {
        all.push(Definition::of("Procedure", lines(&procedure.procedure)));
    }
    all.push(Definition::new("Used by", joined(&procedure.used_by, "and")));
    Block::Definitions(all)
}
