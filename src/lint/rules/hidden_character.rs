//! Characters that a reader of a record does not see, or sees in another order than the tool.
//!
//! Raw ones make a file unfit to be parsed (`text::parse`); here are those that stand in a text as escapes, and the
//! invisible ones that TOML itself lets pass.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, Text};

pub(super) static LINT: Lint = Lint {
    name: "hidden-character",
    summary: "A text holds a character that its reader does not see",
    severity: Severity::Error,
    page: include_str!("hidden_character.md"),
    check: Check::Text(check),
};

fn check(scene: &Scene<'_, '_>, at: At<'_>, text: &Text, out: &mut Out) {
    // Almost every text is plain: one look at the bytes, none at the characters.
    if text.as_str().is_ascii() {
        return;
    }
    if let Some(hidden) = text.as_str().chars().find(|c| is_invisible(*c)) {
        let code = u32::from(hidden);
        out.push(
            Draft::new(format!("`{}` holds the invisible character U+{code:04X}", at.field().replace('_', "-")))
                .at(scene.file, at.pointer(), "")
                .note("what a reader cannot see can make two words that look alike differ, or reorder a line")
                .help("remove it"),
        );
    }
}

/// Marks of direction, joiners, spaces without width, tags and other characters that print nothing.
fn is_invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180e | 0x200b..=0x200f
            | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0
            | 0xfff0..=0xfffb | 0xe0000..=0xe0fff
    )
}
