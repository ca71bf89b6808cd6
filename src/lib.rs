//! A register of sanctions instruments and relief options, whose pathways are derived from encoded law.
//!
//! ```text
//! paths -> SourceMap -> parsed TOML -> Record* -> Register -> lint::check -> findings -> diag writers
//!                                                    \-> relief::answer -> api -> JSON, exports
//!                                                                      \-> view -> Doc -> doc writers
//! ```
//!
//! Start at [`model`] for what a record says, at [`relief::answer`] for what is derived from it, at [`cli`] for what a
//! person types. A module imports only what stands before it in the table of ARCHITECTURE.md.
#![warn(clippy::all)]
pub mod api;
pub mod cli;
pub mod designations;
pub mod diag;
pub mod doc;
pub mod edit;
pub mod export;
pub mod fuzz;
pub mod lint;
pub mod lsp;
pub mod model;
pub mod register;
pub mod relief;
pub mod schema;
pub mod site;
pub mod text;
pub mod view;
