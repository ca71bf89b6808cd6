//! A finding at JSON pointers, and how it gets its bytes: only files with findings are parsed again.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::Lint;
use crate::diag::{Edit, Finding, Severity};
use crate::register::RecordFile;
use crate::text::{Locator, SourceMap, Spans};

/// A finding whose places are not looked up yet.
pub(super) struct Draft {
    lint: Option<&'static Lint>,
    title: String,
    spots: Vec<Spot>,
    notes: Vec<String>,
    helps: Vec<Mend>,
}

/// A place with what is wrong there.
struct Spot {
    file: String,
    pointer: String,
    text: String,
}

/// What to do, and what to write at a pointer of the file of the first place, if that is known.
struct Mend {
    text: String,
    instead: Option<(String, String)>,
}

impl Draft {
    /// The fact in one line.
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { lint: None, title: title.into(), spots: vec![], notes: vec![], helps: vec![] }
    }

    /// A place, by its pointer: the first is what the finding is about, others explain it.
    pub(super) fn at(
        mut self,
        file: &RecordFile,
        pointer: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        self.spots.push(Spot { file: file.path.clone(), pointer: pointer.into(), text: text.into() });
        self
    }

    /// Why it is wrong.
    pub(super) fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// What to do, in words.
    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(Mend { text: text.into(), instead: None });
        self
    }

    /// What to write instead of the value at a pointer, for a person to consider.
    pub(super) fn suggest(
        mut self,
        text: impl Into<String>,
        pointer: impl Into<String>,
        value: String,
    ) -> Self {
        self.helps.push(Mend { text: text.into(), instead: Some((pointer.into(), value)) });
        self
    }

    /// How much it matters.
    pub(super) fn severity(&self) -> Severity {
        self.lint.map_or(Severity::Error, |lint| lint.severity)
    }
}

/// Where rules put what they find.
#[derive(Default)]
pub(super) struct Out {
    lint: Option<&'static Lint>,
    drafts: Vec<Draft>,
}

impl Out {
    /// Says whose findings come next.
    pub(super) fn of(&mut self, lint: &'static Lint) -> &mut Self {
        self.lint = Some(lint);
        self
    }

    /// Reports a finding.
    pub(super) fn push(&mut self, draft: Draft) {
        self.drafts.push(Draft { lint: self.lint, ..draft });
    }

    /// How many findings were reported.
    pub(super) fn len(&self) -> usize {
        self.drafts.len()
    }

    /// All that was reported.
    pub(super) fn into_drafts(self) -> Vec<Draft> {
        self.drafts
    }
}

/// The findings, with the bytes of their places.
pub(super) fn settle(sources: &SourceMap, drafts: Vec<Draft>) -> Vec<Finding> {
    let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for draft in &drafts {
        for spot in &draft.spots {
            wanted.entry(&spot.file).or_default().push(&spot.pointer);
        }
        let first = draft.spots.first().map_or("", |spot| spot.file.as_str());
        for (pointer, _) in draft.helps.iter().filter_map(|mend| mend.instead.as_ref()) {
            wanted.entry(first).or_default().push(pointer);
        }
    }
    let places: HashMap<(&str, &str), Spans> = wanted
        .into_par_iter()
        .flat_map_iter(|(file, pointers)| {
            let locator = Locator::new(sources.text(file).unwrap_or_default());
            pointers.into_iter().map(move |pointer| ((file, pointer), locator.locate(pointer)))
        })
        .collect();
    drafts.iter().map(|draft| finding(draft, &places)).collect()
}

fn finding(draft: &Draft, places: &HashMap<(&str, &str), Spans>) -> Finding {
    let name = draft.lint.map_or("", |lint| lint.name);
    let mut finding = match draft.severity() {
        Severity::Error => Finding::error(name, draft.title.clone()),
        Severity::Warning => Finding::warning(name, draft.title.clone()),
    };
    for (nth, spot) in draft.spots.iter().enumerate() {
        let Some(spans) = places.get(&(spot.file.as_str(), spot.pointer.as_str())) else { continue };
        let range = spans.mark.clone();
        finding = match nth {
            0 => finding.at(&spot.file, range, &spot.text).of(stem(&spot.file), &spot.pointer),
            _ => finding.also(&spot.file, range, &spot.text),
        };
    }
    finding.notes.clone_from(&draft.notes);
    for mend in &draft.helps {
        let edit = mend.instead.as_ref().and_then(|(pointer, value)| {
            let file = &draft.spots.first()?.file;
            let spans = places.get(&(file.as_str(), pointer.as_str())).filter(|spans| spans.exact)?;
            Some(Edit::new(file, spans.value.clone(), value))
        });
        finding = match edit {
            Some(edit) => finding.suggest(&mend.text, edit),
            None => finding.help(&mend.text),
        };
    }
    finding
}

/// The id of the record in a file.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}
