//! Classes of characters that the tokenizer and the splitter tell apart.

/// Parts words: white space and invisible controls (zero-width space, directional marks, byte order mark).
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Belongs to the character before it: combining marks, joiners, variation selectors, skin tones, the soft hyphen.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{AD}'
        && matches!(c,
            '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}' | '\u{93C}' | '\u{94D}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
            | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
            | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0100}'..='\u{E01EF}')
}

/// A letter, digit, mark or underscore: what words are made of.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { c.is_alphanumeric() || is_mark(c) }
}

/// Any sign that stands for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '`' | '\u{B4}' | '\u{2BC}' | '\u{FF07}')
}

/// A hyphen inside words (not a dash).
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A closing quotation mark or bracket; the straight quotes may close as well as open.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{201D}' | '\u{2019}' | '\u{BB}' | ')' | ']' | '}' | '\u{203A}' | '\u{201C}')
}

/// An opening quotation mark or bracket, or a straight quote.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{201C}' | '\u{201E}' | '\u{2018}' | '\u{AB}' | '(' | '[' | '{' | '\u{2039}' | '`')
}

/// A sign at the start of a list item.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '-' | '*'
            | '\u{2022}'
            | '\u{2013}'
            | '\u{2014}'
            | '\u{B7}'
            | '\u{25AA}'
            | '\u{25CF}'
            | '\u{25BA}'
            | '\u{25A0}'
            | '\u{2023}'
    )
}
