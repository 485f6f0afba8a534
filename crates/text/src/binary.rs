//! Knows what is no text: archives, images, office files, by their first bytes (the "magic numbers" that each format's
//! specification fixes) or by the share of bytes that no text holds.

/// What a file is that is no text, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Binary {
    /// "a gzip archive".
    pub name: &'static str,
    /// Advice to the user.
    pub hint: &'static str,
}

const DECOMPRESS: &str = "decompress it first";
const CONVERT: &str = "save it as text, HTML or Markdown first";
const NO_TEXT: &str = "give text, Markdown, HTML or JSON Lines";

const MAGIC: &[(&[u8], Binary)] = &[
    (b"\x1f\x8b", Binary { name: "a gzip archive", hint: DECOMPRESS }),
    (b"PK\x03\x04", Binary { name: "a zip archive (or a docx, xlsx, odt or epub file)", hint: CONVERT }),
    (b"PK\x05\x06", Binary { name: "an empty zip archive", hint: DECOMPRESS }),
    (b"BZh", Binary { name: "a bzip2 archive", hint: DECOMPRESS }),
    (b"\xfd7zXZ\0", Binary { name: "an xz archive", hint: DECOMPRESS }),
    (b"7z\xbc\xaf\x27\x1c", Binary { name: "a 7z archive", hint: DECOMPRESS }),
    (b"\x28\xb5\x2f\xfd", Binary { name: "a zstd archive", hint: DECOMPRESS }),
    (b"Rar!\x1a\x07", Binary { name: "a rar archive", hint: DECOMPRESS }),
    (b"%PDF-", Binary { name: "a PDF document", hint: CONVERT }),
    (b"{\\rtf", Binary { name: "an RTF document", hint: CONVERT }),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Binary { name: "an old Microsoft Office document", hint: CONVERT }),
    (b"\x89PNG\r\n\x1a\n", Binary { name: "a PNG image", hint: NO_TEXT }),
    (b"\xff\xd8\xff", Binary { name: "a JPEG image", hint: NO_TEXT }),
    (b"GIF87a", Binary { name: "a GIF image", hint: NO_TEXT }),
    (b"GIF89a", Binary { name: "a GIF image", hint: NO_TEXT }),
    (b"II*\0", Binary { name: "a TIFF image", hint: NO_TEXT }),
    (b"MM\0*", Binary { name: "a TIFF image", hint: NO_TEXT }),
    (b"RIFF", Binary { name: "a RIFF file (WebP image, sound or video)", hint: NO_TEXT }),
    (b"ID3", Binary { name: "an MP3 sound file", hint: NO_TEXT }),
    (b"OggS", Binary { name: "an Ogg sound or video file", hint: NO_TEXT }),
    (b"\x7fELF", Binary { name: "a program (ELF)", hint: NO_TEXT }),
    (b"SQLite format 3\0", Binary { name: "an SQLite database", hint: NO_TEXT }),
    (b"\xff\xfe\0\0", Binary { name: "UTF-32 text", hint: "save it as UTF-8" }),
    (b"\0\0\xfe\xff", Binary { name: "UTF-32 text", hint: "save it as UTF-8" }),
];

/// What `bytes` is by its first bytes, where that is no text.
pub(crate) fn by_magic(bytes: &[u8]) -> Option<Binary> {
    let found = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic))?.1;
    // Text may well begin with letters that are somebody's magic: only a control byte soon after makes them one.
    let letters_only = ["RIFF", "ID3", "BZh", "OggS"].iter().any(|magic| bytes.starts_with(magic.as_bytes()));
    if letters_only && !bytes.iter().take(64).any(|&byte| is_foreign(byte)) {
        return None;
    }
    Some(found)
}

/// Whether more bytes than stray ones are such as no one-byte charset or UTF-8 text holds: NUL and control bytes.
/// Looks at the first 64 KiB. Not for UTF-16, where every second byte may be NUL.
pub(crate) fn by_share(bytes: &[u8]) -> Option<Binary> {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let n_foreign = sample.iter().filter(|&&byte| is_foreign(byte)).count();
    // Every eleventh byte of a compressed or encrypted stream is a control byte; a text has a stray one at most.
    if n_foreign * 50 > sample.len() { Some(Binary { name: "binary data", hint: NO_TEXT }) } else { None }
}

fn is_foreign(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b | 0x1a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_no_text() {
        let cases: &[(&[u8], &str)] = &[
            (b"\x1f\x8b\x08\0\0", "a gzip archive"),
            (b"%PDF-1.7\n", "a PDF document"),
            (b"PK\x03\x04\x14\0", "a zip archive (or a docx, xlsx, odt or epub file)"),
            (b"\xff\xd8\xff\xe0", "a JPEG image"),
            (b"ID3\x04\0\0", "an MP3 sound file"),
        ];
        for (bytes, name) in cases {
            assert_eq!(by_magic(bytes).map(|b| b.name), Some(*name));
        }
        assert_eq!(by_share(&[0, 1, 2, 3, 4, 5, 6, 7]).map(|b| b.name), Some("binary data"));
    }

    #[test]
    fn leaves_text_alone() {
        for text in ["ID3 tags were discussed.", "BZh", "RIFF of the day", "PKO Bank opens an office", "%"] {
            assert_eq!(by_magic(text.as_bytes()), None, "{text}");
            assert_eq!(by_share(text.as_bytes()), None, "{text}");
        }
        let one_stray = format!("{}\0", "a line of text. ".repeat(10));
        assert_eq!(by_share(one_stray.as_bytes()), None);
    }
}
