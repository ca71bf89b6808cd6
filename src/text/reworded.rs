//! The parser's messages in words for people who do not know TOML's grammar, with what to do about each.

/// A message that begins so, what is said instead, and what to do.
type Wording = (&'static str, &'static str, &'static str);

/// Messages whose wording needs no more than themselves.
const FIXED: [Wording; 26] = [
    (
        "key with no value",
        "a key without a value",
        "write `key = value`; a key of several words is joined by hyphens",
    ),
    (
        "unexpected key or value",
        "something follows the value on its line",
        "end the line after the value; a comment begins with `#`",
    ),
    (
        "missing comma",
        "a list or inline table is not closed here",
        "write a comma between items, and close with `]` or `}`",
    ),
    (
        "unclosed array table",
        "a table header is not closed",
        "close `[name` with `]`, and `[[name` with `]]`",
    ),
    (
        "unclosed array",
        "a list or inline table is not closed here",
        "write a comma between items, and close with `]` or `}`",
    ),
    (
        "unclosed inline table",
        "a list or inline table is not closed here",
        "write a comma between items, and close with `]` or `}`",
    ),
    ("unclosed table", "a table header is not closed", "close `[name` with `]`, and `[[name` with `]]`"),
    (
        "missing escaped value",
        "a backslash that begins no escape",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    (
        "too few unicode value digits",
        "an escape with too few digits",
        "write four digits after `\\u`, or eight after `\\U`; `\\\\` is a backslash",
    ),
    (
        "cannot extend value of type",
        "a dotted key goes into something that is no open table",
        "write the key where its table is written, or remove one of the two",
    ),
    ("extra comma", "a comma with no item before it", "take the comma out, or write the item"),
    (
        "extra assignment",
        "no comma stands between two keys of an inline table",
        "write a comma before the second key",
    ),
    ("extra `=`", "one `=` too many", "write `key = value`"),
    (
        "unexpected `=` in array",
        "a key stands in a list",
        "put `{` and `}` round the keys of a table in a list",
    ),
    (
        "unquoted keys cannot be empty",
        "a name is missing",
        "write the key before `=`, or the name of the table between its brackets",
    ),
    (
        "invalid key-value pair",
        "this is no key with a value",
        "records are TOML, not JSON or YAML: write `key = value`, one on a line",
    ),
    (
        "unexpected leading zero",
        "a number that begins with a zero",
        "take the zero out; a number that is a name stands between double quotes",
    ),
    ("`_` may only go between digits", "a `_` that stands between no digits", "take it out"),
    ("redundant numeric sign", "a number with two signs", "write one"),
    ("radix must be lowercase", "a number in other digits than decimal", "write it in decimal"),
    ("integers with a radix", "a number in other digits than decimal", "write it in decimal"),
    ("redundant integer number prefix", "a number in other digits than decimal", "write it in decimal"),
    (
        "invalid mantissa",
        "a number without a digit beside its point",
        "write a digit on both sides of the point",
    ),
    (
        "invalid fraction",
        "a number without a digit beside its point",
        "write a digit on both sides of the point",
    ),
    ("invalid exponent", "a number with an exponent of no digits", "write the number in full"),
    (
        "keys cannot be multi-line",
        "a key between three quotes",
        "write it without quotes, or between one on each side",
    ),
];

/// What a version-control system leaves in a file where two sides changed the same lines.
const CONFLICT: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];

/// The message in other words, and what to do. `at` is the text that it is about, `line` the line where that begins.
pub(super) fn reworded(message: &str, at: &str, line: &str) -> (String, Option<String>) {
    let said = |message: String, help: &str| (message, Some(help.to_owned()));
    if CONFLICT.iter().any(|mark| line.starts_with(mark)) {
        let help = "keep one side, and take out the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
        return said("a merge was left unfinished here".into(), help);
    }
    if let Some((message, help)) = about_words(message, &brief(at), at) {
        return said(message, help);
    }
    if message.contains("multi-line") && !message.starts_with("keys") {
        return said("a long string is not closed".into(), "close it with the three quotes that opened it");
    }
    if message.starts_with("invalid basic string") || message.starts_with("invalid literal string") {
        let help = "close it with the quote that opened it; long text stands between three";
        return said("a string is not closed on its line".into(), help);
    }
    match FIXED.iter().find(|(begins, ..)| message.starts_with(begins)) {
        Some((_, words, help)) => said((*words).to_owned(), help),
        None => (format!("not valid TOML: {}", message.trim().replace(['\n', '\r'], " ")), None),
    }
}

/// Messages in which the text that they are about is named.
fn about_words(message: &str, word: &str, at: &str) -> Option<(String, &'static str)> {
    const QUOTES: [char; 8] =
        ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}', '\u{201a}'];
    const QUOTE: &str = "put text between double quotes; days are written bare, as in 2022-03-08";
    Some(if message == "duplicate key" {
        (
            format!("`{word}` is written twice"),
            "keep one of the two, or write `[[...]]` over each item of a list",
        )
    } else if at.starts_with(QUOTES) {
        (format!("`{word}` stands between typographic quotes"), "use straight double quotes")
    } else if message.starts_with("string values must be quoted") && at.is_empty() {
        ("a value is missing after `=`".into(), "write a value, or remove the key")
    } else if at == "null" || at == "nil" || at == "None" {
        (
            format!("`{word}` is no value"),
            "remove the key: what is not known is left out, or declared in `gaps`",
        )
    } else if at.eq_ignore_ascii_case("true") || at.eq_ignore_ascii_case("false") {
        (format!("`{word}` is not written as `true` or `false`"), "write it in lower case")
    } else if message.starts_with("string values must be quoted")
        || message.starts_with("invalid boolean")
        || message.starts_with("invalid float")
    {
        (format!("`{word}` is not quoted"), QUOTE)
    } else if message.starts_with("invalid date") {
        (format!("`{word}` is not a day: {}", clause(message)), "write year, month and day, as in 2022-03-08")
    } else if message.starts_with("invalid unquoted key") {
        (format!("`{word}` cannot stand in a key"), "use letters, digits and hyphens, or quote the key")
    } else if message.starts_with("invalid value") {
        (format!("`{word}` is no character"), "write the code of a character after the backslash")
    } else {
        return None;
    })
}

/// What follows the first comma of a message.
fn clause(message: &str) -> &str {
    message.split_once(", ").map_or(message, |(_, clause)| clause)
}

fn brief(key: &str) -> String {
    let shown: String = key.chars().filter(|c| !c.is_control()).take(60).collect();
    if shown.len() < key.len() { format!("{shown}...") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn messages_are_for_people_who_do_not_know_the_grammar() {
        let cases = [
            ("a = \u{201c}x\u{201d}\n", "`\u{201c}x\u{201d}` stands between typographic quotes"),
            ("a = \n", "a value is missing after `=`"),
            ("a = 8 March 2022\n", "`8 March 2022` is not quoted"),
            ("a = 2022-13-01\n", "`2022-13-01` is not a day: expected month between 01 and 12"),
            ("a = null\n", "`null` is no value"),
            ("a = True\n", "`True` is not written as `true` or `false`"),
            ("a = nobody\n", "`nobody` is not quoted"),
            ("a: 1\n", "a key without a value"),
            ("\u{e9} = 1\n", "`\u{e9}` cannot stand in a key"),
            ("a = 1,\n", "something follows the value on its line"),
            ("a = [1, 2\nb = 3\n", "a list or inline table is not closed here"),
            ("a = [1,, 2]\n", "a comma with no item before it"),
            ("a = { b = 1 c = 2 }\n", "no comma stands between two keys of an inline table"),
            ("a = 1\na.b = 2\n", "a dotted key goes into something that is no open table"),
            ("[t\nx = 1\n", "a table header is not closed"),
            ("[]\nx = 1\n", "a name is missing"),
            ("a = \"x\nb = 1\n", "a string is not closed on its line"),
            ("a = \"\"\"x\n", "a long string is not closed"),
            ("a = \"\\q\"\n", "a backslash that begins no escape"),
            ("a = \"\\u12\"\n", "an escape with too few digits"),
            ("a = 01\n", "a number that begins with a zero"),
            ("a == 1\n", "one `=` too many"),
            ("{\"a\": 1}\n", "this is no key with a value"),
            ("a = 1\n<<<<<<< ours\nb = 1\n", "a merge was left unfinished here"),
            ("a = 1\n=======\nb = 1\n", "a merge was left unfinished here"),
        ];
        for (text, message) in cases {
            let flaw = parse(text).map(|_| ()).expect_err(text);
            assert_eq!(flaw.message, message, "{text}");
            assert!(flaw.help.is_some(), "{text}");
        }
    }
}
