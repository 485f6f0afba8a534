//! Files for annotation tools: brat standoff, TimeML, and the score of dates.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{REPORT, examples, folder, run};

fn timeml() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/timeml")
}

#[test]
fn every_brat_annotation_has_the_words_under_its_places() {
    let folder = folder();
    let documents = examples().join("documents");
    run(folder.path(), ["read", documents.to_str().unwrap(), "--format", "brat", "-o", "brat"]).expect(0);
    let configuration = fs::read_to_string(folder.path().join("brat/annotation.conf")).unwrap();
    let mut n_bound = 0;
    for entry in fs::read_dir(folder.path().join("brat")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "ann") {
            continue;
        }
        let letters: Vec<char> = fs::read_to_string(path.with_extension("txt")).unwrap().chars().collect();
        let annotations = fs::read_to_string(&path).unwrap();
        for line in annotations.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match line.as_bytes()[0] {
                b'T' => {
                    let (name, places) = fields[1].split_once(' ').unwrap();
                    let words: Vec<String> = places
                        .split(';')
                        .map(|place| {
                            let (start, end) = place.split_once(' ').unwrap();
                            letters[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
                        })
                        .collect();
                    assert_eq!(words.join(" "), fields[2], "{}: {line}", path.display());
                    assert!(configuration.lines().any(|known| known.split('\t').next() == Some(name)), "{line}");
                    n_bound += 1;
                }
                b'E' => {
                    for slot in fields[1].split(' ') {
                        let (_, bound) = slot.split_once(':').unwrap();
                        assert!(annotations.contains(&format!("{bound}\t")), "{}: {line}", path.display());
                    }
                }
                _ => {}
            }
        }
    }
    assert!(n_bound > 100, "{n_bound} annotations");
}

#[test]
fn annotated_files_need_a_folder_and_other_formats_take_none() {
    let folder = folder();
    fs::write(folder.path().join("report.txt"), REPORT).unwrap();
    let told = run(folder.path(), ["read", "report.txt", "--format", "brat"]).expect(2).err;
    assert!(told.contains("hint: name a folder for them with `--output DIR`"), "{told}");
    let told = run(folder.path(), ["read", "report.txt", "--output", "out"]).expect(2).err;
    assert!(told.contains("`--output out` goes with `--format brat`"), "{told}");
    // Two files of one name do not write over each other.
    fs::create_dir(folder.path().join("more")).unwrap();
    fs::write(folder.path().join("more/report.txt"), format!("{REPORT}\nMore.\n")).unwrap();
    run(folder.path(), ["read", "report.txt", "more", "--format", "timeml", "-o", "out"]).expect(0);
    let mut names: Vec<String> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["report-2.tml", "report.tml"]);
}

#[test]
fn dates_are_scored_strictly_loosely_and_by_value() {
    let folder = folder();
    let gold = timeml();
    let gold = gold.to_str().unwrap();
    let json = run(folder.path(), ["score-dates", gold, "--json", "--misses", "9"]).expect(0).out;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["files"], 3);
    for (figure, floor) in [("strict", 0.95), ("relaxed", 0.95), ("value", 0.95)] {
        assert!(json[figure]["f1"].as_f64().unwrap() >= floor, "{json}");
    }
    let table = run(folder.path(), ["score-dates", gold, "--misses", "9"]).expect(0).out;
    assert!(table.contains("MISSED in schools.tml\n  marked   \"Every year\" SET P1Y\n"), "{table}");

    // TimeML comes back as TimeML with tags of our own, and scores the same as what was found in memory.
    run(folder.path(), ["read", gold, "--format", "timeml", "-o", "made"]).expect(0);
    let again = run(folder.path(), ["score-dates", gold, "--misses", "9", "--predicted", "made"]).expect(0).out;
    assert_eq!(again, table);
    let perfect = run(folder.path(), ["score-dates", gold, "--predicted", gold, "--json"]).expect(0).out;
    let perfect: Value = serde_json::from_str(&perfect).unwrap();
    assert_eq!(perfect["value"]["f1"], 1.0);
}

#[test]
fn broken_timeml_is_told_with_its_line() {
    let folder = folder();
    fs::create_dir(folder.path().join("gold")).unwrap();
    let source = fs::read_to_string(timeml().join("looms.tml")).unwrap();
    fs::write(folder.path().join("gold/looms.tml"), source.replacen("</TIMEX3> from", " from", 1)).unwrap();
    fs::write(
        folder.path().join("gold/odd.tml"),
        source.replacen("type=\"DATE\" value=\"2021-W06\"", "type=\"WEEK\"", 1),
    )
    .unwrap();
    let told = run(folder.path(), ["score-dates", "gold/odd.tml"]).expect(2).err;
    assert!(
        told.contains("odd.tml:6: `<TIMEX3>`: type `WEEK` is unknown; allowed: DATE, TIME, DURATION, SET"),
        "{told}"
    );
    let told = run(folder.path(), ["read", "gold/odd.tml"]).expect(2).err;
    assert!(told.contains("timeml-broken") && told.contains("line 6"), "{told}");
    let told = run(folder.path(), ["score-dates", "."]).expect(2).err;
    assert!(told.contains("odd.tml:6"), "{told}");
    fs::create_dir(folder.path().join("none")).unwrap();
    let told = run(folder.path(), ["score-dates", "none"]).expect(2).err;
    assert!(told.contains("`none` holds no TimeML file\nhint: their names end in `.tml`"), "{told}");
}
