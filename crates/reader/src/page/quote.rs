//! Quotations: where somebody speaks directly.

use model::Span;

/// A quotation that is open: where its words begin, its mark, and how many straight marks are open inside it.
struct Open {
    start: u32,
    mark: char,
    inside: u32,
}

/// The stretches between quotation marks, marks left out, in order. A quotation ends with its paragraph at the latest: an
/// opened one that is not closed there runs to the paragraph's end (newspapers open each quoted paragraph anew).
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<Open> = None;
    let mut before = ' ';
    let mut at = 0u32;
    for (byte, c) in text.char_indices() {
        if !is_mark(c) {
            before = c;
            at += 1;
            continue;
        }
        let after = text[byte + c.len_utf8()..].chars().next().unwrap_or(' ');
        match &mut open {
            Some(quote) if c == '\n' => {
                // A single mark that nothing closes was an apostrophe.
                if !is_single(quote.mark) {
                    push(&mut out, quote.start, at);
                }
                open = None;
            }
            // "In spring "Atlas" sent us ten": a name in marks of its own inside.
            Some(quote) if c == quote.mark && opens(c, before, after) => quote.inside += 1,
            Some(quote) if closes(quote.mark, c, before, after) => {
                if quote.inside > 0 {
                    quote.inside -= 1;
                } else {
                    push(&mut out, quote.start, at);
                    open = None;
                }
            }
            None if opens(c, before, after) => open = Some(Open { start: at + 1, mark: c, inside: 0 }),
            _ => {}
        }
        before = c;
        at += 1;
    }
    if let Some(quote) = open.filter(|quote| !is_single(quote.mark)) {
        push(&mut out, quote.start, at);
    }
    out
}

/// Short quotations are names or single words; nobody speaks in them.
fn push(out: &mut Vec<Span>, start: u32, end: u32) {
    const SPEECH_MIN: u32 = 25;
    if end.saturating_sub(start) >= SPEECH_MIN {
        out.push(Span::new(start, end));
    }
}

/// A mark of quotation, or the end of a line: nothing else opens or closes.
#[inline]
const fn is_mark(c: char) -> bool {
    matches!(c, '\n' | '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’')
}

const fn is_single(mark: char) -> bool {
    matches!(mark, '\'' | '‘')
}

fn opens(c: char, before: char, after: char) -> bool {
    match c {
        '“' | '„' | '«' => true,
        '"' => !before.is_alphanumeric() && !is_end(before) && !after.is_whitespace(),
        '‘' | '\'' => (before.is_whitespace() || before == '(') && after.is_uppercase(),
        _ => false,
    }
}

/// A mark right behind one of these closes: "..., he said."
const fn is_end(before: char) -> bool {
    matches!(before, '.' | ',' | '!' | '?' | '…')
}

fn closes(open: char, c: char, before: char, after: char) -> bool {
    match open {
        '“' | '„' => matches!(c, '”' | '“' | '"'),
        '«' => c == '»',
        '‘' | '\'' => matches!(c, '’' | '\'') && is_end(before) && !after.is_alphanumeric(),
        _ => matches!(c, '"' | '”'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_speech_but_no_names() {
        let text = "He said: “We are ready to deliver lifts.” The \"Atlas\" shop.\n\"An open one runs to the end of its line\nand no further.";
        assert_eq!(of(text), ["We are ready to deliver lifts.", "An open one runs to the end of its line"]);
    }

    #[test]
    fn names_in_marks_do_not_end_a_quotation() {
        let text = "\"In May \"Atlas\" sent us ten pumps. We asked for more\", – said the mayor.";
        assert_eq!(of(text), ["In May \"Atlas\" sent us ten pumps. We asked for more"]);
    }

    #[test]
    fn single_marks_quote_too_and_apostrophes_do_not() {
        let text = "'We don't sell pumps, we lend them,' she said. The farmers' union's answer was short.";
        assert_eq!(of(text), ["We don't sell pumps, we lend them,"]);
    }

    fn of(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|span| document(text, span)).collect()
    }

    fn document(text: &str, span: Span) -> &str {
        let at: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        &text[at[span.start as usize]..at[span.end as usize]]
    }
}
