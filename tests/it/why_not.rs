//! What keeps options off lighter pathways, by facts of the law; every remedy is asked again through the public engine.

use std::collections::BTreeSet;

use relief_register::model::Pathway;
use relief_register::register::{Register, load};
use relief_register::relief::{Asked, Lighter, Question, Remedy, WhyNot, answer, why_not};

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
