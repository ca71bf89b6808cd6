//! What keeps acts and goals off lighter pathways, against brute force on small registers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use proptest::prelude::*;
use relief_register::model::{Act, Action, Effect, Goal, Pathway, Ref};
use relief_register::register::Register;
use relief_register::relief::{Asked, Question, Remedy, answer, why_not};

use crate::routes::{POINT, POWER, record};

/// A lock of the small register: its statute; what it selects, reaches and holds; its exit; the readings it reaches and
/// holds on; whether it ends a year later.
#[derive(Clone, Copy, Debug)]
struct Small {
    statute: u8,
    select: u8,
    reaches: u8,
    exit: u8,
    under: u8,
    holds: u8,
    ends: bool,
}

/// What else there is: which measures rest on the emergency, whether that has ended, whether the target is listed; a
/// statutory measure and a mandate, each with its exit; and what is asked: which acts, for which goal.
#[derive(Clone, Copy, Debug)]
struct Around {
    rests: u8,
    lapsed: bool,
    listed: bool,
    statutory: Option<u8>,
    mandate: Option<(u8, u8, bool)>,
    acts: u8,
    action: Action,
    goal: u8,
    effect: Effect,
}

impl Around {
    /// What the acts are done to; something is.
    fn acted_on(&self) -> Vec<&'static str> {
        let there = |what: &str| match what {
            "s1/md" => self.mandate.is_some(),
            "t/l" => self.listed,
            _ => true,
        };
        let all = ["order/m0", "order/m1", "e0", "t/l", "s1/md"];
        let chosen = all.iter().enumerate().filter(|(at, what)| self.acts >> at & 1 == 1 && there(what));
        let chosen: Vec<&str> = chosen.map(|(_, what)| *what).collect();
        if chosen.is_empty() { vec!["order/m0"] } else { chosen }
    }

    fn goals(&self) -> Vec<Goal> {
        let id = |text: &str| text.parse().expect("an id");
        let goal = Goal { effect: self.effect, ..Goal::default() };
        match self.goal {
            0 => Vec::new(),
            1 | 2 => vec![Goal { conduct: [id("c")].into(), ..goal }],
            3 => vec![Goal { target: Some(id("t")), ..goal }],
            4 => vec![Goal { conduct: [id("c")].into(), instruments: [id("order")].into(), ..goal }],
            _ => vec![Goal { target: Some(id("t")), emergencies: [id("e0")].into(), ..goal }],
        }
    }
}

fn act(action: Action, what: &str) -> Act {
    let part = || [what.parse().expect("a reference")].into();
    match what {
        "e0" => Act { emergencies: ["e0".parse().expect("an id")].into(), ..Act::of(Action::EndEmergency) },
        "s1/md" => Act { mandates: part(), ..Act::of(Action::DeclineToImpose) },
        "t/l" => Act { listings: part(), ..Act::of(action) },
        _ => Act { measures: part(), ..Act::of(action) },
    }
}

/// An exit of some kind out of one bar.
fn exit(kind: u8, id: &str, opens: &str) -> String {
    let condition = "conditions = [{ kind = \"report\", text = \"Report.\", in-gift-of = [\"p\"] }]\n";
    let (actions, condition) = match kind {
        0 => return String::new(),
        1 => (ALL, condition),
        2 => (ALL, ""),
        3 => ("\"waive\", \"decline-to-impose\"", ""),
        _ => ("\"license\"", condition),
    };
    format!(
        "[[exits]]\nid = \"{id}\"\ntitle = \"X\"\npinpoint = \"s. 1\"\nopens = [\"{opens}\"]\n\
         serves = [{{ actions = [{actions}] }}]\n{condition}"
    )
}

const ALL: &str =
    "\"terminate\", \"suspend\", \"waive\", \"license\", \"amend\", \"end-emergency\", \"decline-to-impose\"";
const UNDER: [&str; 3] = ["", "under = [\"p.a\"]\n", "under = [\"q.a\"]\n"];

/// The small register, but for what is repealed.
fn small(locks: &[Small], around: &Around, repealed: &BTreeSet<&str>) -> Register {
    let relies = if around.rests > 0 { "relations = [{ kind = \"relies-on\", to = \"e0\" }]\n" } else { "" };
    let mut order = format!(
        "title = \"Order\"\nregime = \"r\"\neffective = 2020-01-01\nauthority = [{{ under = \"power\" }}]\n{relies}"
    );
    let measure = |id: &str, authority: &str| {
        format!(
            "[[measures]]\nid = \"{id}\"\ntitle = \"M\"\npinpoint = \"s. {id}\"\nconduct = [\"c\"]\nbinds = \"everyone\"\n{authority}"
        )
    };
    for at in 0..2u8 {
        let emergency = if around.rests >> at & 1 == 1 { ", emergency = \"e0\"" } else { "" };
        order += &measure(&format!("m{at}"), &format!("authority = [{{ under = \"power\"{emergency} }}]\n"));
    }
    let head = "title = \"S\"\nregime = \"r\"\neffective = 2020-01-01\n";
    let mut statutes = [head.to_owned(), head.to_owned()];
    let there = |what: &str| !repealed.contains(what) && !repealed.contains(&what[..2]);
    for (at, lock) in locks.iter().enumerate() {
        let home = format!("s{}/l{at}", lock.statute);
        if !there(&home) {
            continue;
        }
        let select = [
            "measures = [\"order/m0\"]",
            "measures = [\"order/m1\"]",
            "measures = [\"order/m0\", \"order/m1\"]",
            "emergencies = [\"e0\"]",
        ][usize::from(lock.select)];
        let ends = if lock.ends { "expires = 2021-06-01\n" } else { "" };
        let text = &mut statutes[usize::from(lock.statute)];
        *text += &format!(
            "[[locks]]\nid = \"l{at}\"\ntitle = \"L\"\npinpoint = \"s. {at}\"\n{ends}select = {{ {select} }}\n"
        );
        let actions = ["", "\"terminate\"", "\"terminate\", \"waive\"", ALL][usize::from(lock.reaches)];
        if !actions.is_empty() {
            let under = UNDER[usize::from(lock.under)];
            *text += &format!("[[locks.reaches]]\nactions = [{actions}]\n{under}");
        }
        if let Some(under) = lock.holds.checked_sub(1) {
            *text += &format!("[[locks.holds]]\n{}", UNDER[usize::from(under)]);
        }
        *text += &exit(lock.exit, &format!("x{at}"), &home);
    }
    if let Some(kind) = around.statutory.filter(|_| there("s1/m2")) {
        statutes[1] += &(measure("m2", "") + &exit(kind, "x-m2", "s1/m2"));
    }
    let mut carries = "";
    if let Some((of, kind, ends)) = around.mandate {
        if there("s1/md") {
            let of = ["conduct = [\"c\"]", "conduct = [\"c\"]\nselect = { targets = [\"t\"] }"]
                [usize::from(of % 2)];
            let ends = if ends { "expires = 2021-06-01\n" } else { "" };
            statutes[1] += &format!(
                "[[mandates]]\nid = \"md\"\ntitle = \"D\"\npinpoint = \"s. 9\"\n{of}\ntrigger = \"automatic\"\n{ends}{}",
                exit(kind, "x-md", "s1/md")
            );
        }
        carries = if of > 1 { "carries-out = \"s1/md\"\n" } else { "" };
    }
    let mut target = String::from("name = \"T\"\nkind = \"entity\"\n");
    if around.listed {
        target += &format!(
            "[[listings]]\nid = \"l\"\nmeasures = [\"order/m0\"]\nfrom = 2020-02-01\nground = \"activity\"\n{carries}"
        );
    }
    let ended = if around.lapsed { "ended = 2020-03-01\n" } else { "" };
    let emergency = format!(
        "title = \"E\"\nregime = \"r\"\ndeclared-by = \"order\"\ndeclared = 2020-01-01\nrule = \"power/rule\"\n{ended}\
         continuations = [{{ signed = 2020-12-01 }}]\n"
    );
    let register = "title = \"T\"\nlicence = \"CC0-1.0\"\nterritories = []\ntraits = []\n\
                    conducts = [{ id = \"c\", title = \"C\" }]\n\
                    [[regimes]]\nid = \"r\"\ntitle = \"R\"\ncoverage = { from = 2020-01-01, to = 2021-12-31 }\n";
    let files = vec![
        record("emergencies/e0.toml", &emergency),
        record("instruments/executive-orders/order.toml", &order),
        record("instruments/statutes/power.toml", POWER),
        record("instruments/statutes/s0.toml", &statutes[0]),
        record("instruments/statutes/s1.toml", &statutes[1]),
        record("points/p.toml", POINT),
        record("points/q.toml", POINT),
        record("register.toml", register),
        record("targets/t.toml", &target),
    ];
    Register::new(files, String::new()).expect("there is a register record")
}

/// What each act and each thing aimed at takes, on one reading.
type Parts = Vec<(String, Pathway)>;

/// What is repealed, what is acted on, and the day.
type Changed<'l> = (BTreeSet<&'l str>, Vec<&'static str>, Date);

/// Asks the engine of registers in which the changes are made, and keeps what it says.
struct Oracle<'l> {
    locks: &'l [Small],
    around: Around,
    registers: BTreeMap<BTreeSet<&'l str>, Register>,
    known: BTreeMap<Changed<'l>, Vec<Parts>>,
}

impl<'l> Oracle<'l> {
    /// The pathway after a set of changes: the hardest over what is not left, on every reading that is.
    fn after(&mut self, set: &'l [Remedy]) -> Pathway {
        let (mut left, mut repealed) = (BTreeSet::new(), BTreeSet::new());
        let (mut day, mut read) = ("2020-06-01".parse().expect("a day"), BTreeMap::new());
        for change in set {
            match change {
                Remedy::Leave(what) => drop(left.insert(what.as_str())),
                Remedy::Repeal(what) => drop(repealed.insert(what.as_str())),
                Remedy::Wait(later, _) => day = *later,
                Remedy::Reading(point, value) => drop(read.insert(point.as_str(), *value)),
                Remedy::Fact(..) => unreachable!("the small register has no facts"),
            }
        }
        let acted_on: Vec<&str> =
            self.around.acted_on().into_iter().filter(|what| !left.contains(what)).collect();
        if acted_on.is_empty() {
            return Pathway::None;
        }
        let parts = self.ask(repealed, acted_on, day).iter().enumerate();
        let is = |point: &str, value: usize| read.get(point).is_none_or(|wanted| *wanted == value);
        let counted =
            parts.filter(|(at, _)| is("p", at >> 1) && is("q", at & 1)).flat_map(|(_, parts)| parts);
        let counted = counted.filter(|(what, _)| !left.contains(what.as_str()));
        counted.map(|(_, takes)| *takes).max().unwrap_or(Pathway::None)
    }

    fn ask(&mut self, repealed: BTreeSet<&'l str>, acted_on: Vec<&'static str>, day: Date) -> &[Parts] {
        let (locks, around) = (self.locks, self.around);
        let register = self.registers.entry(repealed.clone());
        let register = register.or_insert_with_key(|repealed| small(locks, &around, repealed));
        let key = (repealed, acted_on, day);
        self.known.entry(key).or_insert_with_key(|(_, acted_on, day)| {
            let acts: Vec<Act> = acted_on.iter().map(|what| act(around.action, what)).collect();
            let goals = around.goals();
            let each = ["p.a q.a", "p.a q.b", "p.b q.a", "p.b q.b"].map(|readings| {
                let readings = readings.split(' ').map(|choice| choice.parse().expect("a choice")).collect();
                let question = Question { readings, ..Question::on(*day) };
                let answer = answer(register, Asked { acts: &acts, goals: &goals, facts: &[] }, question);
                let hardest = |set: Vec<Pathway>| set.last().copied().unwrap_or(Pathway::None);
                let acts = answer.acts.iter().map(|act| {
                    (act.deed.object.reference(register).to_owned(), hardest(answer.pathways_of(act)))
                });
                let items = answer.goals.iter().flat_map(|goal| &goal.items);
                let items = items
                    .map(|item| (item.item.reference(register).to_string(), hardest(answer.needs_of(item))));
                acts.chain(items).collect()
            });
            each.into()
        })
    }
}

/// Whether one set asks no more than another.
fn no_more(set: &[Remedy], other: &[Remedy]) -> bool {
    set.len() <= other.len() && set.iter().all(|one| other.iter().any(|change| one.within(change)))
}

/// A kind of exit, as often none as one.
fn exits() -> impl Strategy<Value = u8> {
    prop_oneof![Just(0u8), 1u8..5]
}

fn locks() -> impl Strategy<Value = Vec<Small>> {
    let one = (0u8..2, 0u8..4, 0u8..4, exits(), 0u8..3, 0u8..4, any::<bool>());
    let one = one.prop_map(|(statute, select, reaches, exit, under, holds, ends)| Small {
        statute,
        select,
        reaches,
        exit,
        under,
        holds,
        ends,
    });
    prop::collection::vec(one, 1..4)
}

fn around() -> impl Strategy<Value = Around> {
    let mandate = prop::option::of((0u8..4, exits(), any::<bool>()));
    let law = (0u8..4, any::<bool>(), any::<bool>(), prop::option::of(exits()), mandate);
    let actions =
        prop::sample::select(vec![Action::Terminate, Action::Terminate, Action::Waive, Action::License]);
    let effects = prop::sample::select(vec![Effect::Lifted, Effect::Permitted, Effect::Loosened]);
    let all = (law, 1u8..32, actions, 0u8..6, effects);
    all.prop_map(|((rests, lapsed, listed, statutory, mandate), acts, action, goal, effect)| Around {
        rests,
        lapsed,
        listed,
        statutory,
        mandate,
        acts,
        action,
        goal,
        effect,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn remedies_are_all_least_sets_and_no_others(locks in locks(), around in around()) {
        let register = small(&locks, &around, &BTreeSet::new());
        let reference = |text: String| text.parse::<Ref>().expect("a reference");
        let leaves = ["order/m0", "order/m1", "e0", "t/l", "s1/m2", "s1/md"];
        let repeals = ["s0", "s1", "s1/m2", "s1/md"].map(str::to_owned).into_iter();
        let repeals = repeals.chain(locks.iter().enumerate().map(|(at, lock)| format!("s{}/l{at}", lock.statute)));
        let there = |what: &str| match what {
            "s1/m2" => around.statutory.is_some(),
            "s1/md" => around.mandate.is_some(),
            "t/l" => around.listed,
            _ => true,
        };
        let leaves = leaves.into_iter().filter(|what| there(what)).map(|what| Remedy::Leave(reference(what.into())));
        let repeals = repeals.filter(|what| there(what)).map(|what| Remedy::Repeal(reference(what)));
        let mut universe: Vec<Remedy> = leaves.chain(repeals).collect();
        universe.push(Remedy::Wait("2021-06-01".parse().expect("a day"), Vec::new()));
        let laws = universe.len();
        for point in ["p", "q"] {
            universe.extend([0, 1].map(|value| Remedy::Reading(point.parse().expect("an id"), value)));
        }
        // At most three changes, at most two of them to the acts, the law and the day; one choice of a point.
        let sets = (1u32..1 << universe.len()).filter(|bits| bits.count_ones() <= 3);
        let sets = sets.filter(|bits| (bits & ((1 << laws) - 1)).count_ones() <= 2);
        let sets = sets.filter(|bits| (0..2).all(|point| bits >> (laws + 2 * point) & 3 != 3));
        let sets: Vec<Vec<Remedy>> = sets
            .map(|bits| universe.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, r)| r.clone()).collect())
            .collect();
        let mut oracle = Oracle { locks: &locks, around, registers: BTreeMap::new(), known: BTreeMap::new() };
        let asked: Vec<(&Vec<Remedy>, Pathway)> = sets.iter().map(|set| (set, oracle.after(set))).collect();
        let acts: Vec<Act> = around.acted_on().into_iter().map(|what| act(around.action, what)).collect();
        let goals = around.goals();
        let question = Question::on("2020-06-01".parse().expect("a day"));
        let why = why_not(&register, Asked { acts: &acts, goals: &goals, facts: &[] }, &question);
        prop_assert_eq!(why.answer.pathway(), oracle.after(&[]));
        prop_assert_eq!(why.untried, 0);
        for lighter in &why.lighter {
            let does: Vec<&Vec<Remedy>> = asked
                .iter()
                .filter(|(_, pathway)| *pathway <= lighter.pathway && *pathway != Pathway::None)
                .map(|(set, _)| *set)
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
            prop_assert_eq!(derived, expected, "{} of {:?} {:?}", lighter.pathway, locks, around);
        }
    }
}
