//! The argument of an option: what is printed beside the pathway, each with its provision.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::run::{json, printed};
use crate::scenarios::register;

const DAY: &str = "--as-of 2026-11-22";

/// Points that are recorded and move no pathway.
const DEBATED: [&str; 5] = ["c3", "c7", "c9", "c16", "c17"];

fn debated(option: &str, day: &str) -> Vec<String> {
    let report = json(&format!("explain {option} --as-of {day}"));
    let points = report["debated"].as_array().expect("points");
    points.iter().map(|point| point["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn points_that_move_nothing_are_printed_where_they_bear() {
    assert_eq!(debated("delist-eo-13661-person", "2026-11-22"), ["c3", "c7"], "section 216 alone");
    assert_eq!(debated("delist-eo-13661-person", "2017-08-01"), [""; 0], "before the act of 2017");
    assert_eq!(debated("delist-eo-14024-person", "2026-11-22"), ["c17"], "section 117 alone");
    assert_eq!(debated("delist-eo-14065-person", "2026-11-22"), ["c16"]);
    assert_eq!(debated("lift-dnr-lnr-embargo", "2026-11-22"), ["c16"]);
    let bank = ["c17", "c3", "c7", "c9"];
    assert_eq!(
        debated("delist-double-listed-bank", "2026-11-22"),
        bank,
        "a tag of EO 13662, and both reviews"
    );
    let text = printed(&format!("explain delist-eo-14065-person {DAY}"));
    assert!(text.contains("Also debated") && text.contains("Point c16"), "{text}");
}

#[test]
fn no_clause_carries_them() {
    let register = register();
    let mut carried = BTreeSet::new();
    for ix in register.lock_ixs() {
        let lock = register.lock(ix);
        carried.extend(lock.reaches.iter().flat_map(|clause| &clause.under));
        carried.extend(lock.holds.iter().flat_map(|hold| &hold.under));
    }
    for ix in register.exit_ixs() {
        carried.extend(register.exit(ix).serves.iter().flat_map(|clause| &clause.under));
    }
    let carried: BTreeSet<&str> = carried.into_iter().map(|choice| choice.split().0).collect();
    assert!(DEBATED.iter().all(|id| register.point(id).is_some() && !carried.contains(id)), "{carried:?}");
    let loose: Vec<&str> = register.points().map(|(id, _)| id.as_str()).collect();
    let loose: Vec<&str> =
        loose.into_iter().filter(|id| !carried.contains(id) && !DEBATED.contains(id)).collect();
    assert_eq!(loose, ["proclaimed-rates"], "carried by ends that are contested");
}

#[test]
fn what_is_free_in_any_case_is_printed_with_its_provision() {
    let excepted = |option: &str| -> Vec<(String, String)> {
        let report = json(&format!("explain {option} {DAY}"));
        let word = |of: &Value, key: &str| of[key].as_str().expect("words").to_owned();
        let all = report["exceptions"].as_array().expect("exceptions").iter();
        all.map(|e| (word(e, "restriction"), word(e, "pinpoint"))).collect()
    };
    let has = |all: &[(String, String)], restriction: &str, pinpoint: &str| {
        all.iter().any(|(r, p)| r == restriction && p == pinpoint)
    };
    let bank = excepted("delist-double-listed-bank");
    assert!(has(&bank, "eo-14024/block", "50 USC 1702(b)(1), (3), (4)"), "{bank:?}");
    assert!(has(&bank, "sria/103-a1b", "s. 114(a)"), "a mandate takes the exceptions of its act: {bank:?}");
    let act = excepted("find-no-basis-for-abuse-listing");
    assert!(act.iter().all(|(restriction, _)| restriction.starts_with("ssides/")), "{act:?}");
    let text = printed(&format!("explain delist-double-listed-bank {DAY}"));
    assert!(text.contains("What they do not reach in any case"), "{text}");
}

#[test]
fn a_condition_names_its_provision_and_its_addressees() {
    let text = printed(&format!("explain waive-turkey-arms-purchase-sanctions {DAY} --width 2000"));
    assert!(text.contains("[s. 231(d)(1)(C)]"), "{text}");
    assert!(text.contains("; to the Senate Committee on Banking, Housing, and Urban Affairs, "), "{text}");
    let section = printed(&format!("explain delist-eo-13661-person {DAY} --width 2000"));
    assert!(section.contains("[CAATSA s. 222(b), 22 USC 9522(b), Pub. L. 115-44 title II]"), "{section}");
}

#[test]
fn a_lock_that_an_exit_sets_aside_is_said_to_be_so() {
    let text = printed(&format!("explain waive-turkey-arms-purchase-sanctions {DAY} --width 2000"));
    assert!(text.contains("It would reach this act, but caatsa/231-d sets it aside."), "{text}");
}

#[test]
fn an_exit_that_is_used_is_never_said_not_to_fit() {
    for (option, day, exit) in [
        ("delist-double-listed-bank", "2026-11-22", "caatsa/216-b"),
        ("release-central-bank-reserves", "2026-09-17", "sria/115"),
    ] {
        let text = printed(&format!("explain {option} --as-of {day} --width 2000"));
        let lines: Vec<&str> = text.lines().filter(|line| line.contains(&format!("Exit {exit}:"))).collect();
        assert!(!lines.is_empty(), "{text}");
        let fits = |line: &&str| !line.contains("does not fit") && !line.contains("not open");
        assert!(lines.iter().all(fits), "{lines:?}");
    }
}

#[test]
fn an_owner_whose_share_is_not_known_is_named() {
    let text = printed(&format!("explain delist-shadow-fleet-vessel {DAY} --width 2000"));
    assert!(text.contains("Sovcomflot is listed too and owns a share that is not known"), "{text}");
}

#[test]
fn a_section_has_its_own_identifiers() {
    let shown = json("show caatsa/216");
    assert_eq!(shown["identifiers"], serde_json::json!(["/us/pl/115/44/s216", "/us/usc/t22/s9511"]));
}

#[test]
fn what_has_run_out_says_when_and_what_is_not_encoded_says_why() {
    let shown = printed(&format!("show caatsa-subtitle-b {DAY} --width 200"));
    assert!(shown.contains("not in force on 2026-11-22: it ended on 2022-08-02"), "{shown}");
    assert!(shown.contains("Not encoded, or not known"), "{shown}");
    let part = printed(&format!("show peesa/7503-b {DAY}"));
    assert!(part.contains("it ended on 2024-12-20"), "{part}");
    let live = printed(&format!("show sria/102-d {DAY}"));
    assert!(live.contains("in force on 2026-11-22, to 2031-09-18"), "{live}");
}
