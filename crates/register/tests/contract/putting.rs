//! The contract of `put`, `document`, `counts` and `export`.

use model::{Document, Kind, Statement};
use register::{Put, RegisterError};

use super::Fresh;
use crate::samples::{Sample, exported, later_run, plan, run, sample};

pub fn putting_twice_is_putting_once(open: fn() -> Fresh) {
    let mut fresh = open();
    let samples: Vec<Sample> = (0..30).map(sample).collect();
    assert_eq!(fresh.register.put(&samples, &run()).unwrap(), vec![Put::Added; 30]);
    let once = exported(&fresh.register);
    assert_eq!(fresh.register.put(&samples, &run()).unwrap(), vec![Put::Same; 30]);
    assert_eq!(fresh.register.put(&samples, &later_run()).unwrap(), vec![Put::Same; 30]);
    assert_eq!(exported(&fresh.register), once);
    assert_eq!(once.lines().count(), 30 + 90);
}

pub fn a_document_comes_back_as_it_was_put(open: fn() -> Fresh) {
    let mut fresh = open();
    fresh.register.put(&[sample(7), plan("bare", "Tula", None)], &run()).unwrap();
    let stored = fresh.register.document("d00007").unwrap().unwrap();
    assert_eq!(stored.head.hash, sample(7).0.hash());
    assert!(stored.head.current);
    assert_eq!(stored.into_document(), sample(7).0);
    assert_eq!(fresh.register.document("bare").unwrap().unwrap().into_document(), plan("bare", "Tula", None).0);
    assert_eq!(fresh.register.document("d00008").unwrap(), None);
    let ids: Vec<String> = fresh.register.documents().unwrap().into_iter().map(|head| head.id).collect();
    assert_eq!(ids, ["d00007", "bare"]);
}

pub fn the_order_of_putting_changes_nothing(open: fn() -> Fresh) {
    let mut revised = sample(3);
    revised.0.text.push_str(" The figures are preliminary.");
    let mut samples: Vec<Sample> = (0..20).map(sample).collect();
    samples.push(revised);
    samples.push(plan("bare", "Tula", None));
    let (mut forth, mut back) = (open(), open());
    forth.register.put(&samples, &run()).unwrap();
    for sample in samples.iter().rev() {
        let mut sample = sample.clone();
        sample.1.reverse();
        back.register.put(&[sample], &run()).unwrap();
    }
    assert_eq!(exported(&forth.register), exported(&back.register));
    let all = Default::default();
    assert_eq!(forth.register.find(&all).unwrap(), back.register.find(&all).unwrap());
    assert_eq!(forth.register.documents().unwrap(), back.register.documents().unwrap());
}

pub fn another_reading_replaces_the_first(open: fn() -> Fresh) {
    let mut fresh = open();
    fresh.register.put(&[sample(1), sample(2)], &run()).unwrap();
    let (document, mut statements) = sample(1);
    statements.truncate(1);
    assert_eq!(fresh.register.put(&[(document, statements)], &later_run()).unwrap(), [Put::Reread]);
    let of_one = register::Filter { document: Some("d00001".into()), ..Default::default() };
    let (rows, _) = fresh.register.find(&of_one).unwrap();
    assert_eq!(rows.iter().map(|row| row.statement.kind()).collect::<Vec<_>>(), [Kind::Supply]);
    let turnover = register::Filter { words: Some("reached".into()), ..Default::default() };
    let (rows, _) = fresh.register.find(&turnover).unwrap();
    assert_eq!(rows.len(), 1, "the words of what was replaced are gone");
    assert_eq!(rows[0].document.id, "d00002");
}

pub fn another_text_is_kept_beside(open: fn() -> Fresh) {
    let (mut earlier, mut later) = (sample(4), sample(4));
    earlier.0.published = Some("2024-03-01".parse().unwrap());
    later.0.text.push_str(" It was corrected.");
    later.0.published = Some("2024-03-02".parse().unwrap());
    for order in [[&earlier, &later], [&later, &earlier]] {
        let mut fresh = open();
        assert_eq!(fresh.register.put(&[order[0].clone()], &run()).unwrap(), [Put::Added]);
        assert_eq!(fresh.register.put(&[order[1].clone()], &run()).unwrap(), [Put::Revised]);
        assert_eq!(fresh.register.document("d00004").unwrap().unwrap().text, later.0.text);
        let history = fresh.register.history("d00004").unwrap();
        let told: Vec<_> = history.iter().map(|head| (head.hash.clone(), head.current)).collect();
        assert_eq!(told, [(later.0.hash(), true), (earlier.0.hash(), false)]);
        assert_eq!(fresh.register.find(&Default::default()).unwrap().0.len(), 3);
    }
}

pub fn another_description_in_one_run_is_kept_beside(open: fn() -> Fresh) {
    let (mut first, mut second) = (sample(5), sample(5));
    first.0.published = None;
    second.0.published = Some("2024-05-05".parse().unwrap());
    let (mut forth, mut back) = (open(), open());
    assert_eq!(forth.register.put(&[first.clone(), second.clone()], &run()).unwrap(), [Put::Added, Put::Revised]);
    back.register.put(&[second.clone(), first], &run()).unwrap();
    assert_eq!(exported(&forth.register), exported(&back.register));
    assert_eq!(forth.register.document("d00005").unwrap().unwrap().into_document(), second.0);
}

pub fn another_description_in_a_later_run_replaces(open: fn() -> Fresh) {
    let mut fresh = open();
    fresh.register.put(&[sample(6)], &run()).unwrap();
    let mut better = sample(6);
    better.0.published = Some("2019-01-01".parse().unwrap());
    assert_eq!(fresh.register.put(&[better.clone()], &later_run()).unwrap(), [Put::Reread]);
    assert_eq!(fresh.register.history("d00006").unwrap().len(), 1);
    assert_eq!(fresh.register.document("d00006").unwrap().unwrap().into_document(), better.0);
}

pub fn a_foreign_statement_is_refused_and_nothing_is_put(open: fn() -> Fresh) {
    let mut fresh = open();
    let mixed = (sample(9).0, sample(8).1);
    let error = fresh.register.put(&[sample(1), mixed], &run()).unwrap_err();
    let RegisterError::Misfit { document, statement, found } = &error else { panic!("{error}") };
    assert_eq!((document.as_str(), *statement), ("d00009", 1));
    assert!(found.contains("no longer says"), "{found}");
    assert_eq!(fresh.register.counts().unwrap().documents, 0);
}

pub fn equal_statements_of_two_rules_are_one(open: fn() -> Fresh) {
    let (document, statements) = plan("p", "Tula", None);
    let made = &statements[0];
    let by_other_rule = Statement::new(
        made.kind(),
        made.form(),
        made.stage(),
        made.evidence().to_vec(),
        made.args().to_vec(),
        "agreement/other".into(),
    )
    .unwrap();
    let (mut forth, mut back) = (open(), open());
    forth.register.put(&[(document.clone(), vec![made.clone(), by_other_rule.clone()])], &run()).unwrap();
    back.register.put(&[(document, vec![by_other_rule, made.clone()])], &run()).unwrap();
    assert_eq!(forth.register.counts().unwrap().statements, 1);
    assert_eq!(exported(&forth.register), exported(&back.register));
}

pub fn counts_add_up(open: fn() -> Fresh) {
    let mut fresh = open();
    let empty = fresh.register.counts().unwrap();
    assert_eq!((empty.documents, empty.statements, empty.by_kind.len()), (0, 0, Kind::ALL.len()));
    let mut revised = sample(1);
    revised.0.text.push_str(" More follows.");
    fresh.register.put(&[sample(1), sample(2), revised, plan("p", "Tula", None)], &run()).unwrap();
    let counts = fresh.register.counts().unwrap();
    assert_eq!((counts.documents, counts.earlier_versions, counts.statements), (3, 1, 7));
    let some: Vec<_> = counts.by_kind.into_iter().filter(|(_, n)| *n > 0).collect();
    assert_eq!(some, [(Kind::Trade, 2), (Kind::Supply, 2), (Kind::Agreement, 1), (Kind::Office, 2)]);
}

pub fn earlier_versions_are_exported(open: fn() -> Fresh) {
    let mut fresh = open();
    let (document, statements) = plan("p", "Tula", None);
    let longer = Document { text: format!("{} It holds for a year.", document.text), ..document.clone() };
    fresh.register.put(&[(document.clone(), statements.clone()), (longer.clone(), statements)], &run()).unwrap();
    let lines: Vec<serde_json::Value> =
        exported(&fresh.register).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    let current = if document.hash() > longer.hash() { document } else { longer };
    assert_eq!((&lines[0]["hash"], &lines[0]["current"]), (&current.hash().into(), &true.into()));
    assert_eq!(lines[1]["current"], false);
    assert!(lines[2].get("version").is_none());
    assert_eq!(lines[3]["version"], lines[1]["version"]);
    assert_eq!(lines[2]["id"], lines[3]["id"]);
}
