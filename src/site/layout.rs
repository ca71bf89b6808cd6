//! Places nodes in columns and draws them with their edges as SVG, from left to right.
//!
//! Within a column, nodes are put in the order of the mean of their neighbours, sweep by sweep, so that edges cross
//! little; then each is drawn level with the first that hangs on it, or as near as the one above lets it be.

use std::fmt::Write as _;

use crate::doc::html::quote;

const WIDTH: usize = 230;
const HEIGHT: usize = 42;
const ACROSS: usize = WIDTH + 60;
const DOWN: usize = HEIGHT + 10;
const EDGE: usize = 8;
/// How many characters a box has room for: of its name, and of the line below.
const ROOM: (usize, usize) = (26, 30);

/// A box: two lines, an address, and how it stands.
#[derive(Clone)]
pub(super) struct Node {
    /// The column, from the left.
    pub(super) column: usize,
    /// What it is called.
    pub(super) name: String,
    /// What it is.
    pub(super) about: String,
    /// Where its page is.
    pub(super) address: Option<String>,
    /// A style name: how it stands.
    pub(super) class: &'static str,
}

/// Nodes, and edges between them by place, each from a column to one on its right.
#[derive(Default)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<(usize, usize)>,
}

impl Graph {
    /// The drawing, with a title for those who hear it.
    pub(super) fn svg(&self, title: &str) -> String {
        let columns = self.columns();
        let tops = self.tops(&columns);
        let height = tops.iter().max().map_or(0, |top| top + HEIGHT) + 2 * EDGE;
        let width = (columns.len().max(1) - 1) * ACROSS + WIDTH + 2 * EDGE;
        let mut svg = format!(
            "<svg class=\"graph\" role=\"group\" aria-label=\"{}\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n",
            quote(title)
        );
        for (from, to) in &self.edges {
            let x = |at: usize| EDGE + self.nodes[at].column * ACROSS;
            let y = |at: usize| EDGE + tops[at] + HEIGHT / 2;
            let (x1, x2) = (x(*from) + WIDTH, x(*to));
            let bend = (x1 + x2) / 2;
            let _ = writeln!(svg, "<path d=\"M{x1} {0}C{bend} {0} {bend} {1} {x2} {1}\"/>", y(*from), y(*to));
        }
        // In the order of the columns, so that the keyboard goes as the eye does.
        for at in columns.iter().flatten() {
            svg.push_str(&self.nodes[*at].svg(EDGE + self.nodes[*at].column * ACROSS, EDGE + tops[*at]));
        }
        svg.push_str("</svg>\n");
        svg
    }

    fn neighbours(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.edges.iter().filter_map(move |(from, to)| match at {
            _ if at == *from => Some(*to),
            _ if at == *to => Some(*from),
            _ => None,
        })
    }

    /// The nodes of each column, in the order in which they are drawn.
    fn columns(&self) -> Vec<Vec<usize>> {
        let count = self.nodes.iter().map(|node| node.column + 1).max().unwrap_or(0);
        let mut columns: Vec<Vec<usize>> = (0..count)
            .map(|column| (0..self.nodes.len()).filter(|at| self.nodes[*at].column == column).collect())
            .collect();
        let mut place = vec![0.0; self.nodes.len()];
        let settle = |place: &mut Vec<f64>, column: &[usize]| {
            for (nth, at) in column.iter().enumerate() {
                place[*at] = nth as f64 / column.len() as f64;
            }
        };
        columns.iter().for_each(|column| settle(&mut place, column));
        for _ in 0..4 {
            // Each column settles before the next looks at it; two that moved at once would swap for ever.
            for column in &mut columns {
                let mean = |at: usize| {
                    let (sum, count) =
                        self.neighbours(at).fold((0.0, 0), |(sum, n), other| (sum + place[other], n + 1));
                    if count == 0 { place[at] } else { sum / f64::from(count) }
                };
                column.sort_by(|a, b| mean(*a).total_cmp(&mean(*b)).then(a.cmp(b)));
                settle(&mut place, column);
            }
        }
        columns
    }

    /// How far down each node stands: the last column evenly, each before it by what hangs on it.
    fn tops(&self, columns: &[Vec<usize>]) -> Vec<usize> {
        let mut tops = vec![0; self.nodes.len()];
        for column in columns.iter().rev() {
            let mut free = 0;
            for at in column {
                let right: Vec<usize> =
                    self.edges.iter().filter(|(from, _)| from == at).map(|(_, to)| tops[*to]).collect();
                let wanted = right.iter().min().copied().unwrap_or(free);
                tops[*at] = wanted.max(free);
                free = tops[*at] + DOWN;
            }
        }
        tops
    }
}

impl Node {
    fn svg(&self, x: usize, y: usize) -> String {
        let inner = format!(
            "<title>{}: {}</title><rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"4\"/>\
             <text x=\"{tx}\" y=\"{}\" class=\"name\">{}</text><text x=\"{tx}\" y=\"{}\">{}</text>",
            quote(&self.name),
            quote(&self.about),
            y + 17,
            quote(&short(&self.name, ROOM.0)),
            y + 33,
            quote(&short(&self.about, ROOM.1)),
            tx = x + 8,
        );
        match &self.address {
            Some(address) => format!("<a class=\"{}\" href=\"{}\">{inner}</a>\n", self.class, quote(address)),
            None => format!("<g class=\"{}\">{inner}</g>\n", self.class),
        }
    }
}

/// The first characters of a line, as many as there is room for.
fn short(text: &str, room: usize) -> String {
    match text.char_indices().nth(room) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{DOWN, Graph, Node};

    fn graph(columns: &[usize], edges: &[(usize, usize)]) -> Graph {
        let node = |column: &usize| Node {
            column: *column,
            name: "<b>".into(),
            about: String::new(),
            address: None,
            class: "standing",
        };
        Graph { nodes: columns.iter().map(node).collect(), edges: edges.to_vec() }
    }

    #[test]
    fn edges_that_can_run_side_by_side_do_not_cross() {
        let graph = graph(&[0, 0, 1, 1], &[(0, 3), (1, 2)]);
        let columns = graph.columns();
        let at = |node| columns.iter().flatten().position(|n| *n == node);
        assert_eq!(at(0) < at(1), at(3) < at(2));
    }

    #[test]
    fn boxes_of_a_column_do_not_overlap() {
        let graph = graph(&[0, 0, 1], &[(0, 2), (1, 2)]);
        let tops = graph.tops(&graph.columns());
        assert!(tops[0].abs_diff(tops[1]) >= DOWN);
    }

    #[test]
    fn names_are_text() {
        let svg = graph(&[0], &[]).svg("a\"b");
        assert!(svg.contains("&lt;b&gt;") && svg.contains("a&quot;b") && !svg.contains("<b>"));
    }
}
