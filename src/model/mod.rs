//! The typed records: what a person writes under `data/`, one file per concept.
//!
//! A record is plain data. It holds what the law says and where that is written; it never holds what the
//! engine derives (a pathway, whether a measure is codified). The doc comments here are the descriptions in
//! the published JSON Schemas, so they are written for the people who edit records.
//!
//! Start at [`Record`] (every kind, and the folder it lives in), then [`Instrument`], [`Lock`] and [`Exit`].
//! Nothing here reads a file, a clock or a terminal, and nothing here is rendered.

mod act;
mod actor;
mod bill;
mod citation;
mod clause;
mod clock;
mod context;
mod day;
mod emergency;
mod episode;
mod exit;
mod fact;
mod id;
mod instrument;
mod kind;
mod list;
mod lock;
mod mandate;
mod measure;
mod option;
mod package;
mod pathway;
mod point;
mod programme;
mod provenance;
mod register;
mod scenario;
mod strict;
mod target;
mod walk;
mod words;

pub use act::{Act, Action, Effect, Goal};
pub use actor::{Actor, ActorKind};
pub use bill::Bill;
pub use citation::Citations;
pub use clause::{Clause, FactTest, Listed, Scope, Selector};
pub use clock::{Counted, DayOne, Holds, Resolution, ReviewClock, Seasonal, Starts, Threshold};
pub use context::{Development, Source};
pub use day::{Day, MonthDay, Period, When};
pub use emergency::{Continuation, Emergency};
pub use episode::{Episode, Vote};
pub use exit::{Amount, Before, Condition, ConditionKind, Due, Exit};
pub use fact::{Fact, FactStatement, FactValue};
pub use id::{Choice, Id, Ref};
pub use instrument::{ContinuationRule, Instrument, OwnershipRule, Relation, RelationKind, Savings, Version};
pub use kind::{Kind, Record};
pub use list::List;
pub use lock::{Hold, Lock};
pub use mandate::{Mandate, Menu, Trigger};
pub use measure::{Authority, Binds, ContestedEnd, Exception, Measure};
pub use option::{Allied, ReliefOption, Resister};
pub use package::{Package, Phase};
pub use pathway::Pathway;
pub use point::{Holder, Point, PointChoice};
pub use programme::Programme;
pub use provenance::{Allow, Doubt, Gap, Gone, Retired, RetiredPart, Sourced, Verification};
pub use register::{Conduct, Coverage, Regime, RegisterRecord, Territory, Trait};
pub use scenario::{Ends, Expectation, ExpectedAct, ExpectedBranch, ExpectedStanding, Scenario};
pub use target::{Ground, Listing, Owner, Percent, Target, TargetKind, TargetTrait};
pub use walk::{At, TableOf, To, Visit, Walk};
pub use words::Text;
