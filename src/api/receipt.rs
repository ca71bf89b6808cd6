//! The receipt that every output carries: enough to derive the same answer again.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::register::Register;
use crate::relief::Question;

/// What an answer was derived from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Receipt {
    /// The name of the tool.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over the path and content of all records.
    pub register_hash: String,
    /// The day asked of.
    pub as_of: Date,
    /// The day of filing.
    pub submit: Date,
    /// The last day through which the law asked about is encoded.
    pub coverage_end: Date,
    /// Bills assumed to be law, as `BILL` or `BILL@DATE`.
    pub assumptions: Vec<String>,
    /// Readings fixed by flags, as `POINT=CHOICE`.
    pub readings: Vec<String>,
    /// Facts fixed by flags.
    pub facts: BTreeMap<String, bool>,
}

impl Receipt {
    /// The receipt of a question put to a register, as to some regimes: their earliest end of coverage counts; as to
    /// none in particular, the latest of all.
    pub fn of<'a>(
        register: &Register,
        question: &Question,
        regimes: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let regimes: Vec<&str> = regimes.into_iter().collect();
        let asked = register.head().regimes.iter().filter(|r| regimes.contains(&r.id.as_str()));
        let coverage_end = asked.map(|r| r.coverage.to.0).min().unwrap_or_else(|| register.coverage_end());
        let assumptions = question.assume.iter().map(|(bill, from)| match from {
            Some(day) => format!("{bill}@{day}"),
            None => bill.to_string(),
        });
        Self {
            tool: "relief".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            register_hash: register.hash().into(),
            as_of: question.as_of,
            submit: question.submit,
            coverage_end,
            assumptions: assumptions.collect(),
            readings: question.readings.iter().map(|c| c.as_str().replacen('.', "=", 1)).collect(),
            facts: question.facts.iter().map(|(fact, yes)| (fact.to_string(), *yes)).collect(),
        }
    }

    /// The command that derives the same again, with the hash of the records and the version as a comment of the shell.
    /// `asked` is what stands between the tool's name and the question.
    pub fn command(&self, asked: &str) -> String {
        let mut line = format!("relief {asked} --as-of {} --submit {}", self.as_of, self.submit);
        for reading in &self.readings {
            line.push_str(&format!(" --reading {reading}"));
        }
        for (fact, yes) in &self.facts {
            line.push_str(&format!(" --fact {fact}={}", if *yes { "yes" } else { "no" }));
        }
        for bill in &self.assumptions {
            line.push_str(&format!(" --assume {bill}"));
        }
        format!("{line} # sha256:{} relief {}", self.register_hash, self.version)
    }
}
