//! A document and its blocks.
//!
//! Build a [`Doc`] with [`Doc::new`] and [`Doc::push`]; every block has a constructor that takes anything a
//! [`Phrase`] can be made from. Titles stand above headings: a heading of level 1 is a section of the document.

use super::inline::{Cite, Phrase};
use super::table::Table;

/// A document: a title and blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doc {
    /// The title; an empty one is not printed.
    pub title: String,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Phrase),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A tree, such as what falls with an order; the roots in order.
    Tree(Vec<TreeNode>),
    /// Terms with what is said about each.
    Definitions(Vec<Definition>),
    /// Something that must not be overlooked, boxed.
    Callout(Callout, Vec<Block>),
    /// From what the document was made: one phrase a line, in small print.
    Receipt(Vec<Phrase>),
    /// The sources that the marks in the text lead to, numbered from 1.
    Notes(Vec<Cite>),
    /// A line across.
    Rule,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 for a section of the document, 2 for a part of it, up to 5.
    pub level: u8,
    /// The words.
    pub text: Phrase,
    /// The anchor on a page; made from the words where there is none.
    pub anchor: Option<String>,
}

/// A list of items, each of them blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// Whether the items are numbered.
    pub ordered: bool,
    /// The items.
    pub items: Vec<Vec<Block>>,
}

/// A node of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TreeNode {
    /// What stands at the node.
    pub label: Phrase,
    /// What hangs from it.
    pub children: Vec<TreeNode>,
}

/// A term and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definition {
    /// The term.
    pub term: Phrase,
    /// What is said about it.
    pub blocks: Vec<Block>,
}

/// The kind of a callout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Callout {
    /// Worth knowing.
    Note,
    /// The answer may mislead without it.
    Warning,
    /// The law is read in more than one way.
    Contested,
}

impl Callout {
    /// The word printed over the callout.
    pub fn title(self) -> &'static str {
        match self {
            Callout::Note => "Note",
            Callout::Warning => "Warning",
            Callout::Contested => "Contested",
        }
    }

    /// The kind's name in lower case, as used for style names.
    pub(super) fn name(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Warning => "warning",
            Callout::Contested => "contested",
        }
    }

    /// The kind's colour on white paper, as six hex digits.
    pub(super) fn paper_color(self) -> &'static str {
        match self {
            Callout::Note => "0B5CAD",
            Callout::Warning => "A61B1B",
            Callout::Contested => "805300",
        }
    }
}

impl Doc {
    /// A document without blocks.
    pub fn new(title: impl Into<String>) -> Self {
        Doc { title: title.into(), blocks: Vec::new() }
    }

    /// Adds a block.
    pub fn push(&mut self, block: impl Into<Block>) -> &mut Self {
        self.blocks.push(block.into());
        self
    }

    /// Adds a heading; 1 is a section of the document.
    pub fn heading(&mut self, level: u8, text: impl Into<Phrase>) -> &mut Self {
        self.push(Block::heading(level, text))
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Phrase>) -> &mut Self {
        self.push(Block::paragraph(text))
    }

    /// All tables of the document in order, also those inside other blocks.
    pub fn tables(&self) -> Vec<&Table> {
        let mut found = Vec::new();
        collect_tables(&self.blocks, &mut found);
        found
    }

    /// The table with this name, also inside other blocks.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables().into_iter().find(|table| table.name.as_deref() == Some(name))
    }
}

fn collect_tables<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => found.push(table),
            Block::List(list) => list.items.iter().for_each(|item| collect_tables(item, found)),
            Block::Definitions(all) => all.iter().for_each(|one| collect_tables(&one.blocks, found)),
            Block::Callout(_, blocks) => collect_tables(blocks, found),
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Tree(_)
            | Block::Receipt(_)
            | Block::Notes(_)
            | Block::Rule => {}
        }
    }
}

impl Block {
    /// A heading; 1 is a section of the document.
    pub fn heading(level: u8, text: impl Into<Phrase>) -> Self {
        Block::Heading(Heading { level, text: text.into(), anchor: None })
    }

    /// A heading that can be linked to by `anchor`.
    pub fn anchored(level: u8, text: impl Into<Phrase>, anchor: impl Into<String>) -> Self {
        Block::Heading(Heading { level, text: text.into(), anchor: Some(anchor.into()) })
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<Phrase>) -> Self {
        Block::Paragraph(text.into())
    }

    /// A list with a mark before each item, one paragraph an item.
    pub fn bullets(items: impl IntoIterator<Item = impl Into<Phrase>>) -> Self {
        let items = items.into_iter().map(|item| vec![Block::paragraph(item)]).collect();
        Block::List(List { ordered: false, items })
    }

    /// A numbered list, one paragraph an item.
    pub fn steps(items: impl IntoIterator<Item = impl Into<Phrase>>) -> Self {
        let items = items.into_iter().map(|item| vec![Block::paragraph(item)]).collect();
        Block::List(List { ordered: true, items })
    }

    /// A list whose items are blocks.
    pub fn list(ordered: bool, items: impl IntoIterator<Item = Vec<Block>>) -> Self {
        Block::List(List { ordered, items: items.into_iter().collect() })
    }

    /// Terms with one paragraph each.
    pub fn definitions<T: Into<Phrase>, W: Into<Phrase>>(pairs: impl IntoIterator<Item = (T, W)>) -> Self {
        Block::Definitions(pairs.into_iter().map(|(term, words)| Definition::new(term, words)).collect())
    }

    /// A callout of one paragraph.
    pub fn callout(kind: Callout, text: impl Into<Phrase>) -> Self {
        Block::Callout(kind, vec![Block::paragraph(text)])
    }
}

impl Definition {
    /// A term with one paragraph.
    pub fn new(term: impl Into<Phrase>, words: impl Into<Phrase>) -> Self {
        Definition { term: term.into(), blocks: vec![Block::paragraph(words)] }
    }

    /// A term with blocks.
    pub fn of(term: impl Into<Phrase>, blocks: Vec<Block>) -> Self {
        Definition { term: term.into(), blocks }
    }
}

impl TreeNode {
    /// A node without children.
    pub fn new(label: impl Into<Phrase>) -> Self {
        TreeNode { label: label.into(), children: Vec::new() }
    }

    /// The same node with these children.
    pub fn with(mut self, children: impl IntoIterator<Item = TreeNode>) -> Self {
        self.children.extend(children);
        self
    }
}

impl List {
    /// Whether every item is one paragraph, perhaps with a list under it: then no blank lines are needed.
    pub(super) fn is_tight(&self) -> bool {
        self.items.iter().all(|item| match item.as_slice() {
            [] | [Block::Paragraph(_)] => true,
            [Block::Paragraph(_), Block::List(inner)] => inner.is_tight(),
            [Block::List(inner)] => inner.is_tight(),
            _ => false,
        })
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Block::Table(table)
    }
}

impl From<List> for Block {
    fn from(list: List) -> Self {
        Block::List(list)
    }
}

impl From<Heading> for Block {
    fn from(heading: Heading) -> Self {
        Block::Heading(heading)
    }
}
