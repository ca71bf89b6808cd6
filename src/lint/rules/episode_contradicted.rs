//! An episode that the engine contradicts, and that does not say why this is accepted.

use rayon::prelude::*;

use crate::diag::Severity;
use crate::lint::context::Context;
use crate::lint::draft::{Draft, Out};
use crate::lint::{Check, Lint};
use crate::model::Record;
use crate::relief::backtest;

pub(super) static LINT: Lint = Lint {
    name: "episode-contradicted",
    summary: "The engine derives something else than what happened in an episode",
    severity: Severity::Error,
    page: include_str!("episode_contradicted.md"),
    check: Check::Sound(check),
};

fn check(cx: &Context<'_>, out: &mut Out) {
    let files = cx.register.files().par_iter();
    let episodes = files.filter_map(|file| match &file.record {
        Record::Episode(episode) if episode.retired.is_none() => Some((file, episode)),
        _ => None,
    });
    let found: Vec<Draft> = episodes
        .flat_map_iter(|(file, episode)| {
            backtest(cx.register, episode).flaws(episode).into_iter().map(move |wrong| {
                let label = format!("it happened: {}; derived: {}", wrong.expected, wrong.derived);
                Draft::new(format!("by the law of {}, episode `{}` is contradicted", wrong.as_of, file.id))
                    .at(file, wrong.pointer, label)
                    .note("an episode says what was done; the way and its days are derived from the law as encoded")
                    .help("read `relief backtest`, and mend the law or the episode; or say in `acknowledged` why both stand")
            })
        })
        .collect();
    found.into_iter().for_each(|draft| out.push(draft));
}
