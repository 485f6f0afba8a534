//! Words to tags: one pass from left to right, the lexicon first, a linear classifier for the rest.

use crate::hash::mix;
use crate::lexicon::Lexicon;
use crate::linear::{self, Linear};
use crate::word::Form;

/// Stand-ins before the first and behind the last word.
pub(crate) const EDGE: usize = 2;

/// The words of a sentence as the tagger sees them, with [`EDGE`] stand-ins on both sides.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// Hashes of the forms.
    pub(crate) forms: Vec<Form>,
    /// The parts of speech that a word may take; of a word whose tag is given, that one.
    pub(crate) parts: Vec<u32>,
    /// Tag numbers plus 1; 0 where not yet known.
    pub(crate) tags: Vec<u8>,
}

impl Context {
    /// Begins a sentence.
    pub(crate) fn begin(&mut self) {
        self.forms.clear();
        self.parts.clear();
        self.tags.clear();
        for lower in 1..=EDGE as u32 {
            self.push(Form { lower, ..Form::default() }, 0, 0);
        }
    }

    /// Adds a word; `tag` is 0 where it is not given.
    pub(crate) fn push(&mut self, form: Form, parts: u32, tag: u8) {
        self.forms.push(form);
        self.parts.push(parts);
        self.tags.push(tag);
    }

    /// Ends the sentence.
    pub(crate) fn end(&mut self) {
        for lower in 3..3 + EDGE as u32 {
            self.push(Form { lower, ..Form::default() }, 0, 0);
        }
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.forms.len().saturating_sub(2 * EDGE)
    }
}

/// How many features come first.
pub(crate) const N_FIRST: usize = 14;

/// Tags every word of the sentence that has no tag yet.
pub(crate) fn tag(model: &Linear, lexicon: &Lexicon, context: &mut Context) {
    for i in EDGE..EDGE + context.len() {
        if context.tags[i] != 0 {
            continue;
        }
        let fixed = lexicon.get(context.forms[i].exact).fixed;
        context.tags[i] = if fixed != 0 { fixed } else { choose(model, context, i) as u8 + 1 };
    }
}

/// The best tag of word `i` (counted with the stand-ins).
#[inline]
fn choose(model: &Linear, context: &Context, i: usize) -> usize {
    let mut scores = model.start();
    model.add(&first(context, i), &mut scores);
    let (found, lead) = linear::lead(&scores);
    if model.sure <= lead {
        return found;
    }
    model.add(&rest(context, i), &mut scores);
    linear::lead(&scores).0
}

/// Fills `list` with all features of word `i`; gives their number.
#[cfg(feature = "train")]
pub(crate) fn features(context: &Context, i: usize, list: &mut [u32; crate::linear::MAX_FEATURES]) -> usize {
    let all = first(context, i).into_iter().chain(rest(context, i));
    list.iter_mut().zip(all).map(|(place, feature)| *place = feature).count()
}

/// Whether word `i` stands first, and whether it has a capital.
#[inline(always)]
fn is_first(context: &Context, i: usize) -> u32 {
    u32::from(i == EDGE) | u32::from(context.forms[i].is_capital) << 1
}

/// The features that say most: where they are sure, the others are not asked.
#[inline(always)]
fn first(context: &Context, i: usize) -> [u32; N_FIRST] {
    let Context { forms, parts, tags } = context;
    let (w, before, after) = (&forms[i], &forms[i - 1], &forms[i + 1]);
    let (t1, t2) = (u32::from(tags[i - 1]), u32::from(tags[i - 2]));
    let (m, m_after) = (parts[i], parts[i + 1]);
    let [_, s2, s3, _] = w.suffixes;
    let is_first = is_first(context, i);
    [
        mix(2, w.lower, 0, 0),
        mix(3, w.exact, is_first, 0),
        mix(6, s3, 0, 0),
        mix(11, w.shape, is_first, 0),
        mix(15, t1, w.lower, 0),
        mix(16, t1, s3, 0),
        mix(21, before.lower, w.lower, 0),
        mix(22, w.lower, after.lower, 0),
        mix(27, m, 0, 0),
        mix(32, m, m_after, t1),
        mix(33, m, t1, t2),
        mix(37, w.shape, s2, is_first),
        mix(38, s3, t1, m_after),
        mix(39, w.lower, t1, m_after),
    ]
}

/// The other features.
#[inline(always)]
fn rest(context: &Context, i: usize) -> [u32; 25] {
    let Context { forms, parts, tags } = context;
    let (w, before, after, after2) = (&forms[i], &forms[i - 1], &forms[i + 1], &forms[i + 2]);
    let (t1, t2) = (u32::from(tags[i - 1]), u32::from(tags[i - 2]));
    let (m, m_before, m_after, m_after2) = (parts[i], parts[i - 1], parts[i + 1], parts[i + 2]);
    let [s1, s2, s3, s4] = w.suffixes;
    let [p1, p2] = w.prefixes;
    let is_first = is_first(context, i);
    [
        mix(1, 1, 0, 0),
        mix(4, s1, 0, 0),
        mix(5, s2, 0, 0),
        mix(7, s4, 0, 0),
        mix(8, p1, 0, 0),
        mix(9, p2, 0, 0),
        mix(12, t1, 0, 0),
        mix(13, t1, t2, 0),
        mix(14, t2, 0, 0),
        mix(17, before.lower, 0, 0),
        mix(19, after.lower, 0, 0),
        mix(20, after2.lower, 0, 0),
        mix(23, before.lower, after.lower, 0),
        mix(25, before.suffixes[2], 0, 0),
        mix(26, after.suffixes[1], s2, 0),
        mix(28, m_after, 0, 0),
        mix(29, m_after2, 0, 0),
        mix(30, m, t1, 0),
        mix(31, m, m_after, 0),
        mix(34, m_after, m_after2, 0),
        mix(36, w.shape, t1, is_first),
        mix(41, m_before, m, 0),
        mix(42, w.shape, after.shape, is_first),
        mix(46, s3, is_first, m),
        mix(47, w.lower, m_after, 0),
    ]
}
