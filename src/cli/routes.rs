//! `relief routes`: every minimal set of lawful acts that reaches a goal.

use std::process::ExitCode;

use super::args::{Asking, Global, TableFormat};
use super::context::{covered, missing, register, unknown};
use super::failure::Failure;
use super::output;
use super::question::question;
use crate::api::{Receipt, Under, routes_report};
use crate::model::{Goal, Id, Record};
use crate::register::{Part, Register};
use crate::relief::{Aim, Question, about_regimes, first_day, restricting_regimes, routes};
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
    /// Of a kind of conduct or a target: only under the law of this regime; left out, of conduct the first that restricts it
    #[arg(long = "regime", value_name = "REGIME")]
    regimes: Vec<Id>,
    /// In a table, also the weaker acts that a stronger one makes needless, being as light and as early
    #[arg(long)]
    all: bool,
    /// How many routes to print
    #[arg(long, value_name = "N", default_value_t = 12)]
    limit: usize,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = question(register, &args.asking)?;
    let (mut aim, title, regime) = aim(register, args)?;
    let under = match &regime {
        Some(regime) => {
            covered(register, regime.as_str(), question.as_of)?;
            Under { regimes: vec![regime.clone()], ..Under::default() }
        }
        None => under(register, args, &aim.goals[0], &question)?,
    };
    if regime.is_none() {
        aim.regimes.clone_from(&under.regimes);
    }
    let people = matches!(args.format, TableFormat::Table | TableFormat::Markdown);
    aim.without_needless = people && !args.all;
    let receipt = Receipt::of(register, &question, under.regimes.iter().map(Id::as_str));
    let found = routes(register, &aim, &question, args.limit);
    match args.format {
        TableFormat::Json => {
            output::json(global, &routes_report(receipt, register, &args.goal, &under, &found))?;
        }
        format => {
            let doc = view::routes(register, (&args.goal, &title), &under, &found, &question, &receipt);
            output::table(global, &doc, "routes", format)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Under which regimes a kind of conduct or a target is to be freed. A target is free only once it is free under all of
/// them. Of a kind of conduct each regime restricts something of its own: the first that restricts it is asked about.
fn under(register: &Register, args: &Args, goal: &Goal, question: &Question) -> Result<Under, Failure> {
    let about = about_regimes(register, goal);
    for regime in &args.regimes {
        if !register.head().regimes.iter().any(|known| known.id == *regime) {
            let known = register.head().regimes.iter().map(|known| known.id.as_str());
            return Err(unknown("regime", regime.as_str(), known, "relief coverage"));
        }
        covered(register, regime.as_str(), question.as_of)?;
    }
    let encoded = |id: &&Id| covered(register, id.as_str(), question.as_of).is_ok();
    let first = about.iter().min_by_key(|id| first_day(register, id));
    if let (Some(first), None) = (first, about.iter().find(encoded)) {
        covered(register, first.as_str(), question.as_of)?;
    }
    let not_encoded = about.iter().filter(|id| !encoded(id)).cloned().collect();
    let restricting = restricting_regimes(register, std::slice::from_ref(goal), question);
    let restricting: Vec<Id> = restricting.into_iter().filter(|id| encoded(&id)).collect();
    let regimes = match (args.regimes.as_slice(), &goal.target) {
        // Where nothing restricts it, that is said of all that are encoded, and of no other.
        ([], _) if restricting.is_empty() => about.iter().filter(encoded).cloned().collect(),
        ([], None) => restricting.first().cloned().into_iter().collect(),
        ([], Some(_)) => restricting.clone(),
        (named, _) => named.to_vec(),
    };
    let others = restricting.into_iter().filter(|id| !regimes.contains(id)).collect();
    Ok(Under { regimes, others, not_encoded })
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
    let whole = conduct.is_some() || register.target(id).is_some();
    if !(args.regimes.is_empty() || whole) {
        return Err(Failure::usage(
            format!("`--regime` narrows a kind of conduct or a target, and `{id}` is neither"),
            "leave it out: what it asks about is of one regime",
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
            Goal { conduct: [conduct.id.clone()].into(), territory: args.territories.clone().into(), ..Goal::default() };
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
            let aim = Aim { goals: option.goals.to_vec(), facts: &option.facts, ..Aim::default() };
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
        Some(Record::Emergency(_)) => Err(Failure::usage(
            format!("`{id}` is an emergency, and no goal"),
            format!("`relief cascade {id}` prints what ends with it, and how it can be ended"),
        )),
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
