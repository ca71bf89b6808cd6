//! Findings for people: in rustc's style, with every place, and edits shown as a diff.
//!
//! Drawing is left to `annotate-snippets`; it is given short clean [`excerpts`] under stand-in paths, and the real path
//! and column are put in afterwards, because a column counted in a cut line would be wrong. At most
//! [`super::MAX_IN_ALL`] findings are drawn.

use std::collections::HashMap;
use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Padding, Patch, Renderer, Snippet,
};

use super::excerpt::{Excerpt, Mark, excerpts};
use super::finding::{Finding, Help, Label, Severity};
use super::place::Places;
use super::report::{Report, Style, limited};
use super::visible::{brief, visible, visible_line};

/// How many places of one finding are drawn.
const PLACES: usize = 8;
/// How many helps and notes of one finding are drawn, and how long each may be, in characters.
const TEXTS: usize = 8;
const TITLE: usize = 600;
const LABEL: usize = 200;
const TEXT: usize = 2000;
/// Stand-ins for paths begin and end with these; neither gets here from a record, for both are hidden characters.
const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';

/// Writes the findings within the limits, and a sentence about the rest.
pub(super) fn write(report: &Report<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let places = report.places();
    let decor = if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(decor).term_width(style.width.max(40)).hyperlink(false);
    let (shown, rest) = limited(report);
    for finding in shown {
        let mut drawing = Drawing { report, places: &places, style, files: vec![], columns: HashMap::new() };
        let groups = drawing.groups(finding);
        let drawn = renderer.render(&groups);
        writeln!(out, "{}\n", drawing.named(&drawn))?;
    }
    match rest {
        Some(rest) => writeln!(out, "note: {rest}\n"),
        None => Ok(()),
    }
}

/// One finding on its way to the renderer.
struct Drawing<'a> {
    report: &'a Report<'a>,
    places: &'a Places<'a>,
    style: Style,
    /// The files met, by the number in their stand-in.
    files: Vec<String>,
    /// The true column of a file, line and column as drawn.
    columns: HashMap<(usize, usize, usize), usize>,
}

impl Drawing<'_> {
    fn groups(&mut self, finding: &Finding) -> Vec<Group<'static>> {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(line(&finding.title, TITLE));
        let title = if finding.lint.is_empty() { title } else { title.id(line(&finding.lint, LABEL)) };
        let mut group = Group::with_title(title);
        for file in files(finding) {
            group = self.causes(group, file, finding);
        }
        for (level, texts) in [(Level::NOTE, self.notes(finding)), (Level::HELP, self.words(finding))] {
            group = group.elements(texts.into_iter().map(|text| level.clone().message(text)));
        }
        let mut groups = vec![group];
        for help in finding.helps.iter().filter(|help| !help.edits.is_empty()).take(TEXTS) {
            groups.push(self.patches(help));
        }
        groups
    }

    /// The places of one file.
    fn causes(&mut self, mut group: Group<'static>, file: &str, finding: &Finding) -> Group<'static> {
        let path = self.stand_in(file);
        let labels: Vec<_> = finding.labels.iter().take(PLACES).filter(|label| label.file == file).collect();
        let marks: Vec<_> = labels
            .iter()
            .enumerate()
            .filter_map(|(number, label)| Some(Mark { range: label.range.clone()?, number }))
            .collect();
        let Some(lines) = self.places.lines(file).filter(|_| !marks.is_empty()) else {
            return group.element(Origin::path(path)).element(Padding);
        };
        let mut found = excerpts(&lines, &marks, self.longest(), self.ellipsis());
        // The place it is about comes first, whatever its line.
        found.sort_by_key(|excerpt| !excerpt.marks.iter().any(|mark| labels[mark.number].primary));
        for excerpt in found {
            self.remember(file, &excerpt);
            let annotations: Vec<_> =
                excerpt.marks.iter().map(|mark| annotation(mark, labels[mark.number])).collect();
            let snippet = Snippet::source(excerpt.source).line_start(excerpt.first_line).path(path.clone());
            group = group.element(snippet.annotations(annotations));
        }
        group
    }

    /// A help whose edits can be shown is a diff, and else a sentence.
    fn patches(&mut self, help: &Help) -> Group<'static> {
        let mut group = Group::with_title(Level::HELP.secondary_title(self.wrapped(&help.text, 6)));
        let mut edited: Vec<&str> = help.edits.iter().map(|edit| edit.file.as_str()).collect();
        edited.sort_unstable();
        edited.dedup();
        for file in edited.into_iter().take(PLACES) {
            let edits: Vec<_> = help.edits.iter().filter(|edit| edit.file == file).take(PLACES).collect();
            let Some(lines) = self.places.lines(file) else { continue };
            let marks: Vec<_> = edits
                .iter()
                .enumerate()
                .map(|(number, edit)| Mark { range: edit.range.clone(), number })
                .collect();
            for excerpt in excerpts(&lines, &marks, LABEL, self.ellipsis()) {
                let short = edits.iter().all(|edit| edit.replacement.len() <= TEXT);
                if excerpt.cut || !short || overlapping(&excerpt.marks) {
                    continue;
                }
                self.remember(file, &excerpt);
                let patches: Vec<_> = excerpt
                    .marks
                    .iter()
                    .map(|mark| {
                        Patch::new(mark.range.clone(), visible(&edits[mark.number].replacement).into_owned())
                    })
                    .collect();
                let snippet = Snippet::source(excerpt.source).line_start(excerpt.first_line);
                group = group.element(snippet.path(self.stand_in(file)).patches(patches));
            }
        }
        group
    }

    fn notes(&self, finding: &Finding) -> Vec<String> {
        let mut notes: Vec<_> =
            finding.notes.iter().take(TEXTS).map(|note| self.wrapped(note, self.margin() + 6)).collect();
        if let Some(more) = finding.labels.len().checked_sub(PLACES + 1) {
            notes.push(format!("and {} more", super::report::counted(more + 1, "place")));
        }
        notes
    }

    fn words(&self, finding: &Finding) -> Vec<String> {
        let helps = finding.helps.iter().filter(|help| help.edits.is_empty()).take(TEXTS);
        helps.map(|help| self.wrapped(&help.text, self.margin() + 6)).collect()
    }

    /// What stands before a message under an excerpt: three digits of a line number at least, and ` = `.
    fn margin(&self) -> usize {
        6
    }

    /// A text in lines that fit beside what stands before it.
    fn wrapped(&self, text: &str, before: usize) -> String {
        disarm(wrap(&visible(&brief(text, TEXT)), self.style.width.saturating_sub(before).clamp(40, 100)))
    }

    /// How many characters of a place are underlined.
    fn longest(&self) -> usize {
        (self.style.width / 2).clamp(30, 80)
    }

    fn ellipsis(&self) -> &'static str {
        if self.style.unicode { "\u{2026}" } else { "..." }
    }

    fn remember(&mut self, file: &str, excerpt: &Excerpt) {
        let number = self.number(file);
        for (line, shown, column) in &excerpt.columns {
            self.columns.insert((number, *line, *shown), *column);
        }
    }

    fn number(&mut self, file: &str) -> usize {
        self.files.iter().position(|known| known == file).unwrap_or_else(|| {
            self.files.push(file.to_owned());
            self.files.len() - 1
        })
    }

    fn stand_in(&mut self, file: &str) -> String {
        format!("{OPEN}{}{CLOSE}", self.number(file))
    }

    /// The drawing with real paths and columns.
    fn named(&self, drawn: &str) -> String {
        let mut parts = drawn.split(OPEN);
        let mut named = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (number, rest) = part.split_once(CLOSE).unwrap_or((part, ""));
            let number = number.parse().unwrap_or(usize::MAX);
            let file = self.files.get(number).map_or("", String::as_str);
            named.push_str(&visible_line(&brief(&self.report.path(file), TITLE)));
            let (line, after) = coordinate(rest);
            let (column, after) = coordinate(after);
            match (line, column) {
                (Some(line), Some(shown)) => {
                    let column = self.columns.get(&(number, line, shown)).copied().unwrap_or(shown);
                    named.push_str(&format!(":{line}:{column}{after}"));
                }
                _ => named.push_str(rest),
            }
        }
        let ends: Vec<_> = named.lines().map(str::trim_end).collect();
        ends.join("\n")
    }
}

/// The number after a colon at the start, and what follows.
fn coordinate(text: &str) -> (Option<usize>, &str) {
    let Some(after) = text.strip_prefix(':') else { return (None, text) };
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    match after[..digits].parse() {
        Ok(number) => (Some(number), &after[digits..]),
        Err(_) => (None, text),
    }
}

/// The files of a finding, that of its primary place first.
fn files(finding: &Finding) -> Vec<&str> {
    let mut files: Vec<&str> = finding.file().into_iter().collect();
    for label in finding.labels.iter().take(PLACES) {
        if !files.contains(&label.file.as_str()) {
            files.push(&label.file);
        }
    }
    files
}

fn annotation(mark: &Mark, label: &Label) -> Annotation<'static> {
    let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let annotation = kind.span(mark.range.clone());
    if label.text.is_empty() { annotation } else { annotation.label(line(&label.text, LABEL)) }
}

fn overlapping(marks: &[Mark]) -> bool {
    let mut ranges: Vec<_> = marks.iter().map(|mark| mark.range.clone()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.windows(2).any(|pair| pair[0].end > pair[1].start || pair[0] == pair[1])
}

fn line(text: &str, max: usize) -> String {
    visible_line(&brief(text, max)).into_owned()
}

/// A line that begins with `::` is a command to a CI runner, which reads all that is printed: no record writes one.
fn disarm(text: String) -> String {
    if !text.lines().any(|line| line.trim_start().starts_with("::")) {
        return text;
    }
    let lines = text.split('\n').map(|line| match line.trim_start().strip_prefix("::") {
        Some(rest) => format!("\\u{{3a}}:{rest}"),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Breaks a text at spaces so that no line is longer than `width` characters, where it has spaces.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::with_capacity(text.len() + 16);
    for (nth, paragraph) in text.split('\n').enumerate() {
        if nth > 0 {
            wrapped.push('\n');
        }
        let mut column = 0;
        for word in paragraph.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += length;
        }
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::report::{Format, samples};
    use super::super::{Edit, is_hidden};
    use super::*;

    fn plain(findings: &[Finding]) -> String {
        samples::written(findings, Format::Text, Style::default())
    }

    /// The text format of findings in one file.
    fn drawn(text: &str, findings: &[Finding], style: Style) -> String {
        let (texts, receipt) = (super::super::Texts::from([("a.toml", text)]), serde_json::Value::Null);
        let report = Report { findings, rules: &[], texts: &texts, prefix: "", receipt: &receipt };
        let mut out = vec![];
        write(&report, style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn both_places_and_the_edit_are_shown() {
        let expected = "\
warning[date-out-of-order]: `published` is before `signed`
 --> data/instruments/eo-14066.toml:5:13
  |
4 | signed = 2022-03-08
  |          ---------- signed only on this day
5 | published = 2022-03-02
  |             ^^^^^^^^^^ published on this day
  |
  = note: the Federal Register publishes an order after it is signed

error[dangling-reference]: option `ease-x` lifts `eo-14066/import-enregy`, which no record defines
 --> data/options/ease-x.toml:2:11
  |
2 | lifts = [\"eo-14066/import-enregy\"]
  |           ^^^^^^^^^^^^^^^^^^^^^^ no such measure
  |
 ::: data/instruments/eo-14066.toml:8:6
  |
8 | id = \"import-energy\"
  |      --------------- a measure with a near name
  |
help: did you mean `eo-14066/import-energy`?
  |
2 - lifts = [\"eo-14066/import-enregy\"]
2 + lifts = [\"eo-14066/import-energy\"]
  |

";
        assert_eq!(plain(&samples::findings()), expected);
    }

    #[test]
    fn files_and_registers_are_named_without_an_excerpt() {
        let findings = [
            Finding::error("", "the register has no option `status-quo`")
                .help("add `options/status-quo.toml`"),
            Finding::error("not-utf8", "byte 0xe9 is not UTF-8")
                .in_file("x.toml")
                .note("a note")
                .note("a second"),
        ];
        let expected = "\
error: the register has no option `status-quo`
 |
 = help: add `options/status-quo.toml`

error[not-utf8]: byte 0xe9 is not UTF-8
--> data/x.toml
 |
 = note: a note
 = note: a second

";
        assert_eq!(plain(&findings), expected);
    }

    #[test]
    fn insertions_and_long_notes_read_well() {
        let text = "id = 'a'\ntitle = 'b'\n";
        let finding = Finding::error("missing-source", "`a` names no source")
            .at("a.toml", 0..2, "this record")
            .note("every fact in the register can be traced: a record has `source`, `locator`, `verification` and `checked`")
            .fix("name it", Edit::new("a.toml", 9..9, "source = \"FIXME\"\nlocator = \"FIXME\"\n"));
        let expected = "\
error[missing-source]: `a` names no source
 --> a.toml:1:1
  |
1 | id = 'a'
  | ^^ this record
  |
  = note: every fact in the register can be traced: a record has `source`,
          `locator`, `verification` and `checked`
help: name it
  |
2 + source = \"FIXME\"
3 + locator = \"FIXME\"
  |

";
        assert_eq!(drawn(text, &[finding], Style::default()), expected);
    }

    #[test]
    fn one_long_line_gives_a_short_report_with_the_true_column() {
        let text = format!(
            "x = \"{}\", y = \"needle\", z = \"{}\"",
            "\u{e9}".repeat(1 << 20),
            "\u{20ac}".repeat(1 << 20)
        );
        let at = text.find("needle").unwrap();
        let finding = Finding::error("x", "a needle")
            .at("a.toml", at..at + 6, "here")
            .also("a.toml", 4..at, "in all this")
            .suggest("sharpen it", Edit::new("a.toml", at..at + 6, "pin"))
            .suggest("or take all", Edit::new("a.toml", 0..text.len(), "pin"));
        let out = drawn(&text, &[finding], Style::default());
        assert!(out.len() < 3000, "{}", out.len());
        assert!(out.contains(&format!("--> a.toml:1:{}\n", (1 << 20) + 14)), "{out}");
        assert!(out.contains("needle") && out.contains("^^^^^^ here") && out.contains("pin"), "{out}");
        assert!(out.lines().all(|line| line.chars().count() < 300), "{out}");
    }

    #[test]
    fn a_place_far_from_another_in_a_long_file_is_shown_apart() {
        let text = "a = 1\n".repeat(100_000);
        let finding = Finding::error("x", "twice").at("a.toml", 540_000..540_001, "again").also(
            "a.toml",
            0..1,
            "first",
        );
        let expected = "\
error[x]: twice
     --> a.toml:90001:1
      |
90001 | a = 1
      | ^ again
      |
     ::: a.toml:1:1
      |
    1 | a = 1
      | - first

";
        assert_eq!(drawn(&text, &[finding], Style::default()), expected);
    }

    #[test]
    fn ends_of_files_empty_files_and_crlf_have_places() {
        let draw = |text: &str, range| {
            drawn(text, &[Finding::error("x", "t").at("a.toml", range, "l")], Style::default())
        };
        let one = |line: &str, marks: &str, place: &str| {
            format!("error[x]: t\n --> a.toml:{place}\n  |\n1 |{line}\n  |{marks} l\n\n")
        };
        assert_eq!(draw("", 0..0), one("", " ^", "1:1"));
        assert_eq!(draw("ab = 1\r\n", 0..8), one(" ab = 1", " ^^^^^^", "1:1"));
        assert_eq!(draw("ab = 1\r\n", 8..8), one(" ab = 1", "       ^", "1:7"));
        assert_eq!(draw("ab = 1", 6..99), one(" ab = 1", "       ^", "1:7"));
        assert_eq!(draw("\u{e9}\u{4e2d} = 1\n", 8..9), one(" \u{e9}\u{4e2d} = 1", "       ^", "1:6"));
    }

    #[test]
    fn nothing_hidden_reaches_a_terminal() {
        for unicode in [false, true] {
            let out = samples::written_hostile(Format::Text, Style { color: false, unicode, width: 80 });
            assert!(!out.chars().any(|c| is_hidden(c) && c != '\n'), "{out:?}");
            let command =
                |line: &str| line.trim_start().starts_with("::") && !line.trim_start().starts_with("::: ");
            assert!(!out.lines().any(command), "{out}");
            assert!(out.contains("\\u{1b}]0;x\\u{7}\\u{202e}<b>"), "{out}");
        }
        let out = samples::written_hostile(Format::Text, Style { color: true, ..Style::default() });
        let mut rest = out.as_str();
        while let Some((_, sequence)) = rest.split_once('\u{1b}') {
            let end = sequence.find('m').unwrap();
            assert!(sequence[1..end].chars().all(|c| c.is_ascii_digit() || c == ';'), "{sequence:?}");
            rest = &sequence[end + 1..];
        }
        assert!(out.contains("\u{1b}["));
    }

    #[test]
    fn many_findings_of_one_file_are_bounded() {
        let text = "a = 1\n".repeat(100_000);
        let findings: Vec<_> =
            (0..100_000).map(|n| Finding::error("x", "t").at("a.toml", n * 6..n * 6 + 1, "")).collect();
        let out = drawn(&text, &findings, Style::default());
        assert_eq!(out.matches("error[x]").count(), 20);
        assert!(
            out.ends_with(
                "note: 99,980 more errors in a.toml are not shown; `--format json` gives them all\n\n"
            ),
            "{out}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]
        #[test]
        fn any_finding_in_any_text_is_drawn(
            text in "([a-z =\"]{0,9}|é|中|\u{301}|\u{202e}|\u{1b}|\t|\n|\r\n|x{900}){0,30}",
            places in proptest::collection::vec((0usize..2000, 0usize..2000, any::<bool>(), "(é|\n|[a-z ]){0,9}"), 0..12),
            unicode in any::<bool>(),
            width in 0usize..200,
        ) {
            let mut finding = Finding::warning("x", "t");
            for (start, end, primary, label) in places {
                finding.labels.push(Label { file: "a.toml".into(), range: Some(start..end), text: label.clone(), primary });
                finding = finding.suggest(label.clone(), Edit::new("a.toml", start..end, label));
            }
            let out = drawn(&text, &[finding], Style { color: false, unicode, width });
            prop_assert!(!out.chars().any(|c| is_hidden(c) && c != '\n'), "{out:?}");
            prop_assert!(out.len() < 100_000);
        }
    }
}
