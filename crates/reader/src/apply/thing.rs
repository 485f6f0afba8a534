//! Things: the noun phrases that name goods, fields, subjects, and the counts that stand with them.

use grammar::{Number, Relation, Upos, VerbForm};
use model::{Approx, Decimal, Span};

use super::Desk;
use super::frame::{self, expand};
use super::list;
use crate::page::{Mention, Node, Sentence};
use crate::values::Found;

/// A count that stands with a thing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Count {
    pub value: Decimal,
    pub unit: String,
    pub approx: Option<Approx>,
    pub span: Span,
}

/// A noun phrase that names goods, a product, a field or a subject.
#[derive(Clone, Debug)]
pub(crate) struct Thing {
    pub node: usize,
    pub text: String,
    pub span: Span,
    pub count: Option<Count>,
}

/// The things that a node names: itself, or the members and contents that it introduces ("equipment such as ...", "a batch of ...").
pub(crate) fn things(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Vec<Thing> {
    let here = &sentence.nodes[node];
    if let Some(Mention::Value(value)) = here.mention {
        return measured(desk, sentence, node, value);
    }
    if let Some(Mention::Name(name)) = here.mention
        && desk.words.events().into_iter().any(|class| here.is(class))
    {
        let entity = desk.page.names.mentions[name].entity as usize;
        let text = desk.page.names.entities[entity].name.clone();
        return vec![Thing { node, text, span: here.span, count: None }];
    }
    if !nameable(desk, here) {
        return Vec::new();
    }
    let members = members(desk, sentence, node);
    if !members.is_empty() {
        return members;
    }
    if let Some(whole) = shared_noun(desk, sentence, node) {
        return vec![whole];
    }
    // "Tractor exports" are tractors; "crop production" is a field.
    let field = here.is(desk.words.field_name) && !sentence.children(node, Relation::Nmod).any(|below| below > node);
    if (here.is(desk.words.container) || (here.is(desk.words.nominal) && !field))
        && let Some(mut contents) = contents(desk, sentence, node)
    {
        // "14 boxes of cheese": the cheese, counted in boxes.
        let unit = tidy(desk.page.words(here.tokens.clone()));
        if here.is(desk.words.container) {
            share(&mut contents, count(desk, sentence, node, &unit));
        }
        return contents;
    }
    // "Six trains of flour": the flour, counted in trains; but not "two lorries of the port".
    if here.is(desk.words.carrier)
        && let Some(mut contents) = contents(desk, sentence, node)
        && contents.iter().all(|thing| sentence.nodes[thing.node].is(desk.words.goods) && thing.count.is_none())
    {
        let unit = phrase(desk, sentence, node).map_or_else(String::new, |(_, text)| text);
        share(&mut contents, count(desk, sentence, node, &unit));
        return contents;
    }
    let plant = here.is(desk.words.hub_noun) || here.is(desk.words.plant_noun);
    let told = plant || (here.is(desk.words.matter) && qualified(desk, sentence, node));
    if here.is(desk.words.empty_noun) && !told {
        return Vec::new();
    }
    if here.is(desk.words.unit_noun)
        && let Some(thing) = counted_before(desk, sentence, node)
    {
        return vec![thing];
    }
    let Some((span, text)) = phrase(desk, sentence, node) else { return Vec::new() };
    let count = count(desk, sentence, node, &text);
    vec![Thing { node, text, span, count }]
}

/// "School and office furniture" where the parser made the school a member of its own: a body is no goods, so it says whose.
fn shared_noun(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Thing> {
    let here = &sentence.nodes[node];
    if !here.is(desk.words.body_noun) || here.is(desk.words.goods) || here.tag.number != Some(Number::Sing) {
        return None;
    }
    let bare = here.children.iter().all(|&child| {
        matches!(sentence.nodes[child].relation, Relation::Case | Relation::Conj | Relation::Cc | Relation::Punct)
    });
    let joined = |&noun: &usize| {
        sentence.nodes[node + 1].tag.upos == Upos::Cconj && sentence.nodes[noun].is(desk.words.goods) && noun > node + 2
    };
    let noun = sentence.children(node, Relation::Conj).find(joined).filter(|_| bare)?;
    let (span, _) = phrase(desk, sentence, noun)?;
    if span.start != sentence.nodes[node + 2].span.start {
        return None;
    }
    let text = tidy(desk.page.words(here.tokens.start..sentence.nodes[noun].tokens.end));
    Some(Thing { node: noun, text, span: here.span.cover(span), count: None })
}

/// "Ferry line", "master's course": a word before the noun says of what kind it is.
fn qualified(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    sentence.nodes[node].children.iter().any(|&child| {
        let below = &sentence.nodes[child];
        child < node
            && below.mention.is_none()
            && !below.is(desk.words.such)
            && matches!(below.relation, Relation::Amod | Relation::Compound)
    })
}

/// Nouns, and names that stand for a product; no people, places, dates, pronouns.
fn nameable(desk: &Desk<'_, '_>, node: &Node) -> bool {
    if node.mention.is_some() {
        return false;
    }
    let listed = node.is(desk.words.goods) || node.is(desk.words.field_name);
    match node.tag.upos {
        Upos::Noun | Upos::Propn => true,
        Upos::Verb => node.is(desk.words.field_verb),
        // Taggers take some nouns for adjectives; the lists know better.
        Upos::Adj => listed && !matches!(node.relation, Relation::Amod | Relation::Compound),
        _ => false,
    }
}

/// "Lift infrastructure ... 6,000 units": the goods named before, counted here.
fn counted_before(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Thing> {
    let goods = (0..node).rev().find(|&before| {
        sentence.nodes[before].is(desk.words.goods)
            && sentence.nodes[before].mention.is_none()
            && sentence.nodes[before].is_nominal()
    })?;
    let span = sentence.nodes[goods].span;
    let text = tidy(desk.page.words(sentence.nodes[goods].tokens.clone()));
    let unit = tidy(desk.page.words(sentence.nodes[node].tokens.clone()));
    let count = count(desk, sentence, node, &unit)?;
    Some(Thing { node, text, span, count: Some(count) })
}

/// "6,300 tonnes of fish": the fish, counted in tonnes; "six of them": nothing.
fn measured(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, value: usize) -> Vec<Thing> {
    let found = &desk.page.values[value];
    let (number, unit, approx) = match &found.value {
        Found::Measure { value, unit, approx, .. } => (*value, unit.clone(), *approx),
        Found::Number { value, approx, .. } => (*value, String::new(), *approx),
        _ => return Vec::new(),
    };
    let mut out = contents(desk, sentence, node).unwrap_or_default();
    if let Some(first) = out.first_mut() {
        let unit = if unit.is_empty() { first.text.clone() } else { unit };
        // The nearest is what is counted, whatever was counted in it; the others share the count.
        first.count = None;
        share(&mut out, Some(Count { value: number, unit, approx, span: sentence.nodes[node].span }));
    }
    out
}

/// One count for all that it holds: "40 tonnes of butter and cheese". What has a count of its own keeps it.
fn share(contents: &mut [Thing], count: Option<Count>) {
    for thing in contents.iter_mut().filter(|thing| thing.count.is_none()) {
        thing.count.clone_from(&count);
    }
}

fn contents(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Vec<Thing>> {
    let mut of = frame::fill(sentence, &desk.words.cases, node, frame::Slot::Adposition(desk.words.cases.of));
    if sentence.nodes[node].is(desk.words.nominal) {
        of.extend(sentence.children(node, Relation::Compound));
    }
    let out: Vec<Thing> =
        of.into_iter().filter(|&below| below != node).flat_map(|below| things(desk, sentence, below)).collect();
    if out.is_empty() { None } else { Some(out) }
}

/// Members that a general word introduces: "such as", "including", a colon or dash.
fn members(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Vec<Thing> {
    let mut heads: Vec<usize> = sentence.nodes[node]
        .children
        .iter()
        .copied()
        .filter(|&child| {
            child > node && sentence.nodes[child].children.iter().any(|&case| brings(desk, &sentence.nodes[case]))
        })
        .collect();
    if heads.is_empty() && sentence.nodes[node].is(desk.words.general_noun) {
        heads = frame::fill(sentence, &desk.words.cases, node, frame::Slot::Apposition);
        heads.retain(|&head| introduced(desk, sentence, node, head));
        if heads.is_empty() {
            heads = list::bracketed(desk, sentence, node);
        }
    }
    expand(sentence, &mut heads);
    heads.into_iter().filter(|&head| head != node).flat_map(|head| things(desk, sentence, head)).collect()
}

/// "Such as", "including" as an adposition.
fn brings(desk: &Desk<'_, '_>, case: &Node) -> bool {
    matches!(case.relation, Relation::Case | Relation::Mark) && case.is(desk.words.cases.including)
}

/// True where a colon or dash stands between a general word and what it introduces.
fn introduced(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, head: usize) -> bool {
    (node + 1..head)
        .any(|between| matches!(desk.page.words(sentence.nodes[between].tokens.clone()), ":" | "-" | "–" | "—"))
}

/// The phrase of a noun: its premodifiers and itself, without article, number, possessor and country; and what completes it
/// where the noun alone says little ("programme to ...", "exchange of students").
pub(super) fn phrase(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<(Span, String)> {
    let mut first = node;
    while let Some(before) = first.checked_sub(1) {
        if !premodifies(desk, sentence, before, node) {
            break;
        }
        first = before;
    }
    // A conjunction or mark cannot open a phrase.
    let bullet = |at: usize| !desk.page.words(sentence.nodes[at].tokens.clone()).contains(char::is_alphanumeric);
    while first < node
        && (matches!(sentence.nodes[first].tag.upos, Upos::Cconj | Upos::Punct | Upos::Adv) || bullet(first))
    {
        first += 1;
    }
    let mut last = sentence.nodes[node].tokens.end;
    for &child in &sentence.nodes[node].children {
        if child > node
            && sentence.nodes[child].tokens.start == last
            && matches!(sentence.nodes[child].relation, Relation::Flat | Relation::Compound)
            && !matches!(sentence.nodes[child].mention, Some(Mention::Value(_)))
        {
            last = sentence.nodes[child].tokens.end;
        }
    }
    if sentence.nodes[node].is(desk.words.open_noun) {
        last = last.max(complement_end(desk, sentence, node));
    }
    let tokens = sentence.nodes[first].tokens.start..last;
    let text = tidy(desk.page.words(tokens.clone()));
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    Some((desk.page.span(tokens), text))
}

fn premodifies(desk: &Desk<'_, '_>, sentence: &Sentence, before: usize, node: usize) -> bool {
    let here = &sentence.nodes[before];
    if here.is(desk.words.such) {
        return false;
    }
    let place = matches!(here.mention, Some(Mention::Name(name)) if desk.is_place(name));
    let finite = here.tag.verb_form == Some(VerbForm::Fin);
    if place || finite || matches!(here.mention, Some(Mention::Value(_))) {
        return false;
    }
    // "19-seat aircraft": figures that count nothing are part of the name.
    let code =
        |at: usize| sentence.nodes[at].inside.is_some_and(|value| matches!(desk.page.values[value].value, Found::Code));
    // Every link from the word up to the noun must be a premodifier's.
    for at in sentence.ancestors(before) {
        if at == node {
            return true;
        }
        let ok = matches!(
            sentence.nodes[at].relation,
            Relation::Amod
                | Relation::Compound
                | Relation::Flat
                | Relation::Punct
                | Relation::Conj
                | Relation::Cc
                | Relation::Advmod
                | Relation::Goeswith
                | Relation::NmodDesc
                | Relation::Nmod
                | Relation::OblUnmarked
                | Relation::NmodUnmarked
        ) || code(at);
        let ok = ok && at < node;
        if !ok {
            return false;
        }
    }
    false
}

/// Where the first complement of an open noun ends: "programme to renew the bus fleet".
fn complement_end(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> u32 {
    const LENGTH_MAX: u32 = 14;
    let start = sentence.nodes[node].tokens.end;
    let behind = |&child: &usize| {
        child > node
            && matches!(sentence.nodes[child].relation, Relation::Acl | Relation::Nmod)
            && (node + 1..sentence.nodes.len())
                .find(|&n| sentence.under(n, child))
                .is_some_and(|first| sentence.nodes[first].tokens.start == start)
    };
    let own = sentence.nodes[node].children.iter().copied().find(|child| behind(child));
    let Some(child) = own.or_else(|| purpose(sentence, node)) else { return start };
    let mut end = start;
    for n in node + 1..sentence.nodes.len() {
        let here = &sentence.nodes[n];
        let hyphen = super::side::hyphen(sentence, n) && desk.page.words(here.tokens.clone()) == "-";
        let stop = here.tag.upos == Upos::Punct && !hyphen;
        if !sentence.under(n, child) || here.tokens.start != end || stop {
            break;
        }
        // "... the fleet and invites firms": a clause of its own.
        if here.tag.verb_form == Some(VerbForm::Fin) && here.relation == Relation::Conj {
            break;
        }
        if here.tokens.end - start > LENGTH_MAX {
            break;
        }
        end = here.tokens.end;
    }
    // A phrase does not end in an adposition, article or conjunction.
    let mut at = (node + 1..sentence.nodes.len()).rev().find(|&n| sentence.nodes[n].tokens.end == end);
    while let Some(n) = at {
        if n <= node || !matches!(sentence.nodes[n].tag.upos, Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part) {
            break;
        }
        end = sentence.nodes[n].tokens.start;
        at = n.checked_sub(1);
    }
    end
}

/// The infinitive right behind a noun that the parser hung on the verb above: "carries out a programme to renew ...".
fn purpose(sentence: &Sentence, node: usize) -> Option<usize> {
    let to = sentence.nodes.get(node + 1).filter(|to| to.tag.upos == Upos::Part && to.relation == Relation::Mark)?;
    let verb = to.head?;
    let here = &sentence.nodes[verb];
    let apart = matches!(here.relation, Relation::Advcl | Relation::Xcomp | Relation::Nmod | Relation::Acl);
    (apart && verb > node + 1 && here.tag.verb_form == Some(VerbForm::Inf)).then_some(verb)
}

/// The number that counts a noun: "about 20 diesel buses".
pub(super) fn count(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, text: &str) -> Option<Count> {
    // The number may hang on a modifier of the noun: "30" on "gas" of "30 gas buses".
    let modifiers = sentence.nodes[node].children.iter().filter(|&&child| {
        child < node && matches!(sentence.nodes[child].relation, Relation::Compound | Relation::Amod)
    });
    let heads = std::iter::once(&node).chain(modifiers);
    heads.flat_map(|&head| &sentence.nodes[head].children).filter(|&&child| child < node).find_map(|&child| {
        let Some(Mention::Value(value)) = sentence.nodes[child].mention else { return None };
        let Found::Number { value, approx, .. } = &desk.page.values[value].value else { return None };
        // "2. Deliveries": a mark of a list.
        let mark = child + 1 < node && desk.page.words(sentence.nodes[child + 1].tokens.clone()) == ".";
        if mark || !counts(*value, &sentence.nodes[node]) {
            return None;
        }
        let span = sentence.nodes[child].span.cover(sentence.nodes[node].span);
        Some(Count { value: *value, unit: text.to_owned(), approx: *approx, span })
    })
}

/// False for numbers that count nothing: "2.2 Fish" in a list, "a 1969 motorcycle".
fn counts(value: Decimal, noun: &Node) -> bool {
    const YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;
    let year = YEARS.contains(&value.trunc().try_into().unwrap_or(0));
    value.is_integer() && !(year && noun.tag.number == Some(Number::Sing))
}

/// One line, single spaces.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
