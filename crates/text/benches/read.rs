//! How fast bytes become documents: bytes a second of plain text, JSON Lines and HTML, and of finding page furniture.

use divan::Bencher;
use divan::counter::BytesCount;
use text::{Format, Hints};

const PAGE: &str = include_str!("../tests/pages/news.html");
const REPORT: &str = include_str!("../tests/pages/news.txt");

fn main() {
    divan::main();
}

fn read(bencher: Bencher, content: &str, format: Format) {
    let hints = Hints { place: "bench".to_owned(), format: Some(format), ..Hints::default() };
    bencher.counter(BytesCount::of_str(content)).bench(|| text::read(divan::black_box(content.as_bytes()), &hints));
}

#[divan::bench]
fn plain(bencher: Bencher) {
    read(bencher, REPORT, Format::Plain);
}

#[divan::bench]
fn markdown(bencher: Bencher) {
    read(bencher, REPORT, Format::Markdown);
}

#[divan::bench]
fn html(bencher: Bencher) {
    read(bencher, PAGE, Format::Html);
}

/// A thousand documents, which have no title and day of their own.
#[divan::bench]
fn jsonl(bencher: Bencher) {
    let line = serde_json::json!({"text": REPORT}).to_string();
    read(bencher, &format!("{line}\n").repeat(1000), Format::Jsonl);
}

#[divan::bench]
fn furniture(bencher: Bencher) {
    bencher.counter(BytesCount::of_str(REPORT)).bench(|| text::furniture(divan::black_box(REPORT)));
}
