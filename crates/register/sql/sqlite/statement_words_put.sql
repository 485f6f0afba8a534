INSERT INTO statement_words (rowid, quote, name, item, title) VALUES (?1, ?2, ?3, ?4, ?5)
