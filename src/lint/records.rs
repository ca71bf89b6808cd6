//! Running the rules over records: one walk of each record for all rules, in parallel where it pays.

use rayon::prelude::*;

use super::allow::Allowed;
use super::context::{Context, Scene};
use super::draft::{Draft, Out};
use super::rules::LINTS;
use super::{Check, Lint};
use crate::model::{At, Record, TableOf, Text, To, Visit, When};

/// No thread pool below this number of records.
const PARALLEL: usize = 500;

/// What the rules for single records and for the register find, and what records allow.
pub(super) fn run(cx: &Context<'_>) -> (Vec<Draft>, Vec<Allowed>) {
    let files = cx.register.files();
    let one = |file| {
        Some(of_record(&Scene { cx, file }))
            .filter(|(found, allows)| !(found.is_empty() && allows.is_empty()))
    };
    let all: Vec<(Vec<Draft>, Vec<Allowed>)> = if files.len() < PARALLEL {
        files.iter().filter_map(one).collect()
    } else {
        files.par_iter().filter_map(one).collect()
    };
    let (mut drafts, mut allowed) = (Vec::new(), Vec::new());
    for (found, allows) in all {
        drafts.extend(found);
        allowed.extend(allows);
    }
    let register = |check: &Check| match check {
        Check::Register(check) => Some(*check),
        _ => None,
    };
    over_register(cx, register, &mut drafts);
    (drafts, allowed)
}

/// What the rules find that need all of the register.
pub(super) fn whole(cx: &Context<'_>, decoded: bool, drafts: &mut Vec<Draft>) {
    let whole = |check: &Check| match check {
        Check::Whole(check) if decoded => Some(*check),
        _ => None,
    };
    over_register(cx, whole, drafts);
}

/// What the engine finds in a register with no other error.
pub(super) fn engine(cx: &Context<'_>) -> Vec<Draft> {
    let sound = |check: &Check| match check {
        Check::Sound(check) => Some(*check),
        _ => None,
    };
    let mut drafts = Vec::new();
    over_register(cx, sound, &mut drafts);
    drafts
}

fn over_register(
    cx: &Context<'_>,
    pick: impl Fn(&Check) -> Option<fn(&Context<'_>, &mut Out)>,
    drafts: &mut Vec<Draft>,
) {
    let picked: Vec<_> = LINTS.iter().filter_map(|lint| Some((*lint, pick(&lint.check)?))).collect();
    let one = |(lint, check): &(&'static Lint, fn(&Context<'_>, &mut Out))| {
        let mut out = Out::default();
        check(cx, out.of(lint));
        out.into_drafts()
    };
    let all: Vec<Vec<Draft>> = if cx.register.files().len() < PARALLEL {
        picked.iter().map(one).collect()
    } else {
        picked.par_iter().map(one).collect()
    };
    drafts.extend(all.into_iter().flatten());
}

fn of_record(scene: &Scene<'_, '_>) -> (Vec<Draft>, Vec<Allowed>) {
    let mut walker = Walker { scene, out: Out::default(), allowed: Vec::new() };
    if let Record::Register(head) = &scene.file.record {
        walker.allowed.extend(Allowed::all(scene.file, At::ROOT, &head.allow));
    }
    scene.file.record.walk(&mut walker);
    let Walker { mut out, allowed, .. } = walker;
    for lint in LINTS {
        if let Check::Record(check) = lint.check {
            check(scene, out.of(lint));
        }
    }
    (out.into_drafts(), allowed)
}

/// Hands what a walk meets to the rules that look at it.
struct Walker<'s, 'c, 'r> {
    scene: &'s Scene<'c, 'r>,
    out: Out,
    allowed: Vec<Allowed>,
}

/// The lints of one shape, so that a walk asks no lint about what it does not look at.
macro_rules! of_shape {
    ($shape:ident) => {{
        static OF_SHAPE: std::sync::LazyLock<Vec<&'static Lint>> = std::sync::LazyLock::new(|| {
            LINTS.iter().copied().filter(|lint| matches!(lint.check, Check::$shape(_))).collect()
        });
        OF_SHAPE.iter()
    }};
}

impl<'r> Visit<'r> for Walker<'_, '_, 'r> {
    fn table(&mut self, at: At<'_>, table: TableOf<'r>) {
        let allow = table.sourced.map_or(&[][..], |sourced| sourced.allow());
        if !allow.is_empty() {
            self.allowed.extend(Allowed::all(self.scene.file, at, allow));
        }
        for lint in of_shape!(Table) {
            if let Check::Table(check) = lint.check {
                check(self.scene, at, table, self.out.of(lint));
            }
        }
    }

    fn text(&mut self, at: At<'_>, text: &'r Text) {
        for lint in of_shape!(Text) {
            if let Check::Text(check) = lint.check {
                check(self.scene, at, text, self.out.of(lint));
            }
        }
    }

    fn refers(&mut self, at: At<'_>, id: &'r str, to: To) {
        self.scene.cx.named.hear(self.scene.file, at, id, to);
        for lint in of_shape!(Refers) {
            if let Check::Refers(check) = lint.check {
                check(self.scene, at, id, to, self.out.of(lint));
            }
        }
    }

    fn day(&mut self, at: At<'_>, day: When) {
        for lint in of_shape!(Day) {
            if let Check::Day(check) = lint.check {
                check(self.scene, at, day, self.out.of(lint));
            }
        }
    }
}
