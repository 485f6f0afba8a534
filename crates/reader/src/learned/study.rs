//! What the models decide on, with the features of each decision by name, for training and explaining.

use model::{Anchor, Argument, Document, Kind, Role, Span, Statement};

use super::linear::Features;
use super::{item, role, step, value};
use crate::Reader;
use crate::apply;
use crate::page::Page;

/// An item that a statement may be about.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its words in the document.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Features of the decision whether something is stated about it, and of which kind.
    pub features: Vec<String>,
    /// For each kind that the model may choose, the decisions that follow.
    pub choices: Vec<Choice>,
}

/// The decisions that follow once the kind of a statement is known.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The kind.
    pub kind: Kind,
    /// The sides that may have a role: name, ISO 3166 code, features.
    pub sides: Vec<(String, Option<String>, Vec<String>)>,
    /// The values that may go with the item, as arguments, with their features.
    pub values: Vec<(Argument, Vec<String>)>,
    /// Features of the stage.
    pub stage: Vec<String>,
}

/// A table of weights: its file's name, and its classes in the order of the columns.
pub type Study = (&'static str, &'static [&'static str]);

/// A reason for a learned statement: a feature of its item, and by how many thousandths it speaks for the kind against none.
pub type Reason = (String, i32);

impl Reader {
    /// The tables that are learned.
    pub const LEARNED: [Study; 4] = [
        ("items.tsv", &item::CLASSES),
        ("roles.tsv", &role::CLASSES),
        ("stages.tsv", &step::CLASSES),
        ("values.tsv", &value::CLASSES),
    ];

    /// Why a learned statement was made: the features of its first item that weigh most, for and against, heaviest first; none
    /// for a statement that a rule made.
    pub fn reasons(&self, document: &Document, statement: &Statement) -> Vec<Reason> {
        let item = statement.args().iter().find_map(|arg| match (arg.role, arg.anchor) {
            (Role::Item, Anchor::Words(span)) => Some(span),
            _ => None,
        });
        let class = item::KINDS.iter().position(|kind| *kind == statement.kind());
        let (Some(span), Some(class), true) = (item, class, statement.rule().starts_with("learned/")) else {
            return Vec::new();
        };
        let study = self.study(document);
        let Some(item) = study.iter().find(|item| item.span == span) else { return Vec::new() };
        let items = &self.learned.items;
        let weight = |feature: &String| items.weight(feature, class + 1) - items.weight(feature, 0);
        let mut out: Vec<Reason> =
            item.features.iter().map(|feature| (feature.clone(), weight(feature))).filter(|(_, w)| *w != 0).collect();
        out.sort_by(|a, b| b.1.abs().cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        out.dedup();
        out
    }

    /// Every item of the document with the features of all decisions about it.
    pub fn study(&self, document: &Document) -> Vec<Item> {
        let page = Page::new(self, document);
        let desk = apply::desk(self, &page);
        let made = apply::rule_drafts(&desk);
        let mut out = Vec::new();
        for (at, sentence) in page.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.nodes.is_empty()) {
            let sides = role::candidates(&desk, at);
            for thing in item::candidates(&desk, sentence) {
                let mut features = Features::named();
                item::of_sentence(&desk, at, &made, &mut features);
                item::of_item(&desk, at, &made, &thing, &mut features);
                let choices = item::KINDS.iter().map(|&kind| choice(&desk, at, &thing, kind, &sides)).collect();
                out.push(Item { span: thing.span, text: thing.text, features: features.into_names(), choices });
            }
        }
        out
    }
}

fn choice(
    desk: &apply::Desk<'_, '_>,
    at: usize,
    thing: &apply::Thing,
    kind: Kind,
    sides: &[role::Candidate],
) -> Choice {
    let one = |candidate: &role::Candidate| {
        let mut features = Features::named();
        role::features(desk, at, thing, kind, sides, candidate, &mut features);
        (candidate.side.name.clone(), candidate.side.id.clone(), features.into_names())
    };
    let all = value::candidates(desk, &desk.page.sentences[at], thing);
    let measured = |candidate: &value::Candidate| {
        let mut features = Features::named();
        value::features(desk, at, thing, kind, &all, candidate, &mut features);
        let arg = Argument {
            role: candidate.role,
            value: candidate.value.clone(),
            anchor: model::Anchor::Context,
            by: String::new(),
        };
        (arg, features.into_names())
    };
    let mut stage = Features::named();
    step::features(desk, at, thing, kind, &mut stage);
    Choice {
        kind,
        sides: sides.iter().map(one).collect(),
        values: all.iter().map(measured).collect(),
        stage: stage.into_names(),
    }
}
