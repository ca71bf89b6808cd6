//! History: its breakpoints are where the answer changes and nowhere else, and each names the law that moved it.

use std::path::Path;
use std::sync::OnceLock;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use relief_register::model::{Bill, Kind, Pathway, Record, ReliefOption, When};
use relief_register::register::{RecordFile, Register, load};
use relief_register::relief::{Asked, Interval, Question, answer, first_day, history};

pub(crate) fn register() -> &'static Register {
    static REGISTER: OnceLock<Register> = OnceLock::new();
    REGISTER.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        load(&root).expect("the register is there").register.expect("register.toml is there")
    })
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn of(register: &Register, option: &ReliefOption) -> Vec<Interval> {
    let start = first_day(register, &option.regime).expect("a regime");
    history(register, Asked::from(option), &Question::on(start))
}

/// The history of every option of the register, in its order.
fn all() -> &'static [Vec<Interval>] {
    static ALL: OnceLock<Vec<Vec<Interval>>> = OnceLock::new();
    ALL.get_or_init(|| register().options().map(|(_, option)| of(register(), option)).collect())
}

fn direct(register: &Register, option: &ReliefOption, on: Date) -> (Vec<Pathway>, Vec<Pathway>) {
    let answer = answer(register, Asked::from(option), Question::on(on));
    (answer.pathways(), answer.outlying())
}

/// What moved each interval, as `from: pathways: movers`.
fn lines(intervals: &[Interval]) -> Vec<String> {
    let line = |interval: &Interval| {
        let set: Vec<&str> = interval.pathways.iter().map(|p| p.word()).collect();
        let movers: Vec<&str> = interval.moved_by.iter().map(|m| m.what.as_str()).collect();
        format!("{}: {}: {}", interval.from, set.join("|"), movers.join(" "))
    };
    intervals.iter().map(line).collect()
}

/// The records anew, to be changed.
pub(crate) fn copy() -> Vec<RecordFile> {
    let files = register().files().iter().map(|file| RecordFile {
        path: file.path.clone(),
        id: file.id.clone(),
        kind: file.kind,
        record: file.record.clone(),
    });
    files.collect()
}

#[test]
fn a_statute_moves_an_old_option() {
    let option = register().option("lift-energy-import-ban").expect("the option");
    assert_eq!(
        lines(&of(register(), option))[..4],
        [
            "2014-03-06: none: ",
            "2022-03-08: executive: eo-14066/import-energy",
            "2022-04-08: review: eiroa/2 eiroa/3",
            "2026-09-18: review|legislation: sria/102-d sria/117-a1a",
        ]
    );
}

#[test]
fn what_is_not_known_ahead_is_an_interval_of_its_own() {
    let option = register().option("delist-eo-13661-person").expect("the option");
    let intervals = of(register(), option);
    let last = intervals.last().expect("an interval");
    assert_eq!((last.from, last.until), (day("2027-03-06"), None));
    assert_eq!(last.pathways, [Pathway::None, Pathway::Review]);
    assert_eq!(last.unsettled.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["ne-13660-in-force"]);
    assert_eq!(last.moved_by[0].through.as_str(), "ne-13660");
}

#[test]
fn a_day_that_is_not_known_makes_a_span_that_branches() {
    let mut files = copy();
    let polyus = files.iter_mut().find(|file| file.id.as_str() == "polyus").expect("the target");
    if let Record::Target(target) = &mut polyus.record {
        target.listings[0].from = When::Within(day("2023-05-01"), day("2023-06-01"));
    }
    let register = Register::new(files, "hash".into()).expect("register.toml is there");
    let option = register.option("delist-eo-14024-person").expect("the option");
    assert_eq!(
        lines(&of(&register, option))[..3],
        [
            "2014-03-06: none: ",
            "2023-05-01: none|executive: polyus/eo-14024",
            "2023-06-01: executive: polyus/eo-14024",
        ]
    );
}

#[test]
fn a_bill_that_is_assumed_from_a_day_moves_it_that_day() {
    let mut files = copy();
    let bill: Bill = toml::from_str(
        r#"
        title = "Repeals a ban"
        regime = "russia"
        standing = "Made up for this test"
        repeals = ["eiroa/2"]
        source = "inference"
        verification = "inferred"
        checked = 2026-11-22
        "#,
    )
    .expect("a bill");
    files.push(RecordFile {
        path: "bills/repeal-of-a-ban.toml".into(),
        id: "repeal-of-a-ban".parse().expect("an id"),
        kind: Kind::Bill,
        record: Record::Bill(Box::new(bill)),
    });
    let register = Register::new(files, "hash".into()).expect("register.toml is there");
    let option = register.option("lift-energy-import-ban").expect("the option");
    let bill = ("repeal-of-a-ban".parse().expect("an id"), Some(day("2024-01-01")));
    let question = Question { assume: vec![bill], ..Question::on(day("2022-03-01")) };
    assert_eq!(
        lines(&history(&register, Asked::from(option), &question))[..4],
        [
            "2022-03-01: none: ",
            "2022-03-08: executive: eo-14066/import-energy",
            "2022-04-08: review: eiroa/2 eiroa/3",
            "2024-01-01: executive: eiroa/2 repeal-of-a-ban",
        ]
    );
}

#[test]
fn intervals_join_without_a_gap_and_differ_from_their_neighbours() {
    for ((id, option), intervals) in register().options().zip(all()) {
        assert!(intervals.last().is_some_and(|last| last.until.is_none()), "{id}");
        for pair in intervals.windows(2) {
            assert_eq!(pair[0].until, Some(pair[1].from), "{id}");
            assert!(!pair[1].moved_by.is_empty(), "{id}: nothing moved it on {}", pair[1].from);
            let eve = pair[1].from.yesterday().expect("a day");
            assert_eq!(
                direct(register(), option, eve),
                (pair[0].pathways.clone(), pair[0].outlying.clone()),
                "{id} {eve}"
            );
            let first = pair[1].from;
            assert_eq!(
                direct(register(), option, first),
                (pair[1].pathways.clone(), pair[1].outlying.clone()),
                "{id} {first}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn between_breakpoints_the_answer_is_constant(pick in any::<prop::sample::Index>(), after in 0i32..7000) {
        let options: Vec<_> = register().options().collect();
        let at = pick.index(options.len());
        let (id, option) = options[at];
        let probe = first_day(register(), &option.regime).expect("a regime").checked_add(after.days()).expect("a day");
        let within = all()[at].iter().rev().find(|i| i.from <= probe).expect("an interval");
        prop_assert_eq!(direct(register(), option, probe), (within.pathways.clone(), within.outlying.clone()), "{} on {}", id, probe);
    }
}
