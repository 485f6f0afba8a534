//! Clauses: which unit heads the clause that another stands in.

use grammar::{Relation, Upos};

use super::Sentence;

/// Marks for each node the head of its clause: the nearest node above (or itself) that begins a clause of its own.
pub(super) fn mark(sentence: &mut Sentence) {
    for node in 0..sentence.nodes.len() {
        let clause = sentence.ancestors(node).find(|&at| begins(sentence, at)).unwrap_or(node);
        sentence.nodes[node].clause = clause;
    }
}

/// An infinitive that completes its verb ("plans to supply") belongs to that verb's clause; a coordinated noun to its noun's.
fn begins(sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    match here.relation {
        Relation::Root
        | Relation::Advcl
        | Relation::AdvclRelcl
        | Relation::Ccomp
        | Relation::Acl
        | Relation::AclRelcl
        | Relation::Csubj
        | Relation::CsubjPass
        | Relation::CsubjOuter
        | Relation::Parataxis => true,
        Relation::Conj => {
            here.tag.upos == Upos::Verb
                || here.children.iter().any(|&child| {
                    matches!(sentence.nodes[child].relation, Relation::Nsubj | Relation::NsubjPass | Relation::Cop)
                })
        }
        _ => here.head.is_none(),
    }
}
