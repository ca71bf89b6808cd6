//! A file in a folder of records whose name is not an id.

use crate::diag::{Finding, Severity};
use crate::lint::draft::stem;
use crate::lint::{Check, Lint};
use crate::model::Kind;
use crate::schema::kebab;
use crate::text::SourceFile;

pub(super) static LINT: Lint = Lint {
    name: "bad-file-name",
    summary: "A record's file is not named by an id",
    severity: Severity::Error,
    page: include_str!("bad_file_name.md"),
    check: Check::Stray(check),
};

fn check(file: &SourceFile) -> Option<Finding> {
    let kind = Kind::of_path(&file.path)?;
    let name = stem(&file.path);
    let finding = Finding::error("", format!("`{name}` is not an id"))
        .in_file(&file.path)
        .note("a record's id is its file's name: lower-case letters, digits and single hyphens, at most 100")
        .of(name, "");
    Some(match kebab(name) {
        Some(id) => finding.help(format!("rename the file to `{}/{id}.toml`", kind.folder())),
        None => finding.help("rename the file"),
    })
}
