//! From a text to a TOML table with the span of every key and value, or to the one flaw to show.
//!
//! What would harm a reader before it harms a parser is refused first: control characters, marks that reorder the
//! line on screen, nesting that would exhaust the stack. After that `toml` decides. Its recovered errors cascade from
//! the first, so only the first is shown and the rest are counted. Start at [`parse`].

use std::ops::Range;

use memchr::{memchr, memchr3, memchr3_iter};
use toml::Spanned;
use toml::de::DeTable;

use super::reworded::reworded;

/// A parsed record: every key and value with its span, borrowing from the text.
pub type Tree<'t> = Spanned<DeTable<'t>>;

/// How deep arrays, tables and dotted keys may stand in each other, together.
pub const MAX_DEPTH: usize = 64;
/// Up to this length in bytes a text with a flaw is parsed again to count the flaws that follow.
const RECOVERED: usize = 256 << 10;

/// Why a text is not TOML: the first flaw, as a sentence with a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// What is the case: lower case, no final stop, no control character.
    pub message: String,
    /// The bytes concerned, on character boundaries of the text.
    pub range: Range<usize>,
    /// The other place, when two disagree: where a doubled key stands first.
    pub first: Option<Range<usize>>,
    /// What to do, where that is known.
    pub help: Option<String>,
    /// What to write instead of `range`, where that cannot be wrong.
    pub replacement: Option<&'static str>,
    /// Whether it is a character that a reader does not see, or sees in another order than the parser.
    pub hidden: bool,
    /// How many further flaws the parser met after it recovered; they may all follow from this one.
    pub more: usize,
}

/// Parses one text.
///
/// # Errors
/// The first flaw, when the text is not TOML or not fit to be read.
pub fn parse(text: &str) -> Result<Tree<'_>, Syntax> {
    if let Some(flaw) = unfit(text) {
        return Err(flaw);
    }
    DeTable::parse(text).map_err(|error| syntax(text, &error))
}

/// What makes a text unfit for the parser: hidden characters, and nesting that no stack would hold.
pub(super) fn unfit(text: &str) -> Option<Syntax> {
    hidden(text).or_else(|| too_deep(text))
}

/// The parsed table of a text with flaws, as far as the parser could recover it.
pub(super) fn recovered(text: &str) -> Option<Tree<'_>> {
    recovery(text).map(|(tree, _)| tree)
}

/// The recovered table and the number of flaws.
fn recovery(text: &str) -> Option<(Tree<'_>, usize)> {
    if text.len() > RECOVERED || unfit(text).is_some() {
        return None;
    }
    let (tree, flaws) = DeTable::parse_recoverable(text);
    Some((tree, flaws.len()))
}

fn syntax(text: &str, error: &toml::de::Error) -> Syntax {
    let range = on_boundaries(text, error.span().unwrap_or(0..0));
    let at = text.get(range.clone()).unwrap_or_default();
    let (message, help) = reworded(error.message(), at, line_at(text, range.start));
    let first = if error.message() == "duplicate key" { first_key(text, &range) } else { None };
    let more = recovery(text).map_or(0, |(_, flaws)| flaws.saturating_sub(1));
    Syntax { message, range, first, help, replacement: None, hidden: false, more }
}

/// The line that a byte stands on.
fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// Where a doubled key stands first: none when two tables above have a key of that name.
fn first_key(text: &str, second: &Range<usize>) -> Option<Range<usize>> {
    let tree = recovered(text)?;
    let mut found: Option<Range<usize>> = None;
    let mut open: Vec<_> = tree.get_ref().iter().collect();
    let name = text.get(second.clone())?.trim_matches(['"', '\'']);
    // The recovered table keeps the first of the two and does not say which it is: none is better than the wrong one.
    let mut count = 0;
    while let Some((key, value)) = open.pop() {
        if key.get_ref() == name && key.span().end <= second.start {
            count += 1;
            found = Some(key.span());
        }
        match value.get_ref() {
            toml::de::DeValue::Table(table) => open.extend(table.iter()),
            toml::de::DeValue::Array(array) => {
                open.extend(array.iter().filter_map(|item| item.get_ref().as_table()).flat_map(|t| t.iter()));
            }
            _ => {}
        }
    }
    found.filter(|_| count == 1)
}

/// Characters that a reader of the file does not see, or sees in another order than the parser.
fn hidden(text: &str) -> Option<Syntax> {
    let flaw = |message: String, range, help: &str, replacement| {
        let help = Some(help.into());
        Some(Syntax { message, range, first: None, help, replacement, hidden: true, more: 0 })
    };
    if text.starts_with('\u{feff}') {
        let message = "the file begins with a byte-order mark".to_owned();
        return flaw(message, 0..3, "save it as UTF-8 without the mark", Some(""));
    }
    let bytes = text.as_bytes();
    // In most texts nothing is suspect, and to see that takes no decision at each byte.
    let odd = |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\t') | (byte == 0x7f) | (byte == 0xe2);
    if !bytes.iter().fold(false, |found, byte| found | odd(*byte)) {
        return None;
    }
    let suspect = |at: &usize| match bytes.get(*at) {
        Some(b'\t' | b'\n') => false,
        Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
        Some(0xe2) => matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xaa..=0xae] | [0x81, 0xa6..=0xa9])),
        Some(byte) => *byte < 0x20 || *byte == 0x7f,
        None => false,
    };
    let at = (0..bytes.len()).find(suspect)?;
    let mark = text.get(at..)?.chars().next()?;
    let range = at..at + mark.len_utf8();
    let code = u32::from(mark);
    match mark {
        '\r' => flaw(
            "a carriage return without a line feed".into(),
            range,
            "end lines with LF, or with CR and LF",
            Some("\n"),
        ),
        '\0'..='\u{7f}' => flaw(
            format!("the control character U+{code:04X} stands in the file"),
            range,
            "remove it; in a quoted string it can be written as an escape",
            None,
        ),
        _ => flaw(
            format!("the text-direction mark U+{code:04X} reorders what a reader sees"),
            range,
            "remove it; where the text needs it, write it as an escape so that it can be seen",
            None,
        ),
    }
}

/// The place where brackets and dotted keys go deeper than [`MAX_DEPTH`].
///
/// It reads strings and comments just as `toml`'s lexer does. A closing bracket closes only its own kind, so that in a
/// text that is no TOML the depth is over- and never underestimated.
fn too_deep(text: &str) -> Option<Syntax> {
    let bytes = text.as_bytes();
    // Every level takes a bracket or a dot, and most texts have too few of them.
    memchr3_iter(b'[', b'{', b'.', bytes).nth(MAX_DEPTH)?;
    let mut nest = Nest::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = match byte {
            b'#' => at + memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at),
            _ if is_bare(byte) => at + bare(&bytes[at..]),
            b'"' | b'\'' if nest.atom => at + 1,
            b'"' | b'\'' => string_end(bytes, at, byte),
            _ => at + 1,
        };
        if nest.step(byte) > MAX_DEPTH {
            let message = format!("arrays, tables and dotted keys are nested more than {MAX_DEPTH} deep");
            let help = Some("records need a handful of levels; this looks like a mistake".into());
            return Some(Syntax {
                message,
                range: at..at + 1,
                first: None,
                help,
                replacement: None,
                hidden: false,
                more: 0,
            });
        }
        at = next;
    }
    None
}

/// The depth at a point of the text.
#[derive(Default)]
struct Nest {
    /// Each open bracket with the dots of the key before it.
    open: Vec<(u8, usize)>,
    /// Sum of all that is open.
    depth: usize,
    /// The levels of the table header in force.
    header: usize,
    /// Whether the open bracket at the bottom is a header's.
    in_header: bool,
    /// Dots since the last separator.
    dots: usize,
    /// Inside a bare word, where a quote is only a character.
    atom: bool,
    /// Something other than space stands on this line.
    begun: bool,
}

impl Nest {
    fn step(&mut self, byte: u8) -> usize {
        self.atom = !matches!(
            byte,
            b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'#' | b'\r' | b'\n'
        ) && (self.atom || !matches!(byte, b'"' | b'\''));
        match byte {
            b'.' => self.dots += 1,
            b',' => self.dots = 0,
            b'\n' => (self.dots, self.begun) = (0, false),
            b'[' | b'{' => {
                if self.open.is_empty() && !self.begun && byte == b'[' {
                    (self.in_header, self.header) = (true, 0);
                }
                self.open.push((byte, self.dots + 1));
                self.depth += self.dots + 1;
                self.dots = 0;
            }
            b']' | b'}' => self.close(if byte == b']' { b'[' } else { b'{' }),
            _ => {}
        }
        self.begun |= !matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.header + self.depth + self.dots
    }

    fn close(&mut self, opener: u8) {
        if let Some(&(_, levels)) = self.open.last().filter(|(byte, _)| *byte == opener) {
            self.open.pop();
            self.depth -= levels;
            if self.in_header {
                self.header = self.header.max(self.dots + 1);
                self.in_header = !self.open.is_empty();
            }
            self.dots = 0;
        }
    }
}

/// Whether a byte can stand in a bare key.
pub(crate) fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// How many bytes of a bare key stand at the front.
pub(crate) fn bare(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !is_bare(*byte)).unwrap_or(bytes.len())
}

/// Where the string that begins at `at` with `quote` ends, or where the lexer gives it up.
pub(crate) fn string_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let escapes = quote == b'"';
    let long = bytes[at..].starts_with(&[quote; 3]);
    let mut end = at + if long { 3 } else { 1 };
    while let Some(next) = memchr3(quote, b'\\', b'\n', &bytes[end..]) {
        end += next;
        let byte = bytes[end];
        if escapes && byte == b'\\' && !matches!(bytes.get(end + 1), None | Some(b'\n' | b'\r')) {
            end += 2;
        } else if long && bytes[end..].starts_with(&[quote; 3]) {
            let extra = bytes[end + 3..].iter().take(2).take_while(|b| **b == quote).count();
            return end + 3 + extra;
        } else if !long && byte == quote {
            return end + 1;
        } else if !long && byte == b'\n' {
            return end;
        } else {
            end += 1;
        }
    }
    bytes.len()
}

/// The range, within the text and widened to whole characters.
fn on_boundaries(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start.min(text.len());
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn flaw(text: &str) -> Syntax {
        parse(text).map(|_| ()).unwrap_err()
    }

    #[test]
    fn a_good_text_parses_with_spans() {
        let text = "a = 1\r\n[b]\r\nc = \"\u{e9}\"\r\n";
        let tree = parse(text).unwrap();
        let (key, value) = tree.get_ref().get_key_value("b").unwrap();
        assert_eq!(&text[key.span()], "b");
        assert_eq!(&text[value.span()], "[b]");
        assert_eq!(&text[value.get_ref().get("c").unwrap().span()], "\"\u{e9}\"");
    }

    #[test]
    fn the_first_flaw_is_shown_and_the_rest_counted() {
        let text = "a = 1\nb = two\nc = three\n";
        let syntax = flaw(text);
        assert_eq!(&text[syntax.range], "two");
        assert_eq!(syntax.more, 1);
        assert_eq!(syntax.message, "`two` is not quoted");
        assert!(syntax.help.unwrap().contains("double quotes"));
    }

    #[test]
    fn a_doubled_key_shows_both_places() {
        let text = "[t]\nkey = 1\n\n[u]\nx = 1\nx = 2\n";
        let syntax = flaw(text);
        assert_eq!((syntax.range.clone(), &text[syntax.range]), (23..24, "x"));
        assert_eq!(syntax.first, Some(17..18));
        assert_eq!(syntax.message, "`x` is written twice");
        let two_candidates = "[t]\nx = 1\n[u]\nx = 1\nx = 2\n";
        assert_eq!(flaw(two_candidates).first, None);
    }

    #[test]
    fn hidden_characters_are_refused_where_they_stand() {
        let cases = [
            ("\u{feff}a = 1", 0..3, "byte-order mark"),
            ("a = \"x\0y\"", 6..7, "U+0000"),
            ("a = \"\u{1b}[31m\"", 5..6, "U+001B"),
            ("# \u{7f}", 2..3, "U+007F"),
            ("a = 1\rb = 2", 5..6, "carriage return"),
            ("a = \"\u{202e}x\"", 5..8, "U+202E"),
            ("a = \"\u{2069}x\"", 5..8, "U+2069"),
        ];
        for (text, range, part) in cases {
            let syntax = flaw(text);
            assert_eq!(syntax.range, range, "{text:?}");
            assert!(syntax.message.contains(part), "{}", syntax.message);
        }
        let fine = "a = \"\u{60c}\u{200c} \u{2018}x\u{2019} \u{20ac}\"\t\r\n";
        assert!(parse(fine).is_ok());
    }

    #[test]
    fn nesting_is_bounded_before_the_stack_is() {
        let many = 10_000;
        let deep = [
            format!("a = {}{}", "[".repeat(many), "]".repeat(many)),
            format!("a = {}", "[".repeat(many)),
            format!("a = {}", "{ b = ".repeat(many)),
            format!("[{}]", vec!["a"; many].join(".")),
            format!("[[{}]]", vec!["a"; many].join(" . ")),
            format!("{} = 1", vec!["a"; many].join(".")),
            format!("{} = 1", vec!["\"a\""; many].join(".")),
            format!("a = {{ {}", "a.b.c.d.e.f = { ".repeat(15)),
            format!("[{}]\n{} = 1", vec!["a"; 40].join("."), vec!["b"; 40].join(".")),
            format!("a = {{ {}", "a.b.c.d.e.f = { ] ".repeat(1000)),
        ];
        for text in deep {
            assert!(flaw(&text).message.contains("nested more than 64 deep"), "{}", &text[..40]);
        }
    }

    #[test]
    fn wide_is_not_deep() {
        let wide = [
            format!("a = [{}]", "1.5, [2.5], ".repeat(5_000)),
            "[a.b.c]\nx.y = { z = [1] }\n".to_owned() + &"[[d.e]]\nx = \"[[[.....\"\n".repeat(500),
            format!("a = '{}' # {}", ".".repeat(500), "[".repeat(500)),
            format!("a = \"\"\"\n{}\\\"\"\"\"\"\nb = '''{}''''", "[.".repeat(500), "{.".repeat(500)),
            format!("a = {}{}", "[".repeat(60), "]".repeat(60)),
        ];
        for text in wide {
            assert!(parse(&text).is_ok(), "{:?}", flaw(&text));
        }
    }

    #[test]
    fn a_large_text_of_flaws_costs_one_flaw() {
        let text = "= \n".repeat(100_000);
        assert_eq!(flaw(&text).more, 0);
        assert!(flaw(&text[..3 * 1000]).more >= 999);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]
        #[test]
        fn no_text_panics_and_every_flaw_has_a_place(text in "([a-c.=,\\[\\]{}\"'#\\\\ \n\r1-]|é|\u{202e}|\"\"\"|''')*") {
            if let Err(flaw) = parse(&text) {
                prop_assert!(text.get(flaw.range.clone()).is_some());
                prop_assert!(!flaw.message.chars().any(char::is_control));
                prop_assert!(flaw.first.is_none_or(|first| text.get(first).is_some()));
            }
        }

        #[test]
        fn what_parses_is_no_deeper_than_the_bound(text in "([ab.=]|\\[|\\{|\\}|\\]|,|\n| = 1| = \\[| = \\{){0,400}") {
            fn depth(value: &toml::Value) -> usize {
                match value {
                    toml::Value::Table(t) => 1 + t.values().map(depth).max().unwrap_or(0),
                    toml::Value::Array(a) => 1 + a.iter().map(depth).max().unwrap_or(0),
                    _ => 0,
                }
            }
            if parse(&text).is_ok() {
                let value: toml::Table = toml::from_str(&text).unwrap();
                prop_assert!(depth(&toml::Value::Table(value)) <= MAX_DEPTH + 2);
            }
        }
    }
}
