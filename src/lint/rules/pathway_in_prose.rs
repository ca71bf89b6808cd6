//! A pathway that an option asserts in words. Only flat conclusions are found: to argue with one is not to state it.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, Kind, Text};

pub(super) static LINT: Lint = Lint {
    name: "pathway-in-prose",
    summary: "The words of an option or a package state its pathway",
    severity: Severity::Error,
    page: include_str!("pathway_in_prose.md"),
    check: Check::Text(check),
};

/// One of these stands in each of [`CLAIMS`]: to look for four words is quicker than for all of them.
const STEMS: [&str; 4] = ["alone", "congress", "executive", "legislation"];
/// Conclusions in which the pathway is named as such.
const CLAIMS: [&str; 31] = [
    "executive-only",
    "executive only",
    "executive action alone",
    "executive alone",
    "president alone",
    "by executive action",
    "by executive order alone",
    "can do this alone",
    "can act alone",
    "may act alone",
    "without congress",
    "without an act of congress",
    "without legislation",
    "congress need not",
    "congress is not needed",
    "congressional approval",
    "congressional review",
    "no act of congress",
    "no legislation",
    "not need congress",
    "not require congress",
    "needs congress",
    "requires congress",
    "needs an act of congress",
    "requires an act of congress",
    "needs legislation",
    "requires legislation",
    "legislation is needed",
    "legislation is required",
    "only congress can",
    "only by an act of congress",
];

fn check(scene: &Scene<'_, '_>, at: At<'_>, text: &Text, out: &mut Out) {
    if !matches!(scene.file.kind, Kind::Option | Kind::Package) {
        return;
    }
    let field = at.pointer();
    if !["/title", "/summary", "/asks/", "/risks/", "/phases/"].iter().any(|key| field.starts_with(key)) {
        return;
    }
    let words = text.as_str().to_lowercase();
    if !STEMS.iter().any(|stem| words.contains(stem)) {
        return;
    }
    let Some(claim) = CLAIMS.iter().find(|claim| words.contains(**claim)) else { return };
    out.push(
        Draft::new(format!("`{}` states a pathway: `{claim}`", at.field()))
            .at(scene.file, field, "")
            .note("the pathway is derived for every day and every reading; words that state it go stale")
            .help("say what would be done and for whom, and let `relief explain` say what it takes"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_stands_in_every_claim() {
        for claim in CLAIMS {
            assert!(STEMS.iter().any(|stem| claim.contains(stem)), "{claim}");
        }
    }
}
