//! What machines read: versioned output structs, the only types here that are written as JSON.
//!
//! Each is a public contract with a schema under `schemas/outputs/`. Additions raise the minor version; readers
//! ignore keys they do not know. Internal types are never written out. Start at [`OptionsReport`].

mod backtest;
mod cascade;
mod clock;
mod coverage;
mod deadlines;
mod designations;
mod diff;
mod explain;
mod export;
mod history;
mod ics;
mod options;
mod package;
mod procedure;
mod receipt;
mod residual;
mod reversal;
mod routes;
mod show;
mod verify;
mod why_not;

pub use backtest::{
    BacktestReport, DerivedReport, Difference, EpisodeAct, EpisodeReport, Score, VoteReport, backtest_report,
};
pub(crate) use cascade::thing;
pub use cascade::{CascadeReport, EndingAct, EndingReport, HangingReport, SavingReport, cascade_report};
pub use clock::{CalendarReport, ClockReport, StepReport, TrackReport, clock_report};
pub use coverage::{CountReport, CoverageReport, GapReport, RegimeReport, StaleReport, coverage_report};
pub use deadlines::{DeadlineReport, DeadlinesReport, deadlines_report};
pub(crate) use designations::words as pathway_words;
pub use designations::{
    CombinationReport, CountsReport, CrosscheckReport, DelistingBranch, DesignationsReport, ListReport,
    ListedParty, LockAndExit, MappedTag, OpenChoice, OpenQuestion, PartyDetail, PartyReport, PathwayCount,
    RegimeCount, RemovalsReport, RemovedParty, TagCount, VerdictCase, VerdictReport, WayReport, add_pathway,
    designations_report, open_questions, sort_pathways, verdict_report, way_report,
};
pub use diff::{ChangedReport, DiffReport, StateReport, diff_report};
pub use explain::{
    ActReport, CaseReport, ExceptionReport, ExplainReport, ItemReport, PointReport, explain_report,
};
pub use export::{
    ExportColumn, ExportFile, ExportForeignKey, ExportIndex, ExportOption, ExportReceipt, ExportTable,
};
pub(crate) use history::mover_report;
pub use history::{HistoryReport, IntervalReport, MoverReport, history_report};
pub use ics::calendar;
pub use options::{
    BranchReport, Combination, ConditionReport, Control, LeftOut, OptionReport, OptionsReport, ReadingReport,
    option_report, option_reports,
};
pub(crate) use options::{asked, executive, reason};
pub use package::{MoveReport, PackageReport, PhaseReport, package_report};
pub use procedure::{ProcedureReport, procedure_report};
pub use receipt::Receipt;
pub use residual::{
    AlliedReport, FateReport, MandateReport, ResidualReport, StandingReport, residual_report,
};
pub use reversal::UndoingReport;
pub use routes::{LegReport, RouteReport, RoutesReport, Under, routes_report};
pub use show::{Link, ShowReport};
pub use verify::{Compared, Made, MovedReport, VerifyReport, verify_report};
pub(crate) use why_not::remedy_report;
pub use why_not::{LighterReport, ObstacleReport, RemedyReport, WhyNotReport, why_not_report};

/// The version of every output: major.minor.
pub const SCHEMA_VERSION: &str = "1.1";

/// The schemas of all outputs: the name of each, and its schema. `schemas/outputs/` holds them.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    use crate::schema::output;
    vec![
        ("backtest", output::<BacktestReport>("backtest")),
        ("cascade", output::<CascadeReport>("cascade")),
        ("check", output::<crate::diag::json::JsonReport>("check")),
        ("clock", output::<ClockReport>("clock")),
        ("coverage", output::<CoverageReport>("coverage")),
        ("deadlines", output::<DeadlinesReport>("deadlines")),
        ("designations", output::<DesignationsReport>("designations")),
        ("designations-party", output::<PartyReport>("designations-party")),
        ("designations-removed", output::<RemovalsReport>("designations-removed")),
        ("diff", output::<DiffReport>("diff")),
        ("explain", output::<ExplainReport>("explain")),
        ("export-index", output::<ExportIndex>("export-index")),
        ("export-option", output::<ExportOption<'_>>("export-option")),
        ("export-receipt", output::<ExportReceipt>("export-receipt")),
        ("export-table", output::<ExportTable>("export-table")),
        ("history", output::<HistoryReport>("history")),
        ("options", output::<OptionsReport>("options")),
        ("package", output::<PackageReport>("package")),
        ("residual", output::<ResidualReport>("residual")),
        ("routes", output::<RoutesReport>("routes")),
        ("show", output::<ShowReport>("show")),
        ("verify", output::<VerifyReport>("verify")),
        ("why-not", output::<WhyNotReport>("why-not")),
    ]
}
