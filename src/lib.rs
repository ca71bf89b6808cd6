//! A register of sanctions instruments and relief options.
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
