//! Speed of cutting and of tagging and parsing, on the demonstration sentences repeated to a megabyte.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use grammar::{Grammar, Scratch, Word, segment};

fn main() {
    divan::main();
}

/// Sentences of the house, in the manner of press reports.
const TEXT: &str = "The plant's deliveries to the neighbouring region grew by 7.3% in 2024 and reached $194.2 million, the governor said on \
    Friday.\n\"We have agreed on a joint assembly of lifts, and the first 120 will be handed over before the end of the year,\" he told \
    reporters after the talks in the capital.\nThe delegation, which was led by the deputy minister of industry, also visited a \
    state-of-the-art dairy that exports cheese, butter and dry milk to three regions of the country.\nA memorandum between the two \
    universities was signed by their rectors; students will be exchanged from September.\n";

fn text() -> String {
    TEXT.repeat(1_000_000 / TEXT.len())
}

#[divan::bench(sample_count = 10)]
fn segment_text(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.counter(BytesCount::new(text.len())).bench(|| segment(&text));
}

#[divan::bench(sample_count = 10)]
fn analyse_words(bencher: Bencher<'_, '_>) {
    let text = text();
    let segments = segment(&text);
    let words: Vec<Word<'_>> =
        segments.tokens.iter().map(|token| Word { form: token.text(&text), tag: None }).collect();
    let (mut scratch, mut analyses) = (Scratch::default(), Vec::new());
    bencher.counter(ItemsCount::new(words.len())).counter(BytesCount::new(text.len())).bench_local(|| {
        for sentence in &segments.sentences {
            Grammar::english().analyse(&words[sentence.range()], &mut scratch, &mut analyses);
        }
    });
}

#[divan::bench(sample_count = 10)]
fn load_model() -> bool {
    Grammar::read(include_bytes!("../models/en-ewt.bin")).is_ok()
}
