//! What falls with an emergency or an instrument, and what stands, as a tree.

use std::collections::BTreeSet;

use crate::api::{Receipt, thing};
use crate::doc::{Block, Cite, Column, Doc, Phrase, Table, TreeNode};
use crate::model::{Action, Id, RelationKind};
use crate::register::{LockIx, Part, Register, Tri};
use crate::relief::{Cascade, Ending, Hanging, Outcome, Thing, Var};

use super::cite::{instrument_name, pathways, provision};
use super::options::{receipt as receipt_lines, remark};
use super::outcome::case;

/// What falls and what stands when a record ends.
pub fn cascade(register: &Register, cascade: &Cascade, receipt: &Receipt) -> Doc {
    let id = cascade.id.as_str();
    let day = cascade.question.as_of;
    let mut doc = Doc::new(format!("If {} ends", name(register, id)));
    doc.paragraph(standing(cascade));
    if day > receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {day}.",
            receipt.coverage_end
        )));
    }
    if let Some(line) = acts(cascade) {
        doc.paragraph(line);
    }
    if let Some(line) = tally(cascade) {
        doc.paragraph(line);
    }
    for emergency in &cascade.declares {
        doc.paragraph(
            Phrase::from("It declares ")
                .code(emergency.as_str())
                .text(", which is taken to go on; what hangs on that, ")
                .code(format!("relief cascade {emergency}"))
                .text(" shows."),
        );
    }
    if cascade.under.is_empty() {
        doc.paragraph("Nothing that is in force that day hangs on it.");
    } else {
        let root = TreeNode::new(Phrase::new().code(id).text(": ends"));
        doc.push(Block::Tree(vec![root.with(below(register, &cascade.under, &Phrase::new()))]));
        told_once(register, cascade, &mut doc);
    }
    savings(register, cascade, &mut doc);
    doc.push(receipt_lines(receipt));
    doc
}

/// The same as a flat table, for a spreadsheet.
pub fn cascade_table(register: &Register, cascade: &Cascade) -> Doc {
    let mut table =
        Table::new(["depth", "id", "kind", "relation", "outcome", "by", "where"].map(Column::new))
            .named("cascade");
    flat(register, &cascade.under, 1, &mut table);
    let mut doc = Doc::new("");
    doc.push(table);
    doc
}

fn flat(register: &Register, under: &[Hanging], depth: usize, table: &mut Table) {
    for hanging in under {
        let (id, kind) = thing(register, &hanging.thing);
        let relation = hanging.relation.map_or("", RelationKind::word);
        for ending in &hanging.endings {
            let by = match &ending.outcome {
                Outcome::Held(lock) => register.reference(*lock).to_string(),
                Outcome::Carried(statute, _) => statute.to_string(),
                Outcome::Rests(other) => other.to_string(),
                _ => String::new(),
            };
            table.row([
                depth.to_string().into(),
                id.as_str().into(),
                kind.into(),
                relation.into(),
                word(&ending.outcome).into(),
                by.into(),
                wheres(register, ending),
            ]);
        }
        flat(register, &hanging.under, depth + 1, table);
    }
}

fn standing(cascade: &Cascade) -> Phrase {
    let day = cascade.question.as_of;
    let line = Phrase::from("As of ").strong(day.to_string()).text(", ").code(cascade.id.as_str());
    let Some(emergency) = &cascade.emergency else {
        return line.text(" is taken away.");
    };
    let line = match (&emergency.in_force, emergency.until) {
        (Tri::Unknown(fact), _) => line
            .text(": whether it is still in force is not known; what follows branches on ")
            .code(fact.as_str()),
        (_, Some(until)) => line.text(format!(" runs to {until} unless continued")),
        (_, None) => line.text(" is in force"),
    };
    match emergency.notice_from {
        Some(from) if emergency.in_force == Tri::Yes => {
            line.text(format!("; a notice of continuation can be given from {from} on."))
        }
        _ => line.text("."),
    }
}

/// The acts that end an emergency, and what each takes.
fn acts(cascade: &Cascade) -> Option<Phrase> {
    let each = cascade.acts.iter().map(|(action, set)| {
        let words = if *action == Action::Lapse { "Silence ends it: " } else { "A proclamation ends it: " };
        Phrase::from(words).then(pathways(set))
    });
    let each: Vec<Phrase> = each.collect();
    (!each.is_empty()).then(|| Phrase::join(each, ". ").text("."))
}

/// How many measures fall, fall on some readings only, and stand: each once, though it may hang on several records.
fn tally(cascade: &Cascade) -> Option<String> {
    fn count(under: &[Hanging], counts: &mut [usize; 3]) {
        for hanging in under {
            if let Thing::Part(Part::Measure(_)) = hanging.thing {
                let counted = hanging.endings.iter().filter(|ending| !ending.outlying);
                let (fall, stand): (Vec<_>, Vec<_>) =
                    counted.filter(|e| e.outcome != Outcome::Absent).partition(|e| !e.outcome.stands());
                let place = match (fall.is_empty(), stand.is_empty()) {
                    (true, _) => 2,
                    (false, true) => 0,
                    (false, false) => 1,
                };
                counts[place] += 1;
            }
            count(&hanging.under, counts);
        }
    }
    let mut counts = [0; 3];
    count(&cascade.under, &mut counts);
    let [fall, some, stand] = counts;
    let parts = [(fall, "fall"), (some, "fall on some readings only"), (stand, "stand")];
    let parts: Vec<(usize, &str)> = parts.into_iter().filter(|(n, _)| *n > 0).collect();
    let all = fall + some + stand;
    (all > 1).then(|| match parts.as_slice() {
        [(_, what)] => format!("Of the {all} measures that hang on it all {what}."),
        several => {
            let each: Vec<String> = several.iter().map(|(n, what)| format!("{n} {what}")).collect();
            format!("Of the {all} measures that hang on it {}.", each.join(", "))
        }
    })
}

/// What the tree names again and again: the locks that hold, and what each choice says.
fn told_once(register: &Register, cascade: &Cascade, doc: &mut Doc) {
    fn collect(under: &[Hanging], locks: &mut BTreeSet<LockIx>, choices: &mut BTreeSet<(Id, usize)>) {
        for hanging in under {
            for ending in &hanging.endings {
                if let Outcome::Held(lock) = ending.outcome {
                    locks.insert(lock);
                }
                choices.extend(ending.cases.iter().flatten().filter_map(|(var, value)| match var {
                    Var::Point(id) => Some((id.clone(), *value)),
                    _ => None,
                }));
            }
            collect(&hanging.under, locks, choices);
        }
    }
    let (mut locks, mut choices) = (BTreeSet::new(), BTreeSet::new());
    collect(&cascade.under, &mut locks, &mut choices);
    if !locks.is_empty() {
        doc.heading(1, "What holds");
        doc.push(Block::bullets(locks.into_iter().map(|ix| {
            let id = register.reference(ix).as_str();
            let title = register.lock(ix).title.as_str().trim_end_matches('.');
            let line = Phrase::new().code(id).text(format!(": {title}"));
            line.cite(Cite::new(provision(register, ix), id)).text(".")
        })));
    }
    let claims = choices.iter().filter_map(|(point, value)| {
        let choice = register.point(point.as_str())?.choices.get(*value)?;
        let claim = choice.claim.as_str().trim_end_matches('.');
        Some(Phrase::new().code(format!("{point}={}", choice.id)).text(format!(": {claim}.")))
    });
    let claims: Vec<Phrase> = claims.collect();
    if !claims.is_empty() {
        doc.heading(1, "What it turns on");
        doc.push(Block::bullets(claims));
    }
}

fn node(register: &Register, hanging: &Hanging, how: Phrase) -> TreeNode {
    TreeNode::new(label(register, hanging).text(": ").then(how)).with(below(
        register,
        &hanging.under,
        &fate(register, hanging),
    ))
}

/// The id of a thing, and what a lawyer calls it.
fn label(register: &Register, hanging: &Hanging) -> Phrase {
    let (id, _) = thing(register, &hanging.thing);
    let label = Phrase::new().code(id.as_str());
    match &hanging.thing {
        Thing::Record(id) => match name(register, id.as_str()) {
            name if name == id.as_str() => label,
            name => label.text(format!(" ({name})")),
        },
        Thing::Part(Part::Listing(ix)) => Phrase::new().link(register.listed_target(*ix).1.name.as_str(), id),
        Thing::Part(part) => label.cite(Cite::new(pinpoint(register, *part), id)),
    }
}

/// Where a part stands in its instrument, which is named above it.
fn pinpoint(register: &Register, part: Part) -> &str {
    match part {
        Part::Measure(ix) => register.measure(ix).pinpoint.as_str(),
        Part::Lock(ix) => register.lock(ix).pinpoint.as_str(),
        Part::Exit(ix) => register.exit(ix).pinpoint.as_str(),
        Part::Mandate(ix) => register.mandate(ix).pinpoint.as_str(),
        Part::Listing(ix) => register.reference(ix).as_str(),
    }
}

/// What hangs on a thing, and likewise what comes out as that does. Neighbours of one kind that nothing hangs on share a line where they share a fate: a
/// measure may have thousands of listings.
fn below(register: &Register, under: &[Hanging], above: &Phrase) -> Vec<TreeNode> {
    let mut lines: Vec<(Phrase, &'static str, Vec<&Hanging>)> = Vec::new();
    for hanging in under {
        let (how, kind) = (fate(register, hanging), thing(register, &hanging.thing).1);
        let how = if how == *above { Phrase::from("likewise") } else { how };
        let alone = |one: &Hanging| one.under.is_empty() && matches!(one.thing, Thing::Part(_));
        let same = lines.iter_mut().find(|(known, word, all)| {
            *known == how && *word == kind && alone(hanging) && all.iter().all(|one| alone(one))
        });
        match same {
            Some((_, _, all)) => all.push(hanging),
            None => lines.push((how, kind, vec![hanging])),
        }
    }
    let line = |(how, kind, all): (Phrase, &str, Vec<&Hanging>)| match all.as_slice() {
        [one] if kind != "listing" => node(register, one, how),
        several => {
            let n = several.len();
            let names = Phrase::join(several.iter().take(NAMED).map(|one| label(register, one)), ", ");
            let names = if n > NAMED { names.text(format!(" and {} more", n - NAMED)) } else { names };
            let head = match (kind, n) {
                ("listing", 1) => Phrase::from("listing of "),
                ("listing", _) => Phrase::from(format!("{n} listings: ")),
                _ => Phrase::new(),
            };
            TreeNode::new(head.then(names).text(": ").then(how))
        }
    };
    lines.into_iter().map(line).collect()
}

/// How many things are named in a line; the JSON names all.
const NAMED: usize = 6;

/// What becomes of a thing, reading by reading.
fn fate(register: &Register, hanging: &Hanging) -> Phrase {
    let several = hanging.endings.len() > 1;
    let each = hanging.endings.iter().map(|ending| {
        let mut phrase = how(register, &ending.outcome);
        if several {
            phrase = phrase.text(" where ").then(wheres(register, ending));
        }
        if ending.outlying { phrase.text(" (outlying)") } else { phrase }
    });
    Phrase::join(each.collect::<Vec<_>>(), "; ")
}

/// The combinations that lead to an ending.
fn wheres(register: &Register, ending: &Ending) -> Phrase {
    Phrase::join(ending.cases.iter().map(|one| case(register, one)), " or ")
}

fn how(register: &Register, outcome: &Outcome) -> Phrase {
    match outcome {
        Outcome::Absent => "is not in force".into(),
        Outcome::Falls => Phrase::new().strong("falls"),
        Outcome::InPart => Phrase::new().strong("falls in part"),
        Outcome::Stands => Phrase::new().strong("stands"),
        Outcome::Held(lock) => {
            Phrase::new().strong("stands").text(", held by ").code(register.reference(*lock).as_str())
        }
        Outcome::Carried(statute, emergency) => {
            let phrase = Phrase::new()
                .strong("stands")
                .text(", resting on ")
                .link(instrument_name(register, statute.as_str()), statute.as_str());
            match emergency {
                Some(emergency) => phrase.text(" under ").code(emergency.as_str()),
                None => phrase.text(", which needs no emergency"),
            }
        }
        Outcome::Rests(other) => Phrase::new().strong("stands").text(" with ").code(other.as_str()),
    }
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Absent => "absent",
        Outcome::Falls => "falls",
        Outcome::InPart => "in-part",
        Outcome::Stands => "stands",
        Outcome::Held(_) => "held",
        Outcome::Carried(..) => "carried",
        Outcome::Rests(_) => "rests",
    }
}

fn savings(register: &Register, cascade: &Cascade, doc: &mut Doc) {
    let lines = cascade.savings.iter().filter_map(|saved| {
        let clause = register.instrument(saved.home.as_str())?.savings.get(saved.at)?;
        let id = format!("{}/{}", saved.home, clause.id);
        let label = format!("{}, {}", instrument_name(register, saved.home.as_str()), clause.pinpoint);
        Some(
            Phrase::new()
                .code(id.as_str())
                .text(format!(": {}", clause.text.as_str().trim_end_matches('.')))
                .cite(Cite::new(label, id.as_str()))
                .text("."),
        )
    });
    let lines: Vec<Phrase> = lines.collect();
    if !lines.is_empty() {
        doc.heading(1, "What outlives the end all the same");
        doc.push(Block::bullets(lines));
    }
}

/// What a record is called: an instrument's name, an emergency's title.
fn name(register: &Register, id: &str) -> String {
    register.emergency(id).map_or_else(|| instrument_name(register, id), |e| e.title.to_string())
}
