//! The trained grammar of a language: tagger, parser and lemmas behind one door.

use crate::bytes::{ModelError, Reader};
use crate::lemma::Lemmas;
use crate::lexicon::Lexicon;
use crate::linear::Linear;
use crate::parser::{self, Model, State, Usual};
use crate::table::Table;
use crate::tag::{Degree, Mood, Number, Tag, Tense, Upos, VerbForm};
use crate::tagger::{self, Context, EDGE};
use crate::word;
use crate::{Analysis, Relation, Word};
use std::borrow::Cow;
use std::sync::LazyLock;

/// First bytes of a model, with the number of its format.
pub(crate) const MAGIC: &[u8] = b"ITGRAM03";

/// A trained tagger, parser and lemma list.
#[derive(Debug, Default)]
pub struct Grammar {
    pub(crate) tags: Vec<Tag>,
    pub(crate) lexicon: Lexicon,
    pub(crate) tagger: Linear,
    pub(crate) parser: Model,
    pub(crate) lemmas: Lemmas,
    pub(crate) comma: u32,
}

/// Working space of [`Grammar::analyse`], to be used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) context: Context,
    pub(crate) state: State,
    letters: Vec<u8>,
}

impl Grammar {
    /// The English grammar, trained on UD_English-EWT (see `models/README.md`); read once, at the first call.
    pub fn english() -> &'static Grammar {
        static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
            // The bytes are part of the program and a test reads them; a broken file shows there.
            Grammar::read(include_bytes!("../models/en-ewt.bin")).unwrap_or_default()
        });
        &GRAMMAR
    }

    /// Tags and parses one sentence: `analyses` is cleared and gets one entry a word, one of them the root.
    ///
    /// A word with a given tag keeps it. Time is linear in the number of words.
    pub fn analyse(&self, words: &[Word<'_>], scratch: &mut Scratch, analyses: &mut Vec<Analysis>) {
        self.analyse_where(words, scratch, analyses, |_| true);
    }

    /// As [`Grammar::analyse`], but links the words only where `wanted` says so of the tagged ones; otherwise every word is a root.
    /// Linking takes two thirds of the time, and a sentence without any word of interest needs none.
    pub fn analyse_where(
        &self,
        words: &[Word<'_>],
        scratch: &mut Scratch,
        analyses: &mut Vec<Analysis>,
        wanted: impl FnOnce(&[Analysis]) -> bool,
    ) {
        analyses.clear();
        if self.tags.is_empty() || words.is_empty() {
            return;
        }
        self.tag(words, scratch);
        for (i, word) in words.iter().enumerate() {
            let tag = word.tag.unwrap_or(self.tag_of(scratch.context.tags[EDGE + i]));
            analyses.push(Analysis { tag, head: None, relation: Relation::Root });
        }
        if !wanted(analyses) {
            return;
        }
        self.parse(scratch);
        let none = words.len();
        for (node, analysis) in scratch.state.nodes.iter().zip(analyses) {
            analysis.head = ((node.head as usize) < none).then_some(node.head);
            analysis.relation =
                Relation::ALL.get((node.label as usize).wrapping_sub(1)).copied().unwrap_or(Relation::Dep);
        }
    }

    /// The lemma of a form in lower case: "companies" gives "company". A proper noun is its own lemma.
    pub fn lemma<'a>(&self, form: &'a str, upos: Upos) -> Cow<'a, str> {
        self.lemmas.lemma(form, upos)
    }

    /// True where the word occurs in lower case in the training data: it is a common word, not a name.
    pub fn known(&self, lower: &str) -> bool {
        self.lexicon.get_lower(lower).is_common
    }

    /// Fills the context with the words and their tags.
    pub(crate) fn tag(&self, words: &[Word<'_>], scratch: &mut Scratch) {
        let Scratch { context, letters, .. } = scratch;
        context.begin();
        for word in words {
            let form = word::form(word.form, letters);
            let parts = self.lexicon.get(form.lower).parts;
            match word.tag {
                Some(tag) => context.push(form, 1 << tag.upos as u32, self.number_of(tag)),
                None => context.push(form, parts, 0),
            }
        }
        context.end();
        tagger::tag(&self.tagger, &self.lexicon, context);
    }

    /// Builds the tree over the tagged context.
    fn parse(&self, scratch: &mut Scratch) {
        self.fill_state(scratch);
        parser::parse(&self.parser, &mut scratch.state);
    }

    /// Hands the tagged words to the parser.
    pub(crate) fn fill_state(&self, scratch: &mut Scratch) {
        let Scratch { context, state, .. } = scratch;
        state.begin();
        for i in EDGE..EDGE + context.len() {
            let form = &context.forms[i];
            let tag = context.tags[i];
            state.push(form.lower, form.suffixes[2], u32::from(tag), self.tag_of(tag).upos);
        }
        state.end(self.comma);
    }

    /// The tag with a number (plus 1).
    pub(crate) fn tag_of(&self, number: u8) -> Tag {
        let at = usize::from(number).saturating_sub(1);
        self.tags.get(at).copied().unwrap_or(Tag::plain(Upos::X))
    }

    /// The number (plus 1) of a tag, or of the first tag with its part of speech.
    pub(crate) fn number_of(&self, tag: Tag) -> u8 {
        let same = self.tags.iter().position(|known| *known == tag);
        let near = || self.tags.iter().position(|known| known.upos == tag.upos);
        same.or_else(near).map_or(1, |at| at as u8 + 1)
    }

    /// Reads a model that [`Grammar::write`] wrote.
    ///
    /// Fails where the bytes are no model or end too soon.
    pub fn read(bytes: &[u8]) -> Result<Grammar, ModelError> {
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(reader.error("no grammar model of this format"));
        }
        let n_tags = reader.u8()?;
        let tags = (0..n_tags).map(|_| read_tag(&mut reader)).collect::<Result<Vec<_>, _>>()?;
        let lexicon = Lexicon::read(&mut reader)?;
        let tagger = Linear::read(&mut reader)?;
        let transitions = Table::read(&mut reader)?;
        let labels = Linear::read(&mut reader)?;
        let usual = Usual::read(&mut reader, Relation::ALL.len())?;
        let lemmas = Lemmas::read(&mut reader)?;
        if !reader.is_done() {
            return Err(reader.error("bytes behind the end"));
        }
        if tagger.n_classes != tags.len() || labels.n_classes != Relation::ALL.len() {
            return Err(reader.error("classes that do not fit the tags or relations"));
        }
        let parser = Model { transitions, labels, usual };
        Ok(Grammar { tags, lexicon, tagger, parser, lemmas, comma: word::lower_hash(",") })
    }

    /// The model as bytes.
    #[cfg(any(feature = "train", test))]
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(self.tags.len() as u8);
        for tag in &self.tags {
            let feature = |number: Option<usize>| number.map_or(0, |number| number as u8 + 1);
            out.extend([
                tag.upos as u8,
                feature(tag.verb_form.map(|value| value as usize)),
                feature(tag.tense.map(|value| value as usize)),
                feature(tag.mood.map(|value| value as usize)),
                feature(tag.number.map(|value| value as usize)),
                feature(tag.degree.map(|value| value as usize)),
            ]);
        }
        self.lexicon.write(&mut out);
        self.tagger.write(&mut out);
        self.parser.transitions.write(&mut out);
        self.parser.labels.write(&mut out);
        self.parser.usual.write(&mut out);
        self.lemmas.write(&mut out);
        out
    }
}

fn read_tag(reader: &mut Reader<'_>) -> Result<Tag, ModelError> {
    let upos = Upos::ALL.get(reader.u8()? as usize).copied().ok_or_else(|| reader.error("unknown part of speech"))?;
    let verb_form = read_feature(reader, VerbForm::ALL)?;
    let tense = read_feature(reader, Tense::ALL)?;
    let mood = read_feature(reader, Mood::ALL)?;
    let number = read_feature(reader, Number::ALL)?;
    let degree = read_feature(reader, Degree::ALL)?;
    Ok(Tag { upos, verb_form, tense, mood, number, degree })
}

fn read_feature<T: Copy>(reader: &mut Reader<'_>, all: &[T]) -> Result<Option<T>, ModelError> {
    match reader.u8()? as usize {
        0 => Ok(None),
        number => all.get(number - 1).copied().map(Some).ok_or_else(|| reader.error("unknown feature value")),
    }
}
