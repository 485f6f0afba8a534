CASE WHEN EXISTS (SELECT 1 FROM argument a WHERE a.statement_key = s.statement_key AND a.role = 'when')
    THEN EXISTS (
        SELECT 1 FROM argument a WHERE a.statement_key = s.statement_key AND a.role = 'when'
            AND coalesce(a.first_day, '0000-01-01') <= ? AND coalesce(a.last_day, '9999-12-31') >= ?)
    ELSE d.published <= ? AND d.published >= ?
END
