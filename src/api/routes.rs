//! `relief routes`: every minimal set of lawful acts that reaches a goal.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::options::{Combination, combination};
use super::{Control, Receipt, SCHEMA_VERSION};
use crate::model::Id;
use crate::register::Register;
use crate::relief::{Route, Routes};

/// The routes to a goal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RoutesReport {
    /// The version of this output.
    pub schema_version: String,
    /// What it was derived from.
    pub receipt: Receipt,
    /// What was asked about.
    pub goal: String,
    /// The regimes under whose law it is to be freed.
    pub regimes: Vec<String>,
    /// The regimes that restrict it too, and that were not asked about.
    pub other_regimes: Vec<String>,
    /// The regimes that are about it and whose law is not encoded on the day asked of.
    pub not_encoded: Vec<String>,
    /// What restricts the goal on the day asked of, under the regimes asked about.
    pub restricted_by: Vec<String>,
    /// The routes: lightest pathway first, then earliest day, strongest effect, fewest acts.
    pub routes: Vec<RouteReport>,
    /// How many more there are, as a decimal number.
    pub left_out: String,
    /// What no act of the executive frees: each needs legislation.
    pub needs_legislation: Vec<String>,
    /// Emergencies taken to be continued on a later day that a route starts on.
    pub taken_as_continued: Vec<String>,
}

/// A minimal set of lawful acts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RouteReport {
    /// The day on which it starts: a later one where something ends of itself first.
    pub from: Date,
    /// The hardest pathway of its acts that is not outlying.
    pub pathway: String,
    /// All of them, lightest first.
    pub pathways: Vec<String>,
    /// The first day on which all of it can have taken effect.
    pub earliest_effective: Date,
    /// The weakest effect among its acts where that is less than an end: `suspend`, `waive` or `license`.
    pub weaker: Option<String>,
    /// The acts; none where waiting is enough.
    pub acts: Vec<LegReport>,
    /// Where it reaches the goal only on some readings: the combinations.
    pub only_where: Vec<Combination>,
}

/// One act of a route.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LegReport {
    /// What is done.
    pub action: String,
    /// What it is done to.
    pub object: String,
    /// Its pathways, lightest first.
    pub pathways: Vec<String>,
    /// The first day on which it can take effect.
    pub earliest_effective: Date,
    /// Each lock that reaches it, and the exit used.
    pub controlling: Vec<Control>,
}

/// The regimes under whose law something is to be freed, and those that are left aside.
#[derive(Clone, Default, Debug)]
pub struct Under {
    /// Those asked about.
    pub regimes: Vec<Id>,
    /// Those that restrict it too.
    pub others: Vec<Id>,
    /// Those whose law is not encoded on the day asked of.
    pub not_encoded: Vec<Id>,
}

/// The report of the routes to a goal.
pub fn routes_report(
    receipt: Receipt,
    register: &Register,
    goal: &str,
    under: &Under,
    routes: &Routes,
) -> RoutesReport {
    let ids = |ids: &[Id]| ids.iter().map(ToString::to_string).collect();
    let name = |item: &crate::relief::Item| item.reference(register).to_string();
    RoutesReport {
        schema_version: SCHEMA_VERSION.into(),
        receipt,
        goal: goal.into(),
        regimes: ids(&under.regimes),
        other_regimes: ids(&under.others),
        not_encoded: ids(&under.not_encoded),
        restricted_by: routes.items.iter().map(name).collect(),
        routes: routes.routes.iter().map(|route| route_report(register, route)).collect(),
        left_out: routes.left_out.to_string(),
        needs_legislation: routes.closed.iter().map(name).collect(),
        taken_as_continued: routes.continued.iter().map(ToString::to_string).collect(),
    }
}

fn route_report(register: &Register, route: &Route) -> RouteReport {
    let words = |set: &[crate::model::Pathway]| set.iter().map(|p| p.word().to_owned()).collect::<Vec<_>>();
    let acts = route.steps.iter().map(|step| LegReport {
        action: step.deed.action.word().into(),
        object: step.deed.object.reference(register).into(),
        pathways: words(&step.pathways),
        earliest_effective: step.earliest,
        controlling: step
            .through
            .iter()
            .map(|(bar, exit)| Control {
                lock: bar.reference(register).to_string(),
                exit: exit.map(|ix| register.reference(ix).to_string()),
            })
            .collect(),
    });
    let some = !route.everywhere();
    RouteReport {
        from: route.from,
        pathway: route.pathways.last().map_or("none", |p| p.word()).into(),
        pathways: words(&route.pathways),
        earliest_effective: route.earliest,
        weaker: route.weaker.map(|action| action.word().to_owned()),
        acts: acts.collect(),
        only_where: route.reaches.iter().filter(|_| some).map(|case| combination(register, case)).collect(),
    }
}
