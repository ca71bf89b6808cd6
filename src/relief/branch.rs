//! Branches: how an answer depends on contested points and open facts.
//!
//! One mechanism serves all of them. An evaluation runs under an [`Assignment`]; when it meets a point or a
//! fact that is not fixed, it stops with [`Need`], and [`Diagrams::explore`] runs it again once for each value.
//! What comes out is a decision diagram: shared, ordered, and reduced, so that a point whose choices do not
//! differ vanishes, and the cost of joining diagrams grows with their distinct outcomes, not with the number of
//! combinations.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use foldhash::fast::RandomState;
use indexmap::IndexSet;

use crate::model::{Id, Pathway, Ref};
use crate::register::{Map, Register, Set};

/// Something an answer can turn on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Var {
    /// A contested point; its values are its choices, in the order of the record.
    Point(Id),
    /// An open fact; its values are no and yes.
    Fact(Id),
    /// Which of the measures that its tag may stand for a listing is under.
    Basis(Ref),
}

/// The values that are fixed, by the place of the value.
pub type Assignment = BTreeMap<Var, usize>;

/// An evaluation met something that is not fixed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Need(pub(super) Var);

/// The number of values of a variable.
pub fn values(register: &Register, var: &Var) -> usize {
    match var {
        Var::Point(id) => register.point(id.as_str()).map_or(1, |p| p.choices.len().max(1)),
        Var::Fact(_) => 2,
        Var::Basis(listing) => match register.part(listing.as_str()) {
            Some(crate::register::Part::Listing(ix)) => register.listing_measures(ix).len().max(1),
            _ => 1,
        },
    }
}

/// Whether this value of a variable is an outlying reading: printed, but not counted in the headline.
pub fn is_outlying(register: &Register, var: &Var, value: usize) -> bool {
    match var {
        Var::Point(id) => register
            .point(id.as_str())
            .and_then(|p| p.choices.get(value))
            .is_some_and(|c| c.outlying.is_some()),
        Var::Fact(_) | Var::Basis(_) => false,
    }
}

/// Combinations made shorter: where all values of a variable lead to the same, it does not matter and is left out.
pub(super) fn shorten(register: &Register, mut cases: Vec<Assignment>) -> Vec<Assignment> {
    let mut vars: Vec<Var> = cases.iter().flat_map(|case| case.keys().cloned()).collect();
    vars.sort();
    vars.dedup();
    loop {
        let before = cases.len();
        for var in &vars {
            let mut groups: BTreeMap<Assignment, Vec<usize>> = BTreeMap::new();
            for case in &cases {
                if let Some(value) = case.get(var) {
                    let mut rest = case.clone();
                    rest.remove(var);
                    groups.entry(rest).or_default().push(*value);
                }
            }
            for (rest, found) in groups {
                if found.len() == values(register, var) {
                    cases.retain(|case| !case.contains_key(var) || without(case, var) != rest);
                    cases.push(rest);
                }
            }
        }
        if cases.len() >= before {
            break;
        }
    }
    cases.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    cases
}

fn without(case: &Assignment, var: &Var) -> Assignment {
    let mut rest = case.clone();
    rest.remove(var);
    rest
}

/// A diagram: the place of its root among all nodes of its [`Diagrams`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Diagram(u32);

/// A variable: its place among those of its [`Diagrams`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct VarIx(u32);

#[derive(PartialEq, Eq, Hash)]
enum Node<T> {
    Leaf(T),
    Split(VarIx, Box<[Diagram]>),
}

/// A store of diagrams with outcomes `T`. Equal diagrams are one.
pub(super) struct Diagrams<T> {
    vars: IndexSet<Var, RandomState>,
    nodes: IndexSet<Node<T>, RandomState>,
}

impl<T> Default for Diagrams<T> {
    fn default() -> Self {
        Self { vars: IndexSet::default(), nodes: IndexSet::default() }
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl<T: Clone + Eq + Hash> Diagrams<T> {
    fn node(&self, at: Diagram) -> &Node<T> {
        &self.nodes[at.0 as usize]
    }

    fn var(&self, ix: VarIx) -> &Var {
        &self.vars[ix.0 as usize]
    }

    fn var_ix(&mut self, var: &Var) -> VarIx {
        let known = self.vars.get_index_of(var);
        VarIx(place(known.unwrap_or_else(|| self.vars.insert_full(var.clone()).0)))
    }

    fn intern(&mut self, node: Node<T>) -> Diagram {
        Diagram(place(self.nodes.insert_full(node).0))
    }

    /// The diagram with one outcome.
    pub(super) fn leaf(&mut self, outcome: T) -> Diagram {
        self.intern(Node::Leaf(outcome))
    }

    fn split(&mut self, var: VarIx, kids: Vec<Diagram>) -> Diagram {
        if kids.iter().all(|kid| *kid == kids[0]) {
            kids[0]
        } else {
            self.intern(Node::Split(var, kids.into()))
        }
    }

    fn top(&self, at: Diagram) -> Option<VarIx> {
        match self.node(at) {
            Node::Leaf(_) => None,
            Node::Split(var, _) => Some(*var),
        }
    }

    /// The lowest of the variables that diagrams begin with.
    fn lowest(&self, among: &[Diagram]) -> Option<VarIx> {
        let tops = among.iter().filter_map(|at| self.top(*at));
        tops.reduce(|a, b| if a == b || self.var(a) < self.var(b) { a } else { b })
    }

    fn at_value(&self, at: Diagram, var: VarIx, value: usize) -> Diagram {
        match self.node(at) {
            Node::Split(v, kids) if *v == var => kids.get(value).copied().unwrap_or(kids[0]),
            _ => at,
        }
    }

    /// The diagram that is `kids[v]` where `var` has value `v`, put in order whatever order the kids have.
    fn case(&mut self, var: VarIx, kids: &[Diagram]) -> Diagram {
        match self.lowest(kids) {
            Some(lowest) if self.var(lowest) < self.var(var) => {
                let parts = (0..self.width(lowest, kids)).map(|value| {
                    let kids: Vec<Diagram> =
                        kids.iter().map(|kid| self.at_value(*kid, lowest, value)).collect();
                    self.case(var, &kids)
                });
                let parts = parts.collect();
                self.split(lowest, parts)
            }
            _ => {
                let kids =
                    kids.iter().enumerate().map(|(value, kid)| self.at_value(*kid, var, value)).collect();
                self.split(var, kids)
            }
        }
    }

    fn width(&self, var: VarIx, among: &[Diagram]) -> usize {
        let widths = among.iter().map(|at| match self.node(*at) {
            Node::Split(v, kids) if *v == var => kids.len(),
            _ => 0,
        });
        widths.max().unwrap_or(0)
    }

    /// Runs an evaluation under every combination of values that it asks for, and no others.
    pub(super) fn explore(
        &mut self,
        register: &Register,
        fixed: &Assignment,
        evaluate: &dyn Fn(&Assignment) -> Result<T, Need>,
    ) -> Diagram {
        match evaluate(fixed) {
            Ok(outcome) => self.leaf(outcome),
            Err(need) => self.explore_values(register, need, &mut fixed.clone(), evaluate),
        }
    }

    fn explore_values(
        &mut self,
        register: &Register,
        Need(var): Need,
        under: &mut Assignment,
        evaluate: &dyn Fn(&Assignment) -> Result<T, Need>,
    ) -> Diagram {
        let kids: Vec<Diagram> = (0..values(register, &var))
            .map(|value| {
                under.insert(var.clone(), value);
                match evaluate(under) {
                    Ok(outcome) => self.leaf(outcome),
                    Err(need) => self.explore_values(register, need, under, evaluate),
                }
            })
            .collect();
        under.remove(&var);
        let var = self.var_ix(&var);
        self.case(var, &kids)
    }

    /// The outcome of a diagram that turns on nothing.
    pub(super) fn settled(&self, at: Diagram) -> Option<&T> {
        match self.node(at) {
            Node::Leaf(outcome) => Some(outcome),
            Node::Split(..) => None,
        }
    }

    /// The outcome under an assignment, or the need to fix what it turns on.
    pub(super) fn decided(&self, at: Diagram, under: &Assignment) -> Result<&T, Need> {
        match self.node(at) {
            Node::Leaf(outcome) => Ok(outcome),
            Node::Split(var, kids) => {
                let var = self.var(*var);
                let value = *under.get(var).ok_or_else(|| Need(var.clone()))?;
                self.decided(kids.get(value).copied().unwrap_or(kids[0]), under)
            }
        }
    }

    /// Joins two diagrams outcome by outcome.
    pub(super) fn join(&mut self, a: Diagram, b: Diagram, with: &dyn Fn(&T, &T) -> T) -> Diagram {
        self.join_within(a, b, with, &mut Map::default())
    }

    fn join_within(
        &mut self,
        a: Diagram,
        b: Diagram,
        with: &dyn Fn(&T, &T) -> T,
        done: &mut Map<(Diagram, Diagram), Diagram>,
    ) -> Diagram {
        if let (Node::Leaf(x), Node::Leaf(y)) = (self.node(a), self.node(b)) {
            let outcome = with(x, y);
            return self.leaf(outcome);
        }
        if let Some(found) = done.get(&(a, b)) {
            return *found;
        }
        let Some(var) = self.lowest(&[a, b]) else { unreachable!("one of the two is split") };
        let kids = (0..self.width(var, &[a, b])).map(|value| {
            let (a, b) = (self.at_value(a, var, value), self.at_value(b, var, value));
            self.join_within(a, b, with, done)
        });
        let kids = kids.collect();
        let joined = self.split(var, kids);
        done.insert((a, b), joined);
        joined
    }

    /// The outcome under an assignment; of what it does not fix, with the value that `first` gives.
    pub(super) fn outcome(&self, at: Diagram, under: &Assignment, first: &dyn Fn(&Var) -> usize) -> &T {
        match self.node(at) {
            Node::Leaf(outcome) => outcome,
            Node::Split(var, kids) => {
                let var = self.var(*var);
                let value = under.get(var).copied().unwrap_or_else(|| first(var));
                self.outcome(kids.get(value).copied().unwrap_or(kids[0]), under, first)
            }
        }
    }

    /// What the diagram turns on, in order.
    pub(super) fn support(&self, at: Diagram) -> Vec<Var> {
        let (mut seen, mut vars) = (Set::default(), BTreeSet::new());
        let mut open = vec![at];
        while let Some(next) = open.pop() {
            if let Node::Split(var, kids) = self.node(next)
                && seen.insert(next)
            {
                vars.insert(self.var(*var));
                open.extend(kids.iter());
            }
        }
        vars.into_iter().cloned().collect()
    }

    /// The distinct outcomes, in the order met, of the values that `keep` lets through.
    pub(super) fn outcomes(&self, at: Diagram, keep: &dyn Fn(&Var, usize) -> bool) -> Vec<&T> {
        if let Node::Leaf(outcome) = self.node(at) {
            return vec![outcome];
        }
        let mut seen = Set::default();
        let mut found = Vec::new();
        let mut open = vec![at];
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            match self.node(next) {
                Node::Leaf(outcome) => found.push(outcome),
                Node::Split(var, kids) => {
                    let var = self.var(*var);
                    let kids = kids.iter().enumerate().rev().filter(|(value, _)| keep(var, *value));
                    open.extend(kids.map(|(_, kid)| *kid));
                }
            }
        }
        found
    }

    /// The combinations of values that lead to an outcome, as far as `most`, and whether there are more.
    pub(super) fn paths(
        &self,
        at: Diagram,
        to: &dyn Fn(&T) -> bool,
        keep: &dyn Fn(&Var, usize) -> bool,
        most: usize,
    ) -> (Vec<Assignment>, bool) {
        let mut leads = Map::default();
        let mut found = Vec::new();
        let mut open = vec![(at, Assignment::new())];
        while let Some((next, path)) = open.pop() {
            if !self.leads(next, to, keep, &mut leads) {
                continue;
            }
            match self.node(next) {
                Node::Leaf(_) if found.len() == most => return (found, true),
                Node::Leaf(_) => found.push(path),
                Node::Split(var, kids) => {
                    let var = self.var(*var);
                    for (value, kid) in kids.iter().enumerate().rev().filter(|(value, _)| keep(var, *value)) {
                        let mut longer = path.clone();
                        longer.insert(var.clone(), value);
                        open.push((*kid, longer));
                    }
                }
            }
        }
        (found, false)
    }

    fn leads(
        &self,
        at: Diagram,
        to: &dyn Fn(&T) -> bool,
        keep: &dyn Fn(&Var, usize) -> bool,
        known: &mut Map<Diagram, bool>,
    ) -> bool {
        if let Some(found) = known.get(&at) {
            return *found;
        }
        let leads = match self.node(at) {
            Node::Leaf(outcome) => to(outcome),
            Node::Split(var, kids) => {
                let mut kids = kids.iter().enumerate();
                kids.any(|(value, kid)| keep(self.var(*var), value) && self.leads(*kid, to, keep, known))
            }
        };
        known.insert(at, leads);
        leads
    }

    /// The same diagram with other outcomes, in another store.
    pub(super) fn map<U: Clone + Eq + Hash>(
        &self,
        at: Diagram,
        into: &mut Diagrams<U>,
        with: &dyn Fn(&T) -> U,
    ) -> Diagram {
        self.map_within(at, into, with, &mut Map::default())
    }

    fn map_within<U: Clone + Eq + Hash>(
        &self,
        at: Diagram,
        into: &mut Diagrams<U>,
        with: &dyn Fn(&T) -> U,
        done: &mut Map<Diagram, Diagram>,
    ) -> Diagram {
        let (var, kids) = match self.node(at) {
            Node::Leaf(outcome) => return into.leaf(with(outcome)),
            Node::Split(var, kids) => (self.var(*var), kids),
        };
        if let Some(found) = done.get(&at) {
            return *found;
        }
        let kids = kids.iter().map(|kid| self.map_within(*kid, into, with, done)).collect();
        let var = into.var_ix(var);
        let mapped = into.split(var, kids);
        done.insert(at, mapped);
        mapped
    }
}

impl Diagrams<Pathway> {
    /// The harder of two pathways, branch by branch.
    pub(super) fn harder(&mut self, a: Diagram, b: Diagram) -> Diagram {
        match (self.settled(a), self.settled(b)) {
            (_, Some(Pathway::None)) => a,
            (Some(Pathway::None), _) => b,
            _ if a == b => a,
            _ => self.join(a, b, &|a, b| *a.max(b)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(name: &str) -> Var {
        Var::Fact(name.parse().expect("an id"))
    }

    fn either(d: &mut Diagrams<Pathway>, name: &str, no: Pathway, yes: Pathway) -> Diagram {
        let kids = [d.leaf(no), d.leaf(yes)];
        case(d, name, &kids)
    }

    fn case(d: &mut Diagrams<Pathway>, name: &str, kids: &[Diagram]) -> Diagram {
        let var = d.var_ix(&fact(name));
        d.case(var, kids)
    }

    #[test]
    fn a_variable_whose_values_do_not_differ_vanishes() {
        let mut d = Diagrams::default();
        let same = either(&mut d, "a", Pathway::Review, Pathway::Review);
        assert!(d.support(same).is_empty());
    }

    #[test]
    fn order_of_questions_does_not_matter() {
        let mut d = Diagrams::default();
        let (x, r, l) = (d.leaf(Pathway::Executive), d.leaf(Pathway::Review), d.leaf(Pathway::Legislation));
        let inner = case(&mut d, "a", &[x, r]);
        let one = case(&mut d, "b", &[inner, l]);
        let left = case(&mut d, "b", &[x, l]);
        let right = case(&mut d, "b", &[r, l]);
        let two = case(&mut d, "a", &[left, right]);
        assert_eq!(one, two);
    }

    #[test]
    fn joining_many_independent_outcomes_stays_small() {
        let mut d = Diagrams::default();
        let mut all = d.leaf(Pathway::Executive);
        for n in 0..40 {
            let one = either(&mut d, &format!("f{n:02}"), Pathway::Executive, Pathway::Review);
            all = d.join(all, one, &|a, b| *a.max(b));
        }
        assert_eq!(d.support(all).len(), 40);
        assert!(d.nodes.len() < 2000, "{} nodes", d.nodes.len());
        let (paths, more) = d.paths(all, &|p| *p == Pathway::Executive, &|_, _| true, 8);
        assert_eq!((paths.len(), more), (1, false));
        let (paths, more) = d.paths(all, &|p| *p == Pathway::Review, &|_, _| true, 8);
        assert_eq!((paths.len(), more), (8, true));
    }
}
