//! Clocks: every limit day of a filing, counted as the statutes count.

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::Value;

use crate::history::{copy, register};
use crate::run::{json, printed, refused};
use relief_register::model::{Exit, Pathway, Record, When};
use relief_register::register::Register;
use relief_register::relief::{Asked, Event, Question, Timetable, Vote, Window, answer, held};

/// The day of the first step of a kind, from the calendar of an id.
fn days(line: &str, kinds: [&str; 3]) -> [String; 3] {
    let report = json(line);
    kinds.map(|kind| {
        let steps = report["steps"].as_array().expect("steps");
        let step = steps
            .iter()
            .rev()
            .find(|step| step["kind"] == kind)
            .unwrap_or_else(|| panic!("{line}: no {kind}"));
        step["day"].as_str().expect("a day").to_owned()
    })
}

fn earliest(report: &Value) -> &str {
    report["earliest_effective"].as_str().unwrap_or("none")
}

#[test]
fn windows_are_counted_from_the_day_of_filing_with_their_season() {
    let vectors = [
        ("2026-11-22", "2026-12-21", "2026-12-22"),
        ("2026-07-09", "2026-08-07", "2026-08-08"),
        ("2026-07-10", "2026-09-07", "2026-09-08"),
        ("2026-09-07", "2026-11-05", "2026-11-06"),
        ("2026-09-08", "2026-10-07", "2026-10-08"),
        ("2018-12-19", "2019-01-17", "2019-01-18"),
    ];
    for clock in ["jr-caatsa-216", "jr-sria-117"] {
        for (filed, last, lawful) in vectors {
            let line = format!("clock {clock} --submit {filed}");
            assert_eq!(
                days(&line, ["window-opens", "last-barred", "lawful-from"]),
                [filed, last, lawful],
                "{clock} {filed}"
            );
        }
    }
    for (filed, _, lawful) in vectors {
        let report = json(&format!("clock delist-eo-13661-person --submit {filed}"));
        assert_eq!(earliest(&report), lawful, "by the option, filed on {filed}");
        assert_eq!(report["receipt"]["as_of"], filed, "the law is that of the filing and after");
    }
}

#[test]
fn passage_and_veto_hold_longer_only_where_the_statute_says_so() {
    let held = |clock: &str, more: &str| json(&format!("clock {clock} --submit 2026-11-22 {more}"));
    let step = |report: &Value, kind: &str| -> Option<(String, String)> {
        let steps = report["steps"].as_array()?;
        let step = steps.iter().find(|step| step["kind"] == kind)?;
        Some((step["day"].as_str()?.to_owned(), step["until"].as_str()?.to_owned()))
    };
    let passed = held("jr-caatsa-216", "--passed 2026-12-20");
    assert_eq!(step(&passed, "hold-after-passage"), Some(("2026-12-21".into(), "2027-01-01".into())));
    assert_eq!(earliest(&passed), "2027-01-02");
    let vetoed = held("jr-caatsa-216", "--passed 2026-12-20 --vetoed 2026-12-30");
    assert_eq!(step(&vetoed, "hold-after-veto"), Some(("2026-12-31".into(), "2027-01-09".into())));
    assert_eq!(earliest(&vetoed), "2027-01-10");
    let early = held("jr-caatsa-216", "--passed 2026-12-01 --vetoed 2026-12-05");
    assert_eq!(earliest(&early), "2026-12-22", "holds that end within the window move nothing");
    let late = held("jr-caatsa-216", "--passed 2026-12-25");
    assert_eq!(earliest(&late), "2026-12-22", "what was lawful before passage was lawful");
    let other = held("jr-sria-117", "--passed 2026-12-20 --vetoed 2026-12-30");
    assert_eq!((step(&other, "hold-after-passage"), earliest(&other)), (None, "2026-12-22"));
    let option = json("clock delist-eo-13661-person --submit 2026-11-22 --passed 2026-12-20");
    assert_eq!(earliest(&option), "2027-01-02");
}

#[test]
fn a_certification_waits_for_its_report_and_the_window_for_the_certification() {
    let line = "clock lift-energy-import-ban --submit 2026-11-22";
    assert_eq!(
        days(line, ["may-certify", "last-barred", "lawful-from"]),
        ["2027-01-06", "2027-04-05", "2027-04-06"]
    );
    let report = json(line);
    assert_eq!(earliest(&report), "2027-04-06");
    let tracks = report["branches"][0]["tracks"].as_array().expect("tracks");
    let governs: Vec<&Value> = tracks.iter().filter(|t| t["governs"] == true).map(|t| &t["exit"]).collect();
    assert_eq!(governs, ["eiroa/3"], "locks run side by side, and the latest governs");
    let tariffs = json("clock restore-normal-trade-relations --submit 2026-11-22 --as-of 2026-09-17");
    assert_eq!(earliest(&tariffs), "2027-04-06");
}

#[test]
fn a_season_can_be_of_one_year_and_day_one_the_day_after() {
    let line = "clock jr-inara --submit 2015-07-19";
    assert_eq!(
        days(line, ["window-opens", "last-barred", "lawful-from"]),
        ["2015-07-20", "2015-09-17", "2015-09-18"]
    );
    let later = days("clock jr-inara --submit 2026-07-19", ["window-opens", "last-barred", "lawful-from"]);
    assert_eq!(later, ["2026-07-20", "2026-08-18", "2026-08-19"], "only in the year of the agreement");
    assert_eq!(earliest(&json("clock jr-aeca-40 --submit 2015-04-14")), "2015-05-29");
}

#[test]
fn leads_are_counted_from_what_they_lie_ahead_of() {
    let exit = |conditions: &str| -> Exit {
        let text = format!(
            r#"id = "x"
            title = "An exit"
            pinpoint = "s. 1"
            opens = ["caatsa/216"]
            serves = [{{ actions = ["waive"] }}]
            conditions = [{conditions}]"#
        );
        toml::from_str(&text).expect("an exit")
    };
    let condition = |kind: &str, more: &str| {
        format!(r#"{{ kind = "{kind}", text = "Do it.", in-gift-of = ["president"], {more} }}"#)
    };
    let filed = "2026-11-22".parse().expect("a day");
    let lawful = |exit: &Exit| Timetable::of(register(), exit, filed, None).lawful_from.to_string();
    for (days, expected) in [(15, "2026-12-07"), (20, "2026-12-12"), (10, "2026-12-02"), (30, "2026-12-22")] {
        let notice = exit(&condition("notice", &format!("days = {days}")));
        assert_eq!(lawful(&notice), expected, "a notice {days} days ahead");
        let certification = exit(&condition("certification", &format!("days = {days}")));
        assert_eq!(lawful(&certification), expected, "a certification {days} days ahead");
    }
    let report = condition("report", r#"days = 45, ahead-of = "certification""#);
    let certification = condition("certification", "days = 15");
    assert_eq!(lawful(&exit(&report)), "2027-01-06", "nothing is due but the certification");
    assert_eq!(lawful(&exit(&format!("{report}, {certification}"))), "2027-01-21", "one after the other");
    let afterwards = condition("report", r#"days = 60, due = "after""#);
    assert_eq!(lawful(&exit(&afterwards)), "2026-11-22", "what may follow holds nothing back");
}

#[test]
fn the_last_day_of_a_prohibition_is_the_first_of_release() {
    let line = "clock jr-repo-103 --submit 2026-11-22";
    assert_eq!(
        days(line, ["resolution-until", "last-barred", "lawful-from"]),
        ["2026-12-22", "2026-12-21", "2026-12-22"]
    );
    let report = json("clock release-central-bank-reserves --submit 2026-11-22");
    assert_eq!(earliest(&report), "2026-12-22");
}

#[test]
fn the_law_is_that_of_the_day_of_effect() {
    // Filed under the one lock alone; before its days are over the other comes into force.
    let line = "clock release-central-bank-reserves --submit 2026-09-01 --reading c10-exits=apply --reading c10-listing=bound";
    let report = json(line);
    assert_eq!(earliest(&report), "2026-10-01");
    let steps = report["steps"].as_array().expect("steps");
    let begins: Vec<(&str, &str)> = steps
        .iter()
        .filter(|step| step["kind"] == "lock-begins")
        .map(|step| (step["day"].as_str().expect("a day"), step["provision"].as_str().expect("an id")))
        .collect();
    assert!(begins.contains(&("2026-09-18", "sria/102-d")), "{begins:?}");
    // The freeze ends while the period runs, and the bar with it.
    let line = "clock delist-eo-14024-person --submit 2031-09-01 --fact ne-14024-in-force=yes --reading c10-listing=bound --reading c10-exits=apply --reading c21=b";
    assert_eq!(earliest(&json(line)), "2031-09-18");
    assert_eq!(
        days(line, ["window-opens", "lock-ends", "lawful-from"]),
        ["2031-09-01", "2031-09-18", "2031-09-18"]
    );
}

#[test]
fn a_lock_that_ends_first_ends_the_wait_for_it() {
    let mut files = copy();
    let statute = files.iter_mut().find(|file| file.id.as_str() == "caatsa").expect("the statute");
    if let Record::Instrument(_, record) = &mut statute.record {
        let lock = record.locks.iter_mut().find(|lock| lock.id.as_str() == "216").expect("the lock");
        lock.expires = Some(When::On("2026-12-01".parse().expect("a day")));
    }
    let register = Register::new(files, "hash".into()).expect("register.toml is there");
    let option = register.option("delist-eo-13661-person").expect("the option");
    let answer = answer(&register, Asked::from(option), Question::on("2026-11-22".parse().expect("a day")));
    let branches = answer.branches();
    let calendar = answer.calendar(&branches[0].cases[0], branches[0].pathway, Vote::default());
    assert_eq!(calendar.earliest.map(|day| day.to_string()), Some("2026-12-01".into()));
    assert_eq!(calendar.earliest, branches[0].earliest);
    assert!(
        calendar.tracks.iter().flat_map(|t| &t.steps).any(|step| matches!(step.event, Event::BarEnds(_)))
    );
}

#[test]
fn calendars_end_on_the_days_the_engine_gives() {
    let on: [Date; 4] =
        ["2019-03-01", "2022-08-01", "2026-09-17", "2026-11-22"].map(|day| day.parse().expect("a day"));
    for (id, option) in register().options() {
        for day in on {
            let answer = answer(register(), Asked::from(option), Question::on(day));
            for branch in answer.branches().iter().filter(|branch| branch.pathway != Pathway::None) {
                for case in &branch.cases {
                    let calendar = answer.calendar(case, branch.pathway, Vote::default());
                    let engine = answer.branch_under(case, branch.pathway);
                    assert_eq!(calendar.earliest, engine.earliest, "{id} on {day} where {case:?}");
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn the_first_lawful_day_is_the_first_that_nothing_bars(filed in 0i32..6000, passed in 0i32..100, vetoed in 0i32..30) {
        let clock = register().review_clock("jr-caatsa-216").expect("the clock");
        let start: Date = "2014-01-01".parse().expect("a day");
        let after = |day: Date, days: i32| day.checked_add(days.days()).expect("a day");
        let filed = after(start, filed);
        let passed = after(filed, passed);
        let vetoed = after(passed, vetoed);
        let window = Window::of(clock, filed);
        let vote = Vote { passed: Some(passed), vetoed: Some(vetoed) };
        let (_, lawful) = held(clock, vote, window.lawful_from);
        let long = (7, 10) <= (filed.month(), filed.day()) && (filed.month(), filed.day()) <= (9, 7);
        let last = after(filed, if long { 59 } else { 29 });
        let barred = |day: Date| {
            let within = |from: Date, days: i32| from < day && day <= after(from, days);
            day <= last || within(passed, 12) || within(vetoed, 10)
        };
        let mut first = filed;
        while barred(first) {
            first = after(first, 1);
        }
        prop_assert_eq!(lawful, first);
    }
}

#[test]
fn formats_and_refusals() {
    let csv = printed("clock delist-eo-14024-person --submit 2026-11-22 --format csv");
    assert!(csv.starts_with("where,pathway,exit,day,until,kind,text,provision,pinpoint"), "{csv}");
    assert!(csv.contains("last-barred") && csv.contains("2026-12-21"), "{csv}");
    let (code, said) = refused("clock jr-caatsa-261 --submit 2026-11-22");
    assert_eq!(code, Some(2));
    assert!(said.contains("did you mean `jr-caatsa-216`?"), "{said}");
    let (_, said) = refused("clock jr-caatsa-216 --submit 2026-11-22 --passed 2026-11-01");
    assert!(said.contains("--passed 2026-11-22"), "{said}");
    let (_, said) =
        refused("clock jr-caatsa-216 --submit 2026-11-22 --passed 2026-12-10 --vetoed 2026-12-01");
    assert!(said.contains("--vetoed 2026-12-10"), "{said}");
    let (_, said) = refused("clock delist-eo-13661-person --submit 2010-01-01");
    assert!(said.contains("2014-03-06"), "{said}");
}
