//! Bytes to text: which charset they are in, and what could not be decoded.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use model::Diagnostic;

use crate::fault;

/// Text decoded from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text, with U+FFFD for what could not be decoded.
    pub text: String,
    /// Name of the charset after the WHATWG Encoding Standard: "windows-1251".
    pub charset: &'static str,
    /// How many U+FFFD the text holds.
    pub n_undecodable: usize,
}

impl Decoded {
    /// The warning that counts what could not be decoded.
    pub(crate) fn fault(&self, place: &str) -> Option<Diagnostic> {
        if self.n_undecodable == 0 {
            return None;
        }
        let message = format!(
            "{} characters could not be decoded as {} and stand as U+FFFD in the text",
            self.n_undecodable, self.charset
        );
        Some(fault::warning(place, "undecodable", message, "name the charset if another one is meant"))
    }
}

/// The note that a charset was guessed.
pub(crate) fn guessed(place: &str, charset: &str) -> Diagnostic {
    let message = format!("the charset is not named and was read as {charset}");
    fault::note(place, "charset-guessed", message, "name the charset if another one is meant")
}

/// The charset of a label such as "cp1251" (WHATWG Encoding Standard), `None` where there is no such label.
pub(crate) fn by_label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

/// The charset of `bytes`: byte order mark, else `told` by the user, else the shape of UTF-16, else UTF-8 where all of it
/// is valid, else what the page `declared`, else a guess by letter frequencies.
pub(crate) fn detect(
    bytes: &[u8],
    told: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = told.or_else(|| utf16_by_shape(bytes)) {
        return encoding;
    }
    if is_mostly_utf8(bytes) {
        return UTF_8;
    }
    // A page that declares UTF-16 in ASCII bytes cannot be UTF-16 (HTML standard, 13.2.3.2).
    match declared {
        Some(encoding) if encoding != UTF_16LE && encoding != UTF_16BE && encoding != UTF_8 => encoding,
        _ => guess(bytes),
    }
}

/// Whether a byte order mark stands first.
pub(crate) fn has_mark(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some()
}

/// Decodes `bytes`, a byte order mark left out.
pub(crate) fn decode(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let bytes = match Encoding::for_bom(bytes) {
        Some((of_mark, length)) if of_mark == encoding => &bytes[length..],
        _ => bytes,
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let n_undecodable = text.matches('\u{fffd}').count();
    Decoded { text: text.into_owned(), charset: encoding.name(), n_undecodable }
}

/// The charset that an HTML page declares within its first 1024 bytes (`<meta charset=...>`, `content="...; charset=..."`,
/// or an XML declaration's `encoding=`), as the HTML standard's prescan does.
pub(crate) fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        head.match_indices(key).find_map(|(at, _)| {
            let rest = head[at + key.len()..].trim_start().strip_prefix('=')?;
            let label: String = rest
                .trim_start()
                .trim_start_matches(['"', '\''])
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || "-_:.".contains(*letter))
                .collect();
            by_label(&label)
        })
    })
}

/// UTF-16 without a byte order mark: nearly every second byte is the high byte of a Latin, Greek or Cyrillic letter
/// (0x00 to 0x05) or of punctuation (0x20), the other bytes are not. `None` where that is not so.
pub(crate) fn utf16_by_shape(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 || !sample.contains(&0) {
        return None;
    }
    let n_pairs = sample.len() / 2;
    let is_high = |byte: &u8| *byte <= 0x05 || *byte == 0x20;
    let n_even = sample.iter().step_by(2).filter(|byte| is_high(byte)).count();
    let n_odd = sample.iter().skip(1).step_by(2).filter(|byte| is_high(byte)).count();
    let encoding = match (n_even * 10 >= n_pairs * 9, n_odd * 10 >= n_pairs * 9) {
        (true, false) => UTF_16BE,
        (false, true) => UTF_16LE,
        _ => return None,
    };
    // Arrays of small integers have the same shape, but they decode to control characters.
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let n_odd_letters = text.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())).count();
    if n_odd_letters * 20 > n_pairs { None } else { Some(encoding) }
}

/// Valid UTF-8, or UTF-8 with few faults: a file cut in a letter or with some broken bytes is still UTF-8 when it holds at least
/// ten times as many well-formed multi-byte letters as faults, which never happens by chance.
pub(crate) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut n_faults = 0;
    let mut n_letters = 0;
    for chunk in bytes.utf8_chunks() {
        n_letters += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        n_faults += usize::from(!chunk.invalid().is_empty());
    }
    n_faults * 10 <= n_letters
}

/// A guess by letter frequencies (the chardetng library); ISO-8859-1 is read as its superset windows-1252.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str =
        "Губернатор Самарской области встретился с послом Беларуси, стороны обсудили поставки техники.";

    fn round(text: &str, label: &str) -> Decoded {
        let encoding = by_label(label).unwrap();
        let (bytes, _, faults) = encoding.encode(text);
        assert!(!faults, "{label}");
        decode(&bytes, detect(&bytes, None, None))
    }

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let mut units: Vec<u16> = if mark { vec![0xfeff] } else { vec![] };
        units.extend(text.encode_utf16());
        units.iter().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn finds_one_byte_charsets() {
        for label in ["windows-1251", "koi8-r", "iso-8859-5", "ibm866"] {
            let decoded = round(RUSSIAN, label);
            assert_eq!(decoded.text, RUSSIAN, "{label} read as {}", decoded.charset);
            assert_eq!(decoded.n_undecodable, 0);
        }
        let polish = "Marszałek województwa przyjął delegację ze Lwowa, rozmawiano o źródłach i łączności.";
        assert_eq!(round(polish, "iso-8859-2").text, polish);
        let western = "The café in Orléans sells “crème fraîche” – it said so itself.";
        assert_eq!(round(western, "windows-1252").text, western);
        assert_eq!(round(RUSSIAN, "utf-8").text, RUSSIAN);
    }

    #[test]
    fn finds_utf_16_with_and_without_mark() {
        for text in ["The region buys buses.", RUSSIAN] {
            for (big, mark) in [(false, false), (false, true), (true, false), (true, true)] {
                let bytes = utf16(text, big, mark);
                let decoded = decode(&bytes, detect(&bytes, None, None));
                assert_eq!(decoded.text, text, "big {big}, mark {mark}");
            }
        }
        assert_eq!(utf16_by_shape(b"plain text"), None);
        assert_eq!(utf16_by_shape(&[1, 0, 2, 0, 3, 0, 1, 0, 2, 0]), None);
    }

    #[test]
    fn told_beats_guessed_and_mark_beats_told() {
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(RUSSIAN);
        assert_eq!(detect(&bytes, by_label("cp1251"), None).name(), "windows-1251");
        assert_eq!(detect(b"\xef\xbb\xbfabc", by_label("cp1251"), None), UTF_8);
        assert_eq!(decode(b"\xef\xbb\xbfabc", UTF_8).text, "abc");
    }

    #[test]
    fn counts_what_cannot_be_decoded() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.push(0xd0);
        bytes.insert(0, 0xff);
        let decoded = decode(&bytes, detect(&bytes, None, None));
        assert_eq!((decoded.charset, decoded.n_undecodable), ("UTF-8", 2));
    }

    #[test]
    fn reads_what_a_page_declares() {
        let cases: &[(&str, Option<&str>)] = &[
            ("<html><head><meta charset=\"koi8-r\">", Some("KOI8-R")),
            ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>", Some("windows-1251")),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><html>", Some("ISO-8859-2")),
            ("<meta name=charset content=none>", None),
        ];
        for (page, charset) in cases {
            assert_eq!(declared_in_page(page.as_bytes()).map(|e| e.name()), *charset, "{page}");
        }
    }
}
