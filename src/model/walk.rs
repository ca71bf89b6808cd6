//! Walking a record: every table, text, day and reference in it, each with the place where it stands.
//!
//! [`table!`] declares a table of a record and, beside its fields, what each id in it refers to (`=> Actor`), so that
//! no list elsewhere has to agree with the types. A place is kept on the stack ([`At`]) and costs nothing until
//! somebody asks for its pointer. Start at [`Visit`].

use super::{Choice, Day, Id, List, MonthDay, Percent, Period, Ref, Sourced, Text, When};

/// Where in a record: the steps from its root.
#[derive(Clone, Copy, Debug)]
pub struct At<'p> {
    above: Option<&'p At<'p>>,
    step: Step,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Root,
    Key(&'static str),
    Item(usize),
}

impl<'p> At<'p> {
    /// The record itself.
    pub const ROOT: At<'static> = At { above: None, step: Step::Root };

    /// The value of a key of this table, by the name of its field.
    pub fn key(&'p self, field: &'static str) -> Self {
        Self { above: Some(self), step: Step::Key(field) }
    }

    /// An item of this list.
    pub fn item(&'p self, at: usize) -> Self {
        Self { above: Some(self), step: Step::Item(at) }
    }

    /// The name of the field that this stands in, past the places in lists.
    pub fn field(&self) -> &'static str {
        match (self.step, self.above) {
            (Step::Key(field), _) => field,
            (_, Some(above)) => above.field(),
            (_, None) => "",
        }
    }

    /// As a JSON pointer.
    pub fn pointer(&self) -> String {
        let mut pointer = self.above.map(At::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(field) => {
                pointer.push('/');
                pointer.extend(field.chars().map(|c| if c == '_' { '-' } else { c }));
            }
            Step::Item(at) => {
                pointer.push('/');
                pointer.push_str(&at.to_string());
            }
        }
        pointer
    }
}

/// What an id in a record refers to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum To {
    /// An actor.
    Actor,
    /// A bill.
    Bill,
    /// A choice of a point.
    Choice,
    /// A kind of conduct of the register's list.
    Conduct,
    /// A development.
    Development,
    /// An emergency.
    Emergency,
    /// An exit.
    Exit,
    /// A fact.
    Fact,
    /// An instrument of any kind.
    Instrument,
    /// A lint.
    Lint,
    /// A listing.
    Listing,
    /// A mandate.
    Mandate,
    /// A measure.
    Measure,
    /// What an act is done to: a measure, a listing, a mandate or an emergency.
    Object,
    /// What an exit opens: a lock, a measure of a statute, or a mandate.
    Opened,
    /// An option.
    Option,
    /// Nothing: it is the local id of the table it stands in.
    Own,
    /// A programme.
    Programme,
    /// A lock, an exit, a mandate or a measure, or the instrument or bill as a whole.
    Provision,
    /// A record of any kind, or a part of one.
    Record,
    /// A regime of the register's list.
    Regime,
    /// What an instrument stands in a relation to: an instrument, an emergency, or a measure.
    Related,
    /// A review clock.
    ReviewClock,
    /// A rule by which emergencies end unless continued.
    Rule,
    /// A source.
    Source,
    /// A fact, or that something is in force, which the engine names by itself.
    Stated,
    /// A statute.
    Statute,
    /// A target.
    Target,
    /// A territory of the register's list.
    Territory,
    /// A trait of the register's list.
    Trait,
}

/// One table, as a walk meets it.
#[derive(Clone, Copy)]
pub struct TableOf<'r> {
    /// The names of its fields.
    pub fields: &'static [&'static str],
    /// Its provenance, if tables of its type carry one.
    pub sourced: Option<&'r dyn Sourced>,
}

/// What a walk calls, each before what stands deeper.
pub trait Visit<'r> {
    /// A table: the record itself first.
    fn table(&mut self, at: At<'_>, table: TableOf<'r>) {
        let _ = (at, table);
    }
    /// Words.
    fn text(&mut self, at: At<'_>, text: &'r Text) {
        let _ = (at, text);
    }
    /// An id, a reference or a choice, with what it refers to.
    fn refers(&mut self, at: At<'_>, id: &'r str, to: To) {
        let _ = (at, id, to);
    }
    /// A day, or a span of days.
    fn day(&mut self, at: At<'_>, day: When) {
        let _ = (at, day);
    }
}

/// What can be walked.
pub trait Walk {
    /// Calls the visitor for this and for everything in it. `to` is what ids in it refer to.
    fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, to: Option<To>, visit: &mut V);

    /// What an id at these keys below it refers to, also where none is written yet. Lists are passed through.
    fn wants(keys: &[&str], to: Option<To>) -> Option<To> {
        let _ = (keys, to);
        None
    }
}

impl<T: Walk> Walk for Option<T> {
    fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, to: Option<To>, visit: &mut V) {
        if let Some(inner) = self {
            inner.walk(at, to, visit);
        }
    }

    fn wants(keys: &[&str], to: Option<To>) -> Option<To> {
        T::wants(keys, to)
    }
}

impl<T: Walk> Walk for Box<T> {
    fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, to: Option<To>, visit: &mut V) {
        (**self).walk(at, to, visit);
    }

    fn wants(keys: &[&str], to: Option<To>) -> Option<To> {
        T::wants(keys, to)
    }
}

impl<T: Walk> Walk for List<T> {
    fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, to: Option<To>, visit: &mut V) {
        for (nth, item) in self.iter().enumerate() {
            item.walk(at.item(nth), to, visit);
        }
    }

    fn wants(keys: &[&str], to: Option<To>) -> Option<To> {
        T::wants(keys, to)
    }
}

impl Walk for Text {
    fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, _: Option<To>, visit: &mut V) {
        visit.text(at, self);
    }
}

impl Walk for Choice {
    fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, _: Option<To>, visit: &mut V) {
        visit.refers(at, self.as_str(), To::Choice);
    }

    fn wants(keys: &[&str], _: Option<To>) -> Option<To> {
        keys.is_empty().then_some(To::Choice)
    }
}

impl Walk for Day {
    fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, _: Option<To>, visit: &mut V) {
        visit.day(at, When::On(self.0));
    }
}

impl Walk for When {
    fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, _: Option<To>, visit: &mut V) {
        visit.day(at, *self);
    }
}

macro_rules! names {
    ($($name:ident),*) => {
        $(impl Walk for $name {
            fn walk<'r, V: Visit<'r>>(&'r self, at: At<'_>, to: Option<To>, visit: &mut V) {
                if let Some(to) = to {
                    visit.refers(at, self.as_str(), to);
                }
            }

            fn wants(keys: &[&str], to: Option<To>) -> Option<To> {
                to.filter(|_| keys.is_empty())
            }
        })*
    };
}
names!(Id, Ref);

/// Declares that there is nothing to visit in these types.
macro_rules! plain {
    ($($name:ident),* $(,)?) => {
        $(impl $crate::model::Walk for $name {
            fn walk<'r, V: $crate::model::Visit<'r>>(&'r self, _: $crate::model::At<'_>, _: Option<$crate::model::To>, _: &mut V) {}
        })*
    };
}
plain!(bool, i16, u16, u32, MonthDay, Percent, Period);

/// Implements what enums of words need: they decode from strings alone and hold nothing to visit.
macro_rules! words {
    ($($name:ident),* $(,)?) => {
        $crate::model::strict::strict!($($name),*);
        $crate::model::walk::plain!($($name),*);
    };
}

/// Declares a table of a record: its fields, and after `=>` what the ids in a field refer to.
macro_rules! table {
    (@tables $kind:ident $(#[$meta:meta])* pub struct $name:ident {
        $($(#[$fmeta:meta])* pub $field:ident: $ty:ty $(=> $to:ident)?,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, serde::Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields, remote = "Self")]
        #[schemars(!remote)]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty,)* }

        $crate::model::strict::strict!($name);

        impl $crate::model::Walk for $name {
            fn walk<'r, V: $crate::model::Visit<'r>>(
                &'r self,
                at: $crate::model::At<'_>,
                _: Option<$crate::model::To>,
                visit: &mut V,
            ) {
                let sourced = $crate::model::walk::table!(@is $kind self);
                visit.table(at, $crate::model::TableOf { fields: &[$(stringify!($field)),*], sourced });
                $($crate::model::Walk::walk(
                    &self.$field,
                    at.key(stringify!($field)),
                    $crate::model::walk::table!(@to $($to)?),
                    visit,
                );)*
            }

            fn wants(keys: &[&str], _: Option<$crate::model::To>) -> Option<$crate::model::To> {
                let (first, rest) = keys.split_first()?;
                match first.replace('-', "_").as_str() {
                    $(stringify!($field) => <$ty as $crate::model::Walk>::wants(
                        rest,
                        $crate::model::walk::table!(@to $($to)?),
                    ),)*
                    _ => None,
                }
            }
        }
    };
    (@is plain $table:expr) => { None };
    (@is sourced $table:expr) => { Some($table as &dyn $crate::model::Sourced) };
    (@to) => { None };
    (@to $to:ident) => { Some($crate::model::To::$to) };
    ($(#[$meta:meta])* pub struct $($rest:tt)*) => {
        $crate::model::walk::table! { @tables plain $(#[$meta])* pub struct $($rest)* }
    };
}
pub(crate) use {plain, table, words};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Record};

    /// Everything a walk meets, one line each.
    #[derive(Default)]
    struct Seen(Vec<String>);

    impl<'r> Visit<'r> for Seen {
        fn table(&mut self, at: At<'_>, table: TableOf<'r>) {
            let fields = table.fields.len();
            self.0.push(format!("{} table of {fields}, sourced {}", at.pointer(), table.sourced.is_some()));
        }
        fn text(&mut self, at: At<'_>, text: &'r Text) {
            self.0.push(format!("{} {text}", at.pointer()));
        }
        fn refers(&mut self, at: At<'_>, id: &'r str, to: To) {
            self.0.push(format!("{} {id} -> {to:?}", at.pointer()));
        }
        fn day(&mut self, at: At<'_>, day: When) {
            self.0.push(format!("{} {day}", at.pointer()));
        }
    }

    #[test]
    fn everything_in_a_record_is_met_where_it_stands() {
        let text = "title = 'x'\nquestion = 'y'\nabout = ['law/1', 'law/2']\nsource = 's'\nchecked = 2026-11-22\n\
                    [[choices]]\nid = 'a'\nclaim = 'c'\nargument = 'd'\ntext-only = true\n";
        let record = Kind::Point.decode(toml::Deserializer::parse(text).expect("toml")).expect("a point");
        let Record::Point(point) = record else { panic!("a point") };
        let mut seen = Seen::default();
        point.walk(At::ROOT, None, &mut seen);
        let expected = [
            " table of 12, sourced true",
            "/title x",
            "/question y",
            "/about/0 law/1 -> Provision",
            "/about/1 law/2 -> Provision",
            "/choices/0 table of 12, sourced true",
            "/choices/0/id a -> Own",
            "/choices/0/claim c",
            "/choices/0/argument d",
            "/source s -> Source",
            "/checked 2026-11-22",
        ];
        assert_eq!(seen.0, expected);
        assert_eq!(At::ROOT.key("declared_by").pointer(), "/declared-by");
    }

    #[test]
    fn what_an_id_refers_to_is_known_before_it_is_written() {
        assert_eq!(Kind::Point.wants(&["about"]), Some(To::Provision));
        assert_eq!(Kind::Statute.wants(&["exits", "opens"]), Some(To::Opened));
        assert_eq!(Kind::Statute.wants(&["locks", "select", "except", "instruments"]), Some(To::Instrument));
        assert_eq!(Kind::Option.wants(&["acts", "listings"]), Some(To::Listing));
        assert_eq!(Kind::Point.wants(&["about", "x"]), None);
        assert_eq!(Kind::Point.wants(&["title"]), None);
        assert_eq!(Kind::Point.wants(&[]), None);
    }
}
