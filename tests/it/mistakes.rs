//! One mistake is one finding, on its line: nothing that follows from it speaks too. The mistakes are those that people
//! and published datasets make; and those of a generated register of every kind of record.

use std::collections::BTreeSet;
use std::fs;

use relief_register::diag::Lines;
use relief_register::lint;
use relief_register::register::{Loaded, decode_all, load};
use relief_register::text::{SourceFile, SourceMap};

use crate::folder::Folder;

#[path = "../../benches/support/corpus.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "the benchmarks ask for the rest of it")]
mod corpus;

/// Path, line and lint of each finding.
fn found(loaded: &Loaded) -> BTreeSet<(String, usize, String)> {
    let texts = loaded.texts();
    let findings = lint::check(loaded, None);
    let places: BTreeSet<_> = findings
        .iter()
        .map(|finding| {
            let label = finding.primary().expect("a place");
            let lines = Lines::new(texts.get(label.file.as_str()).copied().unwrap_or_default());
            let line = label.range.as_ref().map_or(1, |range| lines.position(range.start).line);
            (label.file.clone(), line, finding.lint.to_string())
        })
        .collect();
    assert_eq!(places.len(), findings.len(), "{findings:?}");
    places
}

const ORDER: &str = "instruments/executive-orders/order-1.toml";
const LOCKS: &str = "instruments/statutes/lock-act.toml";
const OPTION: &str = "options/delist-acme-bank.toml";
const BANK: &str = "targets/acme-bank.toml";

/// The lint that speaks, the file, what is written there, and what somebody wrote instead.
const MISTAKES: [(&str, &str, &str, &str); 16] = [
    ("publication-taken-for-signing", ORDER, "signed = 2015-03-06", "signed = 2015-03-10"),
    ("implausible-date", ORDER, "effective = 2015-03-06", "effective = 2105-03-06"),
    ("self-as-legal-basis", ORDER, "under = \"powers-act\"", "under = \"order-1\""),
    ("self-as-legal-basis", ORDER, "to = \"emergency-1\"", "to = \"order-1\""),
    ("dangling-reference", LOCKS, "[\"order-1\"]", "[\"order-11\"]"),
    ("dangling-reference", LOCKS, "\"lock-act/1\"", "\"lock-act/l\""),
    ("dangling-reference", BANK, "\"order-1/block\"", "\"order-1/blok\""),
    ("dangling-reference", BANK, "source = \"gazette\"", "source = \"gazete\""),
    ("date-out-of-order", BANK, "from = 2016-05-01", "from = 2016-05-01\nuntil = 2015-05-01"),
    ("pathway-in-prose", OPTION, "off the list.", "off the list; Congress need not act."),
    ("unknown-key", OPTION, "owner = ", "pathway = \"executive\"\nowner = "),
    ("bad-type", OPTION, "[[acts]]", "[acts]"),
    ("syntax", OPTION, "owner = ", "<<<<<<< ours\nowner = "),
    ("syntax", OPTION, "owner = \"president\"", "owner: president"),
    ("syntax", OPTION, "owner = \"president\"", "owner = null"),
    ("syntax", OPTION, "[[goals]]\n", "title.en = \"x\"\n\n[[goals]]\n"),
];

#[test]
fn one_mistake_is_one_finding() {
    for (lint, path, right, wrong) in MISTAKES {
        let folder = Folder::of_register("mistakes");
        let text = fs::read_to_string(folder.place(path)).expect("a record");
        let at = text.find(right).unwrap_or_else(|| panic!("{path} has no `{right}`"));
        folder.put(path, text.replacen(right, wrong, 1));
        // A key that was put before another stands on its line; one after it on the next.
        let below = wrong.strip_prefix(right).map_or(0, |rest| rest.matches('\n').count());
        let line = 1 + text[..at].matches('\n').count() + below;
        let wanted = BTreeSet::from([(path.to_owned(), line, lint.to_owned())]);
        assert_eq!(found(&load(folder.root()).expect("a register")), wanted, "{wrong}");
    }
}

fn loaded(corpus: &corpus::Corpus) -> Loaded {
    let file =
        |(path, text): (&String, &String)| SourceFile { path: path.clone(), text: text.as_str().into() };
    decode_all(SourceMap::new(corpus.files.iter().map(file).collect()), Vec::new())
}

#[test]
fn a_generated_register_has_the_errors_that_were_put_in_and_no_other() {
    let mut corpus = corpus::Corpus::of(1_000, 20_261_122);
    assert_eq!(found(&loaded(&corpus)), BTreeSet::new());
    let planted = corpus.spoil(40);
    assert!(planted.len() > 20, "{planted:?}");
    let wanted = planted.into_iter().map(|(path, line, lint)| (path, line, lint.to_owned())).collect();
    assert_eq!(found(&loaded(&corpus)), wanted);
}
