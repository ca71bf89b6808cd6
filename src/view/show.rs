//! A record or a part of one, and how it stands on a day.

use jiff::civil::Date;

use crate::api::{Link, Receipt, SCHEMA_VERSION, ShowReport};
use crate::doc::{Block, Definition, Doc, Phrase};
use crate::model::{Exception, Pathway, Record, RelationKind, When};
use crate::register::{Law, MeasureIx, Part, Register, Tri};
use crate::relief::{Asked, Question, answer};

use super::cite::{cited, pathways, pinpoint};
use super::explain::gap_words;
use super::options::receipt as receipt_lines;

/// What `relief show` prints of an id, as data and as a document; nothing if the register does not know it.
pub fn show(register: &Register, id: &str, as_of: Date, receipt: Receipt) -> Option<(ShowReport, Doc)> {
    let report = report(register, id, as_of, receipt)?;
    let doc = document(register, &report, as_of);
    Some((report, doc))
}

/// The same in short, for a reader who is editing: no links, no receipt, and of an option its pathway. Where the register
/// has errors nothing is derived.
pub fn card(register: &Register, id: &str, as_of: Date, sound: bool) -> Option<Doc> {
    let question = Question::on(as_of);
    let receipt = Receipt::of(register, &question, None);
    let coverage_end = receipt.coverage_end;
    let mut report = report(register, id, as_of, receipt)?;
    if !sound {
        (report.in_force, report.until, report.basis) = (None, None, Vec::new());
    }
    let mut doc = document(register, &report, as_of);
    let links = doc.blocks.iter().position(|block| matches!(block, Block::Heading(_) | Block::Receipt(_)));
    doc.blocks.truncate(links.unwrap_or(doc.blocks.len()));
    if !sound {
        doc.paragraph("Nothing is derived while the register has errors.");
        return Some(doc);
    }
    if let Some(option) = register.option(id) {
        let answer = answer(register, Asked::from(option), question);
        let set = answer.pathways();
        let line = Phrase::from(format!("Pathway on {as_of}: ")).then(pathways(&set));
        doc.paragraph(match set.as_slice() {
            [Pathway::None] => line.text(format!(". {}.", crate::api::reason(&answer))),
            [one] => line.text(format!(". {}.", one.title())),
            _ => line.text(format!(". Contested: `relief explain {id}` says on what it turns.")),
        });
    }
    if as_of > coverage_end {
        doc.paragraph(format!("The law is encoded through {coverage_end}; this is the last known law."));
    }
    Some(doc)
}

fn report(register: &Register, id: &str, as_of: Date, receipt: Receipt) -> Option<ShowReport> {
    match register.part(id) {
        Some(part) => Some(part_report(register, id, part, as_of, receipt)),
        None => record_report(register, id, as_of, receipt),
    }
}

fn nothing_known(_: &crate::model::Id) -> Option<bool> {
    None
}

fn law(register: &Register, day: Date) -> Law<'_> {
    Law::on(register, day, &[], &nothing_known)
}

fn tri(tri: &Tri) -> String {
    match tri {
        Tri::Yes => "yes".into(),
        Tri::No => "no".into(),
        Tri::Unknown(fact) => format!("unknown: it turns on {fact}"),
    }
}

fn part_report(register: &Register, id: &str, part: Part, as_of: Date, receipt: Receipt) -> ShowReport {
    let law = law(register, as_of);
    let (kind, title, standing) = match part {
        Part::Measure(ix) => ("measure", register.measure(ix).title.to_string(), law.measure(ix)),
        Part::Lock(ix) => ("lock", register.lock(ix).title.to_string(), law.lock(ix)),
        Part::Exit(ix) => ("exit", register.exit(ix).title.to_string(), law.exit(ix)),
        Part::Mandate(ix) => ("mandate", register.mandate(ix).title.to_string(), law.mandate(ix)),
        Part::Listing(ix) => {
            let measures = register.listing_measures(ix);
            let bound = measures.iter().fold(Tri::No, |alive, m| alive.or(|| law.measure(*m)));
            ("listing", register.listed_target(ix).1.name.to_string(), law.listing(ix).and(|| bound))
        }
    };
    let home = register.home(part);
    let provenance = register.provenance(part);
    ShowReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        id: id.into(),
        kind: kind.into(),
        title,
        in_force: Some(match part {
            Part::Measure(ix) if standing != Tri::No => {
                contested_end(register, ix, as_of).unwrap_or_else(|| tri(&standing))
            }
            _ => tri(&standing),
        }),
        until: end(register, part),
        basis: match part {
            Part::Measure(ix) => crate::relief::basis(register, ix, &Question::on(as_of))
                .into_iter()
                .map(ToOwned::to_owned)
                .collect(),
            _ => Vec::new(),
        },
        citation: Some(cited(register, part)),
        identifiers: home
            .instrument()
            .map(|i| i.citations.identifiers_at(home.kind, pinpoint(register, part)))
            .unwrap_or_default(),
        exceptions: exceptions(register, part),
        gaps: Vec::new(),
        source: provenance.and_then(|p| p.source).map(ToString::to_string),
        verification: provenance.map(|p| p.verification.word().to_owned()),
        links: part_links(register, part),
    }
}

/// Where a measure has ended on some readings: on which.
fn contested_end(register: &Register, ix: MeasureIx, as_of: Date) -> Option<String> {
    let end = register.measure(ix).contested_ends.iter().find(|end| as_of >= end.on.0)?;
    let under: Vec<&str> = end.under.iter().map(|choice| choice.split().0).collect();
    Some(format!("contested: whether it ended on {} turns on {}", end.on, under.join(", ")))
}

fn part_links(register: &Register, part: Part) -> Vec<Link> {
    let out = |relation: &str, id: &str| Link { relation: relation.into(), id: id.into(), inbound: false };
    let inn = |relation: &str, id: &str| Link { relation: relation.into(), id: id.into(), inbound: true };
    let mut links = vec![out("part-of", register.home(part).id.as_str())];
    let reference = register.reference(part).as_str();
    links.extend(
        register.exits_opening(reference).iter().map(|ix| inn("opened-by", register.reference(*ix).as_str())),
    );
    match part {
        Part::Measure(ix) => {
            let listed = register.listings_under(ix).iter();
            links.extend(listed.map(|l| inn("listed-under", register.reference(*l).as_str())));
        }
        Part::Exit(ix) => {
            links.extend(register.exit(ix).opens.iter().map(|lock| out("opens", lock.as_str())))
        }
        Part::Listing(ix) => {
            let measures = register.listing_measures(ix).iter();
            links.extend(measures.map(|m| out("listed-under", register.reference(*m).as_str())));
        }
        Part::Lock(_) | Part::Mandate(_) => {}
    }
    links
}

fn record_report(register: &Register, id: &str, as_of: Date, receipt: Receipt) -> Option<ShowReport> {
    let file = register.file(id)?;
    let law = law(register, as_of);
    let (title, standing, until, citations) = match &file.record {
        Record::Instrument(_, r) => {
            let ends = r.ended.or(r.expires).map(crate::model::When::latest);
            (&r.title, Some(law.instrument(&file.id)), ends, Some(&r.citations))
        }
        Record::Emergency(r) => {
            let standing = law.emergency(&file.id);
            let until = standing.until.filter(|_| standing.in_force != Tri::No);
            (&r.title, Some(standing.in_force), until, None)
        }
        Record::Actor(r) => (&r.name, None, None, None),
        Record::Bill(r) => (&r.title, None, None, Some(&r.citations)),
        Record::Development(r) => (&r.title, None, None, None),
        Record::Episode(r) => (&r.title, None, None, None),
        Record::Fact(r) => (&r.title, None, None, None),
        Record::Option(r) => (&r.title, None, None, None),
        Record::Package(r) => (&r.title, None, None, None),
        Record::Point(r) => (&r.title, None, None, None),
        Record::Programme(r) => (&r.title, None, None, None),
        Record::ReviewClock(r) => (&r.title, None, None, None),
        Record::Scenario(r) => (&r.title, None, None, None),
        Record::Source(r) => (&r.title, None, None, None),
        Record::Target(r) => (&r.name, None, None, None),
        Record::Register(_) => return None,
    };
    let provenance = register.provenance_of_record(id);
    Some(ShowReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        id: id.into(),
        kind: file.kind.word().into(),
        title: title.to_string(),
        in_force: standing.as_ref().map(tri),
        until,
        basis: Vec::new(),
        citation: citations.and_then(crate::model::Citations::short),
        identifiers: citations.map(|cited| cited.identifiers(file.kind)).unwrap_or_default(),
        exceptions: match &file.record {
            Record::Instrument(_, r) => r.exceptions.iter().map(excepted).collect(),
            _ => Vec::new(),
        },
        gaps: file.record.gaps().iter().map(gap_words).collect(),
        source: provenance.and_then(|p| p.source).map(ToString::to_string),
        verification: provenance.map(|p| p.verification.word().to_owned()),
        links: record_links(register, id, &file.record),
    })
}

/// The day on which a part, or its whole instrument, ends by what the record says.
fn end(register: &Register, part: Part) -> Option<Date> {
    let own = match part {
        Part::Measure(ix) => [register.measure(ix).ended, register.measure(ix).expires],
        Part::Lock(ix) => [register.lock(ix).ended, register.lock(ix).expires],
        Part::Exit(ix) => [register.exit(ix).ended, register.exit(ix).expires],
        Part::Mandate(ix) => [register.mandate(ix).ended, register.mandate(ix).expires],
        Part::Listing(ix) => [register.listing(ix).until, None],
    };
    let whole = register.home(part).instrument().map_or([None, None], |home| [home.ended, home.expires]);
    own.into_iter().chain(whole).flatten().map(When::latest).min()
}

/// What is excepted from a measure or a mandate: in its own words, then in those of its whole instrument.
fn exceptions(register: &Register, part: Part) -> Vec<String> {
    let own = match part {
        Part::Measure(ix) => &register.measure(ix).exceptions,
        Part::Mandate(ix) => &register.mandate(ix).exceptions,
        _ => return Vec::new(),
    };
    let whole = register.home(part).instrument().into_iter().flat_map(|home| &home.exceptions);
    own.iter().chain(whole).map(excepted).collect()
}

fn excepted(exception: &Exception) -> String {
    format!("{} [{}]", exception.text, exception.pinpoint)
}

fn record_links(register: &Register, id: &str, record: &Record) -> Vec<Link> {
    let mut links = Vec::new();
    if let Record::Instrument(_, r) = record {
        let related = r.relations.iter();
        links.extend(related.map(|r| Link {
            relation: r.kind.word().into(),
            id: r.to.to_string(),
            inbound: false,
        }));
        let parts =
            r.measures.iter().map(|m| ("measure", &m.id)).chain(r.locks.iter().map(|l| ("lock", &l.id)));
        let parts = parts
            .chain(r.exits.iter().map(|e| ("exit", &e.id)))
            .chain(r.mandates.iter().map(|m| ("mandate", &m.id)));
        links.extend(parts.map(|(kind, local)| Link {
            relation: kind.into(),
            id: format!("{id}/{local}"),
            inbound: false,
        }));
    }
    if let Record::Target(_) = record {
        let listings = register.listings_of(id).iter();
        links.extend(listings.map(|l| Link {
            relation: "listing".into(),
            id: register.reference(*l).to_string(),
            inbound: false,
        }));
    }
    let inbound = register.related_to(id).iter();
    links.extend(inbound.map(|(from, kind): &(_, RelationKind)| Link {
        relation: kind.word().into(),
        id: from.to_string(),
        inbound: true,
    }));
    links
}

fn document(register: &Register, report: &ShowReport, as_of: Date) -> Doc {
    let mut doc = Doc::new(report.title.as_str());
    doc.paragraph(Phrase::new().code(report.id.as_str()).text(format!(", {}", report.kind)));
    let mut lines: Vec<Definition> = Vec::new();
    if let Some(standing) = &report.in_force {
        let standing = match (standing.as_str(), report.until) {
            ("yes", Some(until)) => format!("in force on {as_of}, to {until}"),
            ("yes", None) => format!("in force on {as_of}"),
            ("no", Some(ended)) if ended <= as_of => format!("not in force on {as_of}: it ended on {ended}"),
            ("no", _) => format!("not in force on {as_of}"),
            (other, _) => format!("on {as_of} {other}"),
        };
        lines.push(Definition::new("Standing", standing));
    }
    if !report.basis.is_empty() {
        lines.push(Definition::new("Basis", report.basis.join(", ")));
    }
    if let Some(citation) = &report.citation {
        lines.push(Definition::new("Citation", citation.as_str()));
    }
    if !report.identifiers.is_empty() {
        lines.push(Definition::new("Identifiers", report.identifiers.join("  ")));
    }
    let checked = report.verification.as_deref().unwrap_or("not flagged");
    let from = report.source.as_ref().map_or_else(String::new, |source| format!(", from {source}"));
    lines.push(Definition::new("Checked", format!("{checked}{from}")));
    doc.push(Block::Definitions(lines));
    if let Some(extra) = detail(register, &report.id) {
        doc.push(extra);
    }
    if !report.exceptions.is_empty() {
        doc.heading(1, "Exceptions");
        doc.push(Block::bullets(report.exceptions.iter().map(String::as_str)));
    }
    if !report.gaps.is_empty() {
        doc.heading(1, "Not encoded, or not known");
        doc.push(Block::bullets(report.gaps.iter().map(String::as_str)));
    }
    if !report.links.is_empty() {
        doc.heading(1, "Links");
        let links = report.links.iter().map(|link| {
            let arrow = if link.inbound { "from" } else { "to" };
            Phrase::from(format!("{} {arrow} ", link.relation)).link(link.id.as_str(), link.id.as_str())
        });
        doc.push(Block::bullets(links));
    }
    doc.push(receipt_lines(&report.receipt));
    doc
}

/// What is particular to a kind: the continuations of an emergency, the choices of a point.
fn detail(register: &Register, id: &str) -> Option<Block> {
    match &register.file(id)?.record {
        Record::Emergency(r) => Some(Block::bullets(r.continuations.iter().map(|c| {
            let cited = c.citations.short().map_or_else(String::new, |cited| format!(" ({cited})"));
            format!("continued by notice of {}{cited}", c.signed)
        }))),
        Record::Point(r) => Some(Block::Definitions(
            std::iter::once(Definition::new("Question", r.question.as_str()))
                .chain(r.choices.iter().map(|c| {
                    Definition::new(format!("{id}={}", c.id), format!("{} {}", c.claim, c.argument))
                }))
                .collect(),
        )),
        Record::Fact(r) => Some(Block::paragraph(r.question.as_str())),
        Record::Option(r) => Some(Block::paragraph(r.summary.as_str())),
        Record::Development(r) => Some(Block::paragraph(r.text.as_str())),
        Record::Target(r) => r.note.as_ref().map(|note| Block::paragraph(note.as_str())),
        Record::Source(r) => Some(Block::bullets(r.urls.iter().map(|url| url.as_str()))),
        _ => None,
    }
}
