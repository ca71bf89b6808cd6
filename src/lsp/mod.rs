//! The language server: what an editor asks about unsaved records, answered from the register they are part of.
//!
//! Texts come whole with every change; of several that wait, only the newest is checked. Everything else is asked of
//! what the commands ask too: findings of `lint`, references and renames of `edit`, cards of `view`. Start at
//! [`serve`]; it reads and writes streams that it is given, and files of the registers that the editor opens.

// An address is compared by its text alone.
#![allow(clippy::mutable_key_type)]

mod complete;
mod diagnostics;
mod frame;
mod links;
mod place;
mod rename;
mod requests;
mod server;
mod spot;
mod tree;

pub use server::{Settings, serve};
