//! A list counted: the sums, the tags, what the answers rest on, and the parties if they are asked for.

use super::{counted, counts, list_lines, nationality, open, sums};
use crate::api::{
    CombinationReport, CrosscheckReport, DesignationsReport, ListedParty, RegimeCount, VerdictReport,
};
use crate::doc::{Align, Block, Column, Doc, Phrase, Table};
use crate::view::cite::joined;
use crate::view::options::receipt;

/// The parties of a list; `limit` bounds the combinations of tags that are printed, and those with no mapped tag are
/// printed only if `all` are to be.
pub fn designations(report: &DesignationsReport, limit: usize, all: bool) -> Doc {
    let mut doc = Doc::new("Parties listed, by what delisting takes");
    list_lines(&mut doc, &report.list, &report.receipt);
    if report.counted.total != report.list.parties {
        doc.paragraph(format!("Counted here: {} of them.", report.counted.total));
    }
    doc.heading(1, "By pathway");
    doc.push(sums(&report.pathways, "pathways"));
    doc.push(Block::bullets(report.regimes.iter().map(decides).collect::<Vec<_>>()));
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
    combinations(&mut doc, report, limit, all);
    evidence(&mut doc, report);
    if !report.parties.is_empty() {
        doc.heading(1, "The parties");
        doc.push(parties(&report.parties));
    }
    doc.push(receipt(&report.receipt));
    doc
}

/// Who decides on the parties of a regime.
fn decides(regime: &RegimeCount) -> Phrase {
    Phrase::from(format!(
        "{}: by the tags of {} parties, {} can be delisted by the executive alone, perhaps with conditions, and {} not \
         without review by Congress or a new law, on every reading that is not outlying. For {} that depends: on the \
         reading, on what the list does not say, or on a tag that is not mapped.",
        regime.title, regime.parties, regime.executive_only, regime.congress, regime.open
    ))
}

fn combinations(doc: &mut Doc, report: &DesignationsReport, limit: usize, all: bool) {
    let mut rows: Vec<CombinationReport> = Vec::new();
    for row in report.combinations.iter().filter(|row| all || row.verdict.is_some()) {
        // What tells verdicts apart beyond the pathways stands in the JSON.
        match rows.iter_mut().find(|known| alike(known, row)) {
            Some(known) => known.counts.add_all(&row.counts),
            None => rows.push(row.clone()),
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.counts.total));
    let mut columns = vec![
        Column::new("tags").importance(Column::ESSENTIAL).min_width(20),
        Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
    ];
    columns.extend(all.then(|| Column::new("not mapped")));
    let mut table = counted(columns).named("designations").when_empty("No party of the list is meant.");
    for row in rows.iter().take(limit) {
        let mut cells = vec![tags(row, !all), open(&row.pathways, &row.outlying)];
        cells.extend(all.then(|| Phrase::from(row.unmapped.join(", "))));
        counts(&mut cells, &row.counts);
        table.row(cells);
    }
    doc.push(table);
    if rows.iter().any(|row| row.verdict.is_some() && !row.unmapped.is_empty()) {
        doc.paragraph(
            "A tag with * is not mapped: what delisting under it takes comes on top, and is not encoded.",
        );
    }
    if rows.len() > limit {
        let left: u64 = rows[limit..].iter().map(|row| row.counts.total).sum();
        doc.paragraph(format!(
            "Left out: {} more combinations with {left} parties; `--limit N` prints more, `--format csv` and `json` all.",
            rows.len() - limit
        ));
    }
}

fn alike(a: &CombinationReport, b: &CombinationReport) -> bool {
    let lists = (&a.tags, &a.listed_by, &a.read_as) == (&b.tags, &b.listed_by, &b.read_as);
    lists && (&a.pathways, &a.outlying) == (&b.pathways, &b.outlying)
}

/// The tags; those that are not mapped are `starred` where no column names them.
fn tags(row: &CombinationReport, starred: bool) -> Phrase {
    let star =
        |tag: &String| if starred && row.unmapped.contains(tag) { format!("{tag}*") } else { tag.clone() };
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
    let carried = |check: &&CrosscheckReport| check.agree + check.missing + check.unexpected > 0;
    lines.extend(report.crosschecks.iter().filter(carried).map(crosscheck));
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
