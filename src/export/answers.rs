//! The tables of answers: options with what they take, and what delisting takes by programme tag.

use super::table::{Table, Type, row};
use crate::api::{OptionReport, option_reports};
use crate::model::{Id, Pathway, ReliefOption};
use crate::register::Register;
use crate::relief::{Question, by_tag, first_day};

/// The answer for every option that is not retired and whose law is encoded on the day.
pub(super) fn reports(register: &Register, question: &Question) -> Vec<OptionReport> {
    let asked = |(_, option): &(&Id, &ReliefOption)| {
        let covered = first_day(register, &option.regime).is_none_or(|first| first <= question.as_of);
        covered && option.retired.is_none()
    };
    let options: Vec<_> = register.options().filter(asked).collect();
    option_reports(register, question, &options)
}

/// Every table of answers.
pub(super) fn tables(register: &Register, question: &Question, reports: &[OptionReport]) -> Vec<Table> {
    vec![
        options(register, reports),
        pathways(reports),
        readings(reports),
        controls(reports),
        conditions(reports),
        residual(reports),
        packages(register),
        package_options(register),
        delisting(register, question),
    ]
}

fn options(register: &Register, reports: &[OptionReport]) -> Table {
    let mut table = Table::new(
        "options",
        1,
        "A relief option, with its pathway derived for the day asked of",
    )
    .needs("id", Type::Text, "its id")
    .to("records")
    .needs("title", Type::Text, "the option in a phrase")
    .needs("summary", Type::Text, "what it would do and for whom")
    .needs("owner", Type::Text, "who would carry it out")
    .to("actors")
    .needs("baseline", Type::Boolean, "whether it is the status quo, which is never counted")
    .needs(
        "pathway",
        Type::Text,
        "the hardest pathway that is not outlying: none, executive, conditional, review or legislation",
    )
    .needs("pathways", Type::Text, "every pathway that is not outlying, lightest first, joined by spaces")
    .needs(
        "executive_only",
        Type::Boolean,
        "whether it is executive or conditional in every branch that is not outlying",
    )
    .needs(
        "executive_only_in_part",
        Type::Boolean,
        "whether its acts are so, while a goal left standing takes more",
    )
    .needs("contested", Type::Boolean, "whether the pathway differs between branches that are not outlying")
    .may("earliest_effective", Type::Day, "the earliest lawful day")
    .needs("verification", Type::Text, "how the weakest fact it rests on was checked")
    .may("reason", Type::Text, "why there is nothing to relieve, where the pathway is none");
    for report in reports {
        let summary = register.option(&report.id).map(|option| option.summary.to_string());
        table.push(row![
            &report.id,
            &report.title,
            summary.unwrap_or_default(),
            &report.owner,
            report.baseline,
            &report.pathway,
            report.pathways.join(" "),
            report.executive_only,
            report.executive_only_in_part,
            report.contested,
            report.earliest_effective,
            &report.verification,
            report.reason.as_ref(),
        ]);
    }
    table
}

fn pathways(reports: &[OptionReport]) -> Table {
    let mut table = Table::new("option_pathways", 2, "A pathway that some reading leads to")
        .needs("option", Type::Text, "the option")
        .to("options")
        .needs("pathway", Type::Text, "the pathway")
        .needs("outlying", Type::Boolean, "whether only outlying readings lead to it")
        .may("earliest_effective", Type::Day, "the earliest lawful day");
    for report in reports {
        for branch in &report.branches {
            table.push(row![&report.id, &branch.pathway, branch.outlying, branch.earliest_effective]);
        }
    }
    table
}

fn readings(reports: &[OptionReport]) -> Table {
    let mut table = Table::new("option_readings", 3, "The pathway of an option with one reading fixed")
        .needs("option", Type::Text, "the option")
        .to("options")
        .needs("point", Type::Text, "the contested point")
        .needs("choice", Type::Text, "the reading")
        .together(&["point", "choice"], "choices")
        .needs("pathway", Type::Text, "the hardest pathway with it")
        .needs("outlying", Type::Boolean, "whether the reading is outlying");
    for report in reports {
        for reading in &report.readings {
            table.push(row![&report.id, &reading.point, &reading.choice, &reading.pathway, reading.outlying]);
        }
    }
    table
}

fn controls(reports: &[OptionReport]) -> Table {
    let mut table = Table::new("option_controls", 2, "What reaches an option in its headline")
        .needs("option", Type::Text, "the option")
        .to("options")
        .needs("place", Type::Integer, "its place, from 1")
        .needs("bar", Type::Text, "the lock, statutory measure or mandate that reaches it")
        .to("parts")
        .may("exit", Type::Text, "the exit used; none where no exit fits")
        .to("exits");
    for report in reports {
        for (nth, control) in report.controlling.iter().enumerate() {
            table.push(row![&report.id, nth + 1, &control.lock, control.exit.as_ref()]);
        }
    }
    table
}

fn conditions(reports: &[OptionReport]) -> Table {
    let mut table =
        Table::new("option_conditions", 2, "What the exits used in the headline of an option ask for")
            .needs("option", Type::Text, "the option")
            .to("options")
            .needs("place", Type::Integer, "its place, from 1")
            .needs("exit", Type::Text, "the exit that asks for it")
            .to("exits")
            .needs("kind", Type::Text, "what kind of thing")
            .needs("text", Type::Text, "what is asked")
            .may("days", Type::Integer, "at least so many days ahead; of a review, the length of its window")
            .needs("after", Type::Boolean, "whether it may follow the relief")
            .needs(
                "in_presidents_gift",
                Type::Boolean,
                "whether it is in the gift of the President or an office under the President",
            );
    for report in reports {
        for (nth, condition) in report.conditions.iter().enumerate() {
            table.push(row![
                &report.id,
                nth + 1,
                &condition.provision,
                &condition.kind,
                &condition.text,
                condition.days,
                condition.after,
                condition.in_presidents_gift,
            ]);
        }
    }
    table
}

fn residual(reports: &[OptionReport]) -> Table {
    let mut table = Table::new(
        "option_residual",
        2,
        "A measure that still restricts the same conduct or target after an option",
    )
    .needs("option", Type::Text, "the option")
    .to("options")
    .needs("measure", Type::Text, "the measure")
    .to("measures");
    for report in reports {
        report.residual.iter().for_each(|measure| table.push(row![&report.id, measure]));
    }
    table
}

fn packages(register: &Register) -> Table {
    let mut table = Table::new("packages", 1, "Options in an order that a negotiator would recognise")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("title", Type::Text, "its title")
        .needs("summary", Type::Text, "what it is");
    for (id, package) in register.packages() {
        table.push(row![id, &package.title, &package.summary]);
    }
    table
}

fn package_options(register: &Register) -> Table {
    let mut table = Table::new("package_options", 3, "An option of a phase of a package")
        .needs("package", Type::Text, "the package")
        .to("packages")
        .needs("phase", Type::Integer, "which phase, from 1")
        .needs("place", Type::Integer, "its place in the phase, from 1")
        .needs("phase_title", Type::Text, "what the phase is called")
        .needs("option", Type::Text, "the option")
        .to("records")
        .may("trigger", Type::Text, "what opens the phase");
    for (id, package) in register.packages() {
        for (nth, phase) in package.phases.iter().enumerate() {
            for (place, option) in phase.options.iter().enumerate() {
                table.push(row![id, nth + 1, place + 1, &phase.title, option, phase.trigger.as_ref()]);
            }
        }
    }
    table
}

fn delisting(register: &Register, question: &Question) -> Table {
    let mut table = Table::new("delisting_by_tag", 5, "What the act of delisting takes, for a listing of which the tag, the day and perhaps the nationality are known")
        .needs("programme", Type::Text, "the record of the tag on one list")
        .to("programmes")
        .needs("listed_from", Type::Day, "for listings of this day or later")
        .needs("nationality", Type::Text, "of a target of this nationality (ISO 3166-1, lower case); other: of none that has rows of its own; any: where it is not known, the set over all")
        .needs("reading", Type::Text, "any, or the one reading that is fixed, as POINT=CHOICE")
        .needs("from_day", Type::Day, "for delisting on this day or later")
        .needs("tag", Type::Text, "the programme tag, verbatim as it is published")
        .may("list", Type::Text, "the list on which it stands, as in SDN: one tag can stand for other measures on another list")
        .may("listed_until", Type::Day, "for listings before this day")
        .may("until_day", Type::Day, "for delisting before this day")
        .may("point", Type::Text, "the point of the reading that is fixed")
        .may("choice", Type::Text, "the reading that is fixed")
        .together(&["point", "choice"], "choices")
        .needs("outlying_reading", Type::Boolean, "whether the reading that is fixed is outlying")
        .needs("pathway", Type::Text, "the hardest pathway of the set that follows")
        .needs("lightest", Type::Text, "the lightest of the same set")
        .needs("pathways", Type::Text, "every pathway that is not outlying, lightest first, joined by spaces; where an outlying reading is fixed, what it leads to")
        .may("outlying", Type::Text, "the pathways that only outlying readings lead to, joined by spaces")
        .needs("executive_only", Type::Boolean, "whether every pathway of the set is executive or conditional")
        .needs("beyond_coverage", Type::Boolean, "whether from_day lies after the law is encoded: then it is the last known law");
    let words = |set: &[Pathway]| set.iter().map(|p| p.word()).collect::<Vec<_>>().join(" ");
    for span in by_tag(register, question) {
        let Some(programme) = register.programme(span.programme.as_str()) else { continue };
        let regime = register.head().regimes.iter().find(|regime| regime.id == programme.regime);
        let covered_to = regime.map_or_else(|| register.coverage_end(), |regime| regime.coverage.to.0);
        let (Some(lightest), Some(hardest)) = (span.pathways.first(), span.pathways.last()) else { continue };
        let reading = span.reading.as_ref();
        let outlying = reading.and_then(|(point, choice)| {
            let choices = &register.point(point.as_str())?.choices;
            choices.iter().find(|known| known.id == *choice)?.outlying.as_ref()
        });
        table.push(row![
            &span.programme,
            span.listed_from,
            &span.nationality,
            reading.map_or_else(|| "any".to_owned(), |(point, choice)| format!("{point}={choice}")),
            span.from,
            &programme.tag,
            programme.list.as_ref(),
            span.listed_until,
            span.until,
            reading.map(|(point, _)| point),
            reading.map(|(_, choice)| choice),
            outlying.is_some(),
            hardest.word(),
            lightest.word(),
            words(&span.pathways),
            (!span.outlying.is_empty()).then(|| words(&span.outlying)),
            span.pathways.iter().all(|pathway| pathway.executive_only()),
            span.from > covered_to,
        ]);
    }
    table
}
