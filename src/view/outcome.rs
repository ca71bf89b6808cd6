//! Choices and facts in words: which reading leads where.

use crate::doc::Phrase;
use crate::register::{Part, Register};
use crate::relief::{Assignment, Var};

/// The choices and facts of a case, as in `c4.a and significantly-alters`; words for the empty case.
pub(super) fn case(register: &Register, case: &Assignment) -> Phrase {
    if case.is_empty() {
        return "on every reading".into();
    }
    let mut phrase = Phrase::new();
    for (at, (var, value)) in case.iter().enumerate() {
        if at > 0 {
            phrase = phrase.text(", ");
        }
        phrase = phrase.code(value_word(register, var, *value));
    }
    phrase
}

/// One value of one variable, as it is typed: `c4=a`, `significantly-alters=no`.
pub(super) fn value_word(register: &Register, var: &Var, value: usize) -> String {
    match var {
        Var::Point(id) => {
            let choice = register.point(id.as_str()).and_then(|p| p.choices.get(value));
            format!("{id}={}", choice.map_or("?", |c| c.id.as_str()))
        }
        Var::Fact(id) => format!("{id}={}", if value == 1 { "yes" } else { "no" }),
        Var::Basis(listing) => {
            let measure = match register.part(listing.as_str()) {
                Some(Part::Listing(ix)) => register.listing_measures(ix).get(value),
                _ => None,
            };
            format!("{listing} under {}", measure.map_or("?", |ix| register.reference(*ix).as_str()))
        }
    }
}
