INSERT INTO argument (statement_key, role, name, iso, value, unit, currency, approx, edtf, first_day, last_day, start_at, end_at, found_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
