//! `relief coverage`: every record and part is counted once, gaps and stale checks are found. That `docs/coverage.md` is
//! what the tool prints is held by `tests/tools/coverage_page.sh`.

use jiff::civil::{Date, date};
use relief_register::api::{CoverageReport, Receipt, coverage_report};
use relief_register::model::Kind;
use relief_register::register::{Register, embedded_trials};
use relief_register::relief::Question;

fn register() -> Register {
    embedded_trials().expect("the register decodes")
}

fn report(register: &Register, as_of: Date) -> CoverageReport {
    coverage_report(register, Receipt::of(register, &Question::on(as_of), []))
}

#[test]
fn every_record_is_counted_once_and_every_count_adds_up() {
    let register = register();
    let report = report(&register, register.coverage_end());
    let of = |kind: Kind| {
        let mut rows = report.counts.iter().filter(|row| row.kind == kind.word() && row.part.is_none());
        rows.next().map_or(0, |row| row.total)
    };
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Register) {
        let files = register.files().iter().filter(|file| file.kind == *kind);
        let live = files.filter(|file| file.record.retired().is_none()).count();
        assert_eq!(of(*kind), live, "{}", kind.word());
    }
    for row in &report.counts {
        assert_eq!(row.total, row.primary + row.secondary + row.inferred + row.unverified, "{row:?}");
    }
    let measures = report.counts.iter().filter(|row| row.part.as_deref() == Some("measures"));
    let here: usize = register.instruments().map(|(_, _, record)| record.measures.len()).sum();
    let bills: usize = register.bills().map(|(_, bill)| bill.measures.len()).sum();
    assert_eq!(measures.map(|row| row.total).sum::<usize>(), here + bills);
}

#[test]
fn gaps_of_the_register_and_of_records_are_listed() {
    let register = register();
    let report = report(&register, register.coverage_end());
    assert!(report.gaps.iter().any(|gap| gap.id == "register"));
    let declared = register.emergency("ne-13694").expect("a record").gaps.len();
    assert!(declared > 0);
    assert_eq!(report.gaps.iter().filter(|gap| gap.id == "ne-13694").count(), declared);
}

#[test]
fn checks_grow_stale_after_a_year() {
    let register = register();
    assert!(report(&register, date(2026, 10, 10)).stale.is_empty());
    let late = report(&register, date(2099, 1, 1)).stale;
    assert!(late.iter().any(|one| one.id == "ne-13660" && one.at.is_empty()));
}
