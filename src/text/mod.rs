//! Text in: the files of a register, their hash, and TOML with places.
//!
//! [`read`] walks a folder and gives a [`SourceMap`] and the [`Problem`]s it met; [`parse`] turns one text into a
//! table that knows the span of every key and value; [`decode`] turns that table into a typed record; a [`Locator`]
//! finds the bytes of a JSON pointer, and is made only for files that have a finding.
//! Nothing here knows what a record means, and nothing here panics or recurses on hostile input.

mod decode;
mod locate;
mod near;
mod parse;
mod reworded;
mod source;
mod walk;

pub use decode::{DecodeFlaw, decode, decode_seed, decode_text};
pub use locate::{Locator, Spans};
pub use near::{nearest, nearest_sorted};
pub use parse::{MAX_DEPTH, Syntax, Tree, parse};
pub(crate) use parse::{bare, is_bare, string_end};
pub use source::{SourceFile, SourceMap, register_hash};
pub use walk::{MAX_BYTES, MAX_FOLDERS, Problem, ProblemKind, read, read_each, too_large};
