//! From a tree on disk to records: one parse and one typed decode per file, in parallel where it pays.
//!
//! Loading never fails on a record: what cannot be read, parsed or decoded is kept as such, with its id, so
//! that one typo does not cause fifty unknown ids. Only a root that is not there is an error.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::Register;
use crate::model::{Id, Instrument, Kind, Point, Record, sharing};
use crate::text::{self, DecodeFlaw, Problem, SourceFile, SourceMap, Syntax};

/// No thread pool below this number of files.
const PARALLEL: usize = 500;

/// A record with where it was read.
pub struct RecordFile {
    /// Relative to the register's root, with `/`.
    pub path: String,
    /// The file's stem.
    pub id: Id,
    /// The kind that the folder tells.
    pub kind: Kind,
    /// The record.
    pub record: Record,
}

impl RecordFile {
    /// The instrument, if it is one.
    pub fn instrument(&self) -> Option<&Instrument> {
        match &self.record {
            Record::Instrument(_, instrument) => Some(instrument),
            _ => None,
        }
    }

    /// The point with its id, if it is one.
    pub fn point(&self) -> Option<(&Id, &Point)> {
        match &self.record {
            Record::Point(point) => Some((&self.id, point)),
            _ => None,
        }
    }

    /// Whether it is a statute, or a bill that would be one.
    pub fn is_statute(&self) -> bool {
        matches!(self.kind, Kind::Statute | Kind::Bill)
    }
}

/// What came of one file.
pub enum Decoded {
    /// It lies where no record lies, or its name is not an id.
    Stray,
    /// It is not TOML.
    Syntax(Syntax),
    /// It is TOML but not a record of its kind.
    Flawed(DecodeFlaw),
}

/// A tree that was read.
pub struct Loaded {
    /// The files as read.
    pub sources: SourceMap,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What could not be decoded, by the place of the file in `sources`.
    pub flawed: Vec<(usize, Decoded)>,
    /// The register of what could; none without a `register.toml`.
    pub register: Option<Register>,
}

impl Loaded {
    /// The texts to show places in; that of a file that is not UTF-8 has replacement characters.
    pub fn texts(&self) -> BTreeMap<&str, &str> {
        let read = self.sources.files().iter().map(|file| (file.path.as_str(), file.text.as_str()));
        let unread =
            self.problems.iter().filter_map(|p| Some((p.path.as_str(), p.seen.as_ref()?.1.as_str())));
        read.chain(unread).collect()
    }

    /// The ids of files that were not decoded: known, though their records are not.
    pub fn known_ids(&self) -> impl Iterator<Item = (&str, Option<Kind>)> {
        self.flawed.iter().map(|(at, _)| {
            let path = self.sources.files()[*at].path.as_str();
            (stem(path), Kind::of_path(path))
        })
    }
}

/// Reads the tree at `root`.
///
/// # Errors
/// The root is missing or not a folder.
pub fn load(root: &Path) -> io::Result<Loaded> {
    let (sources, decoded, problems) = text::read_each(root, decode)?;
    Ok(link(sources, decoded, problems))
}

/// Decodes the files of a tree that was read, and links them.
pub fn decode_all(sources: SourceMap, problems: Vec<Problem>) -> Loaded {
    let files = sources.files();
    let decoded = if files.len() < PARALLEL {
        files.iter().map(decode).collect()
    } else {
        files.par_iter().map(decode).collect()
    };
    link(sources, decoded, problems)
}

/// Links what came of the files, one for each.
fn link(
    sources: SourceMap,
    decoded: Vec<Result<RecordFile, Box<Decoded>>>,
    problems: Vec<Problem>,
) -> Loaded {
    let mut flawed = Vec::new();
    let good = |(at, one): (usize, Result<RecordFile, Box<Decoded>>)| {
        one.map_err(|flaw| flawed.push((at, *flaw))).ok()
    };
    let records: Vec<RecordFile> = decoded.into_iter().enumerate().filter_map(good).collect();
    let linked = || Register::new(records, String::new());
    let (hash, register) = if sources.files().len() < PARALLEL {
        (sources.hash(), linked())
    } else {
        rayon::join(|| sources.hash(), linked)
    };
    let register = register.map(|register| Register { hash, ..register });
    Loaded { sources, problems, flawed, register }
}

fn decode(file: &SourceFile) -> Result<RecordFile, Box<Decoded>> {
    let kind = Kind::of_path(&file.path).ok_or(Decoded::Stray)?;
    let id = stem(&file.path).parse::<Id>().map_err(|_| Decoded::Stray)?;
    let tree = text::parse(&file.text).map_err(Decoded::Syntax)?;
    let record =
        sharing(&file.text, || text::decode_seed(&file.text, tree, kind)).map_err(Decoded::Flawed)?;
    Ok(RecordFile { path: file.path.clone(), id, kind, record })
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}
