//! The lines of a file around some places, cut to what a terminal can show.
//!
//! A file may be one line of megabytes, or hold characters that must not reach a terminal. An excerpt is short and
//! clean whatever the file; it knows where its places have moved to, and which column a place had before. Places far
//! apart in a file are in excerpts of their own.

use std::ops::Range;

use super::place::Lines;
use super::visible::{is_hidden, push_escape};

/// A place in a file that is to be underlined or replaced, by its number in the caller's list.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) number: usize,
}

/// Some consecutive lines of a file.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// The lines, cleaned and cut, with LF between them.
    pub(super) source: String,
    /// The number of the first, from 1.
    pub(super) first_line: usize,
    /// The places, as bytes of `source`.
    pub(super) marks: Vec<Mark>,
    /// Whether some place is not shown to its end.
    pub(super) cut: bool,
    /// Line and column of the places' beginnings here, and the column in the file.
    pub(super) columns: Vec<(usize, usize, usize)>,
}

/// Places with more lines between them than this are shown apart.
const GAP: usize = 12;
/// A place of more lines than this is shown by its first.
const TALL: usize = 6;
/// Characters shown before the first place in a line and after the last.
const BEFORE: usize = 60;
const AFTER: usize = 160;
/// Characters between the places of one line beyond which they are not all shown.
const APART: usize = 400;

/// The excerpts for some places of a file, in the order of their lines. A place longer than `longest` characters is cut.
pub(super) fn excerpts(
    lines: &Lines<'_>,
    marks: &[Mark],
    longest: usize,
    ellipsis: &'static str,
) -> Vec<Excerpt> {
    let mut spots: Vec<_> = marks.iter().map(|mark| Spot::of(lines, mark, longest)).collect();
    spots.sort_by_key(|spot| (spot.first, spot.range.start, spot.last));
    let mut groups: Vec<Vec<Spot>> = vec![];
    let mut end = 0;
    for spot in spots {
        let last = spot.last;
        match groups.last_mut() {
            Some(group) if spot.first <= end + GAP => group.push(spot),
            _ => groups.push(vec![spot]),
        }
        end = end.max(last);
    }
    groups.iter().map(|group| excerpt(lines, group, ellipsis)).collect()
}

/// A place with the lines it is on, after cutting.
struct Spot {
    range: Range<usize>,
    first: usize,
    last: usize,
    number: usize,
    cut: bool,
}

impl Spot {
    fn of(lines: &Lines<'_>, mark: &Mark, longest: usize) -> Self {
        let start = lines.within(mark.range.start);
        let end = lines.within(mark.range.end.max(start));
        let (first, mut last) = (lines.position(start).line, lines.position(end).line);
        let line = lines.line(first);
        let mut range = start..end;
        let mut cut = false;
        if last > first && (last - first >= TALL || end <= lines.line(first + 1).start) {
            cut = last - first >= TALL;
            (range.end, last) = (line.end.max(start), first);
        }
        if first == last {
            range = range.start.min(line.end)..range.end.min(line.end);
            if let Some((at, _)) = lines.text()[range.clone()].char_indices().nth(longest) {
                range.end = range.start + at;
                cut = true;
            }
        } else {
            range.end = range.end.min(lines.line(last).end);
        }
        Self { range, first, last, number: mark.number, cut }
    }
}

fn excerpt(lines: &Lines<'_>, spots: &[Spot], ellipsis: &'static str) -> Excerpt {
    let first_line = spots.iter().map(|spot| spot.first).min().unwrap_or(1);
    let last_line = spots.iter().map(|spot| spot.last).max().unwrap_or(first_line);
    let mut excerpt = Excerpt { first_line, cut: spots.iter().any(|spot| spot.cut), ..Excerpt::default() };
    let mut moved = vec![0..0; spots.len()];
    for number in first_line..=last_line {
        if number > first_line {
            excerpt.source.push('\n');
        }
        let line = lines.line(number);
        let points = points(spots, number, &line);
        let window = window(lines.text(), &line, &points, spots, number);
        let begun = excerpt.source.len();
        let map = clean(lines.text(), &line, &window, ellipsis, &mut excerpt.source);
        for (spot, moved) in spots.iter().zip(&mut moved) {
            if spot.first == number {
                moved.start = map.at(spot.range.start);
                let shown = 1 + excerpt.source[begun..moved.start].chars().count();
                excerpt.columns.push((number, shown, lines.position(spot.range.start).column));
            }
            if spot.last == number {
                moved.end = map.at(spot.range.end);
            }
        }
    }
    excerpt.marks =
        spots.iter().zip(moved).map(|(spot, range)| Mark { range, number: spot.number }).collect();
    excerpt
}

/// Where places begin and end in a line.
fn points(spots: &[Spot], number: usize, line: &Range<usize>) -> Vec<usize> {
    let starts = spots.iter().filter(|spot| spot.first == number).map(|spot| spot.range.start);
    let ends = spots.iter().filter(|spot| spot.last == number).map(|spot| spot.range.end);
    starts.chain(ends).map(|at| at.clamp(line.start, line.end)).collect()
}

/// The part of a line that is shown.
fn window(text: &str, line: &Range<usize>, points: &[usize], spots: &[Spot], number: usize) -> Range<usize> {
    let mut low = points.iter().copied().min().unwrap_or(line.start);
    let mut high = points.iter().copied().max().unwrap_or(line.start);
    if high - low > APART * 4 {
        let spot = spots.iter().filter(|spot| spot.first == number).min_by_key(|spot| spot.number);
        low = spot.map_or(low, |spot| spot.range.start);
        high = spot.filter(|spot| spot.last == number).map_or(low, |spot| spot.range.end);
    }
    let start =
        text[line.start..low].char_indices().rev().nth(BEFORE).map_or(line.start, |(at, _)| line.start + at);
    let end = text[high..line.end].char_indices().nth(AFTER).map_or(line.end, |(at, _)| high + at);
    let cut_short = spots.iter().any(|spot| spot.cut && spot.last == number && spot.range.end == high);
    start..if cut_short { high } else { end }
}

/// Where bytes of a line have gone.
struct Moved {
    /// Offsets in the file and in the excerpt, ascending, at each character of the window and its end.
    steps: Vec<(usize, usize)>,
}

impl Moved {
    fn at(&self, offset: usize) -> usize {
        let next = self.steps.partition_point(|(from, _)| *from < offset);
        self.steps.get(next).or(self.steps.last()).map_or(0, |(_, to)| *to)
    }
}

/// Appends the window of a line to the source, cleaned.
fn clean(
    text: &str,
    line: &Range<usize>,
    window: &Range<usize>,
    ellipsis: &str,
    source: &mut String,
) -> Moved {
    if window.start > line.start {
        source.push_str(ellipsis);
    }
    let mut steps = vec![];
    for (at, c) in text[window.clone()].char_indices() {
        steps.push((window.start + at, source.len()));
        if is_hidden(c) && c != '\t' { push_escape(source, c) } else { source.push(c) }
    }
    steps.push((window.end, source.len()));
    if window.end < line.end {
        source.push_str(ellipsis);
    }
    Moved { steps }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a list of one place")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str, ranges: &[Range<usize>]) -> Vec<Excerpt> {
        let marks: Vec<_> =
            ranges.iter().enumerate().map(|(number, range)| Mark { range: range.clone(), number }).collect();
        excerpts(&Lines::new(text), &marks, 40, "...")
    }

    fn shown(excerpt: &Excerpt, number: usize) -> &str {
        let mark = excerpt.marks.iter().find(|mark| mark.number == number).unwrap();
        &excerpt.source[mark.range.clone()]
    }

    #[test]
    fn near_places_share_an_excerpt_and_far_ones_do_not() {
        let text = "a\n".repeat(100);
        let found = of(&text, &[180..181, 0..1, 8..9]);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].source.as_str(), found[0].first_line), ("a\na\na\na\na", 1));
        assert_eq!((found[1].source.as_str(), found[1].first_line, found[1].marks[0].number), ("a", 91, 0));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_and_keeps_its_column() {
        let text = format!("x = \"{}here{}\"\n", "\u{e9}".repeat(1 << 20), "z".repeat(1 << 20));
        let at = text.find("here").unwrap();
        let found = of(&text, &[at..at + 4, 0..1]);
        assert_eq!(found.len(), 1);
        assert!(found[0].source.len() < 1000, "{}", found[0].source.len());
        assert!(found[0].source.starts_with("...\u{e9}") && found[0].source.ends_with("z..."));
        assert_eq!(shown(&found[0], 0), "here");
        assert!(found[0].columns.contains(&(1, 65, (1 << 20) + 6)), "{:?}", found[0].columns);
    }

    #[test]
    fn a_long_place_is_cut_and_says_so() {
        let text = format!("x = \"{}\"\n", "y".repeat(5000));
        let found = of(&text, &[4..5006]);
        assert_eq!(shown(&found[0], 0), format!("\"{}", "y".repeat(39)));
        assert!(found[0].cut && found[0].source.ends_with("y..."));
        let tall = "[\n1,\n2,\n3,\n4,\n5,\n6,\n7\n]\n";
        let found = of(tall, &[0..tall.len()]);
        assert_eq!((shown(&found[0], 0), found[0].cut), ("[", true));
        let low = "[\n1\n]\n";
        assert_eq!(shown(&of(low, &[0..5])[0], 0), "[\n1\n]");
        assert_eq!(shown(&of(low, &[0..2])[0], 0), "[");
    }

    #[test]
    fn hidden_characters_are_shown_and_places_follow() {
        let text = "a = \"\u{202e}\u{1b}x\"\r\n";
        let found = of(text, &[text.find('x').unwrap()..text.find('x').unwrap() + 1]);
        assert_eq!(found[0].source, "a = \"\\u{202e}\\u{1b}x\"");
        assert_eq!(shown(&found[0], 0), "x");
        assert_eq!(found[0].columns, [(1, 20, 8)]);
    }

    proptest! {
        #[test]
        fn excerpts_are_short_clean_and_whole(
            text in "([a-z ]{0,9}|é|\u{202e}|\u{1b}|\t|\n|\r\n|x{900}){0,40}",
            ranges in proptest::collection::vec((0usize..3000, 0usize..3000), 1..5),
        ) {
            let ranges: Vec<_> = ranges.into_iter().map(|(start, end)| start..end).collect();
            let found = of(&text, &ranges);
            prop_assert_eq!(found.iter().map(|e| e.marks.len()).sum::<usize>(), ranges.len());
            for excerpt in found {
                prop_assert!(!excerpt.source.chars().any(|c| is_hidden(c) && !matches!(c, '\n' | '\t')));
                for mark in &excerpt.marks {
                    prop_assert!(excerpt.source.get(mark.range.clone()).is_some(), "{mark:?} in {:?}", excerpt.source);
                }
                for line in excerpt.source.lines() {
                    prop_assert!(line.chars().count() < 12 * (APART * 4 + BEFORE + AFTER));
                }
            }
        }
    }
}
