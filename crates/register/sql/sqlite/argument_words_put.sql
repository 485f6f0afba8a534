INSERT INTO argument_words (rowid, name) VALUES (?1, ?2)
