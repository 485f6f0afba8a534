//! Whole files: charsets, binaries, sizes.

use text::{Format, Hints};

use crate::{codes, hints, of_format, one};

const RUSSIAN: &str =
    "Губернатор Самарской области встретился с послом Беларуси.\nСтороны обсудили поставки автобусов и лифтов.";

#[test]
fn plain_text_stays_as_it_is() {
    let text = "Two  spaces,\ta tab, e\u{301}, 👩\u{200d}🌾, \u{a0} and &amp; stay.\n\n  So do indents.\n";
    assert_eq!(one(text.as_bytes(), &hints("a.txt")).text, text);
}

#[test]
fn charsets_of_files() {
    for (label, told) in [("windows-1251", false), ("koi8-r", false), ("iso-8859-5", false), ("ibm866", true)] {
        let (bytes, _, _) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(RUSSIAN);
        let hints = Hints { charset: told.then(|| label.to_owned()), ..hints("a.txt") };
        let (documents, diagnostics) = text::read(&bytes, &hints);
        assert_eq!(documents[0].text, RUSSIAN, "{label}");
        assert_eq!(codes(&diagnostics), if told { vec![] } else { vec!["charset-guessed"] }, "{label}");
    }
    let units: Vec<u8> = RUSSIAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text::read(&units, &hints("a.txt")).0[0].text, RUSSIAN);
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
    assert_eq!(one(&marked, &hints("a.txt")).text, RUSSIAN);
    assert_eq!(one(format!("\u{feff}{RUSSIAN}").as_bytes(), &hints("a.txt")).text, RUSSIAN);
}

#[test]
fn a_wrong_charset_name_is_told() {
    let hints = Hints { charset: Some("cp9999".to_owned()), ..hints("a.txt") };
    let (documents, diagnostics) = text::read(b"Buses arrived.", &hints);
    assert_eq!((documents.len(), codes(&diagnostics)), (1, vec!["charset-unknown"]));
    assert!(diagnostics[0].message.contains("cp9999"));
}

#[test]
fn what_is_no_text_is_named() {
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("a.txt", b"", "file-empty", "empty"),
        ("a.txt", b" \n\n", "text-empty", "no text"),
        ("page.html", b"\x1f\x8b\x08\x00\x12", "file-binary", "a gzip archive"),
        ("a.txt", b"%PDF-1.4\n1 0 obj", "file-binary", "a PDF document"),
        ("a.md", b"\x89PNG\r\n\x1a\n\0\0", "file-binary", "a PNG image"),
        ("a", b"PK\x03\x04", "file-binary", "a zip archive"),
        ("a.txt", b"\x00\x01\x02\x03\xff\xfe\x00\x10", "file-binary", "binary data"),
    ];
    for (place, bytes, code, words) in cases {
        let (documents, diagnostics) = text::read(bytes, &hints(place));
        assert_eq!((documents.len(), codes(&diagnostics)), (0, vec![*code]), "{place} {bytes:?}");
        assert!(diagnostics[0].message.contains(words), "{}", diagnostics[0].message);
        assert_eq!(diagnostics[0].place, *place);
        assert_eq!(diagnostics[0].severity, model::Severity::Error);
    }
    let (_, diagnostics) = text::read(b"\x1f\x8b\x08", &hints("page.html"));
    assert_eq!(diagnostics[0].hint.as_deref(), Some("decompress it first"));
}

#[test]
fn a_file_too_large_is_refused_unread() {
    let bytes = vec![b'x'; text::MAX_BYTES + 1];
    for format in [Format::Plain, Format::Markdown, Format::Html] {
        let (documents, diagnostics) = text::read(&bytes, &of_format("big", format));
        assert_eq!((documents.len(), codes(&diagnostics)), (0, vec!["file-too-large"]));
        assert!(diagnostics[0].message.contains("33554433 bytes"), "{}", diagnostics[0].message);
    }
}

#[test]
fn reading_twice_gives_the_same() {
    let hints = hints("a.txt");
    assert_eq!(text::read(RUSSIAN.as_bytes(), &hints), text::read(RUSSIAN.as_bytes(), &hints));
}
