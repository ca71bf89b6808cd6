//! The instruments as linked data: schema.org `Legislation`, with what schema.org has no word for in our own.
//!
//! A node's `@id` is the record's id as a URN, which is unique; the standard identifiers, USLM paths among them, are
//! values of `legislationIdentifier`, since two records can stand in one law. What is in force is as of the day asked of.

use serde_json::{Map, Value, json};

use super::json::bytes;
use super::{Content, File};
use crate::api::SCHEMA_VERSION;
use crate::model::{Id, Instrument, Kind, RelationKind, When};
use crate::register::{Law, Part, Register, Tri};

const CONTEXT: &str = "https://schema.org";
const OWN: &str = "urn:relief-register:vocabulary:";
const DATASET: &str = "urn:relief-register:dataset";

pub(super) fn files(content: &Content<'_>) -> Result<Vec<File>, String> {
    let register = content.register;
    let question = content.question;
    let known = |id: &Id| question.facts.get(id).copied();
    let law = Law::on(register, question.as_of, &question.assume, &known);
    let mut graph = vec![dataset(content)];
    graph.extend(register.instruments().map(|(id, kind, text)| instrument(register, law, id, kind, text)));
    graph.extend(register.emergencies().map(|(id, emergency)| {
        let mut node = node("own:Emergency", id.as_str(), emergency.title.as_str());
        node.insert("own:declaredBy".into(), refer(emergency.declared_by.as_str()));
        put(&mut node, "own:declared", day(Some(emergency.declared)));
        put(&mut node, "own:ended", day(emergency.ended));
        node.insert("own:inForce".into(), in_force(&law.emergency(id).in_force).into());
        node.into()
    }));
    graph.extend(super::tables::every_part(register).filter_map(|part| provision(register, law, part)));
    graph.extend(register.sources().map(|(id, source)| {
        let mut node = node("CreativeWork", id.as_str(), source.title.as_str());
        put(&mut node, "publisher", source.publisher.as_ref().map(|name| name.as_str().into()));
        put(&mut node, "datePublished", day(source.published));
        let urls: Vec<&str> = source.urls.iter().map(crate::model::Text::as_str).collect();
        put(&mut node, "url", (!urls.is_empty()).then(|| json!(urls)));
        node.into()
    }));
    let document = json!({ "@context": [CONTEXT, { "own": OWN }], "@graph": graph });
    let holds = "The instruments, their parts, emergencies and sources as linked data";
    Ok(vec![File::new("register.jsonld", holds, bytes(&document)?)])
}

fn dataset(content: &Content<'_>) -> Value {
    let head = content.register.head();
    json!({
        "@id": DATASET,
        "@type": "Dataset",
        "name": head.title.as_str(),
        "license": format!("https://spdx.org/licenses/{}", head.licence),
        "version": content.receipt.register_hash,
        "temporalCoverage": format!("../{}", content.receipt.coverage_end),
        "own:schemaVersion": SCHEMA_VERSION,
        "own:receipt": { "@type": "@json", "@value": content.receipt },
    })
}

fn urn(id: &str) -> String {
    format!("urn:relief-register:{id}")
}

fn refer(id: &str) -> Value {
    json!({ "@id": urn(id) })
}

fn node(kind: &str, id: &str, name: &str) -> Map<String, Value> {
    let mut node = Map::new();
    node.insert("@id".into(), urn(id).into());
    node.insert("@type".into(), kind.into());
    node.insert("name".into(), name.into());
    node
}

fn put(node: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        node.insert(key.into(), value);
    }
}

/// A day where it is known; a span is no date of schema.org.
fn day(when: Option<When>) -> Option<Value> {
    match when? {
        When::On(day) => Some(day.to_string().into()),
        When::Within(first, last) => {
            Some(json!({ "own:notBefore": first.to_string(), "own:notAfter": last.to_string() }))
        }
    }
}

fn in_force(standing: &Tri) -> &'static str {
    match standing {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown(_) => "unknown",
    }
}

/// The legal force in the words of schema.org; what is unknown has none.
fn legal_force(node: &mut Map<String, Value>, standing: &Tri) {
    let force = match standing {
        Tri::Yes => Some("https://schema.org/InForce"),
        Tri::No => Some("https://schema.org/NotInForce"),
        Tri::Unknown(_) => None,
    };
    put(node, "legislationLegalForce", force.map(|force| json!({ "@id": force })));
}

fn instrument(register: &Register, law: Law<'_>, id: &Id, kind: Kind, text: &Instrument) -> Value {
    let mut node = node("Legislation", id.as_str(), text.title.as_str());
    put(&mut node, "alternateName", text.short_title.as_ref().map(|name| name.as_str().into()));
    let identifiers = text.citations.identifiers(kind);
    put(&mut node, "legislationIdentifier", (!identifiers.is_empty()).then(|| json!(identifiers)));
    put(&mut node, "own:citation", text.citations.short().map(Value::from));
    node.insert("legislationType".into(), kind.word().into());
    node.insert("legislationJurisdiction".into(), "US".into());
    put(&mut node, "legislationDate", day(text.signed));
    put(&mut node, "datePublished", day(text.published));
    put(&mut node, "own:effective", day(Some(text.effective)));
    put(&mut node, "own:ended", day(text.ended));
    put(&mut node, "expires", day(text.expires));
    legal_force(&mut node, &law.instrument(id));
    put(&mut node, "url", text.citations.url.as_ref().map(|url| url.as_str().into()));
    let mut relations: Map<String, Value> = Map::new();
    for relation in &text.relations {
        let entry = relations.entry(term(relation.kind)).or_insert_with(|| json!([]));
        entry.as_array_mut().into_iter().for_each(|list| list.push(refer(relation.to.as_str())));
    }
    node.extend(relations);
    let source = register.provenance_of_record(id.as_str());
    put(&mut node, "citation", source.and_then(|p| p.source).map(|source| refer(source.as_str())));
    put(&mut node, "own:verification", source.map(|p| p.verification.word().into()));
    node.into()
}

/// The term for a relation: of schema.org where it has one, else our own.
fn term(kind: RelationKind) -> String {
    match kind {
        RelationKind::Amends => "legislationAmends".into(),
        RelationKind::Repeals | RelationKind::Revokes => "legislationRepeals".into(),
        other => {
            let mut words = other.word().split('-');
            let first = words.next().unwrap_or_default().to_owned();
            let rest = words.map(|word| {
                let mut letters = word.chars();
                letters
                    .next()
                    .map(|c| c.to_ascii_uppercase().to_string() + letters.as_str())
                    .unwrap_or_default()
            });
            format!("own:{first}{}", rest.collect::<String>())
        }
    }
}

/// A measure, lock, exit or mandate, as a part of its instrument. What only a bill holds is left out: it is no law.
fn provision(register: &Register, law: Law<'_>, part: Part) -> Option<Value> {
    let home = register.home(part);
    home.instrument()?;
    let (kind, title, pinpoint) = match part {
        Part::Measure(ix) => ("own:Measure", &register.measure(ix).title, &register.measure(ix).pinpoint),
        Part::Lock(ix) => ("own:Lock", &register.lock(ix).title, &register.lock(ix).pinpoint),
        Part::Exit(ix) => ("own:Exit", &register.exit(ix).title, &register.exit(ix).pinpoint),
        Part::Mandate(ix) => ("own:Mandate", &register.mandate(ix).title, &register.mandate(ix).pinpoint),
        Part::Listing(_) => return None,
    };
    let id = register.reference(part).as_str();
    let mut node = node(kind, id, title.as_str());
    node.insert("@type".into(), json!(["Legislation", kind]));
    node.insert("isPartOf".into(), refer(home.id.as_str()));
    node.insert("own:pinpoint".into(), pinpoint.as_str().into());
    legal_force(&mut node, &law.part(part));
    if let Part::Exit(ix) = part {
        let opens: Vec<Value> = register.exit(ix).opens.iter().map(|opened| refer(opened.as_str())).collect();
        node.insert("own:opens".into(), opens.into());
    }
    let provenance = register.provenance(part);
    put(&mut node, "citation", provenance.and_then(|p| p.source).map(|source| refer(source.as_str())));
    put(&mut node, "own:verification", provenance.map(|p| p.verification.word().into()));
    Some(node.into())
}
