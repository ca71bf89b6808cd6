//! What the register covers, and what it is known to lack.

use std::collections::BTreeMap;

use super::shell::Shell;
use super::{Page, Site};
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::model::Kind;
use crate::view;

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let register = site.register;
    let mut doc = Doc::new("Coverage");
    doc.paragraph("Before the first day of a regime no answer is given; after the last, the last known law, and the answer says so.");
    let mut table = Table::new(["regime", "from", "through", "note"].map(Column::new))
        .named("regimes")
        .caption("The law encoded");
    for regime in &register.head().regimes {
        let days = &regime.coverage;
        let note = days.note.as_ref().map_or("", |note| note.as_str());
        table.row([
            regime.title.as_str().into(),
            days.from.to_string().into(),
            days.to.to_string().into(),
            note.into(),
        ]);
    }
    doc.push(table);
    let mut kinds =
        Table::new([Column::new("kind"), Column::new("records").right()]).named("kinds").caption("Records");
    for (kind, count) in site.counts() {
        kinds.row([kind.into(), count.to_string().into()]);
    }
    doc.push(kinds);
    let mut checked: BTreeMap<&str, usize> = BTreeMap::new();
    for file in register.files().iter().filter(|file| file.kind != Kind::Register) {
        let word =
            register.provenance_of_record(file.id.as_str()).map_or("not flagged", |p| p.verification.word());
        *checked.entry(word).or_default() += 1;
    }
    let mut table = Table::new([Column::new("checked"), Column::new("records").right()])
        .named("checked")
        .caption("How they were checked");
    for (word, count) in checked {
        table.row([word.into(), count.to_string().into()]);
    }
    doc.push(table);
    doc.heading(1, "What is known to be missing");
    let own = register.head().gaps.iter().map(|gap| (None, gap));
    let files = register.files().iter().filter(|file| file.kind != Kind::Register);
    let files = files.flat_map(|file| file.record.gaps().iter().map(|gap| (Some(&file.id), gap)));
    doc.push(Block::bullets(own.chain(files).map(|(id, gap)| {
        let of = id.map_or_else(Phrase::new, |id| Phrase::new().link(id.as_str(), id.as_str()).text(": "));
        of.text(format!("{} {} Since {}.", gap.what, gap.why, gap.since))
    })));
    doc.push(view::receipt(&site.receipt([])));
    Shell::top("coverage.html").page(site, &doc)
}
