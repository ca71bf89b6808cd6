//! The tables of the law: instruments, emergencies, and what stands in them.

use super::table::{Table, Type, row};
use super::tables::{days, joined, span};
use crate::model::{Binds, Due};
use crate::register::{Law, MeasureIx, Register};
use crate::relief::{Question, basis, locks_on};

/// Every table of the law.
pub(super) fn tables(register: &Register, question: &Question, law: Law<'_>) -> Vec<Table> {
    let mut tables = vec![
        emergencies(register),
        continuations(register),
        instruments(register),
        identifiers(register),
        relations(register),
        measures(register, question),
        authorities(register, law),
        locks(register),
        lock_measures(register, question),
        exits(register),
        exit_opens(register),
        exit_conditions(register),
        mandates(register),
        review_clocks(register),
        points(register),
        choices(register),
        facts(register),
        bills(register),
    ];
    tables.extend(measure_lists(register));
    tables
}

fn emergencies(register: &Register) -> Table {
    let table = Table::new("emergencies", 1, "A national emergency")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("declared_by", Type::Text, "the instrument that declared it")
        .to("instruments");
    let table = span!(table, "declared", "the day it was declared");
    let table = span!(table, "ended", "the first day it was no longer in force");
    let mut table = table.may("ended_by", Type::Text, "the instrument that ended it").to("instruments");
    for (id, emergency) in register.emergencies() {
        let mut row = row![id, &emergency.declared_by];
        row.extend(days(Some(emergency.declared)));
        row.extend(days(emergency.ended));
        row.extend(row![emergency.ended_by.as_ref()]);
        table.push(row);
    }
    table
}

fn continuations(register: &Register) -> Table {
    let table = Table::new("continuations", 2, "A notice that continues an emergency for a year")
        .needs("emergency", Type::Text, "the emergency")
        .to("emergencies")
        .needs("place", Type::Integer, "which of its notices, oldest first, from 1");
    let table = span!(table, "signed", "the day of the notice");
    let mut table =
        span!(table, "published", "the day it was published").may("citation", Type::Text, "how it is cited");
    for (id, emergency) in register.emergencies() {
        for (nth, notice) in emergency.continuations.iter().enumerate() {
            let mut row = row![id, nth + 1];
            row.extend(days(Some(notice.signed)));
            row.extend(days(notice.published));
            row.extend(row![notice.citations.short()]);
            table.push(row);
        }
    }
    table
}

fn instruments(register: &Register) -> Table {
    let table = Table::new("instruments", 1, "A legal text: a statute, order, directive, determination, licence, regulation, proclamation or notice")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("kind", Type::Text, "what kind of text")
        .needs("title", Type::Text, "its title")
        .may("short_title", Type::Text, "the name it goes by")
        .may("citation", Type::Text, "how it is cited");
    let table = span!(table, "signed", "the day it was signed");
    let table = span!(table, "published", "the day it was published");
    let table = span!(table, "effective", "the first day it was in force");
    let table = span!(table, "ended", "the first day it was no longer in force");
    let mut table = span!(table, "expires", "the first day it is no longer in force by its own terms");
    for (id, kind, text) in register.instruments() {
        let mut row = row![id, kind.word(), &text.title, text.short_title.as_ref(), text.citations.short()];
        let all = [text.signed, text.published, Some(text.effective), text.ended, text.expires];
        row.extend(all.into_iter().flat_map(days));
        table.push(row);
    }
    table
}

fn identifiers(register: &Register) -> Table {
    let mut table =
        Table::new("identifiers", 2, "A standard identifier of an instrument, derived from its citation")
            .needs("instrument", Type::Text, "the instrument")
            .to("instruments")
            .needs("identifier", Type::Text, "a USLM path, as in /us/pl/115/44")
            .needs("place", Type::Integer, "which of its identifiers, most telling first, from 1");
    for (id, kind, text) in register.instruments() {
        for (nth, identifier) in text.citations.identifiers(kind).into_iter().enumerate() {
            table.push(row![id, identifier, nth + 1]);
        }
    }
    table
}

fn relations(register: &Register) -> Table {
    let mut table = Table::new("relations", 3, "How an instrument stands to another, or to an emergency")
        .needs("instrument", Type::Text, "the instrument")
        .to("instruments")
        .needs("kind", Type::Text, "the relation, as in issued-under")
        .needs("target", Type::Text, "the instrument, emergency or part that it is to")
        .needs("target_record", Type::Text, "the record of the target")
        .to("records")
        .needs(
            "cascades",
            Type::Boolean,
            "whether the instrument falls with the last of what it so hangs on",
        );
    for (id, _, text) in register.instruments() {
        for relation in &text.relations {
            let record = relation.to.split().0;
            table.push(row![id, relation.kind.word(), &relation.to, record, relation.kind.cascades()]);
        }
    }
    table
}

/// The columns that every part of an instrument has.
fn part(name: &'static str, about: &'static str) -> Table {
    let table = Table::new(name, 1, about)
        .needs("id", Type::Text, "RECORD/PART")
        .to("parts")
        .needs("instrument", Type::Text, "the instrument or bill it stands in")
        .to("records")
        .needs("title", Type::Text, "its title")
        .needs("pinpoint", Type::Text, "where in the text");
    let table = span!(table, "effective", "the first day it was in force, where not its instrument's");
    let table = span!(table, "ended", "the first day it was no longer in force");
    span!(table, "expires", "the first day it is no longer in force by its own terms")
}

fn measures(register: &Register, question: &Question) -> Table {
    let mut table = part("measures", "One restriction")
        .needs("binds", Type::Text, "whom: listed persons, or everyone")
        .may("terms", Type::Text, "its terms")
        .needs(
            "by_executive_order",
            Type::Boolean,
            "whether it rests on an executive instrument on the day asked of",
        )
        .needs(
            "congressionally_mandated",
            Type::Boolean,
            "whether a statute imposes or orders it on that day",
        )
        .needs("codified", Type::Boolean, "whether a lock holds it as it stands on that day");
    for ix in register.measure_ixs() {
        let measure = register.measure(ix);
        let mut row = row![register.reference(ix), &register.home(ix).id, &measure.title, &measure.pinpoint];
        row.extend([measure.effective, measure.ended, measure.expires].into_iter().flat_map(days));
        let binds = match measure.binds {
            Binds::Listed => "listed",
            Binds::Everyone => "everyone",
        };
        let bases = basis(register, ix, question);
        row.extend(row![binds, measure.terms.as_ref()]);
        row.extend(
            ["executive-order", "congressionally-mandated", "codified"].map(|b| bases.contains(&b).into()),
        );
        table.push(row);
    }
    table
}

fn measure_lists(register: &Register) -> [Table; 2] {
    let mut conducts = Table::new("measure_conducts", 2, "A conduct that a measure restricts")
        .needs("measure", Type::Text, "the measure")
        .to("measures")
        .needs("conduct", Type::Text, "the conduct")
        .to("conducts");
    let mut territories = Table::new("measure_territories", 2, "A territory that a measure is about")
        .needs("measure", Type::Text, "the measure")
        .to("measures")
        .needs("territory", Type::Text, "the territory")
        .to("territories");
    for ix in register.measure_ixs() {
        let (id, measure) = (register.reference(ix), register.measure(ix));
        measure.conduct.iter().for_each(|conduct| conducts.push(row![id, conduct]));
        measure.territory.iter().for_each(|territory| territories.push(row![id, territory]));
    }
    [conducts, territories]
}

fn authorities(register: &Register, law: Law<'_>) -> Table {
    let mut table = Table::new(
        "measure_authorities",
        2,
        "What a measure rests on: its own authority, or its instrument's",
    )
    .needs("measure", Type::Text, "the measure")
    .to("measures")
    .needs("place", Type::Integer, "which of its bases, from 1")
    .needs("statute", Type::Text, "the statute that gives the power")
    .to("instruments")
    .may("emergency", Type::Text, "the emergency that the power is used in")
    .to("emergencies");
    for ix in register.measure_ixs() {
        for (nth, base) in law.authority(ix).iter().enumerate() {
            table.push(row![register.reference(ix), nth + 1, &base.under, base.emergency.as_ref()]);
        }
    }
    table
}

fn locks(register: &Register) -> Table {
    let mut table = part("locks", "A provision that bars or conditions relief").needs(
        "holds",
        Type::Boolean,
        "whether it can keep a restriction when its order or emergency ends",
    );
    for ix in register.lock_ixs() {
        let lock = register.lock(ix);
        let mut row = row![register.reference(ix), &register.home(ix).id, &lock.title, &lock.pinpoint];
        row.extend([lock.effective, lock.ended, lock.expires].into_iter().flat_map(days));
        row.extend(row![!lock.holds.is_empty()]);
        table.push(row);
    }
    table
}

fn lock_measures(register: &Register, question: &Question) -> Table {
    let mut table = Table::new("lock_measures", 2, "A measure that a lock bears on, on the day asked of")
        .needs("lock", Type::Text, "the lock")
        .to("locks")
        .needs("measure", Type::Text, "the measure")
        .to("measures")
        .needs("certain", Type::Boolean, "whether it does so on every reading and whatever the facts are");
    let rows = |ix: MeasureIx| locks_on(register, ix, question).into_iter().map(move |lock| (ix, lock));
    for (ix, (lock, certain)) in register.measure_ixs().flat_map(rows) {
        table.push(row![register.reference(lock), register.reference(ix), certain]);
    }
    table
}

fn exits(register: &Register) -> Table {
    let mut table = part("exits", "A lawful way through locks")
        .may("review", Type::Text, "the procedure by which Congress can stop it")
        .to("review_clocks")
        .may("minimum_age", Type::Text, "how old the measure must be")
        .may("lasts", Type::Text, "how long the relief lasts")
        .may("limits", Type::Text, "its limits");
    for ix in register.exit_ixs() {
        let exit = register.exit(ix);
        let mut row = row![register.reference(ix), &register.home(ix).id, &exit.title, &exit.pinpoint];
        row.extend([exit.effective, exit.ended, exit.expires].into_iter().flat_map(days));
        row.extend(row![
            exit.review.as_ref(),
            exit.minimum_age.map(|age| age.to_string()),
            exit.lasts.map(|lasts| lasts.to_string()),
            exit.limits.as_ref(),
        ]);
        table.push(row);
    }
    table
}

fn exit_opens(register: &Register) -> Table {
    let mut table = Table::new("exit_opens", 2, "What an exit opens, or sets aside")
        .needs("exit", Type::Text, "the exit")
        .to("exits")
        .needs("part", Type::Text, "the lock, measure or mandate")
        .to("parts")
        .needs("sets_aside", Type::Boolean, "whether the exit sets it aside, rather than leading through it");
    for ix in register.exit_ixs() {
        let (id, exit) = (register.reference(ix), register.exit(ix));
        for part in &exit.opens {
            table.push(row![id, part, exit.sets_aside.contains(part)]);
        }
        let aside = exit.sets_aside.iter().filter(|part| !exit.opens.contains(part));
        aside.for_each(|part| table.push(row![id, part, true]));
    }
    table
}

fn exit_conditions(register: &Register) -> Table {
    let mut table = Table::new("exit_conditions", 2, "One thing that an exit asks for")
        .needs("exit", Type::Text, "the exit")
        .to("exits")
        .needs("place", Type::Integer, "which of its conditions, from 1")
        .needs("kind", Type::Text, "what kind of thing, as in finding or notice")
        .needs("text", Type::Text, "what is asked")
        .may("pinpoint", Type::Text, "where in the text")
        .may("days", Type::Integer, "at least so many days ahead")
        .needs("after", Type::Boolean, "whether it may follow the relief")
        .may("fact", Type::Text, "the fact that is found")
        .to("facts")
        .may("in_gift_of", Type::Text, "the actors in whose gift it is, joined by spaces");
    for ix in register.exit_ixs() {
        for (nth, condition) in register.exit(ix).conditions.iter().enumerate() {
            let actors: Vec<&str> = condition.in_gift_of.iter().map(crate::model::Id::as_str).collect();
            table.push(row![
                register.reference(ix),
                nth + 1,
                condition.kind.word(),
                &condition.text,
                condition.pinpoint.as_ref(),
                condition.days,
                condition.due == Due::After,
                condition.fact.as_ref(),
                (!actors.is_empty()).then(|| actors.join(" ")),
            ]);
        }
    }
    table
}

fn mandates(register: &Register) -> Table {
    let table = part("mandates", "A provision that orders a restriction to be imposed")
        .needs("trigger", Type::Text, "automatic, determination or discretion")
        .may("due", Type::Text, "how soon it must be imposed");
    let mut table = span!(table, "imposed", "the day it was imposed");
    for ix in register.mandate_ixs() {
        let mandate = register.mandate(ix);
        let mut row = row![register.reference(ix), &register.home(ix).id, &mandate.title, &mandate.pinpoint];
        row.extend([mandate.effective, mandate.ended, mandate.expires].into_iter().flat_map(days));
        row.extend(row![mandate.trigger.word(), mandate.due.map(|due| due.to_string())]);
        row.extend(days(mandate.imposed));
        table.push(row);
    }
    table
}

fn review_clocks(register: &Register) -> Table {
    let mut table = Table::new("review_clocks", 1, "A procedure by which Congress can stop relief")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("title", Type::Text, "its title")
        .needs("pinpoint", Type::Text, "where it stands")
        .needs("days", Type::Integer, "the days of its ordinary window")
        .may("seasonal_days", Type::Integer, "the days of its window in a season")
        .needs("bars", Type::Text, "what is barred meanwhile");
    for (id, clock) in register.review_clocks() {
        let seasonal = clock.seasonal.as_ref().map(|seasonal| seasonal.days);
        table.push(row![id, &clock.title, &clock.pinpoint, clock.days, seasonal, &clock.bars]);
    }
    table
}

fn points(register: &Register) -> Table {
    let mut table = Table::new("points", 1, "A contested point of law")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("title", Type::Text, "its title")
        .needs("question", Type::Text, "what is contested");
    for (id, point) in register.points() {
        table.push(row![id, &point.title, &point.question]);
    }
    table
}

fn choices(register: &Register) -> Table {
    let mut table = Table::new("choices", 2, "A reading of a contested point")
        .needs("point", Type::Text, "the point")
        .to("points")
        .needs("choice", Type::Text, "the reading; an answer names it POINT=CHOICE")
        .needs("place", Type::Integer, "its place among the readings, from 1")
        .needs("claim", Type::Text, "what it says")
        .needs("argument", Type::Text, "why")
        .may("holders", Type::Text, "who holds it")
        .needs("text_only", Type::Boolean, "whether nobody is known to hold it")
        .may("outlying", Type::Text, "why it does not set a headline, where it does not");
    for (id, point) in register.points() {
        for (nth, choice) in point.choices.iter().enumerate() {
            let holders: Vec<crate::model::Text> = choice.holders.iter().map(|h| h.who.clone()).collect();
            table.push(row![
                id,
                &choice.id,
                nth + 1,
                &choice.claim,
                &choice.argument,
                joined(&holders),
                choice.text_only,
                choice.outlying.as_ref(),
            ]);
        }
    }
    table
}

fn facts(register: &Register) -> Table {
    let mut table = Table::new("facts", 1, "A fact on which the law turns")
        .needs("id", Type::Text, "its id")
        .to("records")
        .needs("title", Type::Text, "its title")
        .needs("question", Type::Text, "what is asked")
        .may("judge", Type::Text, "who judges it");
    for (id, fact) in register.facts() {
        table.push(row![id, &fact.title, &fact.question, fact.judge.as_ref()]);
    }
    table
}

fn bills(register: &Register) -> Table {
    let mut table =
        Table::new("bills", 1, "A bill that is not law; what it holds counts only where it is assumed")
            .needs("id", Type::Text, "its id")
            .to("records")
            .needs("title", Type::Text, "its title")
            .may("citation", Type::Text, "how it is cited")
            .needs("standing", Type::Text, "how far it has come")
            .needs("dead", Type::Boolean, "whether it can no longer pass")
            .may("overtaken_by", Type::Text, "the statute enacted from it or in its place")
            .to("instruments");
    for (id, bill) in register.bills() {
        table.push(row![
            id,
            &bill.title,
            bill.citations.short(),
            &bill.standing,
            bill.dead,
            bill.overtaken_by.as_ref()
        ]);
    }
    table
}
