//! A reader that keeps hostile input within bounds: one entry may not grow without end, and what unpacks to far
//! more than any list would is refused. It also remembers whether the input ended in a whole line.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The most bytes that one entry may span.
const ENTRY: u64 = 16 << 20;
/// Below this many bytes nothing is refused for what it unpacks to.
const FREE: u64 = 16 << 20;
/// How many times its packed size a list may unpack to; real ones stay below 30.
const RATIO: u64 = 200;

/// What the guard has seen, shared with whoever parses.
#[derive(Clone, Default)]
pub(super) struct Seen {
    entry: Rc<Cell<u64>>,
    last: Rc<Cell<u8>>,
}

impl Seen {
    /// Says that an entry is complete.
    pub(super) fn entry_done(&self) {
        self.entry.set(0);
    }

    /// Whether the last byte read ends a line.
    pub(super) fn ends_a_line(&self) -> bool {
        matches!(self.last.get(), b'\n' | b'\r' | 0)
    }
}

/// Counts the bytes that pass.
#[derive(Clone, Default)]
pub(super) struct Count(Rc<Cell<u64>>);

/// A reader that counts.
pub(super) struct Counted<R>(pub(super) R, pub(super) Count);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(buf)?;
        self.1.0.set(self.1.0.get() + n as u64);
        Ok(n)
    }
}

impl Count {
    /// A count that is known beforehand.
    pub(super) fn of(bytes: u64) -> Self {
        Self(Rc::new(Cell::new(bytes)))
    }
}

/// A guarded reader.
pub(super) struct Guard<R> {
    inner: R,
    packed: Option<Count>,
    total: u64,
    seen: Seen,
}

impl<R: Read> Guard<R> {
    /// Guards a reader; `packed` counts the packed bytes behind it, if it unpacks.
    pub(super) fn new(inner: R, packed: Option<Count>) -> (Self, Seen) {
        let seen = Seen::default();
        (Self { inner, packed, total: 0, seen: seen.clone() }, seen)
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        if let Some(last) = buf[..n].last() {
            self.seen.last.set(*last);
        }
        self.total += n as u64;
        let entry = self.seen.entry.get() + n as u64;
        self.seen.entry.set(entry);
        if entry > ENTRY {
            return Err(io::Error::other(format!(
                "no entry ends within {} MiB: this is not a sanctions list",
                ENTRY >> 20
            )));
        }
        let bomb = |packed: &Count| self.total > FREE && self.total > packed.0.get().saturating_mul(RATIO);
        if self.packed.as_ref().is_some_and(bomb) {
            return Err(io::Error::other(format!(
                "it unpacks to more than {RATIO} times its size, as no list does; unpacking stopped"
            )));
        }
        Ok(n)
    }
}
