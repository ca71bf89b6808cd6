//! One register that an editor works on: its files on disk beneath the texts that are open, and what is wrong with it.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use lsp_types::{Diagnostic, Uri};

use super::place::{Lines, uri_of};
use crate::diag::{Finding, Severity};
use crate::edit::{Change, overlaid};
use crate::lint;
use crate::register::{Loaded, Register, decode_all};
use crate::text::{self, MAX_BYTES, Problem, SourceMap};

/// A text that is open in the editor.
pub(super) struct Document {
    /// As the editor names it.
    pub(super) uri: Uri,
    /// Where it lies.
    pub(super) path: PathBuf,
    /// The text as it stands in the editor.
    pub(super) text: String,
    /// Its version.
    pub(super) version: i32,
}

/// What of a tree is out of date: each includes what stands above it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stale {
    /// Nothing.
    Nothing,
    /// The findings.
    Findings,
    /// The records too.
    Records,
    /// The files read from disk too.
    Disk,
}

/// One register.
pub(super) struct Tree {
    /// The folder that holds `register.toml`.
    pub(super) root: PathBuf,
    /// The register with the open texts.
    pub(super) loaded: Loaded,
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
    /// What was last told of each file that has findings.
    pub(super) told: BTreeMap<Uri, Vec<Diagnostic>>,
    pub(super) stale: Stale,
    /// Whether something changed since.
    pub(super) untold: bool,
    disk: (SourceMap, Vec<Problem>),
}

impl Tree {
    pub(super) fn new(root: PathBuf) -> Self {
        let loaded = decode_all(SourceMap::default(), Vec::new());
        let (findings, told, disk) = (Vec::new(), BTreeMap::new(), Default::default());
        Self { root, loaded, findings, told, stale: Stale::Disk, untold: true, disk }
    }

    /// Says that this much is out of date.
    pub(super) fn touch(&mut self, stale: Stale) {
        self.stale = self.stale.max(stale);
        self.untold = true;
    }

    /// Brings the records up to date.
    pub(super) fn refresh(&mut self, open: &BTreeMap<Uri, Document>) {
        if self.stale == Stale::Disk {
            // A folder that is gone is a register without files: the check says so.
            self.disk = text::read(&self.root).unwrap_or_default();
        }
        if self.stale >= Stale::Records {
            let (sources, problems) = &self.disk;
            let here = |document: &Document| Some((self.relative(&document.path)?, document.text.clone()));
            let buffers: BTreeMap<String, String> = open.values().filter_map(here).collect();
            let mut problems: Vec<Problem> =
                problems.iter().filter(|problem| !buffers.contains_key(&problem.path)).cloned().collect();
            let changes = buffers.into_iter().map(|(path, text)| {
                let fits = text.len() as u64 <= MAX_BYTES;
                if !fits {
                    problems.push(text::too_large(path.clone()));
                }
                Change { path, before: None, after: fits.then_some(text) }
            });
            let sources = overlaid(sources, &changes.collect::<Vec<_>>());
            self.loaded = decode_all(sources, problems);
            self.stale = Stale::Findings;
        }
    }

    /// Brings the records and the findings up to date.
    pub(super) fn check(&mut self, open: &BTreeMap<Uri, Document>) {
        self.refresh(open);
        if self.stale == Stale::Findings {
            // A rule that fails leaves the findings as they were: the session goes on.
            if let Ok(findings) = catch_unwind(AssertUnwindSafe(|| lint::check(&self.loaded, None))) {
                self.findings = findings;
            }
            self.stale = Stale::Nothing;
        }
    }

    /// The register, if its `register.toml` decodes.
    pub(super) fn register(&self) -> Option<&Register> {
        self.loaded.register.as_ref()
    }

    /// Whether the register has no errors, so that something can be derived from it.
    pub(super) fn sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// The path of a record relative to the root, with `/`.
    pub(super) fn relative(&self, path: &Path) -> Option<String> {
        let parts = path.strip_prefix(&self.root).ok()?.components();
        let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
        let parts = parts?;
        let hidden = parts.iter().any(|part| part.starts_with('.'));
        (!hidden && parts.last()?.ends_with(".toml")).then(|| parts.join("/"))
    }

    /// How the editor names a file: by its own name if it has it open.
    pub(super) fn uri(&self, open: &BTreeMap<Uri, Document>, path: &str) -> Option<Uri> {
        let place = path.split('/').fold(self.root.clone(), |place, part| place.join(part));
        let opened = open.values().find(|document| document.path == place);
        opened.map_or_else(|| uri_of(&place), |document| Some(document.uri.clone()))
    }

    /// The lines of a file.
    pub(super) fn lines(&self, path: &str) -> Lines<'_> {
        Lines::new(self.loaded.sources.text(path).unwrap_or_default())
    }
}

/// The register that a file belongs to: the nearest `register.toml` or `data/register.toml` upwards.
pub(super) fn root_of(path: &Path) -> Option<PathBuf> {
    let both = path.ancestors().flat_map(|folder| [folder.to_owned(), folder.join("data")]);
    both.into_iter().find(|folder| folder.join("register.toml").is_file())
}
