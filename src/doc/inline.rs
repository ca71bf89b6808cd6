//! What stands inside a paragraph, a heading or a cell: a [`Phrase`] of [`Inline`] pieces.
//!
//! Strings are raw. A citation is placed where it belongs in the sentence; writers print it in brackets or as a
//! footnote and see to the space before it, so a builder need not care which.

/// A run of inline pieces: the content of a paragraph, a heading, a label or a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase(pub Vec<Inline>);

/// One piece of a phrase. The strings are raw; writers quote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Words that must not be overlooked.
    Strong(String),
    /// Words set off: titles of works, terms on first use.
    Emphasis(String),
    /// An id or something to type.
    Code(String),
    /// A word that carries a pathway's colour; the word itself says the same.
    Toned(Tone, String),
    /// A citation of the record and provision that the words before it rest on.
    Cite(Cite),
    /// The mark of a note at the end, from 1: what [`super::notes`] makes of a citation.
    Mark(usize),
    /// A reference to a record.
    Link {
        /// The words shown.
        label: String,
        /// The record's id.
        record: String,
    },
}

/// A citation: printed in brackets, or as a footnote on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// The citation as a lawyer would write it, with its pinpoint.
    pub label: String,
    /// Where the text can be read; only `http` and `https` addresses become links.
    pub url: Option<String>,
    /// The id of the record cited.
    pub record: String,
}

/// The colour of a pathway class. Colour is never the only carrier: the word is printed too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Executive action alone: green.
    Executive,
    /// Executive action with conditions: cyan.
    Conditional,
    /// Congressional review: yellow.
    Review,
    /// Legislation: red.
    Legislation,
    /// Nothing to relieve, or something of less weight: dim.
    Muted,
}

impl Tone {
    /// The tone's name in lower case, as used for style names.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Executive => "executive",
            Tone::Conditional => "conditional",
            Tone::Review => "review",
            Tone::Legislation => "legislation",
            Tone::Muted => "muted",
        }
    }

    /// The tone on white paper, as six hex digits with a contrast of at least 4.5 to 1.
    pub(super) fn paper_color(self) -> &'static str {
        match self {
            Tone::Executive => "1A6B2F",
            Tone::Conditional => "0B6472",
            Tone::Review => "805300",
            Tone::Legislation => "A61B1B",
            Tone::Muted => "5A5F66",
        }
    }
}

impl Cite {
    /// A citation of `record` that reads `label`.
    pub fn new(label: impl Into<String>, record: impl Into<String>) -> Self {
        Cite { label: label.into(), url: None, record: record.into() }
    }

    /// The same citation with the address of its text.
    pub fn at(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }
}

impl Phrase {
    /// An empty phrase, to be built up.
    pub fn new() -> Self {
        Phrase::default()
    }

    /// Adds plain words.
    pub fn text(self, words: impl Into<String>) -> Self {
        self.with(Inline::Text(words.into()))
    }

    /// Adds words that must not be overlooked.
    pub fn strong(self, words: impl Into<String>) -> Self {
        self.with(Inline::Strong(words.into()))
    }

    /// Adds words set off.
    pub fn emphasis(self, words: impl Into<String>) -> Self {
        self.with(Inline::Emphasis(words.into()))
    }

    /// Adds an id or something to type.
    pub fn code(self, id: impl Into<String>) -> Self {
        self.with(Inline::Code(id.into()))
    }

    /// Adds words that carry a pathway's colour.
    pub fn toned(self, tone: Tone, words: impl Into<String>) -> Self {
        self.with(Inline::Toned(tone, words.into()))
    }

    /// Adds a citation for what was said so far.
    pub fn cite(self, cite: Cite) -> Self {
        self.with(Inline::Cite(cite))
    }

    /// Adds a reference to a record.
    pub fn link(self, label: impl Into<String>, record: impl Into<String>) -> Self {
        self.with(Inline::Link { label: label.into(), record: record.into() })
    }

    /// Adds one piece.
    pub fn with(mut self, piece: Inline) -> Self {
        self.0.push(piece);
        self
    }

    /// Adds all pieces of another phrase.
    pub fn then(mut self, other: impl Into<Phrase>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Inline::Text(s) | Inline::Strong(s) | Inline::Emphasis(s) => s.is_empty(),
            Inline::Code(s) | Inline::Toned(_, s) => s.is_empty(),
            Inline::Cite(_) | Inline::Mark(_) | Inline::Link { .. } => false,
        })
    }

    /// The phrase as one raw string, citations in square brackets.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for piece in self.spaced() {
            match piece {
                Inline::Text(s) | Inline::Strong(s) | Inline::Emphasis(s) => out.push_str(&s),
                Inline::Code(s) | Inline::Toned(_, s) => out.push_str(&s),
                Inline::Link { label, .. } => out.push_str(&label),
                Inline::Mark(number) => out.push_str(&format!("[{number}]")),
                Inline::Cite(cite) => {
                    out.push('[');
                    out.push_str(&cite.label);
                    out.push(']');
                }
            }
        }
        out
    }

    /// Several phrases as one, with `separator` between them.
    pub fn join(phrases: impl IntoIterator<Item = Phrase>, separator: &str) -> Phrase {
        let mut all = Phrase::new();
        for (i, phrase) in phrases.into_iter().enumerate() {
            if i > 0 {
                all = all.text(separator);
            }
            all = all.then(phrase);
        }
        all
    }

    /// The pieces with a space before every citation, for writers that print it in the line.
    pub(super) fn spaced(&self) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::with_capacity(self.0.len() + 1);
        for piece in &self.0 {
            if matches!(piece, Inline::Cite(_))
                && out.last().is_some_and(|last| !last.words().ends_with([' ', '\n', '\t', '(']))
            {
                out.push(Inline::Text(" ".to_owned()));
            }
            out.push(piece.clone());
        }
        out
    }

    /// The pieces without space before a citation, for writers that print a note mark there. `None` where the
    /// phrase is nothing but citations: a mark without words would be lost, so they are printed in the line.
    pub(super) fn noted(&self) -> Option<Vec<Inline>> {
        let blank = |piece: &Inline| matches!(piece, Inline::Cite(_)) || piece.words().trim().is_empty();
        if !self.0.is_empty() && self.0.iter().all(blank) {
            return None;
        }
        let mut out = self.0.clone();
        for i in 1..out.len() {
            if matches!(out[i], Inline::Cite(_))
                && let Inline::Text(before) = &mut out[i - 1]
            {
                before.truncate(before.trim_end().len());
            }
        }
        Some(out)
    }
}

impl Inline {
    /// The words a reader sees, without brackets.
    pub(super) fn words(&self) -> &str {
        match self {
            Inline::Text(s) | Inline::Strong(s) | Inline::Emphasis(s) => s,
            Inline::Code(s) | Inline::Toned(_, s) => s,
            Inline::Cite(Cite { label, .. }) | Inline::Link { label, .. } => label,
            Inline::Mark(_) => "",
        }
    }
}

impl From<&str> for Phrase {
    fn from(words: &str) -> Self {
        Phrase::new().text(words)
    }
}

impl From<String> for Phrase {
    fn from(words: String) -> Self {
        Phrase::new().text(words)
    }
}

impl From<&String> for Phrase {
    fn from(words: &String) -> Self {
        Phrase::new().text(words.as_str())
    }
}

impl From<Inline> for Phrase {
    fn from(piece: Inline) -> Self {
        Phrase(vec![piece])
    }
}

impl From<Cite> for Phrase {
    fn from(cite: Cite) -> Self {
        Phrase::new().cite(cite)
    }
}

impl From<Vec<Inline>> for Phrase {
    fn from(pieces: Vec<Inline>) -> Self {
        Phrase(pieces)
    }
}

impl FromIterator<Inline> for Phrase {
    fn from_iter<I: IntoIterator<Item = Inline>>(pieces: I) -> Self {
        Phrase(pieces.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_get_their_space_and_lose_it_for_notes() {
        let cite = || Cite::new("CAATSA 216(a)", "caatsa/216-a");
        let tight = Phrase::from("A wait").cite(cite()).text(".");
        let loose = Phrase::from("A wait ").cite(cite()).text(".");
        assert_eq!(tight.plain(), "A wait [CAATSA 216(a)].");
        assert_eq!(loose.plain(), tight.plain());
        assert_eq!(loose.noted().unwrap()[0], Inline::Text("A wait".into()));
        assert_eq!(Phrase::from(cite()).noted(), None);
        assert_eq!(Phrase::new().noted(), Some(vec![]));
    }

    #[test]
    fn emptiness_looks_at_the_words() {
        assert!(Phrase::new().is_empty() && Phrase::from("").is_empty());
        assert!(!Phrase::new().link("", "x").is_empty());
    }
}
