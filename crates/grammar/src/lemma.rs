//! Forms to lemmas: learned suffix rules, and learned exceptions to them.

use crate::bytes::{ModelError, Reader};
use crate::hash;
use crate::tag::Upos;
use std::borrow::Cow;

/// Longest ending that a rule looks at, in characters.
pub(crate) const MAX_ENDING: usize = 6;

/// A change at the end of a form: characters to cut, letters to add.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edit {
    pub(crate) cut: u8,
    pub(crate) add: String,
}

impl Edit {
    /// The edit that turns `form` into `lemma`.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn between(form: &str, lemma: &str) -> Edit {
        let common = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let cut = form.chars().count() - common;
        Edit { cut: cut.min(255) as u8, add: lemma.chars().skip(common).collect() }
    }

    /// The form with its end changed.
    pub(crate) fn apply(&self, form: &str) -> String {
        let kept = form.chars().count().saturating_sub(self.cut as usize);
        form.chars().take(kept).chain(self.add.chars()).collect()
    }
}

/// Rules and exceptions, each under the hash of part of speech and letters, sorted by hash.
#[derive(Debug, Default)]
pub(crate) struct Lemmas {
    pub(crate) rules: Vec<(u32, Edit)>,
    pub(crate) exceptions: Vec<(u32, Edit)>,
}

impl Lemmas {
    /// The lemma of a form, in lower case.
    pub(crate) fn lemma<'a>(&self, form: &'a str, upos: Upos) -> Cow<'a, str> {
        let lower =
            if form.chars().any(char::is_uppercase) { Cow::Owned(form.to_lowercase()) } else { Cow::Borrowed(form) };
        if upos == Upos::Propn {
            return lower;
        }
        match self.edit(&lower, upos) {
            Some(edit) if edit.cut != 0 || !edit.add.is_empty() => Cow::Owned(edit.apply(&lower)),
            _ => lower,
        }
    }

    fn edit(&self, lower: &str, upos: Upos) -> Option<&Edit> {
        let find = |list: &'_ [(u32, Edit)], key: u32| list.binary_search_by_key(&key, |(hash, _)| *hash).ok();
        if let Some(at) = find(&self.exceptions, key(upos, lower)) {
            return Some(&self.exceptions[at].1);
        }
        endings(lower).find_map(|ending| find(&self.rules, key(upos, ending))).map(|at| &self.rules[at].1)
    }

    /// Reads what [`Lemmas::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Lemmas, ModelError> {
        Ok(Lemmas { rules: read_list(reader)?, exceptions: read_list(reader)? })
    }

    /// Appends rules and exceptions.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        for list in [&self.rules, &self.exceptions] {
            out.extend_from_slice(&(list.len() as u32).to_le_bytes());
            for (hash, edit) in list {
                out.extend_from_slice(&hash.to_le_bytes());
                out.push(edit.cut);
                crate::bytes::put_str(out, &edit.add);
            }
        }
    }
}

/// The endings of a form that leave at least one character before them, the longest first, then the empty one.
pub(crate) fn endings(form: &str) -> impl Iterator<Item = &str> {
    let n = form.chars().count();
    let starts = form.char_indices().map(|(at, _)| at).skip(n.saturating_sub(MAX_ENDING).max(1));
    starts.map(|at| &form[at..]).chain(std::iter::once(""))
}

/// The key of a form or an ending under a part of speech.
pub(crate) fn key(upos: Upos, letters: &str) -> u32 {
    hash::mix(upos as u32, if letters.is_empty() { 0 } else { hash::of(letters) }, 0, 0)
}

fn read_list(reader: &mut Reader<'_>) -> Result<Vec<(u32, Edit)>, ModelError> {
    let n = reader.u32()? as usize;
    let mut list: Vec<(u32, Edit)> = Vec::with_capacity(n.min(1 << 20));
    for _ in 0..n {
        let hash = reader.u32()?;
        if list.last().is_some_and(|(last, _)| hash <= *last) {
            return Err(reader.error("lemma rules out of order"));
        }
        list.push((hash, Edit { cut: reader.u8()?, add: reader.str()?.to_owned() }));
    }
    Ok(list)
}
