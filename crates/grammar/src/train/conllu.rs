//! CoNLL-U: https://universaldependencies.org/format.html

use crate::relation::Relation;
use crate::tag::{Degree, Mood, Number, Tag, Tense, Upos, VerbForm};

/// A treebank.
#[derive(Clone, Debug, Default)]
pub struct Conllu {
    /// Its sentences in order.
    pub sentences: Vec<GoldSentence>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct GoldSentence {
    /// Surface tokens.
    pub tokens: Vec<GoldToken>,
    /// Syntactic words.
    pub words: Vec<GoldWord>,
    /// Whether a paragraph begins here.
    pub begins_paragraph: bool,
}

/// A surface token: one or more words.
#[derive(Clone, Debug)]
pub struct GoldToken {
    /// As it is written.
    pub form: String,
    /// Its words: first and one past the last.
    pub words: (usize, usize),
    /// Whether a space follows.
    pub has_space_after: bool,
}

/// A syntactic word.
#[derive(Clone, Debug)]
pub struct GoldWord {
    /// Form.
    pub form: String,
    /// Lemma.
    pub lemma: String,
    /// Part of speech and those features that the grammar keeps.
    pub tag: Tag,
    /// Index of the head; the number of words for the root.
    pub head: usize,
    /// Relation to the head.
    pub relation: Relation,
}

/// A line that is no CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConlluError {
    /// Line, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl std::fmt::Display for ConlluError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ConlluError {}

impl Conllu {
    /// Reads a treebank; empty nodes are passed over.
    ///
    /// Fails at the first line that has not ten columns, or an identifier, part of speech, head or relation that is unknown.
    pub fn parse(text: &str) -> Result<Conllu, ConlluError> {
        let mut treebank = Conllu::default();
        let mut sentence = GoldSentence::default();
        for (i, line) in text.lines().enumerate() {
            let fail = |message: String| ConlluError { line: i + 1, message };
            if let Some(comment) = line.strip_prefix('#') {
                sentence.begins_paragraph |= comment.starts_with(" newpar") || comment.starts_with(" newdoc");
            } else if line.is_empty() {
                finish(&mut treebank, &mut sentence).map_err(fail)?;
            } else {
                row(&mut sentence, line).map_err(fail)?;
            }
        }
        let line = text.lines().count();
        finish(&mut treebank, &mut sentence).map_err(|message| ConlluError { line, message })?;
        Ok(treebank)
    }

    /// The text of the treebank as it was before it was cut: paragraphs parted by blank lines.
    pub fn raw_text(&self) -> String {
        let mut text = String::new();
        for sentence in &self.sentences {
            if sentence.begins_paragraph && !text.is_empty() {
                text.truncate(text.trim_end().len());
                text.push_str("\n\n");
            }
            for token in &sentence.tokens {
                text.push_str(&token.form);
                if token.has_space_after {
                    text.push(' ');
                }
            }
        }
        text
    }
}

fn row(sentence: &mut GoldSentence, line: &str) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, _, feats, head, relation, _, misc] = columns[..] else {
        return Err(format!("{} columns found, 10 expected", columns.len()));
    };
    let has_space_after = !misc.split('|').any(|part| part == "SpaceAfter=No");
    let n_words = sentence.words.len();
    if let Some((first, last)) = id.split_once('-') {
        let (first, last) = (number(first)?, number(last)?);
        // A range that begins inside the one before would leave that one's words to nobody.
        let is_inside = sentence.tokens.last().is_some_and(|token| n_words < token.words.1);
        if first != n_words + 1 || last < first || is_inside {
            return Err(format!("range {id} found, one from {} on that no other holds expected", n_words + 1));
        }
        sentence.tokens.push(GoldToken { form: form.to_owned(), words: (n_words, last), has_space_after });
        return Ok(());
    }
    if id.contains('.') {
        return Ok(());
    }
    if number(id)? != n_words + 1 {
        return Err(format!("word {id} found, {} expected", n_words + 1));
    }
    if sentence.tokens.last().is_none_or(|token| token.words.1 <= n_words) {
        sentence.tokens.push(GoldToken { form: form.to_owned(), words: (n_words, n_words + 1), has_space_after });
    }
    let upos = Upos::parse(upos).ok_or_else(|| format!("unknown part of speech `{upos}`"))?;
    let relation = Relation::parse(relation).ok_or_else(|| format!("unknown relation `{relation}`"))?;
    let (tag, head) = (tag(upos, feats), number(head)?);
    sentence.words.push(GoldWord { form: form.to_owned(), lemma: lemma.to_owned(), tag, head, relation });
    Ok(())
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` found, a number expected"))
}

/// The tag with the features that the grammar keeps: those that a form shows, so not the number of verbs.
fn tag(upos: Upos, feats: &str) -> Tag {
    let value = |name: &str| {
        feats
            .split('|')
            .find_map(|feat| feat.split_once('=').filter(|(found, _)| *found == name))
            .map(|(_, value)| value)
    };
    let mut tag = Tag::plain(upos);
    match upos {
        Upos::Verb | Upos::Aux => {
            tag.verb_form = value("VerbForm").and_then(VerbForm::parse);
            tag.tense = value("Tense").and_then(Tense::parse);
            tag.mood = value("Mood").and_then(Mood::parse);
        }
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det => tag.number = value("Number").and_then(Number::parse),
        Upos::Adj | Upos::Adv => tag.degree = value("Degree").and_then(Degree::parse),
        _ => {}
    }
    tag
}

/// Ends a sentence: heads become indexes.
fn finish(treebank: &mut Conllu, sentence: &mut GoldSentence) -> Result<(), String> {
    let n = sentence.words.len();
    if let Some((_, last)) = sentence.tokens.last().map(|token| token.words).filter(|(_, last)| n < *last) {
        return Err(format!("a range to word {last} in a sentence of {n} words"));
    }
    if n == 0 {
        return Ok(());
    }
    for word in &mut sentence.words {
        if n < word.head {
            return Err(format!("head {} in a sentence of {n} words", word.head));
        }
        word.head = word.head.checked_sub(1).unwrap_or(n);
    }
    treebank.sentences.push(std::mem::take(sentence));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newpar\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tdo\tdo\tAUX\t_\tVerbForm=Fin\t0\troot\t_\t_\n\
        2\tn't\tnot\tPART\t_\t_\t1\tadvmod\t_\t_\n2.1\tx\tx\tX\t_\t_\t_\t_\t_\t_\n3\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n";

    #[test]
    fn reads_words_and_tokens() {
        let treebank = Conllu::parse(SAMPLE).unwrap();
        let sentence = &treebank.sentences[0];
        assert_eq!(treebank.raw_text(), "don't! ");
        assert_eq!(sentence.words.iter().map(|word| word.head).collect::<Vec<_>>(), [3, 0, 0]);
        assert_eq!(sentence.words[0].tag.verb_form, Some(VerbForm::Fin));
        assert_eq!(sentence.tokens[0].words, (0, 2));
    }

    #[test]
    fn errors_name_the_line() {
        let wrong = SAMPLE.replace("\tPART\t", "\tPARTS\t");
        let error = Conllu::parse(&wrong).unwrap_err();
        assert_eq!(error.to_string(), "line 4: unknown part of speech `PARTS`");
        let range = SAMPLE.replace("1-2\t", "1-9\t");
        assert_eq!(
            Conllu::parse(&range).unwrap_err().to_string(),
            "line 7: a range to word 9 in a sentence of 3 words"
        );
        let range = SAMPLE.replace("1-2\t", "2-2\t");
        assert_eq!(
            Conllu::parse(&range).unwrap_err().to_string(),
            "line 2: range 2-2 found, one from 1 on that no other holds expected"
        );
        assert_eq!(Conllu::parse("1\tx").unwrap_err().to_string(), "line 1: 2 columns found, 10 expected");
    }
}
