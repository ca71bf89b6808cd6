//! The first page: the option table, with filters, and a day and an assumption to move it by.
//!
//! The table is whole without its script. What the script needs stands in the page as JSON: on which days which pathway
//! begins, and what each single assumption makes of it. A set of pathways is written as a number, a bit for each.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::option::{Assumption, Told};
use super::shell::Shell;
use super::{Page, Site};
use crate::api::OptionReport;
use crate::doc::html::quote;
use crate::doc::{Column, Doc, Inline, Phrase, Table, Tone};
use crate::model::Pathway;
use crate::relief::{is_about_target, is_under, touched};
use crate::view;

/// The page of the option table.
pub(super) fn page(site: &Site<'_>, told: &[Told<'_>]) -> Page {
    let mut told: Vec<&Told<'_>> = told.iter().collect();
    told.sort_by_cached_key(|told| view::place(site.register, &told.report));
    let receipt = site.receipt([]);
    let mut doc = Doc::new("Which sanctions relief takes Congress");
    let mut table =
        Table::new(["option", "pathway", "controlled by", "earliest", "owner", "checked"].map(Column::new))
            .named("options")
            .caption(format!("Relief options as of {}", site.as_of()));
    let facets: Vec<Facets> = told.iter().map(|told| Facets::of(site, told)).collect();
    for (told, facets) in told.iter().zip(&facets) {
        table.row_with(row(site, &told.report), facets.attributes(&told.report));
    }
    doc.push(table);
    let end = receipt.coverage_end;
    doc.paragraph(format!(
        "The law is encoded through {end}. A day after it shows the last known law. Of an option with more than one pathway, \
         readings of the law or open facts lead to each; its page argues them."
    ));
    doc.push(view::receipt(&receipt));
    let before = format!("{}{}", intro(), controls(site, &told, &facets));
    let data = script_safe(&data(site, &told).to_string());
    let after = format!("<script type=\"application/json\" id=\"data\">{data}</script>\n");
    Shell::top("index.html").before(before).after(after).scripted().page(site, &doc)
}

fn intro() -> String {
    let mut legend = String::new();
    for (pathway, words) in [
        (Pathway::Executive, "executive action alone"),
        (Pathway::Conditional, "executive action with conditions that no vote can hold back"),
        (Pathway::Review, "a wait within which Congress can stop it"),
        (Pathway::Legislation, "a new law"),
    ] {
        let word = pathway.word();
        legend.push_str(&format!("<div><dt class=\"tone-{word}\">{word}</dt><dd>{words}</dd></div>"));
    }
    format!("<dl class=\"legend\">{legend}</dl>\n")
}

fn row(site: &Site<'_>, option: &OptionReport) -> Vec<Phrase> {
    let mut locks: Vec<&str> = option
        .branches
        .iter()
        .filter(|branch| !branch.outlying)
        .flat_map(|branch| branch.controlling.iter().map(|control| control.lock.as_str()))
        .collect();
    locks.sort_unstable();
    locks.dedup();
    let locked = match (&option.reason, locks.is_empty()) {
        (Some(reason), _) => Phrase::from(reason.as_str()),
        (None, true) => "no lock".into(),
        (None, false) => Phrase::join(locks.iter().map(|lock| Phrase::new().link(*lock, *lock)), ", "),
    };
    let mut pathway = Phrase::join(option.pathways.iter().map(|word| toned(word)), " | ");
    let outlying =
        option.branches.iter().filter(|branch| branch.outlying).map(|branch| toned(&branch.pathway));
    let outlying: Vec<Phrase> = outlying.collect();
    if !outlying.is_empty() {
        pathway = pathway.text(" (outlying: ").then(Phrase::join(outlying, ", ")).text(")");
    }
    let title = Phrase::new().link(option.title.as_str(), option.id.as_str());
    let owner = site.register.actor(&option.owner).map_or(option.owner.as_str(), |actor| actor.name.as_str());
    vec![
        if option.baseline { title.text(" (baseline)") } else { title },
        pathway,
        locked,
        option.earliest_effective.map_or_else(|| "-".to_owned(), |day| day.to_string()).into(),
        owner.into(),
        option.verification.as_str().into(),
    ]
}

fn toned(word: &str) -> Phrase {
    let tone = match word {
        "executive" => Tone::Executive,
        "conditional" => Tone::Conditional,
        "review" => Tone::Review,
        "legislation" => Tone::Legislation,
        _ => Tone::Muted,
    };
    Phrase::from(Inline::Toned(tone, word.to_owned()))
}

/// What an option is filtered by, each as ids.
struct Facets {
    instruments: Vec<String>,
    targets: Vec<String>,
}

impl Facets {
    fn of(site: &Site<'_>, told: &Told<'_>) -> Self {
        let register = site.register;
        let homes: BTreeSet<String> =
            touched(register, told.option).into_iter().map(|(home, _)| home.to_string()).collect();
        let all = register.instruments().map(|(id, ..)| id);
        let instruments = all.filter(|id| {
            homes.iter().any(|home| home.parse().is_ok_and(|home| is_under(register, &home, id.as_str())))
        });
        let targets =
            register.targets().filter(|(id, _)| is_about_target(register, told.option, id.as_str()));
        Facets {
            instruments: instruments.map(ToString::to_string).collect(),
            targets: targets.map(|(id, _)| id.to_string()).collect(),
        }
    }

    fn attributes(&self, option: &OptionReport) -> Vec<(&'static str, String)> {
        vec![
            ("id", option.id.clone()),
            ("pathway", option.pathways.join(" ")),
            ("owner", option.owner.clone()),
            ("package", option.packages.join(" ")),
            ("instrument", self.instruments.join(" ")),
            ("target", self.targets.join(" ")),
            ("verification", option.verification.clone()),
        ]
    }
}

/// The filters, the day and the assumption; hidden until the script is there to move them.
fn controls(site: &Site<'_>, told: &[&Told<'_>], facets: &[Facets]) -> String {
    let register = site.register;
    let name_of = |id: &str| {
        register.file(id).map_or_else(|| id.to_owned(), |file| super::links::title(&file.record).to_owned())
    };
    let instrument = |id: &str| view::instrument_name(register, id);
    let ids = |all: &mut dyn Iterator<Item = &String>| all.cloned().collect::<BTreeSet<String>>();
    let named = |ids: BTreeSet<String>, name: &dyn Fn(&str) -> String| -> Vec<(String, String)> {
        let mut named: Vec<(String, String)> = ids.into_iter().map(|id| (name(&id), id)).collect();
        named.sort();
        named.into_iter().map(|(name, id)| (id, name)).collect()
    };
    let reports = || told.iter().map(|told| &told.report);
    let words = Pathway::ALL.map(|pathway| (pathway.word().to_owned(), pathway.word().to_owned()));
    let mut filters = select("pathway", "Pathway", &words);
    let owners = ids(&mut reports().map(|report| &report.owner));
    filters += &select("owner", "Owner", &named(owners, &name_of));
    let packages = ids(&mut reports().flat_map(|report| &report.packages));
    filters += &select("package", "Package", &named(packages, &name_of));
    let instruments = ids(&mut facets.iter().flat_map(|facets| &facets.instruments));
    filters += &select("instrument", "Instrument", &named(instruments, &instrument));
    let targets = ids(&mut facets.iter().flat_map(|facets| &facets.targets));
    filters += &select("target", "Target", &named(targets, &name_of));
    let checked = ids(&mut reports().map(|report| &report.verification));
    filters += &select("verification", "Checked", &named(checked, &ToOwned::to_owned));
    let last = days(site, told).len().saturating_sub(1);
    format!(
        "<form class=\"board\" id=\"board\" role=\"search\" aria-label=\"Options\" hidden>\n<div class=\"moves\">\n\
         <p class=\"when\"><label for=\"day\">As of</label> <output id=\"shown\" for=\"day\">{as_of}</output>\n\
         <input type=\"range\" id=\"day\" min=\"0\" max=\"{last}\" value=\"{last}\"></p>\n\
         <p><label for=\"assume\">Assume</label> <select id=\"assume\">\
         <option value=\"\">nothing: every reading is shown</option>{assumptions}</select></p>\n</div>\n\
         <div class=\"filters\">\n<p><label for=\"search\">Search</label> <input type=\"search\" id=\"search\"></p>\n{filters}\
         <p><button type=\"reset\">Reset</button></p>\n</div>\n\
         <div class=\"bar\" id=\"bar\" aria-hidden=\"true\"></div>\n<p id=\"tally\" role=\"status\"></p>\n</form>\n",
        as_of = site.as_of(),
        assumptions = assumptions(site, told),
    )
}

fn select(key: &str, name: &str, choices: &[(String, String)]) -> String {
    let options: String = choices
        .iter()
        .map(|(id, name)| format!("<option value=\"{}\">{}</option>", quote(id), quote(name)))
        .collect();
    format!(
        "<p><label for=\"{key}\">{name}</label> <select id=\"{key}\" data-facet><option value=\"\">any</option>{options}\
         </select></p>\n"
    )
}

/// Every assumption that moves some option, in order.
fn moving(told: &[&Told<'_>]) -> BTreeSet<Assumption> {
    told.iter().flat_map(|told| told.assumed.iter().map(|(assumption, _)| assumption.clone())).collect()
}

fn assumptions(site: &Site<'_>, told: &[&Told<'_>]) -> String {
    let register = site.register;
    let mut groups: BTreeMap<(u8, String), String> = BTreeMap::new();
    for (at, assumption) in moving(told).iter().enumerate() {
        let (group, words) = match assumption {
            Assumption::Reading(choice) => {
                let (point, chosen) = choice.split();
                let record = register.point(point);
                let claim = record.and_then(|point| point.choices.iter().find(|c| c.id.as_str() == chosen));
                let outlying = claim.is_some_and(|claim| claim.outlying.is_some());
                let title = record.map_or(point, |record| record.title.as_str());
                let words = claim.map_or(chosen, |claim| claim.claim.as_str());
                let mark = if outlying { " (outlying)" } else { "" };
                ((0, format!("Reading of {point}: {title}")), format!("{chosen}: {words}{mark}"))
            }
            Assumption::Fact(fact, yes) => {
                let title = register.fact(fact.as_str()).map_or(fact.as_str(), |fact| fact.title.as_str());
                ((1, "Fact".to_owned()), format!("{title}: {}", if *yes { "yes" } else { "no" }))
            }
            Assumption::Bill(bill) => {
                let title = register.bill(bill.as_str()).map_or(bill.as_str(), |bill| bill.title.as_str());
                ((2, "Bill, as if it were law".to_owned()), title.to_owned())
            }
        };
        let option = format!("<option value=\"{at}\">{}</option>", quote(&words));
        groups.entry(group).or_default().push_str(&option);
    }
    let groups = groups.into_iter();
    groups.map(|((_, name), all)| format!("<optgroup label=\"{}\">{all}</optgroup>", quote(&name))).collect()
}

/// The days on which some pathway begins, and the day asked of, which is the last.
fn days(site: &Site<'_>, told: &[&Told<'_>]) -> Vec<Date> {
    let begins = told.iter().flat_map(|told| told.history.iter().map(|interval| interval.from));
    let mut days: BTreeSet<Date> = begins.filter(|day| *day < site.as_of()).collect();
    days.insert(site.as_of());
    days.into_iter().collect()
}

fn data(site: &Site<'_>, told: &[&Told<'_>]) -> Value {
    let (days, moving) = (days(site, told), moving(told));
    let at = |day: &Date| days.iter().position(|other| other == day);
    let options: serde_json::Map<String, Value> = told
        .iter()
        .map(|told| {
            let past: Vec<Value> = told
                .history
                .iter()
                .filter_map(|interval| {
                    let movers = interval.moved_by.iter().map(|mover| {
                        (mover.what.to_string(), super::shell::address(site, "", mover.what.as_str()))
                    });
                    let movers: Vec<Value> = movers.map(|(name, at)| json!([name, at])).collect();
                    Some(json!([
                        at(&interval.from)?,
                        bits(&interval.pathways),
                        bits(&interval.outlying),
                        movers
                    ]))
                })
                .collect();
            let assumed: serde_json::Map<String, Value> = told
                .assumed
                .iter()
                .filter_map(|(assumption, (set, outlying))| {
                    let at = moving.iter().position(|other| other == assumption)?;
                    Some((at.to_string(), json!([bits(set), bits(outlying)])))
                })
                .collect();
            (told.id.to_string(), json!({ "past": past, "assumed": assumed }))
        })
        .collect();
    json!({ "days": days, "pathways": Pathway::ALL.map(Pathway::word), "options": options })
}

/// A set of pathways as a number.
fn bits(set: &[Pathway]) -> u32 {
    Pathway::ALL.iter().enumerate().filter(|(_, p)| set.contains(p)).map(|(at, _)| 1 << at).sum()
}

/// JSON that may stand in a `script` element: nothing in it ends the element or a line of script.
pub(super) fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::script_safe;

    #[test]
    fn data_cannot_leave_its_element() {
        let json = serde_json::json!(["</script><!--", "\u{2028}"]).to_string();
        let safe = script_safe(&json);
        assert!(!safe.contains(['<', '>', '\u{2028}']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).ok(), serde_json::from_str(&json).ok());
    }
}
