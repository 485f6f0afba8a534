//! HTML pages against what should be kept of them. `UPDATE_EXPECT=1` rewrites the expected texts; read the difference then.

use std::path::PathBuf;

use crate::hints;

fn check(name: &str) -> model::Document {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let place = format!("{name}.html");
    let page = std::fs::read(folder.join(&place)).unwrap();
    let (documents, diagnostics) = text::read(&page, &hints(&place));
    assert_eq!(diagnostics, [], "{place}");
    let expected = folder.join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&expected, format!("{}\n", documents[0].text)).unwrap();
    }
    let text = std::fs::read_to_string(&expected).unwrap();
    assert_eq!(documents[0].text, text.trim_end(), "{place}");
    documents[0].clone()
}

fn about(document: &model::Document) -> [Option<String>; 5] {
    let published = document.published.map(|day| day.to_string());
    let document = document.clone();
    [document.title, published, document.url, document.publisher, document.lang]
}

fn some(words: [&str; 5]) -> [Option<String>; 5] {
    words.map(|word| if word.is_empty() { None } else { Some(word.to_owned()) })
}

#[test]
fn news_site_with_menus_and_comments() {
    let title = "Buses for Tver: depot receives first ten vehicles";
    let url = "https://news.example/economy/buses-for-tver";
    assert_eq!(about(&check("news")), some([title, "2024-05-16", url, "Upper Volga News", "en-GB"]));
}

#[test]
fn government_site_laid_out_with_tables() {
    assert_eq!(about(&check("government")), some(["Trade with the neighbouring region", "2023-04-19", "", "", ""]));
}

#[test]
fn paragraphs_that_are_divs() {
    let url = "https://chamber.example/news/fair";
    assert_eq!(
        about(&check("divs")),
        some(["Chambers agree on a joint fair", "2025-02-11", url, "Chamber of Commerce", "en"])
    );
}

#[test]
fn comments_longer_than_the_article() {
    assert_eq!(about(&check("comments")), some(["Lifts for Ryazan", "2025-03-12", "", "", "en"]));
}

#[test]
fn statistical_note_of_tables_and_lists() {
    let title = "Trade of the oblast in January-June 2024";
    assert_eq!(about(&check("note")), some([title, "2024-07-25", "", "", "en"]));
}

#[test]
fn broken_markup() {
    assert_eq!(about(&check("broken")), some(["Twin towns", "", "", "", ""]));
}

#[test]
fn charsets_of_pages() {
    let russian = "Губернатор принял посла, стороны обсудили поставки автобусов и лифтов в область.";
    let page = |charset: &str| {
        format!("<html><head><meta charset={charset}><title>Встреча</title></head><body><p>{russian}</p></body></html>")
    };
    for charset in ["windows-1251", "koi8-r", "iso-8859-5", "utf-8"] {
        let page = page(charset);
        let (bytes, _, _) = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap().encode(&page);
        let document = crate::one(&bytes, &hints("a.html"));
        assert_eq!(document.text, format!("Встреча\n\n{russian}"), "{charset}");
    }
    // A page in UTF-8 that says it is in another charset is in UTF-8 all the same.
    let document = crate::one(page("windows-1251").as_bytes(), &hints("a.html"));
    assert_eq!(document.text, format!("Встреча\n\n{russian}"));
}

#[test]
fn pages_without_end_are_read_in_bounded_time() {
    let deep = format!("<html><body>{}The deepest words.{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(text::read(deep.as_bytes(), &hints("a.html")).0[0].text, "The deepest words.");
    let wide = format!("<body>{}", "<p>Ten buses came to Tver, and ten more will come in May. <br>".repeat(60_000));
    let (documents, diagnostics) = text::read(wide.as_bytes(), &hints("a.html"));
    assert!(documents[0].text.len() > 60_000 * 50);
    assert_eq!(crate::codes(&diagnostics), ["page-too-large"]);
    let tables = format!("<body>{}words{}", "<table><tr><td>".repeat(3_000), "</table>".repeat(3_000));
    assert_eq!(crate::one(tables.as_bytes(), &hints("a.html")).text, "words");
    let lists = format!("<body>{}words", "<ul><li>".repeat(3_000));
    assert_eq!(crate::one(lists.as_bytes(), &hints("a.html")).text, "- words");
}

#[test]
fn a_page_without_words_is_told() {
    let (documents, diagnostics) =
        text::read(b"<html><body><script>x()</script><img src=a.png></body></html>", &hints("a.html"));
    assert_eq!((documents.len(), crate::codes(&diagnostics)), (0, vec!["text-empty"]));
}

#[test]
fn minutes_in_several_sections() {
    assert_eq!(about(&check("sections")), some(["Minutes of the working group", "2025-03-15", "", "", "en"]));
}
