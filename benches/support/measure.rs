//! What one run costs: wall and CPU time and peak memory of a process of its own.
//!
//! CPU time and memory are read from `/proc`; on other systems they are shown as nothing.

use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

/// What a run cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    /// Seconds by the clock.
    pub wall: f64,
    /// Seconds of all threads.
    pub cpu: f64,
    /// The most memory held, in bytes.
    pub peak: f64,
    /// How many findings, where it looks for some.
    pub found: usize,
}

/// Runs something and prints its cost for [`spawn`] to read.
pub fn report(run: impl FnOnce() -> usize) {
    let (begun, idle) = (Instant::now(), cpu());
    let found = run();
    println!("{} {} {} {found}", begun.elapsed().as_secs_f64(), cpu() - idle, peak());
}

/// Runs this program again with other arguments.
pub fn spawn(args: &[&str]) -> Run {
    let out = Command::new(env::current_exe().expect("a path")).args(args).output().expect("it runs");
    let text = String::from_utf8(out.stdout).expect("text");
    let mut numbers = text.split_whitespace().map(|n| n.parse::<f64>().expect("a number"));
    let mut next = || numbers.next().unwrap_or_default();
    Run { wall: next(), cpu: next(), peak: next(), found: next() as usize }
}

/// The median of each figure.
pub fn median(runs: &[Run]) -> Run {
    let of = |figure: &dyn Fn(&Run) -> f64| {
        let mut all: Vec<f64> = runs.iter().map(figure).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    Run {
        wall: of(&|r| r.wall),
        cpu: of(&|r| r.cpu),
        peak: of(&|r| r.peak),
        found: of(&|r| r.found as f64) as usize,
    }
}

/// The exponent with which a cost grows from one size to another.
pub fn growth(from: f64, cost: f64, to: f64, then: f64) -> f64 {
    (then / cost).ln() / (to / from).ln()
}

/// Reads every file below a folder: the floor. Gives nothing found.
pub fn read_all(root: &Path) -> usize {
    let mut open = vec![root.to_path_buf()];
    let mut bytes = 0;
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            match entry.file_type().expect("a type").is_dir() {
                true => open.push(entry.path()),
                false => bytes += fs::read(entry.path()).expect("a file").len(),
            }
        }
    }
    usize::from(bytes == 0)
}

/// Seconds that all threads of this process have run.
fn cpu() -> f64 {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanos = threads.filter_map(|thread| {
        fs::read_to_string(thread.path().join("schedstat")).ok()?.split(' ').next()?.parse::<f64>().ok()
    });
    nanos.sum::<f64>() / 1e9
}

/// The most memory that this process has held, in bytes.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok()).map_or(f64::NAN, |kb| kb * 1024.0)
}
