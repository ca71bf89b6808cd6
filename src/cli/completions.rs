//! `relief completions`: what a shell needs to complete this command line.

use std::process::ExitCode;

use clap_complete::{Shell, generate};

use super::args::Global;
use super::failure::Failure;
use super::{command, output};

/// `relief completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    generate(args.shell, &mut command(), "relief", &mut script);
    output::write(global, &script)?;
    Ok(ExitCode::SUCCESS)
}
