//! A day of the Federal Register that stands where the day of signing belongs, or days that it cannot have.
//!
//! The Register appears on working days, some days after a text is signed, in one volume a year from 1936 on.

use jiff::civil::{Date, Weekday};

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint, Scene};
use crate::model::{Citations, Instrument, Kind, Record, When};

pub(super) static LINT: Lint = Lint {
    name: "publication-taken-for-signing",
    summary: "A day of signing or publication does not fit the Federal Register",
    severity: Severity::Error,
    page: include_str!("publication_taken_for_signing.md"),
    check: Check::Record(check),
};

/// The year before the first volume.
const BEFORE_VOLUME_1: i16 = 1935;

/// Whether the day of the Register's page stands where that of signing belongs.
pub(super) fn publication_taken(kind: Kind, text: &Instrument) -> bool {
    // A rule may be signed and published in other ways; what the President signs is printed days later.
    let printed = matches!(kind, Kind::ExecutiveOrder | Kind::Proclamation) && text.citations.fr.is_some();
    printed && text.signed.is_some() && matches!(text.published, Some(When::On(_))) && text.signed == text.published
}

fn check(scene: &Scene<'_, '_>, out: &mut Out) {
    match &scene.file.record {
        Record::Instrument(kind, text) => {
            let signed = text.signed.filter(|_| publication_taken(*kind, text));
            judge(scene, "", signed, text.published, &text.citations, out);
        }
        Record::Emergency(emergency) => {
            for (nth, notice) in emergency.continuations.iter().enumerate() {
                let at = format!("/continuations/{nth}");
                judge(scene, &at, Some(notice.signed), notice.published, &notice.citations, out);
            }
            declared(scene, emergency.declared, emergency.declared_by.as_str(), out);
        }
        _ => {}
    }
}

fn judge(
    scene: &Scene<'_, '_>,
    at: &str,
    signed: Option<When>,
    published: Option<When>,
    cited: &Citations,
    out: &mut Out,
) {
    let (Some(fr), Some(When::On(published))) = (&cited.fr, published) else { return };
    let pointer = format!("{at}/published");
    if signed == Some(When::On(published)) {
        let title = format!("signed and published on {published}, though cited to `{fr}`");
        let draft = Draft::new(title).at(scene.file, format!("{at}/signed"), "the day of signing is wanted");
        let draft = draft.at(scene.file, pointer.as_str(), "the same day");
        out.push(draft.help("write the day at the end of the text as `signed`, and that of the page as `published`"));
    }
    if matches!(published.weekday(), Weekday::Saturday | Weekday::Sunday) {
        let title = format!("published on {published}, a day of the weekend, though cited to `{fr}`");
        let draft = Draft::new(title).at(scene.file, pointer.as_str(), "the Register appears on working days");
        out.push(draft.help("look at the head of the page"));
    }
    if let Some(year) = year_of(fr.as_str()).filter(|year| *year != published.year()) {
        let title = format!("`{fr}` is of {year}, and `published` is {published}");
        let draft = Draft::new(title).at(scene.file, format!("{at}/citations/fr"), format!("the volume of {year}"));
        let draft = draft.at(scene.file, pointer, "");
        out.push(draft.help("one of the two is wrong: the volume and 1935 make the year"));
    }
}

/// The year of a volume: `79 FR 13493` is of 2014.
fn year_of(fr: &str) -> Option<i16> {
    fr.split_once(" FR ").and_then(|(volume, _)| volume.parse::<i16>().ok()?.checked_add(BEFORE_VOLUME_1))
}

fn declared(scene: &Scene<'_, '_>, declared: When, by: &str, out: &mut Out) {
    let Some(order) = scene.cx.register.file(by) else { return };
    let told = order.instrument().filter(|text| !publication_taken(order.kind, text));
    let Some(When::On(signed)) = told.and_then(|order| order.signed) else { return };
    let differs = |day: Date| day != signed;
    if let When::On(day) = declared
        && differs(day)
    {
        let title = format!("declared on {day} by `{by}`, which was signed on {signed}");
        let draft = Draft::new(title).at(scene.file, "/declared", "").at(order, "/signed", "the day of signing");
        let draft = draft.note("anniversaries are counted from the day of declaration");
        out.push(draft.help("an emergency is declared on the day that its order is signed, not published"));
    }
}
