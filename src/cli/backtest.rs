//! `relief backtest`: relief that happened, put to the engine.

use std::process::ExitCode;

use super::args::{Global, TableFormat};
use super::context::{trials, missing, unknown};
use super::failure::Failure;
use super::output;
use crate::api::{Receipt, backtest_report};
use crate::model::{Episode, Id};
use crate::register::Register;
use crate::relief::Question;
use crate::view;

/// `relief backtest`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only these episodes; left out, all
    episodes: Vec<String>,
    /// Only episodes of this regime
    #[arg(long, value_name = "REGIME")]
    regime: Option<String>,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = trials(global)?;
    known(register, args)?;
    let wanted = |(id, episode): &(&Id, &Episode)| {
        let named = args.episodes.is_empty() || args.episodes.iter().any(|e| e == id.as_str());
        named && args.regime.as_ref().is_none_or(|regime| regime == episode.regime.as_str())
    };
    let question = Question::on(register.coverage_end());
    let regimes = args.regime.iter().map(String::as_str);
    let receipt = Receipt::of(register, &question, regimes);
    let report = backtest_report(register, receipt, register.episodes().filter(wanted));
    let failing = report.episodes.iter().any(|episode| episode.failing);
    if args.format == TableFormat::Json {
        output::json(global, &report)?;
    } else {
        let told = !args.episodes.is_empty() || args.format == TableFormat::Markdown;
        let mut doc = view::backtest(register, &report, told);
        if let Some(failure) = view::backtest_failure(&report) {
            doc.push(failure);
        }
        doc.push(view::receipt(&report.receipt));
        output::table(global, &doc, "scorecard", args.format)?;
    }
    Ok(if failing { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The ids in filters must be known.
fn known(register: &Register, args: &Args) -> Result<(), Failure> {
    if let Some(id) = args.episodes.iter().find(|id| register.episode(id).is_none()) {
        return Err(missing(register, "episode", id, register.episodes().map(|(id, _)| id.as_str()), "relief backtest"));
    }
    let regimes = || register.head().regimes.iter().map(|regime| regime.id.as_str());
    match &args.regime {
        Some(id) if !regimes().any(|regime| regime == id) => {
            Err(unknown("regime", id, regimes(), "relief backtest"))
        }
        _ => Ok(()),
    }
}
