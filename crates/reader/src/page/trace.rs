//! A page as text for people who write rules: units, tags, links, classes, mentions.

use std::fmt::Write;

use super::{Mention, Page};
use crate::lexicon::Lexicon;

/// One line a sentence with its speaker, one line a unit: number, words, lemma, tag, head, relation, mention, classes.
pub(crate) fn trace(page: &Page<'_>, lexicon: &Lexicon, voices: &[Vec<String>]) -> String {
    let mut out = String::new();
    for (at, sentence) in page.sentences.iter().enumerate() {
        let words = page.document.slice(sentence.span).unwrap_or("");
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "# {at} paragraph {} {}{words}",
            sentence.paragraph,
            if sentence.furniture { "FURNITURE " } else { "" }
        );
        for voice in voices.get(at).into_iter().flatten() {
            let _ = writeln!(out, "#= {} {} {voice}", sentence.span.start, sentence.span.end);
        }
        for (number, node) in sentence.nodes.iter().enumerate() {
            let mention = match node.mention {
                Some(Mention::Name(name)) => {
                    let mention = &page.names.mentions[name];
                    let entity = &page.names.entities[mention.entity as usize];
                    format!(
                        "{:?} {} {} by {}",
                        entity.kind,
                        entity.name,
                        entity.id.as_deref().unwrap_or("-"),
                        mention.by
                    )
                }
                Some(Mention::Value(value)) => format!("{:?}", page.values[value].value),
                Some(Mention::Office(office)) => format!("{:?}", page.names.offices[office]),
                None => node.inside.map(|value| format!("inside {:?}", page.values[value].value)).unwrap_or_default(),
            };
            let classes: Vec<&str> = node.classes.iter().map(|class| lexicon.name(*class)).collect();
            let _ = writeln!(
                out,
                "{number}\t{}\t{}\t{}{}\t{}\t{}\tclause {}\t{}\t{}",
                page.words(node.tokens.clone()),
                node.lemma,
                node.tag.upos.as_str(),
                node.tag.verb_form.map(|form| format!(" {}", form.as_str())).unwrap_or_default()
                    + &node.tag.tense.map(|tense| format!(" {}", tense.as_str())).unwrap_or_default(),
                node.head.map_or("root".to_owned(), |head| head.to_string()),
                node.relation.as_str(),
                node.clause,
                mention,
                classes.join(" "),
            );
        }
    }
    out
}
