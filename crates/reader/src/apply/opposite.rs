//! "Cheese goes the other way": goods that pass between the sides spoken of just before, in the opposite direction.

use model::{Anchor, Argument, Kind, Role, Value};

use super::Desk;
use super::build::Draft;
use super::open_roles::side_of;
use super::side::Side;

/// How many sentences back the first direction is looked for.
const BACK: usize = 2;

/// Gives supplies that pass the other way the sides of the flow before them, turned round.
pub(crate) fn sides(desk: &Desk<'_, '_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        if draft.kind != Kind::Supply || (draft.has(Role::From) && draft.has(Role::To)) {
            continue;
        }
        let Some(word) = turned(desk, draft) else { continue };
        let before = drafts.iter().filter(|other| {
            matches!(other.kind, Kind::Supply | Kind::Trade)
                && (other.has(Role::From) || other.has(Role::To))
                && (other.sentence, other.trigger) < (draft.sentence, word.min(draft.trigger))
                && other.sentence + BACK >= draft.sentence
                && (other.sentence < draft.sentence || whole(other) || turned(desk, other).is_none())
        });
        let Some(before) = before.max_by_key(|other| (other.sentence, other.trigger)) else { continue };
        let mut found = Vec::new();
        for (role, other) in [(Role::From, Role::To), (Role::To, Role::From)] {
            if drafts[at].has(role) {
                continue;
            }
            let mut args: Vec<Argument> = before.of(other).cloned().collect();
            if args.is_empty() {
                let known = before.of(role).find_map(|arg| side_of(desk, &arg.value));
                args.extend(known.and_then(|side| desk.counterpart(draft.sentence, &side)).map(argument));
            }
            let taken = |arg: &Argument| drafts[at].args.iter().any(|have| have.value == arg.value);
            args.retain(|arg| !taken(arg));
            found.extend(args.into_iter().map(|arg| Argument {
                role,
                anchor: Anchor::Context,
                by: "opposite".to_owned(),
                ..arg
            }));
        }
        drafts[at].args.extend(found);
    }
}

/// Both sides are known: of two clauses of one sentence the first may be meant.
fn whole(draft: &Draft) -> bool {
    draft.has(Role::From) && draft.has(Role::To)
}

fn argument(side: Side) -> Argument {
    let value = Value::Name { name: side.name, id: side.id };
    Argument { role: Role::Party, value, anchor: Anchor::Context, by: "opposite".to_owned() }
}

/// Where the draft's clause says that the direction is the other one.
pub(super) fn turned(desk: &Desk<'_, '_>, draft: &Draft) -> Option<usize> {
    let sentence = &desk.page.sentences[draft.sentence];
    let parted = |node: usize| {
        let (from, to) = (node.min(draft.trigger), node.max(draft.trigger));
        sentence.nodes[from..to].iter().any(|between| between.lemma == ";")
    };
    (0..sentence.nodes.len()).find(|&node| sentence.nodes[node].is(desk.words.opposite) && !parted(node))
}
