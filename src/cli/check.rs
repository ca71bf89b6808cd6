//! `relief check`: every record, all findings in one run.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;

use super::args::{Global, day};
use super::context::{open, tree};
use super::failure::Failure;
use super::output;
use crate::diag::{Finding, Format, Report, Severity, Style, Texts};
use crate::lint;
use crate::register::Loaded;

/// `relief check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// The day that ages and lapses are measured against; left out, the day coverage ends
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// The format
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, value_name = "FORMAT")]
    format: CheckFormat,
}

/// Formats of findings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For a pull request.
    Github,
    /// For code scanning.
    Sarif,
    /// For CI that shows tests.
    Junit,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let root = tree(global)?;
    let loaded = open(&root)?;
    let findings = lint::check(&loaded, args.as_of);
    let format = match args.format {
        CheckFormat::Text => Format::Text,
        CheckFormat::Json => Format::Json,
        CheckFormat::Github => Format::Github,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Junit => Format::Junit,
    };
    let terminal = global.output.is_none() && std::io::stdout().is_terminal();
    let mut bytes = Vec::new();
    report(&loaded, &root, &findings, args.as_of, |report| {
        let style = output::style(global);
        let style =
            Style { color: output::color(global, terminal), unicode: style.unicode, width: style.width };
        report.write(format, style, &mut bytes)
    })
    .map_err(|error| Failure::io("cannot write", error))?;
    output::write(global, &bytes)?;
    let failing = |f: &&Finding| f.severity == Severity::Error || args.strict;
    Ok(if findings.iter().filter(failing).count() == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The number of errors in a tree, which are printed to stderr.
pub(super) fn errors(loaded: &Loaded, root: &Path) -> Result<usize, Failure> {
    let findings = lint::check(loaded, None);
    let errors: Vec<Finding> = findings.into_iter().filter(|f| f.severity == Severity::Error).collect();
    if !errors.is_empty() {
        let mut err = anstream::stderr();
        let style = Style { unicode: output::unicode(), ..Style::default() };
        report(loaded, root, &errors, None, |report| report.write(Format::Text, style, &mut err))
            .map_err(|error| Failure::io("cannot write", error))?;
    }
    Ok(errors.len())
}

fn report<R>(
    loaded: &Loaded,
    root: &Path,
    findings: &[Finding],
    as_of: Option<jiff::civil::Date>,
    write: impl FnOnce(&Report<'_>) -> R,
) -> R {
    let texts: Texts<'_> =
        loaded.sources.files().iter().map(|f| (f.path.as_str(), f.text.as_str())).collect();
    let prefix = format!("{}/", root.to_string_lossy().replace('\\', "/").trim_end_matches('/'));
    let receipt = json!({
        "tool": "relief",
        "version": env!("CARGO_PKG_VERSION"),
        "register_hash": loaded.sources.hash(),
        "as_of": as_of.or_else(|| lint::coverage_end(loaded)).map(|day| day.to_string()),
    });
    write(&Report { findings, rules: lint::rules(), texts: &texts, prefix: &prefix, receipt: &receipt })
}
