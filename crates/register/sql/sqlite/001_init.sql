-- Format 1 of the register.
-- Keys (…_key) are row numbers of this file alone: they depend on the order of adding and never leave the register.

-- Which program with which rules made a reading.
CREATE TABLE run (
    run_key INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    rules TEXT NOT NULL,
    UNIQUE (program, rules)
) STRICT;

-- A document in one of its versions. `hash` is SHA-256 of the text, `version` of text and description together.
-- The text comes last: what stands before it is read without passing over it.
CREATE TABLE document (
    document_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    hash TEXT NOT NULL,
    title TEXT,
    published TEXT,
    url TEXT,
    publisher TEXT,
    lang TEXT,
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    run_key INTEGER NOT NULL REFERENCES run (run_key),
    text TEXT NOT NULL,
    UNIQUE (id, version)
) STRICT;

CREATE UNIQUE INDEX document_current ON document (id) WHERE current = 1;

-- A statement of one version of a document; `json` is its public form, `start_at` where its first evidence stands (code points).
CREATE TABLE statement (
    statement_key INTEGER PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES document (document_key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    form TEXT,
    stage TEXT,
    start_at INTEGER NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (document_key, id)
) STRICT;

CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_kind ON statement (kind);

-- An argument, laid out for filters; what is true of it stands in the statement's `json`.
-- `name` holds the name of a place, body or person, or the words of an item or office; `first_day` and `last_day` bound a `when`.
CREATE TABLE argument (
    argument_key INTEGER PRIMARY KEY,
    statement_key INTEGER NOT NULL REFERENCES statement (statement_key) ON DELETE CASCADE,
    role TEXT NOT NULL,
    name TEXT,
    iso TEXT,
    value REAL,
    unit TEXT,
    currency TEXT,
    approx TEXT,
    edtf TEXT,
    first_day TEXT,
    last_day TEXT,
    start_at INTEGER,
    end_at INTEGER,
    found_by TEXT NOT NULL
) STRICT;

CREATE INDEX argument_statement ON argument (statement_key, role);
CREATE INDEX argument_iso ON argument (iso) WHERE iso IS NOT NULL;

-- Full text over statements: quotes, names, items and offices, headline. Rows are named after `statement_key`; the words are not kept twice.
CREATE VIRTUAL TABLE statement_words USING fts5 (
    quote, name, item, title,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Full text over the names and items of single arguments, so that "krutoi" finds "Dmitry Krutoi" in the role that is asked for.
CREATE VIRTUAL TABLE argument_words USING fts5 (
    name,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER statement_forgotten AFTER DELETE ON statement BEGIN
    DELETE FROM statement_words WHERE rowid = old.statement_key;
END;

CREATE TRIGGER argument_forgotten AFTER DELETE ON argument WHEN old.name IS NOT NULL BEGIN
    DELETE FROM argument_words WHERE rowid = old.argument_key;
END;
