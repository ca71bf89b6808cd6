//! `relief man`: the manual page of the tool or of one command, as roff.

use std::process::ExitCode;

use clap_mangen::Man;

use super::args::Global;
use super::context::unknown;
use super::failure::Failure;
use super::{command, output};

/// `relief man`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The command; left out, the tool
    command: Option<String>,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let mut tool = command();
    tool.build();
    let page = match &args.command {
        None => tool,
        Some(name) => match tool.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                let known: Vec<&str> = tool.get_subcommands().map(clap::Command::get_name).collect();
                return Err(unknown("command", name, known.into_iter(), "relief --help"));
            }
        },
    };
    let mut roff = Vec::new();
    Man::new(page).render(&mut roff).map_err(|error| Failure::io("cannot write", error))?;
    output::write(global, &roff)?;
    Ok(ExitCode::SUCCESS)
}
