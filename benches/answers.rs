//! What an answer costs: on the shipped register, on generated ones, and where an option reads many points.
//!
//! `cargo bench --bench answers`. The commands are run as a person would, and set against a program that does nothing;
//! every question is also put in a process of its own, which tells its time without the reading of the register, and its
//! memory. Prints tables; asserts nothing.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a program that prints tables")]

#[allow(dead_code, unreachable_pub, reason = "not every benchmark asks for all of it")]
mod support;

use std::env;
use std::process::{Command, Stdio};
use std::time::Instant;

use relief_register::register::{Register, decode_all, embedded};
use relief_register::text::{SourceFile, SourceMap};
use support::corpus::{Corpus, POINTS};
use support::measure::{self, Run, growth, median, spawn};
use support::questions::{About, QUESTIONS, ask, generated, shipped};

const SEED: u64 = 20_261_122;
const ROUNDS: usize = 41;
/// The option that the shipped register is asked about.
const OPTION: &str = "lift-energy-import-ban";
/// The options that generated registers are asked about: a plain one, and one that reads [`POINTS`] points.
const OPTIONS: [&str; 2] = ["option-1", "contested"];
const MEASURES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--nothing"] => return,
        ["--shipped"] => return measure::report(|| embedded().expect("a register").files().len()),
        ["--shipped", question] => {
            return measure::report(|| ask(&embedded().expect("a register"), question, shipped(OPTION)));
        }
        ["--generated", measures, question, option] => {
            let register = register(measures.parse().expect("a number"));
            return measure::report(|| ask(&register, question, generated(option)));
        }
        ["--generated", measures] => {
            let register = register(measures.parse().expect("a number"));
            return measure::report(|| register.files().len());
        }
        _ => {}
    }
    commands();
    let sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    on_generated(if sizes.is_empty() { &MEASURES } else { &sizes });
}

/// The commands on the shipped register, in words: the first is what the others are set against.
fn lines() -> Vec<(Option<&'static str>, String)> {
    let About { option, emergency, day, eve } = shipped(OPTION);
    let whole = ["options", "options --executive-only --format json"];
    let whole = whole.map(|line| (None, format!("{line} --as-of {day}")));
    let each = QUESTIONS.map(|(question, line)| {
        let line = line.replace("{option}", option).replace("{emergency}", emergency);
        let line = line.replace("{eve}", &eve.to_string()).replace("{day}", &day.to_string());
        let line = if line.contains("--as-of") { line } else { format!("{line} --as-of {day}") };
        (Some(question), line)
    });
    whole.into_iter().chain(each).collect()
}

/// Times the commands on the shipped register against a program that does nothing.
fn commands() {
    let (this, lines) = (env::current_exe().expect("a path"), lines());
    let mut walls: Vec<Vec<f64>> = vec![Vec::new(); lines.len() + 1];
    for _ in 0..ROUNDS {
        walls[0].push(wall(Command::new(&this).arg("--nothing")));
        for ((_, line), walls) in lines.iter().zip(&mut walls[1..]) {
            let mut command = Command::new(env!("CARGO_BIN_EXE_relief"));
            walls.push(wall(command.args(line.split(' ')).current_dir(env::temp_dir())));
        }
    }
    let middle = |walls: &mut Vec<f64>| {
        walls.sort_by(f64::total_cmp);
        walls[walls.len() / 2]
    };
    let medians: Vec<f64> = walls.iter_mut().map(middle).collect();
    println!(
        "commands on the shipped register, medians of {ROUNDS} runs; memory of reading it and one answer\n"
    );
    println!("| command | ms | x an empty program | x `relief options` | peak MiB |\n|---|---|---|---|---|");
    let row = |name: &str, wall: f64, peak: String| {
        println!(
            "| {name} | {:.1} | {:.2} | {:.2} | {peak} |",
            wall * 1e3,
            wall / medians[0],
            wall / medians[1]
        );
    };
    row("(an empty program)", medians[0], String::new());
    for ((question, line), wall) in lines.iter().zip(&medians[1..]) {
        let run = question.map(|question| spawn(&["--shipped", question]));
        row(line, *wall, run.map_or_else(String::new, |run| mib(run.peak)));
    }
    println!("\nThe register alone: {} MiB.", mib(spawn(&["--shipped"]).peak));
}

fn wall(command: &mut Command) -> f64 {
    let begun = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
    assert!(status.success(), "{command:?} fails");
    begun.elapsed().as_secs_f64()
}

fn mib(bytes: f64) -> String {
    format!("{:.1}", bytes / f64::from(1 << 20))
}

/// Times each question on generated registers, once the register is there, with what it takes beside the register.
fn on_generated(sizes: &[usize]) {
    println!(
        "\none answer on generated registers, the register read before; `contested` reads {POINTS} points\n"
    );
    println!("| question | option | {} growth of time |", heads(sizes));
    println!("|---|---|{}---|", "---|".repeat(sizes.len()));
    let floors: Vec<f64> = sizes.iter().map(|n| spawn(&["--generated", &n.to_string()]).peak).collect();
    for (question, _) in QUESTIONS {
        for option in OPTIONS {
            let runs: Vec<Run> = sizes.iter().map(|n| runs(*n, question, option)).collect();
            let cell = |(run, floor): (&Run, &f64)| {
                format!("{:.3} ms, {} MiB", run.wall * 1e3, mib((run.peak - floor).max(0.0)))
            };
            let cells: Vec<String> = runs.iter().zip(&floors).map(cell).collect();
            let grows = match (sizes, runs.as_slice()) {
                ([from, .., to], [first, .., last]) => {
                    format!("{:.2}", growth(*from as f64, first.wall, *to as f64, last.wall))
                }
                _ => String::new(),
            };
            println!("| {question} | {option} | {} | {grows} |", cells.join(" | "));
        }
    }
    let floors: Vec<String> = floors.into_iter().map(mib).collect();
    println!("\nMemory is beside that of the register itself: {} MiB.", floors.join(", "));
}

fn heads(sizes: &[usize]) -> String {
    sizes.iter().map(|n| format!("{n} measures |")).collect::<Vec<_>>().join(" ")
}

/// The median of three runs; of a register that takes seconds to make, one.
fn runs(measures: usize, question: &str, option: &str) -> Run {
    let times = if measures > 20_000 { 1 } else { 3 };
    let run = || spawn(&["--generated", &measures.to_string(), question, option]);
    median(&(0..times).map(|_| run()).collect::<Vec<Run>>())
}

fn register(measures: usize) -> Register {
    let files = Corpus::of_measures(measures, 12, SEED).files;
    let files = files.into_iter().map(|(path, text)| SourceFile { path, text: text.into() }).collect();
    decode_all(SourceMap::new(files), Vec::new()).register.expect("a register")
}
