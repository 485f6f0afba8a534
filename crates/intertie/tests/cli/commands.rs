//! Every command on a good day.

use serde_json::Value;

use crate::{REPORT, examples, folder, run, run_with_input};

#[test]
fn version_names_the_rules() {
    let ran = run(folder().path(), ["--version"]).expect(0);
    assert!(ran.out.starts_with(concat!("intertie ", env!("CARGO_PKG_VERSION"), ", rules ")), "{}", ran.out);
}

#[test]
fn read_prints_text_lines_and_a_table() {
    let folder = folder();
    std::fs::write(folder.path().join("report.txt"), REPORT).unwrap();
    let text = run(folder.path(), ["read", "report.txt"]).expect(0);
    assert!(text.out.contains("trolleybuses") && text.out.contains("supply done"), "{}", text.out);
    assert!(text.err.contains("1 document, "), "{}", text.err);

    let lines = run(folder.path(), ["read", "report.txt", "--format", "jsonl"]).expect(0);
    let first: Value = serde_json::from_str(lines.out.lines().next().unwrap()).unwrap();
    let exact = first["evidence"][0]["exact"].as_str().unwrap();
    assert!(REPORT.contains(exact), "{exact}");

    let table = run(folder.path(), ["read", "report.txt", "--format", "csv"]).expect(0);
    assert_eq!(table.out.lines().filter(|line| line.starts_with("id,")).count(), 1);
    assert!(table.out.lines().count() >= 3, "{}", table.out);
}

#[test]
fn read_takes_standard_input_patterns_and_folders_without_hidden_files() {
    let folder = folder();
    let inner = folder.path().join("a/b");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::write(inner.join("one.txt"), REPORT).unwrap();
    std::fs::write(inner.join(".hidden.txt"), "Minsk will supply 5 trams to Kazan in 2025.").unwrap();
    std::fs::write(folder.path().join("a/two.txt"), "MAZ will supply 30 buses to Samara Oblast in 2025.").unwrap();
    let from_folder = run(folder.path(), ["read", "a"]).expect(0);
    assert!(from_folder.err.contains("2 documents"), "{}", from_folder.err);
    let from_pattern = run(folder.path(), ["read", "a/*.txt"]).expect(0);
    assert!(from_pattern.err.contains("1 document,"), "{}", from_pattern.err);
    let twice = run(folder.path(), ["read", "a", "a/two.txt"]).expect(0);
    assert_eq!(twice.out, from_folder.out);
    let line = serde_json::json!({"id": "x", "text": REPORT, "published": "2024-03-03"}).to_string();
    let from_input = run_with_input(folder.path(), ["read", "-", "--format", "jsonl"], line.as_bytes()).expect(0);
    assert!(from_input.out.contains("\"doc\":\"x\""), "{}", from_input.out);
}

#[test]
fn a_broken_pipe_is_no_error() {
    use std::io::Read;
    let folder = folder();
    let mut command = crate::program(folder.path());
    command.arg("read").arg(examples().join("documents")).args(["--format", "jsonl"]);
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 16]).unwrap();
    drop(out);
    let ran: crate::Ran = child.wait_with_output().unwrap().into();
    assert!(!ran.err.contains("error"), "{}", ran.err);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn the_register_is_filled_once_searched_and_explained() {
    let folder = folder();
    let documents = examples().join("documents");
    let documents = documents.to_str().unwrap();
    let added = run(folder.path(), ["add", documents, "--json"]).expect(0);
    let counts: Value = serde_json::from_str(&added.out).unwrap();
    assert!(counts["added"].as_u64().unwrap() >= 20 && counts["same"] == 0, "{counts}");
    let again: Value = serde_json::from_str(&run(folder.path(), ["add", documents, "--json"]).expect(0).out).unwrap();
    assert_eq!((&again["added"], &again["same"]), (&Value::from(0), &counts["added"]));

    let found = run(folder.path(), ["find", "--kind", "trade", "--place", "RU-SAM", "--json"]).expect(0);
    let first: Value = serde_json::from_str(found.out.lines().next().unwrap()).unwrap();
    assert_eq!(first["kind"], "trade");
    let table = run(folder.path(), ["find", "--kind", "meeting", "--stage", "done", "--limit", "3"]).expect(0);
    assert!(table.out.contains("meeting") && !table.out.contains("trade"), "{}", table.out);
    let csv = run(folder.path(), ["find", "--kind", "supply", "--format", "csv"]).expect(0);
    assert!(
        csv.out.lines().skip(1).all(|line| line.is_empty() || line.contains("supply") || !line.contains(",trade,"))
    );
    run(folder.path(), ["find", "zzzyyyxxx"]).expect(1);

    let id = first["id"].as_str().unwrap();
    let told = run(folder.path(), ["explain", id]).expect(0);
    assert!(told.out.contains(id) && told.out.contains(first["rule"].as_str().unwrap()), "{}", told.out);
    let short = run(folder.path(), ["explain", &id[..8], "--json"]).expect(0);
    assert!(short.out.contains(id), "{}", short.out);
    run(folder.path(), ["explain", "0123456789abcdef"]).expect(1);
}

#[test]
fn explain_tells_every_statement_of_a_file() {
    let folder = folder();
    std::fs::write(folder.path().join("report.txt"), REPORT).unwrap();
    let told = run(folder.path(), ["explain", "report.txt"]).expect(0);
    assert!(told.out.contains("rule supply/deliver (rules/supply/deliver.toml)"), "{}", told.out);
    assert!(told.out.contains("Kaluga Oblast"), "{}", told.out);
}

#[test]
fn a_brief_cites_every_line_in_three_formats() {
    let folder = folder();
    run(folder.path(), ["add", examples().join("documents").to_str().unwrap(), "--register", "r.db"]).expect(0);
    let brief = run(folder.path(), ["brief", "Samara", "--register", "r.db"]).expect(0);
    assert!(brief.out.contains("Samara Oblast"), "{}", brief.out);
    let page = folder.path().join("samara.html");
    run(
        folder.path(),
        ["brief", "RU-SAM", "--with", "Belarus", "--format", "html", "-o", "samara.html", "--register", "r.db"],
    )
    .expect(0);
    assert!(std::fs::read_to_string(page).unwrap().starts_with("<!DOCTYPE html>"));
    let json = run(folder.path(), ["brief", "RU-SAM", "--format", "json", "--register", "r.db"]).expect(0);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let text = std::fs::read_dir(examples().join("documents")).unwrap();
    let texts: Vec<String> = text.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    let mut n_quotes = 0;
    for section in json["sections"].as_array().unwrap() {
        for line in section["lines"].as_array().unwrap() {
            let citations = line["citations"].as_array().unwrap();
            assert!(!citations.is_empty(), "{line}");
            for quote in citations.iter().flat_map(|citation| citation["quotes"].as_array().unwrap()) {
                n_quotes += 1;
                assert!(texts.iter().any(|text| text.contains(quote.as_str().unwrap())), "{quote}");
            }
        }
    }
    assert!(n_quotes > 5, "{n_quotes} quotes");
}

#[test]
fn the_demo_needs_nothing_around_it() {
    let folder = folder();
    let demo = run(folder.path(), ["demo"]).expect(0);
    assert!(demo.out.contains("Samara Oblast"), "{}", demo.out);
    assert!(demo.err.contains("Try next"), "{}", demo.err);
    run(folder.path(), ["demo", "--place", "Kursk Oblast", "--register", "demo.db"]).expect(0);
    run(folder.path(), ["find", "--register", "demo.db", "--json"]).expect(0);
}

#[test]
fn places_tells_what_the_lists_know() {
    let folder = folder();
    let known = run(folder.path(), ["places", "Kuibyshev"]).expect(0);
    assert!(known.out.contains("RU-SAM"), "{}", known.out);
    let json = run(folder.path(), ["places", "RU-SAM", "--json"]).expect(0);
    let first: Value = serde_json::from_str(json.out.lines().next().unwrap()).unwrap();
    assert_eq!(first["name"], "Samara Oblast");
}

#[test]
fn rules_are_listed_and_keep_their_examples() {
    let folder = folder();
    let list = run(folder.path(), ["rules", "list", "--json"]).expect(0);
    assert!(list.out.lines().count() > 20);
    assert!(run(folder.path(), ["rules", "list"]).expect(0).out.contains("supply/deliver"));
    run(folder.path(), ["rules", "check"]).expect(0);
}

#[test]
fn a_pack_adds_a_rule_and_its_faults_are_told_with_file_and_line() {
    let folder = folder();
    let rules = folder.path().join("pack/rules/supply");
    std::fs::create_dir_all(&rules).unwrap();
    let rule = |kind: &str, example: &str| {
        format!(
            "purpose = \"A try\"\nkind = \"{kind}\"\nstage = \"done\"\ntrigger = [\"@deliver\"]\n\n[roles]\n\
             item = [\"object:thing\"]\nfrom = [\"subject:side\"]\n\n[[yes]]\ntext = \"{example}\"\n"
        )
    };
    let file = rules.join("aa-try.toml");
    std::fs::write(&file, rule("supply", "The weather was fine.")).unwrap();
    let failed = run(folder.path(), ["rules", "check", "--pack", "pack"]).expect(1);
    assert!(failed.out.contains("rules/supply/aa-try.toml:11: rule `supply/aa-try`"), "{}", failed.out);

    std::fs::write(&file, rule("suply", "x")).unwrap();
    let broken = run(folder.path(), ["rules", "check", "--pack", "pack"]).expect(2);
    for word in ["pack/rules/supply/aa-try.toml:2", "supply/aa-try", "`suply` is unknown", "allowed: trade, supply"] {
        assert!(broken.err.contains(word), "{word}: {}", broken.err);
    }
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    assert!(
        run(folder.path(), ["rules", "list", "--pack", "empty"]).expect(2).err.contains("holds no rule or data file")
    );
}

#[test]
fn the_manual_in_the_repository_is_what_the_program_prints() {
    let manual = run(folder().path(), ["help-markdown"]).expect(0).out;
    let kept = std::fs::read_to_string(examples().join("../docs/cli.md")).unwrap();
    assert!(kept == manual, "docs/cli.md differs from what the program prints: run `cargo xtask gen`");
}

#[test]
fn the_manual_names_every_setting_and_command() {
    let manual = run(folder().path(), ["help-markdown"]).expect(0).out;
    for word in
        ["INTERTIE_REGISTER", "## intertie read", "## intertie rules check", "--charset", "Default: `intertie.db`"]
    {
        assert!(manual.contains(word), "{word}");
    }
}
