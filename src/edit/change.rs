//! What an edit changes: files before and after, as a patch, and what the register would be with them.

use std::collections::HashSet;

use jiff::civil::Date;
use similar::TextDiff;

use crate::diag::{Finding, Severity};
use crate::lint;
use crate::register::{Loaded, decode_all};
use crate::text::{SourceFile, SourceMap};

/// One file before and after. Nothing before: it is made; nothing after: it is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Path relative to the register's root, with `/`.
    pub path: String,
    /// The text as it was read.
    pub before: Option<String>,
    /// The text as it shall be.
    pub after: Option<String>,
}

/// The changes as a unified diff that `git apply` takes. `prefix` leads from where it is applied to the register.
pub fn patch(changes: &[Change], prefix: &str) -> String {
    let mut patch = String::new();
    for change in changes {
        let name = |side: &str, text: &Option<String>| match text {
            Some(_) => format!("{side}/{prefix}{}", change.path),
            None => "/dev/null".into(),
        };
        let (old, new) =
            (change.before.as_deref().unwrap_or_default(), change.after.as_deref().unwrap_or_default());
        let diff = TextDiff::from_lines(old, new);
        let diff =
            diff.unified_diff().header(&name("a", &change.before), &name("b", &change.after)).to_string();
        patch.push_str(&diff);
    }
    patch
}

/// The sources as they would be with the changes.
pub fn overlaid(sources: &SourceMap, changes: &[Change]) -> SourceMap {
    let touched: HashSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    let kept = sources.files().iter().filter(|file| !touched.contains(file.path.as_str())).cloned();
    let made = changes.iter().filter_map(|change| {
        Some(SourceFile { path: change.path.clone(), text: change.after.as_deref()?.into() })
    });
    SourceMap::new(kept.chain(made).collect())
}

/// The errors that a tree would have with the changes and does not have now, and the tree as it would be.
pub fn new_errors(loaded: &Loaded, changes: &[Change], as_of: Option<Date>) -> (Vec<Finding>, Loaded) {
    let after = decode_all(overlaid(&loaded.sources, changes), loaded.problems.clone());
    let mut new = lint::check(&after, as_of);
    new.retain(|finding| finding.severity == Severity::Error);
    if !new.is_empty() {
        let key = |finding: &Finding| (finding.lint.clone(), finding.title.clone());
        let known: HashSet<_> = lint::check(loaded, as_of).iter().map(key).collect();
        new.retain(|finding| !known.contains(&key(finding)));
    }
    (new, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_names_what_is_made_and_removed() {
        let change = |path: &str, before: Option<&str>, after: Option<&str>| Change {
            path: path.into(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let changes = [
            change("a.toml", Some("x = 1\ny = 2\n"), Some("x = 1\ny = 3\n")),
            change("b.toml", None, Some("z = 1\n")),
            change("c.toml", Some("q = 1\n"), None),
        ];
        let expected = "--- a/data/a.toml\n+++ b/data/a.toml\n@@ -1,2 +1,2 @@\n x = 1\n-y = 2\n+y = 3\n\
                        --- /dev/null\n+++ b/data/b.toml\n@@ -0,0 +1 @@\n+z = 1\n\
                        --- a/data/c.toml\n+++ /dev/null\n@@ -1 +0,0 @@\n-q = 1\n";
        assert_eq!(patch(&changes, "data/"), expected);
        let sources = SourceMap::new(vec![SourceFile { path: "c.toml".into(), text: "q = 1\n".into() }]);
        let paths: Vec<_> = overlaid(&sources, &changes).files().iter().map(|f| f.path.clone()).collect();
        assert_eq!(paths, ["a.toml", "b.toml"]);
    }
}
