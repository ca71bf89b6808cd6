//! What moved the pathways, day by day: a page, and a feed whose days are days of the law, never of a clock.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::option::Told;
use super::shell::Shell;
use super::{Page, Site};
use crate::doc::html::quote;
use crate::doc::{Block, Doc, Inline, Phrase, Tone};
use crate::model::Pathway;
use crate::relief::Interval;
use crate::view;

/// An option that moves, from which interval to which.
type Move<'t> = (&'t Told<'t>, &'t Interval, &'t Interval);

/// The page and the feed.
pub(super) fn pages(site: &Site<'_>, told: &[Told<'_>]) -> [Page; 2] {
    let mut days: BTreeMap<Date, Vec<Move<'_>>> = BTreeMap::new();
    for one in told {
        for pair in one.history.windows(2) {
            days.entry(pair[1].from).or_default().push((one, &pair[0], &pair[1]));
        }
    }
    let (past, ahead): (Vec<_>, Vec<_>) = days.iter().partition(|(day, _)| **day <= site.as_of());
    let mut doc = Doc::new("Changes");
    doc.paragraph(format!(
        "Each day on which the law moved the pathway of an option, the latest first, as seen on {}. A day is the day of the \
         law, not of the record.",
        site.as_of()
    ));
    doc.push(Block::anchored(1, "So far", "so-far"));
    for (day, moves) in past.iter().rev() {
        section(&mut doc, **day, moves);
    }
    if !ahead.is_empty() {
        doc.push(Block::anchored(1, "Known ahead", "ahead"));
        doc.paragraph("Moved by days that the law already names, if nothing else changes.");
        for (day, moves) in &ahead {
            section(&mut doc, **day, moves);
        }
    }
    doc.push(view::receipt(&site.receipt([])));
    let feed = "<p><a href=\"changes.atom\">The same as a feed</a></p>\n";
    let page = Shell::top("changes.html").before(feed).page(site, &doc);
    [page, Page { path: "changes.atom".into(), text: atom(site, &past) }]
}

fn section(doc: &mut Doc, day: Date, moves: &[Move<'_>]) {
    doc.push(Block::anchored(2, heading(day, moves), format!("d-{day}")));
    let law =
        movers(moves).into_iter().map(|(id, change)| Phrase::new().link(id, id).text(format!(" {change}")));
    let law: Vec<Phrase> = law.collect();
    if !law.is_empty() {
        doc.paragraph(Phrase::from("By the law: ").then(Phrase::join(law, ", ")).text("."));
    }
    doc.push(Block::bullets(moves.iter().map(|(told, before, after)| {
        let title = Phrase::new().link(told.option.title.as_str(), told.id.as_str()).text(": ");
        title.then(toned(&before.pathways)).text(" to ").then(toned(&after.pathways))
    })));
}

fn heading(day: Date, moves: &[Move<'_>]) -> String {
    format!(
        "{day}: {}",
        if moves.len() == 1 { "1 option".into() } else { format!("{} options", moves.len()) }
    )
}

/// What moved them, each once.
fn movers<'t>(moves: &[Move<'t>]) -> BTreeMap<&'t str, &'static str> {
    use crate::register::Tri;
    let all = moves.iter().flat_map(|(_, _, after)| &after.moved_by);
    all.map(|mover| {
        let change = match (&mover.before, &mover.after) {
            (_, Tri::Yes) => "in force",
            (_, Tri::No) => "no longer in force",
            (_, Tri::Unknown(_)) => "perhaps no longer in force",
        };
        (mover.what.as_str(), change)
    })
    .collect()
}

fn toned(set: &[Pathway]) -> Phrase {
    let tone = |pathway: &Pathway| match pathway {
        Pathway::None => Tone::Muted,
        Pathway::Executive => Tone::Executive,
        Pathway::Conditional => Tone::Conditional,
        Pathway::Review => Tone::Review,
        Pathway::Legislation => Tone::Legislation,
    };
    Phrase::join(set.iter().map(|p| Phrase::from(Inline::Toned(tone(p), p.word().to_owned()))), " | ")
}

/// The feed (RFC 4287), the latest day first.
fn atom(site: &Site<'_>, past: &[(&Date, &Vec<Move<'_>>)]) -> String {
    let latest = past.last().map_or(site.as_of(), |(day, _)| **day);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>urn:relief-register:changes</id>\n<title>{}: changes of pathway</title>\n<updated>{latest}T00:00:00Z</updated>\n\
         <author><name>relief {}</name></author>\n<link rel=\"alternate\" href=\"changes.html\"/>\n",
        quote(site.register.head().title.as_str()),
        env!("CARGO_PKG_VERSION"),
    );
    for (day, moves) in past.iter().rev() {
        let mut text = String::new();
        for (told, before, after) in *moves {
            let (before, after) = (toned(&before.pathways).plain(), toned(&after.pathways).plain());
            let _ = writeln!(text, "{}: {before} to {after}", told.option.title);
        }
        let law: Vec<String> = movers(moves).iter().map(|(id, change)| format!("{id} {change}")).collect();
        let _ = writeln!(text, "By: {}", law.join(", "));
        let _ = write!(
            feed,
            "<entry>\n<id>urn:relief-register:changes:{day}</id>\n<title>{}</title>\n<updated>{day}T00:00:00Z</updated>\n\
             <link rel=\"alternate\" href=\"changes.html#d-{day}\"/>\n<content type=\"text\">{}</content>\n</entry>\n",
            quote(&heading(**day, moves)),
            text.lines().map(quote).collect::<Vec<_>>().join("\n"),
        );
    }
    feed.push_str("</feed>\n");
    feed
}
