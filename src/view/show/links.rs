//! What names what: the records that one names, and those that name it.

use crate::api::Link;
use crate::model::{Record, RelationKind};
use crate::register::{Part, Register};

/// The links of a part.
pub(super) fn part_links(register: &Register, part: Part) -> Vec<Link> {
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

/// The links of a whole record.
pub(super) fn record_links(register: &Register, id: &str, record: &Record) -> Vec<Link> {
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
