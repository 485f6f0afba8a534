//! Tests of the tokenizer and the splitter by example and by property.

use super::segment;

/// The tokens of each sentence, joined by spaces; sentences by " | ", paragraphs by " || ".
fn cut(text: &str) -> String {
    let segments = segment(text);
    let mut out = String::new();
    let mut paragraph = 0;
    for (i, sentence) in segments.sentences.iter().enumerate() {
        if i > 0 {
            out.push_str(if sentence.paragraph == paragraph { " | " } else { " || " });
        }
        paragraph = sentence.paragraph;
        let words: Vec<_> = segments.tokens[sentence.range()].iter().map(|token| token.text(text)).collect();
        out.push_str(&words.join(" "));
    }
    out
}

/// Rows of a table: text, tab, what is expected; `\n` stands for a line break.
fn check(table: &str) {
    let mut wrong = Vec::new();
    for row in table.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
        let (text, expected) = row.split_once('\t').unwrap();
        let text = text.replace("\\n", "\n");
        let found = cut(&text);
        if found != expected {
            wrong.push(format!("text:     {text:?}\nexpected: {expected}\nfound:    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn words() {
    check(include_str!("../../tests/words.tsv"));
}

#[test]
fn sentences() {
    check(include_str!("../../tests/sentences.tsv"));
}

/// A small generator of numbers, so that the same texts are made at each run.
fn numbers(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    }
}

fn check_places(text: &str) {
    let segments = segment(text);
    let points: Vec<char> = text.chars().collect();
    let mut last = (0, 0);
    for token in &segments.tokens {
        let span: String = points[token.span.start as usize..token.span.end as usize].iter().collect();
        assert_eq!(span, token.text(text), "in {text:?}");
        assert!(!span.is_empty() && last.0 <= token.byte_start && last.1 <= token.span.start, "in {text:?}");
        last = (token.byte_end, token.span.end);
    }
    let mut end = 0;
    for sentence in &segments.sentences {
        assert_eq!(sentence.first, end, "in {text:?}");
        assert!(sentence.first < sentence.end);
        end = sentence.end;
    }
    assert_eq!(end as usize, segments.tokens.len());
}

#[test]
fn places_agree_with_any_text() {
    let pieces = [
        "a",
        "B",
        "7",
        ".",
        ",",
        "-",
        "/",
        "'",
        "’",
        "\"",
        "”",
        " ",
        "\n",
        "\r\n",
        "\t",
        "@",
        "://",
        "www.",
        "n't",
        "'s",
        "$",
        "%",
        "(",
        ")",
        "é",
        "e\u{301}",
        "ж",
        "\u{202E}",
        "\u{2028}",
        "\u{200D}",
        "😀",
        "👩\u{200D}👩",
        "🇧🇾",
        "\u{FE0F}",
        "\0",
        "U.S.",
        "e-",
        "1.",
        "…",
        "&",
        "+",
        "ß",
        "İ",
        "mln.",
        "A.",
        "non-",
        ":-)",
        "\u{FEFF}",
    ];
    for seed in 0..3000 {
        let mut pick = numbers(seed);
        let text: String = (0..1 + pick(24)).map(|_| pieces[pick(pieces.len())]).collect();
        check_places(&text);
    }
}

#[test]
fn places_agree_with_any_bytes() {
    for seed in 0..1000 {
        let mut pick = numbers(seed);
        let bytes: Vec<u8> = (0..pick(80)).map(|_| pick(256) as u8).collect();
        check_places(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_text_without_gaps_takes_linear_time() {
    for piece in [
        "a", "a-", "a.", "1.", "1-", "@", "a@", "'", "a'", "e-", "http://", "\u{301}", "\u{200D}", ".", "😀", "A.",
        "(", "w.", "A.A", "non-", "a\n", "1/",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        let segments = segment(&text);
        assert!(!segments.tokens.is_empty() || piece == "\u{301}", "{piece}");
    }
}
