//! Offices in the text: the phrase with its modifiers and fields, the place or organisation it belongs to, its person.

use std::ops::Range;

use super::EntityKind;
use super::OfficeMention;
use super::class;
use super::heading;
use super::scan::{Core, Draft, Scan};
use super::tokens::Shape;

/// How far a field may reach after its preposition, in words: "for international affairs".
pub(super) const LONGEST_FIELD: usize = 5;
/// How many words may stand between a person and the office held: "who had previously served as the".
pub(super) const LONGEST_LINK: usize = 8;
/// The most members of a row of offices.
const MOST_MEMBERS: usize = 8;

/// How many words may stand before the office in its line, or before the noun of its owner.
const MODIFIERS_MOST: usize = 2;
/// Classes that say nothing of a word written small.
const IDLE: class::Classes =
    class::NO_NAME.or(class::GIVEN).or(class::FIELD).or(class::MODIFIER).or(class::THING).or(class::PARTICLE);

/// An office mention with what `resolve` needs of it.
pub(super) struct Found {
    /// The mention.
    pub mention: OfficeMention,
    /// Index of the office in the lexicon; `None` for a verb of heading.
    pub office: Option<u32>,
    /// "… served as deputy governor": the person is the one whom the sentence is about.
    pub held: bool,
    /// An office in the plural.
    pub plural: bool,
    /// The person was found as the subject of a sentence before.
    pub by_subject: bool,
}

/// The phrase around one office.
struct Phrase {
    /// Modifiers, office, and what belongs to the title after it.
    title: Range<usize>,
    /// Where the office is held: "to Russia", with something between it and the title.
    post: Option<Range<usize>>,
    /// Everything.
    all: Range<usize>,
    of: Option<usize>,
    /// Words of an owner without a name: "oblast government".
    owner: Option<Range<usize>>,
    /// More owners of an office in the plural: "presidents of Poland and Ukraine".
    more: Vec<usize>,
    person: Option<usize>,
    former: bool,
    future: bool,
    held: bool,
    marked: bool,
}

/// All offices, in order; `of_draft` gives each draft's entity.
pub(super) fn find(scan: &Scan<'_>, of_draft: &[u32]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut done = 0;
    for core in &scan.cores {
        if core.tokens.start < done || scan.draft_at(core.tokens.start).is_some() {
            continue;
        }
        let before = found.len();
        read(scan, of_draft, core, &mut found);
        if found.len() > before {
            done = core.tokens.end;
        }
    }
    share_person(scan, &mut found);
    heading::verbs(scan, of_draft, &mut found);
    found.sort_by_key(|found| (found.mention.head, found.mention.all.start));
    found
}

/// "Deputy Governor – Chairman of the Government X Y": a dash parts two offices of one person.
fn share_person(scan: &Scan<'_>, found: &mut [Found]) {
    for index in (1..found.len()).rev() {
        let (before, next) = (&found[index - 1], &found[index]);
        let end = before.mention.all.end as usize;
        let dash = scan.toks.at(end).shape == Shape::Dash && next.mention.all.start as usize == end + 1;
        if dash && before.mention.person.is_none() && !before.plural && !next.plural {
            found[index - 1].mention.person = found[index].mention.person;
        }
    }
}

fn read(scan: &Scan<'_>, of_draft: &[u32], core: &Core, found: &mut Vec<Found>) {
    let sentence = sentence_of(scan, core.tokens.start);
    let mut phrase = left(scan, core, &sentence);
    right(scan, core, &sentence, &mut phrase);
    person(scan, core, &sentence, &mut phrase);
    let lemma = scan.gazetteer.lexicon.office(core.phrase.office);
    let mention = |of: Option<usize>, person: Option<usize>, title: String| OfficeMention {
        tokens: narrow(&phrase.title),
        head: head_of(scan, core) as u32,
        title,
        person: person.and_then(|draft| of_draft.get(draft).copied()),
        of: of.and_then(|draft| of_draft.get(draft).copied()),
        former: phrase.former,
        future: phrase.future,
        by_description: false,
        owner: phrase.owner.as_ref().map(narrow),
        all: narrow(&phrase.all),
    };
    if core.phrase.plural {
        let Some(lemma) = lemma else { return };
        let (rows, end) = rows(scan, &phrase, sentence.end);
        for (of, person) in rows {
            let mut mention = mention(of, person, lemma.lemma.clone());
            mention.all.end = mention.all.end.max(end as u32);
            found.push(Found {
                mention,
                office: Some(core.phrase.office),
                held: false,
                plural: true,
                by_subject: false,
            });
        }
        return;
    }
    let more_than_word = phrase.of.is_some() || phrase.person.is_some() || phrase.title.len() > core.tokens.len();
    if !(more_than_word || phrase.marked || phrase.held) {
        return;
    }
    let mut title = scan.toks.phrase(phrase.title.clone());
    if let Some(lemma) = lemma.filter(|_| core.former) {
        title = lemma.lemma.clone();
    }
    if let Some(post) = &phrase.post {
        title.push(' ');
        title.push_str(&scan.toks.phrase(post.clone()));
    }
    let mention = mention(phrase.of, phrase.person, title);
    found.push(Found {
        mention,
        office: Some(core.phrase.office),
        held: phrase.held,
        plural: false,
        by_subject: false,
    });
}

/// Owner and person of one office of a row: indexes of drafts.
type Row = (Option<usize>, Option<usize>);

/// Owner and person of each office of a row, and one past the last person: "the presidents of A and B, X and Y".
fn rows(scan: &Scan<'_>, phrase: &Phrase, end: usize) -> (Vec<Row>, usize) {
    let persons = row_of_persons(scan, phrase.all.end, end);
    let owners: Vec<usize> = phrase.of.into_iter().chain(phrase.more.iter().copied()).collect();
    let n_members = owners.len().max(persons.len());
    let paired = persons.len() == n_members;
    let rows = (0..n_members).map(|member| {
        let of = if owners.len() == 1 { owners.first() } else { owners.get(member) };
        (of.copied(), persons.get(member).copied().filter(|_| paired))
    });
    let last = persons.last().filter(|_| paired).map_or(0, |last| scan.drafts[*last].tokens.end);
    (rows.collect(), last)
}

/// The last word of the phrase that says the office: "Minister" of "Prime Minister", "head" of "head of state".
fn head_of(scan: &Scan<'_>, core: &Core) -> usize {
    if is_sent(scan, core) {
        return core.tokens.start;
    }
    let joint = core.tokens.clone().find(|i| scan.toks.at(*i).is(class::OF.or(class::TO).or(class::FOR)));
    joint.unwrap_or(core.tokens.end).saturating_sub(1).max(core.tokens.start)
}

/// What belongs to the office before it: modifiers, fields, "former", the place or organisation.
fn left(scan: &Scan<'_>, core: &Core, sentence: &Range<usize>) -> Phrase {
    let mut start = core.tokens.start;
    while start > sentence.start {
        let i = start - 1;
        let tok = scan.toks.at(i);
        let field = tok.is(class::FIELD) || (tok.shape == Shape::Capital && !tok.first && scan.is_common(i));
        let joined = i > sentence.start && (tok.is(class::AND) || tok.is_hyphen()) && start < core.tokens.start + 1;
        let part = (tok.is(class::MODIFIER) || field) && scan.draft_at(i).is_none() && tok.is_word();
        let plain = !tok.is(class::FORMER.or(class::FUTURE).or(class::ARTICLE));
        if part && plain {
            start = i;
        } else if joined
            && start < core.tokens.start
            && scan.toks.at(i - 1).is(class::FIELD)
            && scan.draft_at(i - 1).is_none()
        {
            start = i - 1;
        } else {
            break;
        }
    }
    let mut phrase = Phrase {
        title: start..core.tokens.end,
        post: None,
        all: start..core.tokens.end,
        of: None,
        owner: None,
        more: Vec::new(),
        person: None,
        former: core.former,
        future: false,
        held: false,
        marked: scan.toks.at(core.tokens.start).is_capital(),
    };
    times(scan, sentence, &mut phrase);
    owner_before(scan, sentence, &mut phrase);
    times(scan, sentence, &mut phrase);
    let before = scan.toks.before(phrase.all.start);
    phrase.marked |=
        phrase.all.start > sentence.start && (before.is(class::ARTICLE.or(class::PRONOUN)) || before.is_possessive());
    phrase
}

/// "former", "ex-", "then", "incoming" before the phrase.
fn times(scan: &Scan<'_>, sentence: &Range<usize>, phrase: &mut Phrase) {
    while phrase.all.start > sentence.start {
        let mut i = phrase.all.start - 1;
        if scan.toks.at(i).is_hyphen() && i > sentence.start {
            i -= 1;
        }
        let tok = scan.toks.at(i);
        if tok.is(class::FORMER) {
            phrase.former = true;
        } else if tok.is(class::FUTURE) {
            phrase.future = true;
        } else {
            return;
        }
        phrase.all.start = i;
    }
}

/// The place or organisation right before: "Samara Oblast Governor", "Belarus' Economy Minister", "MAZ director".
fn owner_before(scan: &Scan<'_>, sentence: &Range<usize>, phrase: &mut Phrase) {
    let Some(mut i) = phrase.all.start.checked_sub(1).filter(|i| *i >= sentence.start) else { return };
    if scan.toks.at(i).is_possessive() && i > sentence.start {
        i -= 1;
    }
    let Some(number) = draft_number(scan, i) else { return };
    let draft = &scan.drafts[number];
    if draft.kind != EntityKind::Person && draft.tokens.end == i + 1 {
        phrase.of = Some(number);
        phrase.all.start = draft.tokens.start;
    }
}

/// What belongs to the office after it: "to Russia", "of MAZ", "for international affairs", "of the Gomel Region".
fn right(scan: &Scan<'_>, core: &Core, sentence: &Range<usize>, phrase: &mut Phrase) {
    let mut j = core.tokens.end;
    let mut owned = false;
    while j < sentence.end {
        let joint = scan.toks.at(j);
        if !joint.is(class::OF.or(class::TO).or(class::FROM).or(class::FOR).or(class::IN)) {
            break;
        }
        // "Of the committee", "of our committee".
        let k = if scan.toks.at(j + 1).is(class::ARTICLE.or(class::PRONOUN)) { j + 2 } else { j + 1 };
        let number = draft_number(scan, k).filter(|number| scan.drafts[*number].tokens.start == k);
        if let Some(end) = described_owner(scan, k, number) {
            phrase.owner = phrase.owner.clone().or(Some(k..end));
            j = end;
            continue;
        }
        let Some(number) = number else {
            let Some(end) = field_after(scan, j, k, sentence.end) else { break };
            phrase.title.end = end;
            j = end;
            continue;
        };
        // "of China's Shaanxi Province": the possessor only says where.
        let number = possessed(scan, number).unwrap_or(number);
        let draft = &scan.drafts[number];
        if draft.kind == EntityKind::Person || draft.adjective {
            break;
        }
        if joint.is(class::OF) {
            if !owned {
                phrase.of = Some(number);
            }
            owned = true;
        } else if joint.is(class::TO) || (joint.is(class::IN) && draft.kind.is_place()) {
            // An ambassador is sent to a place; others who are said to be in one merely are there.
            if !is_sent(scan, core) {
                // "The fund's coordinator in Riga Anna Berg".
                if joint.is(class::IN) && person_at(scan, draft.tokens.end).is_some() {
                    j = draft.tokens.end;
                }
                break;
            }
            if phrase.title.end == j {
                phrase.title.end = draft.tokens.end;
            } else {
                phrase.post = Some(j..draft.tokens.end);
            }
        } else if phrase.of.is_none() && (!joint.is(class::FROM) || is_sent(scan, core)) {
            phrase.of = Some(number);
        } else {
            break;
        }
        j = past_brackets(scan, draft.tokens.end);
        if core.phrase.plural && joint.is(class::OF) {
            j = more_owners(scan, j, sentence.end, phrase);
        }
    }
    if j == core.tokens.end {
        j = owner_between(scan, j, phrase);
    }
    if phrase.of.is_none() && phrase.owner.is_none() {
        j = owner_behind_comma(scan, j, sentence, phrase);
    }
    phrase.all.end = j.max(phrase.title.end);
}

/// One past an abbreviation in brackets; `i` where there is none.
fn past_brackets(scan: &Scan<'_>, i: usize) -> usize {
    let closed = scan.toks.at(i).shape == Shape::Open && scan.toks.at(i + 2).shape == Shape::Close;
    if closed { i + 3 } else { i }
}

/// "Ms X, Director, Eastern Relations Office": an organisation that a comma parts from the office, and that closes the phrase.
fn owner_behind_comma(scan: &Scan<'_>, j: usize, sentence: &Range<usize>, phrase: &mut Phrase) -> usize {
    let apart = scan.toks.at(j).shape == Shape::Comma
        && phrase.all.start > sentence.start
        && scan.toks.before(phrase.all.start).shape == Shape::Comma;
    let body = draft_number(scan, j + 1).filter(|number| {
        let draft = &scan.drafts[*number];
        let kind = matches!(draft.kind, EntityKind::Organisation | EntityKind::Subdivision);
        apart && draft.tokens.start == j + 1 && kind && !draft.adjective
    });
    let Some(end) = body.map(|number| scan.drafts[number].tokens.end) else { return j };
    let after = scan.toks.at(end).shape;
    let closed =
        end >= sentence.end || matches!(after, Shape::Comma | Shape::Stop | Shape::Close) || scan.toks.word(end) == ";";
    if !closed {
        return j;
    }
    phrase.of = body;
    end
}

/// "Chief Secretary Punjab Mr X": a place right between office and person.
fn owner_between(scan: &Scan<'_>, j: usize, phrase: &mut Phrase) -> usize {
    let place = draft_number(scan, j).filter(|number| {
        let draft = &scan.drafts[*number];
        draft.tokens.start == j && draft.kind.is_place() && !draft.adjective
    });
    let Some(end) = place.map(|number| scan.drafts[number].tokens.end).filter(|end| person_at(scan, *end).is_some())
    else {
        return j;
    };
    phrase.of = phrase.of.or(place);
    end
}

/// The name right behind the possessive mark of a place's name.
fn possessed(scan: &Scan<'_>, number: usize) -> Option<usize> {
    let draft = &scan.drafts[number];
    let mark = draft.tokens.end;
    let next = draft_number(scan, mark + 1).filter(|_| draft.kind.is_place() && scan.toks.at(mark).is_possessive())?;
    (scan.drafts[next].tokens.start == mark + 1).then_some(next)
}

/// "of the region", "of the oblast government", "of the German federal state": an owner in words that only the rest of the
/// document names.
fn described_owner(scan: &Scan<'_>, k: usize, number: Option<usize>) -> Option<usize> {
    let first = match number {
        Some(number) if scan.drafts[number].adjective => scan.drafts[number].tokens.end,
        Some(_) => return None,
        None => k,
    };
    let place = class::REGION.or(class::TOWN).or(class::DISTRICT).or(class::BODY).or(class::GENERIC);
    let lower = |i: usize| scan.toks.at(i).shape == Shape::Lower && scan.is_free(i);
    let noun = |i: usize| lower(i) && scan.toks.at(i).is(place);
    let modifier = |i: usize| lower(i) && scan.toks.at(i).is(class::MODIFIER.or(class::FIELD));
    let word = (first..first + MODIFIERS_MOST).find(|i| !modifier(*i) || noun(*i)).unwrap_or(first + MODIFIERS_MOST);
    let end = (word..).find(|i| !noun(*i))?;
    (end > word).then_some(end)
}

/// Offices of this class are held at a place: ambassadors, consuls.
fn is_sent(scan: &Scan<'_>, core: &Core) -> bool {
    scan.gazetteer.lexicon.office(core.phrase.office).is_some_and(|office| office.sent)
}

/// The other owners in a row: "of Belarus, Russia and Kazakhstan".
fn more_owners(scan: &Scan<'_>, j: usize, end: usize, phrase: &mut Phrase) -> usize {
    let mut j = j;
    while j < end && phrase.more.len() < MOST_MEMBERS {
        let comma = usize::from(scan.toks.at(j).shape == Shape::Comma);
        let and = usize::from(scan.toks.at(j + comma).is(class::AND));
        let mut k = j + comma + and;
        if scan.toks.at(k).is(class::ARTICLE) {
            k += 1;
        }
        let number = draft_number(scan, k).filter(|number| {
            let draft = &scan.drafts[*number];
            draft.tokens.start == k && draft.kind != EntityKind::Person && !draft.adjective
        });
        let Some(number) = number.filter(|_| comma + and > 0) else { break };
        phrase.more.push(number);
        j = scan.drafts[number].tokens.end;
    }
    j
}

/// One past a field after a preposition: words of fields, capitals that are common words, or a few small words that
/// something else than a clause follows.
fn field_after(scan: &Scan<'_>, joint: usize, k: usize, end: usize) -> Option<usize> {
    let is_field = |i: usize| {
        let tok = scan.toks.at(i);
        scan.draft_at(i).is_none()
            && !tok.is(class::NO_NAME)
            && (tok.is(class::FIELD) || (tok.shape == Shape::Capital && (scan.is_common(i) || tok.is(class::HEAD))))
    };
    let mut j = k;
    while j < end {
        let comma = usize::from(scan.toks.at(j).shape == Shape::Comma);
        let and = usize::from(scan.toks.at(j + comma).is(class::AND));
        if is_field(j) {
            j += 1;
        } else if j > k && comma + and > 0 && is_field(j + comma + and) && (and > 0 || and_ahead(scan, j + 1, end)) {
            j += comma + and + 1;
        } else {
            break;
        }
    }
    let small = |i: usize| {
        let tok = scan.toks.at(i);
        let plain = tok.shape == Shape::Lower
            && (tok.classes.without(IDLE).is_empty() || tok.is(class::GENERIC.or(class::BODY).or(class::HEAD)));
        (plain || tok.is_hyphen() && i > k) && scan.draft_at(i).is_none()
    };
    // "of the regional health department": the noun that the fields belong to.
    let noun = |i: usize| small(i) && scan.toks.at(i).is(class::GENERIC.or(class::BODY).or(class::HEAD)) && i < end;
    if j > k {
        return Some(if noun(j) { j + 1 } else { j });
    }
    let last = (k..end.min(k + LONGEST_FIELD)).take_while(|i| small(*i)).last()? + 1;
    if !scan.toks.at(joint).is(class::OF) {
        // "for non-resident affairs": small words that end in a field.
        return (scan.toks.at(joint).is(class::FOR) && is_field(last - 1)).then_some(last);
    }
    let after = scan.toks.at(last);
    let closed = matches!(after.shape, Shape::Comma | Shape::Stop | Shape::Close | Shape::Dash)
        || after.is(class::OF.or(class::IN))
        || scan.draft_at(last).is_some_and(|draft| draft.tokens.start == last)
        || last >= end;
    closed.then_some(last)
}

/// True where a list goes on to an "and" before anything but capitals and commas comes.
fn and_ahead(scan: &Scan<'_>, i: usize, end: usize) -> bool {
    let rest = (i..end.min(i + LONGEST_LINK)).find(|j| {
        let tok = scan.toks.at(*j);
        !(tok.is_capital() || tok.shape == Shape::Comma) || scan.core_end[*j] > 0 || scan.draft_at(*j).is_some()
    });
    rest.is_some_and(|j| scan.toks.at(j).is(class::AND))
}

/// The person beside the phrase.
fn person(scan: &Scan<'_>, core: &Core, sentence: &Range<usize>, phrase: &mut Phrase) {
    if core.phrase.plural {
        return;
    }
    let right = phrase.all.end;
    if let Some(number) = person_at(scan, right).filter(|_| right < sentence.end) {
        phrase.person = Some(number);
        phrase.all.end = scan.drafts[number].tokens.end;
        return;
    }
    if let Some((number, start)) = person_before(scan, sentence, phrase) {
        phrase.person = Some(number);
        phrase.all.start = start;
        return;
    }
    // "Head of the office: X Y", "the consul is X Y"; "Chair: X Y" tells the part in a sitting.
    let colon = core.tokens.start <= sentence.start + MODIFIERS_MOST
        && right > core.tokens.start + 1
        && scan.toks.word(right) == ":";
    let link = scan.toks.at(right);
    let is = link.is(class::VERB) && link.is(class::HOLDS) && !link.is(class::FORMER);
    if right + 1 < sentence.end
        && (colon || is)
        && let Some(number) = person_at(scan, right + 1)
    {
        phrase.person = Some(number);
        phrase.all.end = scan.drafts[number].tokens.end;
        return;
    }
    // "the ambassador, Dmitry Krutoi, said": a comma parts them.
    if right + 1 < sentence.end
        && scan.toks.at(right).shape == Shape::Comma
        && let Some(number) = person_at(scan, right + 1)
    {
        let end = scan.drafts[number].tokens.end;
        let after = scan.toks.at(end);
        let closed = matches!(after.shape, Shape::Comma | Shape::Stop | Shape::Close) || end >= sentence.end;
        if closed {
            phrase.person = Some(number);
            phrase.all.end = end;
        }
    }
}

/// A person before the phrase, joined by a comma, a bracket or words of holding; with the token where that one begins.
fn person_before(scan: &Scan<'_>, sentence: &Range<usize>, phrase: &mut Phrase) -> Option<(usize, usize)> {
    let mut i = phrase.all.start;
    let (mut comma, mut holds, mut former, mut future) = (false, false, false, false);
    let mut owned = false;
    for _ in 0..LONGEST_LINK {
        let before = i.checked_sub(1).filter(|before| *before >= sentence.start)?;
        let tok = scan.toks.at(before);
        if let Some(number) = draft_number(scan, before) {
            let draft = &scan.drafts[number];
            if draft.kind != EntityKind::Person || !(comma || holds) {
                break;
            }
            phrase.former |= former;
            phrase.future |= future;
            return Some((number, draft.tokens.start));
        }
        comma |= matches!(tok.shape, Shape::Comma | Shape::Open | Shape::Dash);
        holds |= tok.is(class::HOLDS);
        former |= tok.is(class::FORMER);
        future |= tok.is(class::FUTURE);
        let link = class::HOLDS.or(class::ARTICLE).or(class::FORMER).or(class::FUTURE).or(class::WHO).or(class::VERB);
        let sign = matches!(tok.shape, Shape::Comma | Shape::Open | Shape::Dash);
        // "X, the city council's chairman", "X, the works' director": the owner in small letters.
        let place =
            class::REGION.or(class::TOWN).or(class::DISTRICT).or(class::BODY).or(class::GENERIC).or(class::HEAD);
        owned |= tok.is_possessive() || (i == phrase.all.start && tok.is(place) && tok.shape == Shape::Lower);
        let owner = owned
            && !(comma || holds)
            && (tok.is_possessive()
                || (tok.shape == Shape::Lower && tok.is(place.or(class::MODIFIER).or(class::FIELD))));
        if !tok.is(link.or(class::PRONOUN)) && !sign && !owner {
            break;
        }
        i = before;
    }
    if holds && !comma {
        phrase.held = true;
        phrase.former |= former;
        phrase.future |= future;
    }
    None
}

/// "Artem Rak and Egor Volk", after a comma or not.
fn row_of_persons(scan: &Scan<'_>, from: usize, end: usize) -> Vec<usize> {
    let mut persons = Vec::new();
    let mut j = from + usize::from(scan.toks.at(from).shape == Shape::Comma);
    while j < end && persons.len() < MOST_MEMBERS {
        let Some(number) = person_at(scan, j) else { break };
        persons.push(number);
        j = scan.drafts[number].tokens.end;
        let comma = usize::from(scan.toks.at(j).shape == Shape::Comma);
        let and = usize::from(scan.toks.at(j + comma).is(class::AND));
        if comma + and == 0 {
            break;
        }
        j += comma + and;
    }
    persons
}

fn person_at(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let number = draft_number(scan, i)?;
    let draft: &Draft = &scan.drafts[number];
    (draft.kind == EntityKind::Person && draft.tokens.start == i).then_some(number)
}

/// The index of the draft that holds a token.
pub(super) fn draft_number(scan: &Scan<'_>, i: usize) -> Option<usize> {
    (*scan.taken.get(i)? as usize).checked_sub(1)
}

/// The tokens of the sentence that holds a token.
pub(super) fn sentence_of(scan: &Scan<'_>, i: usize) -> Range<usize> {
    let sentences = &scan.toks.segments.sentences;
    let after = sentences.partition_point(|sentence| sentence.range().start <= i);
    after.checked_sub(1).and_then(|index| sentences.get(index)).map_or(i..i + 1, |sentence| sentence.range())
}

pub(super) fn narrow(range: &Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}
