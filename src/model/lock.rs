//! A statutory provision that bars or conditions relief.

use super::provenance::sourced;
use super::walk::table;
use super::{Choice, Clause, FactTest, Id, List, Selector, Text, When};

sourced! {
    /// A statutory provision that bars or conditions relief: which relief it reaches, of what, and whether it
    /// keeps a restriction alive when its order or emergency ends.
    pub struct Lock {
        /// The local id: the lock is `FILE/ID`.
        pub id: Id => Own,
        /// What it does, in a phrase.
        pub title: Text,
        /// The pinpoint in the statute, as in `s. 222(a)`.
        pub pinpoint: Text,
        /// What it is about; every clause below narrows this further.
        #[serde(default)]
        pub select: Selector,
        /// The relief it bars or conditions. A reached act with no fitting exit needs legislation.
        #[serde(default)]
        pub reaches: List<Clause>,
        /// What it keeps in force when the order or the emergency beneath it ends.
        #[serde(default)]
        pub holds: List<Hold>,
        /// The first day in force; left out, the statute's.
        pub effective: Option<When>,
        /// The first day no longer in force, if it has ended.
        pub ended: Option<When>,
        /// The day it ends by its own terms.
        pub expires: Option<When>,
    }
}

table! {
    /// What a lock keeps in force, and in which readings.
    pub struct Hold {
        /// Narrows what the lock selects.
        #[serde(default)]
        pub select: Selector,
        /// It holds only where these choices of contested points are made.
        #[serde(default)]
        pub under: List<Choice>,
        /// It holds only where these facts are so.
        #[serde(default)]
        pub when: List<FactTest>,
    }
}
