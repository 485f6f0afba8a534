//! Wrong input: each gives a clear diagnostic, and the rest of the batch is read.

use std::fs;

use crate::{REPORT, folder, run};

/// A gzip head with nothing behind it.
const GZIP: &[u8] = &[0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c];

#[test]
fn a_bad_file_is_told_and_the_rest_is_read() {
    let cases: &[(&str, &[u8], &str)] = &[
        ("empty.txt", b"", "file-empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0", "file-binary"),
        ("page.html", GZIP, "gzip"),
        (
            "lines.jsonl",
            b"{\"id\": \"a\", \"text\": \"MAZ will supply 30 buses to Samara Oblast.\"}\nno json\n",
            "lines.jsonl:2",
        ),
        ("lines2.jsonl", b"{\"id\": \"a\", \"text\": 5}\n", "lines2.jsonl:1"),
    ];
    for (name, bytes, told) in cases {
        let folder = folder();
        fs::create_dir(folder.path().join("in")).unwrap();
        fs::write(folder.path().join("in").join(name), bytes).unwrap();
        fs::write(folder.path().join("in/z-good.txt"), REPORT).unwrap();
        let ran = run(folder.path(), ["read", "in", "--format", "jsonl"]).expect(0);
        assert!(ran.err.contains("error[") && ran.err.contains(told) && ran.err.contains(name), "{name}: {}", ran.err);
        assert!(ran.out.contains("trolleybuses"), "{name}: {}", ran.out);
    }
}

#[test]
fn nothing_readable_is_an_error_and_nothing_stated_is_nothing_found() {
    let folder = folder();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    run(folder.path(), ["read", "empty.txt"]).expect(2);
    fs::write(folder.path().join("idle.txt"), "The cat slept on the warm roof all day long.\n").unwrap();
    run(folder.path(), ["read", "idle.txt"]).expect(1);
}

#[test]
fn a_missing_path_is_told_and_the_rest_is_read() {
    let folder = folder();
    fs::write(folder.path().join("good.txt"), REPORT).unwrap();
    let ran = run(folder.path(), ["read", "missing.txt", "no/*.txt", "good.txt", "--format", "jsonl"]).expect(2);
    assert!(ran.err.contains("missing.txt: error[path-missing]"), "{}", ran.err);
    assert!(ran.err.contains("no/*.txt: error[path-missing]: no file matches"), "{}", ran.err);
    assert!(ran.out.contains("trolleybuses"));
}

#[test]
fn a_file_too_large_for_a_document_is_refused_without_reading_it_whole() {
    let folder = folder();
    let n_bytes = write_large(&folder.path().join("large.txt"), "", 200 << 20);
    fs::write(folder.path().join("z-good.txt"), REPORT).unwrap();
    let ran = run(folder.path(), ["read", "large.txt", "z-good.txt", "--format", "jsonl"]).expect(0);
    assert!(ran.err.contains(&format!("the file has {n_bytes} bytes")), "{}", ran.err);
    assert!(ran.out.contains("trolleybuses"));

    let good = serde_json::json!({"id": "good", "text": REPORT});
    write_large(&folder.path().join("large.jsonl"), &format!("{good}\n{{\"text\": \""), 200 << 20);
    let ran = run(folder.path(), ["read", "large.jsonl", "--format", "jsonl"]).expect(0);
    assert!(ran.err.contains("large.jsonl:2: error[jsonl-line-long]"), "{}", ran.err);
    assert!(ran.out.contains("\"doc\":\"good\""));
}

/// Writes `start` and then one line of at least `n_bytes`; its length.
fn write_large(path: &std::path::Path, start: &str, n_bytes: usize) -> u64 {
    use std::io::Write;
    let mut file = fs::File::create(path).unwrap();
    file.write_all(start.as_bytes()).unwrap();
    let part = "MAZ will supply buses ".repeat(1 << 16);
    for _ in 0..=n_bytes / part.len() {
        file.write_all(part.as_bytes()).unwrap();
    }
    file.metadata().unwrap().len()
}

#[test]
fn bidi_controls_emoji_and_combining_marks_keep_positions() {
    let folder = folder();
    let text = "🚌 Cafe\u{301} \u{202e}news\u{202c}: \u{1F468}\u{200D}\u{1F527} MAZ delivered 12 buses to Samara Oblast in 2023.\n";
    fs::write(folder.path().join("odd.txt"), text).unwrap();
    let ran = run(folder.path(), ["read", "odd.txt", "--format", "jsonl"]).expect(0);
    assert!(ran.err.contains("odd.txt: warning["), "{}", ran.err);
    let letters: Vec<char> = text.chars().collect();
    for line in ran.out.lines() {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        let evidence = &json["evidence"][0];
        let at = |field: &str| evidence[field].as_u64().unwrap() as usize;
        let words: String = letters[at("start")..at("end")].iter().collect();
        assert_eq!(evidence["exact"], words.as_str());
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let shut = folder.path().join("in/shut");
    fs::create_dir_all(&shut).unwrap();
    fs::write(folder.path().join("in/z-good.txt"), REPORT).unwrap();
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let can_read_all = fs::read_dir(&shut).is_ok();
    let ran = run(folder.path(), ["read", "in", "--format", "jsonl"]);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).unwrap();
    let ran = ran.expect(0);
    if can_read_all {
        println!("the superuser may read every folder: there is nothing to refuse");
        return;
    }
    assert!(ran.err.contains("error[folder-unreadable]"), "{}", ran.err);
    assert!(ran.out.contains("trolleybuses"));
}

#[test]
fn unknown_words_are_told_with_what_is_allowed() {
    let folder = folder();
    let kind = run(folder.path(), ["find", "--kind", "suply"]).expect(2);
    assert!(kind.err.contains("suply") && kind.err.contains("trade, supply, production"), "{}", kind.err);
    let date = run(folder.path(), ["find", "--since", "yesterday"]).expect(2);
    assert!(date.err.contains("yesterday"), "{}", date.err);
    let missing = run(folder.path(), ["find", "x", "--register", "none.db"]).expect(2);
    assert!(missing.err.contains("none.db") && missing.err.contains("hint:"), "{}", missing.err);
    assert!(!folder.path().join("none.db").exists());
    let explain = run(folder.path(), ["explain", "no such thing"]).expect(2);
    assert!(explain.err.contains("neither a file nor an id"), "{}", explain.err);
    run(folder.path(), ["read"]).expect(2);
}

#[test]
fn an_unknown_place_brings_near_names_and_one_without_statements_is_nothing_found() {
    let folder = folder();
    fs::write(folder.path().join("good.txt"), REPORT).unwrap();
    run(folder.path(), ["add", "good.txt"]).expect(0);
    let unknown = run(folder.path(), ["brief", "Smara Oblast"]).expect(2);
    assert!(unknown.err.contains("unknown") && unknown.err.contains("Samara Oblast"), "{}", unknown.err);
    run(folder.path(), ["brief", "Fiji"]).expect(1);
}

#[test]
fn a_file_that_is_no_register_is_left_alone() {
    let folder = folder();
    fs::write(folder.path().join("good.txt"), REPORT).unwrap();
    fs::write(folder.path().join("notes.db"), "just notes, many of them, and no database at all").unwrap();
    let ran = run(folder.path(), ["add", "good.txt", "--register", "notes.db"]).expect(2);
    assert!(ran.err.contains("notes.db") && ran.err.contains("hint:"), "{}", ran.err);
    assert!(fs::read_to_string(folder.path().join("notes.db")).unwrap().starts_with("just notes"));
}
