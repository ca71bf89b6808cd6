//! Findings as an editor shows them, and their edits as quick fixes.

use std::collections::BTreeMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeDescription, Diagnostic, DiagnosticRelatedInformation,
    DiagnosticSeverity, Location, NumberOrString, Range, TextEdit, Uri, WorkspaceEdit,
};

use super::place::{Lines, uri_of};
use super::tree::{Document, Tree};
use crate::diag::{Finding, Help, Label, Severity};

/// The lines of files, indexed when first asked for, and how the editor names them.
struct Places<'t> {
    tree: &'t Tree,
    open: &'t BTreeMap<Uri, Document>,
    known: BTreeMap<String, (Option<Uri>, Lines<'t>)>,
}

impl<'t> Places<'t> {
    fn new(tree: &'t Tree, open: &'t BTreeMap<Uri, Document>) -> Self {
        Self { tree, open, known: BTreeMap::new() }
    }

    fn range(&mut self, file: &str, range: Option<&std::ops::Range<usize>>) -> Option<(Uri, Range)> {
        if !self.known.contains_key(file) {
            let known = (self.tree.uri(self.open, file), self.tree.lines(file));
            self.known.insert(file.to_owned(), known);
        }
        let (uri, lines) = self.known.get(file)?;
        Some((uri.clone()?, lines.range(range.unwrap_or(&(0..0)))))
    }

    fn label(&mut self, label: &Label) -> Option<Location> {
        let (uri, range) = self.range(&label.file, label.range.as_ref())?;
        Some(Location { uri, range })
    }
}

/// The findings of a tree, file by file. Those about no file stand at `register.toml`.
pub(super) fn diagnostics(tree: &Tree, open: &BTreeMap<Uri, Document>) -> BTreeMap<Uri, Vec<Diagnostic>> {
    let mut places = Places::new(tree, open);
    let mut found: BTreeMap<Uri, Vec<Diagnostic>> = BTreeMap::new();
    for finding in &tree.findings {
        if let Some((uri, diagnostic)) = diagnostic(&mut places, finding) {
            found.entry(uri).or_default().push(diagnostic);
        }
    }
    found
}

fn diagnostic(places: &mut Places<'_>, finding: &Finding) -> Option<(Uri, Diagnostic)> {
    let primary = finding.primary();
    let (uri, range) = match primary {
        Some(label) => places.range(&label.file, label.range.as_ref())?,
        None => places.range("register.toml", None)?,
    };
    let mut message = finding.title.clone();
    let label = primary.map(|label| label.text.as_str()).filter(|text| !text.is_empty());
    message.extend(label.map(|text| format!("\n{text}")));
    message.extend(finding.notes.iter().map(|note| format!("\nnote: {note}")));
    message.extend(finding.helps.iter().map(|help| format!("\nhelp: {}", help.text)));
    let others = finding.labels.iter().filter(|label| !primary.is_some_and(|one| std::ptr::eq(one, *label)));
    let related: Vec<_> = others
        .filter_map(|label| {
            let message = if label.text.is_empty() { &finding.title } else { &label.text };
            Some(DiagnosticRelatedInformation { location: places.label(label)?, message: message.clone() })
        })
        .collect();
    let diagnostic = Diagnostic {
        range,
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(finding.lint.to_string())),
        code_description: page(places.tree, &finding.lint).map(|href| CodeDescription { href }),
        source: Some("relief".into()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    };
    Some((uri, diagnostic))
}

/// The page of a lint, where one lies beside the register.
fn page(tree: &Tree, lint: &str) -> Option<Uri> {
    let page = tree.root.parent()?.join(format!("docs/lints/{lint}.md"));
    if page.is_file() { uri_of(&page) } else { None }
}

/// What mends the findings that touch a range of a file.
pub(super) fn fixes(
    tree: &Tree,
    open: &BTreeMap<Uri, Document>,
    file: &str,
    wanted: Range,
) -> Vec<CodeAction> {
    let mut places = Places::new(tree, open);
    let mut actions = Vec::new();
    for finding in tree.findings.iter().filter(|finding| finding.file() == Some(file)) {
        let Some((_, diagnostic)) = diagnostic(&mut places, finding) else { continue };
        if diagnostic.range.end < wanted.start || wanted.end < diagnostic.range.start {
            continue;
        }
        for help in finding.helps.iter().filter(|help| !help.edits.is_empty()) {
            actions.extend(fix(&mut places, help, &diagnostic));
        }
    }
    actions
}

fn fix(places: &mut Places<'_>, help: &Help, diagnostic: &Diagnostic) -> Option<CodeAction> {
    let mut changes = std::collections::HashMap::<Uri, Vec<TextEdit>>::new();
    for edit in &help.edits {
        let (uri, range) = places.range(&edit.file, Some(&edit.range))?;
        changes.entry(uri).or_default().push(TextEdit { range, new_text: edit.replacement.clone() });
    }
    Some(CodeAction {
        title: help.text.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic.clone()]),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        is_preferred: help.safe.then_some(true),
        ..CodeAction::default()
    })
}
