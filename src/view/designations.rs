//! Parties of published lists by what delisting takes: the sums, the tags, one party, and who came off.

use std::collections::BTreeSet;

use super::cite::{joined, tone};
use super::options::{receipt, remark};
use crate::api::{
    CombinationReport, CountsReport, CrosscheckReport, DesignationsReport, ListReport, ListedParty,
    PartyDetail, PartyReport, PathwayCount, Receipt, RemovalsReport, VerdictCase, VerdictReport,
};
use crate::designations::OTHER;
use crate::doc::{Align, Block, Column, Doc, Phrase, Table};
use crate::model::Pathway;

/// How many combinations that lead to a pathway are printed; the JSON has all.
const SHOWN: usize = 6;

/// The parties of a list; `limit` bounds the combinations of tags that are printed.
pub fn designations(report: &DesignationsReport, limit: usize) -> Doc {
    let mut doc = Doc::new("Parties listed, by what delisting takes");
    list_lines(&mut doc, &report.list, &report.receipt);
    if report.counted.total != report.list.parties {
        doc.paragraph(format!("Counted here: {} of them.", report.counted.total));
    }
    doc.heading(1, "By pathway");
    doc.push(sums(&report.pathways, "pathways"));
    if report.unmapped.total > 0 {
        doc.paragraph(format!(
            "{} more carry only tags that no programme record maps: what their relief takes is not encoded.",
            report.unmapped.total
        ));
    }
    doc.paragraph(
        "A set such as executive | review is open: readings of the law, or what the list does not say, lead to each. \
         A party with tags of two regimes counts in both.",
    );
    doc.heading(1, "By tags");
    combinations(&mut doc, report, limit);
    evidence(&mut doc, report);
    if !report.parties.is_empty() {
        doc.heading(1, "The parties");
        doc.push(parties(&report.parties));
    }
    doc.push(receipt(&report.receipt));
    doc
}

fn list_lines(doc: &mut Doc, list: &ListReport, receipt: &Receipt) {
    let whose = match list.day_from.as_str() {
        "flag" => "as given",
        "file" => "as the file says",
        "metadata" => "as its metadata say",
        _ => "by its name",
    };
    let name = Phrase::new().code(list.file.as_str());
    doc.paragraph(name.text(format!(
        " ({}, read as {}) is of {}, {whose}, and holds {} parties. As of {}, all of them are taken to be listed still.",
        list.layout,
        read_as(list),
        list.day,
        list.parties,
        receipt.as_of
    )));
    for note in &list.notes {
        doc.push(remark(note.as_str()));
    }
    if receipt.as_of > receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {}.",
            receipt.coverage_end, receipt.as_of
        )));
    }
}

/// On which list the parties stand, in words.
fn read_as(list: &ListReport) -> &'static str {
    match list.read_as.as_str() {
        "sdn" => "the SDN list",
        "non-sdn" => "the lists other than the SDN list",
        _ => "each entry says",
    }
}

fn counts(table: &mut Vec<Phrase>, counts: &CountsReport) {
    let all = [counts.total, counts.individual, counts.entity, counts.vessel, counts.aircraft];
    table.extend(all.map(|count| Phrase::from(count.to_string())));
}

fn counted(first: impl IntoIterator<Item = Column>) -> Table {
    let number =
        |name: &str, importance| Column { align: Align::Right, ..Column::new(name).importance(importance) };
    let numbers = [
        number("parties", Column::ESSENTIAL),
        number("individuals", 6),
        number("entities", 6),
        number("vessels", 5),
        number("aircraft", 4),
    ];
    Table::new(first.into_iter().chain(numbers))
}

fn sums(rows: &[PathwayCount], name: &str) -> Table {
    let mut table = counted([Column::new("pathway").importance(Column::ESSENTIAL).min_width(11)])
        .named(name)
        .when_empty("No party carries a tag that a programme record maps.");
    let mut regime = None;
    for row in rows {
        if regime != Some(&row.regime) {
            let all: u64 =
                rows.iter().filter(|one| one.regime == row.regime).map(|one| one.counts.total).sum();
            table.group(format!("{} ({all})", row.title));
            regime = Some(&row.regime);
        }
        let mut cells = vec![pathways(&row.pathways)];
        counts(&mut cells, &row.counts);
        table.row(cells);
    }
    table
}

fn pathways(words: &[String]) -> Phrase {
    let each = words.iter().map(|word| {
        let found = Pathway::ALL.into_iter().find(|pathway| pathway.word() == word);
        found.map_or_else(|| Phrase::from(word.as_str()), |p| Phrase::new().toned(tone(p), p.word()))
    });
    Phrase::join(each, " | ")
}

fn open(words: &[String], outlying: &[String]) -> Phrase {
    if words.is_empty() {
        return "not encoded".into();
    }
    let set = pathways(words);
    if outlying.is_empty() { set } else { set.text(" (outlying: ").then(pathways(outlying)).text(")") }
}

fn combinations(doc: &mut Doc, report: &DesignationsReport, limit: usize) {
    let mut table = counted([
        Column::new("tags").importance(Column::ESSENTIAL).min_width(20),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
    ])
    .named("designations")
    .when_empty("No party of the list is meant.");
    let mapped: Vec<&CombinationReport> =
        report.combinations.iter().filter(|row| row.verdict.is_some()).collect();
    for row in mapped.iter().take(limit) {
        let mut cells = vec![tags(row), open(&row.pathways, &row.outlying)];
        counts(&mut cells, &row.counts);
        table.row(cells);
    }
    doc.push(table);
    if mapped.iter().any(|row| !row.unmapped.is_empty()) {
        doc.paragraph(
            "A tag with * is not mapped: what delisting under it takes comes on top, and is not encoded.",
        );
    }
    if mapped.len() > limit {
        let left: u64 = mapped[limit..].iter().map(|row| row.counts.total).sum();
        doc.paragraph(format!(
            "Left out: {} more combinations with {left} parties; `--limit N` prints more, `--format csv` and `json` all.",
            mapped.len() - limit
        ));
    }
}

fn tags(row: &CombinationReport) -> Phrase {
    let star = |tag: &String| if row.unmapped.contains(tag) { format!("{tag}*") } else { tag.clone() };
    let names: Vec<String> = row.tags.iter().map(star).collect();
    let phrase = Phrase::from(names.join(", "));
    match row.listed_by {
        Some(day) => phrase.text(format!(" (listed by {day})")),
        None => phrase,
    }
}

/// What a tag proves and does not, what was checked, and what the answers turn on.
fn evidence(doc: &mut Doc, report: &DesignationsReport) {
    doc.heading(1, "What the answers rest on");
    let mut lines = vec![Phrase::from(
        "A tag is evidence, not proof, of the legal basis. Where it may stand for several measures, each was asked.",
    )];
    let apart = tests_of_nationality(&report.verdicts);
    if !apart.is_empty() {
        lines.push(Phrase::from(format!(
            "Nationality and ground of listing are not settled by the list: each that a provision names was asked. \
             Ways out that only some nationalities have: {}.",
            apart.join("; ")
        )));
    }
    lines.push(Phrase::from(
        "Traits that some mandates ask about (a state bank, an official) are on no list: a mandate that would bring \
         relief back is not seen here. For a target of the register, `relief routes TARGET` sees it.",
    ));
    lines.extend(report.crosschecks.iter().filter(|_| report.list.layout != "advanced xml").map(crosscheck));
    let unmapped: Vec<String> =
        report.unmapped_tags.iter().take(12).map(|one| format!("{} ({})", one.tag, one.parties)).collect();
    if !unmapped.is_empty() {
        let more = report.unmapped_tags.len().saturating_sub(12);
        let rest = if more == 0 { String::new() } else { format!(", and {more} more in the JSON") };
        lines.push(Phrase::from(format!(
            "Tags that no programme record maps: {}{rest}.",
            unmapped.join(", ")
        )));
    }
    doc.push(Block::bullets(lines));
}

/// The exits that only some nationalities have, by nationality.
fn tests_of_nationality(verdicts: &[VerdictReport]) -> Vec<String> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for case in verdicts.iter().flat_map(|verdict| &verdict.cases) {
        let at = found.iter().position(|(name, _)| *name == case.nationality).unwrap_or_else(|| {
            found.push((&case.nationality, Vec::new()));
            found.len() - 1
        });
        let exits = case.branches.iter().flat_map(|branch| &branch.controlling);
        found[at].1.extend(exits.filter_map(|one| one.exit.as_deref()));
    }
    let own = |(name, exits): &(&str, Vec<&str>)| {
        let others = || found.iter().filter(|(other, _)| other != name);
        let mut own: Vec<&str> =
            exits.iter().filter(|exit| others().any(|(_, all)| !all.contains(exit))).copied().collect();
        own.sort_unstable();
        own.dedup();
        (!own.is_empty()).then(|| format!("{}: {}", nationality(name), own.join(", ")))
    };
    found.iter().filter_map(own).collect()
}

fn nationality(name: &str) -> String {
    if name == OTHER { "any other nationality".into() } else { format!("nationality {name}") }
}

fn crosscheck(check: &CrosscheckReport) -> Phrase {
    let with = check.agree + check.missing;
    let mut line = Phrase::from(format!(
        "The remark {} stands on {} of the {with} parties tagged {}",
        check.remark,
        check.agree,
        joined(&check.tags, "or")
    ));
    if check.missing > 0 {
        line = line.text(format!(", not on {}", uids(&check.missing_uids, check.missing)));
    }
    if check.unexpected > 0 {
        line = line.text(format!(
            ", and on {} with none of these tags: {}",
            check.unexpected,
            uids(&check.unexpected_uids, check.unexpected)
        ));
    } else {
        line = line.text(", and on no other");
    }
    line.text(".")
}

fn uids(named: &[u64], all: u64) -> String {
    let list: Vec<String> = named.iter().map(ToString::to_string).collect();
    let more = all.saturating_sub(named.len() as u64);
    if more == 0 { list.join(", ") } else { format!("{} and {more} more", list.join(", ")) }
}

fn parties(all: &[ListedParty]) -> Table {
    let mut table = Table::new([
        Column { align: Align::Right, ..Column::new("uid").importance(Column::ESSENTIAL) },
        Column::new("name").importance(Column::ESSENTIAL).min_width(20),
        Column::new("type").importance(4),
        Column::new("tags").importance(6).min_width(15),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
    ])
    .named("parties");
    for party in all {
        table.row([
            Phrase::from(party.uid.to_string()),
            Phrase::from(party.name.as_str()),
            Phrase::from(party.r#type.as_str()),
            Phrase::from(party.tags.join(", ")),
            open(&party.pathways, &[]),
        ]);
    }
    table
}

/// One party, or the few of one name.
pub fn party(report: &PartyReport) -> Doc {
    let mut doc = Doc::new("Ways out for a listed party");
    list_lines(&mut doc, &report.list, &report.receipt);
    for party in &report.parties {
        one(&mut doc, party);
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
    doc.push(table);
    doc.heading(2, "Ways out of all of them");
    let mut table = Table::new([
        Column::new("act").importance(Column::ESSENTIAL).min_width(9),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
        Column::new("for whom").importance(7).min_width(12),
        Column::new("through").importance(6).min_width(16),
        Column::new("where").importance(8).min_width(16),
    ])
    .named("ways");
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
            table.row([Phrase::from(act), pathway, Phrase::from(whom(cases, &meant)), through, when]);
        }
    }
    doc.push(table);
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

/// Who came off between two lists; those with no mapped tag only if `all` are to be printed.
pub fn removed(report: &RemovalsReport, all: bool) -> Doc {
    let mut doc = Doc::new("Parties that came off, and what that took");
    let (older, newer) = (&report.older, &report.newer);
    let said = |list: &ListReport| {
        Phrase::new().code(list.file.as_str()).text(format!(" ({}, {} parties)", list.day, list.parties))
    };
    let wholly = report.removed.iter().filter(|one| one.stays.is_empty()).count();
    doc.paragraph(said(older).text(" against ").then(said(newer)).text(format!(
        ": {wholly} parties left the list, {} more stand on it without a tag that they had, {} were added. The pathway is that of delisting by the law \
         of {}, for a party listed by {}; the day and the act by which each came off are not on the lists.",
        report.removed.len() - wholly,
        report.added,
        report.receipt.as_of,
        older.day
    )));
    for note in older.notes.iter().chain(&newer.notes) {
        doc.push(remark(note.as_str()));
    }
    if report.receipt.as_of > report.receipt.coverage_end {
        doc.push(remark(format!("The law is encoded through {}.", report.receipt.coverage_end)));
    }
    doc.push(sums(&report.pathways, "pathways"));
    let mut table = Table::new([
        Column { align: Align::Right, ..Column::new("uid").importance(Column::ESSENTIAL) },
        Column::new("name").importance(Column::ESSENTIAL).min_width(18),
        Column::new("type").importance(3),
        Column::new("came off").importance(Column::ESSENTIAL).min_width(14),
        Column::new("tags now").importance(4).min_width(10),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
    ])
    .named("removed")
    .when_empty("No party came off.");
    let (known, other): (Vec<_>, Vec<_>) = report.removed.iter().partition(|one| one.party.verdict.is_some());
    let shown = known.into_iter().chain(other.iter().copied().filter(|_| all));
    for one in shown {
        table.row([
            Phrase::from(one.party.uid.to_string()),
            Phrase::from(one.party.name.as_str()),
            Phrase::from(one.party.r#type.as_str()),
            Phrase::from(one.off.join(", ")),
            Phrase::from(one.stays.join(", ")),
            open(&one.party.pathways, &[]),
        ]);
    }
    doc.push(table);
    if !all && !other.is_empty() {
        doc.paragraph(format!(
            "Left out: {} that came off only under tags that no programme record maps; `--format csv` and `json` have them.",
            other.len()
        ));
    }
    doc.paragraph("A tag is evidence, not proof, of the legal basis.");
    doc.push(receipt(&report.receipt));
    doc
}
