//! A brief as a page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::phrases::{Phrases, Slots};

use super::{Brief, Citation, Line, Section, Source, TradeTable};

pub(super) fn html(brief: &Brief) -> String {
    let phrases = Phrases::english();
    let page = html! {
        (DOCTYPE)
        html lang=(brief.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (brief.title) }
                style { (PreEscaped(include_str!("../style.css"))) }
            }
            body {
                header {
                    h1 { (brief.title) }
                    @for sentence in &brief.lead { p.lead { (sentence) } }
                }
                main {
                    (glance(phrases, brief))
                    @for section in &brief.sections { (section_markup(phrases, brief, section)) }
                    @if !brief.empty.is_empty() {
                        p.empty { (phrases.fill("brief.empty", &Slots::of(&[("list", &brief.empty.join(phrases.phrase("list.semicolon")))]))) }
                    }
                }
                @if !brief.sources.is_empty() { (footer(phrases, brief)) }
            }
        }
    };
    page.into_string()
}

fn glance(phrases: &Phrases, brief: &Brief) -> Markup {
    html! {
        @if !brief.glance.is_empty() {
            section.glance aria-labelledby="glance" {
                h2 id="glance" { (phrases.phrase("section.glance")) }
                ul {
                    @for line in brief.glance_lines() {
                        li {
                            (line.sentence) " "
                            @for number in line.source_numbers() { (reference(phrases, brief, number)) " " }
                        }
                    }
                }
                p.rule { (brief.glance_rule) }
            }
        }
    }
}

fn section_markup(phrases: &Phrases, brief: &Brief, section: &Section) -> Markup {
    let id = section.topic.as_str();
    let lines = html! { @for line in &section.lines { (line_markup(phrases, brief, line)) } };
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (section.title) }
            p.count { (section.count) }
            @if let Some(table) = &section.table { (table_markup(phrases, table)) }
            @for sum in &section.sums { p.sum { (sum) } }
            @if section.table.is_some() { ol.lines { (lines) } } @else { ul.lines { (lines) } }
        }
    }
}

fn line_markup(phrases: &Phrases, brief: &Brief, line: &Line) -> Markup {
    html! {
        li {
            p.said {
                (line.sentence)
                @if let Some(number) = line.several_sources() {
                    " " span.several { (phrases.fill("brief.sources", &Slots::of(&[("number", &number.to_string())]))) }
                }
            }
            @for citation in &line.citations { (citation_markup(phrases, brief, citation)) }
            @if !line.below.is_empty() {
                ul.below { @for below in &line.below { (line_markup(phrases, brief, below)) } }
            }
        }
    }
}

fn citation_markup(phrases: &Phrases, brief: &Brief, citation: &Citation) -> Markup {
    let (open, close) = (phrases.phrase("brief.quote.open"), phrases.phrase("brief.quote.close"));
    html! {
        div.cited {
            @for quote in &citation.quotes { blockquote dir="auto" { (open) (printable(quote)) (close) } }
            p.cite {
                (reference(phrases, brief, citation.source))
                @if let Some(speaker) = &citation.speaker {
                    span.speaker { (phrases.fill("brief.said", &Slots::of(&[("speaker", speaker)]))) }
                }
                code { (citation.statement) }
            }
        }
    }
}

/// Publisher and date, with a link to the list of sources.
fn reference(phrases: &Phrases, brief: &Brief, number: usize) -> Markup {
    html! { a.source href=(format!("#source-{number}")) { (brief.origin(phrases, number)) " [" (number) "]" } }
}

fn table_markup(phrases: &Phrases, table: &TradeTable) -> Markup {
    html! {
        table {
            thead { tr { @for cell in &table.head { th scope="col" { (cell) } } } }
            tbody {
                @for row in &table.rows {
                    tr.differs[row.is_differing] {
                        @for cell in &row.cells { td { (cell) } }
                        td {
                            (row.lines.iter().map(|line| line.to_string()).collect::<Vec<_>>().join(phrases.phrase("list.comma")))
                            @if row.is_differing { " " strong { (phrases.phrase("trade.differs")) } }
                        }
                    }
                }
            }
        }
        @if table.rows.iter().any(|row| row.is_differing) { p.count { (phrases.phrase("trade.differs.note")) } }
    }
}

fn footer(phrases: &Phrases, brief: &Brief) -> Markup {
    html! {
        footer {
            section aria-labelledby="sources" {
                h2 id="sources" { (phrases.phrase("section.sources")) }
                ol { @for source in &brief.sources { (source_markup(phrases, source)) } }
            }
            section aria-labelledby="coverage" {
                h2 id="coverage" { (phrases.phrase("section.coverage")) }
                @for line in &brief.coverage { p { (line) } }
                p { (phrases.phrase("brief.check")) }
            }
        }
    }
}

fn source_markup(phrases: &Phrases, source: &Source) -> Markup {
    html! {
        li id=(format!("source-{}", source.number)) {
            (source.words(phrases))
            @if let Some(url) = source.link() {
                br; a.url href=(url) rel="noreferrer" { (url) }
            } @else if let Some(url) = &source.url {
                br; span.url { (url) }
            }
            " " span.count { (source.id) ", " (super::coverage::counted(phrases, "statement", source.n_statements)) }
        }
    }
}

/// The words of a quote with controls that no page may hold made visible.
fn printable(quote: &str) -> String {
    crate::marked::visible(quote)
}
