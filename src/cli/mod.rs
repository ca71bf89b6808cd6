//! The command line: the only module that reads arguments, environment, clock and terminal.
//!
//! One file per command. A command loads a register ([`context`]), asks the engine, and hands what comes out to
//! `api` (for programs) or `view` (for people). Data goes to stdout, everything else to stderr. Exit codes:
//! 0 done, 1 the register has errors or the asked thing does not hold, 2 usage or I/O.

mod args;
mod check;
mod context;
mod explain;
mod failure;
mod options;
mod output;
mod schema;
mod show;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

pub use args::Cli;
use args::Command;

/// Runs the tool with the arguments of the process.
pub fn main() -> ExitCode {
    let matches = match Cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let code = if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
            // A closed pipe is no error of ours.
            let _ = error.print();
            return code;
        }
    };
    let run = Cli::from_arg_matches(&matches).map_err(failure::Failure::from).and_then(run);
    match run {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

fn run(cli: Cli) -> Result<ExitCode, failure::Failure> {
    match cli.command {
        Command::Options(args) => options::run(&cli.global, &args),
        Command::Explain(args) => explain::run(&cli.global, &args),
        Command::Show(args) => show::run(&cli.global, &args),
        Command::Check(args) => check::run(&cli.global, &args),
        Command::Schema(args) => schema::run(&cli.global, &args),
    }
}
