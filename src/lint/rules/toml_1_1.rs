//! What only TOML 1.1 allows: the parser here reads it, editors and other readers of the records may not.
//!
//! The text parses, so the scan need not be strict: it knows strings, comments and brackets, and nothing else.

use std::ops::Range;

use memchr::memchr2;

use crate::diag::{Finding, Severity};
use crate::lint::draft::stem;
use crate::lint::{Check, Lint};
use crate::text::{SourceFile, bare, is_bare, string_end};

pub(super) static LINT: Lint = Lint {
    name: "toml-1-1",
    summary: "A record is written in a way that TOML 1.0 does not know",
    severity: Severity::Error,
    page: include_str!("toml_1_1.md"),
    check: Check::Source(check),
};

fn check(file: &SourceFile) -> Vec<Finding> {
    let one = |(range, title, help): Flaw| {
        Finding::error("", title)
            .at(&file.path, range, "")
            .note("records keep to TOML 1.0, which every editor and every library reads")
            .help(help)
            .of(stem(&file.path), "")
    };
    flaws(&file.text).into_iter().map(one).collect()
}

type Flaw = (Range<usize>, &'static str, &'static str);

const LINES: &str = "an inline table that runs over more than one line";
const COMMA: &str = "a comma before the end of an inline table";
const ESCAPE: &str = "an escape that TOML 1.0 does not know";

fn flaws(text: &str) -> Vec<Flaw> {
    let bytes = text.as_bytes();
    // All three stand in inline tables or escapes.
    if memchr2(b'{', b'\\', bytes).is_none() {
        return Vec::new();
    }
    let (mut found, mut open, mut at) = (Vec::new(), Vec::new(), 0);
    // The last byte that is neither blank nor in a comment, with its place.
    let mut last = (b' ', 0);
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            _ if is_bare(byte) => {
                at += bare(&bytes[at..]);
                last = (byte, at - 1);
                continue;
            }
            b'#' => {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
                continue;
            }
            b'"' | b'\'' => {
                let end = string_end(bytes, at, byte);
                if byte == b'"' {
                    found.extend(escapes(bytes, at..end));
                }
                (last, at) = ((byte, at), end);
                continue;
            }
            b'\n' => {
                if let Some((b'{', begin)) = open.last_mut().filter(|(kind, begin)| *kind == b'{' && *begin != usize::MAX) {
                    found.push((*begin..*begin + 1, LINES, "write it on one line, or as a table with a header"));
                    *begin = usize::MAX;
                }
            }
            b'{' | b'[' => open.push((byte, at)),
            b'}' | b']' => {
                if byte == b'}' && last.0 == b',' {
                    found.push((last.1..last.1 + 1, COMMA, "take the comma out"));
                }
                open.pop();
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = (byte, at);
        }
        at += 1;
    }
    found
}

fn escapes(bytes: &[u8], string: Range<usize>) -> Vec<Flaw> {
    let (mut found, mut at) = (Vec::new(), string.start);
    while let Some(next) = bytes[at..string.end].iter().position(|byte| *byte == b'\\') {
        at += next + 2;
        if matches!(bytes.get(at - 1), Some(b'e' | b'x')) {
            found.push((at - 2..at, ESCAPE, "write the character itself, or `\\u` and four digits"));
        }
        at = at.min(string.end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<&'static str> {
        flaws(text).into_iter().map(|(_, title, _)| title).collect()
    }

    #[test]
    fn what_toml_1_0_knows_is_left_alone() {
        for text in [
            "a = [\n  { b = 1 },\n  { b = 2 },\n]\n",
            "a = '{\\x,}' # { , }\nb = \"\\\\x {,}\"\n",
            "a = \"\"\"\n{ \"\",\n}\"\"\"\"\nb = { c = [1, 2] }\n",
            "a = '''\n{\n'''\n[b.\"{\"]\n",
        ] {
            assert_eq!(titles(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn what_only_toml_1_1_knows_is_found() {
        assert_eq!(titles("a = {\n b = 1\n}\n"), [LINES]);
        assert_eq!(titles("a = { b = [\n 1\n], }\n"), [COMMA]);
        assert_eq!(titles("a = { b = 1, # why\n }\n"), [LINES, COMMA]);
        assert_eq!(titles("a = \"\\x41\\e\"\n"), [ESCAPE, ESCAPE]);
        assert_eq!(titles("a = \"\"\"\n\\x41\"\"\"\n"), [ESCAPE]);
    }
}
