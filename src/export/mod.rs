//! The register and its answers where other people's data lives.
//!
//! [`tables`] is the one neutral model: tables with typed columns, keys and rows, from which `csv`, `json`, `sqlite`
//! and `parquet` are written; `jsonld` writes the instruments in the words of schema.org; [`graph`] draws what a record
//! rests on. Everything is bytes in memory, a function of the register and the question. Start at [`files`].

pub mod graph;

pub use graph::{Graph, around};
