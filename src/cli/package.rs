//! `relief package`: a package's phases, its hardest lock, its critical path, and how it is undone.

use std::process::ExitCode;

use super::args::{Asking, Global, TableFormat};
use super::context::{covered, register, missing};
use super::failure::Failure;
use super::output;
use super::question::question;
use crate::api::{Receipt, package_report};
use crate::relief::course;
use crate::view;

/// `relief package`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The package
    package: String,
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let mut question = question(register, &args.asking)?;
    if let (None, Some(submit)) = (args.asking.as_of, args.asking.submit) {
        question.as_of = submit;
    }
    let known = register.packages().find(|(id, _)| id.as_str() == args.package);
    let (id, package) = known.ok_or_else(|| {
        let all: Vec<&str> = register.packages().map(|(id, _)| id.as_str()).collect();
        match all.is_empty() {
            true => Failure::usage(
                format!("there is no package `{}`, nor any other in this register", args.package),
                "write one below `packages/`; `relief schema package` says how",
            ),
            false => missing(register, "package", &args.package, all.into_iter(), "relief package ID"),
        }
    })?;
    let named = package.phases.iter().flat_map(|phase| &phase.options);
    if let Some(missing) = named.clone().find(|option| register.option(option.as_str()).is_none()) {
        return Err(Failure::No {
            what: format!("package `{id}` names option `{missing}`, which no record defines"),
            hint: Some("`relief options` lists the options; `relief check` finds every such name".into()),
        });
    }
    let regimes: Vec<&str> =
        named.filter_map(|option| register.option(option.as_str())).map(|option| option.regime.as_str()).collect();
    for regime in &regimes {
        covered(register, regime, question.as_of)?;
    }
    let receipt = Receipt::of(register, &question, regimes.iter().copied());
    let report = package_report(receipt, id, package, register, &course(register, package, &question));
    match args.format {
        TableFormat::Json => output::json(global, &report)?,
        format => output::table(global, &view::package(&report, register), "package", format)?,
    }
    Ok(ExitCode::SUCCESS)
}
