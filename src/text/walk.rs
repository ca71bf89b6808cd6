//! From a folder on disk to texts: which files are records, and why another one is not.
//!
//! Only regular files named `*.toml` are read, in path order, each up to [`MAX_BYTES`]; hidden names are skipped.
//! Links are never followed, and pipes, sockets and devices never opened, so that a register that came in by a pull
//! request reads nothing outside itself. What cannot be read is a [`Problem`], never a reason to stop. Start at [`read`].

use std::fs::{self, DirEntry, File, FileType};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::source::{SourceFile, SourceMap};

/// The size in bytes above which a file is not read.
pub const MAX_BYTES: u64 = 4 << 20;
/// How deep folders may stand in each other below the root.
pub const MAX_FOLDERS: usize = 16;
/// From this many files on, they are read in parallel.
const MANY: usize = 500;

/// What kind of thing kept a file from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// A symbolic link: to a file, to a folder, to itself or to nothing.
    Link,
    /// A folder whose name ends in `.toml`.
    Folder,
    /// A pipe, socket or device whose name ends in `.toml`.
    Special,
    /// Folders nested deeper than [`MAX_FOLDERS`].
    Depth,
    /// A file of more than [`MAX_BYTES`].
    Size,
    /// A text or a name that is not UTF-8.
    Encoding,
    /// The system refuses to open or read it.
    Unreadable,
}

/// A file or folder of the register that was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path relative to the root, with `/`; a name that is not UTF-8 has replacement characters.
    pub path: String,
    /// What kind of problem it is.
    pub kind: ProblemKind,
    /// What is the case, as a title: lower case, no final stop.
    pub what: String,
    /// Why that is a problem here.
    pub why: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// Where the first bad byte stands, and the text to show it in, with a replacement for each bad byte.
    pub seen: Option<(usize, String)>,
}

/// Reads all records under `root`.
///
/// # Errors
/// When the root itself is missing, is no folder or cannot be listed; the message names it.
pub fn read(root: &Path) -> io::Result<(SourceMap, Vec<Problem>)> {
    read_each(root, |_| ()).map(|(sources, _, problems)| (sources, problems))
}

/// Reads all records under `root`, and makes something of each while it is at hand: one for each text, in their order.
///
/// # Errors
/// As [`read`].
pub fn read_each<T: Send>(
    root: &Path,
    make: impl Fn(&SourceFile) -> T + Sync,
) -> io::Result<(SourceMap, Vec<T>, Vec<Problem>)> {
    let about = |e: io::Error| io::Error::new(e.kind(), format!("cannot read {}: {e}", root.display()));
    if !fs::metadata(root).map_err(about)?.is_dir() {
        let text = format!("{} is not a folder", root.display());
        return Err(io::Error::new(io::ErrorKind::NotADirectory, text));
    }
    let mut walk = Walk::default();
    walk.folder(root, "", 0).map_err(about)?;
    while let Some((folder, path, depth)) = walk.folders.pop() {
        if let Err(error) = walk.folder(&folder, &path, depth) {
            walk.problems.push(unreadable(path, &error));
        }
    }
    let Walk { mut files, mut problems, .. } = walk;
    let one = |path: String| match read_file(&root.join(&path), path) {
        Ok(file) => {
            let made = make(&file);
            (Ok(file), Some(made))
        }
        // Problems are rare: they are not to take room beside each text.
        Err(problem) => (Err(Box::new(problem)), None),
    };
    let mut texts: Vec<Result<SourceFile, Box<Problem>>> = Vec::new();
    let mut made: Vec<Option<T>> = Vec::new();
    if files.len() > MANY {
        files.par_sort_unstable();
        files.into_par_iter().map(one).unzip_into_vecs(&mut texts, &mut made);
    } else {
        files.sort_unstable();
        (texts, made) = files.into_iter().map(one).unzip();
    }
    let good = |text: Result<_, Box<Problem>>| text.map_err(|problem| problems.push(*problem)).ok();
    let sources = texts.into_iter().filter_map(good).collect();
    problems.sort();
    // No two have one path, and all are in order: the map leaves them so.
    Ok((SourceMap::new(sources), made.into_iter().flatten().collect(), problems))
}

/// What the walk has found and what it has still to look into.
#[derive(Default)]
struct Walk {
    folders: Vec<(PathBuf, String, usize)>,
    files: Vec<String>,
    problems: Vec<Problem>,
}

impl Walk {
    fn folder(&mut self, folder: &Path, path: &str, depth: usize) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            if shown.starts_with('.') {
                continue;
            }
            let path = if path.is_empty() { shown.to_string() } else { [path, "/", &shown].concat() };
            match entry.file_type() {
                Err(error) => self.problems.push(unreadable(path, &error)),
                Ok(kind) => self.entry(&entry, path, kind, name.to_str().is_some(), depth + 1),
            }
        }
        Ok(())
    }

    fn entry(&mut self, entry: &DirEntry, path: String, kind: FileType, utf8: bool, depth: usize) {
        let record = path.ends_with(".toml");
        let problem = if kind.is_symlink() {
            let Some(problem) = link(&entry.path(), record) else { return };
            problem
        } else if !record && !kind.is_dir() {
            return;
        } else if !utf8 {
            (
                ProblemKind::Encoding,
                "a file name that is not UTF-8",
                "records are named by UTF-8 paths",
                "rename it",
            )
        } else if record && kind.is_dir() {
            let why = "a name that ends in `.toml` is a record; the folder was not looked into";
            (ProblemKind::Folder, "a folder named like a record", why, "rename the folder")
        } else if kind.is_dir() && depth > MAX_FOLDERS {
            let why = "folders are read 16 deep at most";
            (ProblemKind::Depth, "folders nested too deep", why, "move the records up")
        } else if kind.is_dir() {
            return self.folders.push((entry.path(), path, depth));
        } else if !kind.is_file() {
            let why = "records are regular files; a pipe, socket or device is never opened";
            (
                ProblemKind::Special,
                "a record that is not a regular file",
                why,
                "put a file there, or remove it",
            )
        } else {
            return self.files.push(path);
        };
        let (kind, what, why, help) = problem;
        self.problems.push(Problem { path, kind, what: what.into(), why, help, seen: None });
    }
}

/// The problem with a link; none with one that is neither a record nor a folder, such as a linked README.
fn link(place: &Path, record: bool) -> Option<(ProblemKind, &'static str, &'static str, &'static str)> {
    let target = fs::metadata(place);
    let what = match &target {
        Err(_) => "a symbolic link that leads nowhere",
        Ok(target) if target.is_dir() => "a symbolic link to a folder",
        Ok(_) if record => "a record that is a symbolic link",
        Ok(_) => return None,
    };
    let why = "links are not followed: a register reads nothing outside its own folder";
    Some((ProblemKind::Link, what, why, "put the file itself there, or remove the link"))
}

fn read_file(place: &Path, path: String) -> Result<SourceFile, Problem> {
    let bytes = match read_bytes(place) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Err(too_large(path)),
        Err(error) => return Err(unreadable(path, &error)),
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile { path, text }),
        Err(error) => Err(not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to())),
    }
}

/// The problem with a text of more than [`MAX_BYTES`].
pub fn too_large(path: String) -> Problem {
    Problem {
        path,
        kind: ProblemKind::Size,
        what: format!("a record of more than {} MiB", MAX_BYTES >> 20),
        why: "a record holds one instrument or option; a file this large was not read",
        help: "split it, or keep the raw material outside the register",
        seen: None,
    }
}

/// The bytes of a regular file; none when there are too many. The size is looked at first, and the reading capped all
/// the same: a file can grow meanwhile, and some systems' files claim to be empty.
fn read_bytes(place: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(place)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::Error::other("it is no longer a regular file"));
    }
    if about.len() > MAX_BYTES {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_BYTES).then_some(bytes))
}

fn not_utf8(path: String, bytes: &[u8], at: usize) -> Problem {
    let bad = bytes.get(at).copied().unwrap_or(0);
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let help = if utf16 { "it looks like UTF-16: save it as UTF-8" } else { "save it as UTF-8" };
    Problem {
        path,
        kind: ProblemKind::Encoding,
        what: format!("byte 0x{bad:02x} is not UTF-8"),
        why: "TOML is UTF-8, and a guess at another encoding would change names silently",
        help,
        // All before the first bad byte is as it was, so that it stands where it stood.
        seen: (!utf16).then(|| (at, String::from_utf8_lossy(bytes).into_owned())),
    }
}

fn unreadable(path: String, error: &io::Error) -> Problem {
    Problem {
        path,
        kind: ProblemKind::Unreadable,
        what: format!("cannot be read: {error}"),
        why: "a record that cannot be read is missing from every answer",
        help: "check that it exists and that you may read it",
        seen: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for one test, removed when dropped.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let place = std::env::temp_dir().join(format!("relief-walk-{}-{name}", std::process::id()));
            let _ = fs::remove_dir_all(&place);
            fs::create_dir_all(&place).unwrap();
            Self(place)
        }

        fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
            let place = self.0.join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, bytes).unwrap();
        }

        fn read(&self) -> (Vec<String>, Vec<(String, ProblemKind)>) {
            let (map, problems) = read(&self.0).unwrap();
            let paths = map.files().iter().map(|f| f.path.clone()).collect();
            (paths, problems.into_iter().map(|p| (p.path, p.kind)).collect())
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn records_come_in_path_order_and_nothing_else_comes() {
        let folder = Folder::new("order");
        for path in ["b/x.toml", "b-c/x.toml", "a.toml", "README.md", ".git/x.toml", "b/.x.toml", "b/x.toml~"]
        {
            folder.put(path, path);
        }
        assert_eq!(folder.read(), (vec!["a.toml".into(), "b-c/x.toml".into(), "b/x.toml".into()], vec![]));
    }

    #[test]
    fn many_files_read_in_parallel_stay_in_order() {
        let folder = Folder::new("many");
        for n in 0..MANY + 20 {
            folder.put(&format!("{:02}/{n}.toml", n % 7), n.to_string());
        }
        folder.put("03/bad.toml", b"\xff");
        let (paths, problems) = folder.read();
        assert_eq!((paths.len(), problems.len()), (MANY + 20, 1));
        assert!(paths.is_sorted());
        let (map, _) = read(&folder.0).unwrap();
        assert_eq!(map.text("06/13.toml"), Some("13"));
    }

    #[test]
    fn a_bad_encoding_is_placed() {
        let folder = Folder::new("encoding");
        folder.put("x.toml", b"a = 1\nb = \"\xc3\xa9\xe9\"\n");
        folder.put("y.toml", b"\xff\xfea\0");
        let (_, problems) = read(&folder.0).unwrap();
        assert_eq!(problems[0].seen, Some((13, "a = 1\nb = \"\u{e9}\u{fffd}\"\n".into())));
        assert_eq!(problems[0].what, "byte 0xe9 is not UTF-8");
        assert_eq!(problems[1].help, "it looks like UTF-16: save it as UTF-8");
    }

    #[test]
    fn size_and_depth_are_bounded() {
        let folder = Folder::new("bounds");
        folder.put("fits.toml", vec![b' '; MAX_BYTES as usize]);
        folder.put("large.toml", vec![b' '; MAX_BYTES as usize + 1]);
        folder.put(&format!("{}deep.toml", "d/".repeat(MAX_FOLDERS)), "");
        folder.put(&format!("{}deeper.toml", "e/".repeat(MAX_FOLDERS + 1)), "");
        folder.put("folder.toml/inside.toml", "");
        let (paths, problems) = folder.read();
        assert_eq!(paths, [format!("{}deep.toml", "d/".repeat(MAX_FOLDERS)), "fits.toml".into()]);
        let deep = vec!["e"; MAX_FOLDERS + 1].join("/");
        let expected = [
            (deep, ProblemKind::Depth),
            ("folder.toml".into(), ProblemKind::Folder),
            ("large.toml".into(), ProblemKind::Size),
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_root_that_is_no_folder_is_an_error_that_names_it() {
        let folder = Folder::new("root");
        folder.put("x.toml", "");
        let error = read(&folder.0.join("x.toml")).unwrap_err();
        assert!(error.to_string().ends_with("x.toml is not a folder"), "{error}");
        let error = read(&folder.0.join("absent")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        assert!(error.to_string().contains("absent"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_special_files_are_named_and_never_opened() {
        use std::os::unix::fs::symlink;
        let folder = Folder::new("links");
        let outside = Folder::new("outside");
        outside.put("secret.toml", "x = 1");
        outside.put("readme.md", "x");
        folder.put("a.toml", "");
        symlink(outside.0.join("secret.toml"), folder.0.join("file.toml")).unwrap();
        symlink(&outside.0, folder.0.join("folder")).unwrap();
        symlink(".", folder.0.join("loop")).unwrap();
        symlink("self.toml", folder.0.join("self.toml")).unwrap();
        symlink("absent", folder.0.join("dangling")).unwrap();
        symlink(outside.0.join("readme.md"), folder.0.join("readme.md")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.0.join("socket.toml")).unwrap();
        let (paths, problems) = folder.read();
        assert_eq!(paths, ["a.toml"]);
        let names: Vec<_> = problems.iter().map(|(path, kind)| (path.as_str(), *kind)).collect();
        let links = ["dangling", "file.toml", "folder", "loop", "self.toml"].map(|p| (p, ProblemKind::Link));
        assert_eq!(names[..5], links);
        assert_eq!(names[5..], [("socket.toml", ProblemKind::Special)]);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_does_not_hang_the_reading() {
        let folder = Folder::new("pipe");
        let made = std::process::Command::new("mkfifo").arg(folder.0.join("pipe.toml")).status();
        if !made.is_ok_and(|s| s.success()) {
            return;
        }
        assert_eq!(folder.read(), (vec![], vec![("pipe.toml".into(), ProblemKind::Special)]));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf8_is_named() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = Folder::new("names");
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.toml");
        if fs::write(folder.0.join(name), "").is_ok() {
            assert_eq!(folder.read(), (vec![], vec![("caf\u{fffd}.toml".into(), ProblemKind::Encoding)]));
        }
    }
}
