//! The `relief` binary: everything is in [`relief_register::cli`].

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A start is mostly small allocations; the system's own allocator takes a third of the time for them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    relief_register::cli::main()
}
