//! Exports: each format read back, its keys checked, the same bytes twice, and nobody else's files lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use jiff::civil::Date;
use relief_register::api::Receipt;
use relief_register::export::{Cell, File, Format, Table, Type, export, tables};
use relief_register::register::{Register, embedded_trials};
use relief_register::relief::{Asked, Question, answer, by_tag};
use serde_json::Value;

use crate::run::{refused, relief};

static REGISTER: LazyLock<Register> = LazyLock::new(|| embedded_trials().expect("the register decodes"));

fn question() -> Question {
    Question::on(day("2026-11-22"))
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn receipt() -> Receipt {
    Receipt::of(&REGISTER, &question(), [])
}

/// Every table, made once.
static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let asked = question();
    let reports = REGISTER.options().filter(|(_, option)| option.retired.is_none()).map(|(id, option)| {
        let answer = answer(&REGISTER, Asked::from(option), asked.clone());
        relief_register::api::option_report(id, option, &answer)
    });
    tables(&REGISTER, &asked, &receipt(), &reports.collect::<Vec<_>>())
});

fn table(name: &str) -> &'static Table {
    TABLES.iter().find(|table| table.name == name).expect("a table")
}

fn files(format: Format) -> BTreeMap<String, Vec<u8>> {
    let files: Vec<File> = export(&REGISTER, &question(), &receipt(), format).expect("an export");
    files.into_iter().map(|file| (file.path, file.bytes)).collect()
}

static CSV: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| files(Format::Csv));

#[cfg(feature = "exports")]
static PARQUET: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| files(Format::Parquet));

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

/// The records of a CSV file, by RFC 4180.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut all, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                all.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the file ends with a whole record");
    all
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|v| v.as_str().expect("a string")).collect()
}

#[test]
fn tables_keep_their_promises() {
    let keys: BTreeMap<&str, BTreeSet<Vec<&Cell>>> = TABLES
        .iter()
        .map(|table| (table.name, table.rows.iter().map(|row| row[..table.key].iter().collect()).collect()))
        .collect();
    for table in TABLES.iter() {
        assert!(!table.rows.is_empty(), "{} is empty", table.name);
        assert_eq!(keys[table.name].len(), table.rows.len(), "the key of {} is unique", table.name);
        assert!(table.rows.is_sorted(), "{} is sorted", table.name);
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.name);
            for (cell, column) in row.iter().zip(&table.columns) {
                let fits = match cell {
                    Cell::Null => !column.required,
                    Cell::Text(words) => column.kind == Type::Text && !words.is_empty(),
                    Cell::Integer(_) => column.kind == Type::Integer,
                    Cell::Boolean(_) => column.kind == Type::Boolean,
                    Cell::Day(_) => column.kind == Type::Day,
                };
                assert!(fits, "{}.{}: {cell:?} in {row:?}", table.name, column.name);
            }
        }
        for foreign in &table.foreign {
            let at = |name: &&str| table.columns.iter().position(|c| c.name == *name).expect("a column");
            let places: Vec<usize> = foreign.columns.iter().map(at).collect();
            for row in &table.rows {
                let key: Vec<&Cell> = places.iter().map(|at| &row[*at]).collect();
                let leads = key.contains(&&Cell::Null) || keys[foreign.table].contains(&key);
                assert!(leads, "{}: {key:?} is not in {}", table.name, foreign.table);
            }
        }
    }
}

#[test]
fn csv_reads_back_with_its_keys() {
    let package = json(&CSV["datapackage.json"]);
    assert_eq!(package["licenses"][0]["name"], "CC0-1.0");
    assert_eq!(package["receipt"]["register_hash"], REGISTER.hash());
    assert!(package["sources"].as_array().is_some_and(|sources| sources.len() > 20));
    let resources = package["resources"].as_array().expect("resources");
    assert_eq!(resources.len(), TABLES.len());
    let mut read: BTreeMap<&str, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        let mut rows = records(std::str::from_utf8(&CSV[path]).expect("UTF-8")).into_iter();
        let names = rows.next().expect("headings");
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        assert_eq!(names, fields.iter().map(|f| f["name"].as_str().expect("a name")).collect::<Vec<_>>());
        let rows = rows.map(|row| {
            assert_eq!(row.len(), names.len(), "{path}");
            names.iter().cloned().zip(row).collect()
        });
        read.insert(resource["name"].as_str().expect("a name"), rows.collect());
    }
    for resource in resources {
        let name = resource["name"].as_str().expect("a name");
        assert_eq!(read[name].len(), table(name).rows.len(), "{name}");
        for key in resource["schema"]["foreignKeys"].as_array().expect("foreign keys") {
            let to = key["reference"]["resource"].as_str().filter(|to| !to.is_empty()).unwrap_or(name);
            let pick = |row: &BTreeMap<String, String>, of: &Value| -> Vec<String> {
                strings(of).iter().map(|field| row[*field].clone()).collect()
            };
            let there: BTreeSet<_> =
                read[to].iter().map(|row| pick(row, &key["reference"]["fields"])).collect();
            for row in &read[name] {
                let from = pick(row, &key["fields"]);
                assert!(from.iter().any(String::is_empty) || there.contains(&from), "{name}: {from:?}");
            }
        }
    }
    assert!(CSV.values().all(|bytes| !bytes.starts_with(b"\xef\xbb\xbf")), "UTF-8 without a mark");
}

#[test]
fn a_cell_cannot_become_a_formula() {
    let words = ["=HYPERLINK(\"x\")", "+1", "-1", "@x", "a,b", "two\nlines"];
    let line = relief_register::doc::csv::record(words.iter().map(ToString::to_string));
    assert_eq!(records(&line)[0], ["'=HYPERLINK(\"x\")", "'+1", "'-1", "'@x", "a,b", "two lines"]);
}

#[test]
fn json_files_are_those_of_the_index_and_carry_the_receipt() {
    let files = files(Format::Json);
    let index = json(&files["index.json"]);
    let listed: BTreeSet<&str> =
        index["files"].as_array().expect("files").iter().filter_map(|file| file["path"].as_str()).collect();
    let written: BTreeSet<&str> = files.keys().map(String::as_str).filter(|p| *p != "index.json").collect();
    assert_eq!(listed, written);
    let schemas: BTreeMap<&str, Value> = relief_register::api::schemas().into_iter().collect();
    for file in index["files"].as_array().expect("files") {
        let value = json(&files[file["path"].as_str().expect("a path")]);
        assert_eq!(value["receipt"], index["receipt"], "{}", file["path"]);
        assert_eq!(value["schema_version"], index["schema_version"]);
        let schema = &schemas[file["schema"].as_str().expect("a schema")];
        assert!(jsonschema::is_valid(schema, &value), "{} is not as its schema says", file["path"]);
    }
    assert!(jsonschema::is_valid(&schemas["export-index"], &index));
    assert_eq!(json(&files["options/status-quo.json"])["option"]["baseline"], true);
    let locks = json(&files["tables/locks.json"]);
    let lock = locks["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["id"] == "caatsa/222-a"));
    assert_eq!(lock.expect("the lock")["holds"], Value::Bool(true));
}

#[test]
fn linked_data_parses_and_every_id_is_one() {
    let files = files(Format::JsonLd);
    let document = json(&files["register.jsonld"]);
    let nodes = document["@graph"].as_array().expect("a graph");
    let ids: BTreeSet<&str> = nodes.iter().filter_map(|node| node["@id"].as_str()).collect();
    assert_eq!(ids.len(), nodes.len(), "every @id is there once");
    let order = nodes.iter().find(|node| node["@id"] == "urn:relief-register:eo-13660").expect("the order");
    assert_eq!(order["@type"], "Legislation");
    assert_eq!(order["legislationIdentifier"], serde_json::json!(["/us/eo/13660", "/us/fr/79/13493"]));
    assert_eq!(order["own:declaresEmergency"][0]["@id"], "urn:relief-register:ne-13660");
    let mut named = BTreeSet::new();
    references(nodes, &mut named);
    let lost: Vec<_> = named.iter().filter(|id| !ids.contains(id.as_str())).collect();
    assert!(lost.is_empty(), "no node for {lost:?}");
}

/// Every URN of ours that a node refers to.
fn references(values: &[Value], found: &mut BTreeSet<String>) {
    for value in values {
        match value {
            Value::Object(map) => {
                let only = map.len() == 1;
                if let Some(id) =
                    map.get("@id").and_then(Value::as_str).filter(|id| only && id.starts_with("urn:"))
                {
                    found.insert(id.to_owned());
                }
                references(&map.values().cloned().collect::<Vec<_>>(), found);
            }
            Value::Array(list) => references(list, found),
            _ => {}
        }
    }
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    assert!(*CSV == files(Format::Csv));
    #[cfg(feature = "exports")]
    assert!(*PARQUET == files(Format::Parquet));
}

#[test]
fn delisting_by_tag_says_what_an_option_says() {
    let spans = by_tag(&REGISTER, &question());
    let at = |tag: &str, nationality: &str, listed: &str, asked: &str| {
        let (listed, asked) = (day(listed), day(asked));
        let found: Vec<_> = spans
            .iter()
            .filter(|span| {
                span.programme.as_str() == tag && span.nationality == nationality && span.reading.is_none()
            })
            .filter(|span| span.listed_from <= listed && span.listed_until.is_none_or(|until| listed < until))
            .filter(|span| span.from <= asked && span.until.is_none_or(|until| asked < until))
            .collect();
        assert_eq!(found.len(), 1, "{tag} {listed} {asked}: a day lies in one row: {found:?}");
        let words =
            |set: &[relief_register::model::Pathway]| set.iter().map(|p| p.word()).collect::<Vec<_>>();
        (words(&found[0].pathways), words(&found[0].outlying))
    };
    // Polyus is a Russian company listed under the order on one ground; the option has no goal that takes more.
    for asked in ["2025-03-04", "2026-11-22"] {
        let option = REGISTER.option("delist-eo-14024-person").expect("the option");
        let direct = answer(&REGISTER, Asked::from(option), Question::on(day(asked)));
        let direct: BTreeSet<&str> = direct.lawful().iter().map(|p| p.word()).collect();
        let row = at("russia-eo14024", "ru", "2023-05-19", asked);
        assert!(
            row.0.iter().copied().collect::<BTreeSet<_>>().is_superset(&direct),
            "{asked}: {row:?} {direct:?}"
        );
    }
    assert_eq!(at("russia-eo14024", "ru", "2023-05-19", "2025-03-04").0, ["executive"]);
    // The freeze of 2017 reaches who was listed by then, and nobody listed later.
    let reached = at("ukraine-eo13661", "ru", "2014-03-20", "2017-08-02").0;
    assert!(!reached.contains(&"executive"), "{reached:?}");
    assert!(at("ukraine-eo13661", "ru", "2014-03-20", "2017-08-01").0 == ["executive"]);
    // Where no day is left out, the rows of a band follow each other.
    let mut by_band: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for span in &spans {
        let key = (&span.programme, span.listed_from, &span.nationality, &span.reading);
        by_band.entry(key).or_default().push((span.from, span.until));
    }
    for (band, rows) in by_band {
        assert!(rows.windows(2).all(|pair| pair[0].1 == Some(pair[1].0)), "{band:?}: {rows:?}");
        assert_eq!(rows.last().expect("a row").1, None, "{band:?}");
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("relief-export-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn exported(folder: &Path, more: &str) -> std::process::Output {
    let folder = folder.to_str().expect("a path").to_owned();
    relief(&format!("export --format jsonld --as-of 2026-11-22 -o {folder} {more}"))
}

#[test]
fn other_files_are_never_lost() {
    let to = folder("safe");
    assert!(exported(&to, "").status.success(), "into a folder that is not there");
    let stale = to.join("stale.csv");
    let index = to.join("index.json");
    let mut listed = json(&fs::read(&index).expect("an index"));
    let outside = to.with_extension("outside");
    fs::write(&outside, "kept").expect("a file");
    let name = outside.file_name().and_then(|name| name.to_str()).expect("a name");
    let more =
        [serde_json::json!({ "path": "stale.csv" }), serde_json::json!({ "path": format!("../{name}") })];
    listed["files"].as_array_mut().expect("files").extend(more);
    fs::write(&index, listed.to_string()).expect("an index");
    fs::write(&stale, "x").expect("a file");
    fs::write(to.join("notes.txt"), "mine").expect("a file");
    assert!(exported(&to, "").status.success(), "over an export of ours");
    assert!(!stale.exists(), "what an earlier export left over goes");
    assert!(outside.exists(), "an index cannot name what lies outside");
    assert_eq!(fs::read_to_string(to.join("notes.txt")).expect("a file"), "mine");
    assert!(fs::read_dir(&to).expect("a folder").all(|e| !e.expect("an entry").path().ends_with(".part")));
    let other = folder("other");
    fs::create_dir(&other).expect("a folder");
    fs::write(other.join("index.json"), "{}").expect("a file");
    let out = exported(&other, "");
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("--force"));
    assert_eq!(fs::read_to_string(other.join("index.json")).expect("a file"), "{}", "nothing was written");
    assert!(exported(&other, "--force").status.success());
    for path in [&to, &other] {
        fs::remove_dir_all(path).expect("a folder");
    }
    fs::remove_file(&outside).expect("a file");
}

#[test]
fn a_folder_must_be_named() {
    let (code, said) = refused("export --format csv");
    assert_eq!(code, Some(2));
    assert!(said.contains("-o DIR"), "{said}");
}

#[cfg(not(feature = "exports"))]
#[test]
fn the_build_that_has_a_format_is_named() {
    for format in ["sqlite", "parquet"] {
        let (code, said) = refused(&format!("export --format {format} -o nowhere"));
        assert_eq!(code, Some(2));
        assert!(said.contains("cargo install --path . --features exports"), "{said}");
    }
    let help = relief("export --help");
    assert!(String::from_utf8_lossy(&help.stdout).contains("parquet"), "the format is not hidden");
}

#[cfg(feature = "exports")]
#[test]
fn sqlite_reads_back_and_enforces_its_keys() {
    let to = folder("sqlite");
    let line = format!("export --format sqlite --as-of 2026-11-22 -o {}", to.display());
    assert!(relief(&line).status.success());
    let path = to.join("register.sqlite");
    assert_eq!(fs::read(&path).expect("the file"), files(Format::Sqlite)["register.sqlite"], "as in memory");
    let database = rusqlite::Connection::open(&path).expect("a database");
    database.execute_batch("PRAGMA foreign_keys = ON").expect("keys");
    let broken: Vec<String> = database
        .prepare("PRAGMA foreign_key_check")
        .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
        .expect("a check");
    assert!(broken.is_empty(), "{broken:?}");
    let sound: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(sound, "ok");
    for table in TABLES.iter() {
        let count = format!("SELECT count(*) FROM \"{}\"", table.name);
        let rows: i64 = database.query_row(&count, [], |row| row.get(0)).expect("rows");
        assert_eq!(rows, i64::try_from(table.rows.len()).expect("a count"), "{}", table.name);
        let text: String = database
            .query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [table.name], |row| row.get(0))
            .expect("a definition");
        assert!(text.contains(table.about), "{text}");
    }
    let stray = database.execute("INSERT INTO relations VALUES ('nowhere', 'amends', 'x', 'x', 0)", []);
    assert!(stray.is_err(), "a key that leads nowhere is refused");
    let bound: String = database
        .query_row("SELECT measure FROM lock_measures WHERE lock = 'caatsa/222-a' ORDER BY 1", [], |row| {
            row.get(0)
        })
        .expect("a measure");
    assert!(bound.starts_with("dir-13662"), "{bound}");
    drop(database);
    fs::remove_dir_all(&to).expect("a folder");
}

#[cfg(feature = "exports")]
#[test]
fn parquet_reads_back_value_by_value() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    let place = folder("parquet");
    for table in TABLES.iter() {
        fs::write(&place, &PARQUET[&format!("{}.parquet", table.name)]).expect("a file");
        let reader = SerializedFileReader::new(fs::File::open(&place).expect("a file")).expect("a file");
        let metadata = reader.metadata().file_metadata();
        let said = metadata.key_value_metadata().expect("metadata");
        let own = said.iter().find(|pair| pair.key == "relief.receipt").and_then(|pair| pair.value.as_ref());
        assert_eq!(json(own.expect("a receipt").as_bytes())["register_hash"], REGISTER.hash());
        let mut count = 0;
        for (row, cells) in reader.get_row_iter(None).expect("rows").zip(&table.rows) {
            let row = row.expect("a row");
            for ((name, field), (cell, column)) in row.get_column_iter().zip(cells.iter().zip(&table.columns))
            {
                assert_eq!(name, column.name);
                let epoch = day("1970-01-01");
                let same = match (field, cell) {
                    (Field::Null, Cell::Null) => true,
                    (Field::Str(a), Cell::Text(b)) => a == b,
                    (Field::Long(a), Cell::Integer(b)) => a == b,
                    (Field::Bool(a), Cell::Boolean(b)) => a == b,
                    (Field::Date(a), Cell::Day(b)) => epoch.until(*b).is_ok_and(|span| span.get_days() == *a),
                    _ => false,
                };
                assert!(same, "{}.{name}: {field:?} for {cell:?}", table.name);
            }
            count += 1;
        }
        assert_eq!(count, table.rows.len(), "{}", table.name);
    }
    fs::remove_file(&place).expect("a file");
}
