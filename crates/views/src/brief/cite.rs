//! How a brief names its sources, in every form of output.

use crate::phrases::{Phrases, Slots};
use crate::wording;

use super::{Brief, Line, Source};

impl Brief {
    /// The lines of the box at the top.
    pub(super) fn glance_lines(&self) -> impl Iterator<Item = &Line> {
        self.glance.iter().filter_map(|glance| self.sections.get(glance.section)?.lines.get(glance.line))
    }

    /// Publisher and date of a source by its number: "BelTA, 8 November 2023".
    pub(super) fn origin(&self, phrases: &Phrases, number: usize) -> String {
        let source = number.checked_sub(1).and_then(|at| self.sources.get(at));
        source.map(|source| source.origin(phrases)).unwrap_or_default()
    }
}

impl Line {
    /// The numbers of its sources, each once, in the order of citations.
    pub(super) fn source_numbers(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = Vec::new();
        for citation in &self.citations {
            if !numbers.contains(&citation.source) {
                numbers.push(citation.source);
            }
        }
        numbers
    }

    /// How many documents say it, where it is more than one.
    pub(super) fn several_sources(&self) -> Option<usize> {
        Some(self.source_numbers().len()).filter(|number| *number > 1)
    }
}

impl Source {
    /// Publisher and date: "BelTA, 8 November 2023". Where no publisher is known, the host of the address stands for it, else the document's id.
    pub(super) fn origin(&self, phrases: &Phrases) -> String {
        let date = self.published.map(|day| wording::day(phrases, day)).unwrap_or_default();
        let host = self.link().and_then(|url| url.split('/').nth(2)).filter(|host| !host.is_empty());
        let publisher = self.publisher.as_deref().or(host).unwrap_or(&self.id);
        phrases.fill("brief.source", &Slots::of(&[("publisher", publisher), ("date", &date)]))
    }

    /// Title, publisher and date.
    pub(super) fn words(&self, phrases: &Phrases) -> String {
        let title = self.title.as_deref().unwrap_or_default();
        phrases.fill("source.line", &Slots::of(&[("title", title), ("source", &self.origin(phrases))]))
    }

    /// The address where it can be followed: http or https, without anything that could end a link early.
    pub(super) fn link(&self) -> Option<&str> {
        let url = self.url.as_deref()?;
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        let is_plain = url
            .chars()
            .all(|letter| !letter.is_whitespace() && !letter.is_control() && !matches!(letter, '<' | '>' | '"' | '\\'));
        (is_web && is_plain).then_some(url)
    }
}
