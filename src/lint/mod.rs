//! Judgement on a loaded register: one rule a file, below [`rules`](self).
//!
//! A rule says what it looks at ([`Check`]) and reports [`Draft`]s at JSON pointers; it never prints and never looks
//! up a line. [`check`] runs them all: over the texts, over what did not decode, once over every record, and over the
//! register as a whole. Then it drops what a record allows, and finds the bytes of what is left.

mod allow;
mod context;
mod draft;
mod headless;
mod reading;
mod records;
mod references;
mod rules;

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::diag::{Finding, Rule, Severity, sort_and_dedup};
use crate::model::{At, TableOf, Text, To, When};
use crate::register::Loaded;
use crate::text::{Problem, SourceFile};
use allow::Allows;
use context::{Context, Scene};
use draft::Out;
pub use references::names;

/// One lint: its name, its page, how much it matters, and what it looks at.
struct Lint {
    /// Its name, in kebab case, named for the flaw.
    name: &'static str,
    /// What it finds, in one sentence.
    summary: &'static str,
    /// How much its findings matter.
    severity: Severity,
    /// What it is, why, and what to do, with examples that are its tests.
    page: &'static str,
    /// What it looks at.
    check: Check,
}

/// What a lint looks at.
enum Check {
    /// What kept a file from being read.
    Problem(fn(&Problem) -> bool),
    /// A file that lies where no record lies, or whose name is not an id.
    Stray(fn(&SourceFile) -> Option<Finding>),
    /// A text that is not TOML.
    Syntax,
    /// A text that parses.
    Source(fn(&SourceFile) -> Vec<Finding>),
    /// A file that does not decode; its flaws have names of their own.
    Schema,
    /// Every table of every record.
    Table(fn(&Scene<'_, '_>, At<'_>, TableOf<'_>, &mut Out)),
    /// Every text.
    Text(fn(&Scene<'_, '_>, At<'_>, &Text, &mut Out)),
    /// Every id that refers to something.
    Refers(fn(&Scene<'_, '_>, At<'_>, &str, To, &mut Out)),
    /// Every day.
    Day(fn(&Scene<'_, '_>, At<'_>, When, &mut Out)),
    /// Every record.
    Record(fn(&Scene<'_, '_>, &mut Out)),
    /// The register, also where some files do not decode.
    Register(fn(&Context<'_>, &mut Out)),
    /// The register, if all of it decodes: what is missing would mislead.
    Whole(fn(&Context<'_>, &mut Out)),
    /// The register, if nothing else is wrong with it: what the engine says of broken records misleads, and what they
    /// would use is not known.
    Sound(fn(&Context<'_>, &mut Out)),
    /// A flaw that is found while others run: no register, or an `allow` that silences nothing.
    Run,
}

/// Every finding in a tree, sorted. Ages and lapses are measured against `as_of`; left out, the day coverage ends.
pub fn check(loaded: &Loaded, as_of: Option<Date>) -> Vec<Finding> {
    let mut findings = reading::findings(loaded);
    findings.extend(rules::missing_register(loaded));
    let as_of = as_of.or_else(|| coverage_end(loaded));
    match &loaded.register {
        Some(register) => judge(&Context::new(loaded, register, as_of), &mut findings),
        None => {
            if let Some(register) = headless::register(loaded) {
                judge(&Context::headless(loaded, &register, as_of), &mut findings);
            }
        }
    }
    sort_and_dedup(&mut findings);
    findings
}

/// Adds what the rules say of records and of the register.
fn judge(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let loaded = cx.loaded;
    let (mut drafts, allowed) = records::run(cx);
    records::whole(cx, loaded.flawed.is_empty() && loaded.problems.is_empty(), &mut drafts);
    findings.extend(draft::settle(&loaded.sources, drafts));
    // What is allowed keeps nothing else from being asked.
    let mut allows = Allows::new(allowed);
    allows.silence(findings);
    let clean = findings.iter().all(|finding| finding.severity != Severity::Error);
    if clean {
        let mut found = draft::settle(&loaded.sources, records::engine(cx));
        allows.silence(&mut found);
        findings.extend(found);
    }
    findings.extend(allows.unused(cx, clean));
}

/// Drops the findings of the lints in `allow`, and makes those of the lints in `deny` errors.
pub fn relevel(findings: &mut Vec<Finding>, deny: &[String], allow: &[String]) {
    let named = |list: &[String], finding: &Finding| list.iter().any(|name| *name == finding.lint);
    findings.retain(|finding| !named(allow, finding));
    for finding in findings.iter_mut().filter(|finding| named(deny, finding)) {
        finding.severity = Severity::Error;
    }
    sort_and_dedup(findings);
}

/// Every lint, in the order of their names.
pub fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let rule = |lint: &&Lint| Rule {
            name: lint.name,
            summary: lint.summary,
            help_markdown: lint.page,
            severity: lint.severity,
        };
        rules::LINTS.iter().map(rule).collect()
    });
    &RULES
}

/// The day that coverage ends.
pub fn coverage_end(loaded: &Loaded) -> Option<Date> {
    loaded.register.as_ref().map(crate::register::Register::coverage_end)
}
