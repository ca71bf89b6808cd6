//! Register and answers as documents: what is shown, never how.
//!
//! Each function builds a [`Doc`](crate::doc::Doc) that every writer prints the same way. Every sentence about
//! law cites the record and provision it comes from. Start at [`options`], then [`explain`].

mod backtest;
mod cascade;
mod cite;
mod clock;
mod coverage;
mod deadlines;
mod designations;
mod diff;
mod explain;
mod grouping;
mod history;
mod options;
mod outcome;
mod package;
mod paper;
mod residual;
mod routes;
mod show;
mod verify;
mod why_not;

pub use backtest::{backtest, backtest_failure};
pub use cascade::{cascade, cascade_table};
pub use cite::{instrument_name, provision};
pub use clock::{clock, clock_days};
pub use coverage::coverage;
pub use deadlines::deadlines;
pub use designations::{designations, party, party_ways, removed};
pub use diff::diff;
pub use explain::explain;
pub use grouping::{GroupBy, place};
pub use history::history;
pub use options::{Layout, options, receipt};
pub use package::package;
pub use paper::{Brief, Considered, paper};
pub use residual::residual;
pub use routes::routes;
pub use show::{card, show};
pub use verify::verify;
pub use why_not::{why_not, why_not_table};
