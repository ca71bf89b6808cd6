//! The engine: what relief takes, derived from the records and from nothing else.
//!
//! Pure functions `(register, question) -> answer`: no file, no clock, no globals, and no legal fact. A rule of
//! some statute that tempts you into an `if` here is a word that the records are missing.
//!
//! Start at [`answer`]: it weighs each act against the locks that reach it (`pathway`), asks what becomes of
//! what the goals are about (`effect`), and joins the outcomes branch by branch (`branch`). Selectors are in
//! `select`, what is asked and fixed in `question`, days in `calendar`.

mod answer;
mod backtest;
mod basis;
mod bearing;
mod bill;
mod branch;
mod by_tag;
mod calendar;
mod cascade;
mod clock;
mod deadlines;
mod difference;
mod effect;
mod history;
mod hold;
mod package;
mod pathway;
mod precedent;
mod question;
mod reversal;
mod routes;
mod select;
mod selectable;
mod touches;
mod trial;
mod weakest;
mod why_not;

pub use answer::{Answer, Asked, Branch, Pursued, answer, answer_briefly};
pub use backtest::{Backtest, Derived, Verdict, backtest};
pub use basis::{basis, locks_on};
pub use bill::{Conflict, conflict};
pub use branch::{Assignment, Var, is_outlying, values};
pub use by_tag::{Span, by_tag};
pub use calendar::{Timetable, Window, plus};
pub use cascade::{Cascade, Ending, Hanging, Outcome, Saved, Thing, cascade, endable};
pub use clock::{Calendar, Event, Step, Track, Vote, held, window_steps};
pub use deadlines::{Deadline, DeadlineKind, Status, deadlines, first_due, unfollowed};
pub use difference::{Aspect, Change, Changed, Side, State, compare, unencoded};
pub use effect::{Fate, Item, Weighted, sufficient};
pub use history::{Interval, Mover, first_day, history, title_of};
pub use package::{Course, Move, Stage, course};
pub use pathway::{Bar, Deed, Fit, Group, Passage, Way, Weighed};
pub use precedent::{Kinship, Past, Precedent};
pub use question::Question;
pub use reversal::{Reversal, Undo, Undoing};
pub use routes::{Aim, Leg, Route, Routes, about_regimes, restricting_regimes, routes};
pub use select::Object;
pub use selectable::Selectable;
pub use touches::{is_about_target, is_under, touched};
pub use trial::{Contradiction, ask, ends, provisions, try_scenario};
pub use why_not::{Lighter, Obstacle, Remedy, WhyNot, why_not};
