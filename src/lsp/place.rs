//! Places as editors name them: addresses for paths, lines from 0, columns in UTF-16 units.

use std::ops::Range;
use std::path::{Path, PathBuf};

use lsp_types::{Position, Uri};

/// The lines of one text.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Indexes a text. Lines end in LF, CR LF or CR.
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let ends =
            |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(|at| ends(*at)).map(|at| at + 1));
        Self { text, starts: starts.collect() }
    }

    /// The position of a byte; inside a character it is that of the character.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = (0..=offset.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at));
        let offset = offset.unwrap_or(0);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let units = self.text[self.starts[line]..offset].encode_utf16().count();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position::new(narrow(line), narrow(units))
    }

    /// The range of bytes as an editor names it.
    pub(super) fn range(&self, range: &Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.position(range.start), self.position(range.end.max(range.start)))
    }

    /// The byte at a position; one past the end of its line is that end, one past the last line the end of the text.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (at, c) in content.char_indices() {
            if units + c.len_utf16() > position.character as usize {
                return start + at;
            }
            units += c.len_utf16();
        }
        start + content.len()
    }
}

/// The path that an address names; nothing if it is not of a file here.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme()?.as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    let path = uri.path().as_estr().decode().into_string().ok()?;
    // `file:///c:/x` is `c:/x` on Windows.
    let path = if cfg!(windows) { path.trim_start_matches('/') } else { &path };
    let path = PathBuf::from(path);
    path.is_absolute().then_some(path)
}

/// The address of a path; nothing if it is not absolute or not UTF-8.
pub(super) fn uri_of(path: &Path) -> Option<Uri> {
    let path = path.is_absolute().then(|| path.to_str()).flatten()?.replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_are_utf16_units_and_come_back() {
        let text = "a = \"é😀x\"\r\nb\rc\n";
        let lines = Lines::new(text);
        let at = |what: &str| {
            let position = lines.position(text.find(what).expect("it is there"));
            (position.line, position.character)
        };
        assert_eq!((at("é"), at("😀"), at("x")), ((0, 5), (0, 6), (0, 8)));
        assert_eq!((at("b"), at("c")), ((1, 0), (2, 0)));
        assert_eq!(lines.position(text.len()), Position::new(3, 0));
        assert_eq!(lines.position(8), Position::new(0, 6), "inside a character");
        assert_eq!(lines.offset(Position::new(0, 7)), text.find('😀').expect("it is there"), "inside a pair");
        assert_eq!(lines.offset(Position::new(0, 99)), text.find('\r').expect("it is there"));
        assert_eq!(lines.offset(Position::new(99, 0)), text.len());
    }

    #[test]
    fn paths_and_addresses_are_each_other() {
        for path in ["/a/b c/é%.toml", "/x"] {
            let uri = uri_of(Path::new(path)).expect("an address");
            assert_eq!(path_of(&uri), Some(PathBuf::from(path)), "{}", uri.as_str());
        }
        assert_eq!(uri_of(Path::new("/a b")).expect("an address").as_str(), "file:///a%20b");
        let elsewhere: Uri = "untitled:Untitled-1".parse().expect("an address");
        assert_eq!((path_of(&elsewhere), uri_of(Path::new("a"))), (None, None));
    }

    proptest! {
        #[test]
        fn every_place_comes_back(text in "([a-z]|é|€|😀|\n|\r\n|\r){0,60}", offset in 0usize..200) {
            let offset = offset.min(text.len());
            prop_assume!(text.is_char_boundary(offset) && !(text[..offset].ends_with('\r') && text[offset..].starts_with('\n')));
            let lines = Lines::new(&text);
            prop_assert_eq!(lines.offset(lines.position(offset)), offset);
        }
    }
}
