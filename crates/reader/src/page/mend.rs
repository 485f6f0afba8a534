//! Links that cannot be meant: a date that is nobody's subject, a clause with a personal subject that is no relative one.

use grammar::Relation;

use super::{Mention, Page, Sentence};
use crate::lexicon::Class;
use crate::values::Found;

/// Mends the links of a sentence; `personal` is the class of pronouns that stand for people.
pub(super) fn mend(page: &Page<'_>, sentence: &mut Sentence, personal: Class) {
    for node in 0..sentence.nodes.len() {
        let here = &sentence.nodes[node];
        let subject = matches!(here.relation, Relation::Nsubj | Relation::NsubjPass);
        if !subject {
            continue;
        }
        // "Today the mayor held talks": the parser takes the first noun for the subject.
        let date = matches!(here.mention, Some(Mention::Value(value)) if matches!(page.values[value].value, Found::Date { .. }));
        let (personal, head) = (here.is(personal), here.head);
        if date {
            sentence.nodes[node].relation = Relation::OblUnmarked;
        } else if let Some(head) = head.filter(|&head| personal && sentence.nodes[head].relation == Relation::AclRelcl)
        {
            sentence.nodes[head].relation = Relation::Ccomp;
        }
    }
}
