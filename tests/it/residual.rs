//! Residual: what still binds after an option, under which text, and what brings it back.

use serde_json::{Value, json};

use crate::run::{json, printed, refused};

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id")).collect()
}

#[test]
fn the_statute_stands_when_the_order_goes() {
    let report = json("residual lift-energy-import-ban --as-of 2022-05-01");
    assert_eq!(ids(&report["stands"]), ["eiroa/2"]);
    assert_eq!(report["stands"][0]["stands"], "yes");
    assert_eq!(report["stands"][0]["needs"], json!(["review"]));
    assert_eq!(report["stands"][0]["by"], "terminate");
    assert_eq!(report["ends"], json!(["eo-14066/import-energy"]));
    let before = json("residual lift-energy-import-ban --as-of 2022-04-07");
    assert_eq!(ids(&before["stands"]), Vec::<&str>::new());
}

#[test]
fn a_mandate_brings_a_listing_back() {
    let report = json("residual delist-double-listed-bank --as-of 2026-11-22");
    assert_eq!(ids(&report["mandates"]), ["sria/103-a1b", "sria/103-b"]);
    assert_eq!(report["mandates"][0]["trigger"], "automatic");
    assert_eq!(report["mandates"][0]["due"], "2026-10-18");
    assert_eq!(report["mandates"][0]["imposed"], "unknown");
    assert_eq!(report["mandates"][0]["way_out"], json!(["conditional"]));
}

#[test]
fn what_a_lock_holds_stands_on_some_readings() {
    let line = "residual let-eo-13660-emergency-lapse --as-of 2026-11-22";
    let report = json(line);
    let stands = report["stands"].as_array().expect("a list");
    let embargo = stands.iter().find(|one| one["id"] == "eo-13685/import").expect("the embargo");
    assert_eq!(embargo["stands"], "contested");
    let visas = stands.iter().find(|one| one["id"] == "eo-13660/enter").expect("the entry bar");
    assert_eq!(visas["stands"], "yes", "it needs no emergency");
    let fixed = json(&format!("{line} --reading c6-222=b"));
    assert!(fixed["ends"].as_array().expect("a list").contains(&json!("eo-13685/import")));
    let csv = printed(&format!("{line} --format csv"));
    assert!(csv.contains("eo-13660/enter"), "{csv}");
}

#[test]
fn an_option_without_a_goal_says_so() {
    assert!(printed("residual status-quo --as-of 2026-11-22").contains("states no goal"));
}

#[test]
fn what_cannot_be_answered_names_what_to_type() {
    let (code, said) = refused("residual lift-energy-import-bam");
    assert_eq!(code, Some(2));
    assert!(said.contains("did you mean `lift-energy-import-ban`?"), "{said}");
    let (code, said) = refused("residual lift-energy-import-ban --as-of 2001-01-01");
    assert_eq!(code, Some(2));
    assert!(said.contains("--as-of 2014-03-06"), "{said}");
}
