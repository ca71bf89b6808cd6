//! What a record allows: findings of the lint it names, about the table that says so and what stands in it.

use std::collections::HashMap;

use super::context::Context;
use super::draft::stem;
use super::rules::{LINTS, UNUSED_ALLOW};
use super::{Check, Lint};
use crate::diag::Finding;
use crate::model::{Allow, At};
use crate::register::RecordFile;
use crate::text::{Locator, SourceMap};

/// One `allow` of a record.
pub(super) struct Allowed {
    file: String,
    /// The table that says so.
    table: String,
    /// Where the lint is named.
    pointer: String,
    lint: String,
}

impl Allowed {
    /// All of one table.
    pub(super) fn all(file: &RecordFile, at: At<'_>, allow: &[Allow]) -> Vec<Self> {
        let one = |(nth, allow): (usize, &Allow)| Self {
            file: file.path.clone(),
            table: at.pointer(),
            pointer: at.key("allow").item(nth).key("lint").pointer(),
            lint: allow.lint.as_str().to_owned(),
        };
        allow.iter().enumerate().map(one).collect()
    }

    /// Whether it silences a finding.
    pub(super) fn covers(&self, finding: &Finding) -> bool {
        let rest = finding.pointer.as_deref().and_then(|pointer| pointer.strip_prefix(self.table.as_str()));
        let here = finding.file() == Some(self.file.as_str()) && finding.lint == self.lint;
        here && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn finding(&self, sources: &SourceMap) -> Finding {
        let spans = Locator::new(sources.text(&self.file).unwrap_or_default()).locate(&self.pointer);
        let title = format!("`allow` silences `{}`, which says nothing here", self.lint);
        Finding::warning(UNUSED_ALLOW, title)
            .at(&self.file, spans.mark, "no finding of this lint in this table")
            .help("remove it: left here, it would hide a later mistake")
            .of(stem(&self.file), &self.pointer)
    }
}

/// All that records allow, and what of it was of use.
pub(super) struct Allows {
    by_file: HashMap<String, Vec<(Allowed, bool)>>,
}

impl Allows {
    pub(super) fn new(all: Vec<Allowed>) -> Self {
        let mut by_file: HashMap<String, Vec<(Allowed, bool)>> = HashMap::new();
        for allowed in all {
            by_file.entry(allowed.file.clone()).or_default().push((allowed, false));
        }
        Self { by_file }
    }

    /// Drops the findings that records allow.
    pub(super) fn silence(&mut self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| {
            let allows = finding.file().and_then(|file| self.by_file.get_mut(file));
            let mut silenced = false;
            for (allow, used) in allows.into_iter().flatten() {
                if allow.covers(finding) {
                    (silenced, *used) = (true, true);
                }
            }
            !silenced
        });
    }

    /// What allows nothing. `clean` says whether all lints were asked; where the days of coverage are not known, whether
    /// an `allow` is used is not known either.
    pub(super) fn unused(self, cx: &Context<'_>, clean: bool) -> Vec<Finding> {
        let all = self.by_file.into_values().flatten();
        let mut unused: Vec<Allowed> = all.filter(|(_, used)| !used).map(|(allow, _)| allow).collect();
        unused.retain(|allow| cx.lists && lint(&allow.lint).is_some_and(|lint| clean || !needs_all(lint)));
        unused.sort_by(|a, b| (&a.file, &a.pointer).cmp(&(&b.file, &b.pointer)));
        unused.iter().map(|allow| allow.finding(&cx.loaded.sources)).collect()
    }
}

fn lint(name: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|lint| lint.name == name)
}

/// Whether a lint is left out while something else is wrong.
fn needs_all(lint: &Lint) -> bool {
    matches!(lint.check, Check::Whole(_) | Check::Sound(_))
}
