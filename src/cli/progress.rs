//! A line on the terminal that says how much of a file has been read.

use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

/// Nothing is shown of what takes less than this.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often the line is written anew.
const PAUSE: Duration = Duration::from_millis(100);
/// How many signs the bar has.
const BAR: u64 = 30;

/// A reader that shows its progress where stderr is a terminal.
pub(super) struct Progress<R> {
    inner: R,
    name: String,
    total: Option<u64>,
    read: u64,
    next: Option<Instant>,
    shown: bool,
}

impl<R> Progress<R> {
    /// Shows how much of `total` bytes has been read, or, where that is not known, how much at all.
    pub(super) fn new(inner: R, name: &str, total: Option<u64>) -> Self {
        let next = io::stderr().is_terminal().then(|| Instant::now() + PATIENCE);
        let name = crate::doc::visible::shown(name).to_string();
        Self { inner, name, total, read: 0, next, shown: false }
    }

    fn show(&mut self) {
        let Some(next) = self.next.filter(|next| Instant::now() >= *next) else { return };
        self.next = Some(next.max(Instant::now()) + PAUSE);
        self.shown = true;
        let mib = self.read >> 20;
        let line = match self.total.filter(|total| *total > 0) {
            Some(total) => {
                let done = (self.read.min(total) * BAR / total) as usize;
                let bar = format!("{}{}", "#".repeat(done), " ".repeat(BAR as usize - done));
                format!("[{bar}] {:3} %", self.read.min(total) * 100 / total)
            }
            None => format!("{mib} MiB"),
        };
        let _ = write!(io::stderr(), "\r\x1b[Kreading {}: {line}", self.name);
    }
}

impl<R: Read> Read for Progress<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.read += n as u64;
        self.show();
        Ok(n)
    }
}

impl<R: Seek> Seek for Progress<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.inner.seek(to)?;
        self.read = at;
        Ok(at)
    }
}

impl<R> Drop for Progress<R> {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
