//! `cargo xtask parse FILE`: how the grammar reads a text, as CoNLL-U, for people who write rules.

use grammar::{Grammar, Scratch, Tag, Word, segment};
use std::fs;
use std::io::{self, Write};

/// Prints the sentences of a text with tags and links.
pub(crate) fn parse(args: &[String]) -> Result<(), String> {
    let [path] = args else {
        return Err(format!("one file expected, `{}` found", args.join(" ")));
    };
    let bytes = fs::read(path).map_err(|error| format!("failed to read `{path}`: {error}"))?;
    match write(&String::from_utf8_lossy(&bytes), &mut io::stdout().lock()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("failed to write: {error}")),
        _ => Ok(()),
    }
}

fn write(text: &str, out: &mut impl Write) -> io::Result<()> {
    let grammar = Grammar::english();
    let segments = segment(text);
    let (mut scratch, mut analyses) = (Scratch::default(), Vec::new());
    for sentence in &segments.sentences {
        let tokens = &segments.tokens[sentence.range()];
        let words: Vec<Word<'_>> = tokens.iter().map(|token| Word { form: token.text(text), tag: None }).collect();
        grammar.analyse(&words, &mut scratch, &mut analyses);
        let forms: Vec<&str> = words.iter().map(|word| word.form).collect();
        writeln!(out, "# paragraph = {}\n# text = {}", sentence.paragraph, forms.join(" "))?;
        for (i, (form, analysis)) in forms.iter().zip(&analyses).enumerate() {
            let (upos, head) = (analysis.tag.upos, analysis.head.map_or(0, |head| head + 1));
            let (lemma, relation) = (grammar.lemma(form, upos), analysis.relation.as_str());
            writeln!(
                out,
                "{}\t{form}\t{lemma}\t{}\t_\t{}\t{head}\t{relation}\t_\t_",
                i + 1,
                upos.as_str(),
                features(analysis.tag)
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn features(tag: Tag) -> String {
    let all = [
        ("Degree", tag.degree.map(|value| value.as_str())),
        ("Mood", tag.mood.map(|value| value.as_str())),
        ("Number", tag.number.map(|value| value.as_str())),
        ("Tense", tag.tense.map(|value| value.as_str())),
        ("VerbForm", tag.verb_form.map(|value| value.as_str())),
    ];
    let given: Vec<String> =
        all.iter().filter_map(|(name, value)| value.map(|value| format!("{name}={value}"))).collect();
    if given.is_empty() { "_".to_owned() } else { given.join("|") }
}
