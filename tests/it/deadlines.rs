//! Deadlines: what falls due when, and the same as a calendar file that another parser reads.

use icalendar::parser::{read_calendar, unfold};
use serde_json::Value;

use crate::history::register;
use crate::run::{json, printed, refused};

const YEAR: &str = "deadlines --as-of 2026-11-22";

fn find<'r>(report: &'r Value, kind: &str, id: &str) -> &'r Value {
    let all = report["deadlines"].as_array().expect("deadlines");
    all.iter().find(|d| d["kind"] == kind && d["id"] == id).unwrap_or_else(|| panic!("no {kind} of {id}"))
}

#[test]
fn emergencies_run_out_on_their_anniversaries_with_ninety_days_for_the_notice() {
    let report = json(YEAR);
    for (id, opens, ends) in
        [("ne-13660", "2026-12-06", "2027-03-06"), ("ne-14024", "2027-01-15", "2027-04-15")]
    {
        let notice = find(&report, "notice-opens", id);
        assert_eq!((&notice["day"], &notice["status"]), (&Value::from(opens), &Value::from("certain")));
        assert!(notice["text"].as_str().expect("text").contains(&format!("before {ends}")));
        let end = find(&report, "emergency-ends", id);
        assert_eq!((&end["day"], &end["status"]), (&Value::from(ends), &Value::from("unknown")));
    }
    let past = json("deadlines --from 2016-01-01 --to 2018-01-01");
    assert_eq!(find(&past, "emergency-ends", "ne-13660")["status"], "met");
}

#[test]
fn what_fell_due_after_the_law_encoded_is_shown_as_not_known() {
    let report = json(YEAR);
    let due = find(&report, "mandate-due", "sria/103-a1b");
    assert_eq!(due["day"], "2026-10-18");
    assert_eq!((&due["since_coverage"], &due["status"]), (&Value::from(true), &Value::from("unknown")));
    assert_eq!(find(&report, "mandate-due-again", "sria/103-a1b")["day"], "2027-04-16");
    assert_eq!(find(&report, "licence-expires", "gl-135")["day"], "2027-04-07");
    let all = json("deadlines --from 2026-10-01 --to 2032-01-01");
    assert_eq!(find(&all, "sunset", "sria")["day"], "2031-09-18");
    let after: Vec<&Value> = all["deadlines"]
        .as_array()
        .expect("deadlines")
        .iter()
        .filter(|d| d["kind"] == "mandate-due-again" && d["day"].as_str() >= Some("2031-09-18"))
        .collect();
    assert!(after.is_empty(), "no mandate falls due after its Act has ended: {after:?}");
}

#[test]
fn the_calendar_file_is_read_by_another_parser() {
    let file = printed(&format!("{YEAR} --format ics"));
    assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "folded at 75 bytes");
    assert_eq!(file, printed(&format!("{YEAR} --format ics")), "the same from run to run");
    let unfolded = unfold(&file);
    let calendar = read_calendar(&unfolded).expect("a calendar");
    let report = json(YEAR);
    let deadlines = report["deadlines"].as_array().expect("deadlines");
    let events: Vec<_> = calendar.components.iter().filter(|c| c.name == "VEVENT").collect();
    assert_eq!(events.len(), deadlines.len());
    let mut uids = Vec::new();
    for (event, deadline) in events.iter().zip(deadlines) {
        let get = |name: &str| {
            event.find_prop(name).map(|p| p.val.to_string()).unwrap_or_else(|| panic!("no {name}"))
        };
        assert_eq!(get("UID"), deadline["uid"].as_str().expect("a uid"));
        assert_eq!(get("DTSTART"), deadline["day"].as_str().expect("a day").replace('-', ""));
        assert_eq!(get("DTSTAMP"), "20261122T000000Z");
        let summary = get("SUMMARY").replace("\\,", ",").replace("\\;", ";");
        assert!(summary.ends_with(deadline["title"].as_str().expect("a title")), "{summary}");
        uids.push(get("UID"));
    }
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), events.len(), "each event has a name of its own");
}

#[test]
fn a_regime_that_is_no_longer_followed_is_left_out_and_named() {
    let report = json(YEAR);
    let regimes = || register().head().regimes.iter();
    let ended = |id: &str| {
        regimes().any(|r| r.id.as_str() == id && r.coverage.to.0 < "2026-10-10".parse().expect("a day"))
    };
    let left: Vec<&str> = report["left_out"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["id"].as_str().expect("an id"))
        .collect();
    assert_eq!(left, regimes().map(|r| r.id.as_str()).filter(|id| ended(id)).collect::<Vec<_>>());
    let emergencies =
        report["deadlines"].as_array().expect("a list").iter().filter(|d| d["kind"] == "emergency-ends");
    for emergency in emergencies {
        let id = emergency["id"].as_str().expect("an id");
        let regime = register().emergency(id).expect("the emergency").regime.as_str();
        assert!(!left.contains(&regime), "{id} is of {regime}, which is not followed");
    }
}

#[test]
fn days_that_make_no_range_are_refused() {
    let (code, said) = refused("deadlines --from 2026-12-01 --to 2026-11-01");
    assert_eq!(code, Some(2));
    assert!(said.contains("--to "), "{said}");
    let (_, said) = refused("deadlines --from 1801-01-01 --to 2026-11-01");
    let first = register().head().regimes.iter().map(|regime| regime.coverage.from).min().expect("a regime");
    assert!(said.contains(&format!("--from {first}")), "{said}");
}
