//! Page furniture left in a text: lines that belong to the page around an article, not to what it says.

use model::Span;

use crate::phrases::{self, Kind};
use crate::pieces::{Piece, Shape, pieces};

/// Lines with more bytes are prose, or so unlike furniture that they are left alone.
const MAX_LINE_BYTES: usize = 500;

/// The stretches of `text` that are page furniture and say nothing of the article's matter: menus, share links, exchange rates,
/// telephones and addresses, counters, paths through the site, notices on cookies, copyright and mistakes. Code points of `text`, in
/// order, without overlaps; each covers whole lines without the white space around them.
///
/// Told by form and by the word list `furniture.tsv`. Careful: a line that might be prose is not furniture.
pub fn furniture(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let mut is_furniture: Vec<bool> = lines.iter().map(|line| is_furniture_alone(line)).collect();
    mark_menus(&lines, &mut is_furniture);
    mark_headlines(&lines, &mut is_furniture);
    let mut spans: Vec<Span> = Vec::new();
    let mut is_open = false;
    for (line, is_furniture) in lines.iter().zip(is_furniture) {
        if line.words.is_empty() {
            continue;
        }
        match spans.last_mut() {
            // Blank lines between two furniture lines go with them.
            Some(last) if is_furniture && is_open => *last = last.cover(line.span),
            _ if is_furniture => spans.push(line.span),
            _ => {}
        }
        is_open = is_furniture;
    }
    spans
}

/// Whether a line is furniture by itself, whatever stands around it.
pub(crate) fn is_furniture_line(line: &str) -> bool {
    line.len() <= MAX_LINE_BYTES && lines(line).iter().any(is_furniture_alone)
}

/// A line of the text without the white space around it.
struct Line<'a> {
    words: &'a str,
    span: Span,
    pieces: Vec<Piece<'a>>,
    /// What the line's words do, where all of them are short words of a menu.
    role: Role,
}

/// What a line may be in a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Only words of the page's own controls: "Contacts".
    Control,
    /// A few words, no sentence: "Leadership".
    Label,
    /// Anything else.
    Prose,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0_u32;
    let mut lines = Vec::new();
    for raw in text.split('\n') {
        let n_code_points = |part: &str| u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
        let words = raw.trim();
        let start = at.saturating_add(n_code_points(&raw[..raw.len() - raw.trim_start().len()]));
        let length = n_code_points(words);
        let mut pieces = if words.len() <= MAX_LINE_BYTES { pieces(words) } else { Vec::new() };
        pieces.iter_mut().for_each(|piece| piece.entry = phrases::entry(piece));
        let role = role(words, &pieces);
        lines.push(Line { words, span: Span::new(start, start.saturating_add(length)), pieces, role });
        at = at.saturating_add(n_code_points(raw)).saturating_add(1);
    }
    lines
}

fn role(words: &str, pieces: &[Piece<'_>]) -> Role {
    let n_words = n_words(pieces);
    let is_short =
        (1..=4).contains(&n_words) && n_words == pieces.len() && !words.ends_with(['.', '!', '?', ';', ',', ':']);
    let is_control = |piece: &Piece<'_>| piece.is(Kind::Chrome) || piece.is(Kind::Glue);
    if !is_short {
        Role::Prose
    } else if pieces.iter().all(is_control) {
        Role::Control
    } else {
        Role::Label
    }
}

fn is_furniture_alone(line: &Line<'_>) -> bool {
    let pieces = &line.pieces;
    if pieces.is_empty() {
        return false;
    }
    let n_digits = line.words.bytes().filter(u8::is_ascii_digit).count();
    phrases::opens(pieces)
        || phrases::stands_in(pieces)
        || is_controls(pieces)
        || is_path(line.words)
        || is_switch(pieces)
        || is_links(line.words)
        || has_mail(line.words, pieces)
        || n_digits > 0 && (is_rates(pieces) || is_weather(line.words, pieces))
        || n_digits > 5 && (is_telephone_line(line.words, pieces) || is_address(line.words, pieces))
}

/// "Print | Share: VK OK", "14.09.2023 09:20 Views: 512", "A- A A+".
fn is_controls(pieces: &[Piece<'_>]) -> bool {
    let mut n_controls = 0;
    let all = pieces.iter().all(|piece| match piece.shape {
        Shape::Number | Shape::Sign => true,
        Shape::Word => {
            let is_control = piece.is(Kind::Chrome);
            n_controls += usize::from(is_control);
            is_control || piece.is(Kind::Glue)
        }
    });
    all && n_controls > 0 && pieces.len() <= 30
}

/// "2.18 BYN", "USD 3.1042 EUR 3.4075 RUB (100) 3.2918": codes in three capitals and exact numbers, nothing else.
fn is_rates(pieces: &[Piece<'_>]) -> bool {
    let is_code = |words: &str| words.len() == 3 && words.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_exact = |words: &str| {
        let Some((head, tail)) = words.split_once(['.', ',']) else { return false };
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        // Three digits after a comma are thousands of an amount.
        are_digits(head)
            && are_digits(tail)
            && (2..=6).contains(&tail.len())
            && !(words.contains(',') && tail.len() == 3)
    };
    let (mut n_codes, mut n_exact) = (0, 0);
    let all = pieces.iter().all(|piece| match piece.shape {
        Shape::Word => {
            n_codes += 1;
            is_code(piece.words)
        }
        Shape::Number => {
            n_exact += usize::from(is_exact(piece.words));
            !piece.words.ends_with('%')
        }
        Shape::Sign => matches!(
            piece.words,
            "(" | ")" | "$" | "€" | "₽" | "=" | "/" | ":" | "|" | "+" | "-" | "▲" | "▼" | "↑" | "↓"
        ),
    });
    all && n_codes > 0 && n_exact > 0
}

/// "Main / News / Visits", "Home » News": the first step is the site's first page, or there are three steps with arrows between.
fn is_path(line: &str) -> bool {
    if line.ends_with(['.', '!', '?', ':', ';']) || line.chars().nth(160).is_some() {
        return false;
    }
    for (sign, needs_home) in
        [(" / ", true), ("»", false), ("›", false), (" > ", false), ("→", true), (" :: ", true), (" | ", true)]
    {
        let steps: Vec<&str> = line.split(sign).map(str::trim).collect();
        if steps.len() < 2 || steps.contains(&"") {
            continue;
        }
        let is_home = phrases::is(Kind::Home, &steps[0].to_lowercase());
        let is_step = |step: &&str| {
            step.split_whitespace().count() <= 4
                && step.chars().next().is_some_and(char::is_uppercase)
                && !step.contains(['"', '“', '”', '«'])
        };
        let last_may_be_long = steps[1..steps.len() - 1].iter().all(is_step);
        if is_home && last_may_be_long || !needs_home && steps.len() > 2 && steps.iter().all(is_step) {
            return true;
        }
    }
    false
}

/// "Bel Rus Eng", "PL | UA | EN".
fn is_switch(pieces: &[Piece<'_>]) -> bool {
    let mut n_languages = 0;
    let all = pieces.iter().all(|piece| match piece.shape {
        Shape::Word => {
            n_languages += 1;
            piece.is(Kind::Switch)
        }
        Shape::Sign => matches!(piece.words, "|" | "/"),
        Shape::Number => false,
    });
    all && n_languages > 1
}

/// A telephone with hardly a word besides, or with a word that goes with it.
fn is_telephone_line(line: &str, pieces: &[Piece<'_>]) -> bool {
    let n_words = n_words(pieces);
    n_words <= 14 && is_telephone(line) && (n_words <= 3 || has_contact_word(pieces))
}

/// A mail address with few words besides, or with a word that goes with it.
fn has_mail(line: &str, pieces: &[Piece<'_>]) -> bool {
    let is_mail = |word: &str| {
        word.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.trim_end_matches(['.', ',']).contains('.'))
    };
    if !line.contains('@') {
        return false;
    }
    let n_words = n_words(pieces);
    line.split_whitespace().any(is_mail) && (n_words <= 6 || n_words <= 14 && has_contact_word(pieces))
}

fn has_contact_word(pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|piece| piece.is(Kind::Contact))
}

fn n_words(pieces: &[Piece<'_>]) -> usize {
    pieces.iter().filter(|piece| piece.shape == Shape::Word).count()
}

/// Whether a line holds a telephone number: seven to fifteen digits in groups, with a plus sign and a gap, an area code in brackets, or
/// two hyphens; no date and no amount looks so.
fn is_telephone(line: &str) -> bool {
    let is_part =
        |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '(' | ')' | '-' | '–' | '+' | '\u{a0}');
    line.split(|letter: char| !is_part(letter)).any(|run| {
        let run = run.trim();
        let groups: Vec<&str> =
            run.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let n_digits: usize = groups.iter().map(|group| group.len()).sum();
        if !(7..=15).contains(&n_digits) {
            return false;
        }
        let n_hyphens = run.matches(['-', '–']).count();
        let is_date = groups.len() == 3 && (groups[0].len() == 4 || groups[2].len() == 4);
        let are_years = groups.iter().all(|group| group.len() == 4);
        // Thousands are parted into groups of three; a telephone ends in groups of two or four, or has an area code or country.
        let is_amount = groups.len() > 1
            && n_hyphens == 0
            && !run.contains('(')
            && groups[1..].iter().all(|group| group.len() == 3);
        let has_form = run.starts_with('+') && groups.len() > 1
            || run.contains('(') && run.contains(')') && n_hyphens > 0
            || n_hyphens >= 2;
        has_form && !is_date && !are_years && !is_amount
    })
}

/// "Berezino, 223310, Minsk oblast": a postal code between commas, and names.
fn is_address(line: &str, pieces: &[Piece<'_>]) -> bool {
    if line.ends_with(['.', '!', '?', ':', ';']) || pieces.len() > 16 {
        return false;
    }
    let parts: Vec<&str> = line.split(',').map(str::trim).collect();
    let is_code = |part: &&str| part.len() == 6 && part.bytes().all(|byte| byte.is_ascii_digit());
    let words = pieces.iter().filter(|piece| piece.shape == Shape::Word);
    let (mut n_names, mut n_others) = (0, 0);
    for piece in words {
        if piece.words.chars().next().is_some_and(char::is_uppercase) { n_names += 1 } else { n_others += 1 }
    }
    parts.len() > 1 && parts.iter().any(is_code) && n_names > 0 && n_others <= 2 && n_others <= n_names
}

/// "Mogilev: +6, little rain", "+6 °C".
fn is_weather(line: &str, pieces: &[Piece<'_>]) -> bool {
    let n_words = n_words(pieces);
    if n_words > 6 || line.contains('%') {
        return false;
    }
    let is_temperature = |word: &str| {
        let word = word.trim_matches(|letter: char| matches!(letter, ',' | ';' | '°' | 'C' | '(' | ')' | '.'));
        let digits = word.trim_start_matches(['+', '-', '−', '–']);
        digits.len() < word.len() && (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_temperature = line.split([' ', '…', '.']).any(is_temperature);
    let has_sky = pieces.iter().any(|piece| piece.is(Kind::Weather));
    has_temperature && (has_sky || line.contains('°'))
}

/// Only addresses of the web or hashtags.
fn is_links(line: &str) -> bool {
    let is_link = |word: &str| {
        let is_tag = word.len() > 1 && word.starts_with('#') && word.chars().any(char::is_alphabetic);
        word.starts_with("https://") || word.starts_with("http://") || word.starts_with("www.") || is_tag
    };
    line.split_whitespace().all(is_link)
}

/// Runs of four or more short lines, half of them controls, are a menu as a whole.
fn mark_menus(lines: &[Line<'_>], is_furniture: &mut [bool]) {
    let shown: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].words.is_empty()).collect();
    let runs = shown.chunk_by(|a, b| (lines[*a].role == Role::Prose) == (lines[*b].role == Role::Prose));
    for run in runs {
        let n_controls = run.iter().filter(|at| lines[**at].role == Role::Control).count();
        if run.len() >= 4 && n_controls * 2 >= run.len() {
            for &at in run {
                is_furniture[at] = true;
            }
        }
    }
}

/// Headlines of other articles under "Read also" and the like: up to ten lines at once below that are no sentences.
fn mark_headlines(lines: &[Line<'_>], is_furniture: &mut [bool]) {
    for at in 0..lines.len() {
        const MAX_WORDS: usize = 4;
        let words = lines[at].pieces.iter().filter(|p| p.shape != Shape::Sign).map(|p| p.lower.as_ref());
        let words: Vec<&str> = words.take(MAX_WORDS + 1).collect();
        if words.is_empty() || words.len() > MAX_WORDS || !phrases::is(Kind::Above, &words.join(" ")) {
            continue;
        }
        is_furniture[at] = true;
        for below in at + 1..lines.len().min(at + 11) {
            let line = &lines[below];
            let is_headline = !line.words.is_empty()
                && line.words.chars().nth(150).is_none()
                && !line.words.ends_with(['.', '!', ';', ':', '"', '”', '»']);
            if !is_headline {
                break;
            }
            is_furniture[below] = true;
        }
    }
}
