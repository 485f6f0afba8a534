//! Documents and statements for the tests, made from numbers.

use model::{Anchor, Argument, Date, Document, Evidence, Form, Kind, Role, Span, Stage, Statement, Value};
use register::{Register, Run};

/// A document with its statements, as `put` takes it.
pub type Sample = (Document, Vec<Statement>);

/// The run of all tests that say nothing else.
pub fn run() -> Run {
    Run { program: "intertie 0.0.0".into(), rules: "aa11".into() }
}

/// Another program's run.
pub fn later_run() -> Run {
    Run { program: "intertie 0.0.1".into(), rules: "bb22".into() }
}

/// The span of `words` in the document, in code points.
pub fn span(document: &Document, words: &str) -> Span {
    let byte = document.text.find(words).unwrap();
    let start = document.text[..byte].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

fn name(document: &Document, role: Role, words: &str, id: Option<&str>) -> Argument {
    let value = Value::Name { name: words.into(), id: id.map(str::to_owned) };
    Argument { role, value, anchor: Anchor::Words(span(document, words)), by: "subject".into() }
}

fn argument(document: &Document, role: Role, words: &str, value: Value) -> Argument {
    Argument { role, value, anchor: Anchor::Words(span(document, words)), by: "object".into() }
}

/// A document of three sentences with a supply, a turnover and an office; `n` decides on numbers and days.
pub fn sample(n: u32) -> Sample {
    let year = 2015 + n % 10;
    let supply = format!("Zürich Motors delivered {} buses to Samara Oblast in {year}.", n + 2);
    let trade = format!("Trade between Belarus and Samara Oblast reached 1.{n} million dollars, Ana Peña said.");
    let office = "Ivan Petrov is deputy governor of Samara Oblast.";
    let document = Document {
        id: format!("d{n:05}"),
        text: format!("Mahilioŭ – {year}\n{supply} {trade} {office}"),
        title: Some(format!("Report number {n} on friendship")),
        published: Some(Date::new(2024, 1 + (n % 12) as i8, 1 + (n % 28) as i8).unwrap()),
        url: Some(format!("https://news.example/{n}")),
        publisher: Some("Example News".into()),
        lang: Some("en".into()),
    };
    let statements = vec![
        supply_statement(&document, &supply, n, year),
        trade_statement(&document, &trade, n),
        office_statement(&document, office),
    ];
    (document, statements)
}

fn quote(document: &Document, sentence: &str) -> Vec<Evidence> {
    vec![Evidence::take(document, span(document, sentence)).unwrap()]
}

fn supply_statement(document: &Document, sentence: &str, n: u32, year: u32) -> Statement {
    let args = vec![
        name(document, Role::From, "Zürich Motors", None),
        name(document, Role::To, "Samara Oblast", Some("RU-SAM")),
        argument(document, Role::Item, "buses", Value::Text("buses".into())),
        argument(
            document,
            Role::Quantity,
            "buses",
            Value::Quantity { value: (n + 2).into(), unit: "buses".into(), approx: None },
        ),
        argument(document, Role::When, &year.to_string(), Value::When(year.to_string().parse().unwrap())),
    ];
    let evidence = quote(document, sentence);
    Statement::new(Kind::Supply, None, Some(Stage::Done), evidence, args, "supply/deliver".into()).unwrap()
}

fn trade_statement(document: &Document, sentence: &str, n: u32) -> Statement {
    let value = format!("1{n:06}.50").parse().unwrap();
    let args = vec![
        name(document, Role::Party, "Belarus", Some("BY")),
        name(document, Role::Party, "Samara Oblast", Some("RU-SAM")),
        argument(document, Role::Amount, "dollars", Value::Amount { value, currency: "USD".into(), approx: None }),
        name(document, Role::Speaker, "Ana Peña", None),
    ];
    let evidence = quote(document, sentence);
    Statement::new(Kind::Trade, Some(Form::Turnover), None, evidence, args, "trade/reach".into()).unwrap()
}

fn office_statement(document: &Document, sentence: &str) -> Statement {
    let args = vec![
        name(document, Role::Person, "Ivan Petrov", None),
        argument(document, Role::Office, "deputy governor", Value::Text("deputy governor".into())),
        Argument {
            role: Role::Of,
            value: Value::Name { name: "Samara Oblast".into(), id: Some("RU-SAM".into()) },
            anchor: Anchor::Context,
            by: "topic".into(),
        },
    ];
    Statement::new(Kind::Office, None, None, quote(document, sentence), args, "office/is".into()).unwrap()
}

/// A document about other places, published on no known day: "Minsk signed a plan with Tula." or with another partner.
pub fn plan(id: &str, partner: &str, partner_id: Option<&str>) -> Sample {
    let sentence = format!("Minsk signed a plan with {partner}.");
    let mut document = Document::from_text(sentence.clone());
    document.id = id.into();
    let args =
        vec![name(&document, Role::Party, "Minsk", Some("BY-HM")), name(&document, Role::Party, partner, partner_id)];
    let evidence = quote(&document, &sentence);
    let statement =
        Statement::new(Kind::Agreement, Some(Form::Plan), Some(Stage::Done), evidence, args, "agreement/sign".into());
    (document, vec![statement.unwrap()])
}

/// All lines of the export.
pub fn exported(register: &Register) -> String {
    let mut out = Vec::new();
    register.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A generator of numbers (xorshift), the same for the same seed.
pub struct Numbers(pub u64);

impl Numbers {
    /// The next number under `bound`.
    pub fn under(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}
