//! The `relief` binary: everything is in [`relief_register::cli`].
fn main() {}
