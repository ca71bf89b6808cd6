//! XML lists: walks the elements without keeping the tree, and leaves what they mean to the reader of each schema.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::advanced_xml::Advanced;
use super::guard::Seen;
use super::party::{Depth, Flaw, Head};
use super::sdn_xml::SdnXml;
use super::source::Each;

/// How deep elements may lie in one another; the published schemas stay below 20.
const DEPTH: usize = 64;

/// The names of the elements that are open, outermost first.
#[derive(Default)]
pub(super) struct Path {
    names: String,
    starts: Vec<usize>,
}

impl Path {
    fn push(&mut self, name: &str) {
        self.starts.push(self.names.len());
        self.names.push_str(name);
    }

    fn pop(&mut self) {
        if let Some(start) = self.starts.pop() {
            self.names.truncate(start);
        }
    }

    /// The element itself.
    pub(super) fn last(&self) -> &str {
        self.starts.last().map_or("", |start| &self.names[*start..])
    }

    /// What it stands in.
    pub(super) fn parent(&self) -> &str {
        match self.starts.as_slice() {
            [.., from, to] => &self.names[*from..*to],
            _ => "",
        }
    }
}

/// What reads the elements of one schema.
pub(super) trait Elements {
    /// An element begins.
    fn open(&mut self, path: &Path, start: &BytesStart<'_>) -> Result<(), String>;
    /// An element ends; `text` is what stands in it directly. Whether an entry of the list is complete with it.
    fn close(&mut self, path: &Path, text: &str, each: Each<'_>) -> Result<bool, Flaw>;
    /// The file is whole.
    fn end(self: Box<Self>) -> Result<Head, Flaw>;
    /// Where one is, in words.
    fn place(&self) -> String;
}

pub(super) fn read(input: impl BufRead, depth: Depth, seen: Seen, each: Each<'_>) -> Result<Head, Flaw> {
    let mut reader = Reader::from_reader(input);
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut path, mut text) = (Vec::new(), Path::default(), String::new());
    let mut elements: Option<Box<dyn Elements>> = None;
    loop {
        buffer.clear();
        let at = reader.buffer_position();
        let place = |elements: &Option<Box<dyn Elements>>| match elements {
            Some(elements) => format!("{} (byte {at})", elements.place()),
            None => format!("byte {at}"),
        };
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => return Err(flaw(place(&elements), &error)),
        };
        match event {
            Event::Start(start) => {
                let name = start.local_name();
                if path.starts.len() >= DEPTH {
                    return Err(Flaw::new(place(&elements), format!("elements lie more than {DEPTH} deep")));
                }
                path.push(name.as_ref());
                text.clear();
                let reading = match &mut elements {
                    Some(reading) => reading,
                    None => elements.insert(root(name.as_ref(), depth)?),
                };
                if let Err(what) = reading.open(&path, &start) {
                    return Err(Flaw::new(place(&elements), what));
                }
            }
            Event::End(_) => {
                if let Some(reading) = &mut elements {
                    let done = reading.close(&path, text.trim(), each);
                    if done.map_err(|flaw| Flaw { place: place(&elements), ..flaw })? {
                        seen.entry_done();
                    }
                }
                path.pop();
                text.clear();
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                match (reference.resolve_char_ref(), resolve_predefined_entity(&name)) {
                    (Ok(Some(letter)), _) => text.push(letter),
                    (_, Some(letter)) => text.push_str(letter),
                    _ => {
                        let what = format!("`&{name};` is no entity that XML defines");
                        return Err(Flaw::new(place(&elements), what));
                    }
                }
            }
            Event::DocType(_) => {
                return Err(Flaw::new(
                    place(&elements),
                    "the file declares a document type, as no list does",
                ));
            }
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                if let Some(other) = encoding.filter(|name| !name.eq_ignore_ascii_case("utf-8")) {
                    return Err(Flaw::new(
                        "",
                        format!("the file says it is in {other}, and lists are read as UTF-8"),
                    )
                    .help("convert it, and mend its first line"));
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
        }
    }
    match elements {
        Some(elements) if path.starts.is_empty() => elements.end(),
        Some(elements) => {
            let what = format!("the file ends inside `{}`: it is cut off", path.last());
            Err(Flaw::new(elements.place(), what).help("download it again"))
        }
        None => Err(Flaw::new("", "the file holds no element")),
    }
}

/// The reader of the schema that has this root.
fn root(name: &str, depth: Depth) -> Result<Box<dyn Elements>, Flaw> {
    match name {
        "sdnList" => Ok(Box::new(SdnXml::new(depth))),
        "Sanctions" => Ok(Box::new(Advanced::new(depth))),
        other => Err(Flaw::new("", format!("`{other}` is the root of no list that is known")).help(
            "what is read has the root `sdnList` (`sdn.xml`, `consolidated.xml`) or `Sanctions` (the advanced XML)",
        )),
    }
}

fn flaw(place: String, error: &Error) -> Flaw {
    match error {
        Error::Io(error) => Flaw::of_input(place, error),
        Error::Encoding(_) => Flaw::new(place, "the text is not UTF-8")
            .help("convert the file: `iconv -f WINDOWS-1252 -t UTF-8 FILE`"),
        other => Flaw::new(place, format!("the XML is not well formed: {other}")),
    }
}
