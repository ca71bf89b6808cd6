//! What an editor asks of a place in a text.

use std::io::Write;

use lsp_types::{
    CodeActionParams, Hover, HoverContents, Location, MarkupContent, MarkupKind, PrepareRenameResponse,
    ReferenceParams, RenameParams, TextDocumentPositionParams, Uri,
};
use serde_json::{Value, json};

use super::complete::{completions, description};
use super::diagnostics::fixes;
use super::frame::{Refused, code};
use super::links::{Meant, Place, Pointed, definition, mentions, pointed};
use super::place::Lines;
use super::rename::rename;
use super::server::{Server, decoded};
use super::spot::{Slot, spot};
use super::tree::Tree;
use crate::doc::markdown;
use crate::edit::Subject;
use crate::model::Kind;
use crate::view;

/// A place in a text that is open.
struct Asked<'s> {
    tree: &'s Tree,
    /// The record's path in its register.
    path: String,
    text: &'s str,
    offset: usize,
}

impl<W: Write> Server<W> {
    /// Answers a request about a text.
    pub(super) fn answer(&mut self, method: &str, params: Value) -> Result<Value, Refused> {
        match method {
            "textDocument/hover" => self.at(params, true, Self::hover),
            "textDocument/definition" => self.at(params, false, Self::definition),
            "textDocument/completion" => self.at(params, false, |_, asked| {
                let items = completions(asked.tree.register(), &asked.path, asked.text, asked.offset);
                Ok(json!({ "isIncomplete": false, "items": items }))
            }),
            "textDocument/prepareRename" => self.at(params, false, Self::prepare),
            "textDocument/references" => {
                let ReferenceParams { text_document_position, context, .. } = decoded(params)?;
                self.of(&text_document_position, false, |server, asked| {
                    let own = context.include_declaration;
                    let found =
                        asked.pointed().map(|pointed| mentions(&asked.tree.loaded, &pointed.meant, own));
                    Ok(json!(server.locations(asked.tree, found.unwrap_or_default())))
                })
            }
            "textDocument/rename" => {
                let RenameParams { text_document_position, new_name, .. } = decoded(params)?;
                self.of(&text_document_position, false, |server, asked| server.rename(&asked, &new_name))
            }
            "textDocument/codeAction" => {
                let CodeActionParams { text_document, range, .. } = decoded(params)?;
                let at = TextDocumentPositionParams { text_document, position: range.start };
                self.of(&at, true, |server, asked| {
                    Ok(json!(fixes(asked.tree, &server.open, &asked.path, range)))
                })
            }
            _ => Err((code::NO_METHOD, format!("`{method}` is not served"))),
        }
    }

    fn at(
        &mut self,
        params: Value,
        checked: bool,
        answer: impl FnOnce(&Self, Asked<'_>) -> Result<Value, Refused>,
    ) -> Result<Value, Refused> {
        let at: TextDocumentPositionParams = decoded(params)?;
        self.of(&at, checked, answer)
    }

    /// Answers about a place, with the findings up to date if that matters; about a text of no register there is nothing
    /// to say.
    fn of(
        &mut self,
        at: &TextDocumentPositionParams,
        checked: bool,
        answer: impl FnOnce(&Self, Asked<'_>) -> Result<Value, Refused>,
    ) -> Result<Value, Refused> {
        let Some(path) = self.open.get(&at.text_document.uri).map(|document| document.path.clone()) else {
            return Err((code::BAD_PARAMS, format!("`{}` is not open", at.text_document.uri.as_str())));
        };
        let Some(tree) = self.tree(&path) else { return Ok(Value::Null) };
        self.trees[tree].refresh(&self.open);
        if checked {
            self.trees[tree].check(&self.open);
        }
        let server = &*self;
        let tree = &server.trees[tree];
        let (Some(path), Some(document)) = (tree.relative(&path), server.open.get(&at.text_document.uri))
        else {
            return Ok(Value::Null);
        };
        let offset = Lines::new(&document.text).offset(at.position);
        answer(server, Asked { tree, path, text: &document.text, offset })
    }

    fn hover(&self, asked: Asked<'_>) -> Result<Value, Refused> {
        let range = |range| Some(Lines::new(asked.text).range(&range));
        let (value, range) = match asked.pointed() {
            Some(Pointed { meant, range: bytes }) => (self.card(asked.tree, &meant), range(bytes)),
            None => match spot(asked.text, asked.offset) {
                Some(spot) if spot.slot != Slot::Value && !spot.range.is_empty() => {
                    let word = asked.text[spot.range.clone()].to_owned();
                    let keys =
                        spot.keys.iter().map(String::as_str).chain(word.split('.')).collect::<Vec<_>>();
                    let spoken = Kind::of_path(&asked.path).and_then(|kind| description(kind, &keys));
                    (spoken, range(spot.range))
                }
                _ => (None, None),
            },
        };
        let Some(value) = value else { return Ok(Value::Null) };
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
        Ok(json!(Hover { contents, range }))
    }

    /// What is known of an id, as Markdown.
    fn card(&self, tree: &Tree, meant: &Meant) -> Option<String> {
        let register = tree.register()?;
        match meant {
            Meant::Listed(_, id) => {
                let head = register.head();
                let conducts = head.conducts.iter().map(|entry| (&entry.id, &entry.title));
                let territories = head.territories.iter().map(|entry| (&entry.id, &entry.title));
                let traits = head.traits.iter().map(|entry| (&entry.id, &entry.title));
                let regimes = head.regimes.iter().map(|entry| (&entry.id, &entry.title));
                let mut entries = conducts.chain(territories).chain(traits).chain(regimes);
                entries
                    .find(|(known, _)| known.as_str() == id)
                    .map(|(_, title)| markdown_text(title.as_str()))
            }
            Meant::Subject(Subject::Choice(point, choice)) => {
                let choices = &register.point(point)?.choices;
                let found = choices.iter().find(|known| known.id.as_str() == choice)?;
                Some(markdown_text(&format!("{} {}", found.claim, found.argument)))
            }
            Meant::Subject(_) => {
                let doc = view::card(register, &meant.id(), (self.settings.today)(), tree.sound())?;
                Some(markdown::write(&doc))
            }
        }
    }

    fn definition(&self, asked: Asked<'_>) -> Result<Value, Refused> {
        let found = asked.pointed().and_then(|pointed| definition(&asked.tree.loaded, &pointed.meant));
        Ok(json!(self.locations(asked.tree, found.into_iter().collect()).first()))
    }

    fn locations(&self, tree: &Tree, places: Vec<Place>) -> Vec<Location> {
        let mut lines: Option<(String, Lines<'_>, Option<Uri>)> = None;
        let location = |(path, range): Place| {
            if lines.as_ref().is_none_or(|(known, ..)| *known != path) {
                lines = Some((path.clone(), tree.lines(&path), tree.uri(&self.open, &path)));
            }
            let (_, lines, uri) = lines.as_ref()?;
            Some(Location { uri: uri.clone()?, range: lines.range(&range.unwrap_or(0..0)) })
        };
        places.into_iter().filter_map(location).collect()
    }

    fn prepare(&self, asked: Asked<'_>) -> Result<Value, Refused> {
        match asked.pointed() {
            Some(Pointed { meant: Meant::Subject(_), range }) => {
                let placeholder = asked.text[range.clone()].to_owned();
                let range = Lines::new(asked.text).range(&range);
                Ok(json!(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }))
            }
            _ => Ok(Value::Null),
        }
    }

    fn rename(&self, asked: &Asked<'_>, new: &str) -> Result<Value, Refused> {
        let Some(Pointed { meant: meant @ Meant::Subject(_), .. }) = asked.pointed() else {
            return Err((code::FAILED, "there is no id of a record, a part or a choice here".into()));
        };
        if !self.can.create {
            let what = "this editor cannot make files as part of an edit; `relief rename` does it on disk";
            return Err((code::FAILED, what.into()));
        }
        let on = (self.settings.today)();
        Ok(json!(rename(asked.tree, &self.open, (&meant.id(), new), on)?))
    }
}

impl Asked<'_> {
    fn pointed(&self) -> Option<Pointed> {
        pointed(&self.path, self.text, self.offset)
    }
}

/// Plain words as Markdown.
fn markdown_text(words: &str) -> String {
    markdown::blocks(&[crate::doc::Block::paragraph(words)])
}
