//! Routes against facts of the law, and against brute force on small registers.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use relief_register::model::{Act, Action, Goal, Kind, Pathway};
use relief_register::register::{RecordFile, Register, load};
use relief_register::relief::{Aim, Asked, Question, Route, Routes, answer, routes};

use crate::run::{json, printed, refused};

fn register() -> Register {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    load(&root).expect("the register is there").register.expect("register.toml is there")
}

fn target(id: &str) -> Aim<'static> {
    Aim {
        goals: vec![Goal { target: Some(id.parse().expect("an id")), ..Goal::default() }],
        ..Aim::default()
    }
}

fn on(day: &str) -> Question {
    Question::on(day.parse().expect("a day"))
}

/// A route in words: its acts, sorted.
fn acts(register: &Register, route: &Route) -> BTreeSet<String> {
    let word = |step: &relief_register::relief::Leg| {
        format!("{} {}", step.deed.action.word(), step.deed.object.reference(register))
    };
    route.steps.iter().map(word).collect()
}

fn find<'r>(register: &Register, found: &'r Routes, wanted: &[&str]) -> Option<&'r Route> {
    let wanted: BTreeSet<String> = wanted.iter().map(|act| (*act).to_owned()).collect();
    let today = found.routes.iter().map(|route| route.from).min();
    found.routes.iter().find(|route| Some(route.from) == today && acts(register, route) == wanted)
}

#[test]
fn a_listing_that_only_one_order_carries_has_its_ways_before_and_after_the_freeze() {
    let register = register();
    let before = routes(&register, &target("polyus"), &on("2025-03-04"), 50);
    let delist = find(&register, &before, &["terminate polyus/eo-14024"]).expect("it can be delisted");
    assert_eq!(delist.pathways, [Pathway::Executive]);
    assert!(delist.everywhere() && delist.weaker.is_none());
    let now = routes(&register, &target("polyus"), &on("2026-11-22"), 50);
    let delist = find(&register, &now, &["terminate polyus/eo-14024"]).expect("it can be delisted");
    assert_eq!(delist.pathways.last(), Some(&Pathway::Review));
    assert_eq!(delist.earliest.to_string(), "2026-12-22", "thirty days of review");
    let waive = find(&register, &now, &["waive polyus/eo-14024"]).expect("it can be waived");
    assert_eq!((waive.pathways.last(), waive.weaker), (Some(&Pathway::Conditional), Some(Action::Waive)));
}

#[test]
fn silence_is_a_route_only_on_the_reading_that_lets_the_measure_fall_and_takes_the_anniversary() {
    let register = register();
    let now = routes(&register, &target("polyus"), &on("2026-11-22"), 50);
    let lapse = find(&register, &now, &["lapse ne-14024"]).expect("silence is a route");
    assert!(!lapse.everywhere(), "the act of 2026 may hold the measure");
    assert_eq!(lapse.earliest.to_string(), "2027-04-15");
    let held = Question { readings: vec!["c6-102d.a".parse().expect("a choice")], ..on("2026-11-22") };
    assert!(find(&register, &routes(&register, &target("polyus"), &held, 50), &["lapse ne-14024"]).is_none());
}

#[test]
fn waiting_for_the_sunset_is_a_route() {
    let register = register();
    let now = routes(&register, &target("polyus"), &on("2026-11-22"), 50);
    let sunset = now.routes.iter().find(|route| {
        route.from.to_string() == "2031-09-18" && acts(&register, route).contains("terminate polyus/eo-14024")
    });
    assert_eq!(sunset.expect("the freeze ends").pathways, [Pathway::Executive]);
}

#[test]
fn a_bank_under_two_orders_needs_an_act_for_each() {
    let register = register();
    let found = routes(&register, &target("sberbank"), &on("2025-03-04"), 400);
    for route in
        found.routes.iter().filter(|route| route.everywhere() && route.from == on("2025-03-04").as_of)
    {
        let done = acts(&register, route);
        assert!(done.len() > 1, "one act does not free it: {done:?}");
    }
    let days: Vec<_> =
        found.routes.iter().map(|route| (*route.pathways.last().expect("one"), route.earliest)).collect();
    assert!(days.is_sorted(), "lightest first, then earliest");
}

#[test]
fn what_is_left_out_is_counted() {
    let register = register();
    let all = routes(&register, &target("sberbank"), &on("2026-11-22"), 1_000_000);
    assert_eq!(all.left_out, 0);
    let few = routes(&register, &target("sberbank"), &on("2026-11-22"), 3);
    assert_eq!(few.left_out + 3, all.routes.len() as u128);
    let distinct: BTreeSet<_> = all.routes.iter().map(|route| (route.from, acts(&register, route))).collect();
    assert_eq!(distinct.len(), all.routes.len(), "no route twice");
}

#[test]
fn a_conduct_is_freed_under_one_regime_and_the_others_are_named() {
    let all = |line: &str| json(&format!("routes {line} --as-of 2026-10-01 --limit 2"));
    let words = |value: &serde_json::Value| -> Vec<String> {
        value.as_array().expect("a list").iter().map(|one| one.as_str().expect("text").to_owned()).collect()
    };
    let plain = all("hold-assets");
    assert_eq!(words(&plain["regimes"]), ["russia"]);
    assert!(words(&plain["other_regimes"]).contains(&"cuba".to_owned()), "{plain}");
    let register = register();
    let regime = |part: &str| {
        let part = register.part(part).expect("a part");
        register.home(part).record.regime().expect("a regime").to_string()
    };
    assert!(words(&plain["restricted_by"]).iter().all(|part| regime(part) == "russia"), "{plain}");
    let cuba = all("hold-assets --regime cuba");
    assert!(!words(&cuba["restricted_by"]).is_empty());
    assert!(words(&cuba["restricted_by"]).iter().all(|part| regime(part) == "cuba"), "{cuba}");
    let text = printed("routes import-goods --as-of 2026-10-01 --regime cuba");
    assert!(text.contains("under regime cuba alone") && text.contains("--regime russia"), "{text}");
    let early = printed("routes import-goods --as-of 2013-01-01");
    assert!(early.contains("The law of regime russia is not encoded before 2014-03-06"), "{early}");
}

#[test]
fn days_before_the_law_and_what_is_no_goal_are_refused() {
    for line in ["routes new-investment", "routes polyus", "routes lift-energy-import-ban", "routes eo-14066"]
    {
        let (code, said) = refused(&format!("{line} --as-of 1980-01-01"));
        assert_eq!(code, Some(2));
        assert!(said.contains("--as-of 2014-03-06"), "{line}: {said}");
    }
    assert!(refused("routes new-investment --regime cub").1.contains("did you mean `cuba`?"));
    assert!(refused("routes lift-energy-import-ban --regime cuba").1.contains("leave it out"));
    assert!(refused("routes ne-14024").1.contains("`relief cascade ne-14024`"));
}

#[test]
fn weaker_acts_are_needless_only_where_a_stronger_one_is_as_light_and_as_early() {
    let table = |line: &str| printed(&format!("routes polyus {line} --limit 100"));
    let before = "--as-of 2025-03-04";
    assert!(table(before).contains("delist polyus/eo-14024"));
    assert!(!table(before).contains("waive polyus/eo-14024"), "to delist is as free as to waive");
    assert!(table(&format!("{before} --all")).contains("waive polyus/eo-14024"));
    assert!(
        table("--as-of 2026-10-01").contains("suspend polyus/eo-14024"),
        "to suspend is lighter than to delist"
    );
    let report = json(&format!("routes polyus {before} --limit 100")).to_string();
    assert!(report.contains("\"waive\""), "programs get every route");
}

// ---- brute force

/// A measure of the small register: which emergencies it rests on, whether a lock reaches its end, whether a lock
/// holds it (on every reading, or on one).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Small {
    pub(crate) rests: u8,
    pub(crate) locked: bool,
    pub(crate) exit: u8,
    pub(crate) held: u8,
}

/// A point of two choices, in the small registers.
pub(crate) const POINT: &str = "title = \"P\"\nquestion = \"Q?\"\nabout = []\n[[choices]]\nid = \"a\"\nclaim = \"A.\"\nargument = \"A.\"\n\
    [[choices]]\nid = \"b\"\nclaim = \"B.\"\nargument = \"B.\"\n";

/// The statute that their powers and emergencies come from.
pub(crate) const POWER: &str = "title = \"Power\"\nregime = \"r\"\neffective = 2020-01-01\n\
    [[continuation-rules]]\nid = \"rule\"\npinpoint = \"s. 1\"\nterm = \"P1Y\"\nnotice-window = \"P90D\"\nnotice = \"Notice.\"\n";

pub(crate) fn record(path: &str, text: &str) -> RecordFile {
    let kind = Kind::of_path(path).expect("a place for records");
    let stem = path.rsplit('/').next().expect("a name").trim_end_matches(".toml");
    let tree = relief_register::text::parse(text).unwrap_or_else(|_| panic!("{path} parses:\n{text}"));
    let record = relief_register::text::decode_seed(text, tree, kind)
        .unwrap_or_else(|flaw| panic!("{path} decodes: {flaw:?}\n{text}"));
    RecordFile { path: path.into(), id: stem.parse().expect("an id"), kind, record }
}

pub(crate) fn small(measures: &[Small]) -> Register {
    let mut order = String::from(
        "title = \"Order\"\nregime = \"r\"\neffective = 2020-01-01\nauthority = [{ under = \"power\" }]\n\
         relations = [{ kind = \"relies-on\", to = \"e0\" }, { kind = \"relies-on\", to = \"e1\" }]\n",
    );
    let mut act = String::from("title = \"Act\"\nregime = \"r\"\neffective = 2020-01-01\n");
    for (at, m) in measures.iter().enumerate() {
        let base = |e: usize| format!("{{ under = \"power\", emergency = \"e{e}\" }}");
        let bases = match m.rests {
            0 => base(0),
            1 => base(1),
            2 => format!("{}, {}", base(0), base(1)),
            _ => "{ under = \"power\" }".into(),
        };
        order += &format!(
            "[[measures]]\nid = \"m{at}\"\ntitle = \"M\"\npinpoint = \"s. {at}\"\nconduct = [\"c\"]\nbinds = \"everyone\"\n\
             authority = [{bases}]\n"
        );
        if m.locked || m.held > 0 {
            act += &format!(
                "[[locks]]\nid = \"l{at}\"\ntitle = \"L\"\npinpoint = \"s. {at}\"\nselect = {{ measures = [\"order/m{at}\"] }}\n"
            );
            if m.locked {
                act += "[[locks.reaches]]\nactions = [\"terminate\", \"suspend\", \"waive\"]\n";
            }
            match m.held {
                1 => act += "[[locks.holds]]\n",
                2 => act += "[[locks.holds]]\nunder = [\"p.a\"]\n",
                3 => act += "[[locks.holds]]\nunder = [\"q.a\"]\n",
                _ => {}
            }
        }
        if m.locked && m.exit > 0 {
            let action = if m.exit == 1 { "terminate" } else { "waive" };
            act += &format!(
                "[[exits]]\nid = \"x{at}\"\ntitle = \"X\"\npinpoint = \"s. {at}\"\nopens = [\"act/l{at}\"]\n\
                 [[exits.serves]]\nactions = [\"{action}\"]\n\
                 [[exits.conditions]]\nkind = \"report\"\ntext = \"Report.\"\nin-gift-of = [\"p\"]\ndays = {}\n",
                10 * (at + 1)
            );
        }
    }
    let emergency = "title = \"E\"\nregime = \"r\"\ndeclared-by = \"order\"\ndeclared = 2020-01-01\nrule = \"power/rule\"\n";
    let head = "title = \"T\"\nlicence = \"CC0-1.0\"\nterritories = []\ntraits = []\n\
                conducts = [{ id = \"c\", title = \"C\" }]\n\
                [[regimes]]\nid = \"r\"\ntitle = \"R\"\ncoverage = { from = 2020-01-01, to = 2020-12-31 }\n";
    let files = vec![
        record("emergencies/e0.toml", emergency),
        record("emergencies/e1.toml", emergency),
        record("instruments/executive-orders/order.toml", &order),
        record("instruments/statutes/act.toml", &act),
        record("instruments/statutes/power.toml", POWER),
        record("points/p.toml", POINT),
        record("points/q.toml", POINT),
        record("register.toml", head),
    ];
    Register::new(files, String::new()).expect("there is a register record")
}

pub(crate) fn act_on(action: Action, object: &str) -> Act {
    let measures =
        if object.contains('/') { [object.parse().expect("a reference")].into() } else { [].into() };
    let emergencies = if object.contains('/') { [].into() } else { [object.parse().expect("an id")].into() };
    Act { measures, emergencies, ..Act::of(action) }
}

/// On which of the four readings a set of acts frees the conduct, by asking the engine anew for each.
fn freed(register: &Register, set: &[&Act]) -> [bool; 4] {
    let acts: Vec<Act> = set.iter().map(|act| (*act).clone()).collect();
    let effect = relief_register::model::Effect::Permitted;
    let goals = [Goal { conduct: ["c".parse().expect("an id")].into(), effect, ..Goal::default() }];
    let readings = [("p.a", "q.a"), ("p.a", "q.b"), ("p.b", "q.a"), ("p.b", "q.b")];
    readings.map(|(p, q)| {
        let readings = vec![p.parse().expect("a choice"), q.parse().expect("a choice")];
        let question = Question { readings, ..on("2020-06-01") };
        let answer = answer(register, Asked { acts: &acts, goals: &goals, facts: &[] }, question);
        answer
            .goals
            .iter()
            .flat_map(|goal| &goal.items)
            .all(|item| answer.fates(item).iter().all(|f| !f.stands()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn routes_are_all_minimal_sets_and_no_others(
        measures in prop::collection::vec((0u8..4, any::<bool>(), 0u8..3, 0u8..4), 1..3)
    ) {
        let measures: Vec<Small> = measures
            .into_iter()
            .map(|(rests, locked, exit, held)| Small { rests, locked, exit, held })
            .collect();
        let register = small(&measures);
        // Every act that the engine finds lawful on some reading.
        let mut lawful: Vec<(String, Act)> = Vec::new();
        let objects = (0..measures.len()).flat_map(|at| {
            [Action::Terminate, Action::Suspend, Action::Waive, Action::License].map(|a| (a, format!("order/m{at}")))
        });
        let ends = ["e0", "e1"].iter().flat_map(|e| [Action::Lapse, Action::EndEmergency].map(|a| (a, (*e).to_owned())));
        for (action, object) in objects.chain(ends) {
            let act = act_on(action, &object);
            let one = [act.clone()];
            let question = on("2020-06-01");
            let alone = answer(&register, Asked { acts: &one, goals: &[], facts: &[] }, question);
            if alone.pathways() != [Pathway::Legislation] {
                lawful.push((format!("{} {object}", action.word()), act));
            }
        }
        // On which readings each set of up to four frees the conduct.
        let sets = (0u32..1 << lawful.len()).filter(|bits| bits.count_ones() <= 4);
        let reached: BTreeMap<u32, [bool; 4]> = sets
            .map(|bits| {
                let chosen = lawful.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                let acts: Vec<&Act> = chosen.map(|(_, (_, act))| act).collect();
                (bits, freed(&register, &acts))
            })
            .collect();
        let minimal = reached.iter().filter(|(bits, freed)| {
            let mut each = (0..lawful.len()).filter(|at| **bits >> at & 1 == 1);
            freed.contains(&true) && !each.any(|at| reached[&(**bits & !(1 << at))] == **freed)
        });
        let names = |bits: u32| {
            let chosen = lawful.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1);
            chosen.map(|(_, (name, _))| name.clone()).collect::<BTreeSet<String>>()
        };
        let expected: BTreeSet<BTreeSet<String>> = minimal.map(|(bits, _)| names(*bits)).collect();
        let goals = vec![Goal { conduct: ["c".parse().expect("an id")].into(), ..Goal::default() }];
        let found = routes(&register, &Aim { goals, ..Aim::default() }, &on("2020-06-01"), usize::MAX);
        let today = found.routes.iter().filter(|route| route.from == on("2020-06-01").as_of);
        let derived: BTreeSet<BTreeSet<String>> = today.map(|route| acts(&register, route)).collect();
        prop_assert_eq!(derived, expected);
        prop_assert_eq!(found.left_out, 0);
    }
}
