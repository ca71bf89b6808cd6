//! What stands around the law: who asks what of whom, how far it was checked, what is not encoded.

use super::Page;
use super::words::gap_words;
use crate::doc::{Block, Definition, Doc, Phrase};
use crate::model::{ReliefOption, Text};
use crate::view::cite::actor;

impl Page<'_, '_> {
    pub(in crate::view) fn politics(&self, option: &ReliefOption, doc: &mut Doc) {
        doc.heading(self.top, "Around the law");
        let owner = actor(self.register, &option.owner);
        let list = |texts: Vec<String>, none: &str| {
            if texts.is_empty() { vec![Block::paragraph(none)] } else { vec![Block::bullets(texts)] }
        };
        let texts = |all: &[Text]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let resist =
            option.resisters.iter().map(|r| format!("{}: {}", actor(self.register, &r.actor), r.why));
        let allied = option.allied.iter().map(|a| format!("{}: {}", actor(self.register, &a.actor), a.text));
        doc.push(Block::Definitions(vec![
            Definition::new("Owner", owner),
            Definition::of("Asked in return", list(texts(&option.asks), "Not stated.")),
            Definition::of("Risks", list(texts(&option.risks), "None recorded.")),
            Definition::of("Who may resist", list(resist.collect(), "Nobody recorded.")),
            Definition::of("Allied measures that remain", list(allied.collect(), "None recorded.")),
        ]));
    }

    /// The weakest fact, and what is not encoded.
    pub(super) fn verification(&self, option: &ReliefOption, doc: &mut Doc) {
        self.weakest(doc);
        let gaps = self.answer.gaps().into_iter().chain(&option.gaps);
        let gaps: Vec<String> = gaps.map(gap_words).collect();
        if !gaps.is_empty() {
            doc.heading(self.top, "What is not encoded, or not known");
            doc.push(Block::bullets(gaps));
        }
    }

    pub(in crate::view) fn weakest(&self, doc: &mut Doc) {
        if let Some((verification, reference)) = self.answer.weakest() {
            doc.paragraph(
                Phrase::from("The weakest fact this rests on is ")
                    .strong(verification.word())
                    .text(": ")
                    .code(reference.as_str())
                    .text("."),
            );
        }
    }
}
