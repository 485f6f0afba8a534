INSERT INTO statement (document_key, id, kind, form, stage, start_at, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
