//! Law that nobody could look up: no citation, or a pinpoint that points nowhere.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{Kind, Record, RelationKind, Text};

pub(super) static LINT: Lint = Lint {
    name: "uncited-law",
    summary: "A measure, lock, exit or mandate cannot be looked up",
    severity: Severity::Error,
    page: include_str!("uncited_law.md"),
    check: Check::Record(check),
};

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    let file = scene.file;
    let (measures, locks, exits, mandates) = match &file.record {
        Record::Instrument(_, law) => (&law.measures, &law.locks, &law.exits, &law.mandates),
        Record::Bill(law) => (&law.measures, &law.locks, &law.exits, &law.mandates),
        _ => return,
    };
    let measures = measures.iter().enumerate().map(|(n, part)| ("measure", n, &part.id, &part.pinpoint));
    let locks = locks.iter().enumerate().map(|(n, part)| ("lock", n, &part.id, &part.pinpoint));
    let exits = exits.iter().enumerate().map(|(n, part)| ("exit", n, &part.id, &part.pinpoint));
    let mandates = mandates.iter().enumerate().map(|(n, part)| ("mandate", n, &part.id, &part.pinpoint));
    let mut parts = 0;
    for (word, nth, id, pinpoint) in measures.chain(locks).chain(exits).chain(mandates) {
        parts += 1;
        if says_nothing(pinpoint) {
            let title = format!("{word} `{}/{id}` is cited to `{pinpoint}`, where nobody can look it up", file.id);
            let draft = Draft::new(title).at(file, format!("/{word}s/{nth}/pinpoint"), "");
            out.push(draft.help("name the section and subsection, as in `s. 222(b)`"));
        }
    }
    if parts > 0 && uncited(&file.record) {
        let title = format!("{} `{}` imposes, locks or opens, and has no citation", file.kind.word(), file.id);
        let draft = Draft::new(title).at(file, "", "");
        let draft = draft.note("an answer prints the citation of every provision that it rests on");
        out.push(draft.help("fill in what exists under `citations`: public law, Code, Federal Register, a page"));
    }
}

/// What is issued under a cited text is found by way of it; an act or an order stands for itself.
fn uncited(record: &Record) -> bool {
    let Record::Instrument(kind, law) = record else { return false };
    let beneath = |kind: RelationKind| kind.cascades() || kind == RelationKind::AuthorisesUnder;
    let alone = matches!(kind, Kind::Statute | Kind::ExecutiveOrder | Kind::Proclamation | Kind::Regulation);
    let cited = law.citations.short().is_some() || law.citations.number.is_some() || law.citations.url.is_some();
    !cited && (alone || (law.source.is_none() && !law.relations.iter().any(|r| beneath(r.kind))))
}

fn says_nothing(pinpoint: &Text) -> bool {
    let plain = pinpoint.as_str().trim().trim_end_matches('.').to_lowercase();
    !plain.contains(char::is_alphanumeric)
        || matches!(plain.as_str(), "todo" | "tbd" | "tba" | "n/a" | "na" | "none" | "unknown" | "see text" | "passim")
}
