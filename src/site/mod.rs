//! The register as a static site: every file of it, from one register and one day, byte for byte the same.
//!
//! The pages are documents of `view` in one shell ([`shell`]), and what a page has that a document has not: the option
//! table that moves with the day ([`board`]), drawings of what hangs on what ([`drawing`]), records with links both ways
//! ([`record`], [`links`]), and the feed of changes ([`changes`]). Nothing here writes a file or reads a clock. The
//! pages open from disk: no page fetches anything, and data for the script stands inside its page.

mod board;
mod changes;
mod coverage;
mod drawing;
mod fields;
mod layout;
mod links;
mod option;
mod record;
mod shell;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::api::{Receipt, backtest_report, calendar, deadlines_report};
use crate::model::{Id, Kind, ReliefOption};
use crate::register::Register;
use crate::relief::{Question, deadlines};
use crate::view;
use links::Links;
use option::Told;
use shell::Shell;

/// One file of the site.
#[derive(Debug)]
pub struct Page {
    /// Where it lies below the site's folder, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// What every page is made from.
struct Site<'r> {
    register: &'r Register,
    question: Question,
    links: Links<'r>,
}

/// All files of the site for a day.
pub fn pages(register: &Register, as_of: Date) -> Vec<Page> {
    let site = Site { register, question: Question::on(as_of), links: Links::of(register) };
    let options: Vec<(&Id, &ReliefOption)> =
        register.options().filter(|(_, option)| option.retired.is_none() && site.covers(option)).collect();
    let told: Vec<Told> = options.par_iter().map(|(id, option)| Told::of(&site, id, option)).collect();
    let mut pages: Vec<Page> = register
        .files()
        .par_iter()
        // Of two records with one id, which the checks refuse, the first has the page.
        .filter(|file| register.file(file.id.as_str()).is_some_and(|first| std::ptr::eq(first, *file)))
        .filter(|file| file.kind != Kind::Register)
        .map(|file| {
            let told = told.iter().find(|told| *told.id == file.id);
            record::page(&site, file, told)
        })
        .collect();
    pages.push(board::page(&site, &told));
    pages.extend(drawing::pages(&site));
    pages.extend(changes::pages(&site, &told));
    pages.extend(site.due());
    pages.push(site.scorecard());
    pages.push(coverage::page(&site));
    pages.push(record::list(&site));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

impl<'r> Site<'r> {
    fn as_of(&self) -> Date {
        self.question.as_of
    }

    /// Whether the law of an option's regime is encoded on the day, or was before.
    fn covers(&self, option: &ReliefOption) -> bool {
        let regime = self.register.head().regimes.iter().find(|regime| regime.id == option.regime);
        regime.is_none_or(|regime| regime.coverage.from.0 <= self.as_of())
    }

    fn receipt<'a>(&self, regimes: impl IntoIterator<Item = &'a str>) -> Receipt {
        Receipt::of(self.register, &self.question, regimes)
    }

    /// What falls due within a year, as a page and as a calendar file.
    fn due(&self) -> [Page; 2] {
        let receipt = self.receipt([]);
        let from = self.as_of().min(receipt.coverage_end);
        let to = self.as_of().checked_add(1.year()).unwrap_or(Date::MAX);
        let all = deadlines(self.register, &self.question, from, to);
        let report = deadlines_report(receipt, self.register, (from, to), &all);
        let doc = view::deadlines(&report, self.register);
        let file = "<p><a href=\"deadlines.ics\">The same as a calendar file</a></p>\n";
        let page = Shell::top("deadlines.html").before(file).page(self, &doc);
        [page, Page { path: "deadlines.ics".into(), text: calendar(&report) }]
    }

    fn scorecard(&self) -> Page {
        let receipt = Receipt::of(self.register, &Question::on(self.register.coverage_end()), []);
        let report = backtest_report(self.register, receipt, self.register.episodes());
        let mut doc = view::backtest(self.register, &report, false);
        doc.push(view::receipt(&report.receipt));
        Shell::top("scorecard.html").page(self, &doc)
    }

    /// How many records there are of each kind.
    fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for file in self.register.files().iter().filter(|file| file.kind != Kind::Register) {
            *counts.entry(file.kind.word()).or_default() += 1;
        }
        counts
    }
}
