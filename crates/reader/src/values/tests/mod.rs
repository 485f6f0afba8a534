//! Tests of the value reader: tables of texts and the values expected in a short notation.

use super::*;
use crate::pack;

/// The value words of the embedded tables.
fn words() -> Words {
    Words::load(&pack::embedded()).unwrap_or_else(|error| panic!("{error}"))
}

/// The notation of the tables: `KIND VALUE`, with the words that say it.
fn short(text: &str, segments: &Segments, mention: &ValueMention) -> String {
    let bound = |approx: &Option<Approx>| approx.map_or(String::new(), |approx| format!("{} ", approx.as_str()));
    let range = |value: &Decimal, high: &Option<Decimal>| match high {
        Some(high) => format!("{}..{}", value.normalize(), high.normalize()),
        None => value.normalize().to_string(),
    };
    let value = match &mention.value {
        Found::Number { value, high, approx } => format!("number {}{}", bound(approx), range(value, high)),
        Found::Measure { value, high, unit, approx } => {
            format!("measure {}{} {unit}", bound(approx), range(value, high))
        }
        Found::Money { value, high, currency, approx } => {
            format!("money {}{currency} {}", bound(approx), range(value, high))
        }
        Found::Percent { value, approx } => format!("percent {}{}", bound(approx), value.normalize()),
        Found::Points { value } => format!("points {}", value.normalize()),
        Found::Share { percent, approx } => format!("share {}{}", bound(approx), percent.normalize()),
        Found::Change { percent: Some(percent), .. } => format!("change {:+}", percent.normalize()),
        Found::Change { percent: None, direction, .. } => format!("change {}", direction.as_str()),
        Found::Rank { value, top: true } => format!("rank top {value}"),
        Found::Rank { value, top: false } => format!("rank {value}"),
        Found::Date { edtf, kind } => {
            let edtf = edtf.map_or("unknown".to_owned(), |edtf| edtf.to_string());
            match kind {
                DateKind::Point | DateKind::Period => format!("date {edtf}"),
                DateKind::Deadline => format!("deadline {edtf}"),
                DateKind::Since => format!("since {edtf}"),
                DateKind::Comparison => format!("comparison {edtf}"),
            }
        }
        Found::Duration { value, unit, approx, .. } => {
            format!("duration {}{} {unit}", bound(approx), value.normalize())
        }
        Found::Time => "time".to_owned(),
        Found::Ordinal { value } => format!("ordinal {value}"),
        Found::Code => "code".to_owned(),
    };
    format!("{value} `{}`", words_of(text, segments, mention))
}

fn words_of<'t>(text: &'t str, segments: &Segments, mention: &ValueMention) -> &'t str {
    let first = &segments.tokens[mention.tokens.start as usize];
    let last = &segments.tokens[mention.tokens.end as usize - 1];
    &text[first.byte_start as usize..last.byte_end as usize]
}

/// Reads a table of `text TAB published TAB expected; expected`, where an expectation without words in backquotes leaves them
/// open, and fails with every row that reads otherwise.
fn check(name: &str, table: &str) {
    let words = words();
    let mut faults = String::new();
    let mut rows = 0;
    for (index, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, published, expected] = cells.as_slice() else {
            panic!("{name}:{}: {} cells, three are wanted", index + 1, cells.len())
        };
        let clock = Clock { published: if published.is_empty() { None } else { Some(published.parse().unwrap()) } };
        let segments = grammar::segment(text);
        let found: Vec<String> =
            find(&words, text, &segments, clock).iter().map(|mention| short(text, &segments, mention)).collect();
        let expected: Vec<&str> = expected.split("; ").filter(|one| !one.is_empty()).collect();
        let agrees = found.len() == expected.len()
            && found.iter().zip(&expected).all(|(found, expected)| match expected.contains('`') {
                true => found == expected,
                false => found.rsplit_once(" `").is_some_and(|(value, _)| value == *expected),
            });
        rows += 1;
        if !agrees {
            faults += &format!(
                "{name}:{}: {text}\n  expected: {}\n  found:    {}\n",
                index + 1,
                expected.join("; "),
                found.join("; ")
            );
        }
    }
    assert!(rows > 0, "{name} has no rows");
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn counts_and_measures() {
    check("counts.tsv", include_str!("counts.tsv"));
}

#[test]
fn money() {
    check("money.tsv", include_str!("money.tsv"));
}

#[test]
fn changes_shares_and_ranks() {
    check("changes.tsv", include_str!("changes.tsv"));
}

#[test]
fn dates() {
    check("dates.tsv", include_str!("dates.tsv"));
}

/// A source of numbers for made-up texts; the same in every run.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Bits of text that values are made of, good and bad.
const BITS: &[&str] = &[
    "1",
    "12",
    "2024",
    "1,700",
    "27,6",
    "0",
    "00",
    "99999999999999999999",
    "5-7",
    "15:52",
    "43:47",
    "02.10.2025",
    "1/3",
    "½",
    "%",
    "$",
    "€",
    "USD",
    "bn",
    "m",
    "mln.",
    "million",
    "a",
    "half",
    "dozen",
    "two",
    "hundred",
    "thousand",
    "and",
    "to",
    "-",
    "–",
    "'s",
    "’",
    "May",
    "MAY",
    "Friday",
    "spring",
    "year",
    "years",
    "the",
    "last",
    "next",
    "first",
    "of",
    "in",
    "since",
    "until",
    "by",
    "over",
    "nearly",
    "grew",
    "fell",
    "times",
    "third",
    "every",
    "No.",
    "tonnes",
    "km",
    "per",
    "cent",
    "\u{202e}",
    "é",
    "e\u{301}",
    "🚋",
    "\u{0}",
    "\u{a0}",
    "中文",
    "(",
    ")",
    ".",
    ",",
    ";",
    "\n\n",
    "\t",
    "Il",
    "H",
    "Q",
    "II",
    "ago",
    "quarter",
    "months",
    "end",
    "top",
    "partner",
    "doubled",
    "between",
    "٣",
    "１２",
    "²",
    "−",
    "+",
    "decade",
    "ten",
];

#[test]
fn any_text_gives_ordered_values_inside_it() {
    let words = words();
    let mut random = Lcg(7);
    for round in 0..4000 {
        let mut text = String::new();
        for _ in 0..random.below(40) {
            text += BITS[random.below(BITS.len())];
            if random.below(3) > 0 {
                text.push(' ');
            }
        }
        let published =
            [None, "2024-02-29".parse().ok(), "0001-01-01".parse().ok(), "9999-12-31".parse().ok()][round % 4];
        let segments = grammar::segment(&text);
        let found = find(&words, &text, &segments, Clock { published });
        let mut end = 0;
        for mention in &found {
            assert!(end <= mention.tokens.start && mention.tokens.start < mention.tokens.end, "{text:?}");
            assert!(mention.tokens.contains(&mention.head), "{text:?}");
            end = mention.tokens.end;
            assert!(end as usize <= segments.tokens.len(), "{text:?}");
            if let Found::Date { edtf: Some(edtf), .. } = mention.value {
                assert_eq!(edtf.to_string().parse(), Ok(edtf), "{text:?}");
            }
        }
        assert_eq!(found, find(&words, &text, &segments, Clock { published }));
    }
}

/// Plain figures read as their own digits, whatever stands around them.
#[test]
fn plain_figures_keep_their_digits() {
    let words = words();
    let mut random = Lcg(11);
    for _ in 0..2000 {
        let value = random.below(100_000);
        let text = format!("They built {value} sheds.");
        let segments = grammar::segment(&text);
        let found = find(&words, &text, &segments, Clock::default());
        let read = found.first().map(|mention| mention.value.clone());
        if (1900..2100).contains(&value) {
            continue;
        }
        assert_eq!(read, Some(Found::Number { value: value.into(), high: None, approx: None }), "{text}");
    }
}

/// Every pattern and word of the tables loads, and a fault names file, line and what is allowed.
#[test]
fn faults_of_tables_name_their_place() {
    for (path, text, line, message) in [
        ("data/en/dates.tsv", "pattern\tmeaning\n{yaer}\tdate bare-year\n", 2, "`{yaer}` is no slot"),
        ("data/en/dates.tsv", "pattern\tmeaning\n{year}\tdate never\n", 2, "meaning `date never`"),
        ("data/en/dates.tsv", "# head\npattern\tmeaning\n[since] [the\tdate point\n", 3, "bracket"),
        ("data/en/numbers.tsv", "form\tkind\tvalue\nten\tunit\tX\n", 2, "value `X`"),
        ("data/en/numbers.tsv", "form\tkind\tvalue\nten\tnumber\t10\n", 2, "kind `number`"),
        ("data/en/currencies.tsv", "code\tnames\tmarks\tparts\nusd\tdollar\t$\t\n", 2, "code `usd`"),
        ("data/en/calendar.tsv", "forms\tkind\tvalue\nMay\tmonth\t13\n", 2, "value `13`"),
        ("data/en/bounds.tsv", "form\tapprox\tplace\nover\tmore\tbefore\n", 2, "approx `more`"),
    ] {
        let file = pack::PackFile { path: path.to_owned(), text: text.to_owned() };
        let fault = Words::load(&[file]).err();
        let Some(fault) = fault else { panic!("{path} loads: {text}") };
        assert_eq!((fault.file.as_str(), fault.line), (path, line));
        assert!(fault.message.contains(message), "{fault}");
        assert!(!fault.hint.is_empty(), "{fault}");
    }
}

/// The tables are sorted, name their source, and say each thing once.
#[test]
fn tables_are_in_order() {
    let tables = [
        "bounds",
        "calendar",
        "changes",
        "changewords",
        "codes",
        "currencies",
        "datecues",
        "dates",
        "numbers",
        "ranks",
        "shares",
        "tenses",
        "units",
    ];
    let files = pack::embedded();
    for table in tables {
        let path = format!("data/en/{table}.tsv");
        let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is missing"));
        assert!(file.text.contains("# source: ") && file.text.contains("licence: "), "{path} has no head");
        let rows: Vec<&str> = file.text.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        let fault = rows.windows(2).find(|pair| pair[0] >= pair[1]);
        assert_eq!(fault, None, "{path} is not sorted, or says a thing twice");
    }
}
