//! `relief designations`: the parties of published lists, by what their delisting takes.
//!
//! Here are the arguments and what the three ways of asking share; each has its own file.

mod count;
mod list;
mod party;
mod removed;

use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil::Date;

use self::list::List;
use super::args::{Asking, Global, TableFormat, day};
use super::context::own;
use super::failure::Failure;
use super::question::question;
use crate::api::{ListedParty, Receipt, pathway_words};
use crate::designations::{Bench, Flaw, Mapped, Party, PartyType, Roll, tags};
use crate::model::Id;
use crate::register::Register;
use crate::relief::Question;
use crate::text::nearest;

/// The most parties that are kept, ten times those of the published list.
const KEPT: usize = 200_000;

/// `relief designations`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The list: `sdn.csv`, `cons_prim.csv`, `sdn.xml`, the advanced XML, or a CSV with a header; plain, gzip or zip; `-` is stdin
    list: String,
    /// A newer list: who came off, under which tags, and what the law of its day required for that
    newer: Option<String>,
    #[command(flatten)]
    asking: Asking,
    /// Only parties of this type
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    kinds: Vec<TypeArg>,
    /// Only parties that carry this tag, as in `RUSSIA-EO14024`
    #[arg(long = "program", value_name = "TAG")]
    programs: Vec<String>,
    /// Print the parties too
    #[arg(long = "list", conflicts_with_all = ["party", "newer"])]
    list_parties: bool,
    /// Print one party by its number or name: the locks behind each tag, and the ways out
    #[arg(long, value_name = "UID|NAME", conflicts_with = "newer")]
    party: Option<String>,
    /// The day of the list; left out, the day in the file or in its name. Give it twice for two lists
    #[arg(long = "list-date", value_name = "DATE", value_parser = day)]
    list_days: Vec<Date>,
    /// Which lists the tags are read as; left out, `non-sdn` where the file's name starts with `cons`, else `sdn`
    #[arg(long, value_enum, value_name = "LISTS")]
    read_as: Option<RollArg>,
    /// How many combinations of tags to print
    #[arg(long, value_name = "N", default_value_t = 25)]
    limit: usize,
    /// The format
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    format: TableFormat,
}

/// A type of party, as it is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum TypeArg {
    Individual,
    Entity,
    Vessel,
    Aircraft,
}

/// A family of lists, as it is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum RollArg {
    Sdn,
    NonSdn,
}

impl From<TypeArg> for PartyType {
    fn from(typed: TypeArg) -> Self {
        match typed {
            TypeArg::Individual => PartyType::Individual,
            TypeArg::Entity => PartyType::Entity,
            TypeArg::Vessel => PartyType::Vessel,
            TypeArg::Aircraft => PartyType::Aircraft,
        }
    }
}

impl Args {
    fn wants_kind(&self, kind: PartyType) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|wanted| PartyType::from(*wanted) == kind)
    }

    fn wants_tag(&self, tag: &str) -> bool {
        self.programs.iter().any(|wanted| wanted.eq_ignore_ascii_case(tag))
    }

    /// No party is meant: a tag may be mistyped, or stand on another list.
    fn nobody(&self, list: &List<'_>, known: &[Mapped]) -> Failure {
        let tags = || known.iter().filter(|one| one.roll == list.roll).map(|one| one.tag.as_str());
        let near = self.programs.iter().find_map(|typed| nearest(&typed.to_ascii_uppercase(), tags()));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`relief designations {}` counts every tag of it", list.file),
        };
        Failure::No { what: format!("no party of `{}` has this tag and type", list.file), hint: Some(hint) }
    }

    fn wants(&self, party: &Party<'_>) -> bool {
        self.wants_kind(party.kind)
            && (self.programs.is_empty() || tags(party.tags).any(|tag| self.wants_tag(tag)))
    }
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = own(global)?;
    let question = question(&register, &args.asking)?;
    match (&args.newer, &args.party) {
        (Some(newer), _) => removed::removed(global, args, register, question, newer)?,
        (None, Some(wanted)) => party::party(global, args, register, question, wanted)?,
        (None, None) => count::counted(global, args, register, question)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn receipt(bench: &Bench) -> Receipt {
    let regimes: Vec<Id> = bench.mapped.iter().flat_map(|one| one.regimes.iter().cloned()).collect();
    Receipt::of(&bench.register, &bench.question, regimes.iter().map(Id::as_str))
}

fn bench(register: Register, question: Question, day: Date, dated: bool) -> Result<Bench, Failure> {
    Bench::new(register, question, day, dated).ok_or_else(|| Failure::No {
        what: "the register takes no hypothetical party".into(),
        hint: Some("`relief check` says what is wrong with it".into()),
    })
}

/// The span of days that a listing falls in.
fn window(ends: &[Date], listed: Option<Date>) -> Option<usize> {
    listed.map(|day| ends.partition_point(|end| *end < day))
}

/// Keeps a party of a list that is to be printed or compared party by party.
fn keep(all: &mut Vec<Found>, found: Found, party: &Party<'_>) -> Result<(), Flaw> {
    if all.len() == KEPT {
        return Err(Flaw {
            place: format!("entry {}", party.row),
            what: format!("more than {KEPT} parties would be kept: they can be counted, not printed or compared"),
            help: Some("leave `--list` out, or choose fewer by `--program` and `--type`".into()),
        });
    }
    all.push(found);
    Ok(())
}

/// A party that is kept.
struct Found {
    uid: u64,
    name: String,
    kind: PartyType,
    tags: Vec<String>,
    roll: Roll,
    nationality: String,
    listed: Option<Date>,
}

impl Found {
    fn of(party: &Party<'_>, roll: Roll) -> Self {
        let mut all: Vec<String> = tags(party.tags).map(str::to_owned).collect();
        all.sort();
        all.dedup();
        Self {
            uid: party.uid,
            name: party.name.to_owned(),
            kind: party.kind,
            tags: all,
            roll: party.roll.unwrap_or(roll),
            nationality: party.nationality.to_owned(),
            listed: party.listed,
        }
    }

    fn listed(&self, bench: &Bench, verdict: Option<usize>) -> ListedParty {
        ListedParty {
            uid: self.uid,
            name: self.name.clone(),
            r#type: self.kind.word().into(),
            tags: self.tags.clone(),
            pathways: verdict.map(|at| pathway_words(&bench.at(at).pathways())).unwrap_or_default(),
            verdict,
        }
    }
}
