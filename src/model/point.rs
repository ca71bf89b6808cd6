//! A contested point of law and its readings.

use super::provenance::sourced;
use super::{Gap, Id, List, Ref, Retired, Text};

sourced! {
    /// A contested point of law: a question to which the text gives two or more answers.
    pub struct Point {
        /// The point in a phrase.
        pub title: Text,
        /// The question.
        pub question: Text,
        /// The provisions it is about.
        pub about: List<Ref> => Provision,
        /// The readings.
        pub choices: List<PointChoice>,
        /// What is known to be missing.
        #[serde(default)]
        pub gaps: List<Gap>,
        /// Set when the id is no longer in use.
        pub retired: Option<Box<Retired>>,
    }
}

sourced! {
    /// One reading of a contested point.
    pub struct PointChoice {
        /// The local id: the choice is `POINT.ID`.
        pub id: Id => Own,
        /// The reading in a phrase, as a claim.
        pub claim: Text,
        /// The argument for it.
        pub argument: Text,
        /// Who is known to hold it.
        #[serde(default)]
        pub holders: List<Holder>,
        /// True where it rests on the text alone: nobody is known to have said it.
        #[serde(default)]
        pub text_only: bool,
        /// Why it is outlying: printed, but it does not set the headline.
        pub outlying: Option<Text>,
    }
}

sourced! {
    /// Who holds a reading.
    pub struct Holder {
        /// Who.
        pub who: Text,
    }
}
