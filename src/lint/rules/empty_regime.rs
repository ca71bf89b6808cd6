//! A regime of the register's list that no law belongs to.

use std::collections::HashSet;

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::{Id, Record};

pub(super) static LINT: Lint = Lint {
    name: "empty-regime",
    summary: "A regime states coverage, and no instrument or emergency belongs to it",
    severity: Severity::Error,
    page: include_str!("empty_regime.md"),
    check: Check::Whole(check),
};

fn check(cx: &Context<'_>, out: &mut Out) {
    let register = cx.register;
    let of_law = register.instruments().map(|(_, _, law)| &law.regime);
    let used: HashSet<&Id> = of_law.chain(register.emergencies().map(|(_, e)| &e.regime)).collect();
    for file in register.files() {
        let Record::Register(head) = &file.record else { continue };
        for (nth, regime) in head.regimes.iter().enumerate().filter(|(_, regime)| !used.contains(&regime.id)) {
            let title = format!("regime `{}` states coverage, and no law belongs to it", regime.id);
            let draft = Draft::new(title).at(file, format!("/regimes/{nth}/id"), "");
            let draft = draft.note("coverage promises that silence means there was no law");
            out.push(draft.help("encode its law, or take the regime out of the list"));
        }
    }
}
