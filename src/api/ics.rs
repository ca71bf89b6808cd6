//! Deadlines as a calendar file (RFC 5545): one all-day event each, with names that stay the same, so that a
//! calendar that reads the file again moves its events and doubles none. Nothing in it depends on a clock.

use jiff::civil::Date;

use super::{DeadlineReport, DeadlinesReport};

/// The most bytes on a line, by the standard.
const LINE: usize = 75;

/// The calendar of a report.
pub fn calendar(report: &DeadlinesReport) -> String {
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.text(
        "PRODID",
        &format!("-//relief-register//{} {}//EN", report.receipt.tool, report.receipt.version),
    );
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    for deadline in &report.deadlines {
        event(&mut file, deadline, report.receipt.as_of);
    }
    file.line("END", "VCALENDAR");
    file.0
}

fn event(file: &mut File, deadline: &DeadlineReport, as_of: Date) {
    file.line("BEGIN", "VEVENT");
    file.text("UID", &deadline.uid);
    file.line("DTSTAMP", &format!("{}T000000Z", compact(as_of)));
    file.line("DTSTART;VALUE=DATE", &compact(deadline.day));
    let end = deadline.not_after.unwrap_or(deadline.day);
    file.line("DTEND;VALUE=DATE", &compact(end.tomorrow().unwrap_or(end)));
    file.text("SUMMARY", &format!("{}: {}", deadline.kind.replace('-', " "), deadline.title));
    let unknown = match (deadline.status.as_str(), deadline.since_coverage) {
        ("unknown", true) => "\nIt fell due after the law that is encoded: what was done is not known.",
        ("unknown", false) => "\nNot certain.",
        _ => "",
    };
    let rule = format!("{} {}", deadline.id, deadline.pinpoint);
    file.text("DESCRIPTION", &format!("{}\n{}{unknown}", deadline.text, rule.trim_end()));
    file.text("CATEGORIES", &deadline.kind);
    file.line("TRANSP", "TRANSPARENT");
    file.line("END", "VEVENT");
}

fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

#[derive(Default)]
struct File(String);

impl File {
    /// A property whose value is text: escaped.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped);
    }

    /// A property, folded so that no line is longer than the standard lets it be, and no character is split.
    fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in format!("{name}:{value}").chars() {
            if width + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
