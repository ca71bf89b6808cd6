//! What stands around every page: the policy that keeps it from fetching anything, the style, and the way about.
//!
//! Style and script stand in the page, allowed by their hash: an address of its own would need `'self'`, which browsers
//! read differently for pages opened from disk.

use sha2::{Digest, Sha256};

use super::{Page, Site};
use crate::doc::Doc;
use crate::doc::html::{self, Frame, STYLE_SHEET};

const STYLE: &str = include_str!("assets/site.css");
/// The script of the option table, the only one.
pub(super) const SCRIPT: &str = include_str!("assets/board.js");

/// The pages that every page leads to.
const TOP: [(&str, &str); 8] = [
    ("index.html", "Options"),
    ("authority.html", "Authority"),
    ("locks.html", "Locks"),
    ("changes.html", "Changes"),
    ("deadlines.html", "Deadlines"),
    ("scorecard.html", "Scorecard"),
    ("coverage.html", "Coverage"),
    ("records.html", "Records"),
];

/// A page's place and what it has besides its document. All but the path is HTML.
#[derive(Default)]
pub(super) struct Shell {
    path: String,
    above: &'static str,
    before: String,
    after: String,
    script: bool,
}

impl Shell {
    /// A page in the site's folder itself.
    pub(super) fn top(path: &str) -> Self {
        Shell { path: path.into(), ..Self::default() }
    }

    /// The page of a record.
    pub(super) fn record(id: &str) -> Self {
        Shell { path: format!("records/{id}.html"), above: "../", ..Self::default() }
    }

    /// What stands under the title.
    pub(super) fn before(mut self, html: impl Into<String>) -> Self {
        self.before = html.into();
        self
    }

    /// What stands after the document.
    pub(super) fn after(mut self, html: impl Into<String>) -> Self {
        self.after = html.into();
        self
    }

    /// The script, at the end of the page.
    pub(super) fn scripted(mut self) -> Self {
        self.script = true;
        self
    }

    /// The page.
    pub(super) fn page(self, site: &Site<'_>, doc: &Doc) -> Page {
        let style = format!("{STYLE_SHEET}{STYLE}");
        let (script, allowed) = match self.script {
            true => {
                (format!("<script>{SCRIPT}</script>\n"), format!(" script-src 'sha256-{}';", digest(SCRIPT)))
            }
            false => (String::new(), String::new()),
        };
        let head = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}';{allowed} \
             base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Changes\" href=\"{}changes.atom\">\n\
             <style>{style}</style>\n",
            digest(&style),
            self.above,
        );
        let link = |id: &str| address(site, self.above, id);
        let frame = Frame {
            head: &head,
            nav: &self.nav(),
            before: &format!("<div id=\"content\" tabindex=\"-1\"></div>\n{}", self.before),
            after: &format!("{}{script}", self.after),
            embed_style: false,
            link: &link,
        };
        Page { text: html::page(doc, &frame), path: self.path }
    }

    fn nav(&self) -> String {
        let mut nav = "<a class=\"skip\" href=\"#content\">Skip to the content</a>".to_owned();
        for (path, name) in TOP {
            let current = if path == self.path { " aria-current=\"page\"" } else { "" };
            nav.push_str(&format!(" <a href=\"{}{path}\"{current}>{name}</a>", self.above));
        }
        nav
    }
}

/// Where the page of a record, or the place of a part on it, is; none for what the register does not hold.
pub(super) fn address(site: &Site<'_>, above: &str, id: &str) -> Option<String> {
    // A part is named `FILE/LOCAL`, a choice of a point `POINT.CHOICE`.
    let (file, part) = id.split_once(['/', '.']).map_or((id, None), |(file, part)| (file, Some(part)));
    site.register.file(file)?;
    let part = part.filter(|part| site.links.has_part(file, part));
    Some(format!("{above}records/{file}.html{}", part.map(|part| format!("#{part}")).unwrap_or_default()))
}

/// SHA-256 in base64, as a policy names what it allows.
fn digest(text: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in Sha256::digest(text.as_bytes()).chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at > three.len() { '=' } else { char::from(sign) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn a_hash_is_written_as_a_policy_reads_it() {
        assert_eq!(digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
