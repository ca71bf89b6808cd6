//! Packages: phases in order, the hardest lock, the critical path, and who can undo what.

use std::sync::OnceLock;

use relief_register::model::{Kind, Pathway, Record};
use relief_register::register::{RecordFile, Register};
use relief_register::relief::{Asked, Question, Undo, answer, course};

use crate::history::{copy, register};
use crate::run::{json, refused};

const PACKAGE: &str = r#"
title = "First a licence, then the law"
summary = "A sample."
baseline = "status-quo"
source = "inference"
verification = "inferred"
checked = 2026-11-22

[[phases]]
title = "First"
options = ["issue-wind-down-licence", "delist-eo-13661-person"]

[[phases]]
title = "Then"
options = ["release-central-bank-reserves", "lift-energy-import-ban"]
trigger = "An agreement"
"#;

/// The register with the package in it.
fn with_package() -> &'static Register {
    static REGISTER: OnceLock<Register> = OnceLock::new();
    REGISTER.get_or_init(|| {
        let mut files = copy();
        let package: relief_register::model::Package = toml::from_str(PACKAGE).expect("a package");
        files.push(RecordFile {
            path: "packages/sample-of-two-phases.toml".into(),
            id: "sample-of-two-phases".parse().expect("an id"),
            kind: Kind::Package,
            record: Record::Package(Box::new(package)),
        });
        Register::new(files, "hash".into()).expect("register.toml is there")
    })
}

#[test]
fn phases_follow_one_another_and_the_latest_governs() {
    let register = with_package();
    let package = register.package("sample-of-two-phases").expect("the package");
    let day = |text: &str| text.parse().expect("a day");
    let course = course(register, package, &Question::on(day("2026-11-22")));
    let days: Vec<_> = course.stages.iter().map(|stage| (stage.begins, stage.done)).collect();
    assert_eq!(days, [(day("2026-11-22"), day("2026-12-22")), (day("2026-12-22"), day("2027-05-06"))]);
    let path: Vec<&str> = course.critical().iter().map(|m| m.id.as_str()).collect();
    assert_eq!(path, ["delist-eo-13661-person", "lift-energy-import-ban"]);
    let hardest = course.hardest().expect("an option");
    assert_eq!(
        (hardest.id.as_str(), hardest.pathways.last()),
        ("lift-energy-import-ban", Some(&Pathway::Legislation))
    );
    let moves: Vec<_> = course.stages.iter().flat_map(|stage| &stage.moves).collect();
    let never: Vec<&str> =
        moves.iter().filter(|m| m.reversal.irreversible().next().is_some()).map(|m| m.id.as_str()).collect();
    assert_eq!(never, ["release-central-bank-reserves"], "what is let go cannot be called back");
}

#[test]
fn what_an_order_imposed_an_order_puts_back_and_what_a_statute_imposed_a_law() {
    let report = json("residual lift-energy-import-ban --as-of 2026-11-22");
    let undone = report["undone_by"].as_array().expect("a list");
    let of = |object: &str| undone.iter().find(|one| one["object"] == object).expect("an act");
    assert_eq!(of("eo-14066/import-energy")["undo"], "impose-again");
    assert_eq!(of("eo-14066/import-energy")["pathways"], serde_json::json!(["executive"]));
    assert_eq!(of("eiroa/2")["undo"], "legislate-again");
    assert_eq!(
        of("eiroa/2")["pathways"],
        serde_json::json!(["legislation"]),
        "weighed: the statute is its own bar"
    );
    assert_eq!(of("eiroa/2")["named"], false);
    let waiver = json("residual waive-eo-14024-person --as-of 2026-11-22");
    assert_eq!(waiver["undone_by"][0]["undo"], "withdraw");
    let lapse = json("residual let-eo-13660-emergency-lapse --as-of 2026-11-22");
    assert_eq!(lapse["undone_by"][0]["undo"], "declare-again");
}

#[test]
fn an_option_with_nothing_to_relieve_has_nothing_to_undo() {
    let option = register().option("lift-energy-import-ban").expect("the option");
    let answer = answer(register(), Asked::from(option), Question::on("2021-01-01".parse().expect("a day")));
    assert!(answer.reversal().acts.iter().all(|undoing| undoing.undo == Undo::Nothing));
}

#[test]
fn an_unknown_package_is_refused() {
    let (code, said) = refused("package no-such-package-anywhere");
    assert_eq!(code, Some(2));
    assert!(
        said.contains("there is no package `no-such-package-anywhere`") && said.contains("help: "),
        "{said}"
    );
}
