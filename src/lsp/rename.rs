//! Renaming from the editor: the same edit as `relief rename`, as changes of the texts that are open.

use std::collections::BTreeMap;

use jiff::civil::Date;
use lsp_types::{
    CreateFile, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use similar::TextDiff;

use super::frame::{Refused, code};
use super::place::Lines;
use super::tree::{Document, Tree};
use crate::edit::{self, Change};

/// The changes that give `old` the id `new`.
///
/// # Errors
/// What `relief rename` refuses, the editor is refused too.
pub(super) fn rename(
    tree: &Tree,
    open: &BTreeMap<Uri, Document>,
    (old, new): (&str, &str),
    on: Date,
) -> Result<WorkspaceEdit, Refused> {
    let refused = |what: String| (code::FAILED, what);
    let changes = edit::rename(&tree.loaded, old, new, on)
        .map_err(|refusal| refused(format!("{}; {}", refusal.what, refusal.help)))?;
    let (broken, _) = edit::new_errors(&tree.loaded, &changes, Some(on));
    if let Some(finding) = broken.first() {
        return Err(refused(format!("it would leave the register with an error: {}", finding.title)));
    }
    let mut operations = Vec::new();
    for change in &changes {
        let uri = tree
            .uri(open, &change.path)
            .ok_or_else(|| refused(format!("`{}` has no address", change.path)))?;
        if change.before.is_none() {
            let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        let version = open.get(&uri).map(|document| document.version);
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
        let edits = edits(change).into_iter().map(OneOf::Left).collect();
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits }));
    }
    let document_changes = Some(DocumentChanges::Operations(operations));
    Ok(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}

/// The lines that a change replaces, so that the rest of the text keeps its cursors and folds.
fn edits(change: &Change) -> Vec<TextEdit> {
    let (old, new) =
        (change.before.as_deref().unwrap_or_default(), change.after.as_deref().unwrap_or_default());
    let lines = Lines::new(old);
    let (olds, news) = (bounds(old), bounds(new));
    let diff = TextDiff::from_lines(old, new);
    let replaced = diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal).map(|op| {
        let (old, new_range) = (op.old_range(), op.new_range());
        TextEdit {
            range: lines.range(&(olds[old.start]..olds[old.end])),
            new_text: new[news[new_range.start]..news[new_range.end]].to_owned(),
        }
    });
    replaced.collect()
}

/// Where the lines of a text begin, and where the last ends.
fn bounds(text: &str) -> Vec<usize> {
    let mut at = 0;
    let ends = text.split_inclusive('\n').map(|line| {
        at += line.len();
        at
    });
    std::iter::once(0).chain(ends).collect()
}
