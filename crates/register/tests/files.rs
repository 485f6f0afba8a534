//! Files that are no registers, or may not be opened or written.

use std::path::Path;

use register::{Register, RegisterError};
use rusqlite::Connection;

use crate::samples::{run, sample};

/// What `open` says of the file, its path left out.
fn refused(path: &Path) -> (RegisterError, String) {
    let error = Register::open(path).err().unwrap();
    let text = error.to_string().replace(&path.display().to_string(), "FILE");
    (error, text)
}

#[test]
fn a_newer_format_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("north.db");
    Register::open(&path).unwrap().close().unwrap();
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 7").unwrap();
    let (error, text) = refused(&path);
    assert_eq!(text, "failed to open register `FILE`: it has format 7, this program reads formats 1 to 1");
    assert_eq!(error.hint(), Some("use the program that wrote it, or a newer one"));
    assert!(matches!(Register::open_existing(&path), Err(RegisterError::NewerFormat { found: 7, newest: 1, .. })));
}

#[test]
fn foreign_files_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note.txt");
    let words = "Minutes of a meeting, kept as plain text. ".repeat(200);
    std::fs::write(&note, &words).unwrap();
    let expected = "failed to open register `FILE`: it is no SQLite file; expected a register of this program";
    assert_eq!(refused(&note).1, expected);
    assert_eq!(std::fs::read_to_string(&note).unwrap(), words);
    std::fs::write(&note, "short").unwrap();
    assert_eq!(refused(&note).1, expected);

    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE bird (name TEXT)").unwrap();
    let bytes = std::fs::read(&other).unwrap();
    let expected =
        "failed to open register `FILE`: it is an SQLite file of another program; expected a register of this program";
    assert_eq!(refused(&other).1, expected);
    assert_eq!(std::fs::read(&other).unwrap(), bytes);

    let expected = "failed to open register `FILE`: it is a folder; expected a register of this program";
    assert_eq!(refused(folder.path()).1, expected);
}

#[test]
fn only_open_makes_a_register() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("north.db");
    assert!(matches!(Register::open_existing(&path), Err(RegisterError::Missing { .. })));
    assert!(!path.exists());
    std::fs::write(&path, "").unwrap();
    let error = Register::open_existing(&path).err().unwrap();
    assert!(matches!(&error, RegisterError::NotARegister { found, .. } if found == "it is empty"), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), b"");
    Register::open(&path).unwrap().close().unwrap();
    assert_eq!(Register::open_existing(&path).unwrap().counts().unwrap().documents, 0);
    let nowhere = folder.path().join("no/where.db");
    let error = Register::open(&nowhere).err().unwrap();
    let expected = format!(
        "failed to create register `{}`: there is no folder `{}`",
        nowhere.display(),
        folder.path().join("no").display()
    );
    assert_eq!(error.to_string(), expected);
}

#[test]
fn names_that_sqlite_would_read_otherwise_are_file_names() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["file:north.db?mode=memory", "north brief.db", "Тула.db", "a%20b.db"] {
        let path = folder.path().join(name);
        let mut register = Register::open(&path).unwrap();
        register.put(&[sample(1)], &run()).unwrap();
        register.close().unwrap();
        assert!(path.exists(), "{name}");
    }
}

/// Root may do everything, so the tries are made by a process that is not root.
#[cfg(unix)]
#[test]
fn missing_permission_is_told() {
    use std::fs::{Permissions, copy, create_dir, set_permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let folder = tempfile::tempdir().unwrap();
    let allow = |path: &Path, mode| set_permissions(path, Permissions::from_mode(mode)).unwrap();
    allow(folder.path(), 0o755);
    let program = folder.path().join("program");
    copy(crate::children::program(), &program).unwrap();
    let is_root = std::fs::metadata(folder.path()).unwrap().uid() == 0;
    let tried = |path: &Path| {
        let mut child = crate::children::child(&program, "tries_to_write", path, 2, 1);
        if is_root {
            child.uid(65_534).gid(65_534);
        }
        let told = String::from_utf8(child.output().unwrap().stderr).unwrap();
        told.replace(&path.display().to_string(), "FILE").lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (closed, open) = (folder.path().join("closed"), folder.path().join("open"));
    for path in [&closed, &open] {
        create_dir(path).unwrap();
        let mut register = Register::open(&path.join("north.db")).unwrap();
        register.put(&[sample(1)], &run()).unwrap();
        register.close().unwrap();
        allow(&path.join("north.db"), 0o444);
    }
    allow(&closed, 0o555);
    allow(&open, 0o777);
    let denied = |attempted| format!("{attempted} register `FILE`: the file or its folder gives no permission");
    assert_eq!(tried(&closed.join("new.db")), [denied("open: failed to open")]);
    assert_eq!(tried(&closed.join("north.db")), [denied("open: failed to open")]);
    assert_eq!(tried(&open.join("north.db")), ["counts: 1".to_owned(), denied("put: failed to write to")]);
    assert_eq!(tried(&open.join("new.db")), ["counts: 0", "put: [Added]"]);
    allow(&closed, 0o755);
}
