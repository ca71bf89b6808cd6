//! How an option is undone: part of the outputs about what comes afterwards.

use schemars::JsonSchema;
use serde::Serialize;

use super::Control;
use crate::register::Register;
use crate::relief::{Object, Reversal, Undo, Undoing};

/// One act of an option, and what undoes it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UndoingReport {
    /// What the option does.
    pub action: String,
    /// To what.
    pub object: String,
    /// Whether the option names the act; if not, it is the lightest that would reach what its acts leave standing.
    pub named: bool,
    /// What undoes it: `impose-again`, `legislate-again`, `withdraw`, `declare-again`, `contrary`, `never`, or `nothing`
    /// where there is nothing to undo.
    pub undo: String,
    /// The same in a sentence.
    pub text: String,
    /// The pathways of the act that undoes it, lightest first; empty where nothing does.
    pub pathways: Vec<String>,
    /// What reaches that act, with the exit used.
    pub controlling: Vec<Control>,
}

/// The report of what undoes each act.
pub(super) fn undoing_reports(register: &Register, reversal: &Reversal) -> Vec<UndoingReport> {
    reversal.acts.iter().map(|undoing| report(register, undoing)).collect()
}

fn report(register: &Register, undoing: &Undoing) -> UndoingReport {
    let (undo, text) = words(undoing);
    let control = undoing.controlling.iter().map(|(bar, exit)| Control {
        lock: bar.reference(register).to_string(),
        exit: exit.map(|ix| register.reference(ix).to_string()),
    });
    UndoingReport {
        action: undoing.deed.action.word().into(),
        object: undoing.deed.object.reference(register).into(),
        named: undoing.named,
        undo: undo.into(),
        text,
        pathways: undoing.pathways.iter().map(|p| p.word().to_owned()).collect(),
        controlling: control.collect(),
    }
}

fn words(undoing: &Undoing) -> (&'static str, String) {
    let listing = matches!(undoing.deed.object, Object::Listing(_));
    let (word, text) = match &undoing.undo {
        Undo::Nothing => ("nothing", "It is not in force: there is nothing to undo."),
        Undo::ImposeAgain if listing => ("impose-again", "A new listing brings it back; it takes no law."),
        Undo::ImposeAgain => ("impose-again", "A new order imposes it again; it takes no law."),
        Undo::LegislateAgain => (
            "legislate-again",
            "A statute imposes it: once ended, a new law brings it back, unless an exit gives that.",
        ),
        Undo::Withdraw => {
            ("withdraw", "The relief can be withdrawn; the restriction itself was never ended.")
        }
        Undo::DeclareAgain => (
            "declare-again",
            "The emergency is declared anew, and what rested on it alone is imposed again, order by order.",
        ),
        Undo::Contrary(action) => {
            return ("contrary", format!("The contrary act undoes it: {}.", action.word()));
        }
        Undo::Never => ("never", "What has been let go, or taken, cannot be called back."),
    };
    (word, text.to_owned())
}
