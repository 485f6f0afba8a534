//! Whatever the bytes are, reading ends without a panic and its positions hold. The generator is fixed, so a failure comes back.

use std::path::{Path, PathBuf};

use text::{Format, Hints};

/// A generator of bytes: xorshift64 (G. Marsaglia, Xorshift RNGs, 2003).
struct Bytes(u64);

impl Bytes {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }
}

fn check(bytes: &[u8], what: &str) {
    for format in Format::ALL.into_iter().map(Some).chain([None]) {
        let hints = Hints { place: "any".to_owned(), format, ..Hints::default() };
        let (documents, diagnostics) = text::read(bytes, &hints);
        assert!(!documents.is_empty() || !diagnostics.is_empty(), "{what}, {format:?}: nothing is told");
        for diagnostic in &diagnostics {
            assert!(diagnostic.place.starts_with("any"), "{what}, {format:?}: {diagnostic}");
            assert!(!diagnostic.message.contains('\n'), "{what}, {format:?}: {diagnostic}");
        }
        for document in documents {
            assert!(!document.text.contains(['\r', '\0', '\u{feff}']), "{what}, {format:?}");
            assert!(!document.text.trim().is_empty(), "{what}, {format:?}");
            let mut last_end = 0;
            for span in text::furniture(&document.text) {
                assert!(last_end <= span.start && !span.is_empty(), "{what}, {format:?}: {span:?}");
                let words = document.slice(span).unwrap();
                assert_eq!(words.trim(), words, "{what}, {format:?}");
                last_end = span.end;
            }
        }
    }
}

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.into_iter().map(|path| (name(&path), std::fs::read(&path).unwrap())).collect()
}

#[test]
fn the_corpus_is_read() {
    let files = files("corpus");
    assert!(files.len() > 20, "the corpus is gone");
    for (name, bytes) in files {
        check(&bytes, &name);
    }
}

#[test]
fn changed_files_are_read() {
    let mut generator = Bytes(0x9e37_79b9_7f4a_7c15);
    let seeds: Vec<_> =
        files("corpus").into_iter().chain(files("tests/pages")).filter(|(_, b)| b.len() < 20_000).collect();
    for round in 0..300 {
        let (name, bytes) = &seeds[generator.below(seeds.len())];
        let mut bytes = bytes.clone();
        for _ in 0..=generator.below(6) {
            let at = generator.below(bytes.len() + 1);
            match generator.below(5) {
                0 => bytes.truncate(at),
                1 if at < bytes.len() => bytes[at] = generator.next() as u8,
                2 => bytes.insert(at, b"<>&\"'{}[]|#-\n\r\0\xff\xfe\xd0"[generator.below(18)]),
                3 => {
                    let end = (at + generator.below(40)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part);
                }
                _ => {
                    let end = (at + generator.below(40)).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
        }
        check(&bytes, &format!("{name} in round {round}"));
    }
}

#[test]
fn random_bytes_are_read() {
    let mut generator = Bytes(0x2545_f491_4f6c_dd1d);
    for round in 0..300 {
        let n_bytes = generator.below(300);
        // Full bytes, bytes of one-byte charsets, signs of markup.
        let alphabet: &[u8] = match round % 3 {
            0 => &[],
            1 => b"\xcf\xf0\xe8\xe2\xe5\xf2 .,\n-0123456789",
            _ => b"<>/=\"'apdivtrh1! -&;#|*_`[](){}:,.\n\t",
        };
        let byte = |generator: &mut Bytes| match alphabet {
            [] => generator.next() as u8,
            alphabet => alphabet[generator.below(alphabet.len())],
        };
        let bytes: Vec<u8> = (0..n_bytes).map(|_| byte(&mut generator)).collect();
        check(&bytes, &format!("round {round}: {bytes:?}"));
    }
}
