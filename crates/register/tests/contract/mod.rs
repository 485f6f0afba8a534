//! What every back end must do, written once and run on each.

mod finding;
mod putting;

use register::Register;
use tempfile::TempDir;

/// A fresh register, and the folder that must outlive it.
pub struct Fresh {
    pub register: Register,
    _folder: Option<TempDir>,
}

fn memory() -> Fresh {
    Fresh { register: Register::memory().unwrap(), _folder: None }
}

fn file() -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    let register = Register::open(&folder.path().join("north.db")).unwrap();
    Fresh { register, _folder: Some(folder) }
}

macro_rules! contract {
    ($($module:ident::$check:ident),+ $(,)?) => {
        mod on_memory { $(#[test] fn $check() { super::$module::$check(super::memory); })+ }
        mod on_file { $(#[test] fn $check() { super::$module::$check(super::file); })+ }
    };
}

contract! {
    putting::putting_twice_is_putting_once,
    putting::a_document_comes_back_as_it_was_put,
    putting::the_order_of_putting_changes_nothing,
    putting::another_reading_replaces_the_first,
    putting::another_text_is_kept_beside,
    putting::another_description_in_one_run_is_kept_beside,
    putting::another_description_in_a_later_run_replaces,
    putting::a_foreign_statement_is_refused_and_nothing_is_put,
    putting::equal_statements_of_two_rules_are_one,
    putting::counts_add_up,
    putting::earlier_versions_are_exported,
    finding::everything_comes_in_order,
    finding::pages_follow_each_other,
    finding::words_are_found_without_case_and_accents,
    finding::odd_words_never_fail,
    finding::kinds_stages_and_forms_narrow,
    finding::places_by_code_name_and_reach,
    finding::about_reaches_through_the_document,
    finding::names_are_found_in_their_roles,
    finding::dates_overlap,
    finding::ids_are_found_by_their_beginning,
    finding::earlier_versions_are_found_on_request,
}
