s.statement_key IN (SELECT statement_key FROM argument WHERE iso = ? OR iso BETWEEN ? || '-' AND ? || '-~')
