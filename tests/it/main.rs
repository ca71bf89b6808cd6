//! The integration tests: one binary, one module for each area.

mod backtest;
mod forgotten;
mod history;
mod law_is_data;
mod layers;
mod readme;
mod residual;
mod run;
mod scenarios;
mod schemas;
