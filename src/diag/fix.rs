//! Applying edits to a text: what `--fix` does, without the files.
//!
//! Edits that belong together are made together or not at all; of two that overlap the first is made, and the second is
//! for the next run. All else in the text stays as it is, byte for byte.

use std::collections::BTreeMap;
use std::ops::Range;

use super::finding::{Edit, Finding};
use super::report::Texts;

/// The texts after the edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The new text of each file that changed.
    pub texts: BTreeMap<String, String>,
    /// How many findings were mended.
    pub mended: usize,
    /// How many had a safe edit that overlaps another or does not fit its file.
    pub left: usize,
}

/// The edits chosen so far, by file and first byte.
type Chosen<'f> = BTreeMap<&'f str, BTreeMap<usize, &'f Edit>>;

/// Makes the safe edits of these findings.
pub fn apply(findings: &[Finding], texts: &Texts<'_>) -> Fixed {
    let mut fixed = Fixed::default();
    let mut chosen = Chosen::new();
    for finding in findings {
        let Some(help) = finding.helps.iter().find(|help| help.safe && !help.edits.is_empty()) else {
            continue;
        };
        let made = help.edits.iter().take_while(|edit| choose(&mut chosen, edit, texts)).count();
        if made == help.edits.len() {
            fixed.mended += 1;
            continue;
        }
        fixed.left += 1;
        for edit in &help.edits[..made] {
            chosen.entry(&edit.file).or_default().remove(&edit.range.start);
        }
    }
    for (file, edits) in chosen.into_iter().filter(|(_, edits)| !edits.is_empty()) {
        let Some(text) = texts.get(file) else { continue };
        fixed.texts.insert(file.to_owned(), edited(text, edits.values().copied()));
    }
    fixed
}

/// Chooses an edit if it fits the text and stands apart from all chosen before it.
fn choose<'f>(chosen: &mut Chosen<'f>, edit: &'f Edit, texts: &Texts<'_>) -> bool {
    let Range { start, end } = edit.range.clone();
    if texts.get(edit.file.as_str()).is_none_or(|text| text.get(start..end).is_none()) {
        return false;
    }
    let taken = chosen.entry(&edit.file).or_default();
    let before = taken.range(..start).next_back().is_none_or(|(_, other)| other.range.end <= start);
    let after = taken.range(start..).next().is_none_or(|(next, _)| *next >= end && *next != start);
    if before && after {
        taken.insert(start, edit);
    }
    before && after
}

fn edited<'f>(text: &str, edits: impl Iterator<Item = &'f Edit>) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.range.start).unwrap_or_default());
        new.push_str(&edit.replacement);
        at = edit.range.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(edits: &[(Range<usize>, &str)]) -> Finding {
        let edits = edits.iter().map(|(range, new)| Edit::new("a.toml", range.clone(), *new)).collect();
        Finding::error("x", "t").edits("mend it".into(), edits, true)
    }

    #[test]
    fn edits_that_belong_together_are_made_together_or_not_at_all() {
        let text = "# kept\r\na = 1  # too\r\n";
        let texts = Texts::from([("a.toml", text)]);
        let findings = [
            finding(&[(8..9, "b"), (12..13, "22")]),
            finding(&[(0..0, "#! "), (12..13, "3")]),
            finding(&[(13..13, "0")]),
            finding(&[(99..100, "x")]),
            Finding::error("x", "t").suggest("not safe", Edit::new("a.toml", 0..1, "")),
        ];
        let fixed = apply(&findings, &texts);
        assert_eq!(fixed.texts["a.toml"], "# kept\r\nb = 220  # too\r\n");
        assert_eq!((fixed.mended, fixed.left), (2, 2));
    }

    #[test]
    fn two_edits_at_one_place_wait_for_each_other() {
        let texts = Texts::from([("a.toml", "abc")]);
        let fixed =
            apply(&[finding(&[(1..1, "x")]), finding(&[(1..1, "y")]), finding(&[(0..2, "z")])], &texts);
        assert_eq!((fixed.texts["a.toml"].as_str(), fixed.mended, fixed.left), ("axbc", 1, 2));
    }

    #[test]
    fn a_hundred_thousand_edits_are_made_in_one_pass() {
        let text = "a".repeat(200_000);
        let texts = Texts::from([("a.toml", text.as_str())]);
        let findings: Vec<_> = (0..100_000).map(|n| finding(&[(2 * n..2 * n + 1, "b")])).collect();
        assert_eq!(apply(&findings, &texts).texts["a.toml"], "ba".repeat(100_000));
    }
}
