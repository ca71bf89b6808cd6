//! What the benchmarks share: registers of any size, and what a run costs.

pub mod corpus;
pub mod measure;
