//! Judgement on a loaded register. To be replaced: decode flaws and contradicted scenarios only.

use jiff::civil::Date;

use crate::diag::{Finding, Rule};
use crate::register::{Decoded, Loaded};
use crate::relief::try_scenario;

/// Every finding in a tree.
pub fn check(loaded: &Loaded, _as_of: Option<Date>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for problem in &loaded.problems {
        findings.push(Finding::error("unreadable", problem.what.clone()).in_file(problem.path.clone()));
    }
    for (at, flaw) in &loaded.flawed {
        let path = loaded.sources.files()[*at].path.clone();
        match flaw {
            Decoded::Stray => {
                findings.push(Finding::error("stray-file", "lies where no record lies").in_file(path))
            }
            Decoded::Syntax(s) => {
                findings.push(Finding::error("syntax", s.message.clone()).at(path, s.range.clone(), ""))
            }
            Decoded::Flawed(f) => {
                let range = f.range.clone().unwrap_or(0..0);
                findings.push(
                    Finding::error("schema", format!("{} at {}", f.message, f.pointer)).at(path, range, ""),
                );
            }
        }
    }
    if let Some(register) = &loaded.register {
        for (id, scenario) in register.scenarios() {
            for c in try_scenario(register, scenario) {
                let title = format!(
                    "scenario `{id}` as of {}: {} expects `{}`, derived `{}`",
                    c.as_of, c.pointer, c.expected, c.derived
                );
                findings.push(
                    Finding::error("scenario-contradicted", title).in_file(format!("scenarios/{id}.toml")),
                );
            }
        }
    }
    findings
}

/// Every lint.
pub fn rules() -> &'static [Rule] {
    &[]
}

/// The day that coverage ends.
pub fn coverage_end(loaded: &Loaded) -> Option<Date> {
    loaded.register.as_ref().map(crate::register::Register::coverage_end)
}
