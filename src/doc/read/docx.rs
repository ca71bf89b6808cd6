//! Word-processing files: the tables of the main part, the caption before one by its style, and the words.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Said, tidy};

/// The longest main part that is read, so that a small archive cannot fill the memory.
const LONGEST: u64 = 256 << 20;

/// Reads tables and words.
pub(super) fn read(bytes: &[u8]) -> Result<Said, String> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is no archive: {error}"))?;
    let part =
        archive.by_name("word/document.xml").map_err(|_| "it has no `word/document.xml`".to_owned())?;
    let mut xml = String::new();
    let read = part.take(LONGEST + 1).read_to_string(&mut xml);
    read.map_err(|error| format!("its main part cannot be unpacked: {error}"))?;
    if xml.len() as u64 > LONGEST {
        return Err(format!("its main part is longer than {} MB", LONGEST >> 20));
    }
    parse(&xml)
}

fn parse(xml: &str) -> Result<Said, String> {
    let mut said = Said::default();
    let mut reader = Reader::from_str(xml);
    let (mut rows, mut row): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut words, mut cell, mut caption) = (String::new(), String::new(), String::new());
    let (mut in_text, mut depth, mut is_caption) = (false, 0_usize, false);
    loop {
        let event = reader.read_event().map_err(|error| format!("its main part is no XML: {error}"))?;
        match event {
            Event::Eof => return Ok(said),
            Event::Start(tag) => match tag.name().as_ref() {
                "w:t" => in_text = true,
                "w:tbl" => depth += 1,
                "w:p" => is_caption = false,
                _ => {}
            },
            Event::Empty(tag) if tag.name().as_ref() == "w:pStyle" => {
                is_caption = tag.attributes().flatten().any(|a| a.value.as_ref() == "Caption");
            }
            Event::Empty(tag) if matches!(tag.name().as_ref(), "w:tab" | "w:br") => words.push(' '),
            Event::Text(text) if in_text => {
                words.push_str(&text.xml10_content());
            }
            Event::GeneralRef(name) if in_text => {
                let name = name.xml10_content();
                words.push_str(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or("\u{fffd}"));
            }
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => in_text = false,
                "w:p" => {
                    said.line(&words);
                    let taken = tidy(&std::mem::take(&mut words));
                    if depth > 0 {
                        cell.push_str(&taken);
                        cell.push(' ');
                    } else if is_caption || !taken.is_empty() {
                        caption = if is_caption { taken } else { String::new() };
                    }
                }
                "w:tc" if depth == 1 => row.push(tidy(&std::mem::take(&mut cell))),
                "w:tr" if depth == 1 => rows.push(std::mem::take(&mut row)),
                "w:tbl" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        said.table(&caption, std::mem::take(&mut rows));
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}
