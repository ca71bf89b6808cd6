//! The integration tests: one binary, one module for each area.

mod backtest;
mod cascade;
mod check;
mod ci_use;
mod clock;
mod coverage;
mod deadlines;
mod designations;
mod diff;
mod editing;
mod exports;
mod folder;
mod forgotten;
mod graph;
mod guide;
mod history;
mod hostile;
mod law_is_data;
mod layers;
mod lints;
mod lsp;
mod options;
mod package;
mod paper;
mod readme;
mod residual;
mod routes;
mod run;
mod scenarios;
mod schemas;
mod site;

mod verify;
mod why_not;
