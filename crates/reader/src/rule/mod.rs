//! Rules: what makes a statement of which kind, as data. A rule is one TOML file under `rules/` with its purpose, trigger,
//! roles, and examples that must and must not match.

pub(crate) mod check;
mod load;

use model::{Form, Kind, Role, Stage};

use crate::apply::frame::Slot;
use crate::lexicon::{Class, ClassBits, Classes, Lexicon};
use crate::pack::{PackError, PackFile};

pub use check::Failure;

/// How a rule's statements get their stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StageRule {
    /// From tense, modality and governing words.
    Auto,
    /// None: a measured fact.
    None,
    /// None, unless the words speak of a plan or target.
    Target,
    Fixed(Stage),
}

/// Which sentences and clauses are left for a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// All of them.
    Strong,
    /// Sentences that no strong rule reads.
    Weak,
    /// Clauses that neither a strong nor a weak rule reads.
    Spare,
}

/// What may stand in a role's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// A place or organisation.
    Side,
    Place,
    /// A person or organisation.
    Body,
    Person,
    /// Goods, a field, a subject.
    Thing,
    /// A thing of the list of goods, or one that is counted.
    Goods,
    /// A thing of the list of fields.
    Field,
    /// A thing whose noun is in this class.
    Class(Class),
}

/// One way to a role's filler: slots to follow from the trigger, then what must stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub slots: Vec<Slot>,
    pub want: Want,
    /// As written, for `intertie explain`.
    pub written: String,
}

/// An example of a rule: a sentence with what must (or must not) be read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The line of its file.
    pub line: u32,
    /// Arguments that the statement must have: role and how it prints ("over 120 buses", "Samara Oblast (RU-SAM)").
    pub args: Vec<(Role, String)>,
    /// The stage it must have, where given.
    pub stage: Option<Stage>,
}

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its file without folder and ending: "supply/deliver".
    pub id: String,
    /// Its file.
    pub file: String,
    /// What it is for.
    pub purpose: String,
    /// What its statements record.
    pub kind: Kind,
    /// Their form, where the rule fixes one.
    pub form: Option<Form>,
    pub(crate) stage: StageRule,
    pub(crate) triggers: Vec<Class>,
    pub(crate) avoid: Vec<Class>,
    /// Adpositions that the trigger must not stand behind.
    pub(crate) not_behind: Vec<Class>,
    pub(crate) with: Vec<Class>,
    pub(crate) needs: Vec<Vec<Role>>,
    pub(crate) must: Vec<Vec<Path>>,
    pub(crate) never: Vec<Path>,
    pub(crate) strength: Strength,
    /// Says more of what was told just before: "the document covers ...".
    pub(crate) continues: bool,
    /// Another step of what was told just before, whose sides, items and place it takes: "building will start in May".
    pub(crate) follows: bool,
    pub(crate) topic: Vec<Role>,
    pub(crate) roles: Vec<(Role, Vec<Path>)>,
    /// Sentences that must give a statement by this rule.
    pub yes: Vec<Example>,
    /// Sentences that must not.
    pub no: Vec<Example>,
}

/// All rules, with the triggers' index.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
    /// For each class, the rules of each strength that it triggers.
    by_class: Vec<[Vec<usize>; 3]>,
    /// For each strength, the classes that trigger a rule of it.
    triggers: [Classes; 3],
}

impl Rules {
    /// Reads every `rules/**.toml` of the packs, in the order of their paths; a later pack's file of the same path replaces the earlier.
    ///
    /// # Errors
    /// Where a rule is malformed: file, line, rule, what was found, what is allowed.
    pub fn load(files: &[PackFile], lexicon: &Lexicon) -> Result<Rules, PackError> {
        let mut by_path = std::collections::BTreeMap::new();
        for file in files.iter().filter(|file| file.path.starts_with("rules/") && file.path.ends_with(".toml")) {
            by_path.insert(file.path.as_str(), file);
        }
        let rules = by_path.values().map(|file| load::rule(file, lexicon)).collect::<Result<Vec<_>, _>>()?;
        let mut by_class = vec![<[Vec<usize>; 3]>::default(); lexicon.class_names().len()];
        let mut triggers = <[Classes; 3]>::default();
        for (index, rule) in rules.iter().enumerate() {
            for class in &rule.triggers {
                if let Some(list) = by_class.get_mut(class.index()) {
                    list[rule.strength as usize].push(index);
                    triggers[rule.strength as usize].push(*class);
                }
            }
        }
        Ok(Rules { rules, by_class, triggers })
    }

    /// The rules in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// True where this class triggers a rule.
    pub(crate) fn is_trigger(&self, class: Class) -> bool {
        self.by_class.get(class.index()).is_some_and(|rules| rules.iter().any(|rules| !rules.is_empty()))
    }

    /// True where one of the classes may trigger a rule of a strength.
    pub(crate) fn may_trigger(&self, classes: &ClassBits, strength: Strength) -> bool {
        self.triggers[strength as usize].meet(classes)
    }

    /// The rules of a strength that this class triggers.
    pub(crate) fn triggered(&self, class: Class, strength: Strength) -> impl ExactSizeIterator<Item = (usize, &Rule)> {
        let found = self.by_class.get(class.index()).map_or(&[][..], |rules| rules[strength as usize].as_slice());
        found.iter().map(|&index| (index, &self.rules[index]))
    }
}
