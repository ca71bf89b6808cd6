//! What every writer must hold for any document, however hostile its strings.

use super::text::Style;
use super::*;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// Strings that would do harm if any writer let them through.
pub(super) const HOSTILE: &[&str] = &[
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "<script>alert(1)</script>",
    "a | b | c",
    "=HYPERLINK(\"http://evil\",\"x\")",
    "#import \"/etc/passwd\"; #eval(\"1\")",
    "]]> <![CDATA[ & </w:t>",
    "right\u{200f}to\u{202e}left",
    "nul\0byte \u{fffe}\u{ffff}",
    "\\\"); #panic(\"x\") //",
    "javascript:alert(1)",
    "``` ` ~~~ \\",
    "- item\n# heading\n\n> quote\n1. x",
    "𝒳 制裁 e\u{301}\u{301} مرحبا 👩\u{200d}👩\u{200d}👧",
    "",
    " ",
];

/// A document with `text` in every place that takes a string.
pub(super) fn everywhere(text: &str) -> Doc {
    let phrase = || {
        Phrase::from(text)
            .strong(text)
            .emphasis(text)
            .code(text)
            .toned(Tone::Review, text)
            .link(text, text)
            .cite(Cite::new(text, text).at(text))
            .cite(Cite::new(text, text).at(format!("https://x.gov/{text}")))
    };
    let mut table = Table::new([Column::new(phrase()), Column::new(text).right().importance(3)])
        .caption(phrase())
        .named(text)
        .when_empty(text);
    table.group(phrase());
    table.row_with([phrase(), Phrase::from(Cite::new(text, text))], vec![("owner", text.to_owned())]);
    let mut doc = Doc::new(text);
    doc.heading(1, phrase()).paragraph(phrase()).push(Block::anchored(9, text, text));
    doc.push(Block::list(true, [vec![Block::paragraph(phrase()), Block::bullets([text, text])], vec![]]));
    doc.push(table);
    doc.push(Block::Tree(vec![TreeNode::new(phrase()).with([TreeNode::new(text)])]));
    doc.push(Block::Definitions(vec![Definition::new(phrase(), phrase()), Definition::of(text, vec![])]));
    doc.push(Block::Callout(Callout::Contested, vec![Block::paragraph(phrase()), Block::Rule]));
    doc.push(Block::Receipt(vec![phrase(), text.into()]));
    doc
}

/// The tables of a document as any reader should give them back: words alone, without notes and group headings.
pub(super) fn plain_tables(doc: &Doc) -> Vec<read::Sheet> {
    let cell = |phrase: &Phrase| {
        let words = match phrase.noted() {
            Some(pieces) => pieces.into_iter().filter(|piece| !matches!(piece, Inline::Cite(_))).collect(),
            None => phrase.spaced(),
        };
        let words: String = words.iter().map(|piece| visible::shown(piece.words()).into_owned()).collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let sheet = |table: &&Table| {
        let rows = table.rows.iter().filter_map(|row| match row {
            Row::Cells { cells, .. } => Some(cells.iter().map(cell).collect::<Vec<String>>()),
            Row::Group(_) => None,
        });
        let rows = rows.filter(|row| row.iter().skip(1).any(|cell| !cell.is_empty()));
        let header = table.columns.iter().map(|column| cell(&column.header));
        read::Sheet { caption: cell(&table.caption), header: header.collect(), rows: rows.collect() }
    };
    doc.tables().iter().map(sheet).collect()
}

/// A word of 100,000 characters in a paragraph and in a cell.
pub(super) fn long_word() -> Doc {
    let word = "x".repeat(100_000);
    let mut table = Table::new(["id", "long"].map(Column::new));
    table.row(["a".into(), word.as_str().into()]);
    let mut doc = Doc::new("Long");
    doc.paragraph(word.as_str()).push(table);
    doc
}

/// No line is too wide and nothing but newlines and, with colour, our own codes is a control character.
fn check_text(doc: &Doc, style: &Style) {
    let text = text::write(doc, style);
    let mut bare = text.clone();
    if style.color {
        for code in ["0", "1", "2", "3", "31", "32", "33", "36"] {
            bare = bare.replace(&format!("\u{1b}[{code}m"), "");
        }
    }
    assert!(!bare.chars().any(|c| c.is_control() && c != '\n'), "control character in {bare:?}");
    assert!(style.unicode || bare.is_ascii(), "not ASCII: {bare:?}");
    for line in bare.lines() {
        let width = UnicodeWidthStr::width(line);
        assert!(width <= style.width.max(Style::NARROWEST), "{width} columns at {}: {line:?}", style.width);
        assert_eq!(line, line.trim_end_matches(' '), "space at the end");
    }
    assert_eq!(text, text::write(doc, style));
}

#[test]
fn hostile_text_stays_text_in_a_terminal() {
    for text in HOSTILE {
        for width in [1, 20, 33, 40, 80, 200] {
            for (color, unicode) in [(true, true), (false, true), (false, false)] {
                check_text(&everywhere(text), &Style { width, color, unicode });
            }
        }
    }
    check_text(&everywhere(&"x".repeat(5_000)), &Style::PIPE);
    check_text(&long_word(), &Style::PIPE);
}

#[test]
fn the_same_tables_are_found_anywhere() {
    let mut doc = Doc::new("t");
    let table = |name: &str| Table::new([Column::new("c")]).named(name);
    doc.push(Block::Callout(Callout::Note, vec![table("a").into()]));
    doc.push(Block::list(false, [vec![table("b").into()]]));
    doc.push(Block::Definitions(vec![Definition::of("t", vec![table("c").into()])]));
    let names: Vec<_> = doc.tables().iter().map(|table| table.name.clone().unwrap_or_default()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert!(doc.table("c").is_some() && doc.table("d").is_none());
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,9}( [a-z0-9/-]{1,30}){0,8}",
        "\\PC{0,40}",
        any::<String>(),
        proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        "[一-龥]{1,60}",
        "[a-z]{60,120}",
    ]
}

fn phrase() -> impl Strategy<Value = Phrase> {
    let inline = prop_oneof![
        words().prop_map(Inline::Text),
        words().prop_map(Inline::Strong),
        words().prop_map(Inline::Code),
        words().prop_map(|w| Inline::Toned(Tone::Conditional, w)),
        words().prop_map(|w| Inline::Cite(Cite::new(w.clone(), w.clone()).at(w))),
    ];
    prop::collection::vec(inline, 0..4).prop_map(Phrase)
}

fn table() -> impl Strategy<Value = Table> {
    let column = (phrase(), 0..40usize, prop_oneof![Just(1u8), Just(2), Just(Column::ESSENTIAL)]).prop_map(
        |(header, min, importance)| Column::new(header).min_width(min).importance(importance).center(),
    );
    let row = prop_oneof![
        1 => phrase().prop_map(Row::Group),
        4 => prop::collection::vec(phrase(), 0..6).prop_map(|cells| Row::Cells { cells, facets: vec![] }),
    ];
    (prop::collection::vec(column, 0..6), prop::collection::vec(row, 0..5), phrase())
        .prop_map(|(columns, rows, caption)| Table { rows, ..Table::new(columns).caption(caption) })
}

fn tree() -> impl Strategy<Value = TreeNode> {
    phrase().prop_map(TreeNode::new).prop_recursive(6, 12, 3, |node| {
        (phrase(), prop::collection::vec(node, 0..3))
            .prop_map(|(label, nodes)| TreeNode::new(label).with(nodes))
    })
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        (0..7u8, phrase()).prop_map(|(level, text)| Block::heading(level, text)),
        phrase().prop_map(Block::Paragraph),
        table().prop_map(Block::Table),
        tree().prop_map(|root| Block::Tree(vec![root])),
        prop::collection::vec(phrase(), 0..3).prop_map(Block::Receipt),
        Just(Block::Rule),
    ];
    leaf.prop_recursive(8, 16, 3, |block| {
        let blocks = || prop::collection::vec(block.clone(), 0..3);
        prop_oneof![
            (any::<bool>(), prop::collection::vec(blocks(), 0..3))
                .prop_map(|(o, items)| Block::list(o, items)),
            blocks().prop_map(|blocks| Block::Callout(Callout::Note, blocks)),
            prop::collection::vec((phrase(), blocks()), 0..3).prop_map(|all| {
                Block::Definitions(
                    all.into_iter().map(|(term, blocks)| Definition::of(term, blocks)).collect(),
                )
            }),
        ]
    })
}

fn doc() -> impl Strategy<Value = Doc> {
    (words(), prop::collection::vec(block(), 0..5)).prop_map(|(title, blocks)| Doc { title, blocks })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_too_wide(doc in doc(), width in 1..120usize, color: bool, unicode: bool) {
        check_text(&doc, &Style { width, color, unicode });
        check_text(&doc, &Style { width: 80, color, unicode });
    }
}

#[test]
fn hostile_text_stays_text_on_a_page() {
    let known = [
        "h1", "h2", "h3", "h6", "p", "strong", "em", "code", "span", "cite", "a", "ol", "ul", "li", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "div", "dl", "dt", "dd", "hr",
    ];
    for text in HOSTILE {
        let html = html::fragment(&everywhere(text).blocks, &|id| Some(format!("records/{id}.html")));
        assert!(!html.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}' || c == '\u{200f}'));
        for tag in html.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
            assert!(known.contains(&name), "a foreign tag <{tag} from {text:?}");
        }
        assert!(!html.contains("href=\"javascript:"), "{html}");
        let quotes = html.split('<').skip(1).filter_map(|tag| tag.split('>').next());
        assert!(quotes.into_iter().all(|tag| tag.matches('"').count() % 2 == 0), "{html}");
    }
}

#[test]
fn hostile_text_stays_text_in_typst() {
    let code = |text: &str| {
        let source = typst::write(&everywhere(text));
        assert!(!source.chars().any(|c| c.is_control() && c != '\n'));
        // The widths of columns follow the text.
        let code = without_literals(&source).replace("#link()[#]", "#");
        code.split("columns: (")
            .map(|part| part.split_once("fr,)").map_or(part, |(_, rest)| rest))
            .collect::<String>()
    };
    for text in HOSTILE.iter().filter(|text| !text.trim().is_empty()) {
        assert_eq!(code(text), code("word"), "{text:?} became code");
    }
}

/// Typst source with all string literals taken out.
fn without_literals(source: &str) -> String {
    let (mut out, mut inside, mut chars) = (String::new(), false, source.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' if inside => drop(chars.next()),
            '"' => inside = !inside,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    assert!(!inside, "a literal does not end");
    out
}

#[test]
fn hostile_text_stays_text_in_markdown_and_csv() {
    for text in HOSTILE {
        let doc = everywhere(text);
        let markdown = markdown::write(&doc);
        assert!(!markdown.chars().any(|c| c.is_control() && c != '\n'));
        let outside = without_code(&markdown).replace("<!-- -->", "").replace("(<https://", "(");
        assert!(!outside.contains('<'), "{outside}");
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        let rows = markdown.lines().filter(|line| line.starts_with("| ") && line.ends_with(" |"));
        assert!(rows.clone().count() == 4 && rows.into_iter().all(|line| cells(line) == 3), "{markdown}");
        let csv = csv::write(doc.tables()[0]);
        assert!(csv.lines().all(|line| !line.starts_with(['=', '+', '-', '@'])), "{csv}");
        assert_eq!(csv.matches("\r\n").count(), 2);
        assert!(!csv.chars().any(|c| c.is_control() && c != '\n' && c != '\r'));
    }
}

/// Markdown with its code spans taken out.
fn without_code(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some(start) = rest.find('`') {
        if rest[..start].ends_with('\\') {
            out.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        }
        out.push_str(&rest[..start]);
        let fence: String = rest[start..].chars().take_while(|c| *c == '`').collect();
        let body = &rest[start + fence.len()..];
        let ends = body.match_indices(&fence).map(|(i, _)| i);
        let alone = |i: &usize| !body[i + fence.len()..].starts_with('`') && !body[..*i].ends_with('`');
        let end = ends.into_iter().find(alone).unwrap_or_else(|| panic!("a code span does not end: {body}"));
        rest = &body[end + fence.len()..];
    }
    out + rest
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_writer_takes_any_document(doc in doc()) {
        without_literals(&typst::write(&doc));
        assert_eq!(html::page(&doc, &html::Frame::default()), html::page(&doc, &html::Frame::default()));
        assert_eq!(markdown::write(&doc), markdown::write(&doc));
        for table in doc.tables() {
            csv::write(table);
        }
    }
}
