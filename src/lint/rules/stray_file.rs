//! A file that lies where no record lies.

use crate::diag::{Finding, Severity};
use crate::lint::draft::stem;
use crate::lint::{Check, Lint};
use crate::model::Kind;
use crate::text::{SourceFile, nearest};

pub(super) static LINT: Lint = Lint {
    name: "stray-file",
    summary: "A file lies in no folder of records",
    severity: Severity::Error,
    page: include_str!("stray_file.md"),
    check: Check::Stray(check),
};

fn check(file: &SourceFile) -> Option<Finding> {
    if Kind::of_path(&file.path).is_some() {
        return None;
    }
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let finding = Finding::error("", format!("`{}` lies in no folder of records", file.path))
        .in_file(&file.path)
        .of(stem(&file.path), "");
    let folders = || Kind::ALL.iter().filter(|kind| **kind != Kind::Register).map(|kind| kind.folder());
    Some(match nearest(folder, folders()) {
        Some(near) => finding.help(format!("did you mean the folder `{near}`?")),
        None => {
            let list: Vec<String> = folders().map(|folder| format!("`{folder}`")).collect();
            finding.note(format!("the folders are {}", list.join(", "))).help("move it into one of them")
        }
    })
}
