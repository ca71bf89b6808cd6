//! What keeps options off lighter pathways, by facts of the law; every remedy is asked again through the public engine.

use relief_register::model::Pathway;
use relief_register::register::{Register, load};
use relief_register::relief::{Asked, Lighter, Question, Remedy, WhyNot, answer, why_not};

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
