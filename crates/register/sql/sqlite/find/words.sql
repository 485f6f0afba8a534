s.statement_key IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)
