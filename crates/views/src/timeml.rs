//! The TimeML form of `intertie read`: the text with its expressions of time in TIMEX3 tags.

use model::{Document, TimeExpression};

/// A TimeML document, as of TempEval-3. The day of publication, where known, is the document's creation time.
pub fn timeml(document: &Document, times: &[TimeExpression]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n");
    out.push_str(&format!("<DOCID>{}</DOCID>\n", escaped(&document.id)));
    if let Some(day) = document.published {
        out.push_str(&format!(
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>\n"
        ));
    }
    if let Some(title) = &document.title {
        out.push_str(&format!("<TITLE>{}</TITLE>\n", escaped(title)));
    }
    out.push_str("<TEXT>");
    let letters: Vec<char> = document.text.chars().collect();
    let words =
        |from: u32, to: u32| -> String { letters.get(from as usize..to as usize).unwrap_or(&[]).iter().collect() };
    let mut at = 0;
    for (index, time) in times.iter().enumerate().filter(|(_, time)| !time.span.is_empty()) {
        // Tags do not nest; what begins inside the one before is passed over.
        if time.span.start < at || letters.len() < time.span.end as usize {
            continue;
        }
        out.push_str(&escaped(&words(at, time.span.start)));
        out.push_str(&format!(
            "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\">{}</TIMEX3>",
            index + 1,
            time.kind,
            escaped(&time.value),
            escaped(&words(time.span.start, time.span.end))
        ));
        at = time.span.end;
    }
    out.push_str(&escaped(&words(at, u32::try_from(letters.len()).unwrap_or(u32::MAX))));
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

/// XML text: the signs that would be markup as references. Controls that XML 1.0 does not know become spaces.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use model::{Span, TimeKind};

    use super::*;

    #[test]
    fn tags_stand_around_the_words_and_signs_are_escaped() {
        let mut document = Document::from_text("R&D began\non 1 March.".to_owned());
        document.id = "one".to_owned();
        document.published = "2024-03-03".parse().ok();
        let time = TimeExpression { span: Span::new(13, 20), kind: TimeKind::Date, value: "2024-03-01".to_owned() };
        let out = timeml(&document, &[time]);
        assert!(
            out.contains("<DOCID>one</DOCID>\n<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2024-03-03\""),
            "{out}"
        );
        let expected =
            "<TEXT>R&amp;D began\non <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-03-01\">1 March</TIMEX3>.</TEXT>";
        assert!(out.contains(expected), "{out}");
    }
}
