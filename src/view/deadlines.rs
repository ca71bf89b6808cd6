//! What falls due, month by month.

use super::cite::joined;
use super::options::{receipt, remark};
use super::residual::named;
use crate::api::{DeadlineReport, DeadlinesReport};
use crate::doc::{Column, Doc, Phrase, Table};
use crate::register::Register;

/// What falls due within some days.
pub fn deadlines(report: &DeadlinesReport, register: &Register) -> Doc {
    let mut doc = Doc::new("Deadlines");
    doc.paragraph(format!("From {} through {}.", report.from, report.to));
    let coverage_end = report.receipt.coverage_end;
    if report.to > coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {coverage_end}. What was done since, and what later law has changed, is not known."
        )));
    }
    let mut table = Table::new([
        Column::new("day").importance(Column::ESSENTIAL).min_width(10),
        Column::new("what").importance(Column::ESSENTIAL).min_width(18),
        Column::new("who must do what").importance(8).min_width(28),
        Column::new("status").importance(5).min_width(8),
    ])
    .named("deadlines")
    .when_empty("Nothing known falls due within these days.");
    let (since, ahead): (Vec<_>, Vec<_>) = report.deadlines.iter().partition(|d| d.since_coverage);
    let past = since.is_empty();
    for (heading, rows) in [("Fallen due since the law encoded ends", since), ("", ahead)] {
        if !rows.is_empty() && !past {
            table.group(if heading.is_empty() {
                "Other days".to_owned()
            } else {
                format!("{heading} ({})", rows.len())
            });
        }
        for deadline in rows {
            table.row(row(deadline, register));
        }
    }
    doc.push(table);
    if !report.left_out.is_empty() {
        let regimes: Vec<String> = report.left_out.iter().map(|one| one.id.clone()).collect();
        doc.paragraph(format!(
            "Left out, as their law is not encoded through {}: {}.",
            report.from,
            joined(&regimes, "and")
        ));
    }
    doc.push(receipt(&report.receipt));
    doc
}

fn row(deadline: &DeadlineReport, register: &Register) -> [Phrase; 4] {
    let day = match deadline.not_after {
        Some(last) => format!("{} to {last}", deadline.day),
        None => deadline.day.to_string(),
    };
    let what =
        Phrase::new().link(deadline.id.as_str(), deadline.id.as_str()).text(format!(": {}", deadline.title));
    let mut text = Phrase::from(deadline.text.as_str());
    if register.part(&deadline.id).is_some() {
        text = text.text(" ").then(named(&deadline.id, register));
    } else if !deadline.pinpoint.is_empty() {
        text = text.text(format!(" [{}]", deadline.pinpoint));
    }
    let status = match (deadline.status.as_str(), deadline.since_coverage) {
        ("unknown", true) => "not known",
        ("unknown", false) => "not certain",
        ("certain", true) => "passed",
        ("certain", false) => "ahead",
        (other, _) => other,
    };
    [Phrase::from(day), what, text, Phrase::from(status)]
}
