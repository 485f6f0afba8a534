//! Builders of statements and rows for the tests of this crate.

use model::{Anchor, Approx, Argument, Direction, Document, Evidence, Form, Kind, Role, Span, Stage, Statement, Value};

/// A statement in the making.
#[derive(Clone)]
pub(crate) struct Made {
    kind: Kind,
    pub(crate) form: Option<Form>,
    pub(crate) stage: Option<Stage>,
    args: Vec<Argument>,
}

impl Made {
    pub(crate) fn new(kind: Kind) -> Made {
        Made { kind, form: None, stage: None, args: Vec::new() }
    }

    pub(crate) fn form(mut self, form: Form) -> Made {
        self.form = Some(form);
        self
    }

    pub(crate) fn stage(mut self, stage: Stage) -> Made {
        self.stage = Some(stage);
        self
    }

    pub(crate) fn arg(mut self, role: Role, value: Value) -> Made {
        self.args.push(Argument { role, value, anchor: Anchor::Context, by: String::new() });
        self
    }

    /// The statement, resting on a text of one word.
    pub(crate) fn statement(self) -> Statement {
        let document = Document::from_text("Words.".into());
        let evidence = Evidence::take(&document, Span::new(0, 6)).unwrap();
        Statement::new(self.kind, self.form, self.stage, vec![evidence], self.args, "test/rule".into()).unwrap()
    }
}

pub(crate) fn name(name: &str, id: Option<&str>) -> Value {
    Value::Name { name: name.into(), id: id.map(Into::into) }
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub(crate) fn quantity(value: &str, unit: &str, approx: &str) -> Value {
    Value::Quantity { value: value.parse().unwrap(), unit: unit.into(), approx: Approx::parse(approx) }
}

pub(crate) fn amount(value: &str, currency: &str, approx: &str) -> Value {
    Value::Amount { value: value.parse().unwrap(), currency: currency.into(), approx: Approx::parse(approx) }
}

pub(crate) fn change(percent: &str) -> Value {
    Value::Change { percent: Some(percent.parse().unwrap()), direction: Direction::Up }
}

pub(crate) fn when(edtf: &str) -> Value {
    Value::When(edtf.parse().unwrap())
}
