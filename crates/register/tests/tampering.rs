//! A register that was altered behind the program's back.

use std::collections::BTreeSet;

use model::Evidence;
use register::{Filter, Register, RegisterError};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::samples::{Numbers, Sample, run, sample};

/// A register of five documents on which `sql` was run by another program.
fn altered(sql: &str) -> (TempDir, Register) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("north.db");
    let mut register = Register::open(&path).unwrap();
    register.put(&(0..5).map(sample).collect::<Vec<Sample>>(), &run()).unwrap();
    register.close().unwrap();
    assert_eq!(Connection::open(&path).unwrap().execute(sql, []).unwrap(), 1);
    (folder, Register::open(&path).unwrap())
}

#[test]
fn an_altered_text_is_caught_on_every_read() {
    let (_folder, register) =
        altered("UPDATE document SET text = replace(text, 'delivered 5', 'delivered 9') WHERE id = 'd00003'");
    let (rows, diagnostics) = register.find(&Filter::default()).unwrap();
    assert_eq!(rows.len(), 14, "the other quotes still stand");
    let told: Vec<_> = diagnostics.iter().map(|d| (d.place.as_str(), d.code)).collect();
    assert_eq!(told, [("d00003", "document-changed"), ("d00003", "evidence-moved")]);
    let moved = &diagnostics[1];
    assert_eq!(moved.span, Some(model::Span::new(16, 73)));
    assert!(moved.message.contains("rests on `Zürich Motors delivered 5 buses"), "{}", moved.message);
    assert!(moved.message.contains("says `Zürich Motors delivered 9 buses"), "{}", moved.message);

    let error = register.document("d00003").unwrap_err();
    assert!(matches!(&error, RegisterError::Changed { document, .. } if document == "d00003"), "{error}");
    assert!(matches!(register.export(&mut Vec::new()), Err(RegisterError::Changed { .. })));
    assert_eq!(register.check().unwrap(), diagnostics);
    assert!(register.document("d00002").unwrap().is_some());
}

#[test]
fn a_shortened_text_is_caught() {
    let (_folder, register) = altered("UPDATE document SET text = substr(text, 1, 30) WHERE id = 'd00003'");
    let (rows, diagnostics) = register.find(&Filter::default()).unwrap();
    assert_eq!((rows.len(), diagnostics.len()), (12, 4));
}

#[test]
fn an_altered_quote_is_caught() {
    let (_folder, register) = altered(
        "UPDATE statement SET json = replace(json, 'delivered 3', 'delivered 4')
         WHERE kind = 'supply' AND document_key = (SELECT document_key FROM document WHERE id = 'd00001')",
    );
    let (rows, diagnostics) = register.find(&Filter::default()).unwrap();
    assert_eq!(rows.len(), 14);
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["evidence-moved"]);
}

#[test]
fn a_broken_statement_is_told() {
    let (_folder, register) = altered("UPDATE statement SET json = '{\"kind\": \"trade\"' WHERE statement_key = 1");
    let (rows, diagnostics) = register.find(&Filter::default()).unwrap();
    assert_eq!(rows.len(), 14);
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["statement-broken"]);
}

#[test]
fn a_broken_day_is_told() {
    let (_folder, register) = altered("UPDATE document SET published = 'May' WHERE id = 'd00001'");
    let error = register.documents().unwrap_err().to_string();
    assert!(error.ends_with("its day of publication is `May`; allowed: YYYY-MM-DD"), "{error}");
}

/// Bytes overwritten anywhere give errors or diagnostics, never a panic, and never words that the documents do not
/// hold.
#[test]
fn overwritten_bytes_never_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("north.db");
    let mut register = Register::open(&path).unwrap();
    register.put(&(0..40).map(sample).collect::<Vec<Sample>>(), &run()).unwrap();
    let whole = register.find(&Filter::default()).unwrap().0;
    let quotes: BTreeSet<&str> =
        whole.iter().flat_map(|row| row.statement.evidence()).map(|evidence| evidence.exact()).collect();
    register.close().unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let mut numbers = Numbers(7);
    let mut noticed = 0;
    for round in 0..60 {
        let mut broken = bytes.clone();
        let at = numbers.under(bytes.len() as u64 - 600) as usize;
        for byte in &mut broken[at..at + 600] {
            *byte = numbers.under(256) as u8;
        }
        let path = folder.path().join(format!("broken-{round}.db"));
        std::fs::write(&path, &broken).unwrap();
        let Ok(register) = Register::open(&path) else {
            noticed += 1;
            continue;
        };
        noticed += u32::from(!register.check().is_ok_and(|diagnostics| diagnostics.is_empty()));
        for words in [None, Some("samara".to_owned())] {
            if let Ok((rows, _)) = register.find(&Filter { words, ..Filter::default() }) {
                let is_known = |quote: &Evidence| quotes.contains(quote.exact());
                assert!(rows.iter().all(|row| row.statement.evidence().iter().all(is_known)), "round {round}");
                assert!(rows.len() <= whole.len());
            }
        }
        let _ = register.counts();
        let _ = register.export(&mut Vec::new());
    }
    assert!(noticed > 40, "only {noticed} of 60 faults were noticed");
}
