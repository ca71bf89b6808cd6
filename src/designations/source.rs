//! From bytes to parties: unpacks gzip and zip, tells the layout from the first bytes, and hands over to its reader.

use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::guard::{Count, Counted, Guard, Seen};
use super::party::{Depth, Flaw, Head, Party};
use super::{rows, xml};

/// The most that a zip archive from a stream may hold: its directory stands at its end, so it is kept.
const STREAMED_ZIP: u64 = 256 << 20;
/// How many bytes the layout is told from.
const LOOK: usize = 4096;

/// Input in which one can go back.
pub trait Seekable: Read + Seek {}
impl<T: Read + Seek> Seekable for T {}

/// Where a list comes from.
pub enum Source<'a> {
    /// A file.
    File(Box<dyn Seekable + 'a>),
    /// A stream, as stdin is.
    Stream(Box<dyn Read + 'a>),
}

/// What is done with each party.
pub(super) type Each<'e> = &'e mut dyn FnMut(&Party<'_>) -> Result<(), Flaw>;

/// Reads a list, giving each party to `each`. Memory does not grow with the list, except that of the advanced XML,
/// which names its parties long before it lists them.
///
/// # Errors
/// The first thing that is wrong, with its row; nothing is skipped.
pub fn read(source: Source<'_>, depth: Depth, each: Each<'_>) -> Result<Head, Flaw> {
    let whole = |error: io::Error| Flaw::of_input("", &error);
    match source {
        Source::File(mut file) => {
            let magic = look(&mut file, 4).map_err(whole)?;
            file.seek(SeekFrom::Start(0)).map_err(whole)?;
            if is_zip(&magic) { unzip(file, depth, each) } else { unpack(&magic, file, depth, each) }
        }
        Source::Stream(mut stream) => {
            let magic = look(&mut stream, 4).map_err(whole)?;
            let input = Cursor::new(magic.clone()).chain(stream);
            if !is_zip(&magic) {
                return unpack(&magic, input, depth, each);
            }
            let mut kept = Vec::new();
            input.take(STREAMED_ZIP + 1).read_to_end(&mut kept).map_err(whole)?;
            if kept.len() as u64 > STREAMED_ZIP {
                let what = format!("a zip archive from a stream may hold {} MiB", STREAMED_ZIP >> 20);
                return Err(Flaw::new("", what).help("name the file instead"));
            }
            unzip(Cursor::new(kept), depth, each)
        }
    }
}

fn is_zip(magic: &[u8]) -> bool {
    magic.starts_with(b"PK")
}

fn unpack(magic: &[u8], input: impl Read, depth: Depth, each: Each<'_>) -> Result<Head, Flaw> {
    if magic.starts_with(&[0x1f, 0x8b]) {
        let count = Count::default();
        let packed = BufReader::with_capacity(64 << 10, Counted(input, count.clone()));
        text(MultiGzDecoder::new(packed), Some(count), depth, each)
    } else {
        text(input, None, depth, each)
    }
}

fn unzip(input: impl Seekable, depth: Depth, each: Each<'_>) -> Result<Head, Flaw> {
    let wrong = |error: zip::result::ZipError| {
        Flaw::new("", format!("the zip archive cannot be read: {error}")).help("download it again")
    };
    let mut archive = ZipArchive::new(BufReader::new(input)).map_err(wrong)?;
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(wrong)?;
        if !file.is_dir() {
            found.push((at, file.name().map_err(wrong)?.into_owned()));
        }
    }
    let [(at, _)] = found.as_slice() else {
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).take(6).collect();
        let what = format!("the zip archive holds {} files, not one: {}", found.len(), names.join(", "));
        return Err(Flaw::new("", what).help("unpack the one that is meant and name it"));
    };
    let file = archive.by_index(*at).map_err(wrong)?;
    let count = Count::of(file.compressed_size());
    text(file, Some(count), depth, each)
}

/// The first bytes, fewer only where the input is shorter.
fn look(input: &mut impl Read, bytes: usize) -> io::Result<Vec<u8>> {
    let mut first = Vec::with_capacity(bytes);
    input.take(bytes as u64).read_to_end(&mut first)?;
    Ok(first)
}

fn text(input: impl Read, packed: Option<Count>, depth: Depth, each: Each<'_>) -> Result<Head, Flaw> {
    let (mut input, seen) = Guard::new(input, packed);
    let mut first = look(&mut input, LOOK).map_err(|error| Flaw::of_input("", &error))?;
    // With its mark, or with every other byte of plain letters nought.
    if matches!(
        first.as_slice(),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=255, 0, 1..=255, ..] | [1..=255, 0, 1..=255, 0, ..]
    ) {
        return Err(Flaw::new("", "the file is UTF-16, and lists are read as UTF-8")
            .help("convert it: `iconv -f UTF-16 -t UTF-8 FILE`"));
    }
    if first.starts_with(b"\xef\xbb\xbf") {
        first.drain(..3);
    }
    let start = first.iter().copied().find(|byte| !byte.is_ascii_whitespace());
    match start {
        None => Err(Flaw::new("", "the file is empty")),
        Some(b'<') => {
            xml::read(BufReader::with_capacity(64 << 10, Cursor::new(first).chain(input)), depth, seen, each)
        }
        Some(_) => csv(first, input, depth, seen, each),
    }
}

fn csv(first: Vec<u8>, rest: impl Read, depth: Depth, seen: Seen, each: Each<'_>) -> Result<Head, Flaw> {
    if first.contains(&0) {
        return Err(Flaw::new("", "the file is neither CSV, XML, gzip nor zip"));
    }
    rows::read(Cursor::new(first).chain(rest), depth, seen, each)
}
