//! A reference that leads nowhere.

use crate::diag::Severity;
use crate::lint::draft::{Draft, Out};
use crate::lint::references::Leads;
use crate::lint::{Check, Lint, Scene};
use crate::model::{At, Kind, To};

pub(super) static LINT: Lint = Lint {
    name: "dangling-reference",
    summary: "A reference leads to nothing that a record defines",
    severity: Severity::Error,
    page: include_str!("dangling_reference.md"),
    check: Check::Refers(check),
};

/// In one record, so many get a guess of what was meant: guessing costs, and a record with more is broken otherwise.
const GUESSES: usize = 20;

fn check(scene: &Scene<'_, '_>, at: At<'_>, id: &str, to: To, out: &mut Out) {
    if scene.cx.leads(id, to) != Leads::Nowhere {
        return;
    }
    let title = format!("`{}` names `{id}`, which no record defines", at.field().replace('_', "-"));
    let label = format!("{} is wanted", to.wanted());
    let draft = Draft::new(title).at(scene.file, at.pointer(), label);
    let meant = if out.len() < GUESSES { scene.cx.meant(id, to) } else { None };
    out.push(match meant {
        Some(near) => draft.suggest(format!("did you mean `{near}`?"), at.pointer(), format!("\"{near}\"")),
        None => draft.help(help(id, to)),
    });
}

fn help(id: &str, to: To) -> String {
    let kind = match to {
        To::Actor => Kind::Actor,
        To::Development => Kind::Development,
        To::Emergency => Kind::Emergency,
        To::Fact | To::Stated => Kind::Fact,
        To::Option => Kind::Option,
        To::Programme => Kind::Programme,
        To::ReviewClock => Kind::ReviewClock,
        To::Source => Kind::Source,
        To::Statute => Kind::Statute,
        To::Target => Kind::Target,
        _ => return format!("name {} that exists, or add it", to.wanted()),
    };
    format!("name {} that exists, or add `{}/{id}.toml`", to.wanted(), kind.folder())
}
