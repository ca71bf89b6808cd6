//! `relief routes`: every minimal set of lawful acts that reaches a goal.

use std::process::ExitCode;

use super::args::{Asking, Global, TableFormat};
use super::context::{covered, question, register, missing, unknown};
use super::failure::Failure;
use super::output;
use crate::api::{Receipt, routes_report};
use crate::model::{Goal, Id, Record};
use crate::register::{Part, Register};
use crate::relief::{Aim, routes};
use crate::view;

/// `relief routes`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What is to be freed: an option (its goals), a kind of conduct, a measure, an order, or a target
    goal: String,
    #[command(flatten)]
    asking: Asking,
    /// Of a kind of conduct: only in this territory
    #[arg(long = "territory", value_name = "TERRITORY")]
    territories: Vec<Id>,
    /// How many routes to print
    #[arg(long, value_name = "N", default_value_t = 12)]
    limit: usize,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = question(&register, &args.asking)?;
    let (aim, title, regime) = aim(&register, args)?;
    if let Some(regime) = &regime {
        covered(&register, regime.as_str(), question.as_of)?;
    }
    let receipt = Receipt::of(&register, &question, regime.as_ref().map(Id::as_str));
    let found = routes(&register, &aim, &question, args.limit);
    match args.format {
        TableFormat::Json => output::json(global, &routes_report(receipt, &register, &args.goal, &found))?,
        format => {
            let doc = view::routes(&register, &args.goal, &title, &found, &question, &receipt);
            output::table(global, &doc, "routes", format)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What is to be reached, what it is called, and the regime it belongs to where that is known.
fn aim<'r>(register: &'r Register, args: &Args) -> Result<(Aim<'r>, String, Option<Id>), Failure> {
    let id = args.goal.as_str();
    let head = register.head();
    let conduct = head.conducts.iter().find(|c| c.id.as_str() == id);
    if let (false, None) = (args.territories.is_empty(), conduct) {
        return Err(Failure::usage(
            format!("`--territory` narrows a kind of conduct, and `{id}` is none"),
            "leave it out, or name a kind of conduct, as in `relief routes new-investment --territory ru`",
        ));
    }
    for territory in &args.territories {
        if !head.territories.iter().any(|t| t.id == *territory) {
            let known = head.territories.iter().map(|t| t.id.as_str());
            return Err(unknown("territory", territory.as_str(), known, "relief show register"));
        }
    }
    let goal = |goal: Goal| Aim { goals: vec![goal], ..Aim::default() };
    if let Some(conduct) = conduct {
        let wanted =
            Goal { conduct: vec![conduct.id.clone()], territory: args.territories.clone(), ..Goal::default() };
        return Ok((goal(wanted), conduct.title.to_string(), None));
    }
    if let Some(part) = register.part(id) {
        return match part {
            Part::Measure(ix) => {
                let regime = regime_of(register, register.home(ix).id.as_str());
                let aim = Aim { measures: vec![ix], ..Aim::default() };
                Ok((aim, register.measure(ix).title.to_string(), regime))
            }
            _ => {
                let home = register.home(part).id.as_str();
                let whole = if matches!(part, Part::Listing(_)) { "target" } else { "record" };
                Err(Failure::usage(
                    format!("`{id}` is part of the {whole} `{home}`, and no goal by itself"),
                    format!("name a measure, or the whole: `relief routes {home}`"),
                ))
            }
        };
    }
    match register.file(id).map(|file| &file.record) {
        Some(Record::Option(option)) => {
            let aim = Aim { goals: option.goals.clone(), facts: &option.facts, ..Aim::default() };
            Ok((aim, option.title.to_string(), Some(option.regime.clone())))
        }
        Some(Record::Target(target)) => {
            let wanted = Goal { target: id.parse().ok(), ..Goal::default() };
            Ok((goal(wanted), target.name.to_string(), None))
        }
        Some(Record::Instrument(_, instrument)) => {
            let wanted = Goal { instruments: id.parse().into_iter().collect(), ..Goal::default() };
            let regime = instrument.regime.clone();
            Ok((goal(wanted), view::instrument_name(register, id), Some(regime)))
        }
        Some(_) => Err(Failure::usage(
            format!("`{id}` is a {}, and no goal", register.kind(id).map_or("record", |kind| kind.word())),
            "name an option, a kind of conduct, a measure, an order or a target",
        )),
        None => {
            let conducts = head.conducts.iter().map(|c| c.id.as_str());
            Err(missing(register, "goal or target", id, register.references().chain(conducts), "relief show ID"))
        }
    }
}

fn regime_of(register: &Register, id: &str) -> Option<Id> {
    register.instrument(id).map(|instrument| instrument.regime.clone())
}
