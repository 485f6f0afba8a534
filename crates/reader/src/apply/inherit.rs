//! Sides that a sentence leaves open, from what was said of the same goods just before.

use model::{Anchor, Argument, Kind, Role, Value};

use super::build::Draft;
use super::{Desk, opposite};

/// True where both speak of goods whose names end alike: "school buses", "buses".
fn one_item(a: &Draft, b: &Draft) -> bool {
    let last = |draft: &Draft| -> Vec<String> {
        draft
            .of(Role::Item)
            .filter_map(|arg| match &arg.value {
                Value::Text(text) => text.split_whitespace().next_back().map(str::to_lowercase),
                _ => None,
            })
            .collect()
    };
    let other = last(b);
    last(a).iter().any(|word| other.contains(word))
}

/// How many sentences back the same goods may have been told of.
const BACK: usize = 3;

/// True where the words or those just before name this side, not the document as a whole.
fn told(draft: &Draft, role: Role) -> bool {
    draft.of(role).any(|arg| arg.by != "topic")
}

/// True where a draft names no other side than the one before, in a role.
fn agree(draft: &Draft, before: &Draft, role: Role) -> bool {
    draft.of(role).any(|arg| before.of(role).any(|other| other.value == arg.value))
}

fn sided(draft: &Draft) -> bool {
    draft.has(Role::From) || draft.has(Role::To)
}

/// True where the other draft tells of the same goods, and its sides may be this draft's.
fn same_goods(draft: &Draft, other: &Draft) -> bool {
    other.kind == Kind::Supply
        && one_item(other, draft)
        && sided(other)
        && [Role::From, Role::To].into_iter().all(|role| !draft.has(role) || agree(draft, other, role))
}

/// True where the draft before, of whatever goods, tells the way of these as well.
fn same_way(desk: &Desk<'_, '_>, draft: &Draft, before: &Draft) -> bool {
    let sentences = &desk.page.sentences;
    before.kind == Kind::Supply
        && before.sentence + 1 >= draft.sentence
        && sentences[before.sentence].paragraph == sentences[draft.sentence].paragraph
        && told(before, Role::From)
        && told(before, Role::To)
}

fn open(draft: &Draft) -> bool {
    draft.kind == Kind::Supply && !(draft.has(Role::From) && draft.has(Role::To))
}

/// The sides of another draft in these roles, as understood.
fn sides_of(base: &Draft, roles: &[Role]) -> Vec<Argument> {
    let understood = |arg: &Argument| Argument { anchor: Anchor::Context, by: "before".to_owned(), ..arg.clone() };
    base.args.iter().filter(|arg| roles.contains(&arg.role)).map(understood).collect()
}

/// Takes sides that stand open from the same goods before.
fn fill_same<'d>(draft: &Draft, mut before: impl Iterator<Item = &'d Draft>) -> Vec<Argument> {
    let near = before.find(|before| before.sentence + BACK >= draft.sentence && same_goods(draft, before));
    let free: Vec<Role> = [Role::From, Role::To].into_iter().filter(|&role| !draft.has(role)).collect();
    near.map_or_else(Vec::new, |base| sides_of(base, &free))
}

/// Takes sides that only the document as a whole gives from the goods told of just before in the paragraph: "To Riga went 40 lathes
/// from Brno. Next spring 12 presses will leave".
fn fill_way<'d>(
    desk: &Desk<'_, '_>,
    draft: &Draft,
    mut before: impl Iterator<Item = &'d Draft>,
) -> Option<Vec<Argument>> {
    let free: Vec<Role> = [Role::From, Role::To].into_iter().filter(|&role| !told(draft, role)).collect();
    if draft.kind != Kind::Supply || free.is_empty() || opposite::turned(desk, draft).is_some() {
        return None;
    }
    let base = before.find(|before| same_way(desk, draft, before))?;
    let fits = [Role::From, Role::To].into_iter().all(|role| free.contains(&role) || agree(draft, base, role));
    fits.then(|| {
        let kept = draft.args.iter().filter(|arg| !free.contains(&arg.role)).cloned();
        kept.chain(sides_of(base, &free)).collect()
    })
}

/// Sides that the words leave open are those of the same goods spoken of just before: "another six will follow in May".
pub(crate) fn sides(desk: &Desk<'_, '_>, drafts: &mut [Draft], from: usize) {
    for at in from..drafts.len() {
        if open(&drafts[at]) {
            let mut found = fill_same(&drafts[at], drafts[..at].iter().rev());
            // "Ten of the boats ordered by Riga were sent": who ordered them stands behind.
            if found.is_empty() {
                let behind = drafts[at + 1..].iter().filter(|after| after.sentence == drafts[at].sentence);
                found = fill_same(&drafts[at], behind);
            }
            drafts[at].args.extend(found);
        }
        if let Some(args) = fill_way(desk, &drafts[at], drafts[..at].iter().rev()) {
            drafts[at].args = args;
        }
    }
}

#[cfg(test)]
mod tests {
    use model::{Document, Role};

    #[test]
    fn other_goods_of_the_paragraph_go_the_same_way() {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        let text = "In May Brno Presses delivered 40 lathes to Riga Steel. Next spring 12 presses will be delivered.";
        let read = reader.read(&Document::from_text(text.to_owned()));
        let sides = |role: Role| -> Vec<String> {
            let args = read.iter().flat_map(|statement| statement.args().iter());
            args.filter(|arg| arg.role == role).map(|arg| arg.value.to_string()).collect()
        };
        assert_eq!((sides(Role::From).len(), sides(Role::To).len()), (2, 2));
    }
}
