//! What the benchmarks share: registers of any size, the questions put to them, and what a run costs.

pub mod corpus;
pub mod measure;
pub mod questions;

/// The one that `relief` runs with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
