//! The `relief` binary: everything is in [`relief_register::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    relief_register::cli::main()
}
