//! Paragraphs to tokens, by UD_English-EWT's conventions.

use super::chars::{is_apostrophe, is_gap, is_hyphen, is_mark, is_word};
use crate::lists::Lists;
use crate::token::Token;
use model::Span;
use std::ops::Range;

/// Longest look ahead for the "@" of an address and the like, in bytes: keeps the whole linear.
const MAX_LOCAL: usize = 64;
/// Longest form that is looked up in a list, in bytes.
const MAX_LISTED: usize = 12;
/// Most letters of a dotted acronym.
const MAX_INITIALS: usize = 16;

/// Cuts a text from front to back and keeps count of code points.
pub(super) struct Tokenizer<'a> {
    text: &'a str,
    lists: &'a Lists,
    /// A place up to which code points were counted, in bytes and in code points.
    counted: (usize, u32),
    /// Start and end of the chunk (a run without gaps) at hand.
    chunk: Range<usize>,
    /// Whether the chunk may hold an address.
    has_address: bool,
}

impl<'a> Tokenizer<'a> {
    /// A tokenizer at the start of `text`.
    pub(super) fn new(text: &'a str, lists: &'a Lists) -> Self {
        Tokenizer { text, lists, counted: (0, 0), chunk: 0..0, has_address: false }
    }

    /// Appends the tokens of the bytes `range`, which begins no earlier than the last one ended.
    pub(super) fn paragraph(&mut self, range: Range<usize>, tokens: &mut Vec<Token>) {
        let mut at = range.start;
        while at < range.end {
            let gap = self.run(at, range.end, is_gap);
            let start = gap.min(range.end);
            let end = self.run(start, range.end, |c| !is_gap(c));
            if start < end {
                self.chunk(start..end, tokens);
            }
            at = end;
        }
    }

    /// The end of the run of characters from `at` that `belongs` holds for.
    fn run(&self, at: usize, end: usize, belongs: impl Fn(char) -> bool) -> usize {
        let text = &self.text[at..end];
        text.find(|c| !belongs(c)).map_or(end, |length| at + length)
    }

    fn chunk(&mut self, chunk: Range<usize>, tokens: &mut Vec<Token>) {
        let bytes = &self.text.as_bytes()[chunk.clone()];
        // The usual case: letters alone. Only the few joined forms are more than one word.
        if bytes.iter().all(u8::is_ascii_alphabetic) {
            return self.simple_word(chunk, tokens);
        }
        self.has_address = bytes.contains(&b'@') || bytes.windows(2).any(|pair| pair == b":/" || pair == b"w.");
        self.chunk = chunk.clone();
        if let Some(end) = self.emoticon(chunk.start) {
            return self.push(chunk.start..end, tokens);
        }
        let mut at = chunk.start;
        while at < chunk.end {
            let c = self.char_at(at);
            let next = if let Some(end) = self.address(at) {
                self.push(at..end, tokens);
                end
            } else if c.is_ascii_digit() || (c == '+' && self.char_at(at + 1).is_ascii_digit()) {
                self.number(at, tokens)
            } else if is_word(c) {
                self.word(at, at, tokens)
            } else {
                self.sign(at, c, tokens)
            };
            at = next.max(at + c.len_utf8());
        }
    }

    /// The character at byte `at` of the chunk, or NUL where the chunk has ended (a chunk holds no controls).
    fn char_at(&self, at: usize) -> char {
        if self.chunk.end <= at {
            return '\0';
        }
        self.text.get(at..self.chunk.end).and_then(|rest| rest.chars().next()).unwrap_or('\0')
    }

    fn push(&mut self, range: Range<usize>, tokens: &mut Vec<Token>) {
        let start = self.code_point(range.start);
        let end = self.code_point(range.end);
        tokens.push(Token { span: Span { start, end }, byte_start: range.start as u32, byte_end: range.end as u32 });
    }

    /// Code points before byte `at`, which lies no earlier than the last one asked for.
    fn code_point(&mut self, at: usize) -> u32 {
        let (bytes, points) = self.counted;
        let between = self.text.as_bytes().get(bytes..at).unwrap_or(&[]);
        let more = between.iter().filter(|&&byte| (byte as i8) >= -0x40).count() as u32;
        self.counted = (at.max(bytes), points + more);
        self.counted.1
    }

    fn simple_word(&mut self, range: Range<usize>, tokens: &mut Vec<Token>) {
        let word = &self.text[range.clone()];
        if 3 <= word.len() && word.len() <= MAX_LISTED && self.lists.may_be_joined(word) {
            let lower = word.to_ascii_lowercase();
            if let Some(&first) = self.lists.joined.get(&lower) {
                self.push(range.start..range.start + first, tokens);
                return self.push(range.start + first..range.end, tokens);
            }
        }
        self.push(range, tokens);
    }

    /// A word that begins at `start`; `at` is where reading goes on (behind a prefix). Gives where it ended.
    fn word(&mut self, start: usize, at: usize, tokens: &mut Vec<Token>) -> usize {
        if start == at
            && let Some(end) = self.initials(start)
        {
            self.push(start..end, tokens);
            return end;
        }
        let mut end = self.run(at, self.chunk.end, is_word);
        let mut apostrophe = None;
        loop {
            let sign = self.char_at(end);
            let after = end + sign.len_utf8();
            let next = self.char_at(after);
            if is_apostrophe(sign) && is_word(next) {
                apostrophe = Some(end);
            } else if !((sign == '.' && self.dot_joins(start..end, after))
                || (sign == '&' && end - start <= 3 && next.is_alphabetic()))
            {
                break;
            }
            end = self.run(after, self.chunk.end, is_word);
        }
        let word = start..end;
        if let Some(at) = apostrophe
            && let Some(split) = self.clitic(word.clone(), at)
        {
            self.push(start..split, tokens);
            self.push(split..end, tokens);
            return end;
        }
        self.word_end(word, tokens)
    }

    /// What may follow a word's letters: a hyphen behind a prefix, a slash, the full stop of an abbreviation.
    fn word_end(&mut self, word: Range<usize>, tokens: &mut Vec<Token>) -> usize {
        let Range { start, end } = word.clone();
        let sign = self.char_at(end);
        let after = end + sign.len_utf8();
        let next = self.char_at(after);
        if is_hyphen(sign) && is_word(next) && self.lists.prefixes.contains(&*self.lower(start..end)) {
            // The rest goes on as one word with its prefix; only one prefix, so that this never nests.
            let rest = self.run(after, self.chunk.end, is_word);
            return self.prefixed(start, rest, tokens);
        }
        if sign == '/'
            && end - start == 1
            && next.is_ascii_alphabetic()
            && !is_word(self.char_at(after + 1))
            && self.char_at(after + 1) != '/'
        {
            self.push(start..after + 1, tokens);
            return after + 1;
        }
        if sign == '.' && self.is_abbreviation(word.clone(), after, tokens) {
            self.push(start..after, tokens);
            return after;
        }
        if self.text.as_bytes()[word.clone()].iter().all(u8::is_ascii_alphabetic) {
            self.simple_word(word, tokens);
        } else {
            self.push(word, tokens);
        }
        end
    }

    /// A word with its prefix, perhaps with a clitic.
    fn prefixed(&mut self, start: usize, end: usize, tokens: &mut Vec<Token>) -> usize {
        let sign = self.char_at(end);
        if is_apostrophe(sign) {
            let last = self.run(end + sign.len_utf8(), self.chunk.end, is_word);
            if let Some(split) = self.clitic(start..last, end) {
                self.push(start..split, tokens);
                self.push(split..last, tokens);
                return last;
            }
        }
        self.push(start..end, tokens);
        end
    }

    /// Where a word parts from its clitic; `apostrophe` is the word's last one.
    fn clitic(&self, word: Range<usize>, apostrophe: usize) -> Option<usize> {
        let ending = apostrophe + self.char_at(apostrophe).len_utf8();
        if 4 < word.end - ending {
            return None;
        }
        let before = self.lists.clitics.get(&*self.lower(ending..word.end))?;
        let split = apostrophe.checked_sub(before.len())?;
        let fits = word.start < split && self.text.get(split..apostrophe)?.eq_ignore_ascii_case(before);
        fits.then_some(split)
    }

    /// True where the full stop before `after` belongs inside a word: "belta.by", "v2.0".
    fn dot_joins(&self, word: Range<usize>, after: usize) -> bool {
        let before = self.text[word.clone()].chars().next_back().unwrap_or('\0');
        let next = self.char_at(after);
        let listed = word.len() <= MAX_LISTED && self.lists.abbreviations.contains_key(&*self.lower(word));
        !listed
            && ((before.is_alphanumeric() && next.is_lowercase()) || (before.is_ascii_digit() && next.is_ascii_digit()))
    }

    /// The end of initials or a dotted acronym at `start`: "A." before a name, "U.S.", "p.m.".
    fn initials(&self, start: usize) -> Option<usize> {
        let mut at = start;
        let mut n_groups = 0;
        while n_groups < MAX_INITIALS {
            let letter = self.char_at(at);
            if !letter.is_alphabetic() {
                break;
            }
            let dot = self.run(at + letter.len_utf8(), self.chunk.end, is_mark);
            if self.char_at(dot) != '.' {
                // "U.S.A" without its last stop
                if 2 <= n_groups && letter.is_uppercase() && !is_word(self.char_at(dot)) {
                    return Some(dot);
                }
                break;
            }
            at = dot + 1;
            n_groups += 1;
        }
        let first = self.char_at(start);
        let next = self.char_at(at);
        match n_groups {
            0 => None,
            // "I." ends a sentence more often than it shortens a name only at the very end of a text: the splitter decides.
            1 => (first.is_uppercase() && !next.is_lowercase() && next != '.').then_some(at),
            _ => (next != '.').then_some(at),
        }
    }

    /// True where the full stop before `after` belongs to the abbreviation `word`.
    fn is_abbreviation(&self, word: Range<usize>, after: usize, tokens: &[Token]) -> bool {
        if MAX_LISTED < word.len() || self.char_at(after) == '.' {
            return false;
        }
        let Some(class) = self.lists.abbreviations.get(&*self.lower(word.clone())) else { return false };
        if class.title || class.ending {
            return true;
        }
        let next = self.text[after..].chars().take(2).find(|c| !is_gap(*c)).unwrap_or('\0');
        let capital = self.text[word.start..].chars().next().is_some_and(char::is_uppercase);
        let after_number = tokens.last().is_some_and(|token| {
            word.start <= token.byte_end as usize + 3 && token.text(self.text).ends_with(|c: char| c.is_ascii_digit())
        });
        (class.month && capital) || (class.number && next.is_ascii_digit()) || (class.unit && after_number)
    }

    /// A number that begins at `start`, with the signs between its digits. Gives where it ended.
    fn number(&mut self, start: usize, tokens: &mut Vec<Token>) -> usize {
        let first = if self.char_at(start) == '+' { start + 1 } else { start };
        let mut end = self.digits(first);
        let sign = self.char_at(end);
        if matches!(sign, '-' | '/') && self.char_at(end + 1).is_ascii_digit() {
            end = self.number_groups(first, end, sign);
        }
        let letters = self.run(end, self.chunk.end, char::is_alphabetic);
        if end < letters {
            let rest = self.run(letters, self.chunk.end, is_word);
            if letters == rest && self.parts(end..letters) {
                self.push(start..end, tokens);
                return end;
            }
            return self.word(start, rest, tokens);
        }
        self.push(start..end, tokens);
        end
    }

    /// Digits, with single signs between them: "1,700", "15:52", "02.10.2025".
    fn digits(&self, start: usize) -> usize {
        let mut end = self.run(start, self.chunk.end, |c| c.is_ascii_digit());
        while matches!(self.char_at(end), '.' | ',' | ':') && self.char_at(end + 1).is_ascii_digit() {
            end = self.run(end + 1, self.chunk.end, |c| c.is_ascii_digit());
        }
        end
    }

    /// Groups of digits joined by `sign`: a date, a telephone number, or else a range or fraction, which parts at the sign.
    fn number_groups(&self, start: usize, first_end: usize, sign: char) -> usize {
        let mut end = first_end;
        let mut n_groups = 1;
        let mut last = 0;
        while self.char_at(end) == sign && self.char_at(end + 1).is_ascii_digit() {
            let next = self.digits(end + 1);
            last = next - end - 1;
            end = next;
            n_groups += 1;
        }
        let first = &self.text[start..first_end];
        let is_month_day = sign == '/' && last == 2 && first.parse().is_ok_and(|month: u32| (1..=12).contains(&month));
        let is_telephone = sign == '-' && first.len() == 3 && last == 4;
        if 3 <= n_groups || is_month_day || is_telephone { end } else { first_end }
    }

    /// True where the letters `suffix` behind a number are a word of their own: "5 pm", "2 m", but "20th", "83N".
    fn parts(&self, suffix: Range<usize>) -> bool {
        let letters = &self.text[suffix.clone()];
        if MAX_LISTED < letters.len() {
            return true;
        }
        let lower = self.lower(suffix);
        if letters.chars().all(char::is_lowercase) {
            return !self.lists.kept_suffixes.contains(&*lower);
        }
        self.lists.parted_suffixes.contains(&*lower)
    }

    /// A sign that is no word: one character, or a run that is written as one. Gives where it ended.
    fn sign(&mut self, start: usize, c: char, tokens: &mut Vec<Token>) -> usize {
        let after = start + c.len_utf8();
        let end = match c {
            '.' => self.run(after, self.chunk.end, |c| c == '.'),
            '!' | '?' => self.run(after, self.chunk.end, |c| matches!(c, '!' | '?')),
            '-' | '*' | '=' | '_' | '~' | '<' | '>' | '|' | '`' => self.run(after, self.chunk.end, |next| next == c),
            _ if is_apostrophe(c) => self.apostrophe(start, c),
            '\u{1F1E6}'..='\u{1F1FF}' if ('\u{1F1E6}'..='\u{1F1FF}').contains(&self.char_at(after)) => after + 4,
            _ => self.pictogram(after),
        };
        self.push(start..end, tokens);
        end
    }

    /// A sign with its marks; a joiner takes the next sign in ("family" emoji).
    fn pictogram(&self, after: usize) -> usize {
        let mut end = after;
        loop {
            let c = self.char_at(end);
            if !is_mark(c) {
                return end;
            }
            end += c.len_utf8();
            let next = self.char_at(end);
            if c == '\u{200D}' && next != '\0' && !is_word(next) {
                end += next.len_utf8();
            }
        }
    }

    /// An apostrophe that begins no word's ending, or one that does: "'60s", a lone "'s", "''".
    fn apostrophe(&self, start: usize, c: char) -> usize {
        let after = start + c.len_utf8();
        if self.char_at(after) == c {
            return after + c.len_utf8();
        }
        let end = self.run(after, self.chunk.end, is_word);
        let ending = after..end;
        let is_year = end - after <= 3 && self.char_at(after).is_ascii_digit();
        let is_clitic = start == self.chunk.start
            && end == self.chunk.end
            && end - after <= 2
            && self.lists.clitics.get(&*self.lower(ending)).is_some_and(String::is_empty);
        if is_year || is_clitic { end } else { after }
    }

    /// The end of a web or mail address at `at`.
    fn address(&self, at: usize) -> Option<usize> {
        if !self.has_address {
            return None;
        }
        let rest = &self.text[at..self.chunk.end];
        let is_start = at == self.chunk.start || !self.text[..at].chars().next_back().is_some_and(is_word);
        if !is_start || !self.char_at(at).is_ascii_alphanumeric() {
            return None;
        }
        let head = rest.as_bytes().get(..rest.len().min(MAX_LOCAL)).unwrap_or(&[]);
        let scheme = head.windows(3).position(|part| part == b"://").unwrap_or(MAX_LOCAL);
        let is_web = head[..scheme.min(head.len())].iter().all(u8::is_ascii_alphabetic) && scheme < MAX_LOCAL
            || rest.starts_with("www.");
        let local = head.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte)).count();
        let domain = rest.get(local + 1..).unwrap_or("");
        let is_mail =
            rest.as_bytes().get(local) == Some(&b'@') && domain.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !is_web && !is_mail {
            return None;
        }
        let end = rest.find(['<', '>', '"', '\u{201D}', '\u{BB}']).unwrap_or(rest.len());
        let kept = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '\u{2019}']);
        (!kept.is_empty()).then_some(at + kept.len())
    }

    /// The end of a ":-)" that fills the rest of its chunk from `at`.
    fn emoticon(&self, at: usize) -> Option<usize> {
        let face = &self.text[at..self.chunk.end];
        let mut chars = face.chars();
        let eyes = matches!(chars.next(), Some(':' | ';' | '='));
        let mut mouth = chars.next();
        if mouth == Some('-') {
            mouth = chars.next();
        }
        let is_face = eyes && matches!(mouth, Some(')' | '(' | 'D' | 'P')) && chars.next().is_none();
        is_face.then_some(self.chunk.end)
    }

    fn lower(&self, range: Range<usize>) -> String {
        self.text.get(range).filter(|word| word.len() <= MAX_LISTED).map(str::to_lowercase).unwrap_or_default()
    }
}
