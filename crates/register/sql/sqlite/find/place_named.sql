s.statement_key IN (
    SELECT a.statement_key FROM argument a
    WHERE a.argument_key IN (SELECT rowid FROM argument_words WHERE argument_words MATCH ?)
      AND a.role IN ('from', 'to', 'party', 'place', 'of'))
