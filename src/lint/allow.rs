//! What a record allows: findings of the lint it names, about the table that says so and what stands in it.

use std::collections::HashMap;

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
}

/// Drops the findings that records allow, and reports what allows nothing. `clean` says whether the engine was asked.
pub(super) fn silence(sources: &SourceMap, allowed: Vec<Allowed>, clean: bool, findings: &mut Vec<Finding>) {
    let mut by_file: HashMap<&str, Vec<(&Allowed, bool)>> = HashMap::new();
    for allow in &allowed {
        by_file.entry(&allow.file).or_default().push((allow, false));
    }
    findings.retain(|finding| {
        let allows = finding.file().and_then(|file| by_file.get_mut(file));
        let mut silenced = false;
        for (allow, used) in allows.into_iter().flatten() {
            if allow.covers(finding) {
                (silenced, *used) = (true, true);
            }
        }
        !silenced
    });
    let mut unused: Vec<&Allowed> =
        by_file.into_values().flatten().filter(|(_, used)| !used).map(|(a, _)| a).collect();
    unused.retain(|allow| lint(&allow.lint).is_some_and(|lint| clean || !needs_all(lint)));
    unused.sort_by(|a, b| (&a.file, &a.pointer).cmp(&(&b.file, &b.pointer)));
    for allow in unused {
        let spans = Locator::new(sources.text(&allow.file).unwrap_or_default()).locate(&allow.pointer);
        let title = format!("`allow` silences `{}`, which says nothing here", allow.lint);
        findings.push(
            Finding::warning(UNUSED_ALLOW, title)
                .at(&allow.file, spans.mark, "no finding of this lint in this table")
                .help("remove it: left here, it would hide a later mistake")
                .of(stem(&allow.file), &allow.pointer),
        );
    }
}

fn lint(name: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|lint| lint.name == name)
}

/// Whether a lint is left out while something else is wrong.
fn needs_all(lint: &Lint) -> bool {
    matches!(lint.check, Check::Whole(_) | Check::Sound(_))
}
