//! A brief as Markdown.

use crate::marked::visible;
use crate::phrases::{Phrases, Slots};

use super::{Brief, Citation, Line, Section, Source, TradeTable};

pub(super) fn markdown(brief: &Brief) -> String {
    let phrases = Phrases::english();
    let mut out = format!("# {}\n\n{}\n", escaped(&brief.title), brief.lead.join(" "));
    if !brief.glance.is_empty() {
        out.push_str(&format!("\n## {}\n\n", phrases.phrase("section.glance")));
        for line in brief.glance_lines() {
            let places: Vec<String> = line.source_numbers().iter().map(|n| reference(phrases, brief, *n)).collect();
            out.push_str(&format!("- {} ({})\n", escaped_start(&line.sentence), places.join("; ")));
        }
        out.push_str(&format!("\n*{}*\n", brief.glance_rule));
    }
    for section in &brief.sections {
        push_section(&mut out, phrases, brief, section);
    }
    if !brief.empty.is_empty() {
        let list = brief.empty.join(phrases.phrase("list.semicolon"));
        out.push_str(&format!("\n{}\n", phrases.fill("brief.empty", &Slots::of(&[("list", &list)]))));
    }
    if !brief.sources.is_empty() {
        out.push_str(&format!("\n## {}\n\n", phrases.phrase("section.sources")));
        for source in &brief.sources {
            push_source(&mut out, phrases, source);
        }
        out.push_str(&format!(
            "\n## {}\n\n{}\n",
            phrases.phrase("section.coverage"),
            escaped(&brief.coverage.join(" "))
        ));
        out.push_str(&format!("\n{}\n", phrases.phrase("brief.check")));
    }
    out
}

fn push_section(out: &mut String, phrases: &Phrases, brief: &Brief, section: &Section) {
    out.push_str(&format!("\n## {}\n\n*{}*\n\n", section.title, section.count));
    if let Some(table) = &section.table {
        push_table(out, phrases, table);
    }
    for sum in &section.sums {
        out.push_str(&format!("{}\n\n", escaped(sum)));
    }
    for (at, line) in section.lines.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let bullet = if section.table.is_some() { format!("{}. ", at + 1) } else { "- ".to_owned() };
        push_line(out, phrases, brief, line, &bullet, "");
    }
}

fn push_line(out: &mut String, phrases: &Phrases, brief: &Brief, line: &Line, bullet: &str, indent: &str) {
    out.push_str(&format!("{indent}{bullet}{}", escaped_start(&line.sentence)));
    if let Some(number) = line.several_sources() {
        let number = phrases.fill("brief.sources", &Slots::of(&[("number", &number.to_string())]));
        out.push_str(&format!(" ({number})"));
    }
    out.push('\n');
    let indent = format!("{indent}{}", " ".repeat(bullet.len()));
    for citation in &line.citations {
        out.push_str(&format!("\n{indent}{}\n", citation_words(phrases, brief, citation)));
        for (at, quote) in citation.quotes.iter().enumerate() {
            let (open, close) = (phrases.phrase("brief.quote.open"), phrases.phrase("brief.quote.close"));
            // A blank quoted line parts two quotes of one statement.
            let gap = if at > 0 { format!("{indent}>\n") } else { String::new() };
            out.push_str(&format!("{gap}{indent}> {open}{}{close}\n", escaped(quote)));
        }
    }
    for below in &line.below {
        out.push('\n');
        push_line(out, phrases, brief, below, "- ", &indent);
    }
}

fn citation_words(phrases: &Phrases, brief: &Brief, citation: &Citation) -> String {
    let mut words = vec![reference(phrases, brief, citation.source)];
    if let Some(speaker) = &citation.speaker {
        words.push(escaped(&phrases.fill("brief.said", &Slots::of(&[("speaker", speaker)]))));
    }
    let id = format!("`{}`", citation.statement);
    words.push(phrases.fill("brief.statement", &Slots::of(&[("id", &id)])));
    words.join("; ")
}

/// "BelTA, 8 November 2023 [1]". No escape before the bracket: this page defines no links that it could name.
fn reference(phrases: &Phrases, brief: &Brief, number: usize) -> String {
    format!("{} [{number}]", escaped(&brief.origin(phrases, number)))
}

fn push_table(out: &mut String, phrases: &Phrases, table: &TradeTable) {
    out.push_str(&format!("| {} |\n|{}\n", table.head.join(" | "), " --- |".repeat(table.head.len())));
    for row in &table.rows {
        let mut lines =
            row.lines.iter().map(|line| line.to_string()).collect::<Vec<_>>().join(phrases.phrase("list.comma"));
        if row.is_differing {
            lines.push_str(&format!(" **{}**", phrases.phrase("trade.differs")));
        }
        let cells: Vec<String> = row.cells.iter().map(|cell| escaped(cell)).collect();
        out.push_str(&format!("| {} | {lines} |\n", cells.join(" | ")));
    }
    out.push('\n');
    if table.rows.iter().any(|row| row.is_differing) {
        out.push_str(&format!("{}\n\n", phrases.phrase("trade.differs.note")));
    }
}

fn push_source(out: &mut String, phrases: &Phrases, source: &Source) {
    let mut words = escaped(&source.words(phrases));
    match source.link() {
        Some(url) => words.push_str(&format!(", <{url}>")),
        None => words.push_str(&source.url.as_deref().map(|url| format!(", {}", escaped(url))).unwrap_or_default()),
    }
    let id = escaped(&source.id);
    let number = super::coverage::counted(phrases, "statement", source.n_statements);
    out.push_str(&format!("{}. {words} ({id}, {number})\n", source.number));
}

/// Foreign words as Markdown that shows them as they are; line breaks become spaces, controls are made visible. Characters are escaped
/// only where CommonMark would read them as markup, since people read the source too.
fn escaped(words: &str) -> String {
    let words = visible(words);
    let mut out = String::with_capacity(words.len());
    let mut before = ' ';
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let is_markup = match letter {
            '\\' | '`' | '*' | '[' | '|' | '~' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(letter);
        before = letter;
    }
    out
}

/// The same for words at the start of a line, where a number with a point or a dash would begin a list, `#` a heading and `>` a quote.
fn escaped_start(words: &str) -> String {
    let words = escaped(words);
    let rest = words.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if words.starts_with(['-', '+', '#', '>', '=']) {
        format!("\\{words}")
    } else if rest.len() < words.len() && rest.starts_with(['.', ')']) {
        format!("{}\\{rest}", &words[..words.len() - rest.len()])
    } else {
        words
    }
}
