//! From bytes to lines and columns, for the files that have findings.
//!
//! Lines and columns count from 1, columns in characters. The index of a file is made once and answers each question in
//! constant time, also in a file that is one long line.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::report::Texts;

/// A line and a column, from 1; the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Where a range begins and where it ends; the end is the first position no longer in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Where it begins.
    pub start: Position,
    /// Where it no longer is.
    pub end: Position,
}

/// The lines of one text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// The byte at which each line begins.
    starts: Vec<usize>,
    /// How many characters begin before each block of [`BLOCK`] bytes.
    chars: Vec<usize>,
}

const BLOCK: usize = 256;

impl<'t> Lines<'t> {
    /// Indexes a text.
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1));
        if starts.len() > 1 && starts.last() == Some(&text.len()) {
            starts.pop();
        }
        let mut before = 0;
        let mut chars = Vec::with_capacity(text.len() / BLOCK + 1);
        for block in text.as_bytes().chunks(BLOCK) {
            chars.push(before);
            before += characters(block);
        }
        chars.push(before);
        Self { text, starts, chars }
    }

    /// The whole text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The number of lines; a text has at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line (from 1), without its line end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let nth = line.clamp(1, self.starts.len()) - 1;
        let start = self.starts[nth];
        let end = self.starts.get(nth + 1).copied().unwrap_or(self.text.len());
        let content = &self.text[start..end];
        let content = content.strip_suffix('\n').unwrap_or(content);
        start..start + content.strip_suffix('\r').unwrap_or(content).len()
    }

    /// The position of a byte. One past the end, or inside a character, is moved back; the end of a text that ends its
    /// last line stands on that line.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.within(offset);
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let end = self.line(line).end;
        let column = 1 + self.chars_before(offset.min(end)) - self.chars_before(self.starts[line - 1]);
        Position { line, column }
    }

    /// The region of a range of bytes.
    pub fn region(&self, range: &Range<usize>) -> Region {
        let start = self.position(range.start);
        Region { start, end: self.position(range.end).max(start) }
    }

    /// The nearest offset, going back, that is a character's.
    pub(super) fn within(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn chars_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.chars[block] + characters(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The lines of all files, indexed when first asked for.
pub(super) struct Places<'a> {
    texts: &'a Texts<'a>,
    lines: RefCell<HashMap<String, Option<Rc<Lines<'a>>>>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(texts: &'a Texts<'a>) -> Self {
        Self { texts, lines: RefCell::default() }
    }

    /// The lines of a file, if its text is known.
    pub(super) fn lines(&self, file: &str) -> Option<Rc<Lines<'a>>> {
        if let Some(known) = self.lines.borrow().get(file) {
            return known.clone();
        }
        let lines = self.texts.get(file).map(|text| Rc::new(Lines::new(text)));
        self.lines.borrow_mut().insert(file.to_owned(), lines.clone());
        lines
    }

    /// The region of a range in a file; none for a whole file or one without text.
    pub(super) fn region(&self, file: &str, range: Option<&Range<usize>>) -> Option<Region> {
        Some(self.lines(file)?.region(range?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let position = Lines::new(text).position(offset);
        (position.line, position.column)
    }

    #[test]
    fn columns_are_characters_and_lines_end_either_way() {
        let text = "a = \"\u{e9}\u{1f600}x\"\r\nb\n\nc";
        assert_eq!(at(text, 0), (1, 1));
        assert_eq!(at(text, text.find('x').unwrap()), (1, 8));
        assert_eq!(at(text, 6), (1, 6), "inside a character");
        assert_eq!(at(text, text.find('\r').unwrap() + 1), (1, 10), "between CR and LF");
        assert_eq!(at(text, text.find('b').unwrap()), (2, 1));
        assert_eq!(at(text, text.len()), (4, 2));
        assert_eq!(at(text, usize::MAX), (4, 2));
    }

    #[test]
    fn the_end_of_a_text_stands_on_its_last_line() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("\n", 1), (1, 1));
        assert_eq!(at("ab\n", 3), (1, 3));
        assert_eq!(at("ab\r\n", 4), (1, 3));
        assert_eq!((Lines::new("ab\n").count(), Lines::new("").line(1)), (1, 0..0));
    }

    #[test]
    fn a_long_line_is_not_counted_from_its_start_each_time() {
        let text = "\u{e9}".repeat(2 << 20);
        let lines = Lines::new(&text);
        for n in 0..100_000 {
            assert_eq!(lines.position(n * 40).column, n * 20 + 1);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn positions_are_those_of_a_naive_count(text in "([a-z ]|é|€|\n|\r\n){0,400}", offset in 0usize..900) {
            let lines = Lines::new(&text);
            let offset = lines.within(offset.min(text.len()));
            prop_assume!(!(offset == text.len() && text.ends_with('\n')));
            prop_assume!(!text[..offset].ends_with('\r'));
            let before = &text[..offset];
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            let naive = Position { line: before.matches('\n').count() + 1, column };
            prop_assert_eq!(lines.position(offset), naive);
        }
    }
}
