//! The questions that answers are measured by: each kind of reasoning, put to one option of a register.

use jiff::civil::{Date, date};
use relief_register::model::{Id, Pathway, ReliefOption};
use relief_register::register::{Part, Register};
use relief_register::relief::{
    Aim, Answer, Asked, Question, Side, Vote, answer, cascade, compare, deadlines, first_day, history,
    routes, why_not,
};

/// Every kind of question, and the command that puts it.
pub const QUESTIONS: [(&str, &str); 9] = [
    ("explain", "explain {option}"),
    ("residual", "residual {option}"),
    ("routes", "routes {option}"),
    ("why-not", "why-not {option}"),
    ("clock", "clock {option}"),
    ("history", "history {option}"),
    ("cascade", "cascade {emergency}"),
    ("deadlines", "deadlines"),
    ("diff", "diff {eve} --as-of {day}"),
];

/// What is asked about.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// The option.
    pub option: &'a str,
    /// The emergency that ends.
    pub emergency: &'a str,
    /// The day asked of.
    pub day: Date,
    /// An earlier day, to compare it with.
    pub eve: Date,
}

/// What is asked about in the shipped register.
pub fn shipped(option: &str) -> About<'_> {
    About { option, emergency: "ne-14024", day: date(2026, 10, 1), eve: date(2026, 9, 17) }
}

/// What is asked about in a generated register.
pub fn generated(option: &str) -> About<'_> {
    About { option, emergency: "emergency-0", day: date(2019, 6, 1), eve: date(2017, 8, 1) }
}

/// Puts a question and says how much came out of it.
pub fn ask(register: &Register, question: &str, about: About<'_>) -> usize {
    let option = register.option(about.option).expect("an option");
    let asked = Asked::from(option);
    let on = Question::on(about.day);
    let answer = || answer(register, asked, on.clone());
    match question {
        "explain" => all_of(&answer()),
        "residual" => answer().residual().len(),
        "routes" => routes(register, &aim(register, option), &on, 12).routes.len(),
        "why-not" => why_not(register, asked, &on).lighter.iter().map(|l| l.remedies.len()).sum(),
        "clock" => days_of(&answer()),
        "history" => {
            let start = first_day(register, &option.regime).expect("a regime");
            history(register, asked, &Question::on(start)).len()
        }
        "cascade" => {
            let id: Id = about.emergency.parse().expect("an id");
            cascade(register, &id, on).under.len()
        }
        "deadlines" => deadlines(register, &on, about.day, date(about.day.year() + 1, 6, 1)).len(),
        "diff" => {
            let eve = Question::on(about.eve);
            compare(Side { register, question: &eve }, Side { register, question: &on }).len()
        }
        _ => unreachable!("{question} is a question"),
    }
}

fn all_of(answer: &Answer<'_>) -> usize {
    answer.branches().len() + answer.acts.iter().flat_map(|act| answer.detail(act)).count()
}

fn days_of(answer: &Answer<'_>) -> usize {
    let branches = answer.branches().into_iter().filter(|branch| branch.pathway != Pathway::None);
    let calendars = branches.flat_map(|branch| {
        let calendar = |case| answer.calendar(case, branch.pathway, Vote::default());
        branch.cases.iter().map(calendar).collect::<Vec<_>>()
    });
    calendars.flat_map(|calendar| calendar.tracks).map(|track| track.steps.len()).sum()
}

/// The goals of an option; of one that states none, the measures it acts on.
fn aim<'r>(register: &Register, option: &'r ReliefOption) -> Aim<'r> {
    let measures =
        option.acts.iter().flat_map(|act| &act.measures).filter_map(|id| match register.part(id.as_str()) {
            Some(Part::Measure(ix)) => Some(ix),
            _ => None,
        });
    let measures = if option.goals.is_empty() { measures.collect() } else { Vec::new() };
    Aim { goals: option.goals.to_vec(), measures, facts: &option.facts, ..Aim::default() }
}
