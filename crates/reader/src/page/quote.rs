//! Quotations: where somebody speaks directly.

use model::Span;

/// The stretches between quotation marks, marks left out, in order. A quotation ends with its paragraph at the latest: an
/// opened one that is not closed there runs to the paragraph's end (newspapers open each quoted paragraph anew).
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(u32, char)> = None;
    let mut at = 0u32;
    let mut before = ' ';
    for c in text.chars() {
        match open {
            Some((start, mark)) if closes(mark, c) => {
                push(&mut out, start, at);
                open = None;
            }
            Some((start, _)) if c == '\n' => {
                push(&mut out, start, at);
                open = None;
            }
            None if opens(c, before) => open = Some((at + 1, c)),
            _ => {}
        }
        before = c;
        at += 1;
    }
    if let Some((start, _)) = open {
        push(&mut out, start, at);
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

fn opens(c: char, before: char) -> bool {
    match c {
        '“' | '„' | '«' => true,
        '"' => !before.is_alphanumeric(),
        _ => false,
    }
}

fn closes(open: char, c: char) -> bool {
    match open {
        '“' | '„' => matches!(c, '”' | '“' | '"'),
        '«' => c == '»',
        _ => matches!(c, '"' | '”'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_speech_but_no_names() {
        let text = "He said: “We are ready to deliver lifts.” The \"Atlas\" shop.\n\"An open one runs to the end of its line\nand no further.";
        let found: Vec<&str> = find(text).into_iter().map(|span| document(text, span)).collect();
        assert_eq!(found, ["We are ready to deliver lifts.", "An open one runs to the end of its line"]);
    }

    fn document(text: &str, span: Span) -> &str {
        let at: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        &text[at[span.start as usize]..at[span.end as usize]]
    }
}
