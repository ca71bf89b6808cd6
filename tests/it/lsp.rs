//! The language server: the real binary, driven over its stdin and stdout as an editor would.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use relief_register::text;
use serde_json::{Value, json};

use crate::folder::Folder;

/// How long a test waits for an answer before it fails.
const PATIENCE: Duration = Duration::from_secs(120);

/// An editor with the server it started.
struct Editor {
    server: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    folder: Folder,
    asked: u64,
    /// What the server last said of each file, by its path in the register.
    found: BTreeMap<String, Vec<Value>>,
}

impl Editor {
    /// The server over a copy of the small register in `data/` of a folder whose name an address must quote.
    fn new(name: &str) -> Self {
        let folder = Folder::new(&format!("lsp {name} é"));
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/register");
        for file in text::read(&fixture).expect("the fixture").0.files() {
            folder.put(&format!("data/{}", file.path), &file.text);
        }
        let mut server = Command::new(env!("CARGO_BIN_EXE_relief"))
            .args(["lsp", "--stdio"])
            .env_remove("RELIEF_DATA")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut stdout = BufReader::new(server.stdout.take().expect("a pipe"));
        let (send, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = received(&mut stdout) {
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        let stdin = server.stdin.take();
        Self { server, stdin, messages, folder, asked: 0, found: BTreeMap::new() }
    }

    /// The same, past the greeting.
    fn ready(name: &str) -> Self {
        let mut editor = Self::new(name);
        let edit = json!({ "documentChanges": true, "resourceOperations": ["create"] });
        let can = json!({ "workspace": { "workspaceEdit": edit }, "textDocument": { "rename": { "prepareSupport": true } } });
        let root = editor.uri("").trim_end_matches("/data/").to_owned();
        let answer =
            editor.ask("initialize", json!({ "processId": null, "rootUri": root, "capabilities": can }));
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], "utf-16");
        editor.note("initialized", json!({}));
        editor
    }

    fn uri(&self, path: &str) -> String {
        let place = format!("{}/data/{path}", self.folder.root().display());
        format!("file://{}", place.replace(' ', "%20").replace('é', "%C3%A9"))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.place(&format!("data/{path}"))).expect("a record")
    }

    fn raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("open");
        stdin.write_all(bytes).and_then(|()| stdin.flush()).expect("the server reads");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn note(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The next message; what it says of files is kept.
    fn next(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).expect("the server answers");
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().expect("an address");
            let path = uri.strip_prefix(&self.uri("")).expect("a record").to_owned();
            let found = message["params"]["diagnostics"].as_array().expect("a list").clone();
            self.found.insert(path, found);
        }
        message
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.next();
            if message["id"] == id {
                return message;
            }
        }
    }

    fn open(&mut self, path: &str, text: &str) {
        let document = json!({ "uri": self.uri(path), "languageId": "toml", "version": 1, "text": text });
        self.note("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, path: &str, version: i32, text: &str) {
        let document = json!({ "uri": self.uri(path), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.note("textDocument/didChange", params);
    }

    /// Waits until the server says of a file what is looked for.
    fn until(&mut self, path: &str, told: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        loop {
            let message = self.next();
            if message["params"]["uri"] == self.uri(path) && told(&self.found[path]) {
                return self.found[path].clone();
            }
        }
    }

    /// Asks of the place of the mark in a text that is open without it.
    fn at(&mut self, method: &str, path: &str, marked: &str) -> Value {
        self.at_with(method, path, marked, json!({}))
    }

    fn at_with(&mut self, method: &str, path: &str, marked: &str, more: Value) -> Value {
        let before = &marked[..marked.find('|').expect("a mark")];
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().expect("a line").encode_utf16().count();
        let mut params = more;
        params["textDocument"] = json!({ "uri": self.uri(path) });
        params["position"] = json!({ "line": line, "character": character });
        self.ask(method, params)["result"].take()
    }

    /// Ends the session as the protocol says.
    fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null)["result"], Value::Null);
        assert_eq!(self.ask("textDocument/hover", Value::Null)["error"]["code"], -32600);
        self.note("exit", Value::Null);
        assert_eq!(self.server.wait().expect("it ends").code(), Some(0));
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn received(stdout: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", n)) => length = n.parse().expect("a length"),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stdout.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}

/// The text with a mark before the first of these words.
fn marked(text: &str, words: &str, within: &str) -> String {
    let at = text.find(words).expect("the words") + within.len();
    format!("{}|{}", &text[..at], &text[at..])
}

/// What an editor's text becomes by edits that do not overlap.
fn edited(text: &str, edits: &Value) -> String {
    let offset = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().expect("a line")).expect("it fits");
        let units = usize::try_from(position["character"].as_u64().expect("a column")).expect("it fits");
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut seen = 0;
        let within = text[start..].chars().take_while(|c| {
            seen += c.len_utf16();
            seen <= units
        });
        start + within.map(char::len_utf8).sum::<usize>()
    };
    let mut edits: Vec<_> = edits.as_array().expect("edits").iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    edits.iter().fold(text.to_owned(), |text, edit| {
        let (start, end) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        format!("{}{}{}", &text[..start], edit["newText"].as_str().expect("a text"), &text[end..])
    })
}

const TARGET: &str = "targets/acme-bank.toml";
const OPTION: &str = "options/delist-acme-bank.toml";
const ORDER: &str = "instruments/executive-orders/order-1.toml";

#[test]
fn findings_of_unsaved_texts_come_and_go_with_utf16_places() {
    let mut editor = Editor::ready("findings");
    let good = editor.text(TARGET);
    let bad = good.replace("order-1/block", "order-1/blok");
    editor.open(TARGET, &bad);
    let found = editor.until(TARGET, |found| !found.is_empty());
    assert_eq!(
        (found.len(), &found[0]["code"], &found[0]["source"]),
        (1, &json!("dangling-reference"), &json!("relief"))
    );
    assert!(found[0]["message"].as_str().expect("words").contains("order-1/blok"), "{found:?}");

    let inline =
        good.replace("name = \"Acme Bank\"", "aliases = [\"😀\", \"\u{202e}\"]\nname = \"Acme Bank\"");
    editor.change(TARGET, 2, &inline);
    let found = editor.until(TARGET, |found| found[0]["code"] == "hidden-character");
    let line = inline.lines().position(|line| line.starts_with("aliases")).expect("the line");
    assert_eq!(
        found[0]["range"]["start"],
        json!({ "line": line, "character": 18 }),
        "two units for one character"
    );

    for version in 3..40 {
        editor.change(TARGET, version, &bad);
    }
    editor.change(TARGET, 40, &good);
    editor.until(TARGET, <[Value]>::is_empty);
    assert_eq!(editor.text(TARGET), good, "nothing is written");
    editor.end();
}

#[test]
fn an_edit_is_judged_in_every_file_that_it_breaks() {
    let mut editor = Editor::ready("others");
    let order = editor.text(ORDER);
    editor.open(ORDER, &order.replace("id = \"block\"", "id = \"blocks\""));
    let found = editor.until(TARGET, |found| !found.is_empty());
    assert_eq!(found[0]["code"], "dangling-reference");
    let uri = editor.uri(ORDER);
    editor.note("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    editor.until(TARGET, <[Value]>::is_empty);

    let twice = format!(
        "{}\n[[listings]]\nid = \"order-1\"\nmeasures = [\"order-1/block\"]\nfrom = 2016-05-01\nground = \"activity\"\n",
        editor.text(TARGET)
    );
    editor.open(TARGET, &twice);
    let found = editor.until(TARGET, |found| !found.is_empty());
    let related = found.iter().find(|one| one["relatedInformation"].is_array()).expect("two places");
    assert_eq!(related["relatedInformation"][0]["location"]["uri"], editor.uri(TARGET));
    assert_ne!(related["relatedInformation"][0]["location"]["range"], related["range"]);
    editor.end();
}

#[test]
fn what_is_pointed_at_is_explained_and_found() {
    let mut editor = Editor::ready("links");
    let (option, target) = (editor.text(OPTION), editor.text(TARGET));
    editor.open(OPTION, &option);
    editor.open(TARGET, &target);

    let said = |hover: &Value| hover["contents"]["value"].as_str().unwrap_or_default().to_owned();
    let measure = editor.at("textDocument/hover", TARGET, &marked(&target, "order-1/block", "order-1/b"));
    for words in ["Blocks the property of those who are listed", "executive-order", "80 FR 13000", "s. 1"] {
        assert!(said(&measure).contains(words), "{words}: {measure}");
    }
    let order = editor.at("textDocument/hover", TARGET, &marked(&target, "order-1/block", "ord"));
    assert!(said(&order).contains("Blocking Property of Certain Persons"), "{order}");
    let key = editor.at("textDocument/hover", TARGET, &marked(&target, "ground", "gr"));
    assert!(!said(&key).is_empty(), "{key}");
    assert_eq!(editor.at("textDocument/hover", TARGET, &marked(&target, "Acme", "Ac")), Value::Null);

    let scenario = "scenarios/delist-acme-bank-scenario.toml";
    let text = editor.text(scenario);
    editor.open(scenario, &text);
    let pathway = editor.at("textDocument/hover", scenario, &marked(&text, "\"delist-acme-bank\"", "\"del"));
    assert!(said(&pathway).contains("conditional"), "{pathway}");
    editor.change(TARGET, 2, &target.replace("order-1/block", "order-1/no"));
    let pathway = editor.at("textDocument/hover", scenario, &marked(&text, "\"delist-acme-bank\"", "\"del"));
    assert!(
        said(&pathway).contains("Delist Acme Bank") && !said(&pathway).contains("conditional"),
        "{pathway}"
    );
    editor.change(TARGET, 3, &target);

    let listing = marked(&option, "acme-bank/order-1", "acme-bank/or");
    let definition = editor.at("textDocument/definition", OPTION, &listing);
    assert_eq!(definition["uri"], editor.uri(TARGET));
    let line = target.lines().position(|line| line == "id = \"order-1\"").expect("the line");
    assert_eq!(definition["range"]["start"], json!({ "line": line, "character": 5 }));
    let record = editor.at("textDocument/definition", OPTION, &marked(&option, "\"president\"", "\"pres"));
    assert_eq!(record["uri"], editor.uri("actors/president.toml"));
    let listed = editor.at("textDocument/definition", OPTION, &marked(&option, "\"arcadia\"", "\"ar"));
    assert_eq!(listed["uri"], editor.uri("register.toml"));

    let places = |found: &Value| -> Vec<String> {
        let places = found.as_array().expect("places").iter();
        places
            .map(|place| {
                place["uri"].as_str().expect("an address").rsplit('/').next().expect("a name").to_owned()
            })
            .collect()
    };
    let with = json!({ "context": { "includeDeclaration": true } });
    let found = editor.at_with("textDocument/references", OPTION, &listing, with);
    assert_eq!(places(&found), ["acme-bank.toml", "delist-acme-bank.toml"]);
    let without = json!({ "context": { "includeDeclaration": false } });
    let found = editor.at_with("textDocument/references", OPTION, &listing, without);
    assert_eq!(places(&found), ["delist-acme-bank.toml"]);
    editor.end();
}

#[test]
fn ids_keys_and_words_are_completed_in_texts_that_do_not_parse() {
    let mut editor = Editor::ready("completion");
    let start = "name = \"New\"\nkind = \"|\"\n";
    editor.open("targets/new.toml", &start.replace('|', ""));
    let labels = |list: &Value| -> Vec<String> {
        let items = list["items"].as_array().expect("items").iter();
        items.map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
    };
    let mut version = 1;
    let mut complete = |editor: &mut Editor, marked: &str| {
        version += 1;
        editor.change("targets/new.toml", version, &marked.replacen('|', "", 1));
        editor.at("textDocument/completion", "targets/new.toml", marked)
    };
    assert!(labels(&complete(&mut editor, start)).contains(&"bank".to_owned()));
    let measures = complete(&mut editor, "name = \n[[listings]]\nmeasures = [\"ord|\"");
    assert_eq!(labels(&measures), ["order-1/block"]);
    assert_eq!(measures["items"][0]["detail"], "Blocks the property of those who are listed");
    assert_eq!(measures["items"][0]["textEdit"]["newText"], "order-1/block");
    let bare = complete(&mut editor, "x = '😀'\nsource = |");
    assert_eq!(
        (labels(&bare), &bare["items"][0]["textEdit"]["newText"]),
        (vec!["gazette".into()], &json!("\"gazette\""))
    );
    assert_eq!(labels(&complete(&mut editor, "traits = [{ id = '|")), ["state-bank"]);
    let keys = labels(&complete(&mut editor, "name = \"x\"\nki|\n"));
    assert!(keys.contains(&"kind".to_owned()) && !keys.contains(&"name".to_owned()), "{keys:?}");
    let headers = labels(&complete(&mut editor, "[[li|]]\n"));
    assert!(headers.contains(&"listings".to_owned()) && !headers.contains(&"name".to_owned()), "{headers:?}");
    assert_eq!(complete(&mut editor, "# so|\n")["items"], json!([]));
    editor.end();
}

#[test]
fn a_rename_makes_the_texts_that_the_command_makes() {
    for (place, within, old, new) in [
        ("order-1/block", "order-1/b", "order-1/block", "freeze"),
        ("order-1/block", "or", "order-1", "order-one"),
    ] {
        let mut editor = Editor::ready(&format!("rename {new}"));
        let target = editor.text(TARGET);
        editor.open(TARGET, &target);
        let spot = marked(&target, place, within);
        let asked = editor.at("textDocument/prepareRename", TARGET, &spot);
        assert_eq!(asked["placeholder"], old.rsplit('/').next().expect("a name"));
        let taken = editor.at_with("textDocument/rename", TARGET, &spot, json!({ "newName": "No Id" }));
        assert_eq!(taken, Value::Null, "refused");
        let answer = editor.at_with("textDocument/rename", TARGET, &spot, json!({ "newName": new }));

        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for change in answer["documentChanges"].as_array().expect("changes") {
            let uri = change["uri"].as_str().or(change["textDocument"]["uri"].as_str()).expect("an address");
            let path = uri.strip_prefix(&editor.uri("")).expect("a record").to_owned();
            if change["kind"] == "create" {
                texts.insert(path, String::new());
            } else {
                let before = texts.get(&path).cloned().unwrap_or_else(|| editor.text(&path));
                texts.insert(path, edited(&before, &change["edits"]));
            }
        }
        let data = editor.folder.place("data");
        let command = Command::new(env!("CARGO_BIN_EXE_relief"))
            .args(["rename", old, new, "--data"])
            .arg(&data)
            .output()
            .expect("the tool runs");
        assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stderr));
        assert!(texts.len() > 1, "{texts:?}");
        for (path, text) in &texts {
            assert_eq!(*text, editor.text(path), "{path}");
        }
        editor.end();
    }
}

#[test]
fn a_quick_fix_mends_its_finding() {
    let mut editor = Editor::ready("fixes");
    let bad = editor.text(TARGET).replace("order-1/block", "order-1/blok");
    editor.open(TARGET, &bad);
    let line = bad.lines().position(|line| line.contains("blok")).expect("the line");
    let place = json!({ "line": line, "character": 14 });
    let params = json!({
        "textDocument": { "uri": editor.uri(TARGET) },
        "range": { "start": place, "end": place }, "context": { "diagnostics": [] },
    });
    let actions = editor.ask("textDocument/codeAction", params)["result"].take();
    assert_eq!(actions[0]["diagnostics"][0]["code"], "dangling-reference");
    let mended = edited(&bad, &actions[0]["edit"]["changes"][editor.uri(TARGET)]);
    assert_eq!(mended, editor.text(TARGET));
    editor.until(TARGET, |found| !found.is_empty());
    editor.change(TARGET, 2, &mended);
    editor.until(TARGET, <[Value]>::is_empty);
    editor.end();
}

#[test]
fn what_is_no_message_and_what_is_not_served_get_errors() {
    let mut editor = Editor::new("hostile");
    assert_eq!(editor.ask("textDocument/hover", json!({}))["error"]["code"], -32002);
    assert_eq!(editor.ask("initialize", json!({ "capabilities": 7 }))["error"]["code"], -32602);
    assert!(editor.ask("initialize", json!({ "capabilities": {} }))["result"].is_object());
    assert_eq!(editor.ask("initialize", json!({ "capabilities": {} }))["error"]["code"], -32600);
    for (bytes, code) in [
        (&b"Content-Length: 3\r\n\r\n{]}"[..], -32700),
        (b"Content-Length: 9\r\nX: y\r\n\r\n\"\\ud800\" ", -32700),
        (b"nonsense\n", -32700),
        (b"Content-Length: 2\r\n\r\n[]", -32600),
        (b"Content-Length: 19\r\n\r\n{\"id\":1,\"method\":2}", -32600),
        // Longer than it says: what follows is found all the same.
        (b"Content-Length: 1\r\n\r\n1}", -32600),
    ] {
        editor.raw(bytes);
        let answer = editor.next();
        assert_eq!(answer["error"]["code"], code, "{answer}");
    }
    assert_eq!(editor.ask("textDocument/implode", json!({}))["error"]["code"], -32601);
    assert_eq!(editor.ask("textDocument/hover", json!({ "textDocument": 1 }))["error"]["code"], -32602);
    editor.note("textDocument/didOpen", json!({ "textDocument": 1 }));
    editor.note("$/setTrace", json!({ "value": "off" }));

    editor.open(TARGET, &"# 😀\n".repeat(1 << 20));
    let found = editor.until(TARGET, |found| !found.is_empty());
    assert!(found[0]["message"].as_str().expect("words").contains("4 MiB"), "{found:?}");
    let far = json!({ "textDocument": { "uri": editor.uri(TARGET) }, "position": { "line": u32::MAX, "character": u32::MAX } });
    assert_eq!(editor.ask("textDocument/hover", far)["result"], Value::Null);
    let elsewhere = json!({ "uri": "untitled:x", "languageId": "toml", "version": 1, "text": "x" });
    editor.note("textDocument/didOpen", json!({ "textDocument": elsewhere }));
    editor.note("exit", Value::Null);
    assert_eq!(editor.server.wait().expect("it ends").code(), Some(1), "no shutdown came before");

    let mut editor = Editor::new("gone");
    drop(editor.stdin.take());
    assert_eq!(editor.server.wait().expect("it ends").code(), Some(1), "the editor is gone");
}
