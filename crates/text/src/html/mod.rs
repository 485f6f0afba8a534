//! HTML pages: the article among menus, share links, rates, telephones and comments, and what the page tells of itself.

mod article;
mod chrome;
mod lines;
mod meta;
mod tags;
mod walk;

use dom_query::Document as Page;
use model::Diagnostic;

use crate::draft::{self, Draft};
use crate::{days, fault, head};

/// The draft of the document on a page.
pub(crate) fn draft(source: &str, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Draft {
    let page = Page::from(tags::tamed(source).as_ref());
    let about = meta::about(&page);
    chrome::remove(&page);
    let published = published(&page, &about, place, diagnostics);
    let all = lines::of(&page.root());
    let published = published.or_else(|| published_below_title(&all, about.title.as_deref()));
    let article = article::of(&page, place, diagnostics).unwrap_or(all);
    let text = with_title(article, about.title.as_deref());
    Draft {
        id: None,
        text,
        title: about.title,
        published,
        url: about.url,
        publisher: about.publisher,
        lang: about.lang,
    }
}

/// The first day that the page's own marks give, the surest first; a mark that names no day is told.
fn published(page: &Page, about: &meta::About, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<model::Date> {
    let marks: Vec<String> = about.published.iter().cloned().chain(meta::times(page)).collect();
    let day = marks.iter().find_map(|mark| days::day_of_field(mark));
    if let (None, Some(mark)) = (day, about.published.first()) {
        let message = format!("the page's mark of publication names no day: `{}`", fault::excerpt(mark, 40));
        diagnostics.push(fault::warning(place, "published-unreadable", message, ""));
    }
    day
}

/// The day in the lines from the headline on, where the page shows it outside the article; else in the page's first lines.
fn published_below_title(all: &str, title: Option<&str>) -> Option<model::Date> {
    let below = title.and_then(|title| all.find(title)).and_then(|at| head::published(&all[at..]));
    below.or_else(|| head::published(all))
}

/// The text under its headline, where that does not stand in the first lines anyway.
fn with_title(text: String, title: Option<&str>) -> String {
    let Some(title) = title.and_then(|title| draft::one_line(title.to_owned())) else { return text };
    let first: Vec<&str> = text.lines().filter(|line| !line.is_empty()).take(5).collect();
    if text.is_empty() || first.iter().any(|line| same_words(line, &title)) {
        return text;
    }
    format!("{title}\n\n{text}")
}

fn same_words(line: &str, title: &str) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    letters(line).contains(&letters(title))
}

/// The words of a piece of markup, as lines.
pub(crate) fn words(markup: &str) -> String {
    lines::of(&Page::fragment(tags::tamed(markup).as_ref()).root())
}
