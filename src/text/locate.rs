//! From a JSON pointer to the bytes of the key and value it names.
//!
//! A [`Locator`] is made for a file that has a finding, and parses it once however many findings there are. A pointer to
//! something absent finds its nearest ancestor, which is where a missing key is to be shown. It leaves lines and columns
//! to `diag`, which counts them from the bytes.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::parse::{Tree, parse, recovered};

/// Where the thing a pointer names stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spans {
    /// The pointer of what was found: the one asked for, or its nearest ancestor that exists.
    pub pointer: String,
    /// Whether that is the one asked for.
    pub exact: bool,
    /// The bytes of the key, if the thing has one (the root and items of a list have none).
    pub key: Option<Range<usize>>,
    /// The bytes of the value; for a table with a header, of the header; for the root, of the whole text.
    pub value: Range<usize>,
    /// The header (`[name]` or `[[name]]`) of the nearest table around it that has one, itself included.
    pub header: Option<Range<usize>>,
    /// What to underline: the value of something exact, the header or key of an ancestor, the first key of a file.
    pub mark: Range<usize>,
}

/// The places in one text.
#[derive(Debug)]
pub struct Locator<'t> {
    text: &'t str,
    tree: OnceCell<Option<Tree<'t>>>,
    first: OnceCell<Option<Range<usize>>>,
}

impl<'t> Locator<'t> {
    /// A locator for this text; it is parsed when first asked.
    pub fn new(text: &'t str) -> Self {
        Self { text, tree: OnceCell::new(), first: OnceCell::new() }
    }

    /// Finds what a JSON pointer (RFC 6901; "" is the whole file) names, or its nearest ancestor.
    pub fn locate(&self, pointer: &str) -> Spans {
        let tree = self.tree.get_or_init(|| parse(self.text).ok().or_else(|| recovered(self.text)));
        let Some(root) = tree else {
            return Spans { exact: pointer.is_empty(), ..self.root(None) };
        };
        let mut spans = self.root(Some(root.get_ref()));
        let mut here = At::Table(root.get_ref());
        let mut rest = pointer;
        while let Some(tail) = rest.strip_prefix('/') {
            let part = tail.split('/').next().unwrap_or_default();
            let Some((key, value)) = here.child(&unescaped(part)) else { break };
            rest = &tail[part.len()..];
            spans.pointer = pointer[..pointer.len() - rest.len()].to_owned();
            spans.key = key.map(Spanned::span);
            spans.value = value.span();
            if self.text.get(value.span()).is_some_and(|v| v.starts_with('[')) && has_header(value) {
                spans.header = Some(value.span());
            }
            here = At::of(value);
        }
        spans.exact = rest.is_empty();
        spans.mark = match (&here, spans.pointer.is_empty()) {
            (_, true) => spans.mark,
            (At::Scalar, _) => spans.value.clone(),
            _ if spans.header.as_ref() == Some(&spans.value) => spans.value.clone(),
            _ => spans.key.clone().unwrap_or_else(|| spans.value.clone()),
        };
        spans
    }

    fn root(&self, table: Option<&DeTable<'_>>) -> Spans {
        // Looked for once: a file can have as many findings as keys.
        let first = || table.and_then(|t| t.keys().map(Spanned::span).min_by_key(|span| span.start));
        let first = self.first.get_or_init(first).clone();
        let mark = first.unwrap_or_else(|| 0..self.text.lines().next().map_or(0, str::len));
        Spans {
            pointer: String::new(),
            exact: true,
            key: None,
            value: 0..self.text.len(),
            header: None,
            mark,
        }
    }
}

/// What a pointer has come to.
enum At<'a, 't> {
    Table(&'a DeTable<'t>),
    List(&'a [Spanned<DeValue<'t>>]),
    Scalar,
}

type Entry<'a, 't> = (Option<&'a Spanned<DeString<'t>>>, &'a Spanned<DeValue<'t>>);

impl<'a, 't> At<'a, 't> {
    fn of(value: &'a Spanned<DeValue<'t>>) -> Self {
        match value.get_ref() {
            DeValue::Table(table) => Self::Table(table),
            DeValue::Array(list) => Self::List(list),
            _ => Self::Scalar,
        }
    }

    fn child(&self, part: &str) -> Option<Entry<'a, 't>> {
        match self {
            Self::Table(table) => table.get_key_value(part).map(|(key, value)| (Some(key), value)),
            Self::List(list) => Some((None, list.get(part.parse::<usize>().ok()?)?)),
            Self::Scalar => None,
        }
    }
}

/// Whether a value whose text begins with `[` is a table with a header, or a list of such.
fn has_header(value: &Spanned<DeValue<'_>>) -> bool {
    match value.get_ref() {
        DeValue::Table(_) => true,
        DeValue::Array(list) => {
            list.first().is_some_and(|item| item.get_ref().is_table() && item.span() == value.span())
        }
        _ => false,
    }
}

fn unescaped(part: &str) -> Cow<'_, str> {
    if part.contains('~') { part.replace("~1", "/").replace("~0", "~").into() } else { part.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "#:schema x.json\n\nid = \"\u{e9}o-14066\"\n\n[[measure]]\nid = 'a'\nunder = { law = 'x', at = [1, 22] }\n\
                        \n[[measure]]\nid = 'b'\nbasis.kind = 'y'\n\n[measure.limit]\ndays = 30\n\n[source.\"a/b\"]\nurl = 'u'\n";

    /// Key, value, header and mark of what a pointer finds, as texts, with the pointer when it is another.
    fn found(pointer: &str) -> String {
        let spans = Locator::new(TEXT).locate(pointer);
        let at = |range: &Option<Range<usize>>| range.clone().map_or("-", |r| &TEXT[r]).to_owned();
        let short = |text: &str| text.chars().take(20).collect::<String>();
        let rest = if spans.exact { String::new() } else { format!(" ({})", spans.pointer) };
        let (value, mark) = (short(&TEXT[spans.value.clone()]), &TEXT[spans.mark.clone()]);
        format!("{} | {value} | {} | {mark}{rest}", at(&spans.key), at(&spans.header))
    }

    #[test]
    fn every_shape_of_toml_is_found() {
        assert_eq!(found("/id"), "id | \"\u{e9}o-14066\" | - | \"\u{e9}o-14066\"");
        assert_eq!(found("/measure"), "measure | [[measure]] | [[measure]] | [[measure]]");
        assert_eq!(found("/measure/1"), "- | [[measure]] | [[measure]] | [[measure]]");
        assert_eq!(found("/measure/0/under/law"), "law | 'x' | [[measure]] | 'x'");
        assert_eq!(found("/measure/0/under/at/1"), "- | 22 | [[measure]] | 22");
        assert_eq!(found("/measure/0/under"), "under | { law = 'x', at = [1 | [[measure]] | under");
        assert_eq!(found("/measure/1/basis/kind"), "kind | 'y' | [[measure]] | 'y'");
        assert_eq!(found("/measure/1/limit/days"), "days | 30 | [measure.limit] | 30");
        assert_eq!(found("/source/a~1b/url"), "url | 'u' | [source.\"a/b\"] | 'u'");
        assert_eq!(found(""), "- | #:schema x.json\n\nid  | - | id");
    }

    #[test]
    fn the_second_of_two_tables_is_not_the_first() {
        let locator = Locator::new(TEXT);
        let (first, second) = (locator.locate("/measure/0").value, locator.locate("/measure/1").value);
        assert!(first.end < second.start);
        assert_eq!(TEXT[second.end..].lines().nth(1), Some("id = 'b'"));
    }

    #[test]
    fn something_absent_finds_its_nearest_ancestor() {
        assert_eq!(
            found("/measure/1/limit/floor"),
            "limit | [measure.limit] | [measure.limit] | [measure.limit] (/measure/1/limit)"
        );
        assert_eq!(found("/measure/7/id"), "measure | [[measure]] | [[measure]] | [[measure]] (/measure)");
        assert_eq!(found("/id/x"), "id | \"\u{e9}o-14066\" | - | \"\u{e9}o-14066\" (/id)");
        assert_eq!(found("/title"), "- | #:schema x.json\n\nid  | - | id ()");
        assert_eq!(found("title"), "- | #:schema x.json\n\nid  | - | id ()");
    }

    #[test]
    fn texts_that_do_not_parse_still_have_places() {
        let text = "id = 'a'\nx = \n[t]\ny = 1\n";
        assert_eq!(&text[Locator::new(text).locate("/t/y").value], "1");
        assert_eq!(Locator::new("\0\nx").locate("/a").mark, 0..1);
        assert_eq!(Locator::new("").locate("/a").value, 0..0);
    }

    #[test]
    fn many_findings_in_one_file_parse_it_once() {
        let text = "[[m]]\nid = 1\n".repeat(50_000);
        let locator = Locator::new(&text);
        for n in 0..50_000 {
            let spans = locator.locate(&format!("/m/{n}/id"));
            assert_eq!(spans.value, n * 13 + 11..n * 13 + 12);
        }
    }

    proptest! {
        #[test]
        fn any_pointer_finds_bytes_of_the_text(pointer in "(/(measure|source|limit|id|under|[0-3]|~|~1|é)){0,5}") {
            let spans = Locator::new(TEXT).locate(&pointer);
            prop_assert!(TEXT.get(spans.value).is_some() && TEXT.get(spans.mark).is_some());
            prop_assert!(pointer.starts_with(&spans.pointer));
            prop_assert_eq!(spans.exact, pointer == spans.pointer);
        }
    }
}
