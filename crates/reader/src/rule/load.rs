//! Reads a rule file; every fault names file, line, rule and what is allowed.

use std::collections::BTreeMap;

use model::{Form, Kind, Role, Stage};
use serde::Deserialize;
use toml::Spanned;

use super::{Example, Path, Rule, StageRule, Strength, Want};
use crate::apply::frame::Slot;
use crate::lexicon::{Class, Lexicon};
use crate::pack::{PackError, PackFile};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    purpose: Spanned<String>,
    kind: Spanned<String>,
    form: Option<Spanned<String>>,
    stage: Option<Spanned<String>>,
    trigger: Vec<Spanned<String>>,
    #[serde(default)]
    avoid: Vec<Spanned<String>>,
    #[serde(default)]
    not_behind: Vec<Spanned<String>>,
    #[serde(default)]
    with: Vec<Spanned<String>>,
    #[serde(default)]
    needs: Vec<Spanned<String>>,
    #[serde(default)]
    must: Vec<Spanned<String>>,
    #[serde(default)]
    never: Vec<Spanned<String>>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    spare: bool,
    #[serde(default)]
    continues: bool,
    #[serde(default)]
    follows: bool,
    #[serde(default)]
    topic: Vec<Spanned<String>>,
    #[serde(default)]
    roles: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    yes: Vec<RawYes>,
    #[serde(default)]
    no: Vec<RawNo>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYes {
    text: Spanned<String>,
    stage: Option<Spanned<String>>,
    #[serde(default)]
    args: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNo {
    text: Spanned<String>,
    #[expect(dead_code, reason = "a reason for people, asked for but not used")]
    because: String,
}

/// A file being read, for its faults.
struct Source<'a> {
    file: &'a PackFile,
    id: String,
    lexicon: &'a Lexicon,
}

impl Source<'_> {
    fn line(&self, byte: usize) -> u32 {
        self.file.text.as_bytes().iter().take(byte).filter(|&&b| b == b'\n').count() as u32 + 1
    }

    fn error(&self, byte: usize, message: String, hint: String) -> PackError {
        PackError { file: self.file.path.clone(), line: self.line(byte), rule: Some(self.id.clone()), message, hint }
    }

    fn word<T: std::str::FromStr<Err = model::UnknownWord>>(&self, word: &Spanned<String>) -> Result<T, PackError> {
        word.get_ref().parse().map_err(|error: model::UnknownWord| {
            self.error(
                word.span().start,
                format!("{} `{}` is unknown", error.list, error.found),
                format!("allowed: {}", error.allowed.join(", ")),
            )
        })
    }

    fn class(&self, word: &Spanned<String>) -> Result<Class, PackError> {
        let name = word.get_ref().strip_prefix('@').unwrap_or("");
        self.lexicon.class(name).ok_or_else(|| {
            self.error(
                word.span().start,
                format!("word class `{}` is unknown", word.get_ref()),
                format!("allowed: `@` and a class of classes.tsv: {}", self.lexicon.class_names().join(", ")),
            )
        })
    }
}

pub(super) fn rule(file: &PackFile, lexicon: &Lexicon) -> Result<Rule, PackError> {
    let id = file.path.trim_start_matches("rules/").trim_end_matches(".toml").to_owned();
    let source = Source { file, id: id.clone(), lexicon };
    let raw: Raw = toml::from_str(&file.text).map_err(|error| {
        source.error(error.span().map_or(0, |span| span.start), error.message().to_owned(), String::new())
    })?;
    if raw.purpose.get_ref().trim().is_empty() {
        return Err(source.error(
            raw.purpose.span().start,
            "purpose is empty".into(),
            "say in a sentence what the rule is for".into(),
        ));
    }
    let kind: Kind = source.word(&raw.kind)?;
    let form = raw.form.as_ref().map(|form| check_form(&source, kind, form)).transpose()?;
    let stage = stage_rule(&source, kind, raw.stage.as_ref())?;
    let classes = |list: &[Spanned<String>]| list.iter().map(|word| source.class(word)).collect::<Result<Vec<_>, _>>();
    let mut roles = Vec::new();
    for (name, paths) in &raw.roles {
        let role = check_role(&source, kind, name)?;
        let paths = paths.iter().map(|written| path(&source, written)).collect::<Result<Vec<_>, _>>()?;
        roles.push((role, paths));
    }
    Ok(Rule {
        id,
        file: file.path.clone(),
        purpose: raw.purpose.get_ref().clone(),
        kind,
        form,
        stage,
        triggers: classes(&raw.trigger)?,
        avoid: classes(&raw.avoid)?,
        not_behind: classes(&raw.not_behind)?,
        with: classes(&raw.with)?,
        needs: raw.needs.iter().map(|need| alternatives(&source, kind, need)).collect::<Result<_, _>>()?,
        never: raw.never.iter().map(|written| path(&source, written)).collect::<Result<_, _>>()?,
        strength: match (raw.weak, raw.spare) {
            (_, true) => Strength::Spare,
            (true, false) => Strength::Weak,
            (false, false) => Strength::Strong,
        },
        continues: raw.continues,
        follows: raw.follows,
        must: raw
            .must
            .iter()
            .map(|written| {
                let ways = written.get_ref().split('|').map(|way| Spanned::new(written.span(), way.trim().to_owned()));
                ways.map(|way| path(&source, &way)).collect::<Result<Vec<_>, _>>()
            })
            .collect::<Result<_, _>>()?,
        topic: raw.topic.iter().map(|name| check_role(&source, kind, name)).collect::<Result<_, _>>()?,
        roles,
        yes: raw.yes.iter().map(|yes| example(&source, kind, yes)).collect::<Result<_, _>>()?,
        no: raw
            .no
            .iter()
            .map(|no| Example {
                text: no.text.get_ref().clone(),
                line: source.line(no.text.span().start),
                args: Vec::new(),
                stage: None,
            })
            .collect(),
    })
}

fn check_form(source: &Source<'_>, kind: Kind, form: &Spanned<String>) -> Result<Form, PackError> {
    let found: Form = source.word(form)?;
    if kind.forms().contains(&found) {
        return Ok(found);
    }
    let allowed: Vec<&str> = kind.forms().iter().map(|form| form.as_str()).collect();
    Err(source.error(
        form.span().start,
        format!("form `{found}` is none of `{kind}`"),
        format!("allowed: {}", allowed.join(", ")),
    ))
}

fn check_role(source: &Source<'_>, kind: Kind, name: &Spanned<String>) -> Result<Role, PackError> {
    let found: Role = source.word(name)?;
    if kind.roles().contains(&found) {
        return Ok(found);
    }
    let allowed: Vec<&str> = kind.roles().iter().map(|role| role.as_str()).collect();
    Err(source.error(
        name.span().start,
        format!("`{kind}` does not take role `{found}`"),
        format!("allowed: {}", allowed.join(", ")),
    ))
}

fn stage_rule(source: &Source<'_>, kind: Kind, stage: Option<&Spanned<String>>) -> Result<StageRule, PackError> {
    let Some(stage) = stage else {
        return Ok(match kind {
            Kind::Trade | Kind::Figure => StageRule::Target,
            Kind::Office => StageRule::None,
            _ => StageRule::Auto,
        });
    };
    match stage.get_ref().as_str() {
        "auto" => Ok(StageRule::Auto),
        "none" => Ok(StageRule::None),
        "target" => Ok(StageRule::Target),
        _ => source.word::<Stage>(stage).map(StageRule::Fixed).map_err(|mut error| {
            error.hint = error.hint.replace("allowed: ", "allowed: auto, none, target, ");
            error
        }),
    }
}

fn alternatives(source: &Source<'_>, kind: Kind, need: &Spanned<String>) -> Result<Vec<Role>, PackError> {
    need.get_ref()
        .split('|')
        .map(|name| check_role(source, kind, &Spanned::new(need.span(), name.trim().to_owned())))
        .collect()
}

/// `object/of:thing`: slots parted by `/`, then `:` and what must stand there.
fn path(source: &Source<'_>, written: &Spanned<String>) -> Result<Path, PackError> {
    let at = written.span().start;
    let Some((slots, want)) = written.get_ref().rsplit_once(':') else {
        return Err(source.error(
            at,
            format!("path `{}` lacks `:`", written.get_ref()),
            "write slots, `:` and side, place, body, person, thing, goods or field".into(),
        ));
    };
    let want = match want {
        "side" => Want::Side,
        "place" => Want::Place,
        "body" => Want::Body,
        "person" => Want::Person,
        "thing" => Want::Thing,
        "goods" => Want::Goods,
        "field" => Want::Field,
        class if class.starts_with('@') => Want::Class(source.class(&Spanned::new(written.span(), class.to_owned()))?),
        other => {
            return Err(source.error(
                at,
                format!("path ends in `{other}`"),
                "allowed: side, place, body, person, thing, goods, field, or `@` and a word class".into(),
            ));
        }
    };
    let slots = slots.split('/').map(|name| slot(source, at, name)).collect::<Result<Vec<_>, _>>()?;
    Ok(Path { slots, want, written: written.get_ref().clone() })
}

const SLOTS: &[(&str, Slot)] = &[
    ("subject", Slot::Subject),
    ("object", Slot::Object),
    ("indirect", Slot::Indirect),
    ("possessor", Slot::Possessor),
    ("modifier", Slot::Modifier),
    ("noun", Slot::Noun),
    ("governor", Slot::Governor),
    ("trigger", Slot::Trigger),
    ("apposition", Slot::Apposition),
    ("member", Slot::Member),
    ("complement", Slot::Complement),
    ("clause", Slot::Clause),
    ("sentence", Slot::Sentence),
];

fn slot(source: &Source<'_>, at: usize, name: &str) -> Result<Slot, PackError> {
    if let Some((_, slot)) = SLOTS.iter().find(|(known, _)| *known == name) {
        return Ok(*slot);
    }
    source.lexicon.class(&format!("case-{name}")).map(Slot::Adposition).ok_or_else(|| {
        let known = SLOTS.iter().map(|(known, _)| *known);
        let cases = source.lexicon.class_names().iter().filter_map(|class| class.strip_prefix("case-"));
        source.error(
            at,
            format!("slot `{name}` is unknown"),
            format!("allowed: {}", known.chain(cases).collect::<Vec<_>>().join(", ")),
        )
    })
}

fn example(source: &Source<'_>, kind: Kind, yes: &RawYes) -> Result<Example, PackError> {
    let mut args = Vec::new();
    for (name, value) in &yes.args {
        args.push((check_role(source, kind, name)?, value.get_ref().clone()));
    }
    Ok(Example {
        text: yes.text.get_ref().clone(),
        line: source.line(yes.text.span().start),
        args,
        stage: yes.stage.as_ref().map(|stage| source.word(stage)).transpose()?,
    })
}
