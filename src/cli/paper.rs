//! `relief paper`: the options paper.

use std::io::IsTerminal;
use std::process::ExitCode;

use super::args::{Asking, Global};
use super::context::{covered, missing, whole};
use super::failure::Failure;
use super::output;
use super::question::question;
use crate::api::{LeftOut, Receipt};
use crate::doc::{Doc, docx, html, markdown, notes, typst};
use crate::model::Id;
use crate::register::Register;
use crate::relief::{Asked, Question, answer};
use crate::view::{self, Brief, Considered};

/// `relief paper`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Options and packages; left out, every option of the register
    #[arg(value_name = "OPTION|PACKAGE")]
    what: Vec<String>,
    /// Only what the executive can do without a vote being able to hold it back, with what is so on some readings
    #[arg(long)]
    executive_only: bool,
    #[command(flatten)]
    asking: Asking,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Markdown, value_name = "FORMAT")]
    format: Format,
}

/// Formats of a paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum Format {
    /// With footnotes.
    Markdown,
    /// One page that needs no other file, and prints well.
    Html,
    /// For a word processor, with footnotes.
    Docx,
    /// Source that the `typst` compiler turns into a PDF.
    Typst,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<ExitCode, Failure> {
    if args.format == Format::Docx && global.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::usage("a Word file is not for a terminal", "name a file: `-o paper.docx`"));
    }
    let register = whole(global)?;
    let (brief, _) = brief(register, args)?;
    output::write(global, &written(&view::paper(register, &brief), args.format)?)?;
    Ok(ExitCode::SUCCESS)
}

/// A document in a format of a paper.
pub(super) fn written(doc: &Doc, format: Format) -> Result<Vec<u8>, Failure> {
    Ok(match format {
        Format::Markdown => markdown::write(&notes::endnotes(doc.clone())).into_bytes(),
        Format::Html => html::page(&notes::endnotes(doc.clone()), &html::Frame::default()).into_bytes(),
        Format::Docx => docx::write(doc).map_err(|error| Failure::io("cannot pack the paper", error))?,
        Format::Typst => typst::write(doc).into_bytes(),
    })
}

/// What the arguments ask for, answered.
pub(super) fn brief<'r>(register: &'r Register, args: &Args) -> Result<(Brief<'r>, Question), Failure> {
    let mut question = question(register, &args.asking)?;
    if let (None, Some(submit)) = (args.asking.as_of, args.asking.submit) {
        question.as_of = submit;
    }
    let (mut options, mut left_out, mut refused) = (Vec::new(), Vec::new(), None);
    for id in asked(register, &args.what)? {
        let Some((id, option)) = register.options().find(|(known, _)| **known == id) else { continue };
        if let Err(failure) = covered(register, option.regime.as_str(), question.as_of) {
            left_out.push(LeftOut { id: id.to_string(), why: "the day lies before its law is encoded".into() });
            refused = refused.or(Some(failure));
            continue;
        }
        let one = Considered::new(id, option, answer(register, Asked::from(option), question.clone()));
        match args.executive_only && !one.report.baseline && !super::options::is_partly(&one.report) {
            true => left_out.push(LeftOut { id: id.to_string(), why: super::options::leaves(&one.report) }),
            false => options.push(one),
        }
    }
    if let (true, Some(failure)) = (options.is_empty(), refused) {
        return Err(failure);
    }
    if args.what.is_empty() {
        options.sort_by_cached_key(|one| view::place(register, &one.report));
    }
    let receipt = Receipt::of(register, &question, options.iter().map(|one| one.option.regime.as_str()));
    let packages = register.packages().filter(|(id, _)| args.what.iter().any(|word| word == id.as_str()));
    let brief = Brief {
        packages: packages.collect(),
        options,
        left_out,
        executive_only: args.executive_only,
        asked: words(args),
        receipt,
    };
    Ok((brief, question))
}

/// What was asked, to be typed again.
fn words(args: &Args) -> String {
    let mut words = vec!["paper"];
    words.extend(args.what.iter().map(String::as_str));
    if args.executive_only {
        words.push("--executive-only");
    }
    words.join(" ")
}

/// The options that are asked for, in the order given: those of a package in its own order, its baseline first.
fn asked(register: &Register, what: &[String]) -> Result<Vec<Id>, Failure> {
    if what.is_empty() {
        let living = register.options().filter(|(_, option)| option.retired.is_none());
        return Ok(living.map(|(id, _)| id.clone()).collect());
    }
    let mut ids: Vec<Id> = Vec::new();
    for word in what {
        let package = register.package(word);
        let found: Vec<Id> = match (register.option(word), package, word.parse()) {
            (Some(_), _, Ok(id)) => vec![id],
            (None, Some(package), _) => {
                let phases = package.phases.iter().flat_map(|phase| &phase.options);
                std::iter::once(&package.baseline).chain(phases).cloned().collect()
            }
            _ => {
                let options = register.options().map(|(id, _)| id.as_str());
                let known = options.chain(register.packages().map(|(id, _)| id.as_str()));
                return Err(missing(register, "option or package", word, known, "relief options"));
            }
        };
        ids.extend(found);
    }
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    Ok(ids)
}
