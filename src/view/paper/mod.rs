//! The options paper: the question, what may mislead, the summary by pathway, one section an option, annex, sources.
//!
//! Nothing is written twice: the argument is that of `explain`, the days those of `clock`, what stands that of
//! `residual`. Every table has a caption that no other table of the paper has, so that a paper can be held against the
//! law again. Start at [`paper`]; [`section`] is one option, [`warnings`] what the paper says against itself.

mod annex;
mod section;
mod warnings;

use super::cite::{instrument_name, joined};
use super::grouping::{GroupBy, headed};
use super::options::{day_line, left_out, receipt_with, row};
use crate::api::{LeftOut, OptionReport, Receipt, option_report, package_report};
use crate::doc::{Block, Column, Definition, Doc, Phrase, Row, Table};
use crate::model::{Id, Package, ReliefOption};
use crate::register::Register;
use crate::relief::{Answer, Past, course};

/// What a paper is about.
pub struct Brief<'a> {
    /// The packages asked for.
    pub packages: Vec<(&'a Id, &'a Package)>,
    /// The options with their answers, in the order of the paper.
    pub options: Vec<Considered<'a>>,
    /// The options that were asked for and left out.
    pub left_out: Vec<LeftOut>,
    /// Whether only what the executive can do without a vote is asked for.
    pub executive_only: bool,
    /// What was asked, as typed after the tool's name.
    pub asked: String,
    /// What it is derived from.
    pub receipt: Receipt,
}

/// An option with its answer.
pub struct Considered<'a> {
    /// Its id.
    pub id: &'a Id,
    /// Its record.
    pub option: &'a ReliefOption,
    /// The answer.
    pub answer: Answer<'a>,
    /// The answer as the table has it.
    pub report: OptionReport,
}

impl<'a> Considered<'a> {
    /// An option with its answer.
    pub fn new(id: &'a Id, option: &'a ReliefOption, answer: Answer<'a>) -> Self {
        let report = option_report(id, option, &answer);
        Self { id, option, answer, report }
    }
}

/// The options paper. The register holds the episodes too.
pub fn paper(register: &Register, brief: &Brief<'_>) -> Doc {
    let past = Past::of(register);
    let mut doc = Doc::new(title(brief));
    front(brief, &mut doc);
    doc.push(warnings::boxed(register, brief, &past));
    doc.heading(1, "Summary").push(summary(register, brief));
    if brief.options.iter().any(|one| one.report.contested) {
        doc.paragraph(
            "More than one word means that the pathway is contested: readings of the law, or open facts, lead to each. \
             The section of the option argues them.",
        );
    }
    left_out(&brief.left_out, &mut doc);
    for (id, package) in &brief.packages {
        phases(register, brief, id, package, &mut doc);
    }
    for one in &brief.options {
        section::section(brief, one, &past, &mut doc);
    }
    annex::annex(register, brief, &mut doc);
    doc.push(receipt_with(&brief.receipt, &brief.asked));
    doc
}

fn title(brief: &Brief<'_>) -> String {
    let packages: Vec<String> = brief.packages.iter().map(|(_, package)| package.title.to_string()).collect();
    match (packages.as_slice(), brief.options.as_slice()) {
        ([], [one]) => format!("Options paper: {}", one.option.title),
        ([], _) => "Options paper: relief from sanctions".into(),
        (packages, _) => format!("Options paper: {}", joined(packages, "and")),
    }
}

fn front(brief: &Brief<'_>, doc: &mut Doc) {
    let counted = brief.options.iter().filter(|one| !one.option.baseline).count();
    let question = match brief.executive_only {
        true => {
            "Which relief can the executive give alone, without a vote of Congress that could hold it back?"
        }
        false => "Which relief can the executive give alone, and where does Congress hold a lock?",
    };
    let question_of = brief.options.first().map(|one| &one.answer.question);
    let day = question_of.map_or_else(Phrase::new, |question| day_line(&brief.receipt, question));
    let compared = if counted < brief.options.len() { ", and the status quo to compare with" } else { "" };
    let plural = if counted == 1 { "option" } else { "options" };
    let mut all = vec![
        Definition::new("Question", question),
        Definition::new("Options", format!("{counted} {plural}{compared}.")),
        Definition::new("Day", day),
    ];
    let about: Vec<String> = brief.packages.iter().map(|(_, package)| package.summary.to_string()).collect();
    if !about.is_empty() {
        all.insert(1, Definition::new("About", about.join(" ")));
    }
    all.push(Definition::new(
        "How it was made",
        "Derived from records of the law; no pathway was typed. It is no legal advice. The last lines say from which \
         records, and how to derive it again.",
    ));
    doc.push(Block::Definitions(all));
}

/// The summary by pathway: the option table with titles.
fn summary(register: &Register, brief: &Brief<'_>) -> Table {
    let mut table = Table::new(["option", "what", "pathway", "controlled by", "earliest"].map(Column::new))
        .named("summary")
        .caption("The options by pathway")
        .when_empty("No option is left.");
    let reports = brief.options.iter().map(|one| &one.report);
    for (heading, rows) in headed(register, reports, GroupBy::Pathway, brief.executive_only) {
        table.group(heading);
        for report in rows {
            let Row::Cells { mut cells, facets } = row(report, false) else { continue };
            cells.insert(1, Phrase::from(report.title.as_str()));
            table.row_with(cells, facets);
        }
    }
    table
}

/// A package's course.
fn phases(register: &Register, brief: &Brief<'_>, id: &Id, package: &Package, doc: &mut Doc) {
    let Some(first) = brief.options.first() else { return };
    let course = course(register, package, &first.answer.question);
    let report = package_report(brief.receipt.clone(), id, package, register, &course);
    doc.heading(1, format!("In phases: {}", package.title));
    doc.push(super::package::summary(&report, register));
    doc.push(super::package::table(&report).caption(format!("{id}: phases")));
    doc.paragraph(
        "Each phase is filed on the day the one before has taken effect. What must happen in between, and a new law, \
         have no day that law counts: they come on top.",
    );
}

/// Some names in a sentence; of many, the first and how many more.
fn some(names: &[String]) -> String {
    const SHOWN: usize = 6;
    match names.len() {
        n if n > SHOWN + 1 => format!("{} and {} more", names[..SHOWN].join(", "), n - SHOWN),
        _ => joined(names, "and"),
    }
}

/// The names of instruments and emergencies, as lawyers say them.
fn called(register: &Register, id: &Id) -> String {
    match register.emergency(id.as_str()) {
        Some(_) => id.to_string(),
        None => instrument_name(register, id.as_str()),
    }
}
