//! The way in for fuzzing: whatever the bytes are, judging them ends soon, without a panic, in a report fit to print.
//!
//! `cargo test` runs it over `tests/fixtures/fuzz` and over mutated records; `fuzz/` wraps it for cargo-fuzz.

use serde_json::json;

use crate::diag::{Format, Report, Style, Texts};
use crate::lint;
use crate::model::Kind;
use crate::register::decode_all;
use crate::text::{SourceFile, SourceMap};

/// The least that makes a register.
const HEAD: &str = "#:schema ../schemas/records/register.json\n\ntitle = \"One record\"\nlicence = \"CC0-1.0\"\n\
                    allow = [{ lint = \"empty-regime\", reason = \"It stands alone\" }]\nconducts = []\nterritories = []\ntraits = []\n\n[[regimes]]\nid = \"arcadia\"\ntitle = \"Arcadia\"\n\
                    coverage = { from = 2014-01-01, to = 2020-01-01 }\n";

/// Every format in turn, as a pipe gets it.
const FORMATS: [Format; 5] = [Format::Text, Format::Json, Format::Github, Format::Sarif, Format::Junit];

/// Parses, decodes and judges a register of one record, and writes what is wrong with it in every format.
///
/// The record is of the kind that its first line names, else of one that its length picks. Bytes that are not UTF-8 are
/// read as a person would see them.
///
/// # Panics
/// Never; a panic is what fuzzing looks for. Writing to memory does not fail.
pub fn check_text(bytes: &[u8]) -> [Vec<u8>; 5] {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let named = Kind::ALL.iter().find(|kind| text.starts_with(&kind.schema_line()));
    let kind = named.copied().unwrap_or(Kind::ALL[text.len() % Kind::ALL.len()]);
    let mut files = vec![SourceFile { path: kind.path("the-record"), text: text.into() }];
    if kind != Kind::Register {
        files.push(SourceFile { path: Kind::Register.path(""), text: HEAD.into() });
    }
    let loaded = decode_all(SourceMap::new(files), Vec::new());
    let findings = lint::check(&loaded, None);
    let texts: Texts<'_> =
        loaded.sources.files().iter().map(|f| (f.path.as_str(), f.text.as_str())).collect();
    let receipt = json!({
        "tool": "relief",
        "version": env!("CARGO_PKG_VERSION"),
        "register_hash": loaded.sources.hash(),
        "as_of": lint::coverage_end(&loaded).map(|day| day.to_string()),
    });
    let report =
        Report { findings: &findings, rules: lint::rules(), texts: &texts, prefix: "", receipt: &receipt };
    FORMATS.map(|format| {
        let mut out = Vec::new();
        match report.write(format, Style::default(), &mut out) {
            Ok(()) => out,
            Err(error) => unreachable!("memory takes every write: {error}"),
        }
    })
}
