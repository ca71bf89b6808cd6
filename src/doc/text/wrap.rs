//! Inked spans, their width on a terminal, and breaking them into lines.
//!
//! Words are broken at spaces. A word wider than the line is broken after `/`, `-`, `_` and the like where that helps,
//! else between characters, never before a combining mark. Widths are those of Unicode Annex 11, each character by
//! itself: an upper bound for what a terminal draws.

use super::super::inline::Tone;
use unicode_width::UnicodeWidthChar;

/// How a span is drawn; without colour all look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Emphasis,
    Tone(Tone),
}

/// Quoted text in one ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    text: String,
    ink: Ink,
}

/// A line to be printed.
pub(super) type Line = Vec<Span>;

impl Span {
    pub(super) fn new(text: impl Into<String>, ink: Ink) -> Self {
        Span { text: text.into(), ink }
    }
}

/// The columns a string takes at most.
pub(super) fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.len();
    }
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The columns of some spans.
pub(super) fn spans_width(spans: &[Span]) -> usize {
    spans.iter().map(|span| width(&span.text)).sum()
}

/// The columns of a line.
pub(super) fn line_width(line: &Line) -> usize {
    spans_width(line)
}

/// The width of the widest word.
pub(super) fn longest_word(spans: &[Span]) -> usize {
    let (mut widest, mut word, mut section) = (0, 0, false);
    for span in spans {
        for (i, part) in span.text.split(' ').enumerate() {
            let held = section && !part.is_empty();
            if i > 0 {
                word = if held { word + 1 } else { 0 };
            }
            word += width(part);
            section = if part.is_empty() { section && i == 0 } else { part.ends_with('§') };
            widest = widest.max(word);
        }
    }
    widest
}

/// The same lines with everything plain in `ink`.
pub(super) fn inked(mut lines: Vec<Line>, ink: Ink) -> Vec<Line> {
    for span in lines.iter_mut().flatten().filter(|span| span.ink == Ink::Plain) {
        span.ink = ink;
    }
    lines
}

/// Breaks spans into lines of at most `max` columns; runs of spaces count as one.
pub(super) fn wrap(spans: &[Span], max: usize) -> Vec<Line> {
    let max = max.max(2);
    if let [one] = spans
        && width(&one.text) <= max
        && !one.text.is_empty()
        && one.text.split(' ').all(|word| !word.is_empty())
    {
        return vec![vec![one.clone()]];
    }
    let mut lines = Vec::new();
    let mut line = Line::new();
    let mut used = 0;
    for word in words(spans) {
        for (i, piece) in split(word, max).into_iter().enumerate() {
            let needed = spans_width(&piece);
            // A piece of a word that is broken begins a line, but for the first, which may end one.
            if i == 0 && !line.is_empty() && used + 1 + needed <= max {
                push_space(&mut line, &piece);
                line.extend(piece);
                used += 1 + needed;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            (line, used) = (piece, needed);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Breaks spans like [`wrap`], with every line but the first set in by two.
pub(super) fn hang(spans: &[Span], max: usize) -> Vec<Line> {
    let mut lines = wrap(spans, max - 2);
    lines.iter_mut().skip(1).for_each(|line| line.insert(0, Span::new("  ", Ink::Plain)));
    lines
}

/// A space in the ink of its neighbours where they agree, so that a run is painted once.
fn push_space(line: &mut Line, word: &[Span]) {
    let ink = match (line.last(), word.first()) {
        (Some(left), Some(right)) if left.ink == right.ink => left.ink,
        _ => Ink::Plain,
    };
    line.push(Span::new(" ", ink));
}

/// The words, each of one or more spans; a section sign holds on to its number.
fn words(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut all = Vec::new();
    let mut word = Vec::new();
    for span in spans {
        for (i, part) in span.text.split(' ').enumerate() {
            let section = word.last().is_some_and(|span: &Span| span.text.ends_with('§'));
            if i > 0 && section && !part.is_empty() {
                word.push(Span::new(" ", span.ink));
            } else if i > 0 && !word.is_empty() {
                all.push(std::mem::take(&mut word));
            }
            if !part.is_empty() {
                word.push(Span::new(part, span.ink));
            }
        }
    }
    if !word.is_empty() {
        all.push(word);
    }
    all
}

/// Breaks a word into pieces of at most `max` columns.
fn split(word: Vec<Span>, max: usize) -> Vec<Line> {
    if spans_width(&word) <= max {
        return vec![word];
    }
    let inked: Vec<(char, Ink)> =
        word.iter().flat_map(|span| span.text.chars().map(|c| (c, span.ink))).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < inked.len() {
        let end = fit(&inked, start, max);
        let end = if end == inked.len() { end } else { good_break(&inked, start, end) };
        pieces.push(spans_of(&inked[start..end]));
        start = end;
    }
    pieces
}

/// The end of the longest run from `start` that fits, at least one character.
fn fit(inked: &[(char, Ink)], start: usize, max: usize) -> usize {
    let mut used = 0;
    for (i, (c, _)) in inked.iter().enumerate().skip(start) {
        used += c.width().unwrap_or(0);
        if used > max && i > start {
            return i;
        }
    }
    inked.len()
}

/// The last good place to break in the later two thirds of the run, else its end.
fn good_break(inked: &[(char, Ink)], start: usize, end: usize) -> usize {
    let earliest = start + (end - start) / 3;
    let good =
        |i: &usize| matches!(inked[*i - 1].0, '/' | '-' | '_' | '.' | ',' | ';' | ':' | '|' | '&' | '=');
    (earliest + 1..=end).rev().find(good).unwrap_or(end)
}

/// Text with as many letters in each word as it takes columns, for a layouter that measures in another way than we do.
pub(super) fn outline(spans: &[Span]) -> String {
    let stand_in = |c: char| if c == ' ' { (' ', 1) } else { ('x', c.width().unwrap_or(0)) };
    let letters = spans.iter().flat_map(|span| span.text.chars().map(stand_in));
    letters.flat_map(|(c, times)| std::iter::repeat_n(c, times)).collect()
}

fn spans_of(inked: &[(char, Ink)]) -> Line {
    let mut line = Line::new();
    for &(c, ink) in inked {
        match line.last_mut() {
            Some(span) if span.ink == ink => span.text.push(c),
            _ => line.push(Span::new(c, ink)),
        }
    }
    line
}

/// The lines as text, without space at their ends, inks as SGR codes where `color` asks for them.
pub(super) fn paint(lines: &[Line], color: bool) -> String {
    let mut out = String::new();
    for line in lines {
        let visible = line.iter().rposition(|span| !span.text.trim_end_matches(' ').is_empty());
        let mut open = Ink::Plain;
        for (i, span) in line.iter().enumerate().take(visible.map_or(0, |i| i + 1)) {
            let text = if Some(i) == visible { span.text.trim_end_matches(' ') } else { &span.text };
            if color && span.ink != open {
                if open != Ink::Plain {
                    out.push_str("\u{1b}[0m");
                }
                out.push_str(sgr(span.ink));
                open = span.ink;
            }
            out.push_str(text);
        }
        if color && open != Ink::Plain {
            out.push_str("\u{1b}[0m");
        }
        out.push('\n');
    }
    out
}

fn sgr(ink: Ink) -> &'static str {
    match ink {
        Ink::Plain => "",
        Ink::Strong => "\u{1b}[1m",
        Ink::Emphasis => "\u{1b}[3m",
        Ink::Tone(Tone::Executive) => "\u{1b}[32m",
        Ink::Tone(Tone::Conditional) => "\u{1b}[36m",
        Ink::Tone(Tone::Review) => "\u{1b}[33m",
        Ink::Tone(Tone::Legislation) => "\u{1b}[31m",
        Ink::Tone(Tone::Muted) => "\u{1b}[2m",
    }
}
