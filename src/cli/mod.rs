//! The command line: the only module that reads arguments, environment, clock and terminal.
//!
//! One file per command. A command loads a register ([`context`]), asks the engine, and hands what comes out to
//! `api` (for programs) or `view` (for people). Data goes to stdout, everything else to stderr. Exit codes:
//! 0 done, 1 the register has errors or the asked thing does not hold, 2 usage or I/O.

mod args;
mod commit;
mod context;
mod failure;
mod folder;
mod output;
mod progress;
mod question;
mod revision;

use std::env;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use args::Global;

use crate::diag::{is_hidden, visible_line};

/// Sanctions relief options whose pathways are derived from encoded law.
///
/// Which relief needs only executive action, and which needs Congress? The answer is derived from records of
/// instruments, of the locks that statutes put on their relief, and of relief options; every step is cited.
#[derive(Debug, Parser)]
#[command(
    name = "relief",
    version,
    max_term_width = 100,
    propagate_version = true,
    subcommand_required = true
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Declares the commands once: a file beside this one, with `Args` and `run`.
macro_rules! commands {
    ($($heading:literal { $($(#[$meta:meta])* $module:ident: $name:ident,)* })*) => {
        $($(mod $module;)*)*

        /// The commands.
        #[derive(Debug, Subcommand)]
        enum Command { $($($(#[$meta])* $name($module::Args),)*)* }

        /// The headings of `--help`, with the commands below each.
        const GROUPS: &[(&str, &[&str])] = &[$(($heading, &[$(stringify!($module)),*])),*];

        fn run(cli: Cli) -> Result<ExitCode, failure::Failure> {
            match cli.command {
                $($(Command::$name(args) => $module::run(&cli.global, &args),)*)*
            }
        }
    };
}

commands! {
    "Answer" {
        /// Print the option table: what each option takes, derived
        options: Options,
        /// Print an option's argument, step by step, with its citations
        explain: Explain,
        /// Print an option's pathway over time, and the law that moved it
        history: History,
        /// Print every limit day of an option, or of a review procedure
        clock: Clock,
        /// Print what falls due, also as a calendar file
        deadlines: Deadlines,
        /// Count the parties of a published sanctions list by what their delisting takes
        designations: Designations,
        /// Print a package's phases, its hardest lock, its critical path and how it is undone
        package: Package,
        /// Print what still binds the same conduct or target after an option
        residual: Residual,
        /// Compare two registers, two days, or the law with a bill, option by option
        diff: Diff,
        /// Print what keeps an option off each lighter pathway, and what would have to change
        why_not: WhyNot,
        /// Print every minimal set of lawful acts that reaches a goal
        routes: Routes,
        /// Print what falls with an emergency or an instrument, and what stands
        cascade: Cascade,
        /// Print a record or a part of one, and how it stands on a day
        show: Show,
    }
    "Paper and data" {
        /// Write the options paper: the question, the pathways with their argument, what stands against it
        paper: Paper,
        /// Write the register and its answers as files for other tools
        export: Export,
        /// Draw the chain of authority around a record
        graph: Graph,
        /// Print the JSON Schema of a kind of record or of an output
        schema: Schema,
        /// Write the register as a static site that opens from disk
        site: Site,
    }
    "Check" {
        /// Put relief that happened to the engine: the scorecard
        backtest: Backtest,
        /// Check every record and print all findings
        check: Check,
        /// Hold a paper or a table against the law again, and print the cells that are no longer true
        verify: Verify,
        /// Print what the register holds, how far it was checked, and what it is known to lack
        coverage: Coverage,
    }
    "Edit" {
        /// Begin a record: a template that decodes, with what is to be written marked
        new: New,
        /// Give a record, a part or a choice a new id, everywhere
        rename: Rename,
        /// Take an id out of use, with the reason
        retire: Retire,
        /// Put records into canonical form
        fmt: Fmt,
        /// Serve an editor: findings as you type, hover, links, completion, rename
        lsp: Lsp,
    }
    "Set up" {
        /// Print the script by which a shell completes this command line
        completions: Completions,
        /// Print the manual page of the tool or of a command
        man: Man,
    }
}

/// The command line as clap sees it, with the commands grouped in its help.
fn command() -> clap::Command {
    let plain = Cli::command();
    let mut list = String::new();
    for (heading, names) in GROUPS {
        list.push_str(&format!("{heading}:\n"));
        for name in *names {
            let name = name.replace('_', "-");
            let about = plain.find_subcommand(&name).and_then(clap::Command::get_about);
            list.push_str(&format!("  {name:<14}{}\n", about.map(ToString::to_string).unwrap_or_default()));
        }
        list.push('\n');
    }
    plain.help_template(format!(
        "{{before-help}}{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{list}Options:\n{{options}}{{after-help}}"
    ))
}

/// Runs the tool with the arguments of the process.
pub fn main() -> ExitCode {
    let matches = match command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return refuse(error),
    };
    let run = Cli::from_arg_matches(&matches).map_err(failure::Failure::from).and_then(run);
    match run {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

/// Prints what clap says instead of running: help, or what is wrong with the arguments. It echoes them as they came, so
/// where they hold what acts on a terminal, it is asked again about what a reader would see.
fn refuse(error: clap::Error) -> ExitCode {
    let code = if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
    let typed: Vec<String> = env::args_os().map(|typed| typed.to_string_lossy().into_owned()).collect();
    let error = if typed.iter().any(|typed| typed.chars().any(is_hidden)) {
        match command().try_get_matches_from(typed.iter().map(|typed| visible_line(typed).into_owned())) {
            Err(seen) => seen,
            Ok(_) => return failure::Failure::from(error).report(),
        }
    } else {
        error
    };
    // A closed pipe is no error of ours.
    let _ = error.print();
    code
}
