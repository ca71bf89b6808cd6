//! What moves between two registers, two days, and with a bill, by facts of the law.

use relief_register::model::{Id, Kind, Pathway, Record};
use relief_register::register::{RecordFile, Register, load};
use relief_register::relief::{Aspect, Change, Changed, Question, Side, compare};

fn register() -> Register {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    load(&root).expect("the register is there").register.expect("register.toml is there")
}

fn on(day: &str) -> Question {
    Question::on(day.parse().expect("a day"))
}

fn edited(register: &Register, id: &str, edit: impl Fn(&mut Record)) -> Register {
    let files = register.files().iter().map(|file| {
        let mut record = file.record.clone();
        if file.id.as_str() == id {
            edit(&mut record);
        }
        RecordFile { path: file.path.clone(), id: file.id.clone(), kind: file.kind, record }
    });
    Register::new(files.collect(), String::new()).expect("register.toml is there")
}

fn find<'c>(changed: &'c [Changed], id: &str) -> Option<&'c Change> {
    changed.iter().find(|one| one.id.as_str() == id).map(|one| &one.change)
}

#[test]
fn a_register_does_not_differ_from_itself() {
    let register = register();
    let question = on("2026-10-01");
    let side = Side { register: &register, question: &question };
    assert!(compare(side, side).is_empty());
}

#[test]
fn the_act_of_2026_moved_the_family_it_froze_and_not_the_order_between_the_locks() {
    let register = register();
    let (eve, day) = (on("2026-09-17"), on("2026-09-18"));
    let changed =
        compare(Side { register: &register, question: &eve }, Side { register: &register, question: &day });
    let Some(Change::Moved { before, after, aspects, causes }) = find(&changed, "delist-eo-14024-person")
    else {
        panic!("the freeze moved it");
    };
    assert_eq!(before.pathways, [Pathway::Executive]);
    assert_eq!(after.pathways.last(), Some(&Pathway::Review));
    assert!(aspects.contains(&Aspect::Pathway));
    assert!(causes.iter().any(|cause| cause.as_str() == "sria/102-d"), "{causes:?}");
    assert!(causes.iter().all(|cause| cause.split().0 == "sria"), "{causes:?}");
    assert!(find(&changed, "lift-dnr-lnr-embargo").is_none());
}

#[test]
fn a_day_on_which_no_law_changed_moves_nothing() {
    let register = register();
    let (one, other) = (on("2026-06-01"), on("2026-06-02"));
    let changed =
        compare(Side { register: &register, question: &one }, Side { register: &register, question: &other });
    let moved: Vec<&str> = changed
        .iter()
        .filter(
            |one| matches!(&one.change, Change::Moved { aspects, .. } if aspects.contains(&Aspect::Pathway)),
        )
        .map(|one| one.id.as_str())
        .collect();
    assert!(moved.is_empty(), "{moved:?}");
}

#[test]
fn an_edited_lock_is_named_as_the_cause_and_what_does_not_read_it_stays() {
    let register = register();
    let without = edited(&register, "caatsa", |record| {
        if let Record::Instrument(Kind::Statute, statute) = record {
            statute.locks.retain(|lock| lock.id.as_str() != "216");
        }
    });
    let question = on("2026-10-01");
    let changed = compare(
        Side { register: &register, question: &question },
        Side { register: &without, question: &question },
    );
    let Some(Change::Moved { causes, .. }) = find(&changed, "delist-eo-13661-person") else {
        panic!("review is gone");
    };
    assert!(causes.iter().any(|cause| cause.as_str() == "caatsa/216"), "{causes:?}");
    assert!(find(&changed, "lift-dnr-lnr-embargo").is_none());
}

#[test]
fn options_come_go_and_retire() {
    let register = register();
    let question = on("2026-10-01");
    let id = "lift-dnr-lnr-embargo";
    let files = register.files().iter().filter(|file| file.id.as_str() != id).map(|file| RecordFile {
        path: file.path.clone(),
        id: file.id.clone(),
        kind: file.kind,
        record: file.record.clone(),
    });
    let fewer = Register::new(files.collect(), String::new()).expect("register.toml is there");
    let (all, less) =
        (Side { register: &register, question: &question }, Side { register: &fewer, question: &question });
    assert!(matches!(find(&compare(all, less), id), Some(Change::Removed(_))));
    assert!(matches!(find(&compare(less, all), id), Some(Change::Added(_))));
    let retired = edited(&register, id, |record| {
        if let Record::Option(option) = record {
            option.retired = Some(relief_register::model::Retired {
                on: "2026-10-01".parse().expect("a day"),
                reason: "Withdrawn.".parse().expect("words"),
                moved_to: None,
                split_into: Vec::new(),
                superseded_by: None,
                withdrawn: true,
            });
        }
    });
    let gone = compare(all, Side { register: &retired, question: &question });
    assert!(matches!(find(&gone, id), Some(Change::Retired(_))));
}

#[test]
fn a_bill_moves_only_where_it_is_assumed() {
    let text = "title = \"A bill\"\nregime = \"russia\"\nstanding = \"Introduced.\"\n\
                [[locks]]\nid = \"1\"\ntitle = \"Bars relief\"\npinpoint = \"s. 1\"\n\
                select = { instruments = [\"eo-14065\"] }\n\
                [[locks.reaches]]\nactions = [\"terminate\", \"suspend\", \"waive\", \"license\"]\n";
    let tree = relief_register::text::parse(text).unwrap_or_else(|_| panic!("it parses"));
    let record =
        relief_register::text::decode_seed(tree, Kind::Bill).unwrap_or_else(|flaw| panic!("{flaw:?}"));
    let bill: Id = "test-bill".parse().expect("an id");
    let real = register();
    let mut files: Vec<RecordFile> = real
        .files()
        .iter()
        .map(|file| RecordFile {
            path: file.path.clone(),
            id: file.id.clone(),
            kind: file.kind,
            record: file.record.clone(),
        })
        .collect();
    files.push(RecordFile {
        path: "bills/test-bill.toml".into(),
        id: bill.clone(),
        kind: Kind::Bill,
        record,
    });
    let register = Register::new(files, String::new()).expect("register.toml is there");
    let without = on("2026-10-01");
    let with = Question { assume: vec![(bill, None)], ..without.clone() };
    let changed = compare(
        Side { register: &register, question: &without },
        Side { register: &register, question: &with },
    );
    let Some(Change::Moved { before, after, causes, .. }) = find(&changed, "lift-dnr-lnr-embargo") else {
        panic!("the bill bars it");
    };
    assert_eq!(before.pathways, [Pathway::Executive]);
    assert_eq!(after.pathways, [Pathway::Legislation]);
    assert!(causes.iter().any(|cause| cause.as_str() == "test-bill/1"), "{causes:?}");
    assert!(find(&changed, "delist-eo-13661-person").is_none());
}
