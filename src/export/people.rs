//! The tables of who is bound and who acts: targets with their listings, programme tags, actors; and the texts and
//! happenings around them.

use super::table::{Table, Type, row};
use super::tables::{days, joined, span};
use crate::register::Register;

/// Every table of actors, targets and context.
pub(super) fn tables(register: &Register) -> Vec<Table> {
    let mut tables = vec![
        actors(register),
        targets(register),
        nationalities(register),
        owners(register),
        listings(register),
        listing_measures(register),
        sources(register),
        developments(register),
        episodes(register),
    ];
    tables.extend(programmes(register));
    tables
}

fn actors(register: &Register) -> Table {
    let mut table = Table::new("actors", 1, "Who acts, is told, or decides")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("name", Type::Text, "its name")
        .needs("kind", Type::Text, "executive, legislature, court, foreign-state, organisation or private");
    for (id, actor) in register.actors() {
        table.push(row![id, &actor.name, actor.kind.word()]);
    }
    table
}

fn targets(register: &Register) -> Table {
    let mut table = Table::new("targets", 1, "Who is bound by name")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("name", Type::Text, "its name")
        .needs("kind", Type::Text, "individual, entity, bank, vessel, aircraft or state-organ")
        .may("ofac_uid", Type::Integer, "its number on the lists of the Office of Foreign Assets Control");
    for (id, target) in register.targets() {
        table.push(row![id, &target.name, target.kind.word(), target.ofac_uid]);
    }
    table
}

fn nationalities(register: &Register) -> Table {
    let mut table = Table::new("target_nationalities", 2, "A nationality of a target")
        .needs("target", Type::Text, "the target")
        .to("targets")
        .needs("country", Type::Text, "ISO 3166-1, in lower case");
    for (id, target) in register.targets() {
        target.nationality.iter().for_each(|country| table.push(row![id, country]));
    }
    table
}

fn owners(register: &Register) -> Table {
    let mut table = Table::new("target_owners", 2, "Who owns a target")
        .needs("target", Type::Text, "the target")
        .to("targets")
        .needs("owner", Type::Text, "the owner")
        .to("targets")
        .may("percent", Type::Integer, "the share, in percent");
    for (id, target) in register.targets() {
        for owner in &target.owned_by {
            table.push(row![id, &owner.target, owner.percent.map(u32::from)]);
        }
    }
    table
}

fn listings(register: &Register) -> Table {
    let table = Table::new("listings", 1, "One target bound by one measure, or by one of several")
        .needs("id", Type::Text, "TARGET/LISTING")
        .to("parts")
        .needs("target", Type::Text, "the target")
        .to("targets")
        .needs("ground", Type::Text, "activity, status or ownership")
        .may("programme", Type::Text, "the programme tag it carries")
        .to("programmes")
        .may("carries_out", Type::Text, "the mandate it carries out")
        .to("mandates");
    let table = span!(table, "listed", "the day it was listed");
    let mut table = span!(table, "removed", "the first day it was no longer listed");
    for ix in register.listing_ixs() {
        let listing = register.listing(ix);
        let mut row = row![
            register.reference(ix),
            register.listed_target(ix).0,
            listing.ground.word(),
            listing.programme.as_ref(),
            listing.carries_out.as_ref(),
        ];
        row.extend(days(Some(listing.from)));
        row.extend(days(listing.until));
        table.push(row);
    }
    table
}

fn listing_measures(register: &Register) -> Table {
    let mut table = Table::new(
        "listing_measures",
        2,
        "A measure that a listing is under; with several, it is one of them",
    )
    .needs("listing", Type::Text, "the listing")
    .to("listings")
    .needs("measure", Type::Text, "the measure")
    .to("measures");
    for ix in register.listing_ixs() {
        for measure in register.listing_measures(ix) {
            table.push(row![register.reference(ix), register.reference(*measure)]);
        }
    }
    table
}

fn programmes(register: &Register) -> [Table; 2] {
    let mut programmes = Table::new("programmes", 1, "A sanctions programme tag")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("tag", Type::Text, "the tag, verbatim as it is published")
        .needs("title", Type::Text, "what the programme is called")
        .may("list", Type::Text, "the list on which it appears, as in SDN");
    let mut measures = Table::new("programme_measures", 2, "A measure that a tag may stand for")
        .needs("programme", Type::Text, "the programme")
        .to("programmes")
        .needs("measure", Type::Text, "the measure")
        .to("measures");
    for (id, programme) in register.programmes() {
        programmes.push(row![id, &programme.tag, &programme.title, programme.list.as_ref()]);
        programme.measures.iter().for_each(|measure| measures.push(row![id, measure]));
    }
    [programmes, measures]
}

fn sources(register: &Register) -> Table {
    let table = Table::new("sources", 1, "A text that facts were taken from")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("title", Type::Text, "its title")
        .may("publisher", Type::Text, "who published it");
    let mut table = span!(table, "published", "the day it was published")
        .may("licence", Type::Text, "its licence")
        .may("urls", Type::Text, "where it can be read, joined by semicolons");
    for (id, source) in register.sources() {
        let mut row = row![id, &source.title, source.publisher.as_ref()];
        row.extend(days(source.published));
        row.extend(row![source.licence.as_ref(), joined(&source.urls)]);
        table.push(row);
    }
    table
}

fn developments(register: &Register) -> Table {
    let table = Table::new("developments", 1, "Something that happened")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("title", Type::Text, "what happened, in a phrase");
    let mut table =
        span!(table, "happened", "the day it happened").needs("text", Type::Text, "what happened");
    for (id, development) in register.developments() {
        let mut row = row![id, &development.title];
        row.extend(days(development.happened));
        row.extend(row![&development.text]);
        table.push(row);
    }
    table
}

fn episodes(register: &Register) -> Table {
    let table = Table::new("episodes", 1, "Relief that really happened")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("title", Type::Text, "its title")
        .needs("summary", Type::Text, "what happened")
        .needs("went", Type::Text, "the pathways by which it went, joined by spaces");
    let table = span!(table, "submitted", "the day of the filing, or of the act itself");
    let mut table = span!(table, "took_effect", "the day it took effect");
    for (id, episode) in register.episodes() {
        let went: Vec<&str> = episode.went.iter().map(|pathway| pathway.word()).collect();
        let mut row = row![id, &episode.title, &episode.summary, went.join(" ")];
        row.extend(days(Some(episode.submitted)));
        row.extend(days(episode.took_effect));
        table.push(row);
    }
    table
}
