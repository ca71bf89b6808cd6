//! What a reference leads to: the one place that knows what each kind of reference may name.

use std::collections::BTreeMap;

use super::context::Context;
use crate::model::{Kind, Record, To};
use crate::register::{Part, RecordFile, Register};
use crate::text::nearest_sorted;

/// Where a reference leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Leads {
    /// To something of the kind that is wanted, or to a file that did not decode and may be it.
    Well,
    /// To a part whose id is no longer in use.
    Retired,
    /// Nowhere.
    Nowhere,
    /// To something else: what it is.
    Astray(String),
}

impl To {
    /// What is wanted, with its article.
    pub(super) fn wanted(self) -> &'static str {
        match self {
            To::Actor => "an actor",
            To::Bill => "a bill",
            To::Choice => "a choice of a point",
            To::Conduct => "a kind of conduct in `register.toml`",
            To::Development => "a development",
            To::Emergency => "an emergency",
            To::Exit => "an exit",
            To::Fact | To::Stated => "a fact",
            To::Instrument => "an instrument",
            To::Lint => "a lint",
            To::Listing => "a listing",
            To::Mandate => "a mandate",
            To::Measure => "a measure",
            To::Object => "a measure, a listing, a mandate or an emergency",
            To::Opened => "a lock, a measure or a mandate",
            To::Option => "an option",
            To::Own => "an id",
            To::Programme => "a programme",
            To::Provision => "an instrument or a provision of one",
            To::Record => "a record or a part of one",
            To::Regime => "a regime in `register.toml`",
            To::Related => "an instrument, an emergency or a measure",
            To::ReviewClock => "a review clock",
            To::Rule => "a rule of continuation",
            To::Source => "a source",
            To::Statute => "a statute",
            To::Target => "a target",
            To::Territory => "a territory in `register.toml`",
            To::Trait => "a trait in `register.toml`",
        }
    }

    /// Whether a record of this kind is wanted.
    fn takes(self, kind: Kind) -> bool {
        match self {
            To::Actor => kind == Kind::Actor,
            To::Bill => kind == Kind::Bill,
            To::Development => kind == Kind::Development,
            To::Emergency | To::Object => kind == Kind::Emergency,
            To::Fact | To::Stated => kind == Kind::Fact,
            To::Instrument => kind.is_instrument(),
            To::Option => kind == Kind::Option,
            To::Programme => kind == Kind::Programme,
            To::Provision => kind.is_instrument() || kind == Kind::Bill,
            To::Record => kind != Kind::Register,
            To::Related => kind.is_instrument() || kind == Kind::Emergency,
            To::ReviewClock => kind == Kind::ReviewClock,
            To::Source => kind == Kind::Source,
            To::Statute => kind == Kind::Statute || kind == Kind::Bill,
            To::Target => kind == Kind::Target,
            _ => false,
        }
    }

    /// Whether a part of a record of this kind is wanted.
    fn takes_part(self, part: &PartKind) -> bool {
        match self {
            To::Exit => matches!(part, PartKind::Exit),
            To::Listing => matches!(part, PartKind::Listing),
            To::Mandate => matches!(part, PartKind::Mandate),
            To::Measure | To::Related => matches!(part, PartKind::Measure),
            To::Object => matches!(part, PartKind::Measure | PartKind::Listing | PartKind::Mandate),
            To::Opened => matches!(part, PartKind::Lock | PartKind::Measure | PartKind::Mandate),
            To::Provision => !matches!(part, PartKind::Listing),
            To::Record => true,
            To::Rule => matches!(part, PartKind::Rule),
            _ => false,
        }
    }
}

/// What a local id names.
enum PartKind {
    Measure,
    Lock,
    Exit,
    Mandate,
    Listing,
    Rule,
}

impl PartKind {
    fn word(&self) -> &'static str {
        match self {
            Self::Measure => "a measure",
            Self::Lock => "a lock",
            Self::Exit => "an exit",
            Self::Mandate => "a mandate",
            Self::Listing => "a listing",
            Self::Rule => "a rule of continuation",
        }
    }
}

impl Context<'_> {
    /// Where a reference leads.
    pub(super) fn leads(&self, id: &str, to: To) -> Leads {
        let head = self.register.head();
        let listed = |found: bool| if found || !self.lists { Leads::Well } else { Leads::Nowhere };
        match to {
            To::Own | To::Lint => Leads::Well,
            To::Conduct => listed(self.conducts.contains(id)),
            To::Regime => listed(head.regimes.iter().any(|r| r.id.as_str() == id)),
            To::Territory => listed(self.territories.contains(id)),
            To::Trait => listed(self.traits.contains(id)),
            To::Choice => self.choice(id),
            To::Stated if is_derived(id) => Leads::Well,
            _ => self.record_or_part(id, to),
        }
    }

    fn choice(&self, id: &str) -> Leads {
        let (point, choice) = id.split_once('.').unwrap_or((id, ""));
        match self.register.point(point) {
            Some(record) if record.choices.iter().any(|c| c.id.as_str() == choice) => Leads::Well,
            None if self.undecoded.contains_key(point) => Leads::Well,
            _ => Leads::Nowhere,
        }
    }

    fn record_or_part(&self, id: &str, to: To) -> Leads {
        let (file, local) = id.split_once('/').map_or((id, None), |(file, local)| (file, Some(local)));
        let Some(record) = self.register.file(file) else {
            // The folder of a file that did not decode tells its kind, and nothing tells its parts.
            return match self.undecoded.get(file) {
                None => Leads::Nowhere,
                Some(Some(kind)) if local.is_none() && !to.takes(*kind) => Leads::Astray(one(kind.word())),
                Some(_) => Leads::Well,
            };
        };
        let Some(local) = local else {
            let well = to.takes(record.kind);
            return if well { Leads::Well } else { Leads::Astray(one(record.kind.word())) };
        };
        match part(self.register, record, id, local) {
            None if record.record.gone(Some(local)).is_some() => Leads::Retired,
            None => Leads::Nowhere,
            Some(part) if to.takes_part(&part) => Leads::Well,
            Some(part) => Leads::Astray(part.word().to_owned()),
        }
    }

    /// The name that may have been meant.
    pub(super) fn meant(&self, id: &str, to: To) -> Option<&str> {
        let names = self.names.get_or_init(|| names(self.register));
        nearest_sorted(id, names.get(&to)?)
    }
}

/// Whether this is a fact that the engine names by itself.
fn is_derived(id: &str) -> bool {
    id.contains("-in-force")
}

fn part(register: &Register, file: &RecordFile, id: &str, local: &str) -> Option<PartKind> {
    let rule = || {
        let rules = file.instrument().map_or(&[][..], |i| &i.continuation_rules);
        rules.iter().any(|rule| rule.id.as_str() == local).then_some(PartKind::Rule)
    };
    match register.part(id) {
        Some(Part::Measure(_)) => Some(PartKind::Measure),
        Some(Part::Lock(_)) => Some(PartKind::Lock),
        Some(Part::Exit(_)) => Some(PartKind::Exit),
        Some(Part::Mandate(_)) => Some(PartKind::Mandate),
        Some(Part::Listing(_)) => Some(PartKind::Listing),
        None => rule(),
    }
}

/// The word with its article.
pub(super) fn one(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// Everything that each kind of reference may name, sorted; local ids and lints are not in it.
pub fn names(register: &Register) -> BTreeMap<To, Vec<String>> {
    const ALL: [To; 25] = [
        To::Actor,
        To::Bill,
        To::Choice,
        To::Conduct,
        To::Development,
        To::Emergency,
        To::Exit,
        To::Fact,
        To::Instrument,
        To::Listing,
        To::Mandate,
        To::Measure,
        To::Object,
        To::Opened,
        To::Option,
        To::Programme,
        To::Provision,
        To::Record,
        To::Regime,
        To::Related,
        To::ReviewClock,
        To::Rule,
        To::Source,
        To::Statute,
        To::Stated,
    ];
    let mut names: BTreeMap<To, Vec<String>> = BTreeMap::new();
    let mut add = |to: To, name: &str| names.entry(to).or_default().push(name.to_owned());
    for file in register.files() {
        for to in ALL.into_iter().chain([To::Target]).filter(|to| to.takes(file.kind)) {
            add(to, file.id.as_str());
        }
        if let Record::Point(point) = &file.record {
            point.choices.iter().for_each(|choice| add(To::Choice, &format!("{}.{}", file.id, choice.id)));
        }
        for rule in file.instrument().map_or(&[][..], |i| &i.continuation_rules) {
            add(To::Rule, &format!("{}/{}", file.id, rule.id));
        }
    }
    for reference in register.references().filter(|reference| reference.contains('/')) {
        let (file, local) = reference.split_once('/').unwrap_or_default();
        let Some(kind) = register.file(file).and_then(|file| part(register, file, reference, local)) else {
            continue;
        };
        ALL.into_iter().filter(|to| to.takes_part(&kind)).for_each(|to| add(to, reference));
    }
    let head = register.head();
    head.conducts.iter().for_each(|conduct| add(To::Conduct, conduct.id.as_str()));
    head.regimes.iter().for_each(|regime| add(To::Regime, regime.id.as_str()));
    head.territories.iter().for_each(|territory| add(To::Territory, territory.id.as_str()));
    head.traits.iter().for_each(|one| add(To::Trait, one.id.as_str()));
    names.values_mut().for_each(|names| names.sort_unstable());
    names
}
