//! The parts of the archive that are the same for every document, and the archive itself.

use super::{BULLETS, DEEPEST, STEP, Writer, quote};
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = include_str!("styles.xml");

const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";

/// The parts of the main document other than itself: file stem, relationship and content type.
const PARTS: [&str; 5] = ["styles", "numbering", "settings", "footnotes", "footer"];

/// Packs the parts into an archive with fixed times and order.
pub(super) fn pack(title: &str, writer: &Writer) -> io::Result<Vec<u8>> {
    let files = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relationships()),
        ("docProps/core.xml", core(title)),
        ("word/document.xml", document(&writer.body)),
        ("word/_rels/document.xml.rels", document_relationships(&writer.body_links)),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/numbering.xml", numbering(writer.ordered_lists)),
        ("word/settings.xml", settings()),
        ("word/footnotes.xml", footnotes(&writer.notes)),
        ("word/_rels/footnotes.xml.rels", relationships(&links(&writer.note_links))),
        ("word/footer.xml", footer(title)),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut out = format!(
        "{XML}{CONTENT_TYPES}<Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/>"
    );
    for part in PARTS {
        out.push_str(&format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{word}.{part}+xml\"/>"));
    }
    out + "</Types>"
}

fn relationships(content: &str) -> String {
    format!("{XML}<Relationships xmlns=\"{RELATIONSHIPS}\">{content}</Relationships>")
}

fn package_relationships() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relationships(&format!(
        "<Relationship Id=\"document\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"core\" Type=\"{core}\" Target=\"docProps/core.xml\"/>"
    ))
}

fn document_relationships(addresses: &[String]) -> String {
    let mut out = String::new();
    for part in PARTS {
        out.push_str(&format!(
            "<Relationship Id=\"{part}\" Type=\"{OFFICE}/{part}\" Target=\"{part}.xml\"/>"
        ));
    }
    relationships(&(out + &links(addresses)))
}

fn links(addresses: &[String]) -> String {
    let link = |(i, url): (usize, &String)| {
        let url = quote(url);
        format!(
            "<Relationship Id=\"link{i}\" Type=\"{OFFICE}/hyperlink\" Target=\"{url}\" TargetMode=\"External\"/>"
        )
    };
    addresses.iter().enumerate().map(link).collect()
}

fn core(title: &str) -> String {
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>en-US</dc:language>\
         </cp:coreProperties>",
        quote(title)
    )
}

fn document(body: &str) -> String {
    format!(
        "{XML}<w:document {SPACES}><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
         <w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1296\" w:right=\"1440\" w:bottom=\"1296\" \
         w:left=\"1440\" w:header=\"720\" w:footer=\"576\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

/// The shared list of bullets and one list for each ordered list, each starting at one.
fn numbering(ordered_lists: usize) -> String {
    let mut out = format!("{XML}<w:numbering {SPACES}>");
    for (id, ordered) in [(0, false), (1, true)] {
        out.push_str(&format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        ));
        for level in 0..=DEEPEST {
            let (format, text) = match (ordered, level % 3) {
                (true, _) => ("decimal", format!("%{}.", level + 1)),
                (false, 0) => ("bullet", "•".to_owned()),
                (false, 1) => ("bullet", "–".to_owned()),
                (false, _) => ("bullet", "·".to_owned()),
            };
            out.push_str(&format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" \
                 w:hanging=\"{STEP}\"/></w:pPr></w:lvl>",
                (level + 1) * STEP
            ));
        }
        out.push_str("</w:abstractNum>");
    }
    out.push_str(&format!("<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>"));
    for list in 1..=ordered_lists {
        out.push_str(&format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/>", BULLETS + list));
        for level in 0..=DEEPEST {
            out.push_str(&format!(
                "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
            ));
        }
        out.push_str("</w:num>");
    }
    out + "</w:numbering>"
}

fn settings() -> String {
    format!(
        "{XML}<w:settings {SPACES}><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat></w:settings>"
    )
}

fn footnotes(notes: &str) -> String {
    let line = "<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r>";
    format!(
        "{XML}<w:footnotes {SPACES}><w:footnote w:type=\"separator\" w:id=\"-1\">{line}<w:separator/></w:r></w:p>\
         </w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\">{line}<w:continuationSeparator/>\
         </w:r></w:p></w:footnote>{notes}</w:footnotes>"
    )
}

/// The title and the page's number under every page.
fn footer(title: &str) -> String {
    let title: String = title.chars().take(120).collect();
    let field =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{XML}<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t>\
         </w:r><w:r><w:tab/></w:r>{}<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{}</w:p></w:ftr>",
        quote(&title),
        field("PAGE"),
        field("NUMPAGES")
    )
}
