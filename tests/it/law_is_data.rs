//! The engine holds no legal fact: no statute, order, programme, section or date stands in its code.

use std::path::Path;

use crate::layers::{code, rust_files};

/// Modules whose code says nothing of any law in particular.
const LAWLESS: [&str; 6] = ["register", "relief", "designations", "lint", "api", "view"];

/// The string literals of a text that holds no comments.
fn literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find('"') {
        // A quote as a character is no beginning of a string.
        if rest[..start].ends_with('\'') && rest[start + 1..].starts_with('\'') {
            rest = &rest[start + 1..];
            continue;
        }
        let body = &rest[start + 1..];
        let mut end = 0;
        while end < body.len() && !body[end..].starts_with('"') {
            end += if body[end..].starts_with('\\') {
                2
            } else {
                body[end..].chars().next().map_or(1, char::len_utf8)
            };
        }
        found.push(&body[..end.min(body.len())]);
        rest = body.get(end + 1..).unwrap_or_default();
    }
    found
}

/// What in a literal is law.
fn law(literal: &str) -> Option<&'static str> {
    let lower = literal.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let digits = |word: &&str| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit());
    let statutes = [
        "caatsa",
        "ieepa",
        "sria",
        "eiroa",
        "repo",
        "sntrrba",
        "ssides",
        "ufsa",
        "peesa",
        "magnitsky",
        "inara",
        "libertad",
        "nea",
        "ina",
        "cbw",
    ];
    let date = lower.as_bytes().windows(10).any(|w| {
        w.iter().enumerate().all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() })
    });
    if words.iter().any(|word| statutes.contains(word)) {
        Some("a statute")
    } else if lower.contains("eo-1") || lower.contains("ne-1") || lower.contains("executive order 1") {
        Some("an order or an emergency")
    } else if words.iter().any(digits) {
        Some("the number of an order")
    } else if ["russia", "ukraine", "crimea", "belarus"].iter().any(|place| lower.contains(place)) {
        Some("a place")
    } else if date {
        Some("a date")
    } else {
        None
    }
}

#[test]
fn no_literal_of_the_engine_is_law() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for module in LAWLESS {
        let mut files = Vec::new();
        rust_files(&src.join(module), &mut files);
        for file in files {
            let code = code(&file);
            let found = literals(&code).into_iter().filter_map(|literal| Some((literal, law(literal)?)));
            wrong.extend(found.map(|(literal, what)| format!("{}: {what}: \"{literal}\"", file.display())));
        }
    }
    assert!(wrong.is_empty(), "law is data, not code:\n{}", wrong.join("\n"));
}

#[test]
fn law_is_recognised() {
    for law_text in
        ["caatsa/222-b", "under CAATSA", "eo-14066", "ne-13660", "14024", "from 2017-08-02 on", "in Russia"]
    {
        assert!(law(law_text).is_some(), "{law_text}");
    }
    for plain in ["the measure `{}`", "reposition", "one of {n}", "", "10000 files", "nearest"] {
        assert_eq!(
            law(plain),
            if plain.starts_with("10000") { Some("the number of an order") } else { None },
            "{plain}"
        );
    }
    assert_eq!(literals(r#"f('"', "a\"b", "c")"#), [r#"a\"b"#, "c"]);
}
