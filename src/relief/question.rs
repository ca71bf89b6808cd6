//! What is asked: of which day, under which assumptions; and [`Frame`], the one place where an evaluation reads
//! a choice or a fact.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::branch::{Assignment, Need, Var};
use crate::model::{Choice, FactStatement, FactTest, FactValue, Id, Ref};
use crate::register::{Law, ListingIx, MeasureIx, Part, RecordFile, Register, Tri, Watch};

/// A day and what is assumed of it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The day the question is asked of.
    pub as_of: Date,
    /// The day of filing; the same day where nothing else is said.
    pub submit: Date,
    /// Choices of contested points that are fixed.
    pub readings: Vec<Choice>,
    /// Facts that are fixed.
    pub facts: BTreeMap<Id, bool>,
    /// Bills that are assumed to be law, from a day or throughout.
    pub assume: Vec<(Id, Option<Date>)>,
}

impl Question {
    /// The question as of a day, with nothing assumed.
    pub fn on(as_of: Date) -> Self {
        Self { as_of, submit: as_of, readings: Vec::new(), facts: BTreeMap::new(), assume: Vec::new() }
    }
}

/// What is fixed before an evaluation begins, and what was declared but is disputed.
#[derive(Clone, Default)]
pub(super) struct Given {
    pub(super) fixed: Assignment,
    declared: BTreeMap<Id, bool>,
}

impl Given {
    /// The question's readings and facts, and the statements of an option: a stated, undisputed fact is fixed.
    pub(super) fn new(register: &Register, question: &Question, statements: &[FactStatement]) -> Self {
        let mut given = Self::default();
        for statement in statements {
            let value = match statement.value {
                FactValue::Yes => true,
                FactValue::No => false,
                FactValue::Open => continue,
            };
            given.declared.insert(statement.fact.clone(), value);
            if statement.disputed_by.is_empty() {
                given.fixed.insert(Var::Fact(statement.fact.clone()), usize::from(value));
            }
        }
        for (fact, value) in &question.facts {
            given.fixed.insert(Var::Fact(fact.clone()), usize::from(*value));
            given.declared.insert(fact.clone(), *value);
        }
        for choice in &question.readings {
            let (point, choice) = choice.split();
            let found =
                register.point(point).and_then(|p| p.choices.iter().position(|c| c.id.as_str() == choice));
            if let (Some(at), Ok(point)) = (found, point.parse()) {
                given.fixed.insert(Var::Point(point), at);
            }
        }
        given
    }
}

/// One run of an evaluation: the register, the days, and what is fixed in this run.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) register: &'a Register,
    pub(super) question: &'a Question,
    /// The day by whose law the act is judged.
    pub(super) day: Date,
    pub(super) given: &'a Given,
    pub(super) under: &'a Assignment,
    pub(super) asking: Asking<'a>,
}

/// How the law is asked: who is told of the days compared, and what is read as of the day before.
#[derive(Clone, Copy, Default)]
pub(super) struct Asking<'a> {
    pub(super) watch: Option<&'a Watch>,
    pub(super) lag: &'a [Part],
    /// What is left as it is: neither acted on nor aimed at.
    pub(super) leave: &'a [Ref],
    /// Statutes and parts of statutes that are taken to be repealed.
    pub(super) repealed: &'a [Ref],
}

impl<'a> Frame<'a> {
    /// The value of a variable, or the need to fix it.
    fn value(self, var: Var) -> Result<usize, Need> {
        self.under.get(&var).copied().ok_or(Need(var))
    }

    /// Whether all points that `choices` are of are decided that way; choices of one point are alternatives.
    pub(super) fn chosen(self, choices: &[Choice]) -> Result<bool, Need> {
        for (at, choice) in choices.iter().enumerate() {
            let (point, _) = choice.split();
            let same = |other: &&Choice| other.split().0 == point;
            if choices[..at].iter().any(|other| same(&other)) {
                continue;
            }
            let Some((id, record)) = self.register.file(point).and_then(RecordFile::point) else {
                return Ok(false);
            };
            let value = self.value(Var::Point(id.clone()))?;
            let decided = record.choices.get(value).map(|choice| choice.id.as_str());
            if !choices[at..].iter().filter(same).any(|wanted| Some(wanted.split().1) == decided) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether all these facts are so.
    pub(super) fn facts(self, tests: &[FactTest]) -> Result<bool, Need> {
        for test in tests {
            let declared = if test.as_declared { self.given.declared.get(&test.fact).copied() } else { None };
            let so = match declared {
                Some(value) => value,
                None => self.value(Var::Fact(test.fact.clone()))? == 1,
            };
            if so != test.is {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What is stated or assumed of a fact, without asking.
    pub(super) fn stated(self, fact: &Id) -> Option<bool> {
        self.under.get(&Var::Fact(fact.clone())).map(|value| *value == 1)
    }

    /// The law of the day of effect, and whether something is so under it.
    pub(super) fn law<T>(self, ask: impl FnOnce(Law<'_>) -> T) -> T {
        let known = |fact: &Id| self.stated(fact);
        let law = Law::on(self.register, self.day, &self.question.assume, &known);
        ask(law.watched(self.asking.watch).lagging(self.asking.lag).repealing(self.asking.repealed))
    }

    /// Compares the day of the law with one that a record states outside the law's own intervals.
    pub(super) fn compare(self, with: Date) {
        if let Some(watch) = self.asking.watch {
            watch.compare(self.day, with);
        }
    }

    /// Settles what the law leaves unknown, by asking for the fact.
    pub(super) fn settle(self, tri: Tri) -> Result<bool, Need> {
        match tri {
            Tri::Yes => Ok(true),
            Tri::No => Ok(false),
            Tri::Unknown(fact) => self.value(Var::Fact(fact)).map(|value| value == 1),
        }
    }

    /// The measure that a listing is under; where only the tag is known, one of several.
    pub(super) fn basis(self, listing: ListingIx) -> Result<Option<MeasureIx>, Need> {
        match self.register.listing_measures(listing) {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            several => {
                let value = self.value(Var::Basis(self.register.reference(listing).clone()))?;
                Ok(several.get(value).copied())
            }
        }
    }
}
