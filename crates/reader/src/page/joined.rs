//! Links within lists: members that the parser made part of a name or verbs of their own.

use grammar::{Relation, Tense, Upos, VerbForm};

use super::{Page, Sentence};
use crate::lexicon::Class;

/// "Exports oil, batteries and ...": a noun before a comma is no part of the noun behind it, but the first of a list.
pub(super) fn listed(page: &Page<'_>, sentence: &mut Sentence, node: usize) {
    let here = &sentence.nodes[node];
    let noun = here.tag.upos == Upos::Noun && here.mention.is_none();
    let comma = sentence.nodes.get(node + 1).is_some_and(|mark| page.words(mark.tokens.clone()) == ",");
    let Some(next) = here.head.filter(|&head| noun && comma && head == node + 2) else { return };
    let (above, relation) = (sentence.nodes[next].head, sentence.nodes[next].relation);
    for child in sentence.nodes[next].children.clone() {
        let before = child < node || matches!(sentence.nodes[child].relation, Relation::Conj);
        if before && child != node {
            attach(sentence, child, node, sentence.nodes[child].relation);
        }
    }
    match above {
        Some(above) => attach(sentence, node, above, relation),
        None => root(sentence, node),
    }
    attach(sentence, next, node, Relation::Conj);
}

/// What is coordinated: a member of a list, part of a name, or a second infinitive.
pub(super) fn member(page: &Page<'_>, sentence: &mut Sentence, node: usize, including: Class) {
    let here = &sentence.nodes[node];
    let Some(first) = here.head else { return };
    // "Equipment such as pumps": what "such as" brings is no second member of a list.
    if let Some(case) = brings(sentence, node, including) {
        attach(sentence, case, node, Relation::Case);
        sentence.nodes[node].relation = Relation::Nmod;
    // "School and office furniture": both words stand before the noun.
    } else if sentence.nodes[first].relation == Relation::Compound
        && let Some(noun) = sentence.nodes[first].head.filter(|&noun| noun == node + 1 && here.is_nominal())
    {
        attach(sentence, node, noun, Relation::Compound);
    } else if let Some((noun, before)) = described(sentence, node) {
        // "Looms and used machinery": a participle before the noun, not a verb that acts on it.
        for child in sentence.nodes[node].children.clone().into_iter().filter(|&child| child != noun) {
            attach(sentence, child, noun, sentence.nodes[child].relation);
        }
        attach(sentence, noun, before, Relation::Conj);
        attach(sentence, node, noun, Relation::Amod);
    } else if bare(page, sentence, node) {
        // "Ready to sell lathes, repair pumps": the second verb is an infinitive like the first.
        let infinitive = |at: usize| at < node && sentence.nodes[at].tag.verb_form == Some(VerbForm::Inf);
        let before = sentence.children(first, Relation::Xcomp).filter(|&at| infinitive(at)).last();
        let Some(before) = before.or_else(|| infinitive(first).then_some(first)) else { return };
        attach(sentence, node, before, Relation::Conj);
        let tag = &mut sentence.nodes[node].tag;
        (tag.verb_form, tag.tense, tag.mood) = (Some(VerbForm::Inf), None, None);
    }
}

/// The noun right behind a participle that a conjunction joins to a noun, and that noun.
fn described(sentence: &Sentence, node: usize) -> Option<(usize, usize)> {
    let here = &sentence.nodes[node];
    let participle = here.tag.verb_form == Some(VerbForm::Part) && here.tag.tense == Some(Tense::Past);
    let noun = sentence.children(node, Relation::Obj).find(|&noun| noun == node + 1)?;
    let joint = sentence.children(node, Relation::Cc).find(|&cc| cc + 1 == node)?;
    let acts = here.children.iter().any(|&child| {
        matches!(sentence.nodes[child].relation, Relation::Nsubj | Relation::Aux | Relation::AuxPass | Relation::Mark)
    });
    let marks = sentence.nodes[..joint].iter().rev().take_while(|mark| mark.tag.upos == Upos::Punct).count();
    let before = joint.checked_sub(marks + 1)?;
    let plain = sentence.nodes[before].tag.upos == Upos::Noun && sentence.nodes[noun].tag.upos == Upos::Noun;
    (participle && plain && !acts).then_some((noun, before))
}

/// The "such as" of a noun, on itself or on the word before it.
fn brings(sentence: &Sentence, node: usize, including: Class) -> Option<usize> {
    let before = sentence.children(node, Relation::Compound).chain(sentence.children(node, Relation::Amod));
    std::iter::once(node)
        .chain(before)
        .find_map(|word| sentence.children(word, Relation::Case).find(|&case| sentence.nodes[case].is(including)))
}

/// A verb in its bare form with no subject, auxiliary or mark of its own.
fn bare(page: &Page<'_>, sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    let own = |&child: &usize| {
        matches!(
            sentence.nodes[child].relation,
            Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Expl
                | Relation::Aux
                | Relation::AuxPass
                | Relation::Cop
                | Relation::Mark
        )
    };
    here.tag.upos == Upos::Verb && page.words(here.tokens.clone()) == here.lemma && !here.children.iter().any(own)
}

/// Makes a node the root.
fn root(sentence: &mut Sentence, node: usize) {
    if let Some(old) = sentence.nodes[node].head {
        sentence.nodes[old].children.retain(|&child| child != node);
    }
    sentence.nodes[node].head = None;
    sentence.nodes[node].relation = Relation::Root;
}

/// Hangs a node on another.
pub(super) fn attach(sentence: &mut Sentence, node: usize, head: usize, relation: Relation) {
    if let Some(old) = sentence.nodes[node].head {
        sentence.nodes[old].children.retain(|&child| child != node);
    }
    sentence.nodes[node].head = Some(head);
    sentence.nodes[node].relation = relation;
    let children = &mut sentence.nodes[head].children;
    let at = children.partition_point(|&child| child < node);
    children.insert(at, node);
}

#[cfg(test)]
mod tests {
    use model::{Document, Kind, Role, Statement};

    fn read(text: &str) -> Vec<Statement> {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        reader.read(&Document::from_text(text.to_owned()))
    }

    fn items(text: &str) -> Vec<String> {
        let statements = read(text);
        let supplies = statements.iter().filter(|statement| statement.kind() == Kind::Supply);
        supplies.flat_map(|statement| statement.role(Role::Item)).map(|arg| arg.value.to_string()).collect()
    }

    #[test]
    fn two_nouns_side_by_side_are_one_name() {
        assert_eq!(items("The first batch of 40 gas stoves arrived in Riga from Turku."), ["gas stoves"]);
    }

    #[test]
    fn a_second_infinitive_is_offered_like_the_first() {
        let text = "Gomselmash and Amkodor are ready to supply seeders, provide timely repair.";
        let stages: Vec<String> =
            read(text).iter().filter_map(Statement::stage).map(|stage| stage.to_string()).collect();
        assert_eq!(stages, ["offered"]);
        assert_eq!(items(text), ["seeders", "timely repair"]);
    }

    #[test]
    fn ready_to_supply_is_no_noun() {
        assert_eq!(items("Gomselmash is ready to supply seeders to Latvia."), ["seeders"]);
    }

    #[test]
    fn the_members_of_a_list_are_parted_and_the_words_of_a_name_are_not() {
        assert_eq!(
            items("Finland supplies Latvia with looms, pumps, and used machinery."),
            ["looms", "pumps", "used machinery"]
        );
        assert_eq!(items("Finland supplies Latvia with school and office furniture."), ["school and office furniture"]);
    }

    #[test]
    fn what_a_region_exports_is_goods() {
        assert_eq!(
            items(
                "The region of Lapland lies in Finland. In turn, the region exports crude oil, timber and pulp to Latvia."
            ),
            ["crude oil", "timber", "pulp"]
        );
    }
}
