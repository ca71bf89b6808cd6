//! `relief check`: every record, all findings in one run.

use std::fs;
use std::io::{self, IsTerminal, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;

use super::args::{Global, day};
use super::context::{open, tree};
use super::failure::{Failure, remark};
use super::output;
use crate::diag::{Finding, Format, Report, Rule, Severity, Style, Texts};
use crate::lint;
use crate::register::Loaded;
use crate::text::nearest;

/// `relief check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// The day that ages and lapses are measured against; left out, the day coverage ends
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Print the page of a lint; without a name, list the lints
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    explain: Option<String>,
    /// Make the findings of a lint errors
    #[arg(long, value_name = "NAME", value_parser = lint_name)]
    deny: Vec<String>,
    /// Leave out the findings of a lint
    #[arg(long, value_name = "NAME", value_parser = lint_name)]
    allow: Vec<String>,
    /// Make the edits that are right whatever was meant, then check
    #[arg(long)]
    fix: bool,
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

/// How often the edits of `--fix` are followed by others.
const ROUNDS: usize = 10;

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    if let Some(name) = &args.explain {
        output::write(global, page(name)?.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let root = tree(global)?;
    let mut loaded = open(&root)?;
    let mut findings = judged(&loaded, args);
    if args.fix {
        let mut mended = 0;
        // What one edit lays open, such as what stands behind a byte-order mark, the next round mends.
        for _ in 0..ROUNDS {
            match fix(&root, &loaded, &findings)? {
                0 => break,
                more => mended += more,
            }
            loaded = open(&root)?;
            findings = judged(&loaded, args);
        }
        if mended > 0 {
            remark(&format!("mended {}", super::context::count(mended, "finding")));
        }
    }
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

fn judged(loaded: &Loaded, args: &Args) -> Vec<Finding> {
    let mut findings = lint::check(loaded, args.as_of);
    lint::relevel(&mut findings, &args.deny, &args.allow);
    findings
}

/// The name of a lint.
fn lint_name(name: &str) -> Result<String, String> {
    known_lint(name).map(|rule| rule.name.to_owned()).map_err(|[what, hint]| format!("{what}; {hint}"))
}

/// The lint of this name, or what is wrong and what to type.
fn known_lint(name: &str) -> Result<&'static Rule, [String; 2]> {
    lint::rules().iter().find(|rule| rule.name == name).ok_or_else(|| {
        let hint = match nearest(name, lint::rules().iter().map(|rule| rule.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`relief check --explain` lists the lints".to_owned(),
        };
        [format!("there is no lint `{name}`"), hint]
    })
}

/// The page of a lint, or the list of all.
fn page(name: &str) -> Result<String, Failure> {
    if name.is_empty() {
        let line = |rule: &Rule| {
            format!("{:<26}{:<9}{}\n", rule.name, rule.severity.word(), rule.summary)
        };
        return Ok(lint::rules().iter().map(line).collect());
    }
    let rule = known_lint(name).map_err(|[what, hint]| Failure::usage(what, hint))?;
    Ok(rule.help_markdown.to_owned())
}

/// Makes the safe edits of a tree and counts what they mend: each file is written beside itself and then put in its
/// place.
fn fix(root: &Path, loaded: &Loaded, findings: &[Finding]) -> Result<usize, Failure> {
    let texts: Texts<'_> =
        loaded.sources.files().iter().map(|f| (f.path.as_str(), f.text.as_str())).collect();
    let fixed = crate::diag::apply(findings, &texts);
    for (path, text) in &fixed.texts {
        let place = root.join(path);
        replace(&place, text).map_err(|error| Failure::io(format!("cannot write `{}`", place.display()), error))?;
    }
    Ok(fixed.mended)
}

/// Writes a file so that it is the old one or the new one, never a part.
fn replace(place: &Path, text: &str) -> io::Result<()> {
    let beside = place.with_extension(format!("toml.{}.new", std::process::id()));
    let permissions = fs::symlink_metadata(place)?.permissions();
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, place));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// The number of errors in a tree, which are printed to stderr.
pub(super) fn errors(loaded: &Loaded, root: &Path) -> Result<usize, Failure> {
    let findings = lint::check(loaded, None);
    let errors: Vec<Finding> = findings.into_iter().filter(|f| f.severity == Severity::Error).collect();
    print(loaded, root, &errors)?;
    Ok(errors.len())
}

/// Prints findings to stderr.
pub(super) fn print(loaded: &Loaded, root: &Path, findings: &[Finding]) -> Result<(), Failure> {
    if findings.is_empty() {
        return Ok(());
    }
    let mut err = anstream::stderr();
    let style = Style { unicode: output::unicode(), ..Style::default() };
    report(loaded, root, findings, None, |report| report.write(Format::Text, style, &mut err))
        .map_err(|error| Failure::io("cannot write", error))
}

fn report<R>(
    loaded: &Loaded,
    root: &Path,
    findings: &[Finding],
    as_of: Option<jiff::civil::Date>,
    write: impl FnOnce(&Report<'_>) -> R,
) -> R {
    let texts = loaded.texts();
    let prefix = format!("{}/", root.to_string_lossy().replace('\\', "/").trim_end_matches('/'));
    let hash = loaded.register.as_ref().map(|register| register.hash().to_owned());
    let receipt = json!({
        "tool": "relief",
        "version": env!("CARGO_PKG_VERSION"),
        "register_hash": hash.unwrap_or_else(|| loaded.sources.hash()),
        "as_of": as_of.or_else(|| lint::coverage_end(loaded)).map(|day| day.to_string()),
    });
    write(&Report { findings, rules: lint::rules(), texts: &texts, prefix: &prefix, receipt: &receipt })
}
