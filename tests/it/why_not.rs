//! What keeps options off lighter pathways, by facts of the law; every remedy is asked again through the public engine.

use std::collections::BTreeSet;

use proptest::prelude::*;
use relief_register::model::{Act, Action, Pathway, Ref};
use relief_register::register::{Register, load};
use relief_register::relief::{Asked, Lighter, Question, Remedy, WhyNot, answer, why_not};

use crate::routes::record;
use crate::run::{printed, refused};

fn register() -> Register {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    load(&root).expect("the register is there").register.expect("register.toml is there")
}

fn ask<'a>(register: &'a Register, option: &str, day: &str) -> WhyNot<'a> {
    let option = register.option(option).expect("the option is there");
    why_not(register, Asked::from(option), &Question::on(day.parse().expect("a day")))
}

fn lighter<'w>(why: &'w WhyNot<'_>, pathway: Pathway) -> &'w Lighter {
    why.lighter.iter().find(|lighter| lighter.pathway == pathway).expect("it is lighter")
}

#[test]
fn the_freeze_keeps_a_delisting_off_executive_action_until_its_sunset_or_on_another_reading() {
    let register = register();
    let why = ask(&register, "delist-eo-14024-person", "2026-11-22");
    let executive = lighter(&why, Pathway::Executive);
    let bars: Vec<&str> = executive.obstacles.iter().map(|o| o.bar.reference(&register).as_str()).collect();
    assert!(bars.contains(&"sria/102-d"), "{bars:?}");
    let waits = executive.remedies.iter().flatten().any(|remedy| match remedy {
        Remedy::Wait(day, ended) => {
            day.to_string() == "2031-09-18" && ended.iter().any(|id| id.as_str() == "sria/102-d")
        }
        _ => false,
    });
    assert!(waits, "the act of 2026 has a sunset");
    let readings = |set: &&Vec<Remedy>| {
        set.iter().all(|r| matches!(r, Remedy::Reading(point, _) if point.as_str() == "c10-listing"))
    };
    assert!(
        executive.remedies.iter().any(|set| readings(&set)),
        "on one reading the freeze binds no single listing"
    );
}

#[test]
fn what_is_executive_already_has_nothing_lighter() {
    let register = register();
    assert!(ask(&register, "lift-dnr-lnr-embargo", "2026-10-01").lighter.is_empty());
    assert!(ask(&register, "delist-eo-14024-person", "2025-03-04").lighter.is_empty());
}

#[test]
fn every_remedy_of_readings_and_facts_holds_and_no_smaller_one_does() {
    let register = register();
    for id in ["delist-eo-14024-person", "lift-crimea-embargo"] {
        let why = ask(&register, id, "2026-11-22");
        let option = register.option(id).expect("the option is there");
        let headline = |set: &[&Remedy]| {
            let mut question = Question::on("2026-11-22".parse().expect("a day"));
            for remedy in set {
                match remedy {
                    Remedy::Reading(point, value) => {
                        let choice = &register.point(point.as_str()).expect("a point").choices[*value].id;
                        question.readings.push(format!("{point}.{choice}").parse().expect("a choice"));
                    }
                    Remedy::Fact(fact, yes) => {
                        question.facts.insert(fact.clone(), *yes);
                    }
                    _ => return None,
                }
            }
            Some(answer(&register, Asked::from(option), question).pathway())
        };
        for lighter in &why.lighter {
            for set in &lighter.remedies {
                let all: Vec<&Remedy> = set.iter().collect();
                let Some(reached) = headline(&all) else { continue };
                assert!(reached <= lighter.pathway, "{id}: {set:?} gives {reached}");
                for skip in 0..all.len() {
                    let rest: Vec<&Remedy> =
                        all.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, r)| *r).collect();
                    assert!(
                        headline(&rest).is_some_and(|p| p > lighter.pathway),
                        "{id}: {set:?} has one to spare"
                    );
                }
            }
        }
    }
}

#[test]
fn a_repeal_is_told_of_the_least_that_has_to_go_and_a_whole_statute_where_that_is_one_change() {
    let register = register();
    let why = ask(&register, "lift-crimea-embargo", "2026-11-22");
    let repeals = |pathway: Pathway| -> BTreeSet<Vec<String>> {
        let only = lighter(&why, pathway).remedies.iter().filter_map(|set| {
            let each = set.iter().map(|change| match change {
                Remedy::Repeal(what) => Some(what.to_string()),
                _ => None,
            });
            each.collect::<Option<Vec<String>>>()
        });
        only.collect()
    };
    assert_eq!(repeals(Pathway::Review), BTreeSet::from([vec!["caatsa/222-a".to_owned()]]));
    assert_eq!(
        repeals(Pathway::Executive),
        BTreeSet::from([vec!["caatsa".to_owned()], vec!["caatsa/216".to_owned(), "caatsa/222-a".to_owned()]])
    );
}

#[test]
fn an_option_of_whose_acts_none_is_left_is_no_remedy() {
    let register = register();
    let why = ask(&register, "delist-third-country-firm", "2026-10-01");
    let listing = Remedy::Leave("azu-international/eo-14024".parse().expect("a reference"));
    for lighter in &why.lighter {
        assert!(!lighter.remedies.is_empty());
        assert!(lighter.remedies.iter().all(|set| !set.contains(&listing)), "{:?}", lighter.remedies);
    }
}

#[test]
fn formats() {
    let csv = printed("why-not lift-crimea-embargo --as-of 2026-11-22 --format csv");
    assert!(csv.starts_with("pathway,row,set,kind,what,exit,takes,ended"), "{csv}");
    assert!(csv.contains("review,obstacle,,lock,caatsa/222-a,,legislation,"), "{csv}");
    assert!(csv.contains("remedy,1,repeal,caatsa,,,"), "{csv}");
    let text = printed("why-not lift-crimea-embargo --as-of 2026-11-22");
    assert_eq!(text, printed("why-not lift-crimea-embargo --as-of 2026-11-22 --format text"));
    assert!(
        text.contains("A repeal takes an act of Congress.") && text.contains("The same changes would do"),
        "{text}"
    );
    assert!(refused("why-not zzzzzzzzzzzzz").1.ends_with("help: `relief options` lists the options\n"));
}

// ---- brute force

/// A lock of the small register: its statute, the measures it reaches, its exit, the reading it counts on, whether it
/// ends a year later.
#[derive(Clone, Copy, Debug)]
struct Small {
    statute: u8,
    measures: u8,
    exit: u8,
    under: u8,
    ends: bool,
}

/// The small register, but for what is repealed.
fn small(locks: &[Small], repealed: &BTreeSet<&str>) -> Register {
    let mut order = String::from(
        "title = \"Order\"\nregime = \"r\"\neffective = 2020-01-01\nauthority = [{ under = \"power\" }]\n",
    );
    for at in 0..2 {
        order += &format!(
            "[[measures]]\nid = \"m{at}\"\ntitle = \"M\"\npinpoint = \"s. {at}\"\nconduct = [\"c\"]\nbinds = \"everyone\"\n"
        );
    }
    let head = "title = \"S\"\nregime = \"r\"\neffective = 2020-01-01\n";
    let mut statutes = [head.to_owned(), head.to_owned()];
    for (at, lock) in locks.iter().enumerate() {
        let home = format!("s{}", lock.statute);
        if repealed.contains(home.as_str()) || repealed.contains(format!("{home}/l{at}").as_str()) {
            continue;
        }
        let measures =
            ["\"order/m0\"", "\"order/m1\"", "\"order/m0\", \"order/m1\""][usize::from(lock.measures)];
        let ends = if lock.ends { "expires = 2021-06-01\n" } else { "" };
        let under = ["", "under = [\"p.a\"]\n", "under = [\"q.a\"]\n"][usize::from(lock.under)];
        let text = &mut statutes[usize::from(lock.statute)];
        *text += &format!(
            "[[locks]]\nid = \"l{at}\"\ntitle = \"L\"\npinpoint = \"s. {at}\"\n{ends}\
             select = {{ measures = [{measures}] }}\n[[locks.reaches]]\nactions = [\"terminate\"]\n{under}"
        );
        if lock.exit > 0 {
            let condition =
                "conditions = [{ kind = \"report\", text = \"Report.\", in-gift-of = [\"p\"] }]\n";
            let condition = if lock.exit == 1 { condition } else { "" };
            *text += &format!(
                "[[exits]]\nid = \"x{at}\"\ntitle = \"X\"\npinpoint = \"s. {at}\"\nopens = [\"{home}/l{at}\"]\n\
                 serves = [{{ actions = [\"terminate\"] }}]\n{condition}"
            );
        }
    }
    let point = "title = \"P\"\nquestion = \"Q?\"\nabout = []\n[[choices]]\nid = \"a\"\nclaim = \"A.\"\nargument = \"A.\"\n\
                 [[choices]]\nid = \"b\"\nclaim = \"B.\"\nargument = \"B.\"\n";
    let register = "title = \"T\"\nlicence = \"CC0-1.0\"\nterritories = []\ntraits = []\n\
                    conducts = [{ id = \"c\", title = \"C\" }]\n\
                    [[regimes]]\nid = \"r\"\ntitle = \"R\"\ncoverage = { from = 2020-01-01, to = 2020-12-31 }\n";
    let power = "title = \"Power\"\nregime = \"r\"\neffective = 2020-01-01\n";
    let files = vec![
        record("instruments/executive-orders/order.toml", &order),
        record("instruments/statutes/power.toml", power),
        record("instruments/statutes/s0.toml", &statutes[0]),
        record("instruments/statutes/s1.toml", &statutes[1]),
        record("points/p.toml", point),
        record("points/q.toml", point),
        record("register.toml", register),
    ];
    Register::new(files, String::new()).expect("there is a register record")
}

fn acts(left: &BTreeSet<&str>) -> Vec<Act> {
    let act = |measure: &str| Act {
        measures: [measure.parse().expect("a reference")].into(),
        ..Act::of(Action::Terminate)
    };
    ["order/m0", "order/m1"].into_iter().filter(|m| !left.contains(m)).map(act).collect()
}

/// The pathway after a set of changes, by making them in the register and asking of that.
fn after(locks: &[Small], set: &[Remedy]) -> Pathway {
    let mut question = Question::on("2020-06-01".parse().expect("a day"));
    let (mut left, mut repealed) = (BTreeSet::new(), BTreeSet::new());
    for change in set {
        match change {
            Remedy::Leave(what) => drop(left.insert(what.as_str())),
            Remedy::Repeal(what) => drop(repealed.insert(what.as_str())),
            Remedy::Wait(day, _) => (question.as_of, question.submit) = (*day, *day),
            Remedy::Reading(point, value) => {
                question.readings.push(format!("{point}.{}", ["a", "b"][*value]).parse().expect("a choice"));
            }
            Remedy::Fact(..) => unreachable!("the small register has no facts"),
        }
    }
    let (register, acts) = (small(locks, &repealed), acts(&left));
    answer(&register, Asked { acts: &acts, goals: &[], facts: &[] }, question).pathway()
}

/// Whether one set asks no more than another.
fn no_more(set: &[Remedy], other: &[Remedy]) -> bool {
    set.len() <= other.len() && set.iter().all(|one| other.iter().any(|change| one.within(change)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn remedies_are_all_least_sets_and_no_others(
        locks in prop::collection::vec((0u8..2, 0u8..3, 0u8..3, 0u8..3, any::<bool>()), 1..4)
    ) {
        let locks: Vec<Small> = locks
            .into_iter()
            .map(|(statute, measures, exit, under, ends)| Small { statute, measures, exit, under, ends })
            .collect();
        let register = small(&locks, &BTreeSet::new());
        let reference = |text: String| text.parse::<Ref>().expect("a reference");
        let mut universe: Vec<Remedy> = ["order/m0", "order/m1"].map(|m| Remedy::Leave(reference(m.into()))).into();
        universe.extend(["s0", "s1"].map(|s| Remedy::Repeal(reference(s.into()))));
        universe.extend(locks.iter().enumerate().map(|(at, l)| Remedy::Repeal(reference(format!("s{}/l{at}", l.statute)))));
        universe.push(Remedy::Wait("2021-06-01".parse().expect("a day"), Vec::new()));
        let laws = universe.len();
        for point in ["p", "q"] {
            universe.extend([0, 1].map(|value| Remedy::Reading(point.parse().expect("an id"), value)));
        }
        // At most three changes, at most two of them to the acts, the law and the day; one choice of a point.
        let sets = (1u32..1 << universe.len()).filter(|bits| bits.count_ones() <= 3);
        let sets = sets.filter(|bits| (bits & ((1 << laws) - 1)).count_ones() <= 2);
        let sets = sets.filter(|bits| (0..2).all(|point| bits >> (laws + 2 * point) & 3 != 3));
        let asked: Vec<(Vec<Remedy>, Pathway)> = sets
            .map(|bits| universe.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, r)| r.clone()).collect())
            .map(|set: Vec<Remedy>| { let pathway = after(&locks, &set); (set, pathway) })
            .collect();
        let acts = acts(&BTreeSet::new());
        let question = Question::on("2020-06-01".parse().expect("a day"));
        let why = why_not(&register, Asked { acts: &acts, goals: &[], facts: &[] }, &question);
        prop_assert_eq!(why.untried, 0);
        for lighter in &why.lighter {
            let does: Vec<&Vec<Remedy>> = asked
                .iter()
                .filter(|(_, pathway)| *pathway <= lighter.pathway && *pathway != Pathway::None)
                .map(|(set, _)| set)
                .collect();
            let least = does.iter().filter(|set| !does.iter().any(|less| less != *set && no_more(less, set)));
            let plain = |set: &Vec<Remedy>| -> BTreeSet<String> {
                set.iter()
                    .map(|change| match change {
                        Remedy::Wait(day, _) => format!("wait {day}"),
                        change => format!("{change:?}"),
                    })
                    .collect()
            };
            let expected: BTreeSet<BTreeSet<String>> = least.map(|set| plain(set)).collect();
            let derived: BTreeSet<BTreeSet<String>> = lighter.remedies.iter().map(plain).collect();
            prop_assert_eq!(derived, expected, "{} of {:?}", lighter.pathway, locks);
        }
    }
}
