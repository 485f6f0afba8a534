//! How fast documents go in and statements come out.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on fails at that line")]

#[path = "../tests/samples.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod samples;

use divan::Bencher;
use divan::counter::ItemsCount;
use register::{Filter, Reach, Register};
use samples::{Sample, run, sample};

fn main() {
    divan::main();
}

/// So many documents of about 4 kB, the length of a press report, with three statements each.
fn samples(n: u32) -> Vec<Sample> {
    let rest = "\nThe sides spoke of further work, and the guests saw a plant and a school. ".repeat(50);
    (0..n)
        .map(|n| {
            let (mut document, statements) = sample(n);
            document.text.push_str(&rest);
            (document, statements)
        })
        .collect()
}

/// Documents of three statements put into a file, in batches of so many.
#[divan::bench(args = [1, 100, 1000], sample_count = 5, sample_size = 1)]
fn put_2000_documents(bencher: Bencher, batch: usize) {
    let samples = samples(2000);
    bencher.counter(ItemsCount::new(samples.len())).with_inputs(|| tempfile::tempdir().unwrap()).bench_local_refs(
        |folder| {
            let mut register = Register::open(&folder.path().join("north.db")).unwrap();
            for batch in samples.chunks(batch) {
                register.put(batch, &run()).unwrap();
            }
            register.close().unwrap();
        },
    );
}

/// The same documents put again: nothing is written but the log of runs.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn put_2000_known_documents(bencher: Bencher) {
    let samples = samples(2000);
    let (_folder, mut register) = filled(&samples);
    bencher.counter(ItemsCount::new(samples.len())).bench_local(|| register.put(&samples, &run()).unwrap());
}

fn filled(samples: &[Sample]) -> (tempfile::TempDir, Register) {
    let folder = tempfile::tempdir().unwrap();
    let mut register = Register::open(&folder.path().join("north.db")).unwrap();
    register.put(samples, &run()).unwrap();
    (folder, register)
}

/// Searches in 20 000 documents with 60 000 statements, 50 rows each.
#[divan::bench(args = ["word", "beginning", "place", "party", "dates", "document"], sample_count = 10, sample_size = 1)]
fn find_50_rows_of_60000(bencher: Bencher, by: &str) {
    let (_folder, register) = filled(&samples(20_000));
    let mut filter = Filter { limit: Some(50), ..Filter::default() };
    match by {
        "word" => filter.words = Some("17007".into()),
        "beginning" => filter.words = Some("deliver*".into()),
        "place" => {
            filter.places = vec!["RU".into(), "BY".into()];
            filter.reach = Reach::Within;
        }
        "party" => filter.party = Some("zurich".into()),
        "dates" => filter.from_date = "2023-06-01".parse().ok(),
        _ => filter.document = Some("d00777".into()),
    }
    bencher.bench_local(|| register.find(&filter).unwrap());
}
