//! A statement as a plain sentence, made from its arguments by the templates of a language.

use model::Statement;

use crate::phrases::Phrases;
use crate::slots::slots;

/// The statement as a plain English sentence: "MAZ delivered more than 120 passenger vehicles to Samara Oblast, July 2023 to July 2025."
///
/// It is made from the arguments alone: a side that the statement lacks is left out, and who said it stands beside the sentence, not in it.
pub fn statement_line(statement: &Statement) -> String {
    sentence(Phrases::english(), statement)
}

pub(crate) fn sentence(phrases: &Phrases, statement: &Statement) -> String {
    let slots = slots(phrases, statement);
    let kind = statement.kind().as_str();
    let form = statement.form().map_or("", |form| form.as_str());
    let stage = statement.stage().map_or("none", |stage| stage.as_str());
    let keys = [
        format!("line.{kind}.{form}.{stage}"),
        format!("line.{kind}.{stage}"),
        format!("line.{kind}"),
        format!("line.any.{stage}"),
        "line.any".to_owned(),
    ];
    full_stop(&phrases.fill_first(&keys.each_ref().map(String::as_str), &slots))
}

/// The words as a sentence: a capital first, a full stop last.
pub(crate) fn full_stop(words: &str) -> String {
    let mut out = capital(words.trim());
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

/// The words with a capital first.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use model::{Form, Kind, Role, Stage};

    use super::*;
    use crate::testing::{Made, amount, change, name, quantity, text, when};

    #[track_caller]
    fn check(made: Made, sentence: &str) {
        assert_eq!(statement_line(&made.clone().statement()), sentence);
    }

    #[test]
    fn supplies() {
        let maz = || Made::new(Kind::Supply).arg(Role::From, name("MAZ", None));
        check(
            maz()
                .stage(Stage::Done)
                .arg(Role::To, name("Samara Oblast", Some("RU-SAM")))
                .arg(Role::Item, text("passenger vehicles"))
                .arg(Role::Quantity, quantity("120", "vehicles", "over"))
                .arg(Role::When, when("2023-07/2025-07")),
            "MAZ delivered more than 120 passenger vehicles to Samara Oblast, July 2023 to July 2025.",
        );
        check(
            maz().stage(Stage::Underway).arg(Role::From, name("BelAZ", None)).arg(Role::Item, text("trucks")),
            "BelAZ and MAZ supply trucks.",
        );
        check(
            Made::new(Kind::Supply)
                .stage(Stage::Needed)
                .arg(Role::To, name("Samara Oblast", None))
                .arg(Role::Item, text("lifts"))
                .arg(Role::Quantity, quantity("6000", "units", "about")),
            "Samara Oblast needs lifts (about 6,000 units).",
        );
        check(Made::new(Kind::Supply).stage(Stage::Offered), "Offered: goods.");
    }

    #[test]
    fn trade_and_figures() {
        let trade = Made::new(Kind::Trade)
            .form(Form::Turnover)
            .arg(Role::Party, name("Samara Oblast", None))
            .arg(Role::Party, name("Belarus", Some("BY")))
            .arg(Role::Amount, amount("3000000000", "USD", "under"))
            .arg(Role::Change, change("16"))
            .arg(Role::When, when("2024"));
        check(trade, "Trade between Belarus and Samara Oblast, 2024: nearly USD 3 billion, up 16%.");
        let figure = Made::new(Kind::Figure)
            .arg(Role::Party, name("Belarus", Some("BY")))
            .arg(Role::Item, text("joint enterprises"))
            .arg(Role::Quantity, quantity("50", "", "about"));
        check(figure, "Belarus: about 50 joint enterprises.");
    }

    #[test]
    fn things_that_their_item_names() {
        let made = |form: Form, item: &str| {
            Made::new(Kind::Production)
                .form(form)
                .stage(Stage::Planned)
                .arg(Role::Party, name("Belarus", Some("BY")))
                .arg(Role::Item, text(item))
        };
        check(made(Form::Service, "trade and service hub"), "Belarus plans a trade and service hub.");
        check(made(Form::Service, "aircraft repair centre"), "Belarus plans an aircraft repair centre.");
        check(made(Form::Service, "service centres"), "Belarus plans a service or repair centre.");
        check(made(Form::Service, "tractors"), "Belarus plans a service or repair centre for tractors.");
        check(made(Form::JointVenture, "joint ventures"), "Belarus plans a joint venture.");
    }

    #[test]
    fn fields_and_relations() {
        let made = |item: &str| {
            Made::new(Kind::Cooperation)
                .stage(Stage::Underway)
                .arg(Role::Party, name("Belarus", Some("BY")))
                .arg(Role::Party, name("Kursk Oblast", Some("RU-KRS")))
                .arg(Role::Item, text(item))
        };
        check(made("agriculture"), "Belarus and Kursk Oblast cooperate in agriculture.");
        check(made("economic cooperation"), "Belarus and Kursk Oblast carry on economic cooperation.");
        check(made("cooperation"), "Belarus and Kursk Oblast cooperate.");
    }

    #[test]
    fn offices() {
        let office = |office: &str, of: &str| {
            Made::new(Kind::Office)
                .arg(Role::Person, name("Ivan Petrov", None))
                .arg(Role::Office, text(office))
                .arg(Role::Of, name(of, None))
        };
        check(office("Governor", "Tula Region"), "Ivan Petrov is Governor of Tula Region.");
        check(office("Ambassador to Russia", "Belarus"), "Ivan Petrov is Ambassador of Belarus to Russia.");
        check(office("head of the trade office", "Minsk"), "Ivan Petrov is head of the trade office (Minsk).");
        check(
            office("Deputy Governor", "Oryol Region").stage(Stage::Stopped),
            "Ivan Petrov was formerly Deputy Governor of Oryol Region.",
        );
    }

    #[test]
    fn every_kind_form_and_stage_gives_a_sentence() {
        for kind in Kind::ALL {
            let forms = kind.forms().iter().map(|form| Some(*form)).chain([None]);
            for form in forms {
                for stage in Stage::ALL.iter().map(|stage| Some(*stage)).chain([None]) {
                    let mut made = Made::new(*kind);
                    made.form = form;
                    made.stage = stage;
                    let bare = statement_line(&made.clone().statement());
                    assert!(bare.len() > 4 && !bare.contains(['{', '[']), "{kind} {form:?} {stage:?}: {bare}");
                    let side = if *kind == Kind::Office { Role::Person } else { Role::Party };
                    let named = statement_line(&made.arg(side, name("Zzz", None)).statement());
                    assert!(named.contains("Zzz"), "{kind} {form:?} {stage:?}: {named}");
                }
            }
        }
    }
}
