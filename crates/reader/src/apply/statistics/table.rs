//! Tables in plain text: rows of cells parted by bars, tabs, wide blanks, dots or slashes under a row that names the columns.

use model::{Decimal, Edtf, Form, Kind, Role, Span, Value};

use super::super::Desk;
use super::super::attach;
use super::super::build::Draft;
use super::figures::change_of_index;
use super::unit::Unit;
use super::{Ledger, sides};
use crate::page::{Node, Sentence};
use crate::values::{Found, Scope, ValueMention, legends};

/// The rule of statements whose flow comes from a column or the lines above.
const RULE: &str = "statistics/table";

/// A line of several cells.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub span: Span,
    pub cells: Vec<Span>,
    /// The row above it that names the columns, by its place in the list.
    pub header: Option<usize>,
    /// A cell behind the first is a number.
    figures: bool,
}

/// What a column holds.
#[derive(Clone, Debug, Default)]
struct Column {
    form: Option<Form>,
    when: Option<(Edtf, Span)>,
    holds: Holds,
    unit: Option<Unit>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Holds {
    #[default]
    Sum,
    /// Growth in per cent.
    Change,
    /// Per cent of what it was.
    Index,
    Share,
    /// Nothing that measures a flow: numbers of rows, weights.
    Other,
}

/// The rows of a text. Two lines of as many cells, one under the other, make a table; the first without figures names the columns.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    let mut at = 0_u32;
    let mut run: Vec<Row> = Vec::new();
    for line in text.split('\n') {
        let length = line.chars().count() as u32;
        let cells = cells(line, at);
        let fits = run.last().is_none_or(|last| last.cells.len().abs_diff(cells.len()) <= 1);
        if cells.len() < 2 || !fits {
            close(&mut run, &mut out);
        }
        if cells.len() >= 2 {
            let span = Span::new(cells[0].start, cells[cells.len() - 1].end);
            let figures = cells.iter().skip(1).any(|cell| is_figure(line, *cell, at));
            run.push(Row { span, cells, header: None, figures });
        }
        at += length + 1;
    }
    close(&mut run, &mut out);
    out
}

fn close(run: &mut Vec<Row>, out: &mut Vec<Row>) {
    if run.len() > 1 && !run[0].figures && run[1..].iter().any(|row| row.figures) {
        let header = out.len();
        for (index, mut row) in run.drain(..).enumerate() {
            row.header = (index > 0).then_some(header);
            out.push(row);
        }
    }
    run.clear();
}

/// A cell that is a number and no year.
fn is_figure(line: &str, cell: Span, start: u32) -> bool {
    let text: String =
        line.chars().skip((cell.start - start) as usize).take((cell.end - cell.start) as usize).collect();
    let year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let mut groups = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).peekable();
    groups.peek().is_some() && !text.chars().any(char::is_alphabetic) && !groups.all(|group| year(&group))
}

/// The cells of a line, in code points.
fn cells(line: &str, start: u32) -> Vec<Span> {
    let letters: Vec<char> = line.chars().collect();
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at <= letters.len() {
        let width = if at == letters.len() { 1 } else { separator(&letters, at) };
        if width > 0 {
            let mut ends = from..at;
            while ends.start < ends.end && letters[ends.start].is_whitespace() {
                ends.start += 1;
            }
            while ends.end > ends.start && letters[ends.end - 1].is_whitespace() {
                ends.end -= 1;
            }
            if !ends.is_empty() {
                out.push(Span::new(start + ends.start as u32, start + ends.end as u32));
            }
            at += width;
            from = at;
        } else {
            at += 1;
        }
    }
    out
}

/// How many letters part two cells here; none where they do not.
fn separator(letters: &[char], at: usize) -> usize {
    let blank = |at: usize| letters.get(at).is_some_and(|c| c.is_whitespace());
    let dots = letters[at..].iter().take_while(|&&c| c == '.').count();
    match letters[at] {
        '|' | '\t' | '\u{2502}' => 1,
        '\u{2026}' => 1,
        '.' if dots >= 3 => dots,
        '/' if at > 0 && blank(at - 1) && blank(at + 1) => 1,
        ' ' if blank(at + 1) && blank(at + 2) => letters[at..].iter().take_while(|c| c.is_whitespace()).count(),
        _ => 0,
    }
}

/// The statements of the rows that a sentence holds; `None` where it holds none.
pub(super) fn read(ledger: &mut Ledger, desk: &Desk<'_, '_>, at: usize, frames: &[Draft]) -> Option<Vec<Draft>> {
    let sentence = &desk.page.sentences[at];
    let here: Vec<Row> = ledger.rows.iter().filter(|row| row.span.overlaps(sentence.span)).cloned().collect();
    if here.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    for row in here.iter().filter(|row| row.span.start >= sentence.span.start) {
        let Some(header) = row.header.map(|header| ledger.rows[header].clone()) else { continue };
        out.extend(statements(ledger, desk, at, row, &header, frames));
    }
    if out.is_empty() {
        // A page's menu is a row of cells too.
        return here.iter().any(|row| row.header.is_some() && has_figure(desk, row)).then(Vec::new);
    }
    super::list::settle_flow(ledger, desk, &out);
    Some(out)
}

fn has_figure(desk: &Desk<'_, '_>, row: &Row) -> bool {
    row.cells.iter().skip(1).any(|cell| value_in(desk, *cell).is_some())
}

fn nodes_in(sentences: &[Sentence], span: Span) -> impl Iterator<Item = &Node> {
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    sentences[first..]
        .iter()
        .take_while(move |sentence| sentence.span.start < span.end)
        .flat_map(|sentence| &sentence.nodes)
        .filter(move |node| span.contains(node.span))
}

/// The form of flow that a cell names.
fn form_of(desk: &Desk<'_, '_>, cell: Span) -> Option<Form> {
    let words = desk.words;
    let mut form = None;
    for node in nodes_in(&desk.page.sentences, cell) {
        let found = [
            (words.balance_noun, Form::Balance),
            (words.exports_noun, Form::Exports),
            (words.sell_verb, Form::Exports),
            (words.imports_noun, Form::Imports),
            (words.buy_verb, Form::Imports),
            (words.trade_noun, Form::Turnover),
        ];
        let found = found.into_iter().find(|&(class, _)| node.is(class)).map(|(_, form)| form);
        // "trade balance", "export turnover": the balance is said by its own word, the direction by its.
        form = match (form, found) {
            (Some(Form::Turnover) | None, Some(found)) => Some(found),
            (form, _) => form,
        };
    }
    form
}

fn values_in<'d>(desk: &'d Desk<'_, '_>, cell: Span) -> impl Iterator<Item = (&'d ValueMention, Span)> {
    let tokens = &desk.page.segments.tokens;
    let first = tokens.partition_point(|token| token.span.start < cell.start) as u32;
    let values = &desk.page.values;
    let from = values.partition_point(|value| value.tokens.start < first);
    values[from..]
        .iter()
        .map(|value| (value, desk.page.span(value.tokens.clone())))
        .take_while(move |(_, span)| span.start < cell.end)
        .filter(move |(_, span)| cell.contains(*span))
}

/// The first number of a cell.
fn value_in(desk: &Desk<'_, '_>, cell: Span) -> Option<(Decimal, Span)> {
    values_in(desk, cell).find_map(|(mention, span)| match &mention.value {
        Found::Number { value, .. } | Found::Money { value, .. } | Found::Percent { value, .. } => {
            Some((if negative(desk, span) { -value.abs() } else { *value }, span))
        }
        Found::Change { percent: Some(percent), .. } => Some((*percent, span)),
        _ => None,
    })
}

/// A minus is written onto the number.
fn negative(desk: &Desk<'_, '_>, span: Span) -> bool {
    let minus = |c: char| matches!(c, '-' | '\u{2212}' | '\u{2013}');
    let mut letters = desk.page.document.text.chars().skip((span.start as usize).saturating_sub(1));
    let before = if span.start > 0 { letters.next() } else { None };
    before.is_some_and(minus) || letters.next().is_some_and(minus)
}

fn date_in(desk: &Desk<'_, '_>, cell: Span) -> Option<(Edtf, Span)> {
    let mut dates = values_in(desk, cell).filter_map(|(mention, span)| match mention.value {
        Found::Date { edtf: Some(edtf), .. } => Some((edtf, span)),
        _ => None,
    });
    dates.next()
}

fn column(ledger: &Ledger, desk: &Desk<'_, '_>, cell: Span) -> Column {
    let scopes = scopes(desk, cell);
    let percent = scopes.contains(&Scope::Percent);
    let is = |class| nodes_in(&desk.page.sentences, cell).any(|node| node.is(class));
    let holds = if is(desk.words.share_noun) {
        Holds::Share
    } else if is(desk.words.growth_noun) && !is(desk.words.compare) {
        Holds::Change
    } else if percent {
        Holds::Index
    } else if scopes.iter().any(|scope| matches!(scope, Scope::Measure { .. })) {
        Holds::Other
    } else {
        Holds::Sum
    };
    let unit = scopes.into_iter().find_map(|scope| match scope {
        Scope::Money { currency, scale } => Some(Unit { currency, scale, last: Decimal::ONE }),
        _ => None,
    });
    Column { form: form_of(desk, cell), when: date_in(desk, cell), holds, unit: unit.or_else(|| ledger.legend.clone()) }
}

fn scopes(desk: &Desk<'_, '_>, cell: Span) -> Vec<Scope> {
    let tokens = &desk.page.segments.tokens;
    let first = tokens.partition_point(|token| token.span.start < cell.start) as u32;
    let end = tokens.partition_point(|token| token.span.start < cell.end) as u32;
    let text = desk.page.document.text.as_str();
    legends(&desk.reader.value_words, text, &desk.page.segments, first..end)
        .into_iter()
        .map(|legend| legend.scope)
        .collect()
}

/// The statements of a row: one for each sum, with the changes and shares beside it.
fn statements(
    ledger: &Ledger,
    desk: &Desk<'_, '_>,
    at: usize,
    row: &Row,
    header: &Row,
    frames: &[Draft],
) -> Vec<Draft> {
    let sentence = &desk.page.sentences[at];
    let shift = header.cells.len() as isize - row.cells.len() as isize;
    let label = row.cells[0];
    let own = label_draft(ledger, desk, at, label, frames);
    let dated = date_in(desk, label);
    let mut out: Vec<Draft> = Vec::new();
    for (index, &cell) in row.cells.iter().enumerate().skip(1) {
        let place = usize::try_from(index as isize + shift).ok();
        let above = place.and_then(|place| header.cells.get(place)).map(|&cell| column(ledger, desk, cell));
        let column = above.unwrap_or_else(|| Column { unit: ledger.legend.clone(), ..Column::default() });
        let Some((value, span)) = value_in(desk, cell) else { continue };
        match column.holds {
            Holds::Other => {}
            Holds::Sum => {
                let Some(sum) = sum(desk, cell, value, column.unit.as_ref()) else { continue };
                let mut draft = own.clone();
                let form = own_form(desk, label).or(column.form).or(draft.form);
                if form != draft.form && draft.rule == RULE {
                    draft.args.retain(|arg| arg.role == Role::Item);
                }
                draft.form = form;
                draft.push(Role::Amount, sum, Some(span), "unit of the heading");
                let when = column.when.or(dated).map(|(edtf, span)| (edtf, Some(span)));
                if let Some((edtf, span)) = when.or_else(|| ledger.heading.map(|edtf| (edtf, None))) {
                    draft.push(Role::When, Value::When(edtf), span, "date");
                }
                beside(ledger, desk, cell, span, &mut draft);
                draft.spans = vec![row.span];
                draft.spans.extend(header_needed(&column, header));
                out.push(draft);
            }
            Holds::Change | Holds::Index | Holds::Share => grow(&column, value, span, &mut out),
        }
    }
    let carried = ledger.carried();
    let near = sides::near(desk, at, sentence, 0..0, None, carried);
    for draft in &mut out {
        sides::settle(desk, draft, &near);
    }
    out.retain(|draft| draft.form.is_some() && !super::super::build::contrary(draft));
    for draft in &mut out {
        attach::speaker(desk, draft);
    }
    out
}

/// Puts growth or a share on the sum of its own year, else on the last before it.
fn grow(column: &Column, value: Decimal, span: Span, out: &mut [Draft]) {
    let value = match column.holds {
        Holds::Share => Value::Share { percent: value.abs(), approx: None },
        Holds::Index if value > Decimal::from(20) => change_of_index(value),
        _ => change_of_index(value + Decimal::ONE_HUNDRED),
    };
    let role = if column.holds == Holds::Share { Role::Share } else { Role::Change };
    let year = column.when.and_then(|(edtf, _)| edtf.first_day()).map(|day| day.year());
    let of_year = |draft: &Draft| {
        draft
            .of(Role::When)
            .any(|arg| matches!(arg.value, Value::When(edtf) if edtf.first_day().map(|day| day.year()) == year))
    };
    let same = out.iter().rposition(|draft| year.is_some() && of_year(draft));
    if let Some(draft) = same.or(out.len().checked_sub(1)).and_then(|at| out.get_mut(at))
        && !draft.has(role)
    {
        draft.push(role, value, Some(span), "column");
    }
}

/// The flow that a row's label names, or the side or goods that it gives to the flow carried.
fn label_draft(ledger: &Ledger, desk: &Desk<'_, '_>, at: usize, label: Span, frames: &[Draft]) -> Draft {
    let sentence = &desk.page.sentences[at];
    let inside = |frame: &&Draft| label.contains(sentence.nodes[frame.trigger].span);
    if let Some(frame) = frames.iter().rev().find(inside) {
        return Draft {
            args: frame.args.iter().filter(|arg| arg.role != Role::Item).cloned().collect(),
            ..frame.clone()
        };
    }
    let mut draft = Draft::new(Kind::Trade, at, 0, RULE);
    if let Some(flow) = ledger.carried() {
        draft.form = flow.form;
        for (role, sides) in [(Role::From, &flow.from), (Role::To, &flow.to), (Role::Party, &flow.parties)] {
            for side in sides {
                draft.push_side(role, side, "flow");
            }
        }
    }
    if own_form(desk, label).is_some() || date_in(desk, label).is_some() {
        return draft;
    }
    let nodes: Vec<usize> =
        (0..sentence.nodes.len()).filter(|&node| label.contains(sentence.nodes[node].span)).collect();
    let (Some(&first), Some(&last)) = (nodes.first(), nodes.last()) else { return draft };
    let named = nodes.iter().any(|&node| sentence.nodes[node].mention.is_some());
    if named {
        sides::replace(desk, at, sentence, first..last + 1, &mut draft);
    } else if !nodes.iter().any(|&node| sentence.nodes[node].is(desk.words.flow_word)) {
        let tokens = sentence.nodes[first].tokens.start..sentence.nodes[last].tokens.end;
        let text = desk.page.words(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().any(char::is_alphabetic) {
            draft.push(Role::Item, Value::Text(text), Some(label), "row");
        }
    }
    draft
}

fn own_form(desk: &Desk<'_, '_>, label: Span) -> Option<Form> {
    form_of(desk, label)
}

/// A sum in the unit of its column; one that names its currency stands for itself.
fn sum(desk: &Desk<'_, '_>, cell: Span, value: Decimal, unit: Option<&Unit>) -> Option<Value> {
    let money = values_in(desk, cell).find_map(|(mention, _)| match &mention.value {
        Found::Money { value, currency, approx, .. } => {
            Some(Value::Amount { value: *value, currency: currency.clone(), approx: *approx })
        }
        _ => None,
    });
    money.or_else(|| {
        unit.map(|unit| Value::Amount { value: value * unit.scale, currency: unit.currency.clone(), approx: None })
    })
}

/// What stands in a cell behind its sum: "41.5 (103.5)".
fn beside(ledger: &Ledger, desk: &Desk<'_, '_>, cell: Span, sum: Span, draft: &mut Draft) {
    for (mention, span) in values_in(desk, cell).filter(|(_, span)| span.start > sum.start) {
        let value = match &mention.value {
            Found::Change { percent, direction, .. } => Value::Change { percent: *percent, direction: *direction },
            Found::Number { value, .. } | Found::Percent { value, .. }
                if ledger.indexed || *value > Decimal::ONE_HUNDRED =>
            {
                change_of_index(*value)
            }
            _ => continue,
        };
        if !draft.has(Role::Change) {
            draft.push(Role::Change, value, Some(span), "index of 100");
        }
    }
}

/// The header is evidence where it gives the time or flow.
fn header_needed(column: &Column, header: &Row) -> Option<Span> {
    (column.when.is_some() || column.form.is_some()).then_some(header.span)
}
