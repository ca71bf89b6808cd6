//! What hangs on what, drawn: emergencies with their orders and what is issued under these, and statutes with their
//! locks and the measures that each selects on the day.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{Graph, Node};
use super::links::title;
use super::shell::{Shell, address};
use super::{Page, Site};
use crate::doc::Doc;
use crate::doc::html::{anchor, quote};
use crate::model::{Id, Kind, Record, RelationKind};
use crate::register::{Law, LockIx, Part, Tri};
use crate::relief::locks_on;
use crate::view;

const LEGEND: &str = "<p class=\"key\">A solid box is in force that day, a dashed one is not, a dotted one is not known to be. Each \
                      box leads to its record.</p>\n";

/// The two pages.
pub(super) fn pages(site: &Site<'_>) -> [Page; 2] {
    let known = |_: &Id| None;
    let law = Law::on(site.register, site.as_of(), &[], &known);
    let emergencies = site.register.emergencies().map(|(id, record)| {
        let graph = family(site, law, id);
        (record.title.as_str(), graph, "Emergency, then orders, then what is issued or permitted under them.")
    });
    let drawn: Vec<_> = emergencies.collect();
    let authority = page(site, "authority.html", "What hangs on which emergency", drawn);
    let mut under: BTreeMap<Id, BTreeMap<LockIx, Vec<Part>>> = BTreeMap::new();
    for ix in site.register.measure_ixs().filter(|ix| law.measure(*ix) != Tri::No) {
        for (lock, _) in locks_on(site.register, ix, &site.question) {
            let home = site.register.home(lock).id.clone();
            under.entry(home).or_default().entry(lock).or_default().push(ix.into());
        }
    }
    let locks = under.iter().filter_map(|(home, locks)| {
        let title = title(&site.register.file(home.as_str())?.record);
        Some((
            title,
            locked(site, law, home, locks),
            "Statute, then its locks, then the measures that each selects on some reading, in whole or as to who is listed.",
        ))
    });
    let drawn: Vec<_> = locks.collect();
    [authority, page(site, "locks.html", "What each statute locks", drawn)]
}

fn page(site: &Site<'_>, path: &str, heading: &str, drawn: Vec<(&str, Graph, &str)>) -> Page {
    let (mut contents, mut figures) = (String::new(), String::new());
    for (at, (title, graph, caption)) in drawn.into_iter().enumerate() {
        let id = format!("f{at}-{}", anchor(title));
        let name = quote(title);
        contents.push_str(&format!("<li><a href=\"#{id}\">{name}</a></li>\n"));
        figures.push_str(&format!(
            "<h2 id=\"{id}\">{name}</h2>\n<figure><div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{name}\">\n{}</div>\
             <figcaption>{}</figcaption></figure>\n",
            graph.svg(title),
            quote(caption)
        ));
    }
    let mut doc = Doc::new(heading);
    doc.push(view::receipt(&site.receipt([])));
    let before = format!("<p>As of {}.</p>\n{LEGEND}<ul>\n{contents}</ul>\n{figures}", site.as_of());
    Shell::top(path).before(before).page(site, &doc)
}

/// An emergency, its orders, and what is issued or permitted under these.
fn family(site: &Site<'_>, law: Law<'_>, emergency: &Id) -> Graph {
    let mut graph = Graph::default();
    let mut places: BTreeMap<&Id, usize> = BTreeMap::new();
    graph.nodes.push(record(site, law, emergency, 0));
    let mut edges = BTreeSet::new();
    let mut level: Vec<(&Id, usize)> = vec![(emergency, 0)];
    for column in 1..=3 {
        let mut next = Vec::new();
        for (above, at) in level {
            for (below, kind) in site.register.related_to(above.as_str()) {
                if !(kind.cascades() || *kind == RelationKind::AuthorisesUnder) || below == emergency {
                    continue;
                }
                let place = *places.entry(below).or_insert_with(|| {
                    graph.nodes.push(record(site, law, below, column));
                    next.push((below, graph.nodes.len() - 1));
                    graph.nodes.len() - 1
                });
                if graph.nodes[place].column > graph.nodes[at].column {
                    edges.insert((at, place));
                }
            }
        }
        level = next;
    }
    graph.edges = edges.into_iter().collect();
    graph
}

/// A statute, its locks, and what they select: an instrument with more than one measure stands for them.
fn locked(site: &Site<'_>, law: Law<'_>, statute: &Id, locks: &BTreeMap<LockIx, Vec<Part>>) -> Graph {
    let mut graph = Graph::default();
    graph.nodes.push(record(site, law, statute, 0));
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (lock, measures) in locks {
        let reference = site.register.reference(*lock).as_str();
        let at = graph.nodes.len();
        graph.nodes.push(Node {
            column: 1,
            name: reference.to_owned(),
            about: site.register.lock(*lock).title.to_string(),
            address: address(site, "", reference),
            class: class(&law.lock(*lock)),
        });
        graph.edges.push((0, at));
        let mut homes: BTreeMap<&Id, Vec<Part>> = BTreeMap::new();
        for part in measures {
            homes.entry(&site.register.home(*part).id).or_default().push(*part);
        }
        for (home, parts) in homes {
            let (name, about) = match parts.as_slice() {
                [one] => (
                    site.register.reference(*one).to_string(),
                    crate::relief::title_of(site.register, site.register.reference(*one)).unwrap_or_default(),
                ),
                several => (
                    view::instrument_name(site.register, home.as_str()),
                    format!("{} measures", several.len()),
                ),
            };
            let node = Node {
                column: 2,
                address: address(site, "", if parts.len() == 1 { &name } else { home.as_str() }),
                class: "standing",
                about: about.clone(),
                name: name.clone(),
            };
            let place = *places.entry(format!("{name} {about}")).or_insert_with(|| {
                graph.nodes.push(node);
                graph.nodes.len() - 1
            });
            graph.edges.push((at, place));
        }
    }
    graph
}

fn record(site: &Site<'_>, law: Law<'_>, id: &Id, column: usize) -> Node {
    let file = site.register.file(id.as_str());
    let standing = match file.map(|file| file.kind) {
        Some(Kind::Emergency) => law.emergency(id).in_force,
        _ => law.instrument(id),
    };
    let name = match file.map(|file| (&file.record, file.kind)) {
        Some((Record::Instrument(..), Kind::ExecutiveOrder | Kind::Proclamation)) => {
            view::instrument_name(site.register, id.as_str())
        }
        _ => id.to_string(),
    };
    let about = match file.map(|file| &file.record) {
        Some(Record::Instrument(_, r)) => r.title.to_string(),
        Some(record) => title(record).to_owned(),
        None => String::new(),
    };
    Node { column, name, about, address: address(site, "", id.as_str()), class: class(&standing) }
}

fn class(standing: &Tri) -> &'static str {
    match standing {
        Tri::Yes => "standing",
        Tri::No => "ended",
        Tri::Unknown(_) => "unknown",
    }
}
