//! The files of a register as texts, and the hash that names their state.
//!
//! Paths are relative to the register's root and use `/` on every system. The hash is the same for a folder, for the
//! register compiled into the binary, and for a checkout that turned LF into CRLF.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// One text of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the register's root, with `/` between its parts.
    pub path: String,
    /// The whole text, as it stands in the file.
    pub text: String,
}

/// All texts of a register, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Sorts the files by path (bytewise). Of two files with one path the first is kept.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|b, a| a.path == b.path);
        Self { files }
    }

    /// The files in path order.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file at this path.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(at)
    }

    /// The text of the file at this path: what the writers in `diag` ask for.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.get(path).map(|file| file.text.as_str())
    }

    /// [`register_hash`] of all files.
    pub fn hash(&self) -> String {
        register_hash(self.files.iter().map(|file| (file.path.as_str(), file.text.as_str())))
    }
}

/// SHA-256, in hex, of path and content of all records, which must come in path order.
///
/// Each record is framed as `path NUL length NUL content`, the content with LF line ends and its length in decimal
/// bytes, so that no two registers share a framing.
pub fn register_hash<'a>(records: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut hash = Sha256::new();
    for (path, text) in records {
        // Most texts have no carriage return, and to see that is quick.
        let crlf = if text.as_bytes().contains(&b'\r') { text.matches("\r\n").count() } else { 0 };
        hash.update(path.as_bytes());
        hash.update(format!("\0{}\0", text.len() - crlf).as_bytes());
        if crlf == 0 {
            hash.update(text.as_bytes());
            continue;
        }
        for (nth, line) in text.split("\r\n").enumerate() {
            if nth > 0 {
                hash.update(b"\n");
            }
            hash.update(line.as_bytes());
        }
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.into(), text: text.into() }
    }

    #[test]
    fn files_are_found_by_path_whatever_the_order_they_came_in() {
        let map = SourceMap::new(vec![file("b/x.toml", "2"), file("a.toml", "1"), file("b-c/x.toml", "3")]);
        let paths: Vec<_> = map.files().iter().map(|f| f.path.as_str()).collect();
        assert_eq!(paths, ["a.toml", "b-c/x.toml", "b/x.toml"]);
        assert_eq!(map.text("b/x.toml"), Some("2"));
        assert_eq!(map.text("b"), None);
    }

    #[test]
    fn the_hash_is_the_one_a_shell_would_compute() {
        // printf 'a.toml\0006\000x = 1\n' | sha256sum
        assert_eq!(
            register_hash([("a.toml", "x = 1\n")]),
            "27dbbc2db3a60954714383dfe300a0aa4b212dc30d96e42b2e078eee5e7eca64"
        );
    }

    #[test]
    fn line_ends_do_not_change_the_hash_and_moved_bytes_do() {
        assert_eq!(register_hash([("a", "x\r\ny\r\n")]), register_hash([("a", "x\ny\n")]));
        assert_ne!(register_hash([("a", "x\ry")]), register_hash([("a", "x\ny")]));
        assert_ne!(register_hash([("a", "b"), ("c", "d")]), register_hash([("a", "b\0c\0d")]));
        assert_ne!(register_hash([("ab", "c")]), register_hash([("a", "bc")]));
        assert_ne!(register_hash([("a", "")]), register_hash([]));
    }

    proptest! {
        #[test]
        fn order_of_reading_changes_nothing(mut paths in proptest::collection::vec("[a-c/-]{1,6}", 0..8)) {
            paths.sort();
            paths.dedup();
            let files: Vec<_> = paths.iter().map(|p| file(p, p)).collect();
            let reversed: Vec<_> = files.iter().rev().cloned().collect();
            prop_assert_eq!(SourceMap::new(files).hash(), SourceMap::new(reversed).hash());
        }
    }
}
