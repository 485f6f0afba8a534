//! What holds for every statement of every corpus: arguments stand in the evidence, and numbers in its words.

use std::path::Path;

use serde_json::Value;

use crate::{examples, folder, run};

/// The statements that the reader makes of the demonstration corpus, and of those beside the repository that not everybody has.
fn statements() -> Vec<Value> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/statements");
    let corpora = [examples().join("documents"), shared.join("seeds.docs.jsonl"), shared.join("dev.docs.jsonl")];
    let folder = folder();
    let mut out = Vec::new();
    for corpus in corpora.iter().filter(|corpus| corpus.exists()) {
        let made = run(folder.path(), ["read", corpus.to_str().unwrap(), "--format", "jsonl"]).expect(0).out;
        out.extend(made.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()));
    }
    assert!(out.len() > 100, "{} statements", out.len());
    out
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

/// The words of evidence under an argument's place; `None` where the place is not within one piece of evidence.
fn anchored<'v>(statement: &'v Value, arg: &Value) -> Option<&'v str> {
    let (start, end) = (arg["start"].as_u64()?, arg["end"].as_u64()?);
    list(statement, "evidence").iter().find_map(|evidence| {
        let from = evidence["start"].as_u64()?;
        let exact = evidence["exact"].as_str()?;
        let byte = |place: u64| {
            let letter = usize::try_from(place.checked_sub(from)?).ok()?;
            exact.char_indices().map(|(byte, _)| byte).chain([exact.len()]).nth(letter)
        };
        if start >= end { None } else { exact.get(byte(start)?..byte(end)?) }
    })
}

#[test]
fn arguments_stand_in_the_evidence_or_are_from_context() {
    for statement in statements() {
        for arg in list(&statement, "args") {
            let is_context = arg["start"].is_null() && arg["end"].is_null();
            assert!(is_context || anchored(&statement, arg).is_some(), "{} of {statement}", arg["role"]);
            assert!(arg["by"].as_str().is_some_and(|by| !by.is_empty()), "{arg} does not say how it was found");
        }
        assert!(statement["rule"].as_str().is_some_and(|rule| !rule.is_empty()), "{statement}");
    }
}

#[test]
fn numbers_stand_in_the_words_of_the_evidence() {
    let (mut n_numbers, mut faults) = (0, Vec::new());
    for statement in statements() {
        let evidence: Vec<&str> = list(&statement, "evidence").iter().filter_map(|one| one["exact"].as_str()).collect();
        let evidence = evidence.join("\n");
        for arg in list(&statement, "args") {
            let role = arg["role"].as_str().unwrap();
            let field = if matches!(role, "change" | "share") { "percent" } else { "value" };
            let Some(number) = arg[field].as_f64() else { continue };
            n_numbers += 1;
            let words = anchored(&statement, arg).unwrap_or(&evidence);
            let is_said = said(number, words) || said(number, &evidence);
            // Counts and sums are said as they are; the others may be computed, by words that say how.
            let is_computed = matches!(role, "change" | "share" | "rank") && computes(words);
            if !is_said && !is_computed {
                faults.push(format!("{}: {number} as {role} is not in `{words}`", statement["doc"]));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(n_numbers > 50, "{n_numbers} numbers");
}

/// Number words; a sum of tens and ones ("twenty-five") is found by adding neighbours.
#[rustfmt::skip]
const WORDS: &[(&str, u32)] = &[
    ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9),
    ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13), ("fourteen", 14), ("fifteen", 15), ("sixteen", 16),
    ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50),
    ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90), ("hundred", 100), ("hundreds", 100),
    ("thousand", 1000), ("thousands", 1000), ("million", 1_000_000), ("billion", 1_000_000_000), ("dozen", 12),
    ("dozens", 12), ("half", 5), ("couple", 2), ("pair", 2), ("both", 2), ("a", 1), ("an", 1), ("first", 1), ("second", 2),
    ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7), ("eighth", 8), ("ninth", 9), ("tenth", 10),
];

/// Words that say how a change, share or rank follows: "doubled", "a third", "the highest", "twofold".
#[rustfmt::skip]
const COMPUTING: &[&str] = &[
    "time", "fold", "doubl", "tripl", "quadrupl", "halv", "half", "third", "fourth", "quarter", "fifth", "sixth", "seventh",
    "eighth", "ninth", "tenth", "eleventh", "twelfth", "teenth", "tieth", "every", "out of", "one in", "first", "second", "most", "largest", "biggest", "highest",
    "leading", "leader", "top", "main", "high", "record", "index", "per cent of", "% of", "percent of", "level", "year-on-year",
];

fn computes(words: &str) -> bool {
    let words = words.to_lowercase();
    // A ratio in per cent to what was before: 104.5% is a change of 4.5.
    let is_ratio = numerals(&words).iter().any(|digits| digits.len() >= 3 || digits == "1");
    is_ratio || COMPUTING.iter().any(|word| words.contains(word))
}

/// Whether the figures of `number` stand in the words, in numerals or in number words, whatever the scale: 1120000 in "1.12 million".
fn said(number: f64, words: &str) -> bool {
    let wanted = figures(&format!("{:.6}", number.abs()));
    let folded = words.to_lowercase();
    let parts: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphabetic()).filter(|part| !part.is_empty()).collect();
    let values: Vec<u32> =
        parts.iter().filter_map(|part| WORDS.iter().find(|(word, _)| word == part).map(|(_, value)| *value)).collect();
    let sums = values.windows(2).map(|pair| pair[0] + pair[1]);
    let in_words = values.iter().copied().chain(sums).any(|value| figures(&value.to_string()) == wanted);
    let numerals = numerals(words);
    // "3 million 250 thousand": the parts follow one another.
    let in_parts = numerals.windows(2).any(|pair| wanted == format!("{}{}", pair[0], pair[1]));
    in_words || in_parts || numerals.contains(&wanted)
}

/// The figures of every numeral, and of every run of numerals parted by spaces, points or commas.
fn numerals(words: &str) -> Vec<String> {
    let is_mark = |letter: char| matches!(letter, '.' | ',' | '\'' | '’') || letter.is_whitespace();
    let mut out = Vec::new();
    for run in words.split(|letter: char| !letter.is_ascii_digit() && !is_mark(letter)) {
        out.push(figures(run));
        out.extend(run.split(char::is_whitespace).map(figures));
        out.extend(run.split(is_mark).map(figures));
    }
    out.retain(|digits| !digits.is_empty());
    out
}

/// The significant figures: "1,120.50" and 1120.5 are both "11205".
fn figures(numeral: &str) -> String {
    let digits: String = numeral.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

#[test]
fn the_check_itself_finds_what_is_said_and_what_is_not() {
    assert!(said(1_120_000.0, "1.12m tonnes") && said(3e9, "three billion dollars") && said(25.0, "twenty-five"));
    assert!(
        said(6000.0, "some 6,000 lifts") && said(-4.5, "4.5% less") && said(6.0, "the sixth") && said(31.4, "31,4 mln")
    );
    assert!(!said(7.0, "some 6,000 lifts") && !said(50.0, "four ships"));
    assert!(computes("more than doubled") && !computes("grew by 7%"));
}
