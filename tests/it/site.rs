//! The site: every link inside it resolves, record text stays text, nothing is too large, and a foreign folder is left
//! alone. The register is that of the guide, with a hostile string in every title; the browser's script has the full one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use relief_register::register::{Register, decode_all};
use relief_register::site::{Page, pages};
use relief_register::text::{SourceFile, SourceMap};

use crate::guide::examples;
use crate::run::{printed, refused};

/// What would be an element, end a script, start an entity, turn the line round, or break a line of script.
const HOSTILE: &str =
    "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;\u{202e}\u{2028}' onclick=alert(3)]]>";

fn register(edit: impl Fn(&str) -> String) -> Register {
    let files = examples().into_iter().map(|(path, text)| SourceFile { path, text: edit(&text).into() });
    let loaded = decode_all(SourceMap::new(files.collect()), Vec::new());
    assert!(loaded.flawed.is_empty(), "the examples do not decode");
    loaded.register.expect("a register")
}

fn site(edit: impl Fn(&str) -> String) -> Vec<Page> {
    pages(&register(edit), date(2026, 11, 22))
}

/// The values of an attribute on a page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split_once('"').map(|(value, _)| value)).collect()
}

#[test]
fn every_link_inside_the_site_resolves() {
    let pages = site(str::to_owned);
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|page| (page.path.as_str(), values(&page.text, "id").into_iter().collect()))
        .collect();
    let mut followed = 0;
    for page in pages.iter().filter(|page| page.path.ends_with(".html")) {
        let own = values(&page.text, "id");
        assert_eq!(own.len(), ids[page.path.as_str()].len(), "{} has a place twice", page.path);
        for href in values(&page.text, "href").into_iter().filter(|href| !href.contains("://")) {
            let (file, place) = href.split_once('#').unwrap_or((href, ""));
            let path = match (file, page.path.starts_with("records/")) {
                ("", _) => page.path.clone(),
                (file, true) => {
                    file.strip_prefix("../").map_or_else(|| format!("records/{file}"), str::to_owned)
                }
                (file, false) => file.to_owned(),
            };
            let there = ids.get(path.as_str());
            assert!(there.is_some(), "{} leads to {href}, which is not there", page.path);
            assert!(
                place.is_empty() || there.is_some_and(|ids| ids.contains(place)),
                "{}: no place {href}",
                page.path
            );
            followed += 1;
        }
    }
    assert!(followed > 100, "only {followed} links");
}

#[test]
fn record_text_is_text_on_every_page() {
    let hostile = |text: &str| {
        let quoted = HOSTILE.replace('\u{202e}', "\\u202e").replace('\u{2028}', "\\u2028");
        let keys = ["title = \"", "name = \"", "short-title = \"", "claim = \"", "text = \"", "note = \""];
        keys.iter().fold(text.to_owned(), |text, key| text.replace(key, &format!("{key}{quoted} ")))
    };
    let mut seen = 0;
    // A calendar file is plain text: there is nothing in it to end.
    for page in site(hostile).into_iter().filter(|page| !page.path.ends_with(".ics")) {
        for bad in ["<script>alert", "<img", "\u{202e}", "\u{2028}", "' onclick"] {
            assert!(!page.text.contains(bad), "{} holds {bad:?}", page.path);
        }
        seen += usize::from(page.text.contains("&lt;script&gt;alert(1)"));
        if page.path.ends_with(".html") {
            let policy =
                values(&page.text, "content").into_iter().find(|value| value.contains("default-src 'none'"));
            assert!(policy.is_some_and(|policy| !policy.contains("unsafe")), "{} has no policy", page.path);
        }
    }
    assert!(seen > 20, "the hostile string reached only {seen} pages");
}

#[test]
fn the_same_register_gives_the_same_bytes_and_no_page_is_large() {
    let (first, again) = (site(str::to_owned), site(str::to_owned));
    assert_eq!(first.len(), again.len());
    for (one, other) in first.iter().zip(&again) {
        assert_eq!((&one.path, &one.text), (&other.path, &other.text));
        assert!(one.text.len() < 300_000, "{} has {} bytes", one.path, one.text.len());
    }
}

#[test]
fn a_foreign_folder_is_left_alone_unless_forced_and_an_old_site_is_renewed() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
    if root.exists() {
        fs::remove_dir_all(&root).expect("an old copy is removed");
    }
    let data = root.join("data");
    for (path, text) in examples() {
        let file = data.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("an example is written");
    }
    let out = root.join("out");
    fs::create_dir_all(&out).expect("a folder");
    fs::write(out.join("thesis.html"), "mine").expect("a file");
    let line = format!("site --data {} --as-of 2026-11-22 -o {}", data.display(), out.display());
    let (code, said) = refused(&line);
    assert!(code == Some(2) && said.contains("--force"), "{said}");
    assert_eq!(fs::read_dir(&out).expect("the folder").count(), 1);

    printed(&format!("{line} --force"));
    assert!(out.join("index.html").is_file());
    // A page that a new site no longer has goes; what is not ours stays.
    let stale: PathBuf = out.join("records/gone.html");
    fs::write(&stale, "old").expect("a file");
    let mark = out.join(".relief-site");
    let list = fs::read_to_string(&mark).expect("the list") + "records/gone.html\n../thesis.html\n";
    fs::write(&mark, list).expect("the list");
    printed(&line);
    assert!(!stale.exists() && out.join("thesis.html").is_file() && data.join("register.toml").is_file());
    assert!(refused("site").1.contains("-o DIR"));
    fs::remove_dir_all(root).expect("the copy is removed");
}
