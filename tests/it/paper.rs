//! The options paper: what it holds, what it says against itself, and that no record's text becomes markup.

use std::collections::BTreeMap;

use relief_register::doc::read::{Format, read};
use relief_register::doc::{docx, html, markdown, notes, typst};
use relief_register::model::{Kind, Record, ReliefOption, Text};
use relief_register::register::{RecordFile, Register};
use relief_register::relief::{Asked, Kinship, Past, Question, answer};

use crate::history::{copy, register};
use crate::run::{printed, refused};

const DAY: &str = "--as-of 2026-11-22";

#[test]
fn a_paper_has_every_section() {
    let paper = printed(&format!("paper lift-energy-import-ban status-quo {DAY}"));
    let headings: Vec<&str> = paper.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    for heading in [
        "The acts and what holds them back",
        "How each reading comes out",
        "Conditions, and in whose gift they are",
        "Calendar",
        "Around the law",
        "What still binds",
        "Who can undo it",
        "Precedents",
        "What it turns on",
    ] {
        assert!(headings.contains(&heading), "{heading}: {headings:?}");
    }
    for part in ["## Summary", "## Annex: instruments and locks", "## Sources", "## Notes", "[^1]: "] {
        assert!(paper.contains(&format!("\n{part}")), "{part}");
    }
    assert!(paper.contains("**Asked in return**: Not stated."), "{paper}");
    assert!(paper.trim_end().ends_with('`') && paper.contains("# sha256:"), "the receipt is the end");
}

#[test]
fn a_paper_says_what_it_lacks() {
    let alone = printed(&format!("paper lift-energy-import-ban {DAY}"));
    for word in ["No status quo.", "No lapse.", "Contested.", "Last known law."] {
        assert!(alone.contains(&format!("> - **{word}**")), "{word}: {alone}");
    }
    let whole =
        printed(&format!("paper lift-energy-import-ban status-quo let-eo-14024-emergency-lapse {DAY}"));
    assert!(!whole.contains("**No status quo.**") && !whole.contains("**No lapse.**"));
    let never = printed(&format!("paper release-central-bank-reserves status-quo {DAY}"));
    assert!(never.contains("**Cannot be undone.**"), "what is let go cannot be called back");
    let later = printed("paper lift-energy-import-ban --as-of 2029-01-01");
    assert!(later.contains("**Stale.**") && !alone.contains("**Stale.**"));
}

#[test]
fn a_package_comes_with_its_phases_and_its_baseline() {
    let paper = printed(&format!("paper belarus-track {DAY}"));
    assert!(paper.contains("\n## In phases: Belarus\n") && paper.contains("| `status-quo` |"), "{paper}");
    assert!(paper.contains("**belarus-track: phases**"));
    let (code, said) = refused("paper belarus-trac");
    assert_eq!(code, Some(2));
    assert!(said.contains("did you mean `belarus-track`?"), "{said}");
}

#[test]
fn executive_only_leaves_out_what_congress_can_hold_and_says_so() {
    let paper =
        printed(&format!("paper lift-energy-import-ban license-summit status-quo --executive-only {DAY}"));
    assert!(paper.contains("\n## License what a summit on American soil needs\n"));
    assert!(!paper.contains("\n## Allow Russian oil"), "it takes Congress on every reading");
    assert!(paper.contains("`lift-energy-import-ban`: takes review"), "{paper}");
}

#[test]
fn precedents_are_what_met_the_same_law() {
    let past = Past::of(register());
    let of = |id: &str, day: &str| {
        let option = register().option(id).expect("the option");
        let question = Question::on(day.parse().expect("a day"));
        past.precedents(&answer(register(), Asked::from(option), question))
    };
    let found = of("delist-deripaska", "2026-11-22");
    let rusal = found.iter().find(|p| p.id.as_str() == "rusal-2019").expect("the delisting of 2019");
    assert!(matches!(&rusal.kinship, Kinship::Law { locks, .. } if !locks.is_empty()), "{:?}", rusal.kinship);
    let by_acts = |p: &relief_register::relief::Precedent<'_>| matches!(p.kinship, Kinship::Acts(_));
    assert!(!found.iter().any(by_acts), "acts count only where no law is shared");
    let found = of("issue-broad-oil-licence", "2026-11-22");
    let licence = found.iter().find(|p| p.id.as_str() == "gl-133-2026").expect("the licence of March 2026");
    let disputed = matches!(&licence.kinship, Kinship::Disputed(locks) if locks[0].as_str() == "caatsa/216");
    assert!(disputed, "it took no report: {:?}", licence.kinship);
}

/// What would do harm if any writer let it through.
const HOSTILE: &str = "</w:t></table><script>alert(1)</script> | ![x](javascript:a) `b` \u{202e}x #eval(\"1\") \
    \\\"); =HYPERLINK(\"http://e\") ]]> &amp; <!-- $x$ @y ~z relief paper --data / # sha256:0";

/// The register with hostile words wherever an option, an instrument, a point or a source has words.
fn hostile() -> Register {
    let words = || -> Text { HOSTILE.parse().expect("a text") };
    let files = copy().into_iter().map(|mut file| {
        match &mut file.record {
            Record::Option(option) => {
                option.title = words();
                option.summary = words();
                option.asks = [words()].into();
                option.risks = [words()].into();
                option.resisters.iter_mut().for_each(|one| one.why = words());
                option.allied.iter_mut().for_each(|one| one.text = words());
            }
            Record::Instrument(_, one) => {
                one.title = words();
                one.short_title = Some(words());
                one.locks.iter_mut().for_each(|lock| (lock.title, lock.pinpoint) = (words(), words()));
                one.exits.iter_mut().for_each(|exit| {
                    (exit.title, exit.pinpoint) = (words(), words());
                    exit.conditions.iter_mut().for_each(|condition| condition.text = words());
                });
                one.measures
                    .iter_mut()
                    .for_each(|measure| (measure.title, measure.pinpoint) = (words(), words()));
            }
            Record::Point(point) => {
                point.question = words();
                point.choices.iter_mut().for_each(|one| (one.claim, one.argument) = (words(), words()));
            }
            Record::Source(source) => {
                source.title = words();
                source.urls = [words()].into();
            }
            Record::Actor(actor) => actor.name = words(),
            Record::Episode(episode) => (episode.title, episode.note) = (words(), Some(words())),
            _ => {}
        }
        file
    });
    Register::new(files.collect::<Vec<RecordFile>>(), "0".repeat(64)).expect("register.toml is there")
}

#[test]
fn hostile_records_stay_words_in_every_format() {
    let register = hostile();
    let question = Question::on("2026-11-22".parse().expect("a day"));
    let considered =
        ["status-quo", "lift-energy-import-ban", "delist-deripaska", "license-summit"].map(|id| {
            let (id, option): (_, &ReliefOption) =
                register.options().find(|(known, _)| known.as_str() == id).expect("it");
            relief_register::view::Considered::new(
                id,
                option,
                answer(&register, Asked::from(option), question.clone()),
            )
        });
    let brief = relief_register::view::Brief {
        packages: Vec::new(),
        options: considered.into(),
        left_out: Vec::new(),
        executive_only: false,
        asked: "paper x".into(),
        receipt: relief_register::api::Receipt::of(&register, &question, ["russia"]),
    };
    let doc = relief_register::view::paper(&register, &brief);
    let noted = notes::endnotes(doc.clone());
    let written = [
        (Format::Markdown, markdown::write(&noted).into_bytes()),
        (Format::Html, html::page(&noted, &html::Frame::default()).into_bytes()),
        (Format::Typst, typst::write(&doc).into_bytes()),
        (Format::Docx, docx::write(&doc).expect("an archive")),
    ];
    let mut tables = BTreeMap::new();
    for (format, bytes) in written {
        let said = read(&bytes, format).expect("it can be read");
        assert!(said.text.contains("<script>alert(1)</script>"), "{format:?}: the words are there, as words");
        let mut rows: Vec<_> = said.tables.into_iter().map(|table| table.rows).collect();
        rows.retain(|rows| rows.iter().any(|row| row.len() > 1));
        tables.insert(format!("{format:?}"), rows);
        if let Ok(text) = std::str::from_utf8(&bytes) {
            assert!(!text.chars().any(|c| c == '\u{202e}'), "{format:?}");
        }
        match format {
            Format::Html => {
                let page = String::from_utf8(bytes).expect("text");
                assert!(!page.contains("<script") && !page.contains("javascript:a\""));
            }
            Format::Markdown => {
                let text = String::from_utf8(bytes).expect("text");
                assert!(!text.contains("<script") && !text.replace("\\]", "").contains("](javascript"));
            }
            Format::Docx => parts_are_xml(&bytes),
            _ => {}
        }
    }
    let first = tables.values().next().expect("a format").clone();
    assert!(first.len() > 10);
    for (format, rows) in &tables {
        assert!(*rows == first, "{format} says something else than the others");
    }
}

/// Every part of the archive is well-formed XML.
fn parts_are_xml(bytes: &[u8]) {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("text");
        let mut reader = quick_xml::Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event().expect("well-formed XML") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) => {
                    let sound = tag.attributes().all(|attribute| attribute.is_ok());
                    assert!(sound, "{}", String::from_utf8_lossy(tag.as_bytes()));
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_register_without_episodes_has_no_precedents() {
    let files = copy().into_iter().filter(|file| file.kind != Kind::Episode).collect();
    let bare = Register::new(files, "hash".into()).expect("register.toml is there");
    let option = bare.option("delist-deripaska").expect("the option");
    let answer = answer(&bare, Asked::from(option), Question::on("2026-11-22".parse().expect("a day")));
    assert!(Past::of(&bare).precedents(&answer).is_empty());
}
