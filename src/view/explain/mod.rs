//! An option's argument: what is asked, what holds it back, how each reading comes out, what stands afterwards.
//!
//! Start with [`explain`], which puts the parts in order; each part of the page is one file.

mod acts;
mod around;
mod exits;
mod readings;
mod standing;
mod words;

use crate::api::Receipt;
use crate::doc::{Doc, Phrase};
use crate::model::{Id, Pathway, ReliefOption};
use crate::register::Register;
use crate::relief::Answer;

use super::cite::pathways;
use super::options::{receipt as receipt_lines, remark};
pub(super) use words::{gap_words, lower, strip, verb};

/// The argument of an option.
pub fn explain(id: &Id, option: &ReliefOption, answer: &Answer<'_>, receipt: &Receipt) -> Doc {
    let mut doc = Doc::new(option.title.as_str());
    doc.paragraph(Phrase::new().code(id.as_str()).text(format!(" - {}", option.summary)));
    if answer.question.as_of > receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {}.",
            receipt.coverage_end, answer.question.as_of
        )));
    }
    let page = Page { answer, register: answer.register, top: 1 };
    page.headline(&mut doc);
    doc.heading(1, "The acts and what holds them back");
    for act in &answer.acts {
        page.act(act, &mut doc);
    }
    page.branches(&mut doc);
    page.points(&mut doc);
    page.debated(&mut doc);
    page.standing(&mut doc);
    page.exceptions(&mut doc);
    page.politics(option, &mut doc);
    page.verification(option, &mut doc);
    doc.push(receipt_lines(receipt));
    doc
}

/// An answer on a page, part by part.
pub(super) struct Page<'p, 'a> {
    pub(super) answer: &'p Answer<'a>,
    pub(super) register: &'a Register,
    /// The level of its headings.
    pub(super) top: u8,
}

impl Page<'_, '_> {
    pub(super) fn headline(&self, doc: &mut Doc) {
        let answer = self.answer;
        let set = answer.pathways();
        let day = answer.question.as_of;
        let mut line = Phrase::from(format!("As of {day}: ")).then(pathways(&set));
        line = match set.as_slice() {
            [Pathway::None] => {
                line.text(format!(". There is nothing to relieve: {}.", crate::api::reason(answer)))
            }
            [one] => line.text(format!(". {}.", one.title())),
            _ => line.text(". Contested: which of these it is turns on what follows."),
        };
        doc.paragraph(line);
        let outlying = answer.outlying();
        if !outlying.is_empty() {
            doc.paragraph(
                Phrase::from("An outlying reading leads to ")
                    .then(pathways(&outlying))
                    .text("; it is printed below and does not set the headline."),
            );
        }
        let lawful = answer.lawful();
        if lawful != set && lawful != [Pathway::None] {
            doc.paragraph(
                Phrase::from("The acts themselves are lawful by ")
                    .then(pathways(&lawful))
                    .text("; the rest comes from what they leave standing."),
            );
        }
    }
}
