//! The integration tests: one binary, one module for each area.

mod backtest;
mod cascade;
mod check;
mod ci_use;
mod clock;
mod coverage;
mod deadlines;
mod diff;
mod editing;
mod folder;
mod forgotten;
mod guide;
mod history;
mod law_is_data;
mod layers;
mod lints;
mod options;
mod package;
mod readme;
mod residual;
mod routes;
mod run;
mod scenarios;
mod schemas;
mod why_not;
