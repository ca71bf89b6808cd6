//! `relief check` beside the floor: reading the same files, and parsing them. Prints tables; asserts nothing.
//!
//! `cargo bench --bench check` measures 200 to 10,000 files; `-- 100000` any other sizes; `-- write DIR FILES [flawed]`
//! writes a corpus for other tools. Each run is a process of its own, so that its peak memory is its own; the kinds of
//! run take turns, and the median of each counts.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a program that prints tables")]

#[allow(dead_code, unreachable_pub, reason = "not every benchmark asks for all of it")]
mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use relief_register::{lint, register, text};
use support::corpus::{Corpus, Planted};
use support::measure::{self, Run, growth, median, spawn};

const SEED: u64 = 20_261_122;
const ROUNDS: usize = 5;
/// What is measured: the first is the floor.
const MODES: [&str; 5] = ["read", "parse", "parse2", "check", "check-flawed"];

fn main() {
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--run", mode, root] => return measure::report(|| run(mode, Path::new(root))),
        ["write", root, files, flawed @ ..] => {
            let mut corpus = Corpus::of(files.parse().expect("a number of files"), SEED);
            if !flawed.is_empty() {
                println!("{} errors", corpus.spoil(100).len());
            }
            return corpus.write(Path::new(root)).expect("the corpus is written");
        }
        _ => {}
    }
    let sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![200, 1_000, 10_000] } else { sizes };
    println!("relief check, ratios to one thread reading the same files; medians of {ROUNDS}\n");
    println!(
        "| files | MB | run | wall ms | x read (wall) | x read (cpu) | peak MiB | peak / bytes | findings |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let measured: Vec<(f64, Run)> = sizes.iter().map(|files| size(*files)).collect();
    if let [first, .., last] = measured.as_slice() {
        println!("\ngrowth from the first size to the last, as the exponent of the number of files:");
        println!(
            "time {:.2}, memory {:.2}",
            growth(first.0, first.1.wall, last.0, last.1.wall),
            growth(first.0, first.1.peak, last.0, last.1.peak)
        );
    }
}

/// Measures one size, prints its rows, and gives the number of files and the median check.
fn size(files: usize) -> (f64, Run) {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("corpus-{files}"));
    let (clean, flawed) = (home.join("clean"), home.join("flawed"));
    let _ = fs::remove_dir_all(&home);
    let mut corpus = Corpus::of(files, SEED);
    let bytes: usize = corpus.files.values().map(String::len).sum();
    corpus.write(&clean).expect("the corpus is written");
    let planted = corpus.spoil(100);
    corpus.write(&flawed).expect("the corpus is written");
    let mut runs: Vec<Vec<Run>> = vec![Vec::new(); MODES.len()];
    for _ in 0..ROUNDS {
        for (mode, runs) in MODES.iter().zip(&mut runs) {
            let root = if mode.ends_with("flawed") { &flawed } else { &clean };
            runs.push(spawn(&["--run", mode, root.to_str().expect("a path")]));
        }
    }
    let medians: Vec<Run> = runs.iter().map(|runs| median(runs)).collect();
    let floor = &medians[0];
    for (mode, run) in MODES.iter().zip(&medians) {
        let megabytes = bytes as f64 / 1e6;
        println!(
            "| {} | {megabytes:.1} | {mode} | {:.1} | {:.2} | {:.2} | {:.1} | {:.2} | {} |",
            corpus.files.len(),
            run.wall * 1e3,
            run.wall / floor.wall,
            run.cpu / floor.cpu,
            run.peak / f64::from(1 << 20),
            run.peak / bytes as f64,
            run.found,
        );
    }
    judge(&flawed, &planted);
    let _ = fs::remove_dir_all(&home);
    (corpus.files.len() as f64, medians[3])
}

fn run(mode: &str, root: &Path) -> usize {
    match mode {
        "read" => measure::read_all(root),
        "parse" | "parse2" => {
            let (sources, _) = text::read(root).expect("the corpus");
            let parse = |file: &text::SourceFile| {
                toml::de::DeTable::parse(&file.text).map_or(0, |t| t.get_ref().len())
            };
            match mode {
                "parse" => sources.files().iter().map(parse).filter(|keys| *keys == 0).count(),
                _ => {
                    use rayon::prelude::*;
                    sources.files().par_iter().map(parse).filter(|keys| *keys == 0).count()
                }
            }
        }
        _ => lint::check(&register::load(root).expect("the corpus"), None).len(),
    }
}

/// Says whether the findings are those that were planted.
fn judge(root: &Path, planted: &[Planted]) {
    let loaded = register::load(root).expect("the corpus");
    let line =
        |path: &str, at: usize| 1 + loaded.sources.text(path).map_or(0, |t| t[..at].matches('\n').count());
    let found: BTreeSet<(String, usize, String)> = lint::check(&loaded, None)
        .iter()
        .map(|finding| {
            let label = finding.labels.first();
            let place =
                label.map(|l| (l.file.clone(), line(&l.file, l.range.as_ref().map_or(0, |r| r.start))));
            let (path, line) = place.unwrap_or_default();
            (path, line, finding.lint.to_string())
        })
        .collect();
    let wanted: BTreeSet<(String, usize, String)> =
        planted.iter().map(|(path, line, lint)| (path.clone(), *line, (*lint).to_owned())).collect();
    println!(
        "{} errors planted; missed {}, beside them {}",
        wanted.len(),
        wanted.difference(&found).count(),
        found.difference(&wanted).count()
    );
    for missed in wanted.difference(&found).take(5) {
        println!("  missed {missed:?}");
    }
    for more in found.difference(&wanted).take(10) {
        println!("  beside {more:?}");
    }
}
