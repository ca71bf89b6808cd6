//! `relief options`: the main job.

use std::process::ExitCode;

use clap::ValueEnum;

use super::args::{Asking, Global, TableFormat, pathway};
use super::context::{covered, register, missing};
use super::failure::Failure;
use super::output;
use super::question::question;
use crate::api::{LeftOut, OptionReport, OptionsReport, Receipt, SCHEMA_VERSION, option_reports};
use crate::doc::Doc;
use crate::model::{Id, Kind, Package, Pathway, ReliefOption};
use crate::register::{Part, Register};
use crate::relief::{Question, is_about_target, is_under, touched};
use crate::view;

/// `relief options`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// Only what the executive can do without a vote being able to hold it back
    #[arg(long, conflicts_with = "pathway")]
    executive_only: bool,
    /// Only options whose headline is this pathway
    #[arg(long, value_name = "PATHWAY", value_parser = pathway)]
    pathway: Option<Pathway>,
    /// Only options of this owner
    #[arg(long, value_name = "ACTOR")]
    owner: Option<String>,
    /// Only options about this target
    #[arg(long, value_name = "TARGET")]
    target: Option<String>,
    /// Only options that touch this measure
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,
    /// Only options that touch a measure of this instrument, or of one issued under it
    #[arg(long, value_name = "INSTRUMENT")]
    instrument: Option<String>,
    /// Only options of this package, and what it is compared with
    #[arg(long, value_name = "PACKAGE")]
    package: Option<String>,
    /// What brings options together under a heading
    #[arg(long, value_enum, default_value_t = GroupBy::Pathway, value_name = "WHAT")]
    group_by: GroupBy,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

/// What brings options together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum GroupBy {
    /// The headline pathway.
    Pathway,
    /// The package that they are part of.
    Package,
    /// Who would carry them out.
    Owner,
    /// The instruments that they act on.
    Instrument,
}

impl From<GroupBy> for view::GroupBy {
    fn from(by: GroupBy) -> Self {
        match by {
            GroupBy::Pathway => Self::Pathway,
            GroupBy::Package => Self::Package,
            GroupBy::Owner => Self::Owner,
            GroupBy::Instrument => Self::Instrument,
        }
    }
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let (report, question) = report(register, args)?;
    match args.format {
        TableFormat::Json => output::json(global, &report)?,
        format => {
            output::table(global, &document(register, args, &report, &question, format), "options", format)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The options that the arguments leave, each with its answer.
pub(super) fn report(register: &Register, args: &Args) -> Result<(OptionsReport, Question), Failure> {
    let question = question(register, &args.asking)?;
    known(register, args)?;
    let (mut asked, mut left_out) = (Vec::new(), Vec::new());
    let mut refused = None;
    for (id, option) in register.options().filter(|(_, option)| option.retired.is_none()) {
        if let Some(why) = filtered(register, id, option, args) {
            left_out.push(LeftOut { id: id.to_string(), why });
            continue;
        }
        if let Err(failure) = covered(register, option.regime.as_str(), question.as_of) {
            left_out
                .push(LeftOut { id: id.to_string(), why: "the day lies before its law is encoded".into() });
            refused = refused.or(Some(failure));
            continue;
        }
        asked.push((id, option));
    }
    let mut options = option_reports(register, &question, &asked);
    if let (true, Some(failure)) = (options.is_empty(), refused) {
        return Err(failure);
    }
    options.sort_by_cached_key(|option| view::place(register, option));
    let regimes = options.iter().filter_map(|o| register.option(&o.id)).map(|o| o.regime.as_str());
    let receipt = Receipt::of(register, &question, regimes);
    let mut report = OptionsReport { schema_version: SCHEMA_VERSION.into(), receipt, options, left_out };
    narrow(args, &mut report);
    Ok((report, question))
}

/// Leaves out what is of another pathway than asked for.
fn narrow(args: &Args, report: &mut OptionsReport) {
    let machine = matches!(args.format, TableFormat::Json | TableFormat::Csv);
    if args.executive_only && machine {
        keep(report, |option| option.executive_only && option.pathway != "none", leaves);
    } else if args.executive_only {
        keep(report, |option| option.baseline || is_partly(option), leaves);
    }
    if let Some(wanted) = args.pathway {
        keep(
            report,
            |option| option.pathway == wanted.word(),
            |option| format!("its headline is {}", option.pathways.join(" | ")),
        );
    }
}

/// The table as a document; in a file it says by which command it is derived again.
pub(super) fn document(
    register: &Register,
    args: &Args,
    report: &OptionsReport,
    question: &Question,
    format: TableFormat,
) -> Doc {
    let asked = words(args, format);
    let layout = view::Layout {
        group_by: args.group_by.into(),
        executive_only: args.executive_only,
        every_column: format == TableFormat::Csv,
        asked: (format != TableFormat::Table).then_some(asked.as_str()),
    };
    view::options(register, report, question, layout)
}

/// What was asked, to be typed again.
fn words(args: &Args, format: TableFormat) -> String {
    let mut words = "options".to_owned();
    let mut add = |flag: &str, value: Option<&str>| {
        if let Some(value) = value {
            words.push_str(&format!(" --{flag} {value}"));
        }
    };
    add("pathway", args.pathway.map(Pathway::word));
    add("owner", args.owner.as_deref());
    add("target", args.target.as_deref());
    add("measure", args.measure.as_deref());
    add("instrument", args.instrument.as_deref());
    add("package", args.package.as_deref());
    let group = args.group_by.to_possible_value();
    add("group-by", group.as_ref().filter(|_| args.group_by != GroupBy::Pathway).map(|value| value.get_name()));
    let format = format.to_possible_value();
    add("format", format.as_ref().map(|value| value.get_name()));
    if args.executive_only {
        words.push_str(" --executive-only");
    }
    words
}

/// Executive-only, or so on some readings, or so as to its acts.
pub(super) fn is_partly(option: &OptionReport) -> bool {
    let some = option
        .branches
        .iter()
        .any(|b| !b.outlying && matches!(b.pathway.as_str(), "executive" | "conditional"));
    option.pathway != "none" && (some || option.executive_only_in_part)
}

/// Why an option is not executive-only.
pub(super) fn leaves(option: &OptionReport) -> String {
    match option.reason.as_deref() {
        Some(reason) => format!("none: {reason}"),
        None => format!("takes {}", option.pathways.join(" | ")),
    }
}

fn keep(
    report: &mut OptionsReport,
    keep: impl Fn(&OptionReport) -> bool,
    why: impl Fn(&OptionReport) -> String,
) {
    let (kept, left): (Vec<_>, Vec<_>) =
        std::mem::take(&mut report.options).into_iter().partition(|o| keep(o));
    report.options = kept;
    report.left_out.extend(left.iter().map(|option| LeftOut { id: option.id.clone(), why: why(option) }));
}

/// The ids in filters must be known.
fn known(register: &Register, args: &Args) -> Result<(), Failure> {
    let of = |what: &str, id: &Option<String>, is: &dyn Fn(&str) -> bool, all: Vec<&str>| match id {
        Some(id) if !is(id) => Err(missing(register, what, id, all.into_iter(), "relief options")),
        _ => Ok(()),
    };
    let packages = register.packages().map(|(id, _)| id.as_str()).collect();
    of("package", &args.package, &|id| register.package(id).is_some(), packages)?;
    let actors = register.actors().map(|(id, _)| id.as_str()).collect();
    of("actor", &args.owner, &|id| register.actor(id).is_some(), actors)?;
    let targets = register.targets().map(|(id, _)| id.as_str()).collect();
    of("target", &args.target, &|id| register.target(id).is_some(), targets)?;
    let measures = register.measure_ixs().map(|ix| register.reference(ix).as_str()).collect();
    of("measure", &args.measure, &|id| matches!(register.part(id), Some(Part::Measure(_))), measures)?;
    let instruments = register.instruments().map(|(id, ..)| id.as_str()).collect();
    of("instrument", &args.instrument, &|id| register.kind(id).is_some_and(Kind::is_instrument), instruments)
}

/// Why the filters leave an option out.
fn filtered(register: &Register, id: &Id, option: &ReliefOption, args: &Args) -> Option<String> {
    if let Some(owner) = args.owner.as_ref().filter(|owner| option.owner.as_str() != **owner) {
        return Some(format!("not of owner {owner}"));
    }
    let of_package = |package: &Package| {
        package.baseline == *id || package.phases.iter().any(|phase| phase.options.contains(id))
    };
    if let Some(package) =
        args.package.as_ref().filter(|id| !register.package(id.as_str()).is_some_and(of_package))
    {
        return Some(format!("not of package {package}"));
    }
    if let Some(target) = args.target.as_ref().filter(|target| !is_about_target(register, option, target)) {
        return Some(format!("not about target {target}"));
    }
    if args.measure.is_none() && args.instrument.is_none() {
        return None;
    }
    let measures = touched(register, option);
    let named = args.measure.as_ref().filter(|m| !measures.iter().any(|(_, id)| id == *m));
    let under = |i: &&String| !measures.iter().any(|(home, _)| is_under(register, home, i));
    let untouched = named.or_else(|| args.instrument.as_ref().filter(under))?;
    Some(format!("does not touch {untouched}"))
}
