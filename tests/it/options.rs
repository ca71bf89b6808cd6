//! The option table: its groups, its filters, and the packages that hold the options together.

use std::collections::BTreeMap;

use crate::run::{json, printed, refused};

const DAY: &str = "--as-of 2026-11-22";

#[test]
fn every_option_stands_in_one_package_and_once_in_it() {
    let report = json(&format!("options {DAY}"));
    let options = report["options"].as_array().expect("options");
    assert!(options.len() > 80, "{} options", options.len());
    for option in options.iter().filter(|option| option["baseline"] == false) {
        let packages = option["packages"].as_array().map(Vec::len);
        assert_eq!(packages, Some(1), "{} is to stand in one phase of one package", option["id"]);
    }
    let packages: Vec<&str> = options.iter().filter_map(|option| option["packages"][0].as_str()).collect();
    let mut runs = packages.clone();
    runs.dedup();
    runs.sort_unstable();
    runs.dedup();
    assert!(runs.len() > 10, "{runs:?}");
    assert_eq!(packages.chunk_by(|a, b| a == b).count(), runs.len(), "sorted by package");
}

#[test]
fn groups_count_what_stands_under_them() {
    let table = |by: &str| printed(&format!("options {DAY} --group-by {by} --format csv"));
    let all = table("pathway").lines().count();
    for by in ["package", "owner"] {
        assert_eq!(table(by).lines().count(), all, "{by} has each option once");
    }
    assert!(table("instrument").lines().count() > all, "an option may act on several instruments");
    let text = printed(&format!("options {DAY} --group-by owner"));
    let count = |heading: &str| -> usize {
        let line = text.lines().find(|line| line.starts_with(heading)).unwrap_or_default();
        line.split_once('(').and_then(|(_, n)| n.split(')').next()?.parse().ok()).unwrap_or_default()
    };
    let owners = json(&format!("options {DAY}"));
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for option in owners["options"].as_array().expect("options") {
        *counted.entry(option["owner"].as_str().expect("an owner")).or_default() += 1;
    }
    assert_eq!(count("The Department of Commerce"), counted["commerce"]);
}

#[test]
fn executive_only_keeps_its_headings_within_groups() {
    let text = printed(&format!("options {DAY} --executive-only --group-by package"));
    assert!(text.contains("Trade and investment: Executive action alone"), "{text}");
    assert!(text.contains("Individuals and companies by name: Executive-only on some readings"), "{text}");
}

#[test]
fn a_package_is_shown_with_its_baseline() {
    let report = json(&format!("options {DAY} --package belarus-track"));
    let options = report["options"].as_array().expect("options");
    assert_eq!(options[0]["id"], "status-quo");
    assert!(options[1..].iter().all(|option| option["packages"][0] == "belarus-track"));
    let (code, said) = refused("options --package belarus-trac");
    assert_eq!(code, Some(2));
    assert!(said.contains("belarus-track"), "{said}");
}

#[test]
fn a_spreadsheet_has_every_column() {
    let csv = printed(&format!("options {DAY} --package trade --format csv"));
    let head = "group,option,pathway,controlled by,earliest,title,owner,package,instruments,executive only,contested,verification,receipt";
    assert_eq!(csv.lines().next(), Some(head));
    let duty = csv.lines().find(|line| line.contains("end-aluminium-duty")).expect("the duty");
    assert!(duty.contains("president,trade,proc-10522,"), "{duty}");
}
