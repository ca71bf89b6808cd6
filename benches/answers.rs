//! What an answer costs: on the shipped register, on generated ones, and where an option reads many points.
//!
//! `cargo bench --bench answers`. The commands are run as a person would, and set against a program that does nothing;
//! answers on generated registers are timed in a process of their own. Prints tables; asserts nothing.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a program that prints tables")]

#[allow(dead_code, unreachable_pub, reason = "not every benchmark asks for all of it")]
mod support;

use std::env;
use std::process::{Command, Stdio};
use std::time::Instant;

use relief_register::register::{Register, decode_all};
use relief_register::relief::{Asked, Question, answer};
use relief_register::text::{SourceFile, SourceMap};
use support::corpus::{Corpus, POINTS};
use support::measure::{self, Run, median, spawn};

const SEED: u64 = 20_261_122;
const ROUNDS: usize = 41;
/// The commands on the shipped register: the first is what the others are set against.
const COMMANDS: [&str; 7] = [
    "options",
    "options --executive-only --format json",
    "explain lift-energy-import-ban",
    "routes lift-energy-import-ban",
    "cascade ne-14024",
    "history lift-energy-import-ban",
    "why-not lift-energy-import-ban",
];
const MEASURES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--nothing"] => return,
        ["--ask", measures, option] => return ask(measures.parse().expect("a number"), option),
        _ => {}
    }
    commands();
    generated(args.iter().filter_map(|arg| arg.parse().ok()).collect());
}

/// Times the commands on the shipped register against a program that does nothing.
fn commands() {
    let this = env::current_exe().expect("a path");
    let mut walls: Vec<Vec<f64>> = vec![Vec::new(); COMMANDS.len() + 1];
    for _ in 0..ROUNDS {
        walls[0].push(wall(Command::new(&this).arg("--nothing")));
        for (line, walls) in COMMANDS.iter().zip(&mut walls[1..]) {
            let mut command = Command::new(env!("CARGO_BIN_EXE_relief"));
            walls.push(wall(
                command.args(line.split(' ')).args(["--as-of", "2026-11-22"]).current_dir(env::temp_dir()),
            ));
        }
    }
    let middle = |walls: &mut Vec<f64>| {
        walls.sort_by(f64::total_cmp);
        walls[walls.len() / 2]
    };
    let medians: Vec<f64> = walls.iter_mut().map(middle).collect();
    println!("commands on the shipped register, medians of {ROUNDS} runs\n");
    println!("| command | ms | x an empty program | x `relief options` |\n|---|---|---|---|");
    let names = ["(an empty program)"].into_iter().chain(COMMANDS);
    for (name, wall) in names.zip(&medians) {
        println!("| {name} | {:.1} | {:.2} | {:.2} |", wall * 1e3, wall / medians[0], wall / medians[1]);
    }
}

fn wall(command: &mut Command) -> f64 {
    let begun = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
    assert!(status.success(), "{command:?} fails");
    begun.elapsed().as_secs_f64()
}

/// Times answers on generated registers, once the register is there.
fn generated(mut sizes: Vec<usize>) {
    if sizes.is_empty() {
        sizes.extend(MEASURES);
    }
    println!("\none answer on generated registers; `contested` reads {POINTS} points\n");
    println!("| measures | option | ms | peak MiB of the whole process |\n|---|---|---|---|");
    for measures in sizes {
        for option in ["option-1", "contested"] {
            let runs: Vec<Run> = (0..3).map(|_| spawn(&["--ask", &measures.to_string(), option])).collect();
            let run = median(&runs);
            println!(
                "| {measures} | {option} | {:.3} | {:.1} |",
                run.wall * 1e3,
                run.peak / f64::from(1 << 20)
            );
        }
    }
}

fn ask(measures: usize, option: &str) {
    let files = Corpus::of_measures(measures, 12, SEED).files;
    let files = files.into_iter().map(|(path, text)| SourceFile { path, text }).collect();
    let register = decode_all(SourceMap::new(files), Vec::new()).register.expect("a register");
    measure::report(|| headline(&register, option));
}

/// The number of pathways that an option has.
fn headline(register: &Register, option: &str) -> usize {
    let option = register.option(option).expect("an option");
    answer(register, Asked::from(option), Question::on(jiff::civil::date(2019, 6, 1))).pathways().len()
}
