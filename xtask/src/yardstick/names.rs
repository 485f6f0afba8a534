//! Names against Universal NER (https://www.universalner.org): the sentences of two treebanks with people, organisations and places.
//!
//! The documents are put together again as raw text and read as any other text is: cuts into tokens and sentences are our own. What the
//! reader calls an adjective of a place ("Peruvian") is no name in the data and is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use reader::names::{EntityKind, Gazetteer, find};
use reader::pack::embedded;
use score::Tally;

/// A data set: what it is called, the file of names, the treebank that tells where paragraphs begin.
const SETS: [(&str, &str, &str); 2] = [
    ("EWT test", "uner/en_ewt-ud-test.iob2", "ud/en_ewt-ud-test.conllu"),
    ("PUD", "uner/en_pud-ud-test.iob2", "ud/en_pud-ud-test.conllu"),
];
const TYPES: [&str; 3] = ["PER", "ORG", "LOC"];

/// A name: its type and its bytes in the document's text.
type Name = (&'static str, Range<usize>);

/// A document put together from its sentences, with the names that people marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Marked {
    text: String,
    names: Vec<Name>,
}

/// Measures, prints, and writes the page.
pub fn run(data: &Path, n_misses: usize) -> Result<(), String> {
    let gazetteer = Gazetteer::load(&embedded()).map_err(|error| error.to_string())?;
    let mut table = String::from(
        "| data | type | names | P exact | R exact | F1 exact | P overlap | R overlap | F1 overlap |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for (title, names, treebank) in SETS {
        let documents = documents(&read(data, names)?, &paragraphs(&read(data, treebank)?))
            .map_err(|fault| format!("{}:{fault}", data.join(names).display()))?;
        let (mut exact, mut overlap) = (BTreeMap::new(), BTreeMap::new());
        let mut listing = Vec::new();
        for document in &documents {
            let found = predicted(&gazetteer, &document.text);
            compare(&document.names, &found, &|a, b| a == b, &mut exact);
            compare(&document.names, &found, &|a, b| a.start < b.end && b.start < a.end, &mut overlap);
            list(document, &found, &mut listing);
        }
        table.push_str(&rows(title, &exact, &overlap));
        listing.iter().take(n_misses).for_each(|line| println!("{title}: {line}"));
    }
    println!("{table}");
    super::write("uner", &table)
}

fn read(data: &Path, name: &str) -> Result<String, String> {
    let path = data.join(name);
    fs::read_to_string(&path).map_err(|error| format!("failed to read `{}`: {error}", path.display()))
}

/// The ids of sentences that begin a paragraph.
fn paragraphs(treebank: &str) -> BTreeSet<&str> {
    let mut out = BTreeSet::new();
    let mut begins = false;
    for line in treebank.lines() {
        begins |= line.starts_with("# newpar");
        if let Some(id) = line.strip_prefix("# sent_id = ") {
            if begins {
                out.insert(id);
            }
            begins = false;
        }
    }
    out
}

/// The documents of a file of names. The columns of a row are number, form, label (`O`, `B-PER`, `I-PER`), and two more.
fn documents(source: &str, paragraphs: &BTreeSet<&str>) -> Result<Vec<Marked>, String> {
    let mut out: Vec<Marked> = Vec::new();
    // Where the next token is looked for, and the end of the sentence.
    let (mut at, mut end, mut gap) = (0, 0, " ");
    for (index, line) in source.lines().enumerate() {
        if line.starts_with("# newdoc") {
            out.push(Marked::default());
        } else if let Some(id) = line.strip_prefix("# sent_id = ") {
            gap = if paragraphs.contains(id) { "\n\n" } else { " " };
        } else if let Some(text) = line.strip_prefix("# text = ") {
            if out.is_empty() {
                out.push(Marked::default());
            }
            if let Some(document) = out.last_mut() {
                if !document.text.is_empty() {
                    document.text.push_str(gap);
                }
                at = document.text.len();
                document.text.push_str(text);
                end = document.text.len();
            }
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            let columns: Vec<&str> = line.split('\t').collect();
            let (Some(form), Some(label)) = (columns.get(1), columns.get(2)) else {
                return Err(format!("{}: {} columns found, 5 expected", index + 1, columns.len()));
            };
            let Some(document) = out.last_mut() else { continue };
            // A word that the text writes otherwise (a clitic) is passed over.
            let Some(start) = document.text[at..end].find(form).map(|found| at + found) else { continue };
            at = start + form.len();
            label_token(label, start..at, document).map_err(|fault| format!("{}: {fault}", index + 1))?;
        }
    }
    Ok(out)
}

fn label_token(label: &str, place: Range<usize>, document: &mut Marked) -> Result<(), String> {
    let Some((mark, name)) = label.split_once('-') else { return Ok(()) };
    let Some(name) = TYPES.into_iter().find(|known| *known == name) else {
        return if name == "OTH" {
            Ok(())
        } else {
            Err(format!("label `{label}`; allowed: O, B-PER, I-PER, ORG, LOC"))
        };
    };
    match document.names.last_mut() {
        Some((last, span)) if mark == "I" && *last == name => span.end = place.end,
        _ => document.names.push((name, place)),
    }
    Ok(())
}

fn predicted(gazetteer: &Gazetteer, text: &str) -> Vec<Name> {
    let segments = grammar::segment(text);
    let names = find(gazetteer, text, &segments);
    let name = |mention: &reader::names::NameMention| {
        let tokens = segments.tokens.get(mention.tokens.start as usize..mention.tokens.end as usize)?;
        let (first, last) = (tokens.first()?, tokens.last()?);
        let kind = match names.entities.get(mention.entity as usize)?.kind {
            EntityKind::Person => "PER",
            EntityKind::Organisation => "ORG",
            _ if mention.adjective => return None,
            _ => "LOC",
        };
        Some((kind, first.byte_start as usize..last.byte_end as usize))
    };
    names.mentions.iter().filter_map(name).collect()
}

/// Counts by type; each name is paired at most once.
fn compare(
    gold: &[Name],
    found: &[Name],
    fits: &dyn Fn(&Range<usize>, &Range<usize>) -> bool,
    tallies: &mut BTreeMap<&'static str, Tally>,
) {
    let mut taken = vec![false; found.len()];
    for (kind, span) in gold {
        let hit = (0..found.len()).find(|&at| !taken[at] && found[at].0 == *kind && fits(span, &found[at].1));
        let tally = tallies.entry(kind).or_default();
        match hit {
            Some(at) => {
                taken[at] = true;
                tally.right += 1;
            }
            None => tally.misses += 1,
        }
    }
    for ((kind, _), _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        tallies.entry(kind).or_default().alarms += 1;
    }
}

/// Names that do not agree exactly, with the words around them.
fn list(document: &Marked, found: &[Name], out: &mut Vec<String>) {
    let around = |span: &Range<usize>| {
        let text = &document.text;
        let start = (0..=span.start.saturating_sub(40)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let end = (span.end + 30..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        format!("{}[{}]{}", &text[start..span.start], &text[span.clone()], &text[span.end..end]).replace('\n', " ")
    };
    let missed = document.names.iter().filter(|name| !found.contains(name)).map(|name| ("missed", name));
    let alarms = found.iter().filter(|name| !document.names.contains(name)).map(|name| ("false", name));
    let mut lines: Vec<_> = missed.chain(alarms).collect();
    lines.sort_by_key(|(_, (_, span))| span.start);
    out.extend(lines.into_iter().map(|(what, (kind, span))| format!("{what} {kind} {}", around(span))));
}

fn rows(title: &str, exact: &BTreeMap<&str, Tally>, overlap: &BTreeMap<&str, Tally>) -> String {
    let sum = |tallies: &BTreeMap<&str, Tally>| {
        let mut total = Tally::default();
        tallies.values().for_each(|tally| total.add(*tally));
        total
    };
    let mut out = String::new();
    for kind in TYPES.into_iter().map(Some).chain([None]) {
        let of = |tallies: &BTreeMap<&str, Tally>| {
            kind.map_or_else(|| sum(tallies), |kind| tallies.get(kind).copied().unwrap_or_default())
        };
        let (exact, overlap) = (of(exact), of(overlap));
        let figures = [exact.figures(), overlap.figures()]
            .map(|figures| [figures.precision, figures.recall, figures.f1].map(|share| format!("{:.1}", 100.0 * share)))
            .concat();
        let n_names = exact.right + exact.misses;
        out.push_str(&format!("| {title} | {} | {n_names} | {} |\n", kind.unwrap_or("all"), figures.join(" | ")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "# newdoc id = one\n# sent_id = one-1\n# text = Ana Li left Oslo.\n1\tAna\tB-PER\t-\t-\n2\tLi\tI-PER\t-\t-\n\
        3\tleft\tO\t-\t-\n4\tOslo\tB-LOC\t-\t-\n5\t.\tO\t-\t-\n\n# sent_id = one-2\n# text = The Red Cross stays.\n1\tThe\tO\t-\t-\n\
        2\tRed\tB-ORG\t-\t-\n3\tCross\tI-ORG\t-\t-\n4\tstays\tO\t-\t-\n5\t.\tO\t-\t-\n";

    #[test]
    fn documents_are_put_together_with_their_names() {
        let made = documents(SOURCE, &BTreeSet::from(["one-2"])).unwrap();
        assert_eq!(made.len(), 1);
        assert_eq!(made[0].text, "Ana Li left Oslo.\n\nThe Red Cross stays.");
        let names: Vec<(&str, &str)> =
            made[0].names.iter().map(|(kind, span)| (*kind, &made[0].text[span.clone()])).collect();
        assert_eq!(names, [("PER", "Ana Li"), ("LOC", "Oslo"), ("ORG", "Red Cross")]);
        let fault = documents(&SOURCE.replace("B-LOC", "B-PLACE"), &BTreeSet::new()).unwrap_err();
        assert!(fault.starts_with("7: label `B-PLACE`; allowed: "), "{fault}");
    }

    #[test]
    fn a_name_counts_once() {
        let mut tallies = BTreeMap::new();
        let gold = [("PER", 0..6), ("PER", 10..12)];
        compare(&gold, &[("PER", 0..12), ("ORG", 20..22)], &|a, b| a.start < b.end && b.start < a.end, &mut tallies);
        assert_eq!(tallies["PER"], Tally { right: 1, alarms: 0, misses: 1 });
        assert_eq!(tallies["ORG"], Tally { right: 0, alarms: 1, misses: 0 });
    }
}
