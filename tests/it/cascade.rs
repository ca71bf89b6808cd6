//! What falls with an emergency or an order, by facts of the law, not by what comes out.

use proptest::prelude::*;
use relief_register::model::{Action, Choice, Id, Pathway, Record, When};
use relief_register::register::{RecordFile, Register, load};
use relief_register::relief::{Asked, Cascade, Hanging, Outcome, Question, Thing, answer, cascade, endable};

use crate::routes::{Small, act_on, small};

fn register() -> Register {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    load(&root).expect("the register is there").register.expect("register.toml is there")
}

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

fn on(day: &str, readings: &[&str]) -> Question {
    let readings = readings.iter().map(|choice| choice.parse::<Choice>().expect("a choice")).collect();
    Question { readings, ..Question::on(day.parse().expect("a day")) }
}

fn name(register: &Register, thing: &Thing) -> String {
    match thing {
        Thing::Record(id) => id.to_string(),
        Thing::Part(part) => register.reference(*part).to_string(),
    }
}

fn find<'c>(register: &Register, under: &'c [Hanging], wanted: &str) -> Option<&'c Hanging> {
    under.iter().find_map(|hanging| {
        if name(register, &hanging.thing) == wanted {
            return Some(hanging);
        }
        find(register, &hanging.under, wanted)
    })
}

/// What becomes of a thing, in a word for each ending, sorted.
fn ends(register: &Register, cascade: &Cascade, wanted: &str) -> String {
    let Some(hanging) = find(register, &cascade.under, wanted) else { return "not there".into() };
    let mut words: Vec<String> = hanging
        .endings
        .iter()
        .map(|ending| match &ending.outcome {
            Outcome::Absent => "absent".into(),
            Outcome::Falls => "falls".into(),
            Outcome::InPart => "in part".into(),
            Outcome::Stands => "stands".into(),
            Outcome::Held(lock) => format!("held by {}", register.reference(*lock)),
            Outcome::Carried(statute, Some(emergency)) => format!("carried by {statute} under {emergency}"),
            Outcome::Carried(statute, None) => format!("carried by {statute}"),
            Outcome::Rests(other) => format!("with {other}"),
        })
        .collect();
    words.sort();
    words.join(" | ")
}

#[test]
fn the_order_between_the_locks_falls_but_for_the_suspension_of_entry() {
    let register = register();
    let fallen = cascade(&register, &id("ne-13660"), on("2026-11-22", &[]));
    for part in ["new-investment", "import", "export", "facilitate", "block"] {
        assert_eq!(ends(&register, &fallen, &format!("eo-14065/{part}")), "falls");
    }
    assert_eq!(ends(&register, &fallen, "eo-14065/enter"), "carried by ina-212f");
    assert_eq!(ends(&register, &fallen, "eo-14065"), "in part");
}

#[test]
fn an_order_on_two_emergencies_falls_with_the_last_of_them() {
    let register = register();
    for emergency in ["ne-13660", "ne-13694"] {
        let other = if emergency == "ne-13660" { "ne-13694" } else { "ne-13660" };
        let fallen = cascade(&register, &id(emergency), on("2026-10-01", &[]));
        assert_eq!(
            ends(&register, &fallen, "eo-13849/block"),
            format!("carried by ieepa under {other}"),
            "{emergency}"
        );
    }
}

#[test]
fn the_codified_orders_are_contested_and_a_reading_settles_them() {
    let register = register();
    let fallen = |readings: &[&str]| cascade(&register, &id("ne-13660"), on("2026-11-22", readings));
    let orders =
        ["eo-13660/block", "eo-13661/block", "eo-13662/block", "eo-13685/import", "dir-13662-1/new-debt"];
    for measure in orders {
        assert_eq!(ends(&register, &fallen(&[]), measure), "falls | held by caatsa/222-a", "{measure}");
        assert_eq!(ends(&register, &fallen(&["c6-222.a"]), measure), "held by caatsa/222-a", "{measure}");
        assert_eq!(ends(&register, &fallen(&["c6-222.b"]), measure), "falls", "{measure}");
    }
    let open = fallen(&[]);
    let block = find(&register, &open.under, "eo-13661/block").expect("it hangs there");
    assert!(block.endings.iter().all(|ending| ending.cases.iter().all(|case| case.len() == 1)));
}

#[test]
fn before_the_codification_nothing_held_them_and_who_was_listed_later_is_not_frozen() {
    let register = register();
    let before = cascade(&register, &id("ne-13660"), on("2017-08-01", &[]));
    assert_eq!(ends(&register, &before, "eo-13661/block"), "falls");
    // Timchenko was listed in 2014, Deripaska in 2018: the freeze of 2017-08-01 knows the one, not the other.
    let now = cascade(&register, &id("ne-13660"), on("2026-11-22", &["c6-222.a"]));
    let listing = |target: &str| {
        let listings = register.listings_of(target).iter();
        let known = listings.map(|ix| ends(&register, &now, register.reference(*ix).as_str()));
        known.collect::<Vec<_>>()
    };
    assert!(listing("gennady-timchenko").contains(&"held by caatsa/222-a".to_owned()));
    assert!(listing("oleg-deripaska").contains(&"falls".to_owned()));
    assert!(!listing("oleg-deripaska").contains(&"held by caatsa/222-a".to_owned()));
}

#[test]
fn what_rests_on_another_order_too_outlives_the_first() {
    let register = register();
    let revoked = cascade(&register, &id("eo-14071"), on("2025-03-04", &[]));
    assert_eq!(ends(&register, &revoked, "eo-14071/new-investment"), "falls");
    assert_eq!(ends(&register, &revoked, "det-14071-cap-crude"), "falls");
    let regulations = ends(&register, &revoked, "reg-31-cfr-587");
    assert!(regulations.starts_with("with ") || regulations == "not there", "{regulations}");
    // Before the freeze of 2026 the whole family of the other emergency fell with it, directives and all.
    let family = cascade(&register, &id("ne-14024"), on("2025-03-04", &[]));
    for measure in ["eo-14024/block", "dir-14024-4/state-assets", "eo-14071/new-investment"] {
        assert_eq!(ends(&register, &family, measure), "falls", "{measure}");
    }
    assert_eq!(ends(&register, &family, "eo-14024/enter"), "carried by ina-212f");
}

#[test]
fn a_statute_takes_its_locks_and_mandates_with_it() {
    let register = register();
    let repealed = cascade(&register, &id("caatsa"), on("2026-10-01", &[]));
    for part in ["caatsa/216", "caatsa/222-a", "caatsa/222-b"] {
        assert_eq!(ends(&register, &repealed, part), "falls", "{part}");
    }
    assert_eq!(ends(&register, &repealed, "eo-13849/block"), "with ne-13660");
}

#[test]
fn savings_are_those_of_the_statutes_concerned() {
    let register = register();
    let fallen = cascade(&register, &id("ne-13660"), on("2026-11-22", &[]));
    let homes: Vec<&str> = fallen.savings.iter().map(|saved| saved.home.as_str()).collect();
    assert_eq!(homes, ["ieepa", "nea"]);
    let ports = cascade(&register, &id("ne-proc-10371"), on("2026-10-01", &[]));
    assert!(
        ports.savings.iter().all(|saved| saved.home.as_str() != "ieepa"),
        "the port ban rests on another act"
    );
    // They speak of emergencies that end, not of an order that is taken away.
    let revoked = cascade(&register, &id("eo-14065"), on("2026-10-01", &[]));
    assert!(revoked.savings.is_empty());
}

#[test]
fn only_what_is_in_force_can_end() {
    let register = register();
    let yes = |what: &str, day: &str| endable(&register, &id(what), &on(day, &[]));
    assert_eq!(yes("ne-14024", "2020-01-01"), Some(relief_register::register::Tri::No));
    assert_eq!(yes("ne-14024", "2026-10-01"), Some(relief_register::register::Tri::Yes));
    assert_eq!(yes("polyus", "2026-10-01"), None);
}

// ---- against a register in which it has ended

/// The register with an emergency ended on a day.
fn without(register: &Register, emergency: &str, day: &str) -> Register {
    let files = register.files().iter().map(|file| {
        let mut record = file.record.clone();
        if let (Record::Emergency(ended), true) = (&mut record, file.id.as_str() == emergency) {
            ended.ended = Some(When::On(day.parse().expect("a day")));
        }
        RecordFile { path: file.path.clone(), id: file.id.clone(), kind: file.kind, record }
    });
    Register::new(files.collect(), String::new()).expect("register.toml is there")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_measure_falls_where_nothing_is_left_of_it_once_the_emergency_has_ended(
        measures in prop::collection::vec((0u8..4, any::<bool>(), 0u8..3, 0u8..4), 1..5)
    ) {
        let measures: Vec<Small> = measures
            .into_iter()
            .map(|(rests, locked, exit, held)| Small { rests, locked, exit, held })
            .collect();
        let register = small(&measures);
        for emergency in ["e0", "e1"] {
            let ended = without(&register, emergency, "2020-06-01");
            for readings in [["p.a", "q.a"], ["p.a", "q.b"], ["p.b", "q.a"], ["p.b", "q.b"]] {
                let question = on("2020-06-01", &readings);
                let cascade = cascade(&register, &id(emergency), question.clone());
                for at in 0..measures.len() {
                    let measure = format!("order/m{at}");
                    let acts = [act_on(Action::License, &measure)];
                    let after = answer(&ended, Asked { acts: &acts, goals: &[], facts: &[] }, question.clone());
                    let left = after.pathways() != [Pathway::None];
                    // What rests on the other emergency or on none hangs on the same order, and is told of too.
                    let endings = &find(&register, &cascade.under, &measure).expect("it hangs on the emergency").endings;
                    let [ending] = endings.as_slice() else { panic!("one ending where all is fixed: {endings:?}") };
                    prop_assert_eq!(ending.outcome.stands(), left, "{} of {} in {:?} where {:?}", measure, emergency, measures, readings);
                }
            }
        }
    }
}
