//! The page of a record: how it stands, what it says, its parts, and the records on both sides of it.

use std::collections::BTreeMap;

use super::fields::{fields, told};
use super::links::title;
use super::option::Told;
use super::shell::Shell;
use super::{Page, Site};
use crate::api::Receipt;
use crate::doc::{Block, Doc, Phrase};
use crate::model::{Kind, Record};
use crate::register::{Part, RecordFile};
use crate::relief::course;
use crate::view;

/// The page of a record; of an option, with its argument.
pub(super) fn page(site: &Site<'_>, file: &RecordFile, option: Option<&Told<'_>>) -> Page {
    let id = file.id.as_str();
    let receipt = receipt(site, &file.record);
    let mut doc = Doc::new(title(&file.record));
    let (own, parts) = told(&fields(&file.record));
    match option {
        Some(option) => doc.blocks.extend(option.blocks.iter().cloned()),
        None => doc.blocks.extend(standing(site, id, &receipt)),
    }
    if let Record::Package(package) = &file.record {
        let moves = course(site.register, package, &site.question);
        let report = crate::api::package_report(receipt.clone(), &file.id, package, site.register, &moves);
        super::option::append(&mut doc, "Phase by phase", "phases", view::package(&report, site.register));
    }
    let mut list = String::new();
    for part in parts {
        if part.list != list {
            list.clone_from(&part.list);
            doc.heading(1, capital(&list.replace('-', " ")));
        }
        let reference = format!("{id}/{}", part.id);
        let about = part_title(site, &reference);
        let name = Phrase::new().code(part.id.as_str());
        let name = if about.is_empty() { name } else { name.text(format!(": {about}")) };
        doc.push(Block::anchored(2, name, part.id.as_str()));
        let mut about = standing(site, &reference, &receipt);
        about.extend(part.blocks);
        doc.blocks.extend(merged(about));
    }
    doc.push(Block::anchored(1, "The record", "the-record"));
    doc.paragraph(Phrase::from("Kept in ").code(file.path.as_str()).text("."));
    doc.blocks.extend(own);
    linked(site, &mut doc, "It names", "it-names", site.links.to(&file.id));
    linked(site, &mut doc, "Named by", "named-by", site.links.from(&file.id));
    doc.push(view::receipt(&receipt));
    Shell::record(id).page(site, &doc)
}

fn receipt(site: &Site<'_>, record: &Record) -> Receipt {
    site.receipt(record.regime().map(|regime| regime.as_str()))
}

/// How a record or a part stands that day; its links are left out, as the page has them all.
fn standing(site: &Site<'_>, id: &str, receipt: &Receipt) -> Vec<Block> {
    let shown = view::show(site.register, id, site.as_of(), receipt.clone());
    let blocks = shown.map(|(_, doc)| doc.blocks).unwrap_or_default();
    let part = site.register.part(id);
    let before =
        blocks.into_iter().take_while(|block| !matches!(block, Block::Heading(_) | Block::Receipt(_)));
    let mut blocks: Vec<Block> = before.collect();
    if let Some(Part::Lock(ix)) = part {
        let reached = site.register.lock(ix).reaches.iter().flat_map(|clause| &clause.actions);
        blocks.extend(actions("Actions reached", reached.map(|action| action.word())));
    }
    if let Some(Part::Exit(ix)) = part {
        let served = site.register.exit(ix).serves.iter().flat_map(|clause| &clause.actions);
        blocks.extend(actions("Actions served", served.map(|action| action.word())));
    }
    let opened = site.register.exits_opening(id).iter().map(|ix| site.register.reference(*ix).as_str());
    let opened: Vec<Phrase> = opened.map(|exit| Phrase::new().link(exit, exit)).collect();
    if !opened.is_empty() {
        blocks.push(Block::definitions([("Opened by", Phrase::join(opened, ", "))]));
    }
    if let Some(Part::Measure(ix)) = part {
        let listed = site.register.listings_under(ix).iter().map(|ix| site.register.reference(*ix).as_str());
        let listed: Vec<Phrase> = listed.map(|listing| Phrase::new().link(listing, listing)).collect();
        if !listed.is_empty() {
            blocks.push(Block::definitions([("Listed under it", Phrase::join(listed, ", "))]));
        }
    }
    blocks
}

/// The blocks with neighbouring lists of terms made one.
fn merged(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        match (out.last_mut(), block) {
            (Some(Block::Definitions(all)), Block::Definitions(more)) => all.extend(more),
            (_, block) => out.push(block),
        }
    }
    out
}

fn actions<'a>(term: &str, words: impl Iterator<Item = &'a str>) -> Option<Block> {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.dedup();
    (!words.is_empty()).then(|| Block::definitions([(term.to_owned(), words.join(", "))]))
}

fn part_title(site: &Site<'_>, reference: &str) -> String {
    let named =
        reference.parse().ok().and_then(|reference| crate::relief::title_of(site.register, &reference));
    named.filter(|_| site.register.part(reference).is_some()).unwrap_or_default()
}

/// Records under a heading, kind by kind.
fn linked<'r>(
    site: &Site<'_>,
    doc: &mut Doc,
    heading: &str,
    anchor: &str,
    ids: impl Iterator<Item = &'r str>,
) {
    let mut kinds: BTreeMap<Kind, Vec<Phrase>> = BTreeMap::new();
    for file in ids.filter_map(|id| site.register.file(id)) {
        let name = Phrase::new().link(file.id.as_str(), file.id.as_str());
        kinds.entry(file.kind).or_default().push(name);
    }
    if kinds.is_empty() {
        return;
    }
    doc.push(Block::anchored(1, heading, anchor));
    let kinds = kinds.into_iter().map(|(kind, links)| (kind.word(), Phrase::join(links, ", ")));
    doc.push(Block::definitions(kinds));
}

/// The page that leads to every record.
pub(super) fn list(site: &Site<'_>) -> Page {
    let mut doc = Doc::new("Records");
    let files = site.register.files().iter().filter(|file| file.kind != Kind::Register);
    let mut kinds: BTreeMap<Kind, Vec<&RecordFile>> = BTreeMap::new();
    files.for_each(|file| kinds.entry(file.kind).or_default().push(file));
    doc.push(Block::bullets(kinds.keys().map(|kind| format!("{} ({})", kind.word(), kinds[kind].len()))));
    for (kind, files) in &kinds {
        doc.heading(1, format!("{} ({})", capital(kind.word()), files.len()));
        doc.push(Block::bullets(files.iter().map(|file| {
            let name = Phrase::new().link(file.id.as_str(), file.id.as_str());
            name.text(format!(": {}", title(&file.record)))
        })));
    }
    doc.push(view::receipt(&site.receipt([])));
    Shell::top("records.html").page(site, &doc)
}

/// The words with a capital letter first.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
