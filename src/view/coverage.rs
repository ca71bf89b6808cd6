//! `relief coverage`: counts, declared gaps and stale checks.

use std::collections::BTreeMap;
use std::iter;

use crate::api::{CountReport, CoverageReport, GapReport};
use crate::doc::{Block, Column, Doc, Phrase, Table};

/// What a register holds, how far it was checked, and what it is known to lack.
pub fn coverage(report: &CoverageReport) -> Doc {
    let mut doc = Doc::new("Coverage: what the register holds and what it lacks");
    doc.paragraph(
        "Counts, not marks: no share of the law is claimed. A part that does not say how it was checked takes that \
         from its record, and each counts by its weakest key. `Doubts` are the single keys said to stand weaker than \
         the rest of their table.",
    );
    doc.heading(2, "Days");
    doc.paragraph("Before the first day there is no answer; after the last one, the last known law, and answers say so.");
    doc.push(days(report));
    doc.heading(2, "Records and parts");
    doc.push(counts(&report.counts));
    if report.retired > 0 {
        doc.paragraph(format!("Out of use, and not counted: {}.", report.retired));
    }
    doc.heading(2, format!("Declared gaps ({})", report.gaps.len()));
    gaps(&mut doc, &report.gaps);
    doc.heading(2, format!("Stale checks ({})", report.stale.len()));
    doc.push(stale(report));
    doc
}

fn days(report: &CoverageReport) -> Table {
    let mut table = Table::new([
        Column::new("regime").importance(Column::ESSENTIAL).min_width(12),
        Column::new("from").importance(Column::ESSENTIAL).min_width(10),
        Column::new("through").importance(Column::ESSENTIAL).min_width(10),
        Column::new("records").importance(7).right(),
        Column::new("note").importance(5).min_width(24),
    ])
    .named("days");
    for regime in &report.regimes {
        table.row([
            Phrase::from(regime.id.as_str()),
            Phrase::from(regime.from.to_string()),
            Phrase::from(regime.to.to_string()),
            Phrase::from(regime.records.to_string()),
            Phrase::from(regime.note.as_deref().unwrap_or_default()),
        ]);
    }
    table
}

fn counts(counts: &[CountReport]) -> Table {
    let number = |name| Column::new(name).importance(Column::ESSENTIAL).right();
    let mut table = Table::new([
        Column::new("what").importance(Column::ESSENTIAL).min_width(18),
        number("total"),
        number("primary"),
        number("secondary"),
        number("inferred"),
        number("unverified"),
        Column::new("doubts").importance(6).right(),
    ])
    .named("coverage");
    for count in counts {
        if count.part.is_none() {
            table.group(count.kind.as_str());
        }
        let what = Phrase::from(count.part.as_deref().unwrap_or("records"));
        let numbers =
            [count.total, count.primary, count.secondary, count.inferred, count.unverified, count.doubts];
        table.row(iter::once(what).chain(numbers.map(|n| Phrase::from(n.to_string()))));
    }
    table
}

fn gaps(doc: &mut Doc, gaps: &[GapReport]) {
    let mut by_record: BTreeMap<&str, Vec<&GapReport>> = BTreeMap::new();
    for gap in gaps {
        by_record.entry(&gap.id).or_default().push(gap);
    }
    for (id, gaps) in by_record {
        doc.heading(3, Phrase::new().link(id, id));
        doc.push(Block::bullets(gaps.into_iter().map(|gap| {
            let what = gap.what.trim_end_matches('.');
            Phrase::new().strong(format!("{what}.")).text(format!(" {} (since {})", gap.why, gap.since))
        })));
    }
}

fn stale(report: &CoverageReport) -> Table {
    let mut table = Table::new([
        Column::new("record").importance(Column::ESSENTIAL).min_width(16),
        Column::new("where").importance(8),
        Column::new("checked").importance(Column::ESSENTIAL).min_width(10),
    ])
    .named("stale")
    .when_empty(format!("Nothing was last checked more than a year before {}.", report.receipt.as_of));
    for one in &report.stale {
        table.row([
            Phrase::new().link(one.id.as_str(), one.id.as_str()),
            Phrase::from(one.at.as_str()),
            Phrase::from(one.checked.to_string()),
        ]);
    }
    table
}
