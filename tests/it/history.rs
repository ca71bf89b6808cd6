//! History: its breakpoints are where the answer changes and nowhere else, and each names the law that moved it.

use std::path::Path;
use std::sync::OnceLock;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use relief_register::model::{Bill, Kind, Pathway, Record, ReliefOption, When};
use relief_register::register::{RecordFile, Register, load};
use relief_register::relief::{Asked, Interval, Question, answer, first_day, history};

use crate::routes::{POINT, record};

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

/// Days of the small register, counted from its first: each may be left out.
#[derive(Clone, Debug)]
struct Days {
    measure: (i32, Option<i32>),
    listed: (i32, i32, Option<i32>),
    held: (i32, i32),
    lock: (i32, Option<i32>),
    exit: (i32, Option<i32>, u16, u16),
    bill: Option<i32>,
    continued: bool,
}

fn plus(days: i32) -> Date {
    day("2016-01-01").checked_add(days.days()).expect("a day")
}

/// An option on a listing, in a register all of whose days are given.
fn small(days: &Days) -> Register {
    let until = |key: &str, of: Option<i32>, after: i32| {
        of.map_or_else(String::new, |more| format!("{key} = {}\n", plus(after + more)))
    };
    let continued = if days.continued { "[[continuations]]\nsigned = 2016-12-20\n" } else { "" };
    let emergency = format!(
        "title = \"E\"\nregime = \"r\"\ndeclared-by = \"order\"\ndeclared = 2016-01-01\nrule = \"power/rule\"\n\
         notices-complete-to = 2017-06-01\n{continued}"
    );
    let order = format!(
        "title = \"O\"\nregime = \"r\"\neffective = 2016-01-01\nauthority = [{{ under = \"power\", emergency = \"e\" }}]\n\
         relations = [{{ kind = \"declares-emergency\", to = \"e\" }}]\n\
         [[measures]]\nid = \"m\"\ntitle = \"M\"\npinpoint = \"s. 1\"\nconduct = [\"c\"]\nbinds = \"listed\"\neffective = {}\n{}",
        plus(days.measure.0),
        until("expires", days.measure.1, days.measure.0)
    );
    let act = format!(
        "title = \"A\"\nregime = \"r\"\neffective = 2016-01-01\n\
         [[locks]]\nid = \"l\"\ntitle = \"L\"\npinpoint = \"s. 1\"\neffective = {}\n{}select = {{ instruments = [\"order\"], traits = [\"t\"] }}\n\
         [[locks.reaches]]\nactions = [\"terminate\"]\n[[locks.holds]]\nunder = [\"p.a\"]\n\
         [[exits]]\nid = \"x\"\ntitle = \"X\"\npinpoint = \"s. 2\"\nopens = [\"act/l\"]\neffective = {}\n{}\
         minimum-age = \"P{}D\"\nserves = [{{ actions = [\"terminate\"] }}]\n\
         conditions = [{{ kind = \"report\", text = \"R.\", in-gift-of = [\"p\"], days = {} }}]\n",
        plus(days.lock.0),
        until("expires", days.lock.1, days.lock.0),
        plus(days.exit.0),
        until("expires", days.exit.1, days.exit.0),
        days.exit.3.max(1),
        days.exit.2.max(1)
    );
    let span = |from: i32, more: i32| {
        format!("{{ not-before = {}, not-after = {} }}", plus(from), plus(from + more + 1))
    };
    let target = format!(
        "name = \"T\"\nkind = \"bank\"\nnationality = []\n[[traits]]\nid = \"t\"\nfrom = {}\n\
         [[listings]]\nid = \"a\"\nmeasures = [\"order/m\"]\nground = \"status\"\nfrom = {}\n{}",
        span(days.held.0, days.held.1),
        span(days.listed.0, days.listed.1),
        until("until", days.listed.2, days.listed.0 + days.listed.1 + 1)
    );
    let option = "title = \"T\"\nsummary = \"S.\"\nregime = \"r\"\nowner = \"p\"\nasks = []\nrisks = []\nresisters = []\nallied = []\n\
                  [[goals]]\ntarget = \"bank\"\n[[acts]]\naction = \"terminate\"\nlistings = [\"bank/a\"]\n";
    let power = "title = \"P\"\nregime = \"r\"\neffective = 2015-01-01\n\
                 [[continuation-rules]]\nid = \"rule\"\npinpoint = \"s. 1\"\nterm = \"P1Y\"\nnotice-window = \"P90D\"\nnotice = \"N.\"\n";
    let head = "title = \"T\"\nlicence = \"CC0-1.0\"\nterritories = []\ntraits = [{ id = \"t\", title = \"T\" }]\n\
                conducts = [{ id = \"c\", title = \"C\" }]\n\
                [[regimes]]\nid = \"r\"\ntitle = \"R\"\ncoverage = { from = 2016-01-01, to = 2018-12-31 }\n";
    let bill = "title = \"B\"\nregime = \"r\"\nstanding = \"S.\"\nrepeals = [\"act/l\"]\n";
    let files = vec![
        record("bills/bill.toml", bill),
        record("emergencies/e.toml", &emergency),
        record("instruments/executive-orders/order.toml", &order),
        record("instruments/statutes/act.toml", &act),
        record("instruments/statutes/power.toml", power),
        record("options/delist.toml", option),
        record("points/p.toml", POINT),
        record("register.toml", head),
        record("targets/bank.toml", &target),
    ];
    Register::new(files, String::new()).expect("there is a register record")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn intervals_are_what_asking_day_by_day_gives(
        measure in (0i32..300, prop::option::of(1i32..500)),
        listed in (0i32..300, 0i32..60, prop::option::of(1i32..400)),
        held in (0i32..300, 0i32..60),
        lock in (0i32..300, prop::option::of(1i32..500)),
        exit in (0i32..300, prop::option::of(1i32..500), 1u16..90, 1u16..200),
        bill in prop::option::of(0i32..600),
        continued in any::<bool>(),
    ) {
        let days = Days { measure, listed, held, lock, exit, bill, continued };
        let register = small(&days);
        let option = register.option("delist").expect("the option");
        let assume = days.bill.map(|from| ("bill".parse().expect("an id"), Some(plus(from))));
        let first = Question { assume: assume.into_iter().collect(), ..Question::on(plus(0)) };
        let intervals = history(&register, Asked::from(option), &first);
        let mut within = intervals.iter().peekable();
        let mut current = within.next().expect("an interval");
        for at in 0..900 {
            let on = plus(at);
            if within.peek().is_some_and(|next| next.from == on) {
                current = within.next().expect("an interval");
            }
            let question = Question { as_of: on, submit: on, ..first.clone() };
            let answer = answer(&register, Asked::from(option), question);
            let (set, outlying) = (answer.pathways(), answer.outlying());
            prop_assert_eq!((&current.pathways, &current.outlying), (&set, &outlying), "on {} of {:?}", on, days);
        }
        for pair in intervals.windows(2) {
            prop_assert!(!pair[1].moved_by.is_empty(), "nothing moved it on {} of {:?}", pair[1].from, days);
        }
    }
}
