//! The kinds of record, the folder each lives in, and a record of any kind.

use super::{
    Actor, At, Bill, Development, Emergency, Episode, Fact, Gap, Gone, Instrument, Package, Point, Programme,
    RegisterRecord, ReliefOption, Retired, RetiredPart, ReviewClock, Scenario, Source, Target, To, Visit,
    Walk,
};

/// Declares the kinds once: name, folder, type.
macro_rules! kinds {
    ($($(#[$meta:meta])* $kind:ident, $folder:literal, $word:literal, $type:ty;)*) => {
        /// What kind of record a file holds. The folder decides.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Kind { $($(#[$meta])* $kind,)* }

        impl Kind {
            /// Every kind, in the order of this list.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind,)*];

            /// The folder below the register's root; of the register record, the file.
            pub fn folder(self) -> &'static str {
                match self { $(Kind::$kind => $folder,)* }
            }

            /// The word for one record of this kind.
            pub fn word(self) -> &'static str {
                match self { $(Kind::$kind => $word,)* }
            }

            /// Decodes a record of this kind.
            ///
            /// # Errors
            /// Whatever the deserializer finds wrong.
            pub fn decode<'de, D: serde::Deserializer<'de>>(self, d: D) -> Result<Record, D::Error> {
                match self { $(Kind::$kind => <$type as serde::Deserialize>::deserialize(d).map(|r| Record::from(Box::new(r)).of(self)),)* }
            }

            /// What an id at these keys of a record of this kind refers to; lists have no key of their own.
            pub fn wants(self, keys: &[&str]) -> Option<To> {
                match self { $(Kind::$kind => <$type as Walk>::wants(keys, None),)* }
            }

            /// The JSON Schema of this kind, as `generator` draws it.
            pub fn schema(self, generator: schemars::SchemaGenerator) -> schemars::Schema {
                match self { $(Kind::$kind => generator.into_root_schema_for::<$type>(),)* }
            }
        }
    };
}

kinds! {
    /// The register itself.
    Register, "register.toml", "register", RegisterRecord;
    /// Who acts, is told, or decides.
    Actor, "actors", "actor", Actor;
    /// A bill that is not law.
    Bill, "bills", "bill", Bill;
    /// Something that happened.
    Development, "developments", "development", Development;
    /// A national emergency.
    Emergency, "emergencies", "emergency", Emergency;
    /// Relief that really happened.
    Episode, "episodes", "episode", Episode;
    /// A fact on which the law turns.
    Fact, "facts", "fact", Fact;
    /// A determination under an order.
    Determination, "instruments/determinations", "determination", Instrument;
    /// A directive under an order.
    Directive, "instruments/directives", "directive", Instrument;
    /// An executive order.
    ExecutiveOrder, "instruments/executive-orders", "executive order", Instrument;
    /// A general licence.
    GeneralLicence, "instruments/general-licences", "general licence", Instrument;
    /// A notice.
    Notice, "instruments/notices", "notice", Instrument;
    /// A proclamation.
    Proclamation, "instruments/proclamations", "proclamation", Instrument;
    /// A regulation.
    Regulation, "instruments/regulations", "regulation", Instrument;
    /// A statute.
    Statute, "instruments/statutes", "statute", Instrument;
    /// A relief option.
    Option, "options", "option", ReliefOption;
    /// A package of options.
    Package, "packages", "package", Package;
    /// A contested point of law.
    Point, "points", "point", Point;
    /// A programme tag.
    Programme, "programmes", "programme", Programme;
    /// A review clock.
    ReviewClock, "review-clocks", "review clock", ReviewClock;
    /// A question with the answer expected.
    Scenario, "scenarios", "scenario", Scenario;
    /// A text that facts were taken from.
    Source, "sources", "source", Source;
    /// Who is bound by name.
    Target, "targets", "target", Target;
}

impl Kind {
    /// The kind of the record at `path` (relative to the root, with `/`), if it lies where records lie.
    pub fn of_path(path: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| match kind {
            Kind::Register => path == kind.folder(),
            _ => path
                .strip_prefix(kind.folder())
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|file| !file.contains('/')),
        })
    }

    /// Whether this is a kind of instrument.
    pub fn is_instrument(self) -> bool {
        self.folder().starts_with("instruments/")
    }

    /// The path of the record of this kind with this id, relative to the register's root.
    pub fn path(self, id: &str) -> String {
        if self == Kind::Register { self.folder().into() } else { format!("{}/{id}.toml", self.folder()) }
    }

    /// The first line of a record of this kind, which tells editors its schema.
    pub fn schema_line(self) -> String {
        let up = "../".repeat(self.path("").matches('/').count() + 1);
        format!("#:schema {up}schemas/records/{}.json", self.schema_name())
    }

    /// The name of this kind's schema, as in `executive-order` of `schemas/records/executive-order.json`.
    pub fn schema_name(self) -> String {
        self.word().replace(' ', "-")
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for Kind {
    type Value = Record;
    fn deserialize<D: serde::Deserializer<'de>>(self, d: D) -> Result<Record, D::Error> {
        self.decode(d)
    }
}

/// A record of any kind.
#[derive(Clone, Debug)]
pub enum Record {
    /// The register itself.
    Register(Box<RegisterRecord>),
    /// Who acts, is told, or decides.
    Actor(Box<Actor>),
    /// A bill that is not law.
    Bill(Box<Bill>),
    /// Something that happened.
    Development(Box<Development>),
    /// A national emergency.
    Emergency(Box<Emergency>),
    /// Relief that really happened.
    Episode(Box<Episode>),
    /// A fact on which the law turns.
    Fact(Box<Fact>),
    /// A legal text, of the kind given.
    Instrument(Kind, Box<Instrument>),
    /// A relief option.
    Option(Box<ReliefOption>),
    /// A package of options.
    Package(Box<Package>),
    /// A contested point of law.
    Point(Box<Point>),
    /// A programme tag.
    Programme(Box<Programme>),
    /// A review clock.
    ReviewClock(Box<ReviewClock>),
    /// A question with the answer expected.
    Scenario(Box<Scenario>),
    /// A text that facts were taken from.
    Source(Box<Source>),
    /// Who is bound by name.
    Target(Box<Target>),
}

impl Record {
    /// Why its id is no longer in use, if it is not.
    pub fn retired(&self) -> Option<&Retired> {
        macro_rules! each {
            ($($name:ident),*) => {
                match self {
                    Record::Register(_) => None,
                    Record::Instrument(_, record) => record.retired.as_deref(),
                    $(Record::$name(record) => record.retired.as_deref(),)*
                }
            };
        }
        each! {
            Actor, Bill, Development, Emergency, Episode, Fact, Option, Package, Point, Programme, ReviewClock,
            Scenario, Source, Target
        }
    }

    /// The local ids of parts that are no longer in use, each with the reason.
    pub fn retired_parts(&self) -> &[RetiredPart] {
        match self {
            Record::Instrument(_, record) => &record.retired_parts,
            Record::Bill(record) => &record.retired_parts,
            Record::Target(record) => &record.retired_parts,
            _ => &[],
        }
    }

    /// What became of it, or of the part with this local id, if that is no longer in use.
    pub fn gone(&self, local: Option<&str>) -> Option<Gone<'_>> {
        if let Some(retired) = self.retired() {
            return Some(Gone::record(retired));
        }
        let parts = self.retired_parts();
        let nth = parts.iter().position(|part| Some(part.id.as_str()) == local)?;
        Some(Gone::part(nth, &parts[nth]))
    }

    /// Its title or name; the register itself has none.
    pub fn title(&self) -> Option<&str> {
        macro_rules! each {
            ($($name:ident),*) => {
                match self {
                    Record::Register(_) => None,
                    Record::Instrument(_, record) => Some(record.title.as_str()),
                    Record::Actor(record) => Some(record.name.as_str()),
                    Record::Target(record) => Some(record.name.as_str()),
                    $(Record::$name(record) => Some(record.title.as_str()),)*
                }
            };
        }
        each! {
            Bill, Development, Emergency, Episode, Fact, Option, Package, Point, Programme, ReviewClock, Scenario, Source
        }
    }

    /// Walks the record from its root.
    pub fn walk<'r, V: Visit<'r>>(&'r self, visit: &mut V) {
        macro_rules! each {
            ($($name:ident),*) => {
                match self {
                    Record::Instrument(_, record) => record.walk(At::ROOT, None, visit),
                    $(Record::$name(record) => record.walk(At::ROOT, None, visit),)*
                }
            };
        }
        each! {
            Register, Actor, Bill, Development, Emergency, Episode, Fact, Option, Package, Point, Programme,
            ReviewClock, Scenario, Source, Target
        }
    }

    /// The regime that it belongs to, if it belongs to one.
    pub fn regime(&self) -> Option<&super::Id> {
        match self {
            Record::Bill(record) => Some(&record.regime),
            Record::Emergency(record) => Some(&record.regime),
            Record::Episode(record) => Some(&record.regime),
            Record::Instrument(_, record) => Some(&record.regime),
            Record::Option(record) => Some(&record.regime),
            Record::Programme(record) => Some(&record.regime),
            _ => None,
        }
    }

    /// What it declares to be missing.
    pub fn gaps(&self) -> &[Gap] {
        match self {
            Record::Register(r) => &r.gaps,
            Record::Bill(r) => &r.gaps,
            Record::Emergency(r) => &r.gaps,
            Record::Instrument(_, r) => &r.gaps,
            Record::Option(r) => &r.gaps,
            Record::Package(r) => &r.gaps,
            Record::Point(r) => &r.gaps,
            Record::Target(r) => &r.gaps,
            Record::Actor(_)
            | Record::Development(_)
            | Record::Episode(_)
            | Record::Fact(_)
            | Record::Programme(_)
            | Record::ReviewClock(_)
            | Record::Scenario(_)
            | Record::Source(_) => &[],
        }
    }

    fn of(self, kind: Kind) -> Record {
        match self {
            Record::Instrument(_, instrument) => Record::Instrument(kind, instrument),
            other => other,
        }
    }
}

impl From<Box<Instrument>> for Record {
    fn from(instrument: Box<Instrument>) -> Self {
        Record::Instrument(Kind::Statute, instrument)
    }
}

macro_rules! from_records {
    ($($name:ident: $type:ty),* $(,)?) => {
        $(impl From<Box<$type>> for Record {
            fn from(record: Box<$type>) -> Self {
                Record::$name(record)
            }
        })*
    };
}

from_records! {
    Register: RegisterRecord, Actor: Actor, Bill: Bill, Development: Development, Emergency: Emergency, Episode: Episode,
    Fact: Fact, Option: ReliefOption, Package: Package, Point: Point, Programme: Programme, ReviewClock: ReviewClock,
    Scenario: Scenario, Source: Source, Target: Target,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_decides_the_kind() {
        assert_eq!(Kind::of_path("register.toml"), Some(Kind::Register));
        assert_eq!(Kind::of_path("instruments/statutes/nea.toml"), Some(Kind::Statute));
        assert_eq!(Kind::of_path("targets/sberbank.toml"), Some(Kind::Target));
        assert_eq!(Kind::Target.path("x"), "targets/x.toml");
        assert_eq!(Kind::Register.schema_line(), "#:schema ../schemas/records/register.json");
        assert_eq!(Kind::Notice.schema_line(), "#:schema ../../../schemas/records/notice.json");
        for stray in ["x.toml", "targets/a/b.toml", "instruments/nea.toml", "targetsx/a.toml"] {
            assert_eq!(Kind::of_path(stray), None, "{stray}");
        }
    }
}
