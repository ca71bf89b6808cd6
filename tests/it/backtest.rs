//! Relief that happened, put to the engine: exact pathways and days, and the proof that a difference fails.

use std::path::Path;
use std::{env, fs};

use relief_register::api::{Receipt, backtest_report};
use relief_register::doc::markdown;
use relief_register::model::{Day, Episode, Pathway, When};
use relief_register::register::Register;
use relief_register::relief::{Question, Verdict, backtest};
use relief_register::view;

use crate::scenarios::register;

fn day(text: &str) -> When {
    When::On(text.parse::<Day>().expect("a day").0)
}

fn episode(register: &Register, id: &str) -> Episode {
    register.episode(id).unwrap_or_else(|| panic!("there is an episode `{id}`")).clone()
}

#[test]
fn history_and_the_engine_agree_or_a_record_says_why_not() {
    let register = register();
    let mut flaws = Vec::new();
    for (id, episode) in register.episodes() {
        for flaw in backtest(&register, episode).flaws(episode) {
            flaws.push(format!(
                "{id} as of {}: {} says `{}`, derived `{}`",
                flaw.as_of, flaw.pointer, flaw.expected, flaw.derived
            ));
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

/// Episode, derived pathways, window in days and first lawful day of the hardest.
const EXPECTED: &[(&str, &str, Option<u16>, &str)] = &[
    ("rusal-2019", "executive | review", Some(30), "2019-01-18"),
    ("gl-133-2026", "executive | review", Some(30), "2026-04-04"),
    ("gl-134-2026", "executive | review", Some(30), "2026-04-11"),
    ("karina-rotenberg-2025", "executive", None, "2025-04-01"),
    ("gl-8-lapse-2025", "executive", None, "2025-03-11"),
    ("belavia-2025", "executive", None, "2025-11-04"),
    ("belarus-potash-2025", "executive", None, "2025-12-15"),
    ("nord-stream-2-2021", "conditional", None, "2021-05-19"),
    ("jcpoa-2015", "review", Some(60), "2015-09-18"),
    ("iran-relief-2016", "conditional", None, "2015-10-18"),
    ("cuba-terror-list-2015", "review", Some(45), "2015-05-29"),
    ("sudan-terror-list-2020", "review", Some(45), "2020-12-10"),
    ("burma-2016", "conditional", None, "2016-10-07"),
    ("zimbabwe-2024", "executive", None, "2024-03-04"),
    ("hong-kong-2026", "executive", None, "2026-07-14"),
    ("cbw-syria-2025", "conditional", Some(20), "2025-07-20"),
    ("syria-orders-2025", "executive", None, "2025-06-30"),
    ("caesar-waiver-2025", "conditional", None, "2025-05-23"),
    ("caesar-suspension-2025", "conditional", None, "2025-11-01"),
    ("caesar-repeal-2025", "legislation", None, "none"),
];

#[test]
fn days_and_pathways_are_exact() {
    let register = register();
    for (id, pathways, window, earliest) in EXPECTED {
        let test = backtest(&register, &episode(&register, id));
        let derived: Vec<&str> = test.derived.iter().map(|d| d.pathway.word()).collect();
        let hardest = test.derived.last().expect("something is derived");
        let first = hardest.earliest.map_or("none".to_owned(), |day| day.to_string());
        assert_eq!(
            (derived.join(" | ").as_str(), hardest.window, first.as_str()),
            (*pathways, *window, *earliest),
            "{id}"
        );
    }
    let all: Vec<&str> = register.episodes().map(|(id, _)| id.as_str()).collect();
    let tried: Vec<&str> = EXPECTED.iter().map(|(id, ..)| *id).collect();
    assert!(all.iter().all(|id| tried.contains(id)), "every episode has its line here: {all:?}");
}

#[test]
fn a_difference_fails_unless_it_is_acknowledged() {
    let register = register();
    let told = episode(&register, "rusal-2019");
    let verdict = |episode: &Episode| {
        let test = backtest(&register, episode);
        let flaws: Vec<String> = test.flaws(episode).into_iter().map(|flaw| flaw.pointer).collect();
        (test.verdict, flaws)
    };
    let why = "a reason".parse().ok();
    assert_eq!(verdict(&told), (Verdict::Agreement, vec![]));

    let lawful = Episode { took_effect: Some(day("2019-01-18")), ..told.clone() };
    assert_eq!(verdict(&lawful), (Verdict::Agreement, vec![]), "the floor itself is lawful");
    let early = Episode { took_effect: Some(day("2019-01-17")), ..told.clone() };
    assert_eq!(verdict(&early), (Verdict::Contradiction, vec!["/took-effect".into()]));
    let accepted = Episode { acknowledged: why, ..early };
    assert_eq!(verdict(&accepted), (Verdict::Contradiction, vec![]));

    let light = Episode { went: [Pathway::Executive].into(), ..told.clone() };
    assert_eq!(verdict(&light), (Verdict::Contested, vec![]), "lawful on one reading only");
    let other = Episode { went: [Pathway::Legislation].into(), ..told.clone() };
    assert_eq!(verdict(&other), (Verdict::Disagreement, vec!["/went".into()]));
    let idle = Episode { acknowledged: accepted.acknowledged, ..told.clone() };
    assert_eq!(verdict(&idle), (Verdict::Agreement, vec!["/acknowledged".into()]));
    let before = Episode { submitted: day("2013-12-19"), took_effect: None, ..told };
    assert!(verdict(&before).1.contains(&"/submitted".to_owned()), "the law of 2013 is not encoded");
}

#[test]
fn the_scorecard_in_the_docs_is_fresh() {
    let register = register();
    let receipt = Receipt::of(&register, &Question::on(register.coverage_end()), []);
    let report = backtest_report(&register, receipt, register.episodes());
    let fresh = markdown::write(&view::backtest(&register, &report, true));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scorecard.md");
    if env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(&path, &fresh).expect("the scorecard is written");
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == fresh, "the scorecard is stale: SNAPSHOTS=overwrite cargo test --test it backtest");
}
