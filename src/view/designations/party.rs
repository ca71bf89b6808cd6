//! One party, or the few of one name: what stands behind each tag, and the ways out of all of them.

use std::collections::BTreeSet;

use super::{list_lines, nationality, pathways};
use crate::api::{OpenQuestion, PartyDetail, PartyReport, VerdictCase, VerdictReport};
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::model::Pathway;
use crate::view::cite::joined;
use crate::view::options::receipt;

/// How many combinations that lead to a pathway are printed; the JSON has all.
const SHOWN: usize = 6;

/// One party, or the few of one name.
pub fn party(report: &PartyReport) -> Doc {
    let mut doc = Doc::new("Ways out for a listed party");
    list_lines(&mut doc, &report.list, &report.receipt);
    for party in &report.parties {
        one(&mut doc, party);
    }
    let mut asked: Vec<&OpenQuestion> = report.parties.iter().flat_map(|party| &party.turns_on).collect();
    asked.sort_by(|a, b| a.id.cmp(&b.id));
    asked.dedup_by(|a, b| a.id == b.id);
    if !asked.is_empty() {
        doc.heading(1, "What it turns on");
        doc.push(Block::bullets(asked.into_iter().map(turns_on).collect::<Vec<_>>()));
    }
    if report.left_out > 0 {
        doc.paragraph(format!("{} more have such a name: name one by its number.", report.left_out));
    }
    doc.paragraph("A tag is evidence, not proof, of the legal basis. Where it may stand for several measures, each was asked.");
    doc.push(receipt(&report.receipt));
    doc
}

fn one(doc: &mut Doc, party: &PartyDetail) {
    doc.heading(1, party.name.as_str());
    let mut line = Phrase::from(format!("Number {}, {}", party.uid, party.r#type));
    if let Some(alternate) = &party.alternate {
        line = line.text(format!(", found by its alternate name {alternate}"));
    }
    if let Some(nationality) = &party.nationality {
        line = line.text(format!(", nationality or citizenship by the list: {nationality}"));
    }
    if let Some(day) = party.listed {
        line = line.text(format!(", first listed on {day}"));
    }
    doc.paragraph(line.text("."));
    if let Some(target) = &party.target {
        doc.paragraph(
            Phrase::from("The register has a record of it, which knows more than the tags: ")
                .code(format!("relief routes {target}"))
                .text("."),
        );
    }
    if !party.unmapped.is_empty() {
        doc.paragraph(format!(
            "Not mapped by any programme record, so that what they take is not encoded and comes on top: {}.",
            joined(&party.unmapped, "and")
        ));
    }
    if party.tags.is_empty() {
        return;
    }
    doc.heading(2, "Behind each tag");
    doc.push(behind(party));
    doc.heading(2, "Ways out of all of them");
    doc.push(ways(party));
}

fn turns_on(asked: &OpenQuestion) -> Phrase {
    let mut line = Phrase::new().strong(asked.id.as_str()).text(format!(": {}", asked.question));
    for one in &asked.choices {
        let mark = if one.outlying { " (outlying)" } else { "" };
        line = line
            .text(" ")
            .code(format!("{}={}", asked.id, one.choice))
            .text(format!("{mark}: {}", one.claim));
    }
    line
}

/// The measures and locks behind each tag.
fn behind(party: &PartyDetail) -> Table {
    let mut table = Table::new([
        Column::new("tag").importance(Column::ESSENTIAL).min_width(12),
        Column::new("may stand for").importance(7).min_width(18),
        Column::new("delisting").importance(Column::ESSENTIAL).min_width(11),
        Column::new("locks").importance(8).min_width(14),
    ])
    .named("tags");
    for verdict in &party.tags {
        let (Some(tag), locks) = (verdict.tags.first(), locks(verdict)) else { continue };
        let locks = if locks.is_empty() { "none".into() } else { locks.join(", ") };
        let cells = [tag.tag.clone(), tag.measures.join(", ")].map(Phrase::from);
        let [tag, measures] = cells;
        table.row([tag, measures, pathways(&all_pathways(verdict)), Phrase::from(locks)]);
    }
    table
}

/// Each kind of relief, with who has it, through what, and on which reading.
fn ways(party: &PartyDetail) -> Table {
    let mut table = Table::new(way_columns()).named("ways");
    way_rows(party).into_iter().for_each(|cells| table.row(cells));
    table
}

/// The ways out of every party in one table.
pub fn party_ways(report: &PartyReport) -> Doc {
    let mut doc = Doc::new("Ways out for a listed party");
    let mut table =
        Table::new([Column::new("uid"), Column::new("name")].into_iter().chain(way_columns())).named("ways");
    for party in &report.parties {
        for cells in way_rows(party) {
            let whose = [Phrase::from(party.uid.to_string()), Phrase::from(party.name.as_str())];
            table.row(whose.into_iter().chain(cells));
        }
    }
    doc.push(table);
    doc
}

fn way_columns() -> [Column; 5] {
    [
        Column::new("act").importance(Column::ESSENTIAL).min_width(9),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
        Column::new("for whom").importance(7).min_width(12),
        Column::new("through").importance(6).min_width(16),
        Column::new("where").importance(8).min_width(16),
    ]
}

fn way_rows(party: &PartyDetail) -> Vec<[Phrase; 5]> {
    let mut found = Vec::new();
    for way in &party.ways {
        let act = if way.action == "terminate" { "delist" } else { &way.action };
        let cases = &way.verdict.cases;
        let mut rows: Vec<([Phrase; 3], Vec<usize>)> = Vec::new();
        for (at, branch) in
            cases.iter().enumerate().flat_map(|(at, case)| case.branches.iter().map(move |b| (at, b)))
        {
            let through: Vec<&str> = branch
                .controlling
                .iter()
                .map(|one| one.exit.as_ref().unwrap_or(&one.lock).as_str())
                .collect();
            let through = if through.is_empty() { "no lock".into() } else { through.join(", ") };
            let mark = if branch.outlying { " (outlying)" } else { "" };
            let pathway = pathways(std::slice::from_ref(&branch.pathway)).text(mark);
            let cells = [pathway, Phrase::from(through), Phrase::from(when(&branch.when))];
            match rows.iter_mut().find(|(known, _)| *known == cells) {
                Some((_, all)) => all.push(at),
                None => rows.push((cells, vec![at])),
            }
        }
        for ([pathway, through, when], meant) in rows {
            found.push([Phrase::from(act), pathway, Phrase::from(whom(cases, &meant)), through, when]);
        }
    }
    found
}

/// For whom some of the cases were asked.
fn whom(cases: &[VerdictCase], meant: &[usize]) -> String {
    if meant.len() == cases.len() {
        return "anyone".into();
    }
    let asked: BTreeSet<&str> = cases.iter().map(|case| case.nationality.as_str()).collect();
    let mut grounds: Vec<(String, BTreeSet<&str>)> = Vec::new();
    for case in meant.iter().map(|at| &cases[*at]) {
        let ground = case.grounds.join(" or ");
        match grounds.iter_mut().find(|(known, _)| *known == ground) {
            Some((_, all)) => drop(all.insert(&case.nationality)),
            None => grounds.push((ground, BTreeSet::from([case.nationality.as_str()]))),
        }
    }
    let said = |(ground, all): &(String, BTreeSet<&str>)| {
        let names: Vec<String> = all.iter().map(|name| nationality(name)).collect();
        let names = if *all == asked { "any nationality".into() } else { names.join(" or ") };
        format!("{names}, ground {ground}")
    };
    grounds.iter().map(said).collect::<Vec<_>>().join("; or ")
}

fn when(cases: &[Vec<String>]) -> String {
    if cases.iter().any(Vec::is_empty) {
        return "on every reading".into();
    }
    let said: Vec<String> = cases.iter().take(SHOWN).map(|case| case.join(", ")).collect();
    let more = cases.len().saturating_sub(SHOWN);
    if more == 0 { said.join("; or ") } else { format!("{}; or {more} more", said.join("; or ")) }
}

fn locks(verdict: &VerdictReport) -> Vec<String> {
    let all = verdict.cases.iter().flat_map(|case| &case.branches).flat_map(|branch| &branch.controlling);
    let mut all: Vec<String> = all.map(|one| one.lock.clone()).collect();
    all.sort();
    all.dedup();
    all
}

fn all_pathways(verdict: &VerdictReport) -> Vec<String> {
    let found =
        |p: &Pathway| verdict.cases.iter().any(|case| case.pathways.iter().any(|word| word == p.word()));
    Pathway::ALL.into_iter().filter(found).map(|p| p.word().to_owned()).collect()
}
