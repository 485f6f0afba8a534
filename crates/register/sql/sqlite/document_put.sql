INSERT INTO document (id, version, hash, text, title, published, url, publisher, lang, current, run_key)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
