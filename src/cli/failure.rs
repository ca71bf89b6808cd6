//! What goes wrong in running the tool. Every failure names the next command to type.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::doc::visible::shown;

/// Why a run failed.
pub(super) enum Failure {
    /// The arguments, or what they name: exit 2.
    Usage { what: String, hint: Option<String> },
    /// Reading or writing: exit 2.
    Io { what: String, error: io::Error },
    /// The asked thing does not hold: exit 1.
    No { what: String, hint: Option<String> },
    /// The reader of a pipe has gone: quiet.
    Closed,
}

impl Failure {
    pub(super) fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Failure::Usage { what: what.into(), hint: Some(hint.into()) }
    }

    pub(super) fn io(what: impl Into<String>, error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::Closed
        } else {
            Failure::Io { what: what.into(), error }
        }
    }

    /// The same, said of one of two registers.
    pub(super) fn of(self, name: &str) -> Self {
        match self {
            Failure::Usage { what, hint } => Failure::Usage { what: format!("of {name}: {what}"), hint },
            other => other,
        }
    }

    /// Prints the failure and gives its exit code.
    pub(super) fn report(self) -> ExitCode {
        let (what, hint, code) = match self {
            Failure::Closed => return ExitCode::SUCCESS,
            Failure::Usage { what, hint } => (what, hint, 2),
            Failure::Io { what, error } => (format!("{what}: {error}"), None, 2),
            Failure::No { what, hint } => (what, hint, 1),
        };
        let mut err = anstream::stderr();
        let _ = writeln!(err, "error: {}", shown(&what));
        if let Some(hint) = hint {
            let _ = writeln!(err, "  help: {}", shown(&hint));
        }
        ExitCode::from(code)
    }
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Failure::Usage { what: error.to_string(), hint: None }
    }
}

/// Writes a remark to stderr.
pub(super) fn remark(text: &str) {
    let _ = writeln!(anstream::stderr(), "note: {}", shown(text));
}
