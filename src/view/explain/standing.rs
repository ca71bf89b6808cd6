//! What ends with the acts, and what still binds the same conduct or target.

use super::Page;
use super::words::{lower, strip};
use crate::doc::{Block, Cite, Doc, Phrase};
use crate::model::{Ends, Pathway};
use crate::register::Part;
use crate::relief::{Assignment, Fate, Item, Weighted, ends};
use crate::view::cite::{cite, instrument_name, joined, pathways, provision};

impl Page<'_, '_> {
    pub(super) fn standing(&self, doc: &mut Doc) {
        let items: Vec<&Weighted> = self.answer.goals.iter().flat_map(|g| &g.items).collect();
        if items.is_empty() && self.answer.beyond.is_empty() {
            return;
        }
        doc.heading(self.top, "What ends, and what still binds");
        doc.push(Block::bullets(self.items(&items)));
        for owner in self.answer.owners_of_unknown_share() {
            doc.paragraph(format!(
                "{} is listed too and owns a share that is not known: if it is half or more, ownership alone keeps this \
                 blocked.",
                owner.name
            ));
        }
        let beyond: Vec<&Weighted> =
            self.answer.beyond.iter().filter(|item| ends(self.answer, item) != Ends::Yes).collect();
        if !beyond.is_empty() {
            doc.paragraph(
                "Outside what the option aims at, the same conduct or target remains restricted by:",
            );
            doc.push(Block::bullets(self.items(&beyond)));
        }
    }

    /// What is free in any case; restrictions that except the same share a line.
    pub(super) fn exceptions(&self, doc: &mut Doc) {
        type Free<'e> = Vec<(&'e str, &'e str)>;
        let mut lines: Vec<(Vec<Part>, Free<'_>)> = Vec::new();
        for (part, exceptions) in self.answer.exceptions() {
            let exceptions = exceptions.iter().map(|e| (e.text.as_str(), e.pinpoint.as_str())).collect();
            match lines.iter_mut().find(|(_, known)| *known == exceptions) {
                Some((parts, _)) => parts.push(part),
                None => lines.push((vec![part], exceptions)),
            }
        }
        if lines.is_empty() {
            return;
        }
        doc.heading(self.top, "What they do not reach in any case");
        let bullets = lines.into_iter().map(|(parts, exceptions)| {
            let names = parts.iter().map(|part| Phrase::new().code(self.register.reference(*part).as_str()));
            let home = self.register.reference(parts[0]).as_str();
            let free = exceptions
                .iter()
                .map(|(text, pinpoint)| Phrase::from(lower(strip(text))).cite(Cite::new(*pinpoint, home)));
            Phrase::join(names, ", ").text(": ").then(Phrase::join(free, "; ")).text(".")
        });
        doc.push(Block::bullets(bullets.collect::<Vec<_>>()));
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
}
