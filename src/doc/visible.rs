//! Record text made safe to look at: nothing in it can move the cursor, turn the line round or hide.
//!
//! Every writer quotes on top of [`shown`]. [`web_address`] decides which addresses may become links.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text on one line, with every character that has no look of its own written as `\u{..}`.
///
/// Line breaks and tabs become spaces. Control characters, bidi controls, zero-width and filler characters,
/// variation selectors, tags and noncharacters become visible; letters and marks of every script stay.
pub fn shown(raw: &str) -> Cow<'_, str> {
    if !raw.chars().any(|c| is_break(c) || is_hidden(c)) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len() + 16);
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        if is_break(c) {
            out.push(' ');
        } else if is_hidden(c) {
            push_escape(&mut out, c);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The text in ASCII: typographic signs by their usual stand-ins, anything else as `\u{..}`.
pub(super) fn ascii(shown: &str) -> Cow<'_, str> {
    if shown.is_ascii() {
        return Cow::Borrowed(shown);
    }
    let mut out = String::with_capacity(shown.len() + 16);
    for c in shown.chars() {
        match c {
            '\u{20}'..='\u{7e}' => out.push(c),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => out.push('-'),
            '\u{2014}' => out.push_str("--"),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '…' => out.push_str("..."),
            '§' => out.push_str("s."),
            '·' | '•' => out.push('*'),
            '→' => out.push_str("->"),
            '≤' => out.push_str("<="),
            '≥' => out.push_str(">="),
            '×' => out.push('x'),
            _ => push_escape(&mut out, c),
        }
    }
    Cow::Owned(out)
}

/// The address as it may stand in a link, percent-encoded where needed; `None` unless it is `http` or `https`.
pub fn web_address(raw: &str) -> Option<String> {
    let scheme_end = raw.find("://")?;
    let scheme = &raw[..scheme_end];
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = &raw[scheme_end + 3..];
    if rest.is_empty() || rest.chars().any(|c| c.is_whitespace() || is_hidden(c)) {
        return None;
    }
    let mut out = format!("{}://", scheme.to_ascii_lowercase());
    for byte in rest.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            b'-' | b'.' | b'_' | b'~' | b'/' | b'?' | b'#' | b'&' | b'=' | b'%' | b'+' | b',' | b';'
            | b':' => {
                out.push(byte as char);
            }
            b'@' | b'!' | b'$' | b'*' => out.push(byte as char),
            _ => write!(out, "%{byte:02X}").unwrap_or(()),
        }
    }
    Some(out)
}

fn push_escape(out: &mut String, c: char) {
    write!(out, "\\u{{{:x}}}", c as u32).unwrap_or(());
}

/// What ends a line or moves to a tab stop.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What has no look of its own, or changes the look of its neighbours without being a letter's mark.
fn is_hidden(c: char) -> bool {
    if is_break(c) {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_written_out() {
        assert_eq!(shown("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(shown("a\u{202e}b\u{200b}c\0"), "a\\u{202e}b\\u{200b}c\\u{0}");
        assert_eq!(shown("a\r\nb\tc\u{2028}d"), "a b c d");
        assert_eq!(shown("Зеленський 张伟 é e\u{301} مرحبا"), "Зеленський 张伟 é e\u{301} مرحبا");
        assert_eq!(shown("\u{ffff}\u{e0041}\u{fe0f}"), "\\u{ffff}\\u{e0041}\\u{fe0f}");
    }

    #[test]
    fn ascii_has_stand_ins() {
        assert_eq!(ascii("§ 216 – “José” → ok…"), "s. 216 - \"Jos\\u{e9}\" -> ok...");
    }

    #[test]
    fn only_web_addresses_link() {
        assert_eq!(web_address("HTTPS://x.gov/a b"), None);
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("javascript://x.gov/%0aalert(1)"), None);
        assert_eq!(
            web_address("https://x.gov/a(1)|<é>\"'"),
            Some("https://x.gov/a%281%29%7C%3C%C3%A9%3E%22%27".into())
        );
        assert_eq!(web_address("http://"), None);
    }
}
