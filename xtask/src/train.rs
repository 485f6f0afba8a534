//! `cargo xtask train` and `cargo xtask evaluate`: the English grammar from Universal Dependencies.

use grammar::train::{self, Conllu, Options};
use grammar::{Grammar, Scratch, Sentence, Word, segment};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Trains on EWT's training part and writes the model, then measures it.
pub(crate) fn train(args: &[String]) -> Result<(), String> {
    let data = data_folder(args)?;
    let gold = read(&data, "en_ewt-ud-train.conllu")?;
    let grammar = train::train(&gold, &Options::default(), &mut |line| eprintln!("{line}"));
    let bytes = grammar.write();
    let path = models().join("en-ewt.bin");
    fs::write(&path, &bytes).map_err(|error| format!("failed to write `{}`: {error}", path.display()))?;
    println!("wrote {} ({:.1} MB)", path.display(), bytes.len() as f64 / 1e6);
    report(&data, &bytes)
}

/// Measures the model that lies in the repository.
pub(crate) fn evaluate(args: &[String]) -> Result<(), String> {
    let data = data_folder(args)?;
    let path = models().join("en-ewt.bin");
    let bytes = fs::read(&path).map_err(|error| format!("failed to read `{}`: {error}", path.display()))?;
    report(&data, &bytes)
}

fn data_folder(args: &[String]) -> Result<PathBuf, String> {
    match args {
        [flag, folder] if flag == "--data" => Ok(PathBuf::from(folder)),
        _ => Err(format!("`--data DIR` expected, `{}` found", args.join(" "))),
    }
}

fn read(folder: &Path, name: &str) -> Result<Conllu, String> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("failed to read `{}`: {error}", path.display()))?;
    Conllu::parse(&text).map_err(|error| format!("failed to read `{}`: {error}", path.display()))
}

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/grammar/models")
}

/// Prints the scores of a model and writes them to its README.
fn report(data: &Path, bytes: &[u8]) -> Result<(), String> {
    let grammar = Grammar::read(bytes).map_err(|error| error.to_string())?;
    let mut table =
        String::from("| data | text | words | sentences | UPOS | UAS | LAS |\n|---|---|---|---|---|---|---|\n");
    for (title, name) in
        [("EWT dev", "en_ewt-ud-dev.conllu"), ("EWT test", "en_ewt-ud-test.conllu"), ("PUD", "en_pud-ud-test.conllu")]
    {
        let gold = read(data, name)?;
        for (text, scores) in
            [("raw", train::evaluate(&grammar, &gold)), ("gold words", train::evaluate_gold_words(&grammar, &gold))]
        {
            let cells = [scores.words, scores.sentences, scores.upos, scores.uas, scores.las]
                .map(|share| format!("{:.2}", share.f1()));
            table.push_str(&format!("| {title} | {text} | {} |\n", cells.join(" | ")));
        }
    }
    println!("{table}");
    crate::yardstick::write("grammar", &table)?;
    println!("{}", speed(data, &grammar)?);
    let path = models().join("README.md");
    let size = bytes.len() as f64 / 1e6;
    let readme = README.replace("{table}", table.trim_end()).replace("{size}", &format!("{size:.1}"));
    fs::write(&path, readme).map_err(|error| format!("failed to write `{}`: {error}", path.display()))
}

/// Words a second on one core, of texts that are read once (repeated ones would stay in the caches).
fn speed(data: &Path, grammar: &Grammar) -> Result<String, String> {
    let mut texts = String::new();
    for name in ["en_ewt-ud-dev.conllu", "en_ewt-ud-test.conllu", "en_pud-ud-test.conllu"] {
        texts.push_str(&read(data, name)?.raw_text());
        texts.push_str("\n\n");
    }
    let segments = segment(&texts);
    let words: Vec<Word<'_>> =
        segments.tokens.iter().map(|token| Word { form: token.text(&texts), tag: None }).collect();
    let (mut scratch, mut analyses) = (Scratch::default(), Vec::new());
    let chunks: Vec<&[Sentence]> = segments.sentences.chunks(50).collect();
    let mut best = [vec![f64::MAX; chunks.len()], vec![f64::MAX; chunks.len()]];
    for _ in 0..9 {
        for (i, best) in best.iter_mut().enumerate() {
            for (chunk, best) in chunks.iter().zip(best) {
                let begin = Instant::now();
                for sentence in *chunk {
                    grammar.analyse_where(&words[sentence.range()], &mut scratch, &mut analyses, |_| i == 1);
                }
                *best = best.min(begin.elapsed().as_secs_f64());
            }
        }
    }
    let [tags, all] = best.map(|times| words.len() as f64 / times.iter().sum::<f64>());
    Ok(format!("{all:.0} words a second tagged and linked, {tags:.0} only tagged"))
}

/// The model's README; the scores go in at `{table}`.
const README: &str = include_str!("models_readme.md");
