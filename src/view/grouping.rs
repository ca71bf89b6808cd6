//! Under which headings the rows of the option table stand: what `--group-by` names, and how far an option is
//! executive-only. Start at [`headed`].

use std::collections::BTreeMap;

use crate::api::OptionReport;
use crate::model::Pathway;
use crate::register::Register;

/// What brings options together under a heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupBy {
    /// The headline pathway, contested ones by their own.
    Pathway,
    /// The package that an option is part of.
    Package,
    /// Who would carry it out.
    Owner,
    /// The instruments that it acts on; an option stands under each.
    Instrument,
}

const BASELINE: &str = "Baseline, not counted";
const CONTESTED_ONLY: &str = "Contested, executive-only on every reading";
const CONTESTED: &str = "Contested";
const ON_SOME_READINGS: &str = "Executive-only on some readings";
const IN_PART: &str = "Executive-only in part: the acts, not all that they are for";

/// The options under their headings, in order: the baseline first, empty headings left out.
pub(super) fn headed<'a>(
    register: &Register,
    options: impl IntoIterator<Item = &'a OptionReport>,
    by: GroupBy,
    executive_only: bool,
) -> Vec<(String, Vec<&'a OptionReport>)> {
    let (baseline, counted): (Vec<_>, Vec<_>) = options.into_iter().partition(|option| option.baseline);
    let groups = match by {
        GroupBy::Pathway => split(counted, executive_only),
        GroupBy::Package => named(
            counted,
            |option| &option.packages,
            "In no package",
            |id| {
                let package = register.package(id)?;
                Some((package.order, package.title.to_string()))
            },
        ),
        GroupBy::Owner => named(
            counted,
            |option| std::slice::from_ref(&option.owner),
            "",
            |id| Some((None, register.actor(id)?.name.to_string())),
        ),
        GroupBy::Instrument => named(
            counted,
            |option| &option.instruments,
            "Acts on no instrument",
            |id| Some((None, super::cite::instrument_name(register, id))),
        ),
    };
    let mut headed = vec![(BASELINE.to_owned(), baseline)];
    for (heading, rows) in groups {
        if executive_only && by != GroupBy::Pathway {
            headed
                .extend(split(rows, true).into_iter().map(|(far, rows)| (format!("{heading}: {far}"), rows)));
        } else {
            headed.push((heading, rows));
        }
    }
    headed.retain(|(_, rows)| !rows.is_empty());
    for (heading, rows) in headed.iter_mut().filter(|(heading, _)| heading != BASELINE) {
        heading.push_str(&format!(" ({})", rows.len()));
    }
    headed
}

/// Options by the ids that `of` finds in them, each id under its name; what has none comes last.
fn named<'a>(
    options: Vec<&'a OptionReport>,
    of: impl Fn(&'a OptionReport) -> &'a [String],
    without: &str,
    name: impl Fn(&str) -> Option<(Option<u32>, String)>,
) -> Vec<(String, Vec<&'a OptionReport>)> {
    let mut groups: BTreeMap<(u32, String), Vec<&OptionReport>> = BTreeMap::new();
    let mut rest = Vec::new();
    for option in options {
        if of(option).is_empty() {
            rest.push(option);
        }
        for id in of(option) {
            let (order, title) = name(id).unwrap_or_else(|| (None, id.clone()));
            groups.entry((order.unwrap_or(u32::MAX), capital(&title))).or_default().push(option);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().map(|((_, title), rows)| (title, rows)).collect();
    groups.push((without.to_owned(), rest));
    groups
}

fn capital(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Options by pathway, or by how far they are executive-only.
fn split(options: Vec<&OptionReport>, executive_only: bool) -> Vec<(String, Vec<&OptionReport>)> {
    let pathways = Pathway::ALL.into_iter().skip(1).map(Pathway::title);
    let headings: Vec<&str> = if executive_only {
        vec![Pathway::Executive.title(), Pathway::Conditional.title(), ON_SOME_READINGS, IN_PART]
    } else {
        pathways.chain([CONTESTED_ONLY, CONTESTED, Pathway::None.title()]).collect()
    };
    let under = |heading: &str| -> Vec<&OptionReport> {
        options.iter().copied().filter(|o| pathway_heading(o, executive_only) == heading).collect()
    };
    headings.into_iter().map(|heading| (heading.to_owned(), under(heading))).collect()
}

fn pathway_heading(option: &OptionReport, executive_only: bool) -> &'static str {
    let headline = Pathway::ALL.into_iter().find(|p| p.word() == option.pathway).map_or("", Pathway::title);
    match executive_only {
        false if option.contested && option.executive_only => CONTESTED_ONLY,
        false if option.contested => CONTESTED,
        true if option.executive_only_in_part => IN_PART,
        true if !option.executive_only => ON_SOME_READINGS,
        _ => headline,
    }
}

/// Where an option stands among others: the baseline first, then by package and pathway.
pub fn place(
    register: &Register,
    option: &OptionReport,
) -> (bool, u32, Option<String>, Option<Pathway>, usize) {
    let package = option.packages.first();
    let order = package.and_then(|id| register.package(id)?.order).unwrap_or(u32::MAX);
    let pathway = Pathway::ALL.into_iter().find(|p| p.word() == option.pathway);
    (!option.baseline, order, package.cloned(), pathway, option.pathways.len())
}
