//! Citations of a legal text, as data. Standard identifiers (USLM paths, links) are derived from these and
//! never typed a second time.

use super::walk::table;
use super::{Kind, Text};

table! {
    /// How a legal text is cited. Fill in what exists; leave out what does not.
    #[derive(Default)]
    pub struct Citations {
        /// The number of an executive order or a proclamation, as in `13660`.
        pub number: Option<Text>,
        /// A public law, as in `115-44`.
        pub public_law: Option<Text>,
        /// The section, title or division of the public law that this is, as in `div. F`.
        pub part: Option<Text>,
        /// The Statutes at Large, as in `131 Stat. 886`.
        pub stat: Option<Text>,
        /// The United States Code, as in `22 USC 9511`.
        pub usc: Option<Text>,
        /// The Federal Register, as in `79 FR 13493`.
        pub fr: Option<Text>,
        /// The Federal Register document number, as in `2014-05323`.
        pub fr_document: Option<Text>,
        /// The Code of Federal Regulations, as in `31 CFR 589`.
        pub cfr: Option<Text>,
        /// A bill, as in `119 H.R. 5334`.
        pub bill: Option<Text>,
        /// A House document, as in `H. Doc. 119-22`.
        pub house_document: Option<Text>,
        /// The Congressional Record, as in `172 Cong. Rec. S4339`.
        pub record: Option<Text>,
        /// A page of the issuing office, where nothing else is citable.
        pub url: Option<Text>,
    }
}

impl Citations {
    /// The citation a lawyer would print: the number or public law, then the codification or the publication.
    pub fn short(&self) -> Option<String> {
        let law = self.public_law.as_ref().map(|n| match &self.part {
            Some(part) => format!("Pub. L. {n} {part}"),
            None => format!("Pub. L. {n}"),
        });
        let place = [&self.usc, &self.fr, &self.cfr, &self.stat, &self.house_document, &self.record];
        let place = place.into_iter().flatten().next().map(ToString::to_string);
        match (law, place) {
            (Some(law), Some(place)) => Some(format!("{law}, {place}")),
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) => self.bill.as_ref().map(ToString::to_string),
        }
    }

    /// Every standard identifier of a text of this kind: that of an executive order first, then the other paths.
    pub fn identifiers(&self, kind: Kind) -> Vec<String> {
        let order = self.number.as_ref().filter(|_| kind == Kind::ExecutiveOrder);
        order.map(|number| format!("/us/eo/{number}")).into_iter().chain(self.uslm()).collect()
    }

    /// The citation of a part at this pinpoint: where the pinpoint itself names the Code, that of the whole is left out.
    pub fn short_at(&self, pinpoint: &str) -> Option<String> {
        let whole = Self { usc: None, stat: None, ..self.clone() };
        if code_section(pinpoint).is_some() { whole.short() } else { self.short() }
    }

    /// The standard identifiers of a part at this pinpoint: its section of the public law and of the Code where the
    /// pinpoint names them, and otherwise what identifies the whole.
    pub fn identifiers_at(&self, kind: Kind, pinpoint: &str) -> Vec<String> {
        let law = self.public_law.as_ref().zip(section(pinpoint));
        let law = law.map(|(law, section)| format!("/us/pl/{}/s{section}", law.as_str().replace('-', "/")));
        let code = code_section(pinpoint).map(|(title, section)| format!("/us/usc/t{title}/s{section}"));
        let found: Vec<String> = law.into_iter().chain(code).collect();
        if found.is_empty() { self.identifiers(kind) } else { found }
    }

    /// The USLM path of the text: `/us/pl/115/44`, `/us/usc/t22/s9511`, `/us/fr/79/13493`, `/us/cfr/t31/pt589`.
    pub fn uslm(&self) -> Vec<String> {
        let dashed = |t: &Text| t.as_str().replace('-', "/");
        let law = self.public_law.as_ref().map(|n| format!("/us/pl/{}", dashed(n)));
        let usc = self
            .usc
            .as_ref()
            .filter(|t| !t.as_str().ends_with("note"))
            .and_then(|t| split3(t.as_str(), "USC"))
            .map(|(a, b)| format!("/us/usc/t{a}/s{b}"));
        let stat = self
            .stat
            .as_ref()
            .and_then(|t| split3(t.as_str(), "Stat."))
            .map(|(a, b)| format!("/us/stat/{a}/{b}"));
        let fr =
            self.fr.as_ref().and_then(|t| split3(t.as_str(), "FR")).map(|(a, b)| format!("/us/fr/{a}/{b}"));
        let cfr = self.cfr.as_ref().and_then(|t| split3(t.as_str(), "CFR")).map(|(a, b)| {
            let kind = if b.contains('.') { "s" } else { "pt" };
            format!("/us/cfr/t{a}/{kind}{b}")
        });
        [law, usc, stat, fr, cfr].into_iter().flatten().collect()
    }
}

/// `s. 216(a)(1), 22 USC 9511` -> `216`: the section of a pinpoint that names one section of its law.
fn section(pinpoint: &str) -> Option<&str> {
    let rest = pinpoint.strip_prefix("s. ")?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest[..end].starts_with(|c: char| c.is_ascii_digit()).then(|| &rest[..end])
}

/// `s. 216(a)(1), 22 USC 9511(a)` -> (`22`, `9511`): the section of the Code that a pinpoint names, if it is no note.
fn code_section(pinpoint: &str) -> Option<(&str, &str)> {
    let (before, after) = pinpoint.split_once(" USC ")?;
    let title = before.rsplit(' ').next()?;
    let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(after.len());
    let (section, rest) = after.split_at(end);
    let plain = !section.is_empty() && title.bytes().all(|b| b.is_ascii_digit()) && !title.is_empty();
    (plain && !rest.trim_start().starts_with("note")).then_some((title, section))
}

/// `22 USC 9511` -> (`22`, `9511`): the two numbers around the word; nothing if the shape is another.
fn split3<'a>(cite: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let (before, after) = cite.split_once(word)?;
    let (a, b) = (before.trim(), after.split_whitespace().next()?);
    let plain =
        |s: &str| !s.is_empty() && s.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'.' || c == b'-');
    (plain(a) && plain(b)).then_some((a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Option<Text> {
        s.parse().ok()
    }

    #[test]
    fn uslm_paths_are_derived() {
        let c = Citations {
            public_law: text("115-44"),
            usc: text("22 USC 9511"),
            fr: text("79 FR 13493"),
            cfr: text("31 CFR 589"),
            stat: text("131 Stat. 886"),
            ..Citations::default()
        };
        assert_eq!(
            c.uslm(),
            [
                "/us/pl/115/44",
                "/us/usc/t22/s9511",
                "/us/stat/131/886",
                "/us/fr/79/13493",
                "/us/cfr/t31/pt589"
            ]
        );
        assert_eq!(c.short().as_deref(), Some("Pub. L. 115-44, 22 USC 9511"));
    }

    #[test]
    fn a_pinpoint_has_its_own_citation_and_paths() {
        let law = Citations {
            public_law: text("115-44"),
            part: text("title II"),
            usc: text("22 USC 9501"),
            stat: text("131 Stat. 886"),
            ..Citations::default()
        };
        let at = |pinpoint| law.identifiers_at(Kind::Statute, pinpoint);
        assert_eq!(at("s. 216(a)(1)-(2), (b)(3), 22 USC 9511"), ["/us/pl/115/44/s216", "/us/usc/t22/s9511"]);
        assert_eq!(at("s. 231(d), 22 USC 9525(d)"), ["/us/pl/115/44/s231", "/us/usc/t22/s9525"]);
        assert_eq!(at("s. 102(d)"), ["/us/pl/115/44/s102"]);
        assert_eq!(at("s. 2(a), 42 USC 2297h-10a(d)"), ["/us/pl/115/44/s2", "/us/usc/t42/s2297h-10a"]);
        assert_eq!(at("s. 1241, 22 USC 9525 note"), ["/us/pl/115/44/s1241"], "a note is no section");
        assert_eq!(at("ss. 102(e), 103(a)"), law.identifiers(Kind::Statute), "two sections are not one");
        assert_eq!(law.short_at("s. 216, 22 USC 9511").as_deref(), Some("Pub. L. 115-44 title II"));
        assert_eq!(law.short_at("s. 216").as_deref(), Some("Pub. L. 115-44 title II, 22 USC 9501"));
    }
}
