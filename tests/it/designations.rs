//! Published lists: every layout read alike, every flaw named with its row, and the counts by what delisting takes.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use relief_register::designations::{Depth, Layout, Roll, Source, read};
use serde_json::Value;

use crate::run::{json, printed, refused, relief_of};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lists").join(name)
}

fn path(name: &str) -> String {
    fixture(name).display().to_string()
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(fixture(name)).expect("a fixture")
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text).expect("memory");
    packed.finish().expect("memory")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a name");
        archive.write_all(text).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// The parties of a list in words, or what is wrong with it.
fn parties(list: &[u8], stream: bool) -> Result<(Vec<String>, Layout), String> {
    let mut found = Vec::new();
    let list = Cursor::new(list.to_vec());
    let source = if stream { Source::Stream(Box::new(list)) } else { Source::File(Box::new(list)) };
    let head = read(source, Depth::Counted, &mut |party| {
        let listed = party.listed.map_or(String::new(), |day| format!(", {day}"));
        let roll = if party.roll == Some(Roll::NonSdn) { ", non-sdn" } else { "" };
        found.push(format!(
            "{} {} ({}): {}{listed}{roll}",
            party.uid,
            party.name,
            party.kind.word(),
            party.tags
        ));
        Ok(())
    });
    head.map(|head| (found, head.layout)).map_err(|flaw| flaw.to_string())
}

#[test]
fn every_layout_is_read() {
    let (legacy, layout) = parties(&bytes("sdn-2024-07-02.csv"), false).expect("a list");
    assert_eq!(layout, Layout::LegacyCsv);
    assert_eq!(
        legacy[1..4],
        [
            "102 BETA, Boris \"Bob\" (individual): UKRAINE-EO13661] [RUSSIA-EO14024",
            "103 GAMMA STAR (vessel): RUSSIA-EO14024",
            "104 DELTA TRADING (entity): SDGT] [RUSSIA-EO14024",
        ]
    );
    let (headed, layout) = parties(&bytes("sdn-tags-2026-08-20.csv"), false).expect("a list");
    assert_eq!((layout, headed.len()), (Layout::HeadedCsv, 5));
    assert_eq!(headed[2], "104 DELTA TRADING (entity): SDGT; RUSSIA-EO14024");
    let (xml, layout) = parties(&bytes("sdn.xml"), false).expect("a list");
    assert_eq!(layout, Layout::SdnXml);
    assert_eq!(
        xml,
        [
            "101 ALPHA & BANK (entity): RUSSIA-EO14024",
            "102 BETA, Boris (individual): UKRAINE-EO13661; RUSSIA-EO14024",
            "103 GAMMA STAR (vessel): RUSSIA-EO14024",
        ]
    );
    let (advanced, layout) = parties(&bytes("sdn_advanced.xml"), false).expect("a list");
    assert_eq!(layout, Layout::AdvancedXml);
    assert_eq!(
        advanced,
        [
            "101 ALPHA BANK (entity): RUSSIA-EO14024, 2022-04-06",
            "102 BETA, Boris (individual): RUSSIA-EO14024, 2026-09-25",
            "101 ALPHA BANK (entity): RUSSIA-EO14024, 2022-03-01, non-sdn",
        ]
    );
}

#[test]
fn packing_and_the_way_in_change_nothing() {
    for name in ["sdn-2024-07-02.csv", "sdn-tags-2026-08-20.csv", "sdn.xml", "sdn_advanced.xml"] {
        let plain = bytes(name);
        let wanted = parties(&plain, false);
        assert!(wanted.is_ok(), "{name}");
        let mut marked = b"\xef\xbb\xbf".to_vec();
        marked.extend(&plain);
        let windows = String::from_utf8(plain.clone()).expect("text").replace('\n', "\r\n").into_bytes();
        let archive = zip(&[(name, &plain)]);
        for other in [plain.clone(), gzip(&plain), archive, marked, windows] {
            for stream in [false, true] {
                assert_eq!(parties(&other, stream), wanted, "{name}");
            }
        }
    }
}

/// A reader that gives out a head, then one byte without end.
struct Endless(Cursor<Vec<u8>>, u8);

impl Read for Endless {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buf)? {
            0 => {
                buf.fill(self.1);
                Ok(buf.len())
            }
            n => Ok(n),
        }
    }
}

#[test]
fn what_is_wrong_is_said_with_its_row() {
    let legacy = String::from_utf8(bytes("sdn-2024-07-02.csv")).expect("text");
    let xml = String::from_utf8(bytes("sdn.xml")).expect("text");
    let advanced = String::from_utf8(bytes("sdn_advanced.xml")).expect("text");
    let cut = |text: &str, at: &str| text.as_bytes()[..text.find(at).expect("there") + 4].to_vec();
    let packed = gzip(legacy.as_bytes());
    let utf16: Vec<u8> = legacy.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (Vec::new(), "the file is empty"),
        (b"a,b,c\n1,2,3\n".to_vec(), "row 1: no column is named `uid`"),
        (legacy.replace("103,", "x,").into_bytes(), "row 3 (line 3): `x` is no number of a party"),
        (legacy.replace("\"vessel\"", "\"boat\"").into_bytes(), "row 3 (line 3): `boat` is no type of party"),
        (legacy.replace("SDGT] [", "] [").into_bytes(), "row 4 (line 4): `] [RUSSIA-EO14024` holds an empty"),
        (legacy.replace("\"GAMMA STAR\"", "-0- ").into_bytes(), "row 3 (line 3): the party has no name"),
        (
            legacy.replace("\"CUBA\",-0- ,", "\"CUBA\",").into_bytes(),
            "row 5 (line 5): 11 columns stand where",
        ),
        (
            legacy.replace("1971.\"", "1971.").into_bytes(),
            "row 6 (line 6): the row runs over into the next: a quote is missing",
        ),
        (cut(&legacy, "Crude"), "row 3 (line 3): 7 columns stand where there are to be 12"),
        (cut(&legacy, "DOB 1971"), "row 6: the file ends in the middle of a row"),
        (format!("{legacy}107,x\n").into_bytes(), "row 8 (line 8): something stands after the mark"),
        (b"\x1a\n".to_vec(), "row 1: no column is named `uid`"),
        ([b"1,\"\xe9\"".as_slice(), b",,X,,,,,,,,\n"].concat(), "row 1 (line 1): column 2 is not UTF-8"),
        ([b"\xff\xfe".as_slice(), &utf16].concat(), "the file is UTF-16"),
        (utf16, "the file is UTF-16"),
        (packed[..packed.len() - 30].to_vec(), "the compressed file ends early"),
        (b"PK\x03\x04nonsense".to_vec(), "the zip archive cannot be read"),
        (zip(&[("a.csv", b"x"), ("b.csv", b"x")]), "the zip archive holds 2 files, not one: a.csv, b.csv"),
        (cut(&xml, "(Linked"), "entry 2: the file ends inside `remarks`"),
        (cut(&xml, "<remarks>"), "entry 2 (byte "),
        (
            xml.replace("<Record_Count>3", "<Record_Count>4").into_bytes(),
            "says that it holds 4 parties, and holds 3",
        ),
        (xml.replace("<uid>103</uid>", "").into_bytes(), "entry 3 (byte "),
        (xml.replace("&amp;", "&bomb;").into_bytes(), "`&bomb;` is no entity"),
        (xml.replace("<sdnList", "<!DOCTYPE x><sdnList").into_bytes(), "declares a document type"),
        (xml.replace("</uid>", "</id>").into_bytes(), "the XML is not well formed"),
        (b"<html></html>".to_vec(), "`html` is the root of no list"),
        (
            advanced.replace("ProfileID=\"102\"", "ProfileID=\"9\"").into_bytes(),
            "profile `9`, which is no party",
        ),
        (advanced.replace("ListID=\"91243\"", "ListID=\"7\"").into_bytes(), "the list `7` of the entry"),
        (advanced.replace("<Day>25", "<Day>35").into_bytes(), "entry 2 (byte "),
    ];
    for (list, wanted) in cases {
        for stream in [false, true] {
            let said = parties(&list, stream).expect_err(wanted);
            assert!(said.contains(wanted), "wanted `{wanted}`, got `{said}`");
        }
    }
}

#[test]
fn an_entry_without_end_and_a_bomb_are_refused() {
    let heads = [b"1,\"".to_vec(), b"<sdnList><sdnEntry><remarks>".to_vec()];
    for head in heads {
        let list = Endless(Cursor::new(head), b'a');
        let said = read(Source::Stream(Box::new(list)), Depth::Counted, &mut |_| Ok(())).expect_err("no end");
        assert!(said.to_string().contains("no entry ends within 16 MiB"), "{said}");
    }
    let row = [b"1,".as_slice(), &[b'A'; 64 << 10], b",entity,CUBA\n"].concat();
    let bomb = gzip(&[b"uid,name,type,programs\n".as_slice(), &row.repeat(300)].concat());
    let said = read(Source::Stream(Box::new(Cursor::new(bomb))), Depth::Counted, &mut |_| Ok(()))
        .expect_err("a bomb");
    assert!(said.to_string().contains("unpacks to more than 200 times its size"), "{said}");
}

fn row<'v>(report: &'v Value, tags: &[&str]) -> &'v Value {
    let rows = report["combinations"].as_array().expect("rows");
    rows.iter().find(|row| row["tags"] == serde_json::json!(tags)).expect("the tags are there")
}

#[test]
fn a_list_before_the_freeze_lies_inside_it_and_a_later_one_branches() {
    let before = json(&format!("designations {} --as-of 2026-11-22", path("sdn-tags-2026-08-20.csv")));
    let row_before = row(&before, &["RUSSIA-EO14024"]);
    assert_eq!(row_before["counts"]["entity"], 2);
    let when = |report: &Value| report["verdicts"].to_string();
    assert!(!when(&before).contains("listed under RUSSIA-EO14024 by 2026-09-17"));
    let list = path("sdn-tags-2026-08-20.csv");
    let after = json(&format!("designations {list} --list-date 2026-10-20 --as-of 2026-11-22"));
    assert!(when(&after).contains("listed under RUSSIA-EO14024 by 2026-09-17"), "{}", when(&after));
    let early = json(&format!("designations {list} --as-of 2026-09-01"));
    assert_eq!(row(&early, &["RUSSIA-EO14024"])["pathways"], serde_json::json!(["executive"]));
    // Before the act of 2026 two parties are free of locks; of one a tag is not mapped, and of one the law is contested.
    let who = &early["regimes"][0];
    assert_eq!(
        (&who["executive_only"], &who["congress"], &who["open"]),
        (&2.into(), &0.into(), &2.into()),
        "{who}"
    );
}

#[test]
fn both_tests_of_nationality_are_asked_and_unmapped_tags_are_counted() {
    let report = json(&format!("designations {} --as-of 2026-11-22", path("sdn-2024-07-02.csv")));
    let mixed = row(&report, &["RUSSIA-EO14024", "SDGT"]);
    assert_eq!(mixed["unmapped"], serde_json::json!(["SDGT"]));
    let verdict = &report["verdicts"][mixed["verdict"].as_u64().expect("a place") as usize];
    let asked: Vec<&str> = verdict["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .filter_map(|c| c["nationality"].as_str())
        .collect();
    assert!(asked.contains(&"ru") && asked.contains(&"other"), "{asked:?}");
    assert_eq!(row(&report, &["CUBA"])["verdict"], Value::Null);
    assert_eq!(report["unmapped"]["total"], 1);
    assert_eq!(report["counted"]["total"], 6);
    let who = &report["regimes"][0];
    let of = |key: &str| who[key].as_u64().expect("a count");
    assert_eq!((of("parties"), of("executive_only") + of("congress") + of("open")), (5, 5), "{who}");
    assert!(of("open") > 0, "{who}");
    let check = &report["crosschecks"][0];
    assert_eq!((&check["agree"], &check["missing_uids"]), (&1.into(), &serde_json::json!([106])));
}

#[test]
fn a_party_with_two_tags_needs_the_ways_out_of_both() {
    let report = json(&format!("designations {} --party 102 --as-of 2026-11-22", path("sdn-2024-07-02.csv")));
    let party = &report["parties"][0];
    assert_eq!(party["tags"].as_array().map(Vec::len), Some(2));
    let delist = &party["ways"][0];
    assert_eq!(delist["action"], "terminate");
    let asked: Vec<&str> =
        party["turns_on"].as_array().expect("points").iter().filter_map(|p| p["id"].as_str()).collect();
    assert!(asked.contains(&"c10-listing") && asked.contains(&"significantly-alters"), "{asked:?}");
    let locks = delist["verdict"].to_string();
    assert!(locks.contains("caatsa/216") && locks.contains("sria/102-d"), "{locks}");
    let by_name =
        json(&format!("designations {} --party boris --as-of 2026-11-22", path("sdn-2024-07-02.csv")));
    assert_eq!(by_name["parties"], report["parties"]);
}

#[test]
fn a_party_is_found_by_any_of_its_names_in_every_layout() {
    let meant = |list: &str, typed: &str| {
        let list = path(list);
        let asked = ["designations", &list, "--as-of", "2026-11-22", "--format", "json", "--party", typed];
        let report: Value = serde_json::from_slice(&relief_of(&asked).stdout).expect("JSON");
        let one = |party: &Value| format!("{} {}", party["uid"], party["alternate"]);
        report["parties"].as_array().expect("parties").iter().map(one).collect::<Vec<_>>()
    };
    for list in ["sdn-2024-07-02.csv", "sdn-tags-2026-08-20.csv", "sdn.xml"] {
        assert_eq!(meant(list, "Alpha"), [r#"101 "ALPHA""#], "{list}: a whole name before a part of many");
    }
    // Each entry of the advanced XML is a party; a name in another script is an alternate one.
    assert_eq!(meant("sdn_advanced.xml", "alpha"), [r#"101 "ALPHA""#; 2]);
    assert_eq!(meant("sdn_advanced.xml", "альфа"), [r#"101 "АЛЬФА""#; 2]);
    assert_eq!(meant("sdn_advanced.xml", "alpha bank"), ["101 null"; 2]);
    assert_eq!(meant("sdn.xml", "old, name; OF the"), [r#"101 "OLD, Name; of the bank""#]);
    assert_eq!(meant("sdn-tags-2026-08-20.csv", "alpha & sons"), [r#"101 "ALPHA  & SONS""#]);
    assert_eq!(meant("sdn-tags-2026-08-20.csv", "a"), ["101 null", "102 null", "104 null", "107 null"]);
    let text =
        printed(&format!("designations {} --party bob --as-of 2026-11-22", path("sdn-tags-2026-08-20.csv")));
    assert!(text.contains("found by its alternate name BOB"), "{text}");
    let list = path("sdn-tags-2026-08-20.csv");
    let csv = printed(&format!("designations {list} --party a --as-of 2026-11-22 --format csv"));
    let whose = |uid: &str| csv.lines().any(|line| line.starts_with(uid));
    assert!(
        whose("101,ALPHA BANK,delist,") && whose("107,ETA LIMITED,delist,"),
        "every party is in it: {csv}"
    );
}

#[test]
fn alternate_names_are_read_only_where_they_are_wanted() {
    for name in ["sdn-tags-2026-08-20.csv", "sdn.xml", "sdn_advanced.xml"] {
        for depth in [Depth::Counted, Depth::Named] {
            let (mut found, list) = (0, Cursor::new(bytes(name)));
            let head = read(Source::File(Box::new(list)), depth, &mut |party| {
                found += party.alternates.iter().count();
                Ok(())
            });
            assert!(head.is_ok(), "{name}");
            assert_eq!(found > 0, depth == Depth::Named, "{name}: {found}");
        }
    }
}

#[test]
fn who_came_off_is_told_by_tag_and_by_the_law_of_the_newer_day() {
    let (old, new) = (path("sdn-2024-07-02.csv"), path("sdn-tags-2026-08-20.csv"));
    let report = json(&format!("designations {old} {new}"));
    assert_eq!(report["receipt"]["as_of"], "2026-08-20");
    assert_eq!(report["added"], 1);
    let removed: Vec<String> = report["removed"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|one| format!("{} {} {} {}", one["uid"], one["off"], one["stays"], one["pathways"]))
        .collect();
    assert_eq!(
        removed,
        [
            r#"102 ["RUSSIA-EO14024"] ["UKRAINE-EO13661"] ["executive"]"#,
            r#"103 ["RUSSIA-EO14024"] [] ["executive"]"#,
            r#"106 ["UKRAINE-EO13660"] [] ["executive","review","legislation"]"#,
        ]
    );
    let (code, said) = refused(&format!("designations {new} {old}"));
    assert_eq!(code, Some(2));
    assert!(said.contains("name the older list first"), "{said}");
}

#[test]
fn a_day_of_listing_settles_what_a_day_of_the_list_leaves_open() {
    let report = json(&format!("designations {} --as-of 2026-11-22", path("sdn_advanced.xml")));
    let rows = report["combinations"].as_array().expect("rows");
    let days: Vec<String> =
        rows.iter().map(|row| format!("{} {}", row["read_as"], row["listed_by"])).collect();
    assert!(days.contains(&"\"sdn\" \"2026-09-17\"".to_owned()), "{days:?}");
    let all = report["verdicts"].to_string();
    assert!(!all.contains("listed under RUSSIA-EO14024 by 2026-09-17"), "{all}");
}

#[test]
fn a_question_that_a_list_cannot_answer_is_refused() {
    let list = path("sdn-tags-2026-08-20.csv");
    let (code, said) = refused(&format!("designations {list} --as-of 2026-08-19"));
    assert!(code == Some(2) && said.contains("does not say who was listed on 2026-08-19"), "{said}");
    let (code, said) = refused(&format!("designations {list} --party nobody"));
    assert!(code == Some(1) && said.contains("no party"), "{said}");
    let known = printed(&format!("designations {list} --as-of 2026-11-22 --program russia-eo14024"));
    assert!(known.contains("RUSSIA-EO14024"), "case tells no tags apart: {known}");
    let (code, said) = refused(&format!("designations {list} --as-of 2026-11-22 --program RUSIA-EO14024"));
    assert!(code == Some(1) && said.contains("did you mean `RUSSIA-EO14024`?"), "{said}");
    let undated = std::env::temp_dir().join("relief-list-undated.csv");
    fs::copy(fixture("sdn-tags-2026-08-20.csv"), &undated).expect("a copy");
    let (code, said) = refused(&format!("designations {}", undated.display()));
    assert!(code == Some(2) && said.contains("--list-date"), "{said}");
}

#[test]
fn the_table_fits_and_says_that_a_tag_is_no_proof() {
    let text = printed(&format!("designations {} --as-of 2026-11-22 --list", path("sdn-2024-07-02.csv")));
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for words in ["evidence, not proof", "ALPHA BANK", "SDGT*", "31 CFR 589.201"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let csv =
        printed(&format!("designations {} --as-of 2026-11-22 --format csv", path("sdn-2024-07-02.csv")));
    assert_eq!(csv.lines().count(), 7, "{csv}");
    assert!(csv.contains("CUBA,not encoded,CUBA,1,"), "what is not mapped is counted too: {csv}");
}

#[test]
fn a_file_with_a_tag_for_every_row_is_refused_and_not_kept() {
    let rows = (0..20_001).map(|at| format!("{at},A,entity,TAG {at}\n"));
    let list = std::env::temp_dir().join("relief-list-of-tags-2026-08-20.csv");
    let text: String = std::iter::once("uid,name,type,programs\n".to_owned()).chain(rows).collect();
    fs::write(&list, text).expect("a file");
    let (code, said) = refused(&format!("designations {} --as-of 2026-11-22", list.display()));
    assert!(code == Some(2) && said.contains("entry 20002: more than 20000 combinations of tags"), "{said}");
}
