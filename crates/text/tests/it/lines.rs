//! JSON Lines.

use std::io::{BufReader, Read};

use text::Hints;
use text::jsonl::Lines;

use crate::{codes, hints};

fn read(content: &[u8]) -> (Vec<model::Document>, Vec<model::Diagnostic>) {
    text::read(content, &hints("news.jsonl"))
}

#[test]
fn takes_every_field() {
    let line =
        br#"{"id": "d1", "text": "Buses arrived.", "title": " Buses\n ", "published": "2024-05-03T10:00:00+03:00",
        "url": "https://news.example/1", "publisher": "BelTA", "lang": "en", "more": [1, {"x": null}]}"#;
    let line: Vec<u8> = line.iter().copied().filter(|&byte| byte != b'\n').collect();
    let (documents, diagnostics) = read(&line);
    assert_eq!(diagnostics, []);
    let document = &documents[0];
    assert_eq!((document.id.as_str(), document.text.as_str()), ("d1", "Buses arrived."));
    assert_eq!(document.title.as_deref(), Some("Buses"));
    assert_eq!(document.published.map(|d| d.to_string()).as_deref(), Some("2024-05-03"));
    assert_eq!(document.url.as_deref(), Some("https://news.example/1"));
    assert_eq!((document.publisher.as_deref(), document.lang.as_deref()), (Some("BelTA"), Some("en")));
}

#[test]
fn fills_from_the_hints_and_names_after_content() {
    let hints = Hints {
        published: Some(model::Date::constant(2023, 11, 10)),
        lang: Some("en".to_owned()),
        ..hints("news.jsonl")
    };
    let (documents, diagnostics) = text::read(br#"{"text": "Buses arrived."}"#, &hints);
    assert_eq!(diagnostics, []);
    assert!(documents[0].id.starts_with("doc-"));
    assert_eq!(documents[0].published, hints.published);
    assert_eq!(documents[0].lang, hints.lang);
}

#[test]
fn names_the_line_of_every_fault() {
    let cases: &[(&str, &str, &str, usize)] = &[
        (r#"{"id": "a", "text": }"#, "jsonl-line-broken", "after `{\"id\": \"a\", \"text\": }`", 0),
        ("[1, 2]", "jsonl-line-broken", "found `[1, 2]`", 0),
        ("not json", "jsonl-line-broken", "found `not json`", 0),
        (r#"{"text": "\ud800"}"#, "jsonl-line-broken", "found a fault", 0),
        (r#"{"id": "a"}"#, "jsonl-text-missing", "found none", 0),
        (r#"{"text": 5}"#, "jsonl-text-missing", "found the number 5", 0),
        (r#"{"text": null}"#, "jsonl-text-missing", "found none", 0),
        (r#"{"text": " \n "}"#, "text-empty", "no text", 0),
        (r#"{"text": "x", "text": "y"}"#, "jsonl-line-broken", "duplicate field", 0),
        (r#"{"text": "x", "title": ["t"]}"#, "jsonl-field-type", "`title`: expected a string, found an array", 1),
        (r#"{"text": "x", "id": {}}"#, "jsonl-field-type", "`id`", 1),
        (r#"{"text": "x", "published": "someday"}"#, "published-unreadable", "found `someday`", 1),
        (r#"{"text": "x", "published": "2024-02-30"}"#, "published-unreadable", "2024-02-30", 1),
        (r#"{"text": "x", "published": 2024}"#, "jsonl-field-type", "`published`", 1),
    ];
    for (line, code, words, n_documents) in cases {
        let content = format!("{{\"text\": \"good\"}}\n\n{line}\n{{\"text\": \"good too\"}}\n");
        let (documents, diagnostics) = read(content.as_bytes());
        assert_eq!(codes(&diagnostics), [*code], "{line}");
        assert_eq!(diagnostics[0].place, "news.jsonl:3", "{line}");
        assert!(diagnostics[0].message.contains(words), "{line}: {}", diagnostics[0].message);
        assert_eq!(documents.len(), 2 + n_documents, "{line}");
    }
}

#[test]
fn deep_nesting_is_a_fault_of_the_line_only() {
    let content = format!("{{\"text\": \"x\", \"y\": {}}}\n{{\"text\": \"good\"}}", "[".repeat(100_000));
    let (documents, diagnostics) = read(content.as_bytes());
    assert_eq!((documents.len(), codes(&diagnostics)), (1, vec!["jsonl-line-broken"]));
}

#[test]
fn an_id_stands_once() {
    let content = "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"a\", \"text\": \"y\"}\n{\"id\": 7, \"text\": \"z\"}";
    let (documents, diagnostics) = read(content.as_bytes());
    let ids: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["a", "7"]);
    assert_eq!(codes(&diagnostics), ["jsonl-document-twice", "jsonl-id-twice"]);
    assert!(diagnostics[1].message.contains("line 1"), "{}", diagnostics[1].message);
}

#[test]
fn every_charset_and_line_ending() {
    let texts =
        ["Губернатор Самарской области принял посла Беларуси.", "Поставки автобусов выросли вдвое.", "Ὁ Ĕ 中文"];
    let content: String = texts.iter().map(|text| format!("{{\"text\": \"{text}\"}}\r\n")).collect();
    let utf16 = |big: bool, mark: bool| -> Vec<u8> {
        let start = if mark { "\u{feff}" } else { "" };
        let units = start.encode_utf16().chain(content.encode_utf16()).collect::<Vec<u16>>();
        units.iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let marked = format!("\u{feff}{content}").into_bytes();
    for bytes in [
        content.clone().into_bytes(),
        marked,
        utf16(false, true),
        utf16(true, true),
        utf16(false, false),
        utf16(true, false),
    ] {
        let (documents, diagnostics) = read(&bytes);
        assert_eq!(diagnostics, []);
        let read: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
        assert_eq!(read, texts);
    }
    for label in ["windows-1251", "koi8-r"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let cyrillic: String = texts[..2].iter().map(|text| format!("{{\"text\": \"{text}\"}}\n")).collect();
        let (bytes, _, _) = encoding.encode(&cyrillic);
        let (documents, diagnostics) = read(&bytes);
        assert_eq!(codes(&diagnostics), ["charset-guessed"], "{label}");
        let read: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
        assert_eq!(read, texts[..2], "{label}");
    }
}

#[test]
fn utf_16_letters_that_hold_a_line_feed_byte_do_not_part_lines() {
    // U+0A0A has both bytes 0x0A, U+010A and U+0A01 one each.
    let content = "{\"text\": \"\u{a0a}\u{10a}\u{a01}\u{a0a}\"}\n{\"text\": \"b\"}\n";
    for big in [false, true] {
        let bytes: Vec<u8> =
            content.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let (documents, diagnostics) = read(&bytes);
        assert_eq!((documents.len(), diagnostics), (2, vec![]), "big {big}");
    }
}

#[test]
fn a_broken_letter_is_counted_where_it_stands() {
    let mut content = "{\"text\": \"Губернатор\"}\n{\"text\": \"".as_bytes().to_vec();
    content.extend(b"\xd0 and \xff\"}\n");
    let (documents, diagnostics) = read(&content);
    assert_eq!(documents[1].text, "\u{fffd} and \u{fffd}");
    assert_eq!(codes(&diagnostics), ["undecodable"]);
    assert_eq!(diagnostics[0].place, "news.jsonl:2");
    assert!(diagnostics[0].message.starts_with("2 characters"), "{}", diagnostics[0].message);
}

#[test]
fn a_long_line_is_passed_over() {
    let long = "x".repeat(200_000);
    let content = format!("{{\"text\": \"a\"}}\n{{\"text\": \"{long}\"}}\n{{\"text\": \"b\"}}");
    let read: Vec<_> = Lines::with_limit(content.as_bytes(), &hints("news.jsonl"), 100_000).collect();
    let texts: Vec<_> = read.iter().filter_map(|(document, _)| document.as_ref().map(|d| d.text.as_str())).collect();
    assert_eq!(texts, ["a", "b"]);
    assert_eq!((codes(&read[1].1), read[1].1[0].place.as_str()), (vec!["jsonl-line-long"], "news.jsonl:2"));
    assert!(read[1].1[0].message.contains("200013 bytes"), "{}", read[1].1[0].message);
}

#[test]
fn what_is_no_jsonl_is_given_up_soon() {
    let content = "just a line of prose\n".repeat(5000);
    let (documents, diagnostics) = read(content.as_bytes());
    assert_eq!((documents.len(), diagnostics.len()), (0, 101));
    assert_eq!(diagnostics[100].code, "jsonl-given-up");
    let (documents, diagnostics) = read(b"\x1f\x8b\x08\0\0\0\0");
    assert_eq!((documents.len(), codes(&diagnostics)), (0, vec!["file-binary"]));
    let (documents, diagnostics) = read(b"\n \r\n");
    assert_eq!((documents.len(), codes(&diagnostics)), (0, vec!["file-empty"]));
}

/// A reader that gives some bytes and then fails.
struct Failing(usize);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.0 == 0 {
            return Err(std::io::Error::other("the disk is gone"));
        }
        let line = b"{\"text\": \"a\"}\n";
        let n = line.len().min(buffer.len());
        buffer[..n].copy_from_slice(&line[..n]);
        self.0 -= 1;
        Ok(n)
    }
}

#[test]
fn a_failing_input_ends_with_a_diagnostic() {
    let read: Vec<_> = Lines::new(BufReader::new(Failing(3)), &hints("news.jsonl")).collect();
    assert_eq!(read.len(), 4);
    assert_eq!(codes(&read[3].1), ["read-failed"]);
    assert!(read[3].1[0].message.contains("the disk is gone"));
}

#[test]
fn what_is_written_comes_back() {
    for text in ["a\nb\tc", "\"quoted\" \\ /", "e\u{301} 👩\u{200d}🌾 Mahilioŭ \u{7f}", "x\u{2028}y"] {
        let line = serde_json::json!({"id": text, "text": text}).to_string();
        let (documents, diagnostics) = read(line.as_bytes());
        assert_eq!(diagnostics, [], "{text}");
        assert_eq!((documents[0].text.as_str(), documents[0].id.as_str()), (text, text));
    }
}
