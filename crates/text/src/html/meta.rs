//! What a page tells of itself: JSON-LD (schema.org), OpenGraph, Dublin Core and the HTML standard's own marks.

use dom_query::{Document as Page, NodeRef};
use serde_json::Value;

use super::walk::{Go, Step, name, walk};
use crate::draft::one_line;

/// What a page tells of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// The headline.
    pub title: Option<String>,
    /// What its marks give as time of publication, the surest first.
    pub published: Vec<String>,
    /// Its address.
    pub url: Option<String>,
    /// The site's name.
    pub publisher: Option<String>,
    /// BCP 47 tag of its language.
    pub lang: Option<String>,
}

/// Names of meta elements (in lower case) that give the time of publication, the surest first: OpenGraph's article, schema.org,
/// Dublin Core, Highwire Press, and what press sites use besides.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
];

/// Reads the marks of a page.
pub(super) fn about(page: &Page) -> About {
    let marks = marks(page);
    let linked = marks.linked.first();
    let of_linked = |field: fn(&Linked) -> &Option<String>| linked.and_then(|linked| field(linked).clone());
    let meta = |name: &str| marks.metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let mut published: Vec<String> = of_linked(|linked| &linked.published).into_iter().collect();
    published.extend(PUBLISHED.iter().filter_map(|name| meta(name)));
    let publisher = of_linked(|linked| &linked.publisher).or_else(|| meta("og:site_name"));
    let title = of_linked(|linked| &linked.headline)
        .or_else(|| meta("og:title"))
        .or_else(|| if marks.headings.len() == 1 { marks.headings.first().cloned() } else { None })
        .or_else(|| marks.title.as_deref().and_then(|title| title_without_site(title, publisher.as_deref())));
    let url = [marks.canonical, meta("og:url"), of_linked(|linked| &linked.url)];
    About {
        title,
        published,
        url: url.into_iter().flatten().find(|url| url.starts_with("http://") || url.starts_with("https://")),
        publisher,
        lang: marks
            .lang
            .or_else(|| meta("content-language"))
            .or_else(|| meta("og:locale").map(|tag| tag.replace('_', "-"))),
    }
}

/// The times that the page shows, in its order: `<time datetime>` and `itemprop="datePublished"`.
pub(super) fn times(page: &Page) -> Vec<String> {
    let mut times = Vec::new();
    walk(&page.root(), |step| {
        if let Step::Enter(node) = step
            && node.is_element()
            && (name(&node) == "time" || attr(&node, "itemprop").is_some_and(|prop| prop == "datePublished"))
        {
            times.extend(
                attr(&node, "datetime")
                    .or_else(|| attr(&node, "content"))
                    .or_else(|| one_line(node.text().to_string())),
            );
        }
        Go::In
    });
    times
}

/// The marks as they stand.
#[derive(Default)]
struct Marks {
    lang: Option<String>,
    title: Option<String>,
    canonical: Option<String>,
    headings: Vec<String>,
    metas: Vec<(String, String)>,
    linked: Vec<Linked>,
}

/// What an article's JSON-LD tells.
struct Linked {
    headline: Option<String>,
    published: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
}

fn marks(page: &Page) -> Marks {
    let mut marks = Marks::default();
    walk(&page.root(), |step| {
        let Step::Enter(node) = step else { return Go::In };
        match name(&node).as_str() {
            "html" => marks.lang = attr(&node, "lang").or_else(|| attr(&node, "xml:lang")),
            "title" if marks.title.is_none() => marks.title = one_line(node.text().to_string()),
            "h1" => marks.headings.extend(one_line(node.text().to_string())),
            "link" if attr(&node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                marks.canonical = marks.canonical.take().or_else(|| attr(&node, "href"));
            }
            "meta" => {
                let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| attr(&node, key));
                if let (Some(key), Some(value)) = (key, attr(&node, "content")) {
                    marks.metas.push((key.to_lowercase(), value));
                }
            }
            "script"
                if attr(&node, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                if let Ok(value) = serde_json::from_str::<Value>(node.text().trim()) {
                    marks.linked.extend(articles(&value));
                }
            }
            _ => {}
        }
        Go::In
    });
    marks
}

fn attr(node: &NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).and_then(|value| one_line(value.to_string()))
}

/// The articles in a JSON-LD value: itself, members of an array, members of `@graph`.
fn articles(value: &Value) -> Vec<Linked> {
    let mut values = vec![value];
    let mut articles = Vec::new();
    while let Some(value) = values.pop() {
        match value {
            // Pushed in reverse, so that the first is taken first.
            Value::Array(members) => values.extend(members.iter().rev()),
            Value::Object(object) => {
                if is_article(&value["@type"]) {
                    articles.push(Linked {
                        headline: word(&value["headline"]).or_else(|| word(&value["name"])),
                        published: word(&value["datePublished"]),
                        url: word(&value["url"]),
                        publisher: word(&value["publisher"]["name"]),
                    });
                }
                values.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
    articles
}

fn is_article(kind: &Value) -> bool {
    let ends = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
    };
    ends(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(ends))
}

fn word(value: &Value) -> Option<String> {
    value.as_str().and_then(|text| one_line(text.to_owned()))
}

/// The longest part of a page's title that is not the site's name: "Buses arrive" of "Buses arrive | Upper Volga News".
fn title_without_site(title: &str, site: Option<&str>) -> Option<String> {
    let mut parts = vec![title];
    for separator in [" | ", " :: ", " » ", " — ", " – ", " - ", " / "] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty() && Some(*part) != site);
    // The first of the longest: a headline comes before the site's name more often than after it.
    parts.rev().max_by_key(|part| part.chars().count()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_the_site() {
        assert_eq!(title_without_site("Buses arrive in Tver | News", None).as_deref(), Some("Buses arrive in Tver"));
        assert_eq!(title_without_site("Committee :: Buses arrive", None).as_deref(), Some("Buses arrive"));
        assert_eq!(title_without_site("Upper Volga News - Buses", Some("Upper Volga News")).as_deref(), Some("Buses"));
        assert_eq!(title_without_site(" | ", None), None);
    }

    #[test]
    fn surest_mark_first() {
        let page = Page::from(
            "<html lang=en-GB><head><meta name=date content=2024-01-01><meta property='article:published_time' content=2024-01-02>\
             <meta property=og:title content='From the graph'><title>From the title</title>\
             <script type='application/ld+json'>[{\"@type\": \"NewsArticle\", \"datePublished\": \"2024-01-03\"}]</script></head>",
        );
        let about = about(&page);
        assert_eq!(about.published, ["2024-01-03", "2024-01-02", "2024-01-01"]);
        assert_eq!((about.title.as_deref(), about.lang.as_deref()), (Some("From the graph"), Some("en-GB")));
    }

    #[test]
    fn broken_marks_are_no_marks() {
        let page = Page::from(
            "<script type='application/ld+json'>{\"@type\": </script><link rel=canonical href='/x'><meta name=date>",
        );
        assert_eq!(about(&page), About::default());
    }
}
