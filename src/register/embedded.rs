//! The register compiled into the binary: `data/` lowered to MessagePack at build time, decoded straight into types.
//! Scenarios and episodes are apart, so that a start does not pay for them.

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

use super::{RecordFile, Register};
use crate::model::{Id, Kind, Record};

const HALVES: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/first.msgpack")),
    include_bytes!(concat!(env!("OUT_DIR"), "/second.msgpack")),
];
const TRIALS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tests.msgpack"));

/// SHA-256 over the path and content of all records that were compiled in.
pub fn embedded_hash() -> &'static str {
    env!("RELIEF_REGISTER_HASH")
}

/// The register compiled into the binary, without its scenarios and episodes.
///
/// # Errors
/// The first record that did not decode: `relief check` on the tree says what is wrong.
pub fn embedded() -> Result<Register, String> {
    build(records()?)
}

/// The same with scenarios and episodes.
///
/// # Errors
/// The first record that did not decode.
pub fn embedded_trials() -> Result<Register, String> {
    let mut files = records()?;
    files.extend(decode(TRIALS)?);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    build(files)
}

/// All but scenarios and episodes, in path order.
fn records() -> Result<Vec<RecordFile>, String> {
    let (first, second) = rayon::join(|| decode(HALVES[0]), || decode(HALVES[1]));
    let mut files = first?;
    files.extend(second?);
    Ok(files)
}

fn build(files: Vec<RecordFile>) -> Result<Register, String> {
    Register::new(files, embedded_hash().to_owned()).ok_or_else(|| "there is no `register.toml`".to_owned())
}

fn decode(packed: &[u8]) -> Result<Vec<RecordFile>, String> {
    rmp_serde::Deserializer::from_read_ref(packed).deserialize_seq(Files).map_err(|e| e.to_string())
}

struct Files;

impl<'de> Visitor<'de> for Files {
    type Value = Vec<RecordFile>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut files = Vec::with_capacity(256);
        while let Some(file) = seq.next_element_seed(File)? {
            files.push(file);
        }
        Ok(files)
    }
}

/// One `[path, record]`; the record is a string where the file was not TOML.
struct File;

impl<'de> DeserializeSeed<'de> for File {
    type Value = RecordFile;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<RecordFile, D::Error> {
        d.deserialize_tuple(2, self)
    }
}

impl<'de> Visitor<'de> for File {
    type Value = RecordFile;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a path and a record")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RecordFile, A::Error> {
        use serde::de::Error;
        let path: String = seq.next_element()?.ok_or_else(|| A::Error::missing_field("path"))?;
        let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default();
        let kind = Kind::of_path(&path)
            .ok_or_else(|| A::Error::custom(format!("`{path}` lies where no record lies")))?;
        let id: Id = stem.parse().map_err(A::Error::custom)?;
        let record: Record = seq
            .next_element_seed(kind)
            .map_err(|e| A::Error::custom(format!("`{path}`: {e}")))?
            .ok_or_else(|| A::Error::missing_field("record"))?;
        Ok(RecordFile { path, id, kind, record })
    }
}
