//! Which register is read, and which question is put to it.

use std::env;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::Global;
use super::failure::{Failure, remark};
use crate::register::{Loaded, Register, embedded, embedded_hash, embedded_trials, load};
use crate::text::nearest;

/// Today, in UTC.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// The register that an answering command reads: the tree named, else the one compiled in. A command reads one and ends
/// with it, so nothing is spent on taking it apart.
pub(super) fn register(global: &Global) -> Result<&'static Register, Failure> {
    own(global).map(kept)
}

/// The same to do with as one likes.
pub(super) fn own(global: &Global) -> Result<Register, Failure> {
    named_or(global, embedded)
}

/// The same with its episodes, for what cites them.
pub(super) fn whole(global: &Global) -> Result<&'static Register, Failure> {
    named_or(global, embedded_trials).map(kept)
}

/// The register that is published as a whole: with scenarios and episodes, and a tree only if it checks.
pub(super) fn published(global: &Global) -> Result<&'static Register, Failure> {
    if global.data.is_some() { register(global) } else { trials(global) }
}

fn kept(register: Register) -> &'static Register {
    Box::leak(Box::new(register))
}

/// The tree named, else what is compiled in; where a tree that lies here differs from that, it is said.
fn named_or(global: &Global, compiled_in: fn() -> Result<Register, String>) -> Result<Register, Failure> {
    if let Some(root) = &global.data {
        return checked(root);
    }
    join_in();
    let (register, other) = rayon::join(compiled_in, || nearest_tree().filter(|tree| differs(tree)));
    let register = register.map_err(undecoded)?;
    if let Some(tree) = other {
        note_other_tree(&tree);
    }
    Ok(register)
}

/// The register with its scenarios and episodes. Of a tree it is enough that every record decodes: whether the engine
/// says what they expect is what is asked.
pub(super) fn trials(global: &Global) -> Result<&'static Register, Failure> {
    let Some(root) = &global.data else {
        join_in();
        return embedded_trials().map(kept).map_err(undecoded);
    };
    let loaded = open(root)?;
    match loaded.register {
        Some(register) if loaded.flawed.is_empty() && loaded.problems.is_empty() => Ok(kept(register)),
        _ => Err(Failure::No {
            what: format!("no answer from a register whose records do not all decode: `{}`", root.display()),
            hint: Some(format!("`relief check --data {}` says what is wrong", root.display())),
        }),
    }
}

/// Makes this thread one of those that work, so that it does not wait for the others. Where there is a pool already, that
/// serves as well.
fn join_in() {
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
}

fn undecoded(why: String) -> Failure {
    Failure::No {
        what: format!("the register compiled into this tool does not decode: {why}"),
        hint: Some("run `relief check` in its tree, mend it, and build again".into()),
    }
}

/// The register at a folder, if it checks.
pub(super) fn checked(root: &Path) -> Result<Register, Failure> {
    sound(open(root)?, root)
}

/// The register that was read from `root`, if it checks; else its findings are printed.
pub(super) fn sound(loaded: Loaded, root: &Path) -> Result<Register, Failure> {
    let errors = super::check::errors(&loaded, root)?;
    match loaded.register {
        Some(register) if errors == 0 => Ok(register),
        _ => Err(Failure::No {
            what: format!(
                "no answer from a register that does not check: {} in `{}`",
                count(errors, "error"),
                root.display()
            ),
            hint: Some(format!("mend what is printed above, then `relief check --data {}`", root.display())),
        }),
    }
}

pub(super) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// Reads a tree.
pub(super) fn open(root: &Path) -> Result<Loaded, Failure> {
    join_in();
    load(root)
        .map_err(|error| Failure::io(format!("cannot read the register at `{}`", root.display()), error))
}

/// The tree that a checking or editing command works on.
pub(super) fn tree(global: &Global) -> Result<PathBuf, Failure> {
    global.data.clone().or_else(nearest_tree).ok_or_else(|| {
        Failure::usage(
            "there is no register here",
            "name one: `relief check --data DIR`, where DIR holds `register.toml`",
        )
    })
}

/// The nearest `data/register.toml`, upwards from the working directory.
fn nearest_tree() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let found =
        here.ancestors().map(|dir| dir.join("data")).find(|data| data.join("register.toml").is_file())?;
    Some(found.strip_prefix(&here).map(Path::to_path_buf).unwrap_or(found))
}

/// Whether a tree can be read and has another hash than the register compiled in.
fn differs(tree: &Path) -> bool {
    crate::text::read(tree).is_ok_and(|(sources, _)| sources.hash() != embedded_hash())
}

/// Says that the answer is not from the tree that lies here.
fn note_other_tree(tree: &Path) {
    remark(&format!(
        "this answer is from the register compiled into the tool; `{}` differs: add `--data {}` to ask that",
        tree.display(),
        tree.display()
    ));
}

/// Refuses a day before the law of a regime is encoded; says so where the day lies after.
pub(super) fn covered(register: &Register, regime: &str, as_of: Date) -> Result<(), Failure> {
    let Some(regime) = register.head().regimes.iter().find(|r| r.id.as_str() == regime) else {
        return Ok(());
    };
    if as_of < regime.coverage.from.0 {
        return Err(Failure::usage(
            format!(
                "the law of regime `{}` is encoded from {} on; nothing is known of {as_of}",
                regime.id, regime.coverage.from
            ),
            format!("ask of a later day: `--as-of {}`", regime.coverage.from),
        ));
    }
    Ok(())
}

/// An id that is not in use in the register: what became of it, or those that are near.
pub(super) fn missing<'a>(
    register: &Register,
    what: &str,
    id: &str,
    known: impl Iterator<Item = &'a str>,
    next: &str,
) -> Failure {
    retired(register, id).unwrap_or_else(|| unknown(what, id, known, next))
}

/// What became of an id that was taken out of use.
pub(super) fn retired(register: &Register, id: &str) -> Option<Failure> {
    let gone = register.gone(id)?;
    let hint = match gone.next {
        Some(next) => format!("`{next}` has taken its place"),
        None => "nothing has taken its place".to_owned(),
    };
    Some(Failure::usage(format!("`{id}` was retired on {}: {}", gone.on, gone.reason), hint))
}

/// An id that the register does not know, with those that are near.
pub(super) fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str>, next: &str) -> Failure {
    let hint = match nearest(id, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if next == "relief options" => "`relief options` lists the options".into(),
        None => format!("`{next}` prints one; `relief options` lists the options"),
    };
    Failure::usage(format!("there is no {what} `{id}`"), hint)
}
