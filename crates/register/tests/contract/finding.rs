//! The contract of `find`.

use model::{Form, Kind, Role, Stage};
use register::{Filter, Reach, Register, Versions};

use super::Fresh;
use crate::samples::{Sample, plan, run, sample};

/// The documents of the rows that are found, in order; none of the rows may be wrong.
fn found(register: &Register, filter: Filter) -> Vec<String> {
    let (rows, diagnostics) = register.find(&filter).unwrap();
    assert_eq!(diagnostics, []);
    rows.into_iter().map(|row| row.document.id).collect()
}

fn words(typed: &str) -> Filter {
    Filter { words: Some(typed.into()), ..Filter::default() }
}

fn with(open: fn() -> Fresh, samples: &[Sample]) -> Fresh {
    let mut fresh = open();
    fresh.register.put(samples, &run()).unwrap();
    fresh
}

pub fn everything_comes_in_order(open: fn() -> Fresh) {
    let samples = [plan("z", "Tula", None), sample(11), sample(0), plan("a", "Tula", None)];
    let fresh = with(open, &samples);
    let (rows, diagnostics) = fresh.register.find(&Filter::default()).unwrap();
    assert_eq!(diagnostics, []);
    let told: Vec<_> = rows.iter().map(|row| (row.document.id.as_str(), row.statement.kind())).collect();
    let of = |id| [(id, Kind::Supply), (id, Kind::Trade), (id, Kind::Office)];
    let mut expected = [of("d00000"), of("d00011")].concat();
    expected.extend([("a", Kind::Agreement), ("z", Kind::Agreement)]);
    assert_eq!(told, expected);
    for row in &rows {
        assert_eq!(row.id, row.statement.id(&row.document.id));
    }
}

pub fn pages_follow_each_other(open: fn() -> Fresh) {
    let fresh = with(open, &(0..10).map(sample).collect::<Vec<_>>());
    let all = fresh.register.find(&Filter::default()).unwrap().0;
    let mut paged = Vec::new();
    for offset in [0, 7, 14, 21, 28] {
        let page = Filter { limit: Some(7), offset, ..Filter::default() };
        paged.extend(fresh.register.find(&page).unwrap().0);
    }
    assert_eq!(paged, all);
    assert_eq!(all.len(), 30);
}

pub fn words_are_found_without_case_and_accents(open: fn() -> Fresh) {
    let fresh = with(open, &[sample(1), plan("p", "Mahilioŭ", None), plan("t", "Тула Ёлка", None)]);
    assert_eq!(found(&fresh.register, words("ZURICH")), ["d00001"]);
    assert_eq!(found(&fresh.register, words("mahiliou")), ["p"]);
    assert_eq!(found(&fresh.register, words("тула")), ["t"]);
    assert_eq!(found(&fresh.register, words("deliv*")), ["d00001"]);
    assert_eq!(found(&fresh.register, words("deliv")), [""; 0]);
    assert_eq!(found(&fresh.register, words("\"signed a plan\"")), ["p", "t"]);
    assert_eq!(found(&fresh.register, words("\"plan a signed\"")), [""; 0]);
    assert_eq!(found(&fresh.register, words("plan signed")), ["p", "t"]);
    assert_eq!(found(&fresh.register, words("friendship")).len(), 3, "the headline counts");
}

pub fn odd_words_never_fail(open: fn() -> Fresh) {
    let fresh = with(open, &[sample(1)]);
    let long_word = "b".repeat(10_240);
    let many_words: String = (0..2_500).map(|n| format!("w{n} ")).collect();
    let signs = "(".repeat(10_240);
    let odd = [
        "\"",
        "\"\"",
        "*",
        "NEAR(",
        "NEAR(a b, 3)",
        "a AND",
        "OR",
        "NOT",
        "quote:",
        "quote : a",
        "{quote name}: a",
        "^a",
        "a + b",
        "a-b",
        "-a",
        "'",
        "';--",
        "\u{1F68C}",
        "\u{1F68C} bus",
        "a\0b",
        "\0",
        "e\u{301}",
        "\u{301}",
        "\u{202e}txet",
        "()",
        ")",
        "\\",
        "%",
        "_",
        "a\"b\"c*\"",
        "\u{ffff}",
        "\u{e000}",
        "",
        " ",
        &long_word,
        &many_words,
        &signs,
    ];
    for typed in odd {
        let typed = Some(typed.to_owned());
        for filter in [
            Filter { words: typed.clone(), ..Filter::default() },
            Filter { party: typed.clone(), ..Filter::default() },
            Filter { item: typed.clone(), speaker: typed.clone(), ..Filter::default() },
            Filter { places: typed.clone().into_iter().collect(), ..Filter::default() },
            Filter { about: typed.clone().into_iter().collect(), reach: Reach::Within, ..Filter::default() },
            Filter { document: typed.clone(), ..Filter::default() },
            Filter { statement: typed.clone(), ..Filter::default() },
        ] {
            let result = fresh.register.find(&filter);
            assert!(result.is_ok(), "{:?}", result.map_err(|error| error.to_string()));
        }
    }
    let code = |typed: &str| fresh.register.find(&words(typed)).unwrap().1.iter().map(|d| d.code).collect::<Vec<_>>();
    assert_eq!(code("()"), ["words-empty"]);
    assert_eq!(code(&many_words), ["words-too-many"]);
    assert_eq!(code("buses (NEAR"), [""; 0]);
    assert_eq!(found(&fresh.register, words("buses ( ! samara")), ["d00001"]);
}

pub fn kinds_stages_and_forms_narrow(open: fn() -> Fresh) {
    let fresh = with(open, &[sample(1), plan("p", "Tula", None)]);
    let kinds = Filter { kinds: vec![Kind::Supply, Kind::Agreement], ..Filter::default() };
    assert_eq!(found(&fresh.register, kinds), ["d00001", "p"]);
    let stages = Filter { stages: vec![Stage::Planned], ..Filter::default() };
    assert_eq!(found(&fresh.register, stages), [""; 0]);
    let forms = Filter { forms: vec![Form::Plan], stages: vec![Stage::Done], ..Filter::default() };
    assert_eq!(found(&fresh.register, forms), ["p"]);
}

pub fn places_by_code_name_and_reach(open: fn() -> Fresh) {
    let fresh = with(open, &[sample(1), plan("p", "Russia", Some("RU")), plan("q", "Tula", None)]);
    let at = |places: &[&str], reach| {
        let places = places.iter().map(|place| (*place).to_owned()).collect();
        found(&fresh.register, Filter { places, reach, ..Filter::default() })
    };
    assert_eq!(at(&["RU-SAM"], Reach::Exact), ["d00001"; 3]);
    assert_eq!(at(&["ru"], Reach::Exact), ["p"]);
    assert_eq!(at(&["RU"], Reach::Within), ["d00001", "d00001", "d00001", "p"]);
    assert_eq!(at(&["RU", "BY"], Reach::Within), ["d00001", "p"]);
    assert_eq!(at(&["RU", "BY"], Reach::Exact), [""; 0]);
    assert_eq!(at(&["R"], Reach::Within), [""; 0]);
    assert_eq!(at(&["tula"], Reach::Exact), ["q"]);
    assert_eq!(at(&["samara"], Reach::Exact), ["d00001"; 3]);
    assert_eq!(at(&["Samara Oblast", "Belarus"], Reach::Exact), ["d00001"]);
    assert_eq!(at(&["Petrov"], Reach::Exact), [""; 0], "a person is no place");
    let (rows, _) = fresh.register.rows_for_places(&["RU", "BY"]).unwrap();
    assert_eq!(rows.iter().map(|row| row.document.id.as_str()).collect::<Vec<_>>(), ["d00001", "p"]);
}

pub fn about_reaches_through_the_document(open: fn() -> Fresh) {
    let fresh = with(open, &[sample(1), plan("p", "Russia", Some("RU")), plan("q", "Tula", None)]);
    let about =
        |place: &str, reach| found(&fresh.register, Filter { about: vec![place.into()], reach, ..Filter::default() });
    assert_eq!(about("BY", Reach::Exact), ["d00001"; 3]);
    assert_eq!(about("BY", Reach::Within), ["d00001", "d00001", "d00001", "p", "q"]);
    assert_eq!(about("belarus", Reach::Exact), ["d00001"; 3]);
    let both = Filter { places: vec!["RU-SAM".into()], about: vec!["BY".into()], ..Filter::default() };
    assert_eq!(found(&fresh.register, both), ["d00001"; 3]);
}

pub fn names_are_found_in_their_roles(open: fn() -> Fresh) {
    let fresh = with(open, &[sample(1), plan("p", "Tula", None)]);
    let by = |set: fn(&mut Filter, String), typed: &str| {
        let mut filter = Filter::default();
        set(&mut filter, typed.into());
        fresh.register.find(&filter).unwrap().0.iter().map(|row| row.statement.kind()).collect::<Vec<_>>()
    };
    let party = |filter: &mut Filter, typed| filter.party = Some(typed);
    let speaker = |filter: &mut Filter, typed| filter.speaker = Some(typed);
    let item = |filter: &mut Filter, typed| filter.item = Some(typed);
    assert_eq!(by(party, "zurich motors"), [Kind::Supply]);
    assert_eq!(by(party, "petrov"), [Kind::Office]);
    assert_eq!(by(party, "pena"), []);
    assert_eq!(by(speaker, "Pena"), [Kind::Trade]);
    assert_eq!(by(item, "bus*"), [Kind::Supply]);
    assert_eq!(by(item, "governor"), [Kind::Office]);
    assert_eq!(by(item, "zurich"), []);
}

pub fn dates_overlap(open: fn() -> Fresh) {
    // The supply of sample 3 was in 2018; its document was published on 2024-04-04.
    let fresh = with(open, &[sample(3)]);
    let between = |from: Option<&str>, to: Option<&str>| {
        let day = |text: &str| text.parse().unwrap();
        let filter = Filter { from_date: from.map(day), to_date: to.map(day), ..Filter::default() };
        fresh.register.find(&filter).unwrap().0.iter().map(|row| row.statement.kind()).collect::<Vec<_>>()
    };
    assert_eq!(between(Some("2018-12-31"), Some("2019-12-31")), [Kind::Supply]);
    assert_eq!(between(Some("2019-01-01"), Some("2019-12-31")), []);
    assert_eq!(between(None, Some("2018-01-01")), [Kind::Supply]);
    assert_eq!(between(None, Some("2017-12-31")), []);
    assert_eq!(between(Some("2024-04-04"), None), [Kind::Trade, Kind::Office]);
    assert_eq!(between(Some("2024-04-05"), None), []);
}

pub fn ids_are_found_by_their_beginning(open: fn() -> Fresh) {
    let fresh = with(open, &[sample(1), sample(2)]);
    let (rows, _) = fresh.register.find(&Filter::default()).unwrap();
    for row in rows {
        for beginning in [&row.id[..], &row.id[..12]] {
            let filter = Filter { statement: Some(beginning.to_owned()), ..Filter::default() };
            assert_eq!(fresh.register.find(&filter).unwrap().0, std::slice::from_ref(&row));
        }
    }
}

pub fn earlier_versions_are_found_on_request(open: fn() -> Fresh) {
    let mut revised = sample(1);
    revised.0.text.push_str(" It was corrected.");
    let fresh = with(open, &[sample(1), revised]);
    let all = Filter { versions: Versions::All, ..Filter::default() };
    let (rows, _) = fresh.register.find(&all).unwrap();
    assert_eq!(rows.iter().filter(|row| row.document.current).count(), 3);
    assert_eq!(rows.iter().filter(|row| !row.document.current).count(), 3);
    assert!(rows[0].statement.role(Role::To).next().is_some());
}
