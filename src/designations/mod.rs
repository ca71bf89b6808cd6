//! Published sanctions lists, joined with the register by programme tag.
//!
//! A list is read party by party ([`read`]) and never held: what is kept is the count of each distinct class of
//! parties ([`Tally`]). Which measures a tag may stand for, programme records say; what delisting takes, the engine
//! says of a hypothetical listing ([`Bench`]), once for each class. A tag is evidence, not proof, of the legal
//! basis: where it may stand for several measures, and where the day of listing, the nationality or the ground is
//! not on the list, the answer branches. Nothing here opens a file or prints.

mod advanced_xml;
mod bench;
mod guard;
mod names;
mod party;
mod rows;
mod sdn_xml;
mod source;
mod tally;
mod xml;

pub use bench::{Bench, Case, Mapped, OTHER, Verdict, mapped, windows};
pub use names::{Alternates, Closeness, Wanted};
pub use party::{Depth, Flaw, Head, Layout, Party, PartyType, Roll, tags};
pub use source::{Seekable, Source, read};
pub use tally::{Combination, Crosscheck, Tally};
