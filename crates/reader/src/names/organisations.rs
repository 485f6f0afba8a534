//! Organisations by form: capitals with a head word, legal forms, "of" and what follows, bodies of a place.

use std::ops::Range;

use super::EntityKind;
use super::class;
use super::gazetteer::How;
use super::scan::{Draft, Scan};
use super::tokens::Shape;

/// The longest organisation name by form, in tokens.
const LONGEST: usize = 20;
/// The longest name between quotation marks, in tokens.
const LONGEST_QUOTED: usize = 8;

/// What an organisation's name gathered on the way.
struct Gathered {
    /// One past the last token.
    end: usize,
    /// The head word.
    head: usize,
    /// A country or region named inside.
    within: Option<u32>,
}

impl Scan<'_> {
    /// An organisation that its form makes one.
    pub(super) fn organisation_at(&self, i: usize, end: usize) -> Option<Draft> {
        let end = end.min(i + LONGEST);
        let gathered = self.capitals_with_head(i, end);
        let Some(mut gathered) = gathered else { return self.single(i) };
        while let Some(more) = self.continued(&gathered, end) {
            gathered = more;
        }
        let mut draft = Draft::new(EntityKind::Organisation, i..gathered.end, "form");
        draft.head = gathered.head;
        draft.within = gathered.within;
        draft.name = self.without_legal(&draft.tokens);
        if let Some(found) = self.match_at(draft.name.start, draft.name.end)
            && found.kind == EntityKind::Organisation
            && self.rest_is_generic(found.end..draft.name.end)
        {
            draft.listed = Some(found.listed);
            draft.by = "list";
        }
        // A head alone says which organisation only with something beside it.
        let bare = draft.tokens.len() == 1;
        let small = self.toks.at(i).first && self.is_common(i) && draft.tokens.len() == 2;
        let head_first = small && self.toks.at(i).is(class::HEAD.or(class::FIELD).or(class::LEGAL));
        (!bare && (!small || head_first)).then_some(draft)
    }

    /// Capitals with a head word among them; hyphens, "&", "and" and possession inside.
    fn capitals_with_head(&self, i: usize, end: usize) -> Option<Gathered> {
        let first = self.toks.at(i);
        let core_end = self.core_end.get(i).map_or(0, |end| *end as usize);
        let owner = core_end > i && self.toks.at(core_end).is_possessive();
        let owns = self.toks.at(i + 1).is_possessive() && self.head_follows(i + 2, end);
        let opener = first.first && self.is_common(i) && !first.is(HEADS.or(class::FIELD)) && !(owner || owns);
        if first.is(class::NO_NAME) || opener {
            return None;
        }
        let mut within = None;
        let mut head = None;
        // "Marshal's Office": the office that owns the body is part of its name.
        let mut j = if owner { core_end + 1 } else { i };
        while j < end {
            let tok = self.toks.at(j);
            if let Some(found) = self.match_at(j, end).filter(|found| found.end > j && self.is_place(found.kind)) {
                within = within.or(Some(found.listed));
                j = found.end;
                continue;
            }
            if self.may_be_in_name(j) {
                if tok.is(HEADS) {
                    head = Some(j);
                }
                j += 1;
                if tok.is(class::LEGAL.or(class::HEAD))
                    && let Some(close) = self.quoted(j, end)
                {
                    return Some(Gathered { end: close, head: j - 1, within });
                }
                continue;
            }
            match self.joint(j, end) {
                Some(next) if j > i => j = next,
                _ => break,
            }
        }
        let head = head?;
        let end = if self.toks.at(head).is(class::LEGAL) && head == i { j } else { head + 1 };
        Some(Gathered { end: self.number_after(end), head, within })
    }

    /// The token after a joint inside a name (hyphen, "&", "and", possession), if a name goes on there up to a head.
    fn joint(&self, j: usize, end: usize) -> Option<usize> {
        let tok = self.toks.at(j);
        let next = self.toks.at(j + 1);
        let number = tok.shape == Shape::Number && self.toks.before(j).is_hyphen();
        if number {
            return Some(j + 1);
        }
        if tok.is_hyphen() && next.glued && (next.is_capital() || next.shape == Shape::Number) {
            return Some(j + 1);
        }
        let plain = j.checked_sub(1).is_some_and(|before| self.draft_free_word(before));
        if tok.shape == Shape::Joiner && next.is_capital() {
            return Some(j + 1);
        }
        if tok.is(class::AND) && plain && next.is_capital() && self.head_follows(j + 1, end) {
            return Some(j + 1);
        }
        (tok.is_possessive() && plain && self.head_follows(j + 1, end)).then_some(j + 1)
    }

    /// True for a word that no list knows as a whole name.
    fn draft_free_word(&self, i: usize) -> bool {
        let tok = self.toks.at(i);
        tok.shape == Shape::Capital && !tok.is(HEADS) && self.match_at(i, i + 1).is_none()
    }

    /// True where capitals, none of them a listed place, lead to a head.
    fn head_follows(&self, i: usize, end: usize) -> bool {
        let mut j = i;
        while j < end && self.may_be_in_name(j) {
            if self.toks.at(j).is(HEADS) {
                return true;
            }
            if self.match_at(j, j + 1).is_some() {
                return false;
            }
            j += 1;
        }
        false
    }

    fn may_be_in_name(&self, i: usize) -> bool {
        let tok = self.toks.at(i);
        let kind = matches!(tok.shape, Shape::Capital | Shape::Camel | Shape::Capitals);
        kind && self.core_end.get(i).is_none_or(|end| *end == 0) && !tok.is(class::NO_NAME.or(class::HONORIFIC))
    }

    fn is_place(&self, kind: EntityKind) -> bool {
        matches!(kind, EntityKind::Country | EntityKind::Subdivision | EntityKind::Town | EntityKind::Group)
    }

    /// A quoted capitalised name that opens at `j`: one past its closing mark.
    pub(super) fn quoted(&self, j: usize, end: usize) -> Option<usize> {
        let inside = j + 1;
        if self.toks.at(j).shape != Shape::Quote || !self.toks.at(inside).is_capital() || !self.toks.at(inside).glued {
            return None;
        }
        (inside + 1..end.min(inside + LONGEST_QUOTED))
            .find(|k| self.toks.at(*k).shape == Shape::Quote)
            .map(|close| close + 1)
    }

    /// What follows the name and belongs to it: "of X", "for X", "in X".
    fn continued(&self, gathered: &Gathered, end: usize) -> Option<Gathered> {
        let j = gathered.end;
        let joint = self.toks.at(j);
        let head = self.toks.at(gathered.head).classes;
        let joins = joint.is(class::OF) && head.has(class::JOINS_OF)
            || joint.is(class::FOR) && head.has(class::JOINS_FOR)
            || joint.is(class::IN) && head.has(class::JOINS_IN);
        if !joins {
            return None;
        }
        let k = if self.toks.at(j + 1).is(class::ARTICLE) { j + 2 } else { j + 1 };
        if let Some(found) = self.match_at(k, end) {
            let place = self.is_place(found.kind).then_some(found.listed);
            let mut last = found.end;
            if self.toks.at(last).is(class::REGION.or(class::TOWN).or(class::DISTRICT)) {
                last += 1;
            }
            return Some(Gathered { end: last, head: gathered.head, within: gathered.within.or(place) });
        }
        if let Some(inner) = self.capitals_with_head(k, end)
            && (!head.has(class::TOPICS) || !self.toks.at(inner.end).is(class::AND))
        {
            return Some(Gathered { end: inner.end, head: gathered.head, within: gathered.within.or(inner.within) });
        }
        let last = self.topics(k, end, head.has(class::TOPICS))?;
        Some(Gathered { end: last, head: gathered.head, within: gathered.within })
    }

    /// A run of capitals (or words for fields), a list of them where the head's subjects may be one.
    fn topics(&self, k: usize, end: usize, list: bool) -> Option<usize> {
        let mut j = k;
        loop {
            let start = j;
            while j < end && (self.may_be_in_name(j) || (list && self.toks.at(j).is(class::FIELD))) {
                j += 1;
            }
            if j == start {
                return (start > k).then_some(self.before_joint(start));
            }
            if !list {
                return Some(j);
            }
            let comma = self.toks.at(j).shape == Shape::Comma;
            let mut next = j + usize::from(comma);
            let and = self.toks.at(next).is(class::AND);
            next += usize::from(and);
            let listed_next = self.match_at(next, end).is_some();
            let goes_on = (and || (comma && self.and_follows(next, end)))
                && !listed_next
                && (self.may_be_in_name(next) || self.toks.at(next).is(class::FIELD));
            if !goes_on {
                return Some(j);
            }
            j = next;
        }
    }

    fn before_joint(&self, start: usize) -> usize {
        let and = self.toks.before(start).is(class::AND);
        start - usize::from(and)
    }

    /// True where "and" with another capital comes after a few capitals: the comma before parts subjects, not clauses.
    fn and_follows(&self, i: usize, end: usize) -> bool {
        let mut j = i;
        while j < end && (self.may_be_in_name(j) || self.toks.at(j).shape == Shape::Comma) {
            if self.match_at(j, end).is_some() {
                return false;
            }
            j += 1;
        }
        j > i && self.toks.at(j).is(class::AND) && self.may_be_in_name(j + 1)
    }

    /// One abbreviation or word of mixed case that stands for an organisation by its look.
    fn single(&self, i: usize) -> Option<Draft> {
        const SHORTEST: usize = 3;
        let tok = self.toks.at(i);
        let word = self.toks.word(i);
        let looks = match tok.shape {
            Shape::Camel => !self.gazetteer.lexicon.is_prefixed(word),
            // "PLN 23 million", "41 MAN": a currency or a brand beside a number.
            Shape::Capitals if self.toks.at(i + 1).shape == Shape::Number => false,
            Shape::Capitals => word.chars().count() >= SHORTEST && !self.is_loud(i) && !is_roman(word),
            _ => false,
        };
        let quoted_thing = self.toks.before(i).shape == Shape::Quote && i >= 2 && self.toks.at(i - 2).is(class::THING);
        // Addresses and names of files are no names of anybody.
        let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
        let looks = looks && plain && !quoted_thing;
        if !looks || tok.is(class::NO_NAME.or(class::GIVEN)) || self.core_end[i] > 0 || self.is_common(i) {
            return None;
        }
        let mut draft = Draft::new(EntityKind::Organisation, i..i + 1, "form");
        if tok.is(HEADS.or(class::LEGAL)) || self.toks.before(i).is(class::THING) {
            return None;
        }
        // "MTZ-Kazakhstan": a daughter named by the mother and the place.
        if self.toks.at(i + 1).is_hyphen() && self.toks.at(i + 2).glued && self.toks.at(i + 2).is_capital() {
            let place = self.match_at(i + 2, i + 3);
            draft.within = place.map(|found| found.listed);
            draft.tokens.end = i + 3;
            draft.name.end = i + 3;
            draft.head = i;
        }
        if self.toks.at(i + 1).is_hyphen() && self.toks.at(i + 2).shape == Shape::Number {
            return None;
        }
        // "IIT Bombay": an institution told apart by its town.
        if tok.shape == Shape::Capitals
            && draft.tokens.end == i + 1
            && let Some(found) = self.match_at(i + 1, i + 2).filter(|found| found.kind == EntityKind::Town)
        {
            draft.within = Some(found.listed);
            draft.tokens.end = i + 2;
            draft.name.end = i + 2;
        }
        Some(draft)
    }

    /// True where the words around are in capitals too: a headline, where capitals say nothing.
    fn is_loud(&self, i: usize) -> bool {
        let sentences = &self.toks.segments.sentences;
        let after = sentences.partition_point(|sentence| sentence.range().start <= i);
        let Some(sentence) = after.checked_sub(1).and_then(|index| sentences.get(index)) else { return false };
        let shapes = self.toks.toks.get(sentence.range()).unwrap_or_default();
        let n_capitals = shapes.iter().filter(|tok| tok.shape == Shape::Capitals).count();
        let n_words = shapes.iter().filter(|tok| tok.is_word() && tok.shape != Shape::Number).count();
        n_words >= 2 && n_capitals * 2 > n_words
    }

    /// The name without legal forms at its ends and without quotation marks around it.
    fn without_legal(&self, tokens: &Range<usize>) -> Range<usize> {
        let mut name = tokens.clone();
        while name.len() > 1 && self.toks.at(name.start).is(class::LEGAL) {
            name.start += 1;
        }
        while name.len() > 1 && self.toks.at(name.end - 1).is(class::LEGAL) {
            name.end -= 1;
        }
        let quoted = name.len() > 2 && self.toks.at(name.start).shape == Shape::Quote;
        if quoted && self.toks.at(name.end - 1).shape == Shape::Quote { name.start + 1..name.end - 1 } else { name }
    }

    fn rest_is_generic(&self, rest: Range<usize>) -> bool {
        rest.into_iter().all(|i| self.toks.at(i).is(class::GENERIC.or(class::LEGAL)) || !self.toks.at(i).is_word())
    }

    /// "network "Spar Tula"": the common noun in lower case is part of the mention, not of the name.
    pub(super) fn generic_with_quoted(&self, i: usize, end: usize) -> Option<Draft> {
        let tok = self.toks.at(i);
        if !tok.is(class::GENERIC) || tok.is(class::THING) {
            return None;
        }
        let close = self.quoted(i + 1, end)?;
        Some(self.named_in_quotes(i..close, i + 2..close - 1, "form"))
    }

    /// A quoted run of capitals with a place and something else in it: "Omsk Carbon Mogilev".
    pub(super) fn quoted_name(&self, i: usize, end: usize) -> Option<Draft> {
        let close = self.quoted(i, end)?;
        let name = i + 1..close - 1;
        let capitals = name.clone().all(|j| self.may_be_in_name(j) || self.toks.at(j).is_hyphen());
        let place = name.clone().any(|j| self.match_at(j, name.end).is_some_and(|found| self.is_place(found.kind)));
        let whole = self.match_at(name.start, name.end).is_some_and(|found| found.end == name.end);
        let thing = self.toks.before(i).is(class::THING.or(class::SPEECH)) || self.toks.at(close).is(class::THING);
        if name.len() < 2 || !capitals || !place || whole || thing || self.toks.before(i).shape == Shape::Other {
            return None;
        }
        Some(self.named_in_quotes(name.clone(), name, "context"))
    }

    fn named_in_quotes(&self, tokens: Range<usize>, name: Range<usize>, by: &'static str) -> Draft {
        let mut draft = Draft::new(EntityKind::Organisation, tokens, by);
        draft.head = draft.tokens.start;
        let found = self.match_at(name.start, name.end).filter(|found| found.end == name.end);
        if let Some(found) = found.filter(|found| found.kind == EntityKind::Organisation) {
            draft.listed = Some(found.listed);
            draft.by = "list";
        }
        draft.name = name;
        draft
    }

    /// The agency of a dateline that no list has: "(Polesye Newswire) –", "CASPINFORM –".
    pub(super) fn dateline_at(&self, i: usize, end: usize) -> Option<Draft> {
        const LONGEST: usize = 4;
        const SHORTEST: usize = 4;
        let bracket = self.toks.before(i).shape == Shape::Open;
        let word = self.toks.at(i).first && self.toks.at(i).shape == Shape::Capitals;
        let long = self.toks.word(i).chars().count() >= SHORTEST;
        if !(bracket || (word && long)) {
            return None;
        }
        let last = (i..end.min(i + LONGEST)).take_while(|j| self.toks.at(*j).is_capital()).last()? + 1;
        let dash = if bracket { last + 1 } else { last };
        let closed = !bracket || self.toks.at(last).shape == Shape::Close;
        let listed = self.match_at(i, end).is_some_and(|found| found.end >= last);
        let alone = bracket || last == i + 1;
        let dashed = self.toks.at(dash).shape == Shape::Dash && !self.toks.at(dash).glued;
        (closed && dashed && alone && !listed).then(|| Draft::new(EntityKind::Organisation, i..last, "dateline"))
    }

    /// One past "No. 27" at `i`; `i` where there is none.
    fn number_after(&self, i: usize) -> usize {
        let sign = self.toks.at(i);
        let stop = usize::from(self.toks.at(i + 1).shape == Shape::Stop && self.toks.at(i + 1).glued);
        let short = sign.is(class::NO_NAME) && (stop > 0 || self.toks.word(i).ends_with('.'));
        if short && self.toks.at(i + 1 + stop).shape == Shape::Number { i + 2 + stop } else { i }
    }

    /// "school No. 27", in lower case.
    pub(super) fn numbered(&self, i: usize, end: usize) -> Option<Draft> {
        let tok = self.toks.at(i);
        let last = self.number_after(i + 1);
        let is_institution = tok.is(class::HEAD) && tok.is(class::GENERIC);
        (is_institution && last > i + 1 && last <= end).then(|| {
            let mut draft = Draft::new(EntityKind::Organisation, i..last, "form");
            draft.head = i;
            draft
        })
    }

    /// Adds the body that a place's name in lower case goes on with: "Samara Oblast government".
    pub(super) fn with_body(&self, draft: Draft, end: usize) -> Draft {
        if !self.is_place(draft.kind) {
            return draft;
        }
        let mut j = draft.tokens.end;
        let between = class::FIELD.or(class::REGION).or(class::TOWN).or(class::DISTRICT);
        while j < end && j < draft.tokens.end + 4 {
            let tok = self.toks.at(j);
            if tok.is(class::BODY) {
                let mut organisation = Draft::new(EntityKind::Organisation, draft.tokens.start..j + 1, "form");
                organisation.within = draft.listed;
                return organisation;
            }
            if !tok.is(between) {
                break;
            }
            j += 1;
        }
        draft
    }

    /// A body in lower case with its place after it: "government of Samara Oblast".
    pub(super) fn body_of_place(&self, i: usize, end: usize) -> Option<Draft> {
        let tok = self.toks.at(i);
        if !tok.is(class::BODY) || tok.is(class::PLURAL) || self.core_end[i] > 0 {
            return None;
        }
        let mut j = i + 1;
        while j < end && j < i + 8 {
            if !self.toks.at(j).is(class::OF) {
                return None;
            }
            j += 1;
            if self.toks.at(j).is(class::ARTICLE) {
                j += 1;
            }
            if let Some(found) = self.match_at(j, end) {
                if !self.is_place(found.kind) || found.how == How::Adjective {
                    return None;
                }
                let row = self.toks.at(found.end).is(class::AND);
                let mut draft = Draft::new(EntityKind::Organisation, i..found.end, "form");
                draft.head = i;
                draft.within = Some(found.listed);
                return (!row).then_some(draft);
            }
            j = self.fields(j, end)?;
        }
        None
    }

    fn fields(&self, k: usize, end: usize) -> Option<usize> {
        let mut j = k;
        while j < end {
            let tok = self.toks.at(j);
            let and = j > k && tok.is(class::AND) && self.toks.at(j + 1).is(class::FIELD);
            if !tok.is(class::FIELD) && !and {
                break;
            }
            j += 1;
        }
        (j > k).then_some(j)
    }
}

/// Words that make a run of capitals an organisation.
const HEADS: class::Classes = class::HEAD.or(class::LEGAL);

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'M'))
}
