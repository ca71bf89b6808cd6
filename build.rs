//! Lowers `data/` to MessagePack for the binary: an edited record is in the next build.
//!
//! Three files in `OUT_DIR`: `first` and `second` (the halves of the register) and `tests` (scenarios and episodes),
//! each an array of `[path, record]` in path order. A file that cannot be read or parsed is there as
//! `[path, "why"]`. The files and their hash are those that `relief check --data data` sees: the same code reads them.

use std::path::Path;
use std::{env, fs, io};

use serde_json::{Value, json};

#[allow(dead_code, unreachable_pub, reason = "the library's own module, of which a part is needed here")]
#[path = "src/text/source.rs"]
mod source;
#[allow(dead_code, unreachable_pub, reason = "the library's own module, of which a part is needed here")]
#[path = "src/text/walk.rs"]
mod walk;

#[allow(clippy::print_stdout, reason = "cargo reads it")]
fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=data");
    let data = Path::new("data");
    let (files, problems) = if data.is_dir() { walk::read(data)? } else { Default::default() };
    println!("cargo:rustc-env=RELIEF_REGISTER_HASH={}", files.hash());

    let mut records: Vec<(String, Value)> =
        problems.into_iter().map(|problem| (problem.path, problem.what.into())).collect();
    for file in files.files() {
        let record = match toml::from_str::<toml::Table>(&file.text) {
            Ok(table) => json!(table),
            Err(error) => error.message().into(),
        };
        records.push((file.path.clone(), record));
    }
    records.sort_by(|a, b| a.0.cmp(&b.0));
    let tests = |(path, _): &(String, Value)| path.starts_with("scenarios/") || path.starts_with("episodes/");
    let (tests, register): (Vec<_>, Vec<_>) = records.into_iter().partition(tests);

    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    // Two halves of about one size, which are decoded side by side.
    let sizes: Vec<usize> = register.iter().map(|record| json!(record).to_string().len()).collect();
    let whole: usize = sizes.iter().sum();
    let mut before = 0;
    let half = sizes.iter().position(|size| {
        before += size;
        2 * before > whole
    });
    let (first, second) = register.split_at(half.unwrap_or(0));
    for (name, records) in [("first", first), ("second", second), ("tests", &tests)] {
        let packed = rmp_serde::to_vec(records).map_err(io::Error::other)?;
        fs::write(Path::new(&out).join(name).with_extension("msgpack"), packed)?;
    }
    Ok(())
}
