//! Reading published lists: the whole of it (rows checked, tags counted by class, remarks looked for) against the bare
//! parser on the same bytes, and against the script that one would write instead. Prints ratios and the peak of memory
//! at one size and at ten times that size: `cargo bench --bench designations`.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::process::Command;
use std::time::{Duration, Instant};

use relief_register::designations::{Depth, Roll, Source, Tally, mapped, read};
use relief_register::register::embedded;

/// How many parties the smaller list holds: about as many as the published one.
const PARTIES: usize = 20_000;
/// Of how many runs the median counts.
const RUNS: usize = 9;
/// The script that one would write instead.
const SCRIPT: &str = r#"
import collections, csv, sys, time
start = time.perf_counter()
counts = collections.Counter()
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.reader(file):
        if len(row) < 12:
            continue
        tags = tuple(sorted(row[3].split("] [")))
        counts[tags, row[2].strip('- 0') or "entity", "31 CFR 589.201" in row[11]] += 1
print(time.perf_counter() - start)
"#;
const TAGS: [&str; 5] =
    ["RUSSIA-EO14024", "SDGT] [IFSR", "UKRAINE-EO13662] [RUSSIA-EO14024", "CUBA", "NPWMD] [IRAN-CON-ARMS-EO"];

fn legacy(parties: usize) -> Vec<u8> {
    let mut list = String::new();
    for at in 0..parties {
        let kind = if at % 3 == 0 { "\"individual\"" } else { "-0- " };
        let tags = TAGS[at * at % TAGS.len()];
        let remark = if tags.starts_with('U') {
            "Secondary sanctions risk: 31 CFR 589.201 and/or 589.209; "
        } else {
            ""
        };
        let _ = writeln!(
            list,
            "{at},\"COMPANY NUMBER {at}, LIMITED\",{kind},\"{tags}\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remark}\
             Organization Established Date 1993; Tax ID No. {at}; Registration Number 10{at}; Linked To: SOMEBODY ELSE.\"",
        );
    }
    list.push_str("\u{1a}\n");
    list.into_bytes()
}

fn xml(parties: usize) -> Vec<u8> {
    let mut list = String::from("<?xml version=\"1.0\"?>\n<sdnList>\n");
    for at in 0..parties {
        let tags = TAGS[at * at % TAGS.len()].replace("] [", "</program>\n      <program>");
        let _ = writeln!(
            list,
            "  <sdnEntry>\n    <uid>{at}</uid>\n    <lastName>COMPANY NUMBER {at}</lastName>\n    \
             <sdnType>Entity</sdnType>\n    <programList>\n      <program>{tags}</program>\n    </programList>\n    \
             <addressList>\n      <address>\n        <uid>{at}</uid>\n        <city>Moscow</city>\n        \
             <country>Russia</country>\n      </address>\n    </addressList>\n  </sdnEntry>",
        );
    }
    list.push_str("</sdnList>\n");
    list.into_bytes()
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn bare_csv(list: &[u8]) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(list);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).expect("rows") {
        std::hint::black_box(&record);
    }
}

fn bare_xml(list: &[u8]) {
    let mut reader = quick_xml::Reader::from_reader(std::io::BufReader::with_capacity(64 << 10, list));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).expect("events") {
            quick_xml::events::Event::Eof => break,
            event => drop(std::hint::black_box(event)),
        }
    }
}

/// The peak of memory so far, in KiB, where the system says it.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse().ok())
}

fn main() {
    let register = embedded().expect("the register decodes");
    let known = mapped(&register, register.coverage_end());
    let ours = |list: &[u8]| {
        let mut tally = Tally::new(&known, Roll::Sdn);
        let head = read(Source::File(Box::new(Cursor::new(list))), Depth::Counted, &mut |party| {
            tally.add(party, None)
        });
        std::hint::black_box(head.expect("a list"));
    };
    let folder = std::env::temp_dir();
    let mut all =
        vec![(legacy(PARTIES * 10), xml(PARTIES * 10), "x10"), (legacy(PARTIES), xml(PARTIES), "x1")];
    while let Some((rows, events, size)) = all.pop() {
        let before = peak();
        let (bare, whole) = (median(|| bare_csv(&rows)), median(|| ours(&rows)));
        line(&format!("csv {size}"), rows.len(), bare, whole);
        let (bare_x, whole_x) = (median(|| bare_xml(&events)), median(|| ours(&events)));
        line(&format!("xml {size}"), events.len(), bare_x, whole_x);
        if let (Some(before), Some(after)) = (before, peak()) {
            println!("  memory {size}: peak grew by {} KiB while reading", after - before);
        }
        let (list, script) = (folder.join("relief-bench.csv"), folder.join("relief-bench.py"));
        if fs::write(&list, &rows).and_then(|()| fs::write(&script, SCRIPT)).is_ok() {
            let run = Command::new("python3").arg(&script).arg(&list).output();
            let seconds =
                run.ok().and_then(|out| String::from_utf8(out.stdout).ok()?.trim().parse::<f64>().ok());
            if let Some(seconds) = seconds {
                println!("  python csv {size}: {:.1} times ours", seconds / whole.as_secs_f64());
            }
        }
        let _ = (fs::remove_file(list), fs::remove_file(script));
    }
}

fn line(what: &str, bytes: usize, bare: Duration, whole: Duration) {
    let rate = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    println!(
        "{what}: bare parser {:.0} MB/s, with checks and counts {:.0} MB/s: {:.2} of its throughput",
        rate(bare),
        rate(whole),
        bare.as_secs_f64() / whole.as_secs_f64()
    );
}
