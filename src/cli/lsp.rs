//! `relief lsp`: the language server, over stdin and stdout.

use std::io::{self, BufReader};
use std::process::ExitCode;

use super::args::Global;
use super::context::today;
use super::failure::Failure;
use crate::lsp::{Settings, serve};

/// `relief lsp`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Speak over stdin and stdout, as it does anyway; some editors add this
    #[arg(long)]
    stdio: bool,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let Args { stdio: _ } = args;
    let root = global.data.as_ref().map(std::path::absolute).transpose();
    let root = root.map_err(|error| Failure::io("cannot find the register", error))?;
    let ended = serve(BufReader::new(io::stdin()), io::stdout().lock(), Settings { root, today });
    let ended = ended.map_err(|error| Failure::io("the connection to the editor broke", error))?;
    Ok(if ended { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
