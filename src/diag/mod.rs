//! What a finding is, and one file per format that shows findings.
//!
//! A [`Finding`] says what is wrong with the records, at which bytes of which files, why, and how to mend it. A
//! [`Report`] is all findings of one run with what the writers need; [`Report::write`] prints it as `text` in rustc's
//! style, `json`, `github` annotations, `sarif` or `junit`. Findings come from elsewhere, and so do the texts: this
//! module opens no file. What records contain never reaches an output unescaped; see [`visible`].

mod excerpt;
mod finding;
mod fix;
mod github;
pub mod json;
mod junit;
mod place;
mod report;
mod sarif;
mod text;
mod visible;

pub use finding::{Edit, Finding, Help, Label, Severity, sort_and_dedup};
pub use fix::{Fixed, apply};
pub use place::{Lines, Position, Region};
pub use report::{Format, MAX_IN_ALL, MAX_PER_FILE, Report, Rule, Style, Summary, Texts};
pub use visible::{brief, is_hidden, visible, visible_line, write_json};
