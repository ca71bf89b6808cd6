//! `relief backtest`: the scorecard.

use jiff::civil::Date;

use crate::api::{BacktestReport, Combination, DerivedReport, EpisodeReport};
use crate::doc::{Block, Callout, Column, Doc, Phrase, Row, Table};
use crate::model::Pathway;
use crate::register::Register;

use super::cite::{pathways, tone};

/// The scorecard, with what is contested, what differs, and the votes; `told`, with the story of each episode.
pub fn backtest(register: &Register, report: &BacktestReport, told: bool) -> Doc {
    let mut doc = Doc::new("Scorecard: relief that happened, and what the engine derives of it");
    doc.paragraph(
        "Each episode is put to the engine by the law of its own day, with the acts and the filing that the record \
         names. The pathway and the first lawful day are derived from the encoded law alone. That day is a floor: an \
         act may come later, never earlier. History is contested where it was lawful on some readings of the law and \
         not on others.",
    );
    doc.paragraph(score(report));
    doc.push(table(register, report));
    if told {
        section(&mut doc, "What happened", report, story);
    }
    section(&mut doc, "Where readings of the law differ", report, contested);
    section(&mut doc, "Where the acts of one episode differ", report, apart);
    section(&mut doc, "Where history and the engine differ", report, differences);
    section(&mut doc, "What Congress did", report, votes);
    doc
}

fn score(report: &BacktestReport) -> Phrase {
    let score = &report.score;
    let parts = [
        (score.agreement, "in agreement"),
        (score.contested, "with contested history"),
        (score.disagreement, "in disagreement"),
        (score.contradiction, "in contradiction"),
    ];
    let said = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let said = said.collect::<Vec<_>>().join(", ");
    let episodes = if score.episodes == 1 { "episode" } else { "episodes" };
    let line = Phrase::new().strong(format!("{} {episodes}", score.episodes)).text(format!(": {said}."));
    if score.acknowledged == 0 { line } else { line.text(format!(" Acknowledged: {}.", score.acknowledged)) }
}

fn table(register: &Register, report: &BacktestReport) -> Table {
    let mut table = Table::new([
        Column::new("episode").importance(Column::ESSENTIAL).min_width(16),
        Column::new("history").importance(Column::ESSENTIAL).min_width(11),
        Column::new("derived").importance(Column::ESSENTIAL).min_width(11),
        Column::new("window").importance(3).right(),
        Column::new("filed").importance(2).min_width(10),
        Column::new("earliest").importance(9).min_width(10),
        Column::new("actual").importance(8).min_width(10),
        Column::new("lag").importance(4).right(),
        Column::new("verdict").importance(Column::ESSENTIAL).min_width(10),
    ])
    .named("scorecard")
    .when_empty("No episode is left by these filters.");
    for regime in &register.head().regimes {
        let of: Vec<&EpisodeReport> =
            report.episodes.iter().filter(|episode| episode.regime == regime.id.as_str()).collect();
        if !of.is_empty() {
            table.group(regime.title.as_str());
            table.rows.extend(of.into_iter().map(row));
        }
    }
    table
}

fn row(episode: &EpisodeReport) -> Row {
    let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let actual = match (episode.took_effect, episode.took_effect_by) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (first, _) => day(first),
    };
    let earliest: Vec<String> = episode.branches.iter().map(|b| day(b.earliest_effective)).collect();
    let days = |n: Option<i32>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    let verdict = if episode.acknowledged.is_some() {
        format!("{}, acknowledged", episode.verdict)
    } else {
        episode.verdict.clone()
    };
    let cells = [
        Phrase::new().link(episode.id.as_str(), episode.id.as_str()),
        pathways(&set(&episode.history)),
        pathways(&set(&episode.derived)),
        Phrase::from(days(episode.window_days.map(i32::from))),
        Phrase::from(episode.submitted.to_string()),
        Phrase::from(earliest.join(" | ")),
        Phrase::from(actual),
        Phrase::from(days(episode.lag_days)),
        if episode.failing { Phrase::new().strong(verdict) } else { Phrase::from(verdict) },
    ];
    Row::Cells {
        cells: cells.into(),
        facets: vec![("regime", episode.regime.clone()), ("verdict", episode.verdict.clone())],
    }
}

fn set(words: &[String]) -> Vec<Pathway> {
    Pathway::ALL.into_iter().filter(|p| words.iter().any(|word| word == p.word())).collect()
}

/// A heading with one item for each episode that has something to say.
fn section(doc: &mut Doc, title: &str, report: &BacktestReport, say: fn(&EpisodeReport) -> Vec<Phrase>) {
    let said = report.episodes.iter().map(|episode| (episode, say(episode)));
    let items: Vec<Vec<Block>> = said
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(episode, lines)| {
            let name = Phrase::new().link(episode.id.as_str(), episode.id.as_str());
            vec![Block::paragraph(name.text(": ").text(episode.title.as_str())), Block::bullets(lines)]
        })
        .collect();
    if !items.is_empty() {
        doc.heading(1, title);
        doc.push(Block::List(crate::doc::List { ordered: false, items }));
    }
}

/// What was done, what it teaches, and how far that was checked.
fn story(episode: &EpisodeReport) -> Vec<Phrase> {
    let facts = episode.verification.iter().map(|word| Phrase::from(format!("checked: the facts {word}")));
    let law = episode.weakest.iter().zip(&episode.weakest_at);
    let law = law.map(|(word, at)| format!("the law at its weakest {word}, ") + at);
    let checked = facts.chain(law.map(Phrase::from)).collect::<Vec<_>>();
    let checked = (!checked.is_empty()).then(|| Phrase::join(checked, "; "));
    let said = [Some(&episode.summary), episode.note.as_ref()].into_iter().flatten();
    said.map(|text| Phrase::from(text.as_str())).chain(checked).collect()
}

/// Both readings of an episode that several pathways are derived for.
fn contested(episode: &EpisodeReport) -> Vec<Phrase> {
    if episode.branches.len() < 2 {
        return Vec::new();
    }
    episode.branches.iter().map(branch).collect()
}

fn branch(branch: &DerivedReport) -> Phrase {
    let pathway = set(std::slice::from_ref(&branch.pathway));
    let tone = pathway.first().map_or(tone(Pathway::None), |p| tone(*p));
    let phrase = Phrase::new().toned(tone, branch.pathway.as_str());
    let phrase = match branch.earliest_effective {
        Some(day) => phrase.text(format!(", lawful from {day}")),
        None => phrase,
    };
    let cases = branch.cases.iter().map(case).collect::<Vec<_>>();
    phrase.text(", with ").then(Phrase::join(cases, "; or "))
}

fn case(case: &Combination) -> Phrase {
    let choices = case.choices.iter().map(|(point, choice)| format!("{point}={choice}"));
    let facts = case.facts.iter().map(|(fact, yes)| format!("{fact}={}", if *yes { "yes" } else { "no" }));
    let words: Vec<Phrase> = choices.chain(facts).map(|word| Phrase::new().code(word)).collect();
    Phrase::join(words, " and ")
}

/// The acts of an episode, where they do not all go the same way.
fn apart(episode: &EpisodeReport) -> Vec<Phrase> {
    let differ = episode.acts.windows(2).any(|two| two[0].pathways != two[1].pathways);
    if !differ {
        return Vec::new();
    }
    let line = |act: &crate::api::EpisodeAct| {
        let words = Phrase::from(format!("{} ", act.action)).link(act.object.as_str(), act.object.as_str());
        words.text(": ").then(pathways(&set(&act.pathways)))
    };
    episode.acts.iter().map(line).collect()
}

fn differences(episode: &EpisodeReport) -> Vec<Phrase> {
    let lines = episode.differences.iter().map(|found| {
        Phrase::new()
            .code(found.pointer.trim_start_matches('/'))
            .text(format!(": history shows {}, derived is {}", found.history, found.derived))
    });
    let why = episode.acknowledged.iter().map(|why| Phrase::from(format!("acknowledged: {why}")));
    lines.chain(why).collect()
}

fn votes(episode: &EpisodeReport) -> Vec<Phrase> {
    let line = |vote: &crate::api::VoteReport| {
        let day = vote.held.map(|day| format!("{day}, ")).unwrap_or_default();
        Phrase::from(format!("{day}{}: {}", vote.question, vote.result))
    };
    episode.votes.iter().map(line).collect()
}

/// What is said where an episode fails.
pub fn backtest_failure(report: &BacktestReport) -> Option<Block> {
    let failing: Vec<&str> = report.episodes.iter().filter(|e| e.failing).map(|e| e.id.as_str()).collect();
    let text = format!(
        "No record accepts, with a reason, what differs in: {}. Mend the law or the facts, or say why in `acknowledged`; an `acknowledged` that accepts nothing is to go.",
        failing.join(", ")
    );
    (!failing.is_empty()).then(|| Block::callout(Callout::Warning, text.as_str()))
}
