//! `relief schema`: the JSON Schemas of records and outputs.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::args::Global;
use super::context::unknown;
use super::failure::Failure;
use super::output;
use crate::api;
use crate::schema::{records, text};

/// `relief schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kind of record, as in `statute`, or the output, as in `options`; left out, `-o DIR` writes all of them
    kind: Option<String>,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let all = all();
    match (&args.kind, &global.output) {
        (Some(name), _) => {
            let found = all.iter().find(|(path, _)| path.rsplit('/').next() == Some(&format!("{name}.json")));
            let names = all.iter().filter_map(|(path, _)| path.rsplit('/').next()?.strip_suffix(".json"));
            let (_, schema) = found.ok_or_else(|| unknown("schema", name, names, "relief schema KIND"))?;
            output::write(global, schema.as_bytes())?;
        }
        (None, Some(folder)) => {
            for (path, schema) in &all {
                write(&folder.join(path), schema).map_err(|error| {
                    Failure::io(format!("cannot write below `{}`", folder.display()), error)
                })?;
            }
        }
        (None, None) => {
            let names: String = all.iter().map(|(path, _)| format!("{path}\n")).collect();
            output::write(global, names.as_bytes())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Every schema, with its path below `schemas/`.
fn all() -> Vec<(String, String)> {
    let records = records().map(|(name, schema)| (format!("records/{name}"), schema));
    let outputs =
        api::schemas().into_iter().map(|(name, schema)| (format!("outputs/{name}.json"), text(&schema)));
    records.chain(outputs).collect()
}

fn write(path: &Path, schema: &str) -> std::io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, schema)
}
