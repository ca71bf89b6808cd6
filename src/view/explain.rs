//! An option's argument: what is asked, what holds it back, how each reading comes out, what stands afterwards.

use crate::api::Receipt;
use crate::doc::{Block, Column, Doc, Phrase, Table};
use crate::model::{ConditionKind, Due, Ends, Id, Pathway, ReliefOption, Trigger};
use crate::register::{ExitIx, Part, Register, Tri};
use crate::relief::{
    Answer, Assignment, Bar, Deed, Fate, Fit, Item, Object, Passage, Timetable, Var, Weighed, Weighted, ends,
    is_outlying,
};

use super::cite::{actor, cite, instrument_name, joined, pathways, provision, tone};
use super::options::{receipt as receipt_lines, remark};
use super::outcome::{case, value_word};

/// The argument of an option.
pub fn explain(id: &Id, option: &ReliefOption, answer: &Answer<'_>, receipt: &Receipt) -> Doc {
    let mut doc = Doc::new(option.title.as_str());
    doc.paragraph(Phrase::new().code(id.as_str()).text(format!(" - {}", option.summary)));
    if answer.question.as_of > receipt.coverage_end {
        doc.push(remark(format!(
            "The law is encoded through {}. This is the last known law, read as of {}.",
            receipt.coverage_end, answer.question.as_of
        )));
    }
    let page = Page { answer, register: answer.register, top: 1 };
    page.headline(&mut doc);
    doc.heading(1, "The acts and what holds them back");
    for act in &answer.acts {
        page.act(act, &mut doc);
    }
    page.branches(&mut doc);
    page.points(&mut doc);
    page.standing(&mut doc);
    page.politics(option, &mut doc);
    page.verification(option, &mut doc);
    doc.push(receipt_lines(receipt));
    doc
}

/// An answer on a page, part by part.
pub(super) struct Page<'p, 'a> {
    pub(super) answer: &'p Answer<'a>,
    pub(super) register: &'a Register,
    /// The level of its headings.
    pub(super) top: u8,
}

impl Page<'_, '_> {
    pub(super) fn headline(&self, doc: &mut Doc) {
        let answer = self.answer;
        let set = answer.pathways();
        let day = answer.question.as_of;
        let mut line = Phrase::from(format!("As of {day}: ")).then(pathways(&set));
        line = match set.as_slice() {
            [Pathway::None] => {
                line.text(format!(". There is nothing to relieve: {}.", crate::api::reason(answer)))
            }
            [one] => line.text(format!(". {}.", one.title())),
            _ => line.text(". Contested: which of these it is turns on what follows."),
        };
        doc.paragraph(line);
        let outlying = answer.outlying();
        if !outlying.is_empty() {
            doc.paragraph(
                Phrase::from("An outlying reading leads to ")
                    .then(pathways(&outlying))
                    .text("; it is printed below and does not set the headline."),
            );
        }
        let lawful = answer.lawful();
        if lawful != set && lawful != [Pathway::None] {
            doc.paragraph(
                Phrase::from("The acts themselves are lawful by ")
                    .then(pathways(&lawful))
                    .text("; the rest comes from what they leave standing."),
            );
        }
    }

    pub(super) fn act(&self, act: &Weighed, doc: &mut Doc) {
        let deed = &act.deed;
        let what = format!("{} {}", verb(deed), self.name(&deed.object));
        doc.heading(self.top + 1, what);
        match self.answer.standing(&deed.object) {
            Tri::No => {
                let object = deed.object.reference(self.register);
                doc.paragraph(format!(
                    "`{object}` is not in force on {}: there is nothing to relieve.",
                    self.answer.question.as_of
                ));
                return;
            }
            Tri::Unknown(fact) => {
                doc.paragraph(
                    Phrase::from("Whether it is in force that day is not known: the answer branches on ")
                        .code(fact.as_str())
                        .text("."),
                );
            }
            Tri::Yes => {}
        }
        doc.paragraph(self.rests(&deed.object));
        if act.groups.is_empty() {
            doc.paragraph(
                Phrase::from("No lock in force that day reaches this act, so it is ")
                    .then(pathways(&[Pathway::Executive]))
                    .text(": nothing must come first."),
            );
            return;
        }
        for (bars, outcomes) in self.answer.detail(act) {
            for bar in bars {
                self.bar(act, *bar, &outcomes, doc);
            }
            self.cases(&outcomes, doc);
        }
    }

    /// What a restriction rests on.
    fn rests(&self, object: &Object) -> Phrase {
        let register = self.register;
        match object {
            Object::Emergency(id) => self.emergency(id),
            Object::Measure(ix) => self.measure(*ix),
            Object::Mandate(ix, _) => self.mandate(*ix),
            Object::Listing(ix) => {
                let listing = register.listing(*ix);
                let (_, target) = register.listed_target(*ix);
                let mut phrase = Phrase::from(format!(
                    "{} was listed on {} on the ground of {}",
                    target.name,
                    listing.from,
                    listing.ground.word()
                ))
                .cite(cite(register, *ix))
                .text(". ");
                for measure in register.listing_measures(*ix) {
                    phrase = phrase.then(self.measure(*measure));
                }
                phrase
            }
        }
    }

    /// What a mandate orders, and what is known of whether it was done.
    fn mandate(&self, ix: crate::register::MandateIx) -> Phrase {
        let mandate = self.register.mandate(ix);
        let imposed = match (mandate.trigger, mandate.imposed) {
            (_, Some(day)) => format!("It was carried out on {day}."),
            (Trigger::Determination, None) => {
                "It waits for a determination; no imposition is recorded.".to_owned()
            }
            (Trigger::Discretion, None) => "It may be used and need not be.".to_owned(),
            (Trigger::Automatic, None) => "Whether it was carried out is not known.".to_owned(),
        };
        Phrase::from(format!("What is ordered: {}", strip(&lower(mandate.title.as_str()))))
            .cite(cite(self.register, ix))
            .text(format!(". {imposed}"))
    }

    fn measure(&self, ix: crate::register::MeasureIx) -> Phrase {
        let measure = self.register.measure(ix);
        let bases = self.answer.authority(ix);
        let names: Vec<String> = bases
            .iter()
            .map(|base| {
                let statute = instrument_name(self.register, base.under.as_str());
                match &base.emergency {
                    Some(emergency) => match self.answer.emergency(emergency).until {
                        Some(until) => format!("{statute} under the emergency {emergency}, which runs to {until} unless continued"),
                        None => format!("{statute} under the emergency {emergency}"),
                    },
                    None => statute,
                }
            })
            .collect();
        let phrase = Phrase::from(format!("What binds: {}", strip(&lower(measure.title.as_str()))))
            .cite(cite(self.register, ix));
        match (names.is_empty(), self.register.home(ix).is_statute()) {
            (_, true) => phrase.text(". A statute imposes it."),
            (true, _) => phrase.text(". The record names no authority for it."),
            (false, _) => phrase.text(format!(". It rests on {}.", joined(&names, "and"))),
        }
    }

    fn emergency(&self, id: &Id) -> Phrase {
        let standing = self.answer.emergency(id);
        let title = self.register.emergency(id.as_str()).map_or(id.as_str(), |e| e.title.as_str());
        let mut phrase = Phrase::from(format!("{title} (")).code(id.as_str()).text(")");
        if let Some(until) = standing.until {
            phrase = phrase.text(format!(" runs to {until} unless continued"));
        }
        if let Some(from) = standing.notice_from {
            phrase = phrase.text(format!("; a notice of continuation can be given from {from} on"));
        }
        phrase.text(".")
    }

    /// A lock: what it says, whether it reaches the act, and what its exits ask for.
    fn bar(&self, act: &Weighed, bar: Bar, outcomes: &[(&Passage, Vec<Assignment>)], doc: &mut Doc) {
        let register = self.register;
        let title = match bar {
            Bar::Lock(ix) => lower(register.lock(ix).title.as_str()),
            Bar::Statute(ix) => format!("itself a statute: {}", lower(register.measure(ix).title.as_str())),
            Bar::Mandate(ix) => lower(register.mandate(ix).title.as_str()),
        };
        let reached = outcomes.iter().filter(|(p, _)| p.used.iter().any(|(b, _)| *b == bar)).count();
        let how = match (reached, outcomes.len()) {
            (0, _) => "It does not reach this act.",
            (some, all) if some == all => "It reaches this act.",
            _ => "It reaches this act on some readings only.",
        };
        doc.paragraph(
            Phrase::new()
                .strong(format!("Lock {}", bar.reference(register)))
                .text(format!(": {}", strip(&title)))
                .cite(cite(register, bar))
                .text(format!(". {how}")),
        );
        let exits: Vec<Vec<Block>> = register
            .exits_opening(bar.reference(register).as_str())
            .iter()
            .filter_map(|exit| self.exit(act, *exit, outcomes))
            .collect();
        if reached == 0 {
            return;
        }
        if exits.is_empty() {
            doc.paragraph("The statute gives no exit for this action.");
        } else {
            doc.push(Block::list(false, exits));
        }
    }

    fn exit(
        &self,
        act: &Weighed,
        ix: ExitIx,
        outcomes: &[(&Passage, Vec<Assignment>)],
    ) -> Option<Vec<Block>> {
        let register = self.register;
        let exit = register.exit(ix);
        let used = outcomes.iter().any(|(p, _)| p.used.iter().any(|(_, e)| *e == Some(ix)));
        let fit = self.best_fit(act, ix, outcomes);
        let head = Phrase::new()
            .strong(format!("Exit {}", register.reference(ix)))
            .text(format!(": {}", strip(&lower(exit.title.as_str()))))
            .cite(cite(register, ix));
        let why = match (&fit, used) {
            (Fit::OtherAction, _) => return None,
            (Fit::Fits(_), _) => None,
            (Fit::OtherCase, _) => {
                Some("It does not fit: it is for other persons, grounds or scope.".to_owned())
            }
            (Fit::Closed, _) => {
                Some("It is not open that day, or closes before its days run out.".to_owned())
            }
            (Fit::Denied(fact), _) => Some(format!("It is closed here: {fact} is denied.")),
        };
        let mut blocks = Vec::new();
        match why {
            Some(why) => blocks.push(Block::paragraph(head.text(format!(". {why}")))),
            None => {
                blocks.push(Block::paragraph(head.text(".")));
                blocks.push(Block::list(false, self.conditions(ix)));
            }
        }
        Some(blocks)
    }

    /// The friendliest fit of an exit over all cases.
    fn best_fit(&self, act: &Weighed, ix: ExitIx, outcomes: &[(&Passage, Vec<Assignment>)]) -> Fit {
        let mut best = Fit::OtherAction;
        for case in outcomes.iter().flat_map(|(_, cases)| cases) {
            match self.answer.fit(act, ix, &self.answer.complete(case.clone())) {
                Fit::Fits(way) => return Fit::Fits(way),
                Fit::OtherAction => {}
                other => best = other,
            }
        }
        best
    }

    fn conditions(&self, ix: ExitIx) -> Vec<Vec<Block>> {
        let register = self.register;
        let exit = register.exit(ix);
        let filed = self.answer.question.submit;
        let days = Timetable::of(register, exit, filed, None);
        let mut lines: Vec<Phrase> = exit
            .conditions
            .iter()
            .map(|c| {
                let mut phrase = Phrase::new()
                    .emphasis(c.kind.word())
                    .text(format!(": {}", strip(&crate::api::asked(c, days.lawful_from.year()))));
                if let Some(n) = c.days {
                    phrase = phrase.text(format!(", at least {n} days ahead"));
                }
                if c.due == Due::After {
                    phrase = phrase.text(", afterwards");
                }
                let names: Vec<String> = c.in_gift_of.iter().map(|id| actor(register, id)).collect();
                let own = crate::api::executive(register, &c.in_gift_of);
                let finds = matches!(c.kind, ConditionKind::Finding | ConditionKind::Determination);
                match (own, finds, names.is_empty()) {
                    (_, _, true) => phrase.text("."),
                    (true, ..) => phrase.text(format!(" (in the gift of {}).", joined(&names, "and"))),
                    (false, ..) => phrase
                        .text(" (in the gift of ")
                        .strong(joined(&names, "and"))
                        .text(", not the President's own)."),
                }
            })
            .collect();
        if let (Some(window), Some(clock)) =
            (days.window, exit.review.as_ref().and_then(|id| register.review_clock(id.as_str())))
        {
            lines.push(
                Phrase::new()
                    .emphasis("review")
                    .text(format!(
                        ": {} ({} {}{}); filed on {}, barred through {}, lawful from ",
                        clock.title,
                        window.days,
                        if window.at_least {
                            "days of session, counted as if every day were one"
                        } else {
                            "days"
                        },
                        if window.seasonal { ", the seasonal window" } else { "" },
                        window.start,
                        window.last_barred
                    ))
                    .strong(window.lawful_from.to_string())
                    .text(if window.at_least { " at the earliest." } else { "." }),
            );
        } else if days.lawful_from > filed {
            lines.push(
                Phrase::from(format!("filed on {filed}, lawful from "))
                    .strong(days.lawful_from.to_string())
                    .text("."),
            );
        }
        if let Some(limits) = &exit.limits {
            lines.push(Phrase::new().emphasis("limits").text(format!(": {}", limits)));
        }
        if let Some(lasts) = exit.lasts {
            lines.push(Phrase::from(format!("such relief lasts {lasts} at most.")));
        }
        if lines.is_empty() {
            lines.push("it asks for nothing beforehand.".into());
        }
        lines.into_iter().map(|line| vec![Block::paragraph(line)]).collect()
    }

    /// How a linked group of locks comes out, case by case, where that differs.
    fn cases(&self, outcomes: &[(&Passage, Vec<Assignment>)], doc: &mut Doc) {
        if outcomes.len() < 2 {
            return;
        }
        let lines = outcomes.iter().flat_map(|(passage, cases)| {
            cases.iter().map(move |assignment| {
                let used: Vec<String> =
                    passage.used.iter().map(|(bar, exit)| self.through(*bar, *exit)).collect();
                let how = match (used.is_empty(), passage.pathway) {
                    (true, _) => "not reached".to_owned(),
                    (false, _) => used.join("; "),
                };
                Phrase::from("where ")
                    .then(case(self.register, assignment))
                    .text(format!(": {how}, so "))
                    .toned(tone(passage.pathway), passage.pathway.word())
            })
        });
        doc.push(Block::bullets(lines.collect::<Vec<_>>()));
    }

    fn through(&self, bar: Bar, exit: Option<ExitIx>) -> String {
        match exit {
            Some(exit) => format!("{} by {}", bar.reference(self.register), self.register.reference(exit)),
            None => format!("{} with no exit", bar.reference(self.register)),
        }
    }

    pub(super) fn branches(&self, doc: &mut Doc) {
        let branches = self.answer.branches();
        if branches.len() < 2 {
            return;
        }
        doc.heading(self.top, "How each reading comes out");
        let mut table = Table::new([
            Column::new("where").importance(Column::ESSENTIAL).min_width(24),
            Column::new("pathway").importance(Column::ESSENTIAL).min_width(11),
            Column::new("earliest").importance(6).min_width(10),
        ])
        .named("branches");
        for branch in &branches {
            for assignment in &branch.cases {
                let mut pathway = Phrase::new().toned(tone(branch.pathway), branch.pathway.word());
                if branch.outlying
                    || assignment.iter().any(|(var, value)| is_outlying(self.register, var, *value))
                {
                    pathway = pathway.text(" (outlying)");
                }
                let earliest = self.answer.branch_under(assignment, branch.pathway).earliest;
                table.row([
                    case(self.register, assignment),
                    pathway,
                    Phrase::from(earliest.map_or_else(|| "-".to_owned(), |d| d.to_string())),
                ]);
            }
            if branch.more {
                table.row([
                    Phrase::from("and other combinations"),
                    Phrase::new().toned(tone(branch.pathway), branch.pathway.word()),
                ]);
            }
        }
        doc.push(table);
    }

    pub(super) fn points(&self, doc: &mut Doc) {
        let vars = self.answer.all_turns_on();
        if vars.is_empty() {
            return;
        }
        let moving = self.answer.turns_on();
        doc.heading(self.top, "What it turns on");
        for var in &vars {
            match var {
                Var::Point(id) => self.point(id, moving.contains(var), doc),
                Var::Fact(id) => {
                    let question = self.register.fact(id.as_str()).map(|f| f.question.to_string());
                    let question = question.unwrap_or_else(|| {
                        "its day is not known, or it ran past its last known notice".into()
                    });
                    doc.paragraph(Phrase::new().strong(format!("Fact {id}")).text(format!(": {question}")));
                }
                Var::Basis(listing) => {
                    doc.paragraph(
                        Phrase::new()
                            .strong(format!("Basis of {listing}"))
                            .text(": the tag alone is known, and it may stand for more than one measure."),
                    );
                }
            }
        }
    }

    fn point(&self, id: &Id, moves: bool, doc: &mut Doc) {
        let Some(point) = self.register.point(id.as_str()) else { return };
        let mut head = Phrase::new().strong(format!("Point {id}")).text(format!(": {}", point.question));
        if !moves {
            head = head.text(" It moves conditions, days or effects here, not the pathway.");
        }
        doc.paragraph(head);
        let lines = point.choices.iter().enumerate().map(|(value, choice)| {
            let var = Var::Point(id.clone());
            let set = self.answer.pathways_under(&Assignment::from([(var.clone(), value)]));
            let holders: Vec<String> = choice.holders.iter().map(|h| h.who.to_string()).collect();
            let held = match (holders.is_empty(), choice.text_only) {
                (false, _) => format!(" Held by {}.", joined(&holders, "and")),
                (true, true) => " On the text alone: nobody is known to have said it.".to_owned(),
                (true, false) => String::new(),
            };
            let mut line = Phrase::new().code(value_word(self.register, &var, value)).text(format!(
                ": {}. {}{held}",
                strip(choice.claim.as_str()),
                choice.argument
            ));
            if let Some(why) = &choice.outlying {
                line = line.text(format!(" Outlying: {}.", strip(why.as_str())));
            }
            if moves { line.text(" Then: ").then(pathways(&set)).text(".") } else { line }
        });
        doc.push(Block::bullets(lines.collect::<Vec<_>>()));
    }

    fn standing(&self, doc: &mut Doc) {
        let items: Vec<&Weighted> = self.answer.goals.iter().flat_map(|g| &g.items).collect();
        if items.is_empty() && self.answer.beyond.is_empty() {
            return;
        }
        doc.heading(self.top, "What ends, and what still binds");
        doc.push(Block::bullets(self.items(&items)));
        let beyond: Vec<&Weighted> =
            self.answer.beyond.iter().filter(|item| ends(self.answer, item) != Ends::Yes).collect();
        if !beyond.is_empty() {
            doc.paragraph(
                "Outside what the option aims at, the same conduct or target remains restricted by:",
            );
            doc.push(Block::bullets(self.items(&beyond)));
        }
    }

    /// Items with what becomes of them; those that share a fate share a line.
    fn items(&self, items: &[&Weighted]) -> Vec<Phrase> {
        let mut lines: Vec<(Vec<Phrase>, Phrase)> = Vec::new();
        for item in items {
            let fate = self.item_fate(item);
            match lines.iter_mut().find(|(_, known)| *known == fate) {
                Some((names, _)) => names.push(self.item_name(item)),
                None => lines.push((vec![self.item_name(item)], fate)),
            }
        }
        lines.into_iter().map(|(names, fate)| Phrase::join(names, ", ").text(": ").then(fate)).collect()
    }

    fn item_name(&self, item: &Weighted) -> Phrase {
        let register = self.register;
        let part = match &item.item {
            Item::Measure(ix) => Part::Measure(*ix),
            Item::Listing(ix) | Item::Owner(ix, _) => Part::Listing(*ix),
            Item::Mandate(ix) => Part::Mandate(*ix),
        };
        let head = Phrase::new().code(item.item.reference(register).as_str()).cite(cite(register, part));
        match &item.item {
            Item::Owner(_, rule) => head.text(format!(" (an owner, through {rule})")),
            Item::Mandate(ix) => {
                let title = lower(register.mandate(*ix).title.as_str());
                head.text(format!(" orders the restriction anew ({})", strip(&title)))
            }
            _ => head,
        }
    }

    fn item_fate(&self, item: &Weighted) -> Phrase {
        let fates: Vec<String> = self.answer.fates(item).into_iter().map(|fate| self.fate(fate)).collect();
        let phrase = Phrase::from(joined(&fates, "or"));
        let needs: Vec<Pathway> =
            self.answer.needs_of(item).into_iter().filter(|p| *p != Pathway::None).collect();
        if needs.is_empty() {
            return phrase.text(".");
        }
        let act = self.answer.lightest(item, &self.answer.complete(Assignment::new()));
        let how = match (&item.item, act) {
            (Item::Mandate(_), _) => "; the lightest way out of it is ".to_owned(),
            (_, Some(act)) => {
                format!(
                    "; where it stands, the lightest act that would reach it, to {}, is ",
                    act.deed.action.word()
                )
            }
            (_, None) => "; where it stands, what would reach it is ".to_owned(),
        };
        phrase.text(how).then(pathways(&needs)).text(".")
    }

    fn fate(&self, fate: &Fate) -> String {
        match fate {
            Fate::Absent => "not in force".into(),
            Fate::Ends => "ends with the acts".into(),
            Fate::Untouched => "stands, no act touches it".into(),
            Fate::Held(lock) => format!(
                "stays in force, held by {} ({})",
                self.register.reference(*lock),
                provision(self.register, *lock)
            ),
            Fate::Carried(statute, None) => {
                format!("stays in force, resting on {}", instrument_name(self.register, statute.as_str()))
            }
            Fate::Carried(statute, Some(emergency)) => {
                format!(
                    "stays in force, resting on {} under {emergency}",
                    instrument_name(self.register, statute.as_str())
                )
            }
        }
    }

    pub(super) fn politics(&self, option: &ReliefOption, doc: &mut Doc) {
        doc.heading(self.top, "Around the law");
        let owner = actor(self.register, &option.owner);
        let list = |texts: Vec<String>, none: &str| {
            if texts.is_empty() { vec![Block::paragraph(none)] } else { vec![Block::bullets(texts)] }
        };
        let texts = |all: &[crate::model::Text]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let resist =
            option.resisters.iter().map(|r| format!("{}: {}", actor(self.register, &r.actor), r.why));
        let allied = option.allied.iter().map(|a| format!("{}: {}", actor(self.register, &a.actor), a.text));
        doc.push(Block::Definitions(vec![
            crate::doc::Definition::new("Owner", owner),
            crate::doc::Definition::of("Asked in return", list(texts(&option.asks), "Not stated.")),
            crate::doc::Definition::of("Risks", list(texts(&option.risks), "None recorded.")),
            crate::doc::Definition::of("Who may resist", list(resist.collect(), "Nobody recorded.")),
            crate::doc::Definition::of(
                "Allied measures that remain",
                list(allied.collect(), "None recorded."),
            ),
        ]));
    }

    /// The weakest fact, and what is not encoded.
    fn verification(&self, option: &ReliefOption, doc: &mut Doc) {
        self.weakest(doc);
        let gaps = self.answer.gaps().into_iter().chain(&option.gaps);
        let gaps: Vec<String> = gaps.map(gap_words).collect();
        if !gaps.is_empty() {
            doc.heading(self.top, "What is not encoded, or not known");
            doc.push(Block::bullets(gaps));
        }
    }

    pub(super) fn weakest(&self, doc: &mut Doc) {
        if let Some((verification, reference)) = self.answer.weakest() {
            doc.paragraph(
                Phrase::from("The weakest fact this rests on is ")
                    .strong(verification.word())
                    .text(": ")
                    .code(reference.as_str())
                    .text("."),
            );
        }
    }

    pub(super) fn name(&self, object: &Object) -> String {
        let register = self.register;
        match object {
            Object::Emergency(id) => {
                register.emergency(id.as_str()).map_or_else(|| id.to_string(), |e| e.title.to_string())
            }
            Object::Measure(ix) => provision(register, *ix),
            Object::Mandate(ix, None) => provision(register, *ix),
            Object::Mandate(ix, Some(target)) => {
                let name = register.target(target.as_str()).map_or(target.as_str(), |t| t.name.as_str());
                format!("{} as to {name}", provision(register, *ix))
            }
            Object::Listing(ix) => {
                let (_, target) = register.listed_target(*ix);
                let measures: Vec<String> =
                    register.listing_measures(*ix).iter().map(|m| provision(register, *m)).collect();
                format!("{} under {}", target.name, joined(&measures, "or"))
            }
        }
    }
}

/// What is known to be missing, and what follows.
pub(super) fn gap_words(gap: &crate::model::Gap) -> String {
    format!("{}. {}", strip(gap.what.as_str()), gap.why)
}

/// What is done, as the beginning of a sentence.
pub(super) fn verb(deed: &Deed) -> &'static str {
    use crate::model::Action;
    match (deed.action, &deed.object) {
        (Action::Terminate, Object::Listing(_)) => "Delist",
        (Action::Terminate, _) => "Terminate",
        (Action::Suspend, _) => "Suspend",
        (Action::Waive, _) => "Waive",
        (Action::License, _) => "License what is forbidden by",
        (Action::DeclineToImpose, _) => "Decline to impose",
        (Action::Amend, _) => "Amend",
        (Action::Lapse, _) => "Let lapse:",
        (Action::EndEmergency, _) => "Proclaim the end of:",
        (Action::Continue, _) => "Continue:",
        (Action::Impose, _) => "Impose",
        (Action::ReleaseAssets, _) => "Release the assets held under",
        (Action::Seize, _) => "Seize under",
        (Action::Enact, _) => "Enact",
    }
}

/// The first letter small, unless the word is a name or an abbreviation.
pub(super) fn lower(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// A sentence without its final stop, to be carried on.
pub(super) fn strip(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}
