//! A statement: something that a document asserts, pinned to its words.

use std::fmt;

use crate::document::sha256_hex;
use crate::{Evidence, Form, Kind, Role, Span, Stage, Value};

/// Where an argument stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// Written at this place of the document.
    Words(Span),
    /// Understood from the rest of the document.
    Context,
}

/// One argument of a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Argument {
    /// What it is to the statement.
    pub role: Role,
    /// Its value.
    pub value: Value,
    /// Where it stands.
    pub anchor: Anchor,
    /// How the reader came to it, for `intertie explain`: "subject", "object", "topic"; a code word of the rule language.
    pub by: String,
}

/// Something that a document asserts about cooperation.
///
/// Invariants (kept by `Statement::new`): at least one evidence; the form belongs to the kind; each value fits its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    kind: Kind,
    form: Option<Form>,
    stage: Option<Stage>,
    evidence: Vec<Evidence>,
    args: Vec<Argument>,
    rule: String,
}

/// Why a statement could not be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementError {
    /// No evidence was given.
    NoEvidence,
    /// The form is none of the kind's.
    Form(Kind, Form),
    /// The value does not fit the role, or the kind does not take the role.
    Argument(Kind, Role),
}

impl fmt::Display for StatementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StatementError::NoEvidence => f.write_str("a statement needs evidence"),
            StatementError::Form(kind, form) => {
                let allowed: Vec<&str> = kind.forms().iter().map(|f| f.as_str()).collect();
                write!(f, "form `{form}` is none of `{kind}`; allowed: {}", allowed.join(", "))
            }
            StatementError::Argument(kind, role) => {
                let allowed: Vec<&str> = kind.roles().iter().map(|r| r.as_str()).collect();
                write!(f, "`{kind}` takes no such value as `{role}`; allowed: {}", allowed.join(", "))
            }
        }
    }
}

impl std::error::Error for StatementError {}

impl Statement {
    /// Builds a statement. Evidence is sorted by place and arguments by role and place, so that equal statements are equal to the byte.
    ///
    /// # Errors
    /// `StatementError` where an invariant does not hold.
    pub fn new(
        kind: Kind,
        form: Option<Form>,
        stage: Option<Stage>,
        mut evidence: Vec<Evidence>,
        mut args: Vec<Argument>,
        rule: String,
    ) -> Result<Statement, StatementError> {
        if evidence.is_empty() {
            return Err(StatementError::NoEvidence);
        }
        if let Some(form) = form.filter(|form| !kind.forms().contains(form)) {
            return Err(StatementError::Form(kind, form));
        }
        if let Some(arg) = args.iter().find(|arg| !arg.value.fits(arg.role) || !kind.roles().contains(&arg.role)) {
            return Err(StatementError::Argument(kind, arg.role));
        }
        evidence.sort();
        evidence.dedup();
        for arg in &mut args {
            arg.value = std::mem::replace(&mut arg.value, Value::Text(String::new())).normalized();
        }
        args.sort_by(|a, b| (a.role, a.anchor, &a.value).cmp(&(b.role, b.anchor, &b.value)));
        args.dedup_by(|a, b| a.role == b.role && a.value == b.value);
        Ok(Statement { kind, form, stage, evidence, args, rule })
    }

    /// What it records.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The narrower sort, where the kind has one.
    pub fn form(&self) -> Option<Form> {
        self.form
    }

    /// How far along; `None` for what was measured and for a present office.
    pub fn stage(&self) -> Option<Stage> {
        self.stage
    }

    /// The words it rests on, in the order of the document; never empty.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// The arguments, by role and place.
    pub fn args(&self) -> &[Argument] {
        &self.args
    }

    /// The rule that made it: "supply/deliver".
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The arguments of one role.
    pub fn role(&self, role: Role) -> impl Iterator<Item = &Argument> {
        self.args.iter().filter(move |arg| arg.role == role)
    }

    /// The statement's name: the first 16 hexadecimal digits of SHA-256 over document, kind, form, stage, evidence spans and arguments.
    /// The same reading of the same document always has the same id; the rule's name is no part of it.
    pub fn id(&self, document_id: &str) -> String {
        use fmt::Write;
        const KEY_BYTES: usize = 512;
        let mut key = String::with_capacity(KEY_BYTES);
        for part in
            [document_id, self.kind.as_str(), self.form.map_or("", Form::as_str), self.stage.map_or("", Stage::as_str)]
        {
            key.push_str(part);
            key.push('\n');
        }
        // Writing to a String cannot fail.
        for evidence in &self.evidence {
            let _ = writeln!(key, "{}-{}", evidence.span().start, evidence.span().end);
        }
        for arg in &self.args {
            key.push_str(arg.role.as_str());
            key.push(' ');
            if let Anchor::Words(span) = arg.anchor {
                let _ = write!(key, "{}-{}", span.start, span.end);
            }
            let _ = writeln!(key, " {}", arg.value);
        }
        let mut id = sha256_hex(key.as_bytes());
        id.truncate(16);
        id
    }
}
