//! Edits of records: what they would change, as texts. Pure: sources in, [`Change`]s out; `cli` writes them.
//!
//! [`format`] puts a record into canonical order, [`template`] begins a new one, [`rename`] and [`retire`] take an id
//! out of use and leave a typed trace of it. References are found by walking records by type ([`references`]), never by
//! searching texts, and a change touches only the bytes it is about: comments stay. [`new_errors`] says what a change
//! would break before anything is written.

mod change;
mod format;
mod references;
mod rename;
mod retire;
mod template;

pub use change::{Change, new_errors, overlaid, patch};
pub use format::format;
pub use references::{Found, Subject, references};
pub use rename::{Refusal, rename};
pub use retire::{Retirement, retire};
pub use template::template;
