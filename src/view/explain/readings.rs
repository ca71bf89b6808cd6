//! How each reading comes out, and the contested points and open facts behind it.

use super::Page;
use super::words::strip;
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::model::{Id, PointChoice};
use crate::relief::{Assignment, Var, is_outlying};
use crate::view::cite::{joined, pathways, tone};
use crate::view::outcome::{case, value_word};

impl Page<'_, '_> {
    pub(in crate::view) fn branches(&self, doc: &mut Doc) {
        let branches = self.answer.branches();
        if branches.len() < 2 {
            return;
        }
        doc.heading(self.top, "How each reading comes out");
        let mut table = Table::new([
            Column::new("where").importance(Column::ESSENTIAL).min_width(24),
            Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
            Column::new("earliest").importance(6).min_width(10),
        ])
        .named("branches");
        for branch in &branches {
            for assignment in &branch.cases {
                let mut pathway = Phrase::new().toned(tone(branch.pathway), branch.pathway.word());
                if branch.outlying
                    || assignment.iter().any(|(var, value)| is_outlying(self.register, var, *value))
                {
                    pathway = pathway.text(" (outlying)");
                }
                let earliest = self.answer.branch_under(assignment, branch.pathway).earliest;
                table.row([
                    case(self.register, assignment),
                    pathway,
                    Phrase::from(earliest.map_or_else(|| "-".to_owned(), |d| d.to_string())),
                ]);
            }
            if branch.more {
                table.row([
                    Phrase::from("and other combinations"),
                    Phrase::new().toned(tone(branch.pathway), branch.pathway.word()),
                ]);
            }
        }
        doc.push(table);
    }

    pub(in crate::view) fn points(&self, doc: &mut Doc) {
        let vars = self.answer.all_turns_on();
        if vars.is_empty() {
            return;
        }
        let moving = self.answer.turns_on();
        doc.heading(self.top, "What it turns on");
        for var in &vars {
            match var {
                Var::Point(id) => self.point(id, moving.contains(var), doc),
                Var::Fact(id) => {
                    let question = self.register.fact(id.as_str()).map(|f| f.question.to_string());
                    let question = question.unwrap_or_else(|| {
                        "its day is not known, or it ran past its last known notice".into()
                    });
                    doc.paragraph(Phrase::new().strong(format!("Fact {id}")).text(format!(": {question}")));
                }
                Var::Basis(listing) => {
                    doc.paragraph(
                        Phrase::new()
                            .strong(format!("Basis of {listing}"))
                            .text(": the tag alone is known, and it may stand for more than one measure."),
                    );
                }
            }
        }
    }

    fn point(&self, id: &Id, moves: bool, doc: &mut Doc) {
        let Some(point) = self.register.point(id.as_str()) else { return };
        let mut head = Phrase::new().strong(format!("Point {id}")).text(format!(": {}", point.question));
        if !moves {
            head = head.text(" It moves conditions, days or effects here, not the pathway.");
        }
        doc.paragraph(head);
        let lines = point.choices.iter().enumerate().map(|(value, choice)| {
            let var = Var::Point(id.clone());
            let set = self.answer.pathways_under(&Assignment::from([(var.clone(), value)]));
            let line = Phrase::new().code(value_word(self.register, &var, value)).text(reading(choice));
            if moves { line.text(" Then: ").then(pathways(&set)).text(".") } else { line }
        });
        doc.push(Block::bullets(lines.collect::<Vec<_>>()));
    }

    /// Points on the same provisions that are debated and move nothing here.
    pub(in crate::view) fn debated(&self, doc: &mut Doc) {
        let debated = self.answer.debated();
        if debated.is_empty() {
            return;
        }
        doc.heading(self.top, "Also debated, and moving nothing here");
        for (id, point) in debated {
            doc.paragraph(Phrase::new().strong(format!("Point {id}")).text(format!(": {}", point.question)));
            let choices = point
                .choices
                .iter()
                .map(|choice| Phrase::new().code(format!("{id}={}", choice.id)).text(reading(choice)));
            doc.push(Block::bullets(choices.collect::<Vec<_>>()));
        }
    }
}

/// A reading with its argument, who holds it, and why it is outlying if it is.
fn reading(choice: &PointChoice) -> String {
    let holders: Vec<String> = choice.holders.iter().map(|h| h.who.to_string()).collect();
    let held = match (holders.is_empty(), choice.text_only) {
        (false, _) => format!(" Held by {}.", joined(&holders, "and")),
        (true, true) => " On the text alone: nobody is known to have said it.".to_owned(),
        (true, false) => String::new(),
    };
    let outlying = choice.outlying.as_ref();
    let outlying = outlying.map_or_else(String::new, |why| format!(" Outlying: {}.", strip(why.as_str())));
    format!(": {}. {}{held}{outlying}", strip(choice.claim.as_str()), choice.argument)
}
