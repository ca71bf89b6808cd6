//! Every lint, one file each: `NAME.rs` with its metadata and its code, `NAME.md` with its page and its tests.
//!
//! To add one, write the two files and a line in the list below; tests keep the list sorted and complete, run the
//! examples of the page, and keep `docs/lints/` fresh.

use super::Lint;

macro_rules! rules {
    ($($name:ident,)*) => {
        $(mod $name;)*

        /// Every lint, in the order of their names.
        pub(super) static LINTS: &[&Lint] = &[$(&$name::LINT,)*];
    };
}

rules! {
    bad_date,
    bad_enum,
    bad_file_name,
    bad_number,
    bad_pattern,
    bad_text,
    bad_type,
    dangling_reference,
    date_out_of_order,
    duplicate_id,
    duplicate_local_id,
    emergency_past_anniversary,
    empty_file,
    empty_regime,
    episode_contradicted,
    exit_opens_nothing,
    hidden_character,
    implausible_date,
    licence_past_expiry,
    lock_covers_nothing,
    missing_key,
    missing_register,
    no_status_quo,
    not_a_file,
    not_utf_8,
    option_without_act,
    orphaned_measure,
    oversized_file,
    pathway_in_prose,
    publication_taken_for_signing,
    relation_cycle,
    retired_record_used,
    scenario_contradicted,
    schema_line,
    self_as_legal_basis,
    stale_check,
    stray_file,
    symbolic_link,
    syntax,
    toml_1_1,
    twin_options,
    uncited_law,
    unfinished_template,
    unflagged_fact,
    unknown_key,
    unknown_lint,
    unreadable_file,
    unused_allow,
    unused_record,
    wrong_kind_of_reference,
}

pub(super) use missing_register::missing_register;
pub(super) use unused_record::Named;
/// The lint that speaks of an `allow` that silences nothing.
pub(super) const UNUSED_ALLOW: &str = "unused-allow";
