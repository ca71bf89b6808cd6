//! The records of a tree whose `register.toml` is there and does not decode: they are judged in the same run, by all
//! but its lists and its days.

use super::rules::missing_register;
use crate::model::Kind;
use crate::register::{Loaded, Register, decode_all};
use crate::text::{SourceFile, SourceMap};

/// A `register.toml` that says nothing.
const HEAD: &str = "title = \"Unknown\"\nlicence = \"Unknown\"\nregimes = []\nconducts = []\nterritories = []\ntraits = []\n";

/// What decodes of the tree, below a head that says nothing; none where there is no head at all, since then this may
/// well be no register.
pub(super) fn register(loaded: &Loaded) -> Option<Register> {
    if missing_register(loaded).is_some() {
        return None;
    }
    let head = SourceFile { path: Kind::Register.folder().into(), text: HEAD.into() };
    let others = loaded.sources.files().iter().filter(|file| file.path != head.path).cloned();
    decode_all(SourceMap::new(others.chain([head.clone()]).collect()), Vec::new()).register
}
