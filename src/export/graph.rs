//! The chain of authority around a record: what it rests on or is bound by, above, and what hangs on it, below.
//!
//! An arrow leads from what bears to what is borne: from an emergency to its orders, from a statute to its locks, from a
//! lock to the measures it binds. A walk up never turns down, so that the neighbours that share nothing but a statute
//! stay out. The writers quote every label; the same register and day give the same text.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::api::Receipt;
use crate::doc::visible::shown;
use crate::model::{Id, Kind, Record, RelationKind};
use crate::register::{Law, Part, Register, Tri};
use crate::relief::{Question, locks_on, title_of};

/// The longest title that stands in a node whole, in characters.
const TITLE: usize = 48;

/// A part of the register, as nodes and arrows.
#[derive(Debug)]
pub struct Graph {
    root: String,
    nodes: Vec<Node>,
    arrows: Vec<(usize, usize, &'static str)>,
}

#[derive(Debug)]
struct Node {
    id: String,
    kind: &'static str,
    title: String,
    standing: Option<Tri>,
}

type Arrow = (String, String, &'static str);

/// What lies within `depth` steps above and below a record or a part of one; nothing if the register does not know it.
pub fn around(register: &Register, id: &str, depth: usize, day: Date) -> Option<Graph> {
    register.file(id).map(|_| ()).or(register.part(id).map(|_| ()))?;
    let arrows = arrows(register, id, &Question::on(day));
    let mut near = BTreeSet::from([id.to_owned()]);
    near.extend(reached(&arrows, id, depth, |(from, to, _)| (to, from)));
    near.extend(reached(&arrows, id, depth, |(from, to, _)| (from, to)));
    let law = Law::on(register, day, &[], &|_| None);
    let nodes: Vec<Node> = near.iter().map(|id| node(register, law, id)).collect();
    let place: BTreeMap<&String, usize> = near.iter().enumerate().map(|(at, id)| (id, at)).collect();
    let inside =
        arrows.iter().filter_map(|(from, to, label)| Some((*place.get(from)?, *place.get(to)?, *label)));
    let arrows = inside.collect();
    Some(Graph { root: id.to_owned(), nodes, arrows })
}

/// What a walk reaches from `start` in at most `depth` steps, each from the first of a pair to the second.
fn reached<'a>(
    arrows: &'a BTreeSet<Arrow>,
    start: &str,
    depth: usize,
    along: impl Fn(&'a Arrow) -> (&'a String, &'a String),
) -> BTreeSet<String> {
    let mut steps: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for arrow in arrows {
        let (from, to) = along(arrow);
        steps.entry(from).or_default().push(to);
    }
    let (mut seen, mut edge) = (BTreeSet::new(), BTreeSet::from([start]));
    for _ in 0..depth {
        let next = edge.iter().filter_map(|id| steps.get(id)).flatten().copied();
        edge = next.filter(|id| seen.insert((*id).to_owned())).collect();
    }
    seen
}

/// Every arrow of the register; those of targets and options only where the walk starts at one.
fn arrows(register: &Register, root: &str, question: &Question) -> BTreeSet<Arrow> {
    let mut arrows = BTreeSet::new();
    let mut add = |from: &str, to: &str, label| {
        if from != to {
            arrows.insert((from.to_owned(), to.to_owned(), label));
        }
    };
    for (id, _, instrument) in register.instruments() {
        for relation in &instrument.relations {
            add(relation.to.as_str(), id.as_str(), borne(relation.kind));
        }
        for base in &instrument.authority {
            add(base.under.as_str(), id.as_str(), "authority of");
        }
    }
    for ix in register.measure_ixs() {
        let reference = register.reference(ix).as_str();
        add(register.home(ix).id.as_str(), reference, "imposes");
        for base in &register.measure(ix).authority {
            add(base.under.as_str(), reference, "authority of");
            base.emergency.iter().for_each(|id| add(id.as_str(), reference, "emergency of"));
        }
        for (lock, certain) in locks_on(register, ix, question) {
            let label = if certain { "binds" } else { "may bind" };
            add(register.reference(lock).as_str(), reference, label);
        }
    }
    for ix in register.lock_ixs() {
        add(register.home(ix).id.as_str(), register.reference(ix).as_str(), "locks by");
    }
    for ix in register.mandate_ixs() {
        add(register.home(ix).id.as_str(), register.reference(ix).as_str(), "orders");
    }
    for ix in register.exit_ixs() {
        for opened in &register.exit(ix).opens {
            add(opened.as_str(), register.reference(ix).as_str(), "opened by");
        }
    }
    for (id, emergency) in register.emergencies() {
        add(emergency.rule.split().0, id.as_str(), "rule of");
    }
    from_root(register, root, &mut add);
    arrows
}

/// A target hangs on the measures it is listed under, an option on what it is about to act on.
fn from_root(register: &Register, root: &str, add: &mut dyn FnMut(&str, &str, &'static str)) {
    let home = root.split('/').next().unwrap_or_default();
    for ix in register.listings_of(home) {
        let reference = register.reference(*ix).as_str();
        add(reference, home, "listing of");
        for measure in register.listing_measures(*ix) {
            add(register.reference(*measure).as_str(), reference, "lists");
        }
    }
    for act in register.option(home).iter().flat_map(|option| &option.acts) {
        let parts = act.measures.iter().chain(&act.listings).chain(&act.mandates);
        parts.for_each(|reference| add(reference.as_str(), home, act.action.word()));
        act.emergencies.iter().for_each(|id| add(id.as_str(), home, act.action.word()));
        for ix in act.listings.iter().filter_map(|reference| register.part(reference.as_str())) {
            let Part::Listing(ix) = ix else { continue };
            for measure in register.listing_measures(ix) {
                add(register.reference(*measure).as_str(), register.reference(ix).as_str(), "lists");
            }
        }
    }
}

/// A relation, read from the record that it is to.
fn borne(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::DeclaresEmergency => "declared by",
        RelationKind::ExpandsScopeOf => "expanded by",
        RelationKind::AdditionalStepsUnder => "further steps in",
        RelationKind::ReliesOn => "relied on by",
        RelationKind::IssuedUnder => "basis of",
        RelationKind::Implements => "implemented by",
        RelationKind::AuthorisesUnder => "licensed by",
        RelationKind::Amends => "amended by",
        RelationKind::Supersedes => "superseded by",
        RelationKind::Revokes => "revoked by",
        RelationKind::Continues => "continued by",
        RelationKind::Repeals => "repealed by",
    }
}

fn node(register: &Register, law: Law<'_>, id: &str) -> Node {
    let part = register.part(id);
    let file = register.file(id);
    let (kind, standing) = match part {
        Some(Part::Measure(ix)) => ("measure", Some(law.measure(ix))),
        Some(Part::Listing(ix)) => ("listing", Some(law.listing(ix))),
        Some(part @ Part::Lock(_)) => ("lock", Some(law.part(part))),
        Some(part @ Part::Exit(_)) => ("exit", Some(law.part(part))),
        Some(part @ Part::Mandate(_)) => ("mandate", Some(law.part(part))),
        None => match file.map(|file| &file.record) {
            Some(Record::Emergency(_)) => {
                ("emergency", id.parse().ok().map(|id: Id| law.emergency(&id).in_force))
            }
            Some(Record::Instrument(kind, _)) => {
                (kind.word(), id.parse().ok().map(|id: Id| law.instrument(&id)))
            }
            _ => (file.map_or("record", |file| file.kind.word()), None),
        },
    };
    let title = id.parse().ok().and_then(|id| title_of(register, &id)).or_else(|| match &file?.record {
        Record::Option(option) => Some(option.title.to_string()),
        _ => None,
    });
    let short = file.and_then(|file| file.instrument()?.short_title.as_ref()).map(ToString::to_string);
    let title = short.or(title);
    Node { id: id.to_owned(), kind, title: title.map(|title| brief(&title)).unwrap_or_default(), standing }
}

/// A title on one line, cut between words where it is long.
fn brief(title: &str) -> String {
    let title = shown(title);
    if title.chars().count() <= TITLE {
        return title.into_owned();
    }
    let mut out = String::new();
    for word in title.split(' ') {
        if out.chars().count() + word.chars().count() + 1 > TITLE {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.is_empty() {
        out = title.chars().take(TITLE).collect();
    }
    out.trim_end_matches([',', ';', ':']).to_owned() + " …"
}

impl Node {
    /// The lines of the label: what it is, its title, and how it stands where that is not `in force`.
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.id.clone(), self.title.clone()];
        lines.push(match &self.standing {
            Some(Tri::No) => format!("{}, not in force", self.kind),
            Some(Tri::Unknown(fact)) => format!("{}, turns on {fact}", self.kind),
            _ => self.kind.to_owned(),
        });
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn stands(&self) -> bool {
        !matches!(self.standing, Some(Tri::No | Tri::Unknown(_)))
    }

    fn is(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.kind)
    }
}

fn remark(graph: &Graph, receipt: &Receipt) -> String {
    format!(
        "{} as of {}; relief {}, register {}",
        graph.root, receipt.as_of, receipt.version, receipt.register_hash
    )
}

/// The graph as Graphviz DOT.
pub fn dot(graph: &Graph, receipt: &Receipt) -> String {
    let quote = |raw: &str| shown(raw).replace('\\', "\\\\").replace('"', "\\\"");
    let mut out = format!("// {}\n", shown(&remark(graph, receipt)));
    out.push_str("digraph relief {\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for (at, node) in graph.nodes.iter().enumerate() {
        let label: Vec<String> = node.lines().iter().map(|line| quote(line)).collect();
        let shape = if node.is(&["emergency"]) {
            ", shape=ellipse"
        } else if node.is(&["lock"]) {
            ", shape=octagon"
        } else if node.is(&["exit"]) {
            ", shape=cds"
        } else {
            ""
        };
        let style = match (node.id == graph.root, node.stands()) {
            (true, true) => ", style=bold",
            (true, false) => ", style=\"bold,dashed\"",
            (false, true) => "",
            (false, false) => ", style=dashed",
        };
        out.push_str(&format!("  n{at} [label=\"{}\"{shape}{style}];\n", label.join("\\n")));
    }
    for (from, to, label) in &graph.arrows {
        out.push_str(&format!("  n{from} -> n{to} [label=\"{}\"];\n", quote(label)));
    }
    out + "}\n"
}

/// The graph as a Mermaid flow chart.
pub fn mermaid(graph: &Graph, receipt: &Receipt) -> String {
    let mut out = format!("%% {}\nflowchart TD\n", shown(&remark(graph, receipt)));
    for (at, node) in graph.nodes.iter().enumerate() {
        let label: Vec<String> = node.lines().iter().map(|line| entities(line)).collect();
        let (open, close) = if node.is(&["emergency"]) {
            ("([", "])")
        } else if node.is(&["lock"]) {
            ("{{", "}}")
        } else {
            ("[", "]")
        };
        out.push_str(&format!("  n{at}{open}\"{}\"{close}\n", label.join("<br>")));
    }
    for (from, to, label) in &graph.arrows {
        out.push_str(&format!("  n{from} -->|\"{}\"| n{to}\n", entities(label)));
    }
    let marked = |is: &dyn Fn(&Node) -> bool| {
        let nodes = graph.nodes.iter().enumerate().filter(|(_, node)| is(node));
        nodes.map(|(at, _)| format!("n{at}")).collect::<Vec<_>>().join(",")
    };
    let ended = marked(&|node| !node.stands());
    if !ended.is_empty() {
        out.push_str(&format!("  classDef ended stroke-dasharray: 4 4\n  class {ended} ended\n"));
    }
    let root = marked(&|node| node.id == graph.root);
    out + &format!("  classDef root stroke-width: 3px\n  class {root} root\n")
}

/// Words as they may stand in a quoted Mermaid label: signs that it would read are written as entities.
fn entities(raw: &str) -> String {
    let mut out = String::new();
    for c in shown(raw).chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | ';' => out.push_str(&format!("#{};", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Whether records of this kind are part of a chain of authority.
pub fn has_chain(register: &Register, id: &str) -> bool {
    let of_kind = |kind: Kind| {
        kind.is_instrument() || matches!(kind, Kind::Emergency | Kind::Target | Kind::Option | Kind::Bill)
    };
    register.part(id).is_some() || register.kind(id).is_some_and(of_kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_quoted_and_cut_between_words() {
        let node =
            |title: &str| Node { id: "x".into(), kind: "lock", title: title.into(), standing: Some(Tri::No) };
        let graph = Graph {
            root: "x".into(),
            nodes: vec![node("a \"b\" \\ <script>\u{1b}[0m #1;")],
            arrows: Vec::new(),
        };
        let receipt = Receipt {
            tool: "relief".into(),
            version: "1".into(),
            register_hash: "h".into(),
            as_of: Date::MIN,
            submit: Date::MIN,
            coverage_end: Date::MIN,
            assumptions: Vec::new(),
            readings: Vec::new(),
            facts: BTreeMap::new(),
        };
        let dot = dot(&graph, &receipt);
        assert!(dot.contains("a \\\"b\\\" \\\\ <script>\\\\u{1b}[0m #1;\\nlock, not in force\""), "{dot}");
        let mermaid = mermaid(&graph, &receipt);
        assert!(
            mermaid.contains("a #34;b#34; #92; #60;script#62;#92;u{1b}[0m #35;1#59;<br>lock"),
            "{mermaid}"
        );
        assert_eq!(brief(&"word ".repeat(20)), "word ".repeat(9).trim_end().to_owned() + " …");
    }
}
