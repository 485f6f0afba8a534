SELECT json FROM statement WHERE document_key = ?1 ORDER BY id
