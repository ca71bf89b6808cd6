//! The chain of authority around a record, as DOT and Mermaid.

use std::collections::BTreeMap;

use crate::run::{printed, refused};

const DAY: &str = "--as-of 2026-11-22";

/// The arrows of a DOT text, by the ids at their ends.
fn arrows(dot: &str) -> Vec<(String, String, String)> {
    let mut ids = BTreeMap::new();
    for line in dot.lines().filter(|line| !line.contains("->")) {
        if let Some((node, label)) = line.trim().split_once(" [label=\"") {
            let id = label.split(['\\', '"']).next().expect("an id");
            ids.insert(node.to_owned(), id.to_owned());
        }
    }
    let arrow = |line: &str| {
        let (ends, label) = line.trim().split_once(" [label=\"")?;
        let (from, to) = ends.split_once(" -> ")?;
        let label = label.trim_end_matches("\"];");
        Some((ids[from].clone(), ids[to].clone(), label.to_owned()))
    };
    dot.lines().filter_map(arrow).collect()
}

fn has(arrows: &[(String, String, String)], from: &str, to: &str, label: &str) -> bool {
    arrows.iter().any(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()) == (from, to, label))
}

#[test]
fn an_emergency_bears_its_orders_and_they_their_directives() {
    let dot = printed(&format!("graph ne-14024 {DAY}"));
    let arrows = arrows(&dot);
    for (from, to, label) in [
        ("ne-14024", "eo-14024", "declared by"),
        ("eo-14024", "dir-14024-4", "basis of"),
        ("dir-14024-4", "dir-14024-4/state-assets", "imposes"),
        ("nea", "ne-14024", "rule of"),
    ] {
        assert!(has(&arrows, from, to, label), "{from} -> {to} [{label}]\n{dot}");
    }
    assert!(!dot.contains("eo-13660"), "another emergency shares only its statutes");
}

#[test]
fn a_statute_bears_its_locks_and_they_bind_measures() {
    let arrows = arrows(&printed(&format!("graph caatsa --depth 2 {DAY}")));
    assert!(has(&arrows, "caatsa", "caatsa/222-a", "locks by"));
    assert!(has(&arrows, "caatsa/222-a", "eo-13660/block", "binds"));
    assert!(has(&arrows, "caatsa/222-a", "caatsa/222-b", "opened by"));
    let near = self::arrows(&printed(&format!("graph caatsa --depth 1 {DAY}")));
    assert!(near.iter().all(|(from, _, _)| from == "caatsa" || !from.contains("222")), "{near:?}");
}

#[test]
fn the_day_decides_what_binds_and_what_stands() {
    let before = printed("graph eo-13660/block --depth 1 --as-of 2017-08-01");
    assert!(!before.contains("caatsa"), "{before}");
    assert!(printed("graph eo-13660/block --depth 1 --as-of 2017-08-02").contains("caatsa/222-a"));
    assert!(before.contains("style=bold"));
    assert!(
        printed("graph eo-14024 --depth 0 --as-of 2020-01-01")
            .contains("not in force\", style=\"bold,dashed\"")
    );
}

#[test]
fn both_formats_draw_the_same_nodes_and_the_same_text_twice() {
    for format in ["dot", "mermaid"] {
        let line = format!("graph polyus {DAY} --format {format}");
        assert_eq!(printed(&line), printed(&line));
    }
    let dot = printed(&format!("graph polyus {DAY}"));
    let mermaid = printed(&format!("graph polyus {DAY} --format mermaid"));
    assert!(mermaid.contains("\nflowchart TD\n"));
    assert_eq!(dot.matches(" -> ").count(), mermaid.matches(" -->|").count());
    for id in ["polyus/eo-14024", "eo-14024/block", "sria/102-d"] {
        assert!(dot.contains(id) && mermaid.contains(id), "{id}");
    }
}

#[test]
fn what_stands_in_no_chain_is_refused() {
    let (code, said) = refused("graph treasury");
    assert_eq!(code, Some(2));
    assert!(said.contains("relief show treasury"), "{said}");
    assert!(refused("graph polyuss").1.contains("did you mean `polyus`"));
}
