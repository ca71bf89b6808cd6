//! A presentation-neutral document, its writers, and readers of what they wrote.
//!
//! Everything printed for people is built once as a [`Doc`] (by `view`) and written by one of [`text`], [`markdown`],
//! [`html`], [`csv`], [`typst`] and [`docx`], so that every format says the same thing. A `Doc` holds raw strings:
//! each writer has one function that quotes them, all of them on top of [`visible::shown`], which makes control
//! characters, bidi controls and zero-width characters visible. Nothing here knows records, law or the terminal.
//! The same document and style give the same bytes. Start at [`block`] for the types, [`text`] for the first
//! writer, [`read`] for the way back.

pub mod block;
pub mod csv;
pub mod docx;
pub mod html;
pub mod inline;
pub mod markdown;
pub mod notes;
pub mod read;
pub mod table;
pub mod text;
pub mod typst;
pub mod visible;

pub use block::{Block, Callout, Definition, Doc, Heading, List, TreeNode};
pub use inline::{Cite, Inline, Phrase, Tone};
pub use table::{Align, Column, Row, Table};

#[cfg(test)]
mod tests;
