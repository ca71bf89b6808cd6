//! Sentences made of the words of records: verbs for acts, small first letters, no final stop.

use crate::model::{Action, Gap};
use crate::relief::{Deed, Object};

/// What is known to be missing, and what follows.
pub(in crate::view) fn gap_words(gap: &Gap) -> String {
    format!("{}. {}", strip(gap.what.as_str()), gap.why)
}

/// What is done, as the beginning of a sentence.
pub(in crate::view) fn verb(deed: &Deed) -> &'static str {
    match (deed.action, &deed.object) {
        (Action::Terminate, Object::Listing(_)) => "Delist",
        (Action::Terminate, _) => "Terminate",
        (Action::Suspend, _) => "Suspend",
        (Action::Waive, _) => "Waive",
        (Action::License, _) => "License what is forbidden by",
        (Action::DeclineToImpose, _) => "Decline to impose",
        (Action::Amend, _) => "Amend",
        (Action::Lapse, _) => "Let lapse:",
        (Action::EndEmergency, _) => "Proclaim the end of:",
        (Action::Continue, _) => "Continue:",
        (Action::Impose, _) => "Impose",
        (Action::ReleaseAssets, _) => "Release the assets held under",
        (Action::Seize, _) => "Seize under",
        (Action::Enact, _) => "Enact",
    }
}

/// The first letter small, unless the word is a name or an abbreviation.
pub(in crate::view) fn lower(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// A sentence without its final stop, to be carried on.
pub(in crate::view) fn strip(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}
