//! JSON Schema, both ways: generated from the types of [`crate::model`], and used to find every flaw of a file that
//! does not decode.
//!
//! [`records`] draws the schemas that editors read. [`flaws`] says what is wrong with a table, each flaw at the key it
//! is about and in words for the people who edit records. The typed decode decides whether a record is good; this
//! only says why one is not, and a test holds the two equal.

mod check;
mod flaw;
mod generate;
mod lower;

pub use check::flaws;
pub use flaw::{Flaw, FlawKind, Found, kebab};
pub use generate::{output, record, records, text};
