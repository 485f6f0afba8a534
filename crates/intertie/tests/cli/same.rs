//! The same documents give the same bytes, whatever the number of threads and the order of files.

use crate::{examples, folder, run};

#[test]
fn threads_and_order_change_nothing() {
    let folder = folder();
    let documents = examples().join("documents");
    let documents = documents.to_str().unwrap();
    let one = run(folder.path(), ["read", documents, "--format", "jsonl", "--threads", "1"]).expect(0);
    let two = run(folder.path(), ["read", documents, "--format", "jsonl", "--threads", "2"]).expect(0);
    assert!(!one.out.is_empty() && one.out == two.out, "the output depends on the number of threads");

    let mut files: Vec<String> =
        std::fs::read_dir(documents).unwrap().map(|entry| entry.unwrap().path().to_str().unwrap().to_owned()).collect();
    files.sort();
    let export = |name: &str, threads: &str, files: &[String]| {
        let add = ["add", "--register", name, "--threads", threads].map(str::to_owned);
        run(folder.path(), add.iter().chain(files)).expect(0);
        run(folder.path(), ["export", "--register", name]).expect(0).out
    };
    let first = export("a.db", "1", &files);
    files.reverse();
    let second = export("b.db", "2", &files);
    files.rotate_left(7);
    let third = export("c.db", "3", &files);
    assert!(first.lines().count() > files.len());
    assert!(first == second && second == third, "the export depends on order or threads");
}
