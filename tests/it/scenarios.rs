//! Scenarios put to the public engine, and the proof that they hold the law in place: without any one lock, exit
//! or mandate, some scenario fails.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use relief_register::model::{ExpectedBranch, Id, Pathway, Record, Ref, Scenario};
use relief_register::register::{RecordFile, Register, load};
use relief_register::relief::{Assignment, Var, ask, try_scenario};

pub(crate) fn register() -> Register {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let loaded = load(&root).expect("the register is there");
    assert!(loaded.flawed.is_empty() && loaded.problems.is_empty(), "`relief check` says what is wrong");
    loaded.register.expect("register.toml is there")
}

/// The register anew, with one part of one record taken out.
fn without(register: &Register, part: &Ref) -> Register {
    let (home, local) = part.split();
    let files = register.files().iter().map(|file| RecordFile {
        path: file.path.clone(),
        id: file.id.clone(),
        kind: file.kind,
        record: match &file.record {
            Record::Instrument(kind, record) if file.id.as_str() == home => {
                let mut record = record.clone();
                let other = |id: &Id| Some(id.as_str()) != local;
                record.locks.retain(|lock| other(&lock.id));
                record.exits.retain(|exit| other(&exit.id));
                record.mandates.retain(|mandate| other(&mandate.id));
                Record::Instrument(*kind, record)
            }
            Record::Bill(record) if file.id.as_str() == home => {
                let mut record = record.clone();
                let other = |id: &Id| Some(id.as_str()) != local;
                record.locks.retain(|lock| other(&lock.id));
                record.exits.retain(|exit| other(&exit.id));
                record.mandates.retain(|mandate| other(&mandate.id));
                Record::Bill(record)
            }
            record => record.clone(),
        },
    });
    Register::new(files.collect(), register.hash().to_owned()).expect("register.toml is there")
}

#[test]
fn the_engine_derives_what_scenarios_expect() {
    let register = register();
    let mut contradictions = Vec::new();
    for (id, scenario) in register.scenarios() {
        for found in try_scenario(&register, scenario) {
            contradictions.push(format!(
                "{id} as of {}: {} expects `{}`, derived `{}`",
                found.as_of, found.pointer, found.expected, found.derived
            ));
        }
    }
    assert!(contradictions.is_empty(), "{}", contradictions.join("\n"));
    assert!(register.scenarios().count() > 50, "the scenarios are there");
}

#[test]
fn a_contested_expectation_says_on_what_each_of_its_pathways_turns() {
    let register = register();
    for (id, scenario) in register.scenarios() {
        let expect = &scenario.expect;
        let all: Vec<Pathway> = expect.pathways.iter().chain(&expect.outlying).flatten().copied().collect();
        if all.len() > 1 {
            for pathway in all {
                let told = expect.branches.iter().any(|branch| branch.pathway == pathway);
                assert!(told, "{id} expects `{}` and no branch says where", pathway.word());
            }
        }
    }
}

#[test]
fn a_scenario_that_tells_branches_tells_all_of_them() {
    let register = register();
    let mut untold = Vec::new();
    for (id, scenario) in register.scenarios().filter(|(_, scenario)| !scenario.expect.branches.is_empty()) {
        for day in &scenario.as_of {
            ask(&register, scenario, day.0, |answer| {
                for branch in answer.branches() {
                    let told = |case: &Assignment| {
                        let same = scenario.expect.branches.iter().filter(|b| b.pathway == branch.pathway);
                        same.clone().any(|expected| fits(&register, expected, case))
                    };
                    let cases = branch.cases.iter().filter(|case| !told(case));
                    untold.extend(
                        cases.map(|case| {
                            format!("{id} on {}: {} where {case:?}", day.0, branch.pathway.word())
                        }),
                    );
                }
            });
        }
    }
    assert!(untold.is_empty(), "{}", untold.join("\n"));
}

/// Whether an expected branch says nothing else of a point or a fact than a case does.
fn fits(register: &Register, expected: &ExpectedBranch, case: &Assignment) -> bool {
    case.iter().all(|(var, value)| match var {
        Var::Point(id) => {
            let chosen: Vec<&str> = expected
                .choices
                .iter()
                .map(|c| c.split())
                .filter(|(p, _)| id.as_str() == *p)
                .map(|(_, c)| c)
                .collect();
            let here = register.point(id.as_str()).and_then(|point| point.choices.get(*value));
            chosen.is_empty() || here.is_some_and(|here| chosen.contains(&here.id.as_str()))
        }
        Var::Fact(id) => !(if *value == 1 { &expected.denied } else { &expected.facts }).contains(id),
        Var::Basis(_) => true,
    })
}

#[test]
fn every_lock_exit_and_mandate_is_held_in_place_by_a_scenario() {
    let register = register();
    let parts = register
        .lock_ixs()
        .map(|ix| register.reference(ix))
        .chain(register.exit_ixs().map(|ix| register.reference(ix)))
        .chain(register.mandate_ixs().map(|ix| register.reference(ix)));
    let parts: Vec<Ref> = parts.cloned().collect();
    let readers = readers(&register);
    let mut loose = Vec::new();
    for part in parts {
        let mutant = without(&register, &part);
        let concerned = readers.get(&part).into_iter().flatten();
        let caught = concerned.clone().any(|(id, scenario)| {
            assert!(mutant.scenario(id.as_str()).is_some());
            !try_scenario(&mutant, scenario).is_empty()
        });
        if !caught {
            loose.push(format!("{part} (read by {} scenarios)", concerned.count()));
        }
    }
    assert!(loose.is_empty(), "no scenario fails without:\n{}", loose.join("\n"));
}

/// Clauses that no scenario can hold yet, and why.
const LOOSE: [(&str, &str); 2] = [
    (
        "libertad/102-h holds 0",
        "the embargo rests on an act that needs no emergency, and its end is not recorded",
    ),
    ("caatsa/222-b serves 1", "no vessel is recorded that was listed under the six orders before 2017-08-02"),
];

#[test]
fn every_clause_is_held_in_place_by_a_scenario() {
    let register = register();
    let readers = readers(&register);
    let mut clauses: Vec<(Ref, &str, usize)> = Vec::new();
    for ix in register.lock_ixs() {
        let (part, lock) = (register.reference(ix), register.lock(ix));
        clauses.extend((0..lock.reaches.len()).map(|at| (part.clone(), "reaches", at)));
        clauses.extend((0..lock.holds.len()).map(|at| (part.clone(), "holds", at)));
    }
    for ix in register.exit_ixs() {
        let serves = register.exit(ix).serves.len();
        clauses.extend((0..serves).map(|at| (register.reference(ix).clone(), "serves", at)));
    }
    let loose: Vec<String> = clauses
        .iter()
        .filter(|(part, list, at)| {
            let mutant = without_clause(&register, part, list, *at);
            let mut concerned = readers.get(part).into_iter().flatten();
            !concerned.any(|(_, scenario)| !try_scenario(&mutant, scenario).is_empty())
        })
        .map(|(part, list, at)| format!("{part} {list} {at}"))
        .collect();
    assert!(clauses.len() > 200, "{} clauses", clauses.len());
    assert_eq!(loose, LOOSE.map(|(clause, _)| clause), "without these no scenario fails");
}

/// The register anew, with one clause of one lock or exit taken out.
fn without_clause(register: &Register, part: &Ref, list: &str, at: usize) -> Register {
    let (home, local) = part.split();
    let here = |id: &Id| Some(id.as_str()) == local;
    let files = register.files().iter().map(|file| {
        let mut record = file.record.clone();
        let (locks, exits) = match &mut record {
            Record::Instrument(_, r) if file.id.as_str() == home => (&mut r.locks, &mut r.exits),
            Record::Bill(r) if file.id.as_str() == home => (&mut r.locks, &mut r.exits),
            _ => return RecordFile { path: file.path.clone(), id: file.id.clone(), kind: file.kind, record },
        };
        for lock in locks.iter_mut().filter(|lock| here(&lock.id)) {
            match list {
                "reaches" => drop(lock.reaches.remove(at)),
                "holds" => drop(lock.holds.remove(at)),
                _ => {}
            }
        }
        for exit in exits.iter_mut().filter(|exit| here(&exit.id) && list == "serves") {
            exit.serves.remove(at);
        }
        RecordFile { path: file.path.clone(), id: file.id.clone(), kind: file.kind, record }
    });
    Register::new(files.collect(), register.hash().to_owned()).expect("register.toml is there")
}

/// The scenarios that read each part: only these can fail without it.
fn readers(register: &Register) -> BTreeMap<Ref, Vec<(&Id, &Scenario)>> {
    let mut readers: BTreeMap<Ref, Vec<(&Id, &Scenario)>> = BTreeMap::new();
    for (id, scenario) in register.scenarios() {
        let mut read = BTreeSet::new();
        for day in &scenario.as_of {
            ask(register, scenario, day.0, |answer| read.extend(answer.reads()));
        }
        for part in read {
            readers.entry(part).or_default().push((id, scenario));
        }
    }
    readers
}
