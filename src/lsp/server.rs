//! The life of a session: its messages in order, its open texts, and when what is checked.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread;

use jiff::civil::Date;
use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeParams,
    PublishDiagnosticsParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::diagnostics::diagnostics;
use super::frame::{Frames, Refused, code, response, write};
use super::place::path_of;
use super::tree::{Document, Stale, Tree, root_of};

/// How a session begins.
pub struct Settings {
    /// The register to work on; left out, the one that each opened file belongs to.
    pub root: Option<PathBuf>,
    /// The day that what is shown is derived for.
    pub today: fn() -> Date,
}

/// Serves one session. True if the client ended it as the protocol says: `shutdown`, then `exit`.
///
/// # Errors
/// The streams cannot be read or written.
pub fn serve(
    input: impl BufRead + Send + 'static,
    output: impl Write,
    settings: Settings,
) -> io::Result<bool> {
    let (send, messages) = sync_channel(16);
    thread::spawn(move || {
        let mut frames = Frames::new(input);
        while let Some(message) = frames.next().transpose() {
            let over = message.is_err();
            if send.send(message).is_err() || over {
                break;
            }
        }
    });
    let mut server = Server {
        out: output,
        settings,
        phase: Phase::New,
        trees: Vec::new(),
        open: BTreeMap::new(),
        can: Can::default(),
    };
    server.run(&messages)
}

/// How far a session has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    ShutDown,
}

/// What the editor can do.
#[derive(Clone, Copy, Default)]
pub(super) struct Can {
    /// Make files as part of an edit.
    pub(super) create: bool,
    /// Watch files for the server.
    watch: bool,
}

type Message = io::Result<Result<Value, Refused>>;

/// A session.
pub(super) struct Server<W> {
    out: W,
    pub(super) settings: Settings,
    phase: Phase,
    pub(super) trees: Vec<Tree>,
    pub(super) open: BTreeMap<Uri, Document>,
    pub(super) can: Can,
}

impl<W: Write> Server<W> {
    fn run(&mut self, messages: &Receiver<Message>) -> io::Result<bool> {
        loop {
            let waiting = self.trees.iter().any(|tree| tree.untold);
            let message = match messages.try_recv() {
                Ok(message) => message,
                Err(TryRecvError::Empty) if waiting => {
                    self.tell()?;
                    continue;
                }
                Err(_) => match messages.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(false),
                },
            };
            match message? {
                Err(flaw) => write(&mut self.out, &response(&Value::Null, Err(flaw)))?,
                Ok(message) if message["method"] == "exit" => return Ok(self.phase == Phase::ShutDown),
                Ok(message) => self.take(message)?,
            }
        }
    }

    /// Answers a request, or takes note of a notification.
    fn take(&mut self, mut message: Value) -> io::Result<()> {
        let params = message.get_mut("params").map_or(Value::Null, Value::take);
        let id = message.get("id").filter(|id| id.is_string() || id.is_number());
        let result = match (id, message["method"].as_str()) {
            (Some(_), Some(method)) => {
                let answered = catch_unwind(AssertUnwindSafe(|| self.request(method, params)));
                answered.unwrap_or_else(|_| Err((code::INTERNAL, format!("`{method}` failed; see the log"))))
            }
            (None, Some(method)) if message.get("id").is_none() => return self.note(method, params),
            // An answer to what the server asked.
            (Some(_), None) if message.get("result").is_some() || message.get("error").is_some() => {
                return Ok(());
            }
            _ => Err((code::INVALID_REQUEST, "neither a request nor a notification nor an answer".into())),
        };
        write(&mut self.out, &response(id.unwrap_or(&Value::Null), result))
    }

    fn request(&mut self, method: &str, params: Value) -> Result<Value, Refused> {
        match (self.phase, method) {
            (Phase::New, "initialize") => self.initialize(params),
            (Phase::New, _) => Err((code::NOT_INITIALIZED, format!("`{method}` before `initialize`"))),
            (Phase::ShutDown, _) => Err((code::INVALID_REQUEST, format!("`{method}` after `shutdown`"))),
            (Phase::Running, "initialize") => Err((code::INVALID_REQUEST, "`initialize` twice".into())),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Running, _) => self.answer(method, params),
        }
    }

    fn initialize(&mut self, params: Value) -> Result<Value, Refused> {
        let params: InitializeParams = decoded(params)?;
        let workspace = params.capabilities.workspace.unwrap_or_default();
        let edit = workspace.workspace_edit;
        self.can.create = edit.as_ref().is_some_and(|edit| {
            let operations = edit.resource_operations.iter().flatten();
            edit.document_changes == Some(true)
                && operations.into_iter().any(|o| *o == lsp_types::ResourceOperationKind::Create)
        });
        self.can.watch = workspace
            .did_change_watched_files
            .is_some_and(|watched| watched.dynamic_registration == Some(true));
        let rename = params.capabilities.text_document.and_then(|text| text.rename);
        let prepares = rename.is_some_and(|rename| rename.prepare_support == Some(true));
        let folders = params.workspace_folders.into_iter().flatten().map(|folder| folder.uri);
        #[allow(deprecated)]
        let root = params.root_uri;
        for folder in folders.chain(root).filter_map(|uri| path_of(&uri)) {
            self.tree(&folder);
        }
        self.phase = Phase::Running;
        Ok(json!({
            "serverInfo": { "name": "relief", "version": env!("CARGO_PKG_VERSION") },
            "capabilities": {
                "positionEncoding": "utf-16",
                "textDocumentSync": { "openClose": true, "change": 1, "save": true },
                "hoverProvider": true,
                "definitionProvider": true,
                "referencesProvider": true,
                "completionProvider": { "triggerCharacters": ["\"", "'", "/", "."] },
                "renameProvider": if prepares { json!({ "prepareProvider": true }) } else { json!(true) },
                "codeActionProvider": { "codeActionKinds": ["quickfix"] },
            },
        }))
    }

    /// The register that a file belongs to, opened if it is met for the first time.
    pub(super) fn tree(&mut self, path: &Path) -> Option<usize> {
        let root = self.settings.root.clone().or_else(|| root_of(path))?;
        if let Some(known) = self.trees.iter().position(|tree| tree.root == root) {
            return Some(known);
        }
        self.trees.push(Tree::new(root));
        Some(self.trees.len() - 1)
    }

    fn note(&mut self, method: &str, params: Value) -> io::Result<()> {
        if self.phase != Phase::Running {
            return Ok(());
        }
        match method {
            "initialized" if self.can.watch => return self.watch(),
            "textDocument/didOpen" => {
                if let Ok(DidOpenTextDocumentParams { text_document: opened }) = decoded(params) {
                    self.edited(opened.uri, opened.text, opened.version, Stale::Disk);
                }
            }
            "textDocument/didChange" => {
                if let Ok(DidChangeTextDocumentParams { text_document, content_changes }) = decoded(params)
                    && let Some(change) = content_changes.into_iter().next_back()
                    && change.range.is_none()
                {
                    self.edited(text_document.uri, change.text, text_document.version, Stale::Records);
                }
            }
            "textDocument/didClose" => {
                if let Ok(DidCloseTextDocumentParams { text_document }) = decoded(params) {
                    self.open.remove(&text_document.uri);
                    self.touch();
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.touch(),
            _ => {}
        }
        Ok(())
    }

    /// Files on disk may have changed.
    fn touch(&mut self) {
        self.trees.iter_mut().for_each(|tree| tree.touch(Stale::Disk));
    }

    fn edited(&mut self, uri: Uri, text: String, version: i32, stale: Stale) {
        let Some(path) = path_of(&uri) else { return };
        if let Some(tree) = self.tree(&path) {
            self.trees[tree].touch(stale);
        }
        self.open.insert(uri.clone(), Document { uri, path, text, version });
    }

    fn watch(&mut self) -> io::Result<()> {
        let watchers = json!([{ "globPattern": "**/*.toml" }]);
        let watched = json!({
            "id": "records", "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        });
        let params = json!({ "registrations": [watched] });
        let request = json!({ "jsonrpc": "2.0", "id": "watch", "method": "client/registerCapability", "params": params });
        write(&mut self.out, &request)
    }

    /// Checks what is out of date, and tells what became of the findings.
    fn tell(&mut self) -> io::Result<()> {
        for tree in self.trees.iter_mut().filter(|tree| tree.untold) {
            tree.check(&self.open);
            let now = diagnostics(tree, &self.open);
            let files: BTreeSet<Uri> = tree.told.keys().chain(now.keys()).cloned().collect();
            for uri in files {
                let found = now.get(&uri).cloned().unwrap_or_default();
                if tree.told.get(&uri) == Some(&found) {
                    continue;
                }
                let version = self.open.get(&uri).map(|document| document.version);
                let params = PublishDiagnosticsParams { uri, diagnostics: found, version };
                let message = json!({ "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params });
                write(&mut self.out, &message)?;
            }
            (tree.told, tree.untold) = (now, false);
        }
        Ok(())
    }
}

/// What a message carries.
pub(super) fn decoded<T: DeserializeOwned>(params: Value) -> Result<T, Refused> {
    serde_json::from_value(params).map_err(|error| (code::BAD_PARAMS, error.to_string()))
}
