//! `relief designations`: the parties of published lists, by what their delisting takes.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil::Date;

use super::args::{Asking, Global, TableFormat, day};
use super::context::{covered, register};
use super::failure::Failure;
use super::output;
use super::progress::Progress;
use super::question::question;
use crate::api::{
    CountsReport, ListReport, ListedParty, PartyDetail, PartyReport, Receipt, RemovalsReport, RemovedParty,
    SCHEMA_VERSION, add_pathway, designations_report, pathway_words, sort_pathways, verdict_report, way_report,
};
use crate::designations::{
    Bench, Flaw, Head, Party, PartyType, Roll, Source, Tally, mapped, read, tags, windows,
};
use crate::model::{Action, Id};
use crate::register::Register;
use crate::relief::Question;
use crate::view;

/// How many parties of one name are printed.
const NAMESAKES: usize = 10;
/// Relief of a listing, strongest effect first.
const WAYS: [Action; 4] = [Action::Terminate, Action::Suspend, Action::Waive, Action::License];

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
    fn wants(&self, party: &Party<'_>) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.iter().any(|kind| PartyType::from(*kind) == party.kind);
        kind && (self.programs.is_empty() || tags(party.tags).any(|tag| self.programs.iter().any(|p| p == tag)))
    }
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    let register = register(global)?;
    let question = question(&register, &args.asking)?;
    match (&args.newer, &args.party) {
        (Some(newer), _) => removed(global, args, register, question, newer)?,
        (None, Some(wanted)) => party(global, args, register, question, wanted)?,
        (None, None) => counted(global, args, register, question)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A list that is to be read.
struct List<'a> {
    file: &'a str,
    roll: Roll,
}

impl<'a> List<'a> {
    fn new(file: &'a str, args: &Args) -> Self {
        let name = Path::new(file).file_name().map(|name| name.to_string_lossy().to_lowercase());
        let roll = match args.read_as {
            Some(RollArg::Sdn) => Roll::Sdn,
            Some(RollArg::NonSdn) => Roll::NonSdn,
            None if name.is_some_and(|name| name.starts_with("cons")) => Roll::NonSdn,
            None => Roll::Sdn,
        };
        Self { file, roll }
    }

    fn read(&self, each: &mut dyn FnMut(&Party<'_>) -> Result<(), Flaw>) -> Result<Head, Failure> {
        let source = if self.file == "-" {
            Source::Stream(Box::new(Progress::new(std::io::stdin().lock(), "stdin", None)))
        } else {
            let cannot = |error| Failure::io(format!("cannot read `{}`", self.file), error);
            let file = File::open(self.file).map_err(cannot)?;
            let about = file.metadata().map_err(cannot)?;
            if about.is_dir() {
                let hint = "name the list itself: `relief designations FILE`";
                return Err(Failure::usage(format!("`{}` is a folder", self.file), hint));
            }
            if about.is_file() {
                Source::File(Box::new(Progress::new(file, self.file, Some(about.len()))))
            } else {
                Source::Stream(Box::new(Progress::new(file, self.file, None)))
            }
        };
        read(source, each).map_err(|flaw| Failure::Usage {
            what: format!("`{}` cannot be read as a sanctions list: {flaw}", self.file),
            hint: flaw.help.or_else(|| Some("`relief designations --help` says what is read".into())),
        })
    }

    /// The day of the list, and where it comes from.
    fn day(&self, flag: Option<Date>, head: &Head) -> Result<(Date, &'static str), Failure> {
        let found = flag.map(|day| (day, "flag"));
        let found = found.or_else(|| head.published.map(|day| (day, "file")));
        let found = found.or_else(|| metadata(self.file).map(|day| (day, "metadata")));
        found.or_else(|| day_in(self.file).map(|day| (day, "name"))).ok_or_else(|| {
            Failure::usage(
                format!("neither `{}` nor its name says of which day the list is", self.file),
                "give it: `--list-date DATE`",
            )
        })
    }
}

/// The day of publication in the metadata beside a list: `NAME.metadata.json` for `NAME.csv.gz`.
fn metadata(file: &str) -> Option<Date> {
    let path = Path::new(file);
    let stem = path.file_name()?.to_str()?.split('.').next()?;
    let text = std::fs::read(path.with_file_name(format!("{stem}.metadata.json"))).ok()?;
    let value: serde_json::Value = serde_json::from_slice(&text).ok()?;
    value.get("published")?.as_str()?.parse().ok()
}

/// The one day that stands in the name of a file, as in `sdn-2026-08-20.csv`.
fn day_in(file: &str) -> Option<Date> {
    let name = Path::new(file).file_name()?.to_str()?;
    let mut found: Vec<Date> = (0..name.len())
        .filter_map(|at| name.get(at..at + 10))
        .filter(|part| part.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() }))
        .filter_map(|part| part.parse().ok())
        .collect();
    found.dedup();
    if let [day] = found.as_slice() { Some(*day) } else { None }
}

/// Refuses a day before that of the list, and one before the law of any regime.
fn askable(register: &Register, file: &str, day: Date, as_of: Date) -> Result<(), Failure> {
    if as_of < day {
        return Err(Failure::usage(
            format!("`{file}` is of {day}, and does not say who was listed on {as_of}"),
            format!("ask of a later day (`--as-of {day}`), or read an older list"),
        ));
    }
    let first = register.head().regimes.iter().min_by_key(|regime| regime.coverage.from.0);
    first.map_or(Ok(()), |regime| covered(register, regime.id.as_str(), as_of))
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

fn counted(global: &Global, args: &Args, register: Register, question: Question) -> Result<(), Failure> {
    let list = List::new(&args.list, args);
    let ends = windows(&register);
    let mut tally = Tally::new(&mapped(&register, question.as_of), list.roll);
    let (mut dated, mut found) = (false, Vec::new());
    let head = list.read(&mut |party| {
        if args.wants(party) {
            dated |= party.listed.is_some();
            tally.add(party, window(&ends, party.listed))?;
            if args.list_parties {
                found.push(Found::of(party, list.roll));
            }
        }
        Ok(())
    })?;
    let (day, whence) = list.day(args.list_days.first().copied(), &head)?;
    askable(&register, list.file, day, question.as_of)?;
    let mut bench = bench(register, question, day, dated)?;
    let listed = ListReport::of(list.file, &head, list.roll, day, whence);
    let checks = if head.remarks { tally.crosschecks.as_slice() } else { &[] };
    let receipt = receipt(&bench);
    let mut report = designations_report(receipt, listed, &mut bench, tally.combinations(), checks, &ends);
    for party in &found {
        let verdict = bench.verdict(&party.tags, party.roll, party.kind, window(&ends, party.listed));
        report.parties.push(party.listed(&bench, verdict));
    }
    if args.format == TableFormat::Json {
        return output::json(global, &report);
    }
    let limit = if args.format == TableFormat::Csv { usize::MAX } else { args.limit };
    let name = if args.list_parties { "parties" } else { "designations" };
    output::table(global, &view::designations(&report, limit), name, args.format)
}

fn party(
    global: &Global,
    args: &Args,
    register: Register,
    question: Question,
    wanted: &str,
) -> Result<(), Failure> {
    let list = List::new(&args.list, args);
    let ends = windows(&register);
    let uid: Option<u64> = wanted.parse().ok();
    let (mut exact, mut near, mut left_out) = (Vec::new(), Vec::new(), 0);
    let lower = wanted.to_lowercase();
    let head = list.read(&mut |party| {
        let same = uid.map_or_else(|| party.name.to_lowercase() == lower, |uid| party.uid == uid);
        if same {
            exact.push(Found::of(party, list.roll));
        } else if uid.is_none() && party.name.to_lowercase().contains(&lower) {
            if near.len() < NAMESAKES {
                near.push(Found::of(party, list.roll));
            } else {
                left_out += 1;
            }
        }
        Ok(())
    })?;
    let meant = if exact.is_empty() {
        near
    } else {
        left_out = 0;
        exact
    };
    if meant.is_empty() {
        return Err(Failure::No {
            what: format!("no party of `{}` has the number or name `{wanted}`", list.file),
            hint: Some("a part of the name will do; alternate names are not read".into()),
        });
    }
    let (day, whence) = list.day(args.list_days.first().copied(), &head)?;
    askable(&register, list.file, day, question.as_of)?;
    let dated = meant.iter().any(|party| party.listed.is_some());
    let mut bench = bench(register, question, day, dated)?;
    let parties = meant.iter().map(|party| detail(&mut bench, party, &ends)).collect();
    let listed = ListReport::of(list.file, &head, list.roll, day, whence);
    let report = PartyReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt: receipt(&bench),
        list: listed,
        parties,
        left_out,
    };
    match args.format {
        TableFormat::Json => output::json(global, &report),
        format => output::table(global, &view::party(&report), "ways", format),
    }
}

fn detail(bench: &mut Bench, party: &Found, ends: &[Date]) -> PartyDetail {
    let span = window(ends, party.listed).filter(|_| party.tags.len() == 1);
    let mut each = Vec::new();
    for tag in &party.tags {
        if let Some(at) = bench.verdict(std::slice::from_ref(tag), party.roll, party.kind, span) {
            each.push(verdict_report(bench, bench.at(at)));
        }
    }
    let ways = WAYS.into_iter().filter_map(|action| {
        let verdict = bench.way(action, &party.tags, party.roll, party.kind, span)?;
        Some(way_report(bench, action, &verdict))
    });
    let ways = ways.collect();
    let known = bench.register.targets().find(|(_, target)| target.ofac_uid.map(u64::from) == Some(party.uid));
    PartyDetail {
        uid: party.uid,
        name: party.name.clone(),
        r#type: party.kind.word().into(),
        nationality: Some(party.nationality.clone()).filter(|text| !text.is_empty()),
        listed: party.listed,
        target: known.map(|(id, _)| id.to_string()),
        unmapped: party.tags.iter().filter(|tag| bench.mapping(tag, party.roll).is_none()).cloned().collect(),
        tags: each,
        ways,
    }
}

fn removed(
    global: &Global,
    args: &Args,
    register: Register,
    mut question: Question,
    newer: &str,
) -> Result<(), Failure> {
    let (older, newer) = (List::new(&args.list, args), List::new(newer, args));
    if older.file == newer.file {
        return Err(Failure::usage("the two lists are one file", "name an older and a newer list"));
    }
    let mut before: Vec<Found> = Vec::new();
    let mut places: HashMap<(u64, Roll), usize> = HashMap::new();
    let twice = |file: &str, party: &Party<'_>| Flaw {
        place: format!("entry {}", party.row),
        what: format!("party {} stands twice in `{file}`, so that lists cannot be compared by number", party.uid),
        help: None,
    };
    let old_head = older.read(&mut |party| {
        let found = Found::of(party, older.roll);
        if places.insert((found.uid, found.roll), before.len()).is_some() {
            return Err(twice(older.file, party));
        }
        before.push(found);
        Ok(())
    })?;
    let mut after: HashMap<usize, Vec<String>> = HashMap::new();
    let mut added = 0;
    let new_head = newer.read(&mut |party| {
        match places.get(&(party.uid, party.roll.unwrap_or(newer.roll))) {
            Some(at) => {
                if after.insert(*at, tags(party.tags).map(str::to_owned).collect()).is_some() {
                    return Err(twice(newer.file, party));
                }
            }
            None => added += 1,
        }
        Ok(())
    })?;
    let (old_day, old_whence) = older.day(args.list_days.first().copied(), &old_head)?;
    let (new_day, new_whence) = newer.day(args.list_days.get(1).copied(), &new_head)?;
    if new_day < old_day {
        return Err(Failure::usage(
            format!("`{}` ({old_day}) is newer than `{}` ({new_day})", older.file, newer.file),
            format!("name the older list first: `relief designations {} {}`", newer.file, older.file),
        ));
    }
    if args.asking.as_of.is_none() {
        question.as_of = new_day;
        question.submit = args.asking.submit.unwrap_or(new_day);
    }
    askable(&register, older.file, old_day, question.as_of)?;
    let mut bench = bench(register, question, old_day, false)?;
    let mut report = RemovalsReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt: receipt(&bench),
        older: ListReport::of(older.file, &old_head, older.roll, old_day, old_whence),
        newer: ListReport::of(newer.file, &new_head, newer.roll, new_day, new_whence),
        added,
        pathways: Vec::new(),
        removed: Vec::new(),
        verdicts: Vec::new(),
    };
    for (at, party) in before.iter().enumerate() {
        let stays = after.get(&at).cloned().unwrap_or_default();
        let off: Vec<String> = party.tags.iter().filter(|tag| !stays.contains(tag)).cloned().collect();
        let kind = args.kinds.is_empty() || args.kinds.iter().any(|kind| PartyType::from(*kind) == party.kind);
        let program = args.programs.is_empty() || args.programs.iter().any(|tag| off.contains(tag));
        if off.is_empty() || !kind || !program {
            continue;
        }
        let verdict = bench.verdict(&off, party.roll, party.kind, None);
        let listed = party.listed(&bench, verdict);
        let mut one = CountsReport::default();
        one.add(party.kind, 1);
        for regime in verdict.map(|at| bench.regimes(bench.at(at))).unwrap_or_default() {
            add_pathway(&mut report.pathways, &bench, &regime, &listed.pathways, &one);
        }
        report.removed.push(RemovedParty { party: listed, off, stays });
    }
    sort_pathways(&mut report.pathways);
    report.verdicts = bench.verdicts().map(|verdict| verdict_report(&bench, verdict)).collect();
    match args.format {
        TableFormat::Json => output::json(global, &report),
        format => output::table(global, &view::removed(&report, format == TableFormat::Csv), "removed", format),
    }
}
